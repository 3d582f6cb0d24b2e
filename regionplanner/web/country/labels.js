// Labels, each with the share of the width of its area that it may take: of reference regions from
// afar, then of regions, then of units, where there is room.
import { inView } from "./paths.js";

/** @import { CountryAtlas, Shapes, View } from "../types.d.ts" */
/** @import { Drawing } from "./drawing.js" */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {"parent" | "region" | "unit"} Kind */
/** @typedef {{ x: number, y: number, room: number }} LabelSpot */
/** @typedef {LabelSpot & { kind: Kind, text: string, isWanted: boolean }} Candidate */
/** @typedef {[west: number, north: number, east: number, south: number]} Box */

const LABELS = {
  parent: { font: window.innerWidth > 800 ? "650 14px" : "650 11px", colour: "#10202e", share: 1.6 },
  region: { font: "650 12px", colour: "#10202e", share: 1 },
  unit: { font: "500 12px", colour: "#24323f", share: 1 },
};
const HEIGHT = 14;
const GAP = 4;
const LABEL_PX = 34; // what has a label is at least this wide

/**
 * A text in at most two lines, broken after a blank or a hyphen near its middle.
 * @param {string} text
 */
const inTwo = (text) => {
  const breaks = [...text.matchAll(/[ -](?=.)/g)].map(({ index }) => index + 1);
  if (!breaks.length) return [text];
  const best = breaks.reduce((a, b) => (
    Math.abs(b - text.length / 2) < Math.abs(a - text.length / 2) ? b : a));
  return [text.slice(0, best).trim(), text.slice(best).trim()];
};

/** @param {Shapes} shapes @param {number} n @returns {LabelSpot} */
const spotIn = ({ spots }, n) => ({ x: spots[3 * n], y: spots[3 * n + 1], room: spots[3 * n + 2] });

/** @param {Box} a @param {Box} b */
const apart = (a, b) => a[2] + GAP < b[0] || b[2] + GAP < a[0] || a[3] + GAP < b[1] || b[3] + GAP < a[1];

/** @param {CountryAtlas} atlas @param {Drawing} drawing */
export const labelsOf = (atlas, { usual, closeIn }) => {
  const { shown, units, plans, near, labelOf } = atlas;
  const family = getComputedStyle(document.body).fontFamily;

  /** @type {Map<string, number>} */
  const widths = new Map();
  /** @param {Context} context @param {Kind} kind @param {string} text */
  const widthOf = (context, kind, text) => {
    const key = `${kind} ${text}`;
    const width = widths.get(key) ?? context.measureText(text).width;
    widths.set(key, width);
    return width;
  };

  // where the labels of reference regions go: the region that is nearest to the middle
  const parentSpots = atlas.parents.map((parent, p) => {
    const { afar, parents } = plans[0];
    const own = parents.flatMap((one, n) => (one === p ? [n] : []));
    const spots = own.map((n) => spotIn(afar, n));
    /** @param {(spot: LabelSpot) => number} axis */
    const mean = (axis) => spots.reduce((sum, spot) => sum + axis(spot), 0) / spots.length;
    const [x, y] = [mean((spot) => spot.x), mean((spot) => spot.y)];
    /** @param {LabelSpot} spot */
    const far = (spot) => (spot.x - x) ** 2 + (spot.y - y) ** 2;
    const middle = spots.reduce((a, b) => (far(b) < far(a) ? b : a), spots[0]);
    return { ...middle, name: parent.name, room: 0.5 * Math.sqrt(own.length) * usual.region };
  });

  /**
   * What may be labelled, the most wanted first: what is chosen, then regions, then units.
   * @param {View} view
   */
  const candidatesIn = (view) => {
    const { plan, region, unit } = shown;
    /** @type {Candidate[]} */
    const found = [];
    /** @param {Kind} kind @param {string} text @param {LabelSpot} spot */
    const add = (kind, text, spot, isWanted = false) => {
      const { x, y } = spot;
      const isIn = x > view.west && x < view.east && y > view.north && y < view.south;
      if (isIn) found.push({ kind, text, ...spot, isWanted });
    };
    if (unit !== null && near.shapes) add("unit", units[unit].name, spotIn(near.shapes, unit), true);
    if (region !== null) add("region", labelOf(region), spotIn(plan.afar, region), true);
    if (view.k * usual.region < LABEL_PX) parentSpots.forEach((spot) => add("parent", spot.name, spot));
    else {
      for (let n = 0; n < plan.division.codes.length; n += 1) {
        if (n !== region && inView(plan.afar.boxes, n, view)) add("region", labelOf(n), spotIn(plan.afar, n));
      }
    }
    const close = closeIn(view);
    if (close && view.k * usual.unit >= LABEL_PX) {
      for (let n = 0; n < close.count; n += 1) {
        if (n !== unit && inView(close.boxes, n, view)) add("unit", units[n].name, spotIn(close, n));
      }
    }
    return found;
  };

  /**
   * Draw the labels that have room.
   * @param {Context} context
   * @param {View} view
   */
  return (context, view) => {
    /** @type {Box[]} */
    const taken = [];
    candidatesIn(view).forEach(({ kind, text, x, y, room, isWanted }) => {
      const { font, colour, share } = LABELS[kind];
      context.font = `${font} ${family}`;
      const at = [(x - view.x) * view.k, (y - view.y) * view.k];
      for (const lines of [[text], inTwo(text)]) {
        const width = Math.max(...lines.map((line) => widthOf(context, kind, line)));
        const height = lines.length * HEIGHT;
        /** @type {Box} */
        const box = [at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2];
        const fits = isWanted || width <= 2 * room * view.k * share + 6;
        if (!fits || !taken.every((one) => apart(one, box))) continue;
        taken.push(box);
        Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round",
          strokeStyle: "rgb(255 255 255 / 88%)", lineWidth: 3.5, fillStyle: colour });
        lines.forEach((line, n) => {
          const middle = at[1] + (n - (lines.length - 1) / 2) * HEIGHT;
          context.strokeText(line, at[0], middle);
          context.fillText(line, at[0], middle);
        });
        return;
      }
    });
  };
};
