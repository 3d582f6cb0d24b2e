// Labels: in full, in lines or smaller, so that each stays in its area and none overlap; where there
// is no room for that, none until one looks closer.
import { element } from "../page/elements.js";
import { homes, NAMES_FROM_ZOOM } from "./homes.js";
import { boxOf, fitted, measurer, partOf, SIZES } from "./label_fit.js";

/** @import { Spot, UnitsAtlas } from "../types.d.ts" */
/** @import { Box, Part, Projection, Rings, Version } from "./label_fit.js" */
/**
 * @typedef {"place" | "parent-label" | "region-label" | "unit-label"} Kind
 * @typedef {Spot & {
 *   kind: Kind, versions: Version[], parts: Part[], n?: number, parent?: number
 * }} Label
 * @typedef {Box & { label: Label, rows: string[], size: number }} Placed
 */

const UNIT_NAMES_FROM_ZOOM = 9.4;
const GAP = 3; // pixels
const MOST_PX = 176; // of a name that is written whatever the room, as in page.css
const [MARK_PX, MARK_LEFT] = [26, 12]; // of a home, as in plans.css: its height, and left of its place
/** @type {Record<Kind, string>} */
const FONTS = {
  "place": "italic 500", "parent-label": "650", "region-label": "650", "unit-label": "500",
};

/** @param {Box} a @param {Box} b */
const apart = (a, b) => a.left + a.width + GAP < b.left || b.left + b.width + GAP < a.left
  || a.top + a.height + GAP < b.top || b.top + b.height + GAP < a.top;

/**
 * @param {UnitsAtlas} atlas
 * @param {L.Map} map
 * @param {{ units: Rings[], places: Rings[] }} outlines
 */
export const createLabels = (atlas, map, outlines, pane = "labels") => {
  const { shown, units, parents, values, figuresIn, labelOf, membersOf, regionsOf } = atlas;
  const layer = element("div", "labels");
  (map.getPane(pane) ?? map.createPane(pane)).append(layer);
  layer.setAttribute("aria-hidden", "true");
  const versionsOf = measurer();
  const parts = outlines.units.map(partOf);
  const stacks = homes().map(([n, areas]) => {
    const widths = areas.map((area) => versionsOf([area], "600")[0]?.widths[0] ?? 0);
    return { at: units[n].at, width: Math.max(...widths) * SIZES[0], height: areas.length * MARK_PX };
  });

  /** @type {Label[]} */
  const ofPlaces = values.places.map(({ label, short, ...spot }, n) => (
    { ...spot, kind: "place", parts: [partOf(outlines.places[n])], versions: versionsOf([label, short], FONTS.place) }));
  /** @type {Label[]} */
  let ofRegions = [];
  /** @type {Label[]} */
  let ofUnits = []; // made when one first looks closer
  /** @type {Label[]} */
  const ofParents = parents.flatMap(({ label }, parent) => {
    const own = units.flatMap((unit, n) => (unit.parent === parent ? [n] : []));
    if (!own.length) return [];
    /** @param {0 | 1} axis */
    const mean = (axis) => own.reduce((sum, n) => sum + units[n].at[axis], 0) / own.length;
    return [{
      at: [mean(0), mean(1)], room: 0, kind: "parent-label", parent,
      parts: own.map((n) => parts[n]), versions: versionsOf([label], FONTS["parent-label"]),
    }];
  });
  const makeRegionLabels = () => {
    ofRegions = regionsOf().map((region) => ({
      ...shown.plan.spots[region],
      kind: "region-label",
      parent: figuresIn(region).parent,
      parts: membersOf(region).map((n) => parts[n]),
      versions: versionsOf([labelOf(region)], FONTS["region-label"]),
    }));
  };
  const makeUnitLabels = () => {
    ofUnits = units.map(({ at, room, name }, n) => (
      { at, room, n, kind: "unit-label", parts: [parts[n]], versions: versionsOf([name], FONTS["unit-label"]) }));
  };

  /** What one asked for, and places outside all regions, are named whatever the room. */
  const isWanted = (/** @type {Label} */ { kind, n }) => kind === "place"
    || (n !== undefined && n === shown.unit);

  /**
   * @param {Label[]} labels
   * @param {Projection} point
   */
  const arranged = (labels, point) => {
    /** @type {Placed[]} */
    const taken = [];
    const areNamed = map.getZoom() >= NAMES_FROM_ZOOM;
    const marks = stacks.map(({ at, width, height }) => ({
      left: point(at).x - MARK_LEFT, top: point(at).y + MARK_PX / 2 - height,
      width: MARK_PX + (areNamed ? width : 0), height,
    }));
    const isFree = (/** @type {Box} */ box) => [...marks, ...taken].every((one) => apart(box, one));
    labels.forEach((label) => {
      // a reference region is named where there is no room for the name of any of its regions
      const isNamed = label.kind === "parent-label"
        && taken.some((one) => one.label.kind === "region-label" && one.label.parent === label.parent);
      if (isNamed) return;
      const place = fitted(label.versions, label.parts, label.at, point, isFree);
      if (place) taken.push({ label, ...place });
      else if (isWanted(label)) {
        const [version, size] = [label.versions[label.versions.length - 1], SIZES[SIZES.length - 1]];
        const box = boxOf(version, size, point(label.at));
        if (isFree(box)) taken.push({ label, rows: version.rows, size, ...box, width: Math.min(box.width, MOST_PX) });
      }
    });
    return taken;
  };

  // Closer by come the names of the units; the chosen one goes before its region.
  const wanted = () => {
    const isFar = map.getZoom() < UNIT_NAMES_FROM_ZOOM;
    if (!ofUnits.length && (!isFar || shown.unit !== null)) makeUnitLabels();
    const chosen = ofUnits.filter(({ n }) => n === shown.unit);
    const others = isFar ? [] : ofUnits.filter(({ n }) => n !== shown.unit);
    return [...chosen, ...ofPlaces, ...ofRegions, ...ofParents, ...others];
  };

  /** @param {Placed} placed */
  const boxFor = ({ label, rows, size }) => {
    const chosen = label.n !== undefined && label.n === shown.unit ? " chosen" : "";
    const box = element("div", `label ${label.kind}${chosen}`, element("bdi", "", rows.join("\n")));
    box.style.fontSize = `${size}px`;
    return box;
  };

  return {
    makeRegionLabels,
    place: () => {
      /** @type {Projection} */
      const point = (at) => map.project(at).subtract(map.getPixelOrigin());
      layer.replaceChildren(...arranged(wanted(), point).map((placed) => {
        const box = boxFor(placed);
        box.style.transform = `translate(${placed.left}px, ${placed.top}px)`;
        return box;
      }));
    },
    /** @param {Projection} point */
    printed: (point) => arranged([...ofPlaces, ...ofRegions, ...ofParents], point)
      .map((placed) => ({ ...placed, box: boxFor(placed) })),
  };
};
