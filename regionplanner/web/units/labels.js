// Labels: in full, in lines, shortened or left out, so that none overlap.
import { element } from "../page/elements.js";

/** @import { Spot, UnitsAtlas } from "../types.d.ts" */
/**
 * @typedef {Spot & {
 *   kind: string, label: string, short?: string, versions: string[],
 *   sizes: { width: number, height: number }[], n?: number, region?: number, parent?: number
 * }} Label
 * @typedef {Omit<Label, "kind" | "versions" | "sizes">} Wish
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 * @typedef {Box & { label: Label, text: string }} Placed
 * @typedef {{
 *   point: (at: [number, number]) => { x: number, y: number },
 *   overview: boolean, left: number, right: number
 * }} View
 */

const OVERVIEW_BELOW_ZOOM = 8;
const UNIT_NAMES_FROM_ZOOM = 9.4;
const SHARES = [1.25, 1.75, 3]; // of its area's width that a label may take, round by round
const OVERVIEW_SHARES = [1.75];

/**
 * "Regio Antwerpen A" in at most so many lines, broken after a blank or a hyphen.
 * @param {string} text
 * @param {number} count
 */
const inLines = (text, count) => {
  const room = Math.ceil(text.length / count) + 1;
  /** @type {string[]} */
  const rows = [];
  (text.match(/[^ -]*[ -]*/g) ?? []).filter(Boolean).forEach((word) => {
    const last = rows[rows.length - 1];
    if (last && (last + word).trim().length <= room) rows[rows.length - 1] += word;
    else rows.push(word);
  });
  return rows.map((row) => row.trim()).join("\n");
};

/**
 * How large texts are in a kind of label; all are written first, so that the page is laid out once.
 * @param {HTMLElement} sizer
 * @param {string} kind
 * @param {Wish[]} wishes
 */
const sized = (sizer, kind, wishes) => {
  const labels = wishes.map((wish) => {
    const { label, short } = wish;
    const versions = [label, inLines(label, 2), inLines(label, 3), ...(short ? [short] : [])];
    return { ...wish, kind, versions: [...new Set(versions)].filter(Boolean) };
  });
  const boxes = labels.map(({ versions }) => versions.map(
    (version) => element("div", `label ${kind}`, element("bdi", "", version))));
  sizer.replaceChildren(...boxes.flat());
  const sizes = boxes.map((some) => some.map((box) => (
    { width: box.offsetWidth, height: box.offsetHeight })));
  sizer.replaceChildren();
  return labels
    .map((label, n) => ({ ...label, sizes: sizes[n] }))
    .sort((a, b) => a.room - b.room);
};

/** @param {Box} a @param {Box} b @param {number} gap */
const apart = (a, b, gap) => a.left + a.width + gap < b.left || b.left + b.width + gap < a.left
  || a.top + a.height + gap < b.top || b.top + b.height + gap < a.top;

/**
 * A label may stick out of its area by some share, but on a small overview (a phone) never past
 * the edge of the map.
 * @param {Label} label
 * @param {Box} box
 * @param {number} share
 * @param {View} view
 */
const fits = (label, { left, width }, share, view) => {
  if (view.overview && (left < view.left + 2 || left + width > view.right - 2)) return false;
  const [lat, lng] = label.at;
  const edge = view.point([lat, lng + label.room]);
  return width <= (edge.x - view.point(label.at).x) * 2 * share + 6;
};

/** @param {Label} label @param {number} n */
const isShort = (label, n) => label.versions[n] === label.short;

/** @param {UnitsAtlas} atlas @param {L.Map} map */
export const createLabels = (atlas, map, pane = "labels") => {
  const { shown, units, parents, values, figuresIn, labelOf, regionsOf } = atlas;
  const sizer = element("div", "sizer");
  sizer.setAttribute("aria-hidden", "true");
  document.body.append(sizer);
  const layer = element("div", "labels");
  (map.getPane(pane) ?? map.createPane(pane)).append(layer);
  layer.setAttribute("aria-hidden", "true");

  /** @type {Label[]} */
  let ofPlaces = [];
  /** @type {Label[]} */
  let ofRegions = [];
  /** @type {Label[]} */
  let ofUnits = []; // made when one first looks closer

  /**
   * What is left of "Kempen A" where there is no room for more.
   * @param {string} label
   * @param {number} parent
   */
  const shortOf = (label, parent) => {
    const start = parents[parent].label;
    return label.startsWith(`${start} `) ? label.slice(start.length).trim() : "";
  };
  const makeRegionLabels = () => {
    if (values.places.length > ofPlaces.length) ofPlaces = sized(sizer, "place", values.places);
    ofRegions = sized(sizer, "region-label", regionsOf().map((region) => {
      const [label, { parent }] = [labelOf(region), figuresIn(region)];
      return { ...shown.plan.spots[region], region, parent, label, short: shortOf(label, parent) };
    }));
  };
  const makeUnitLabels = () => {
    ofUnits = sized(sizer, "unit-label", units.map(({ at, room, name: label }, n) => (
      { at, room, n, label })));
  };

  /**
   * What one asked for, and places outside all regions, are named whatever the room.
   * @param {Label} label
   */
  const isWanted = ({ kind, n, region }) => kind === "place"
    || (n === undefined ? region === shown.region : n === shown.unit);

  /**
   * The first version that fits and touches no label that is there already; a letter alone only in
   * the last round, and never on the overview, where it says nothing.
   * @param {Label} label
   * @param {Placed[]} taken
   * @param {{ share: number, isLast: boolean }} round
   * @param {View} view
   */
  const placed = (label, taken, { share, isLast }, view) => {
    const centre = view.point(label.at);
    const boxes = label.sizes.map(({ width, height }) => (
      { left: centre.x - width / 2, top: centre.y - height / 2, width, height }));
    const gap = view.overview ? 5 : 3;
    const mayBeShort = isLast && !view.overview;
    // a place outside all regions is named by its short name at least
    const isFree = (/** @type {number} */ n) =>
      isWanted(label) && (label.kind !== "place" || isShort(label, n));
    const best = boxes.findIndex((box, n) => (isFree(n) || mayBeShort || !isShort(label, n))
      && fits(label, box, isFree(n) ? Infinity : share, view)
      && taken.every((other) => apart(box, other, gap)));
    return best < 0 ? null : { label, text: label.versions[best], ...boxes[best] };
  };

  /**
   * Which labels are written where. With little room for all, the roomiest regions get a label;
   * else the tightest choose first. First come those that stay in their area, then those that take
   * room that is left next to it.
   * @param {Label[]} labels
   * @param {View} view
   */
  const arranged = (labels, view) => {
    /** @type {Placed[]} */
    const taken = [];
    const others = labels.filter((label) => !isWanted(label));
    let waiting = [...labels.filter(isWanted), ...(view.overview ? others.reverse() : others)];
    const shares = view.overview ? OVERVIEW_SHARES : SHARES;
    shares.forEach((share, n) => {
      const round = { share, isLast: n === shares.length - 1 };
      waiting = waiting.filter((label) => {
        const place = placed(label, taken, round, view);
        if (place) taken.push(place);
        return !place;
      });
    });
    // a letter says nothing where no neighbour from the same reference region has its name in full
    const isLetter = (/** @type {Placed} */ { label, text }) =>
      label.kind === "region-label" && text === label.short;
    const named = new Set(taken.filter((place) => !isLetter(place)).map(({ label }) => label.parent));
    return taken.filter((place) => !isLetter(place) || named.has(place.label.parent));
  };

  // Closer by come the names of the units; the chosen one goes before its region.
  const wanted = () => {
    const isFar = map.getZoom() < UNIT_NAMES_FROM_ZOOM;
    if (!ofUnits.length && (!isFar || shown.unit !== null)) makeUnitLabels();
    const chosen = ofUnits.filter(({ n }) => n === shown.unit);
    const others = isFar ? [] : ofUnits.filter(({ n }) => n !== shown.unit);
    return [...chosen, ...ofPlaces, ...ofRegions, ...others];
  };

  return {
    makeRegionLabels,
    /** What was measured while the page had no size is measured again. */
    forget: () => {
      ofPlaces = [];
      ofUnits = [];
    },
    place: () => {
      const start = map.containerPointToLayerPoint([0, 0]).x;
      const view = {
        point: (/** @type {[number, number]} */ at) => map.latLngToLayerPoint(at),
        overview: map.getZoom() < OVERVIEW_BELOW_ZOOM,
        left: start,
        right: start + map.getSize().x,
      };
      layer.replaceChildren(...arranged(wanted(), view).map(({ label, text, left, top }) => {
        const chosen = label.n !== undefined && label.n === shown.unit ? " chosen" : "";
        const box = element("div", `label ${label.kind}${chosen}`, element("bdi", "", text));
        box.style.transform = `translate(${left}px, ${top}px)`;
        return box;
      }));
    },
    /** @param {View} view */
    printed: (view) => arranged([...ofPlaces, ...ofRegions], view),
  };
};
