// Outlines: layers of lines above the polygons, each dark strokes on a pale band where they must
// be distinct from what is below.
import { arcsOf, joined, outlineOf } from "./arcs.js";

/** @import { UnitsAtlas } from "../types.d.ts" */
/** @import { Arc, Line } from "./arcs.js" */
/**
 * @typedef {{
 *   color: string, weight: number, opacity?: number, dashArray?: string, lineCap?: "butt"
 * }} LineStyle
 */

const INK = "#1d2a36";
const CHOSEN = "#10202e";
const FIRM = "#a30000";

/** @type {Record<string, LineStyle[]>} */
const STYLES = {
  coast: [{ color: INK, weight: 1.1, opacity: 0.9 }],
  regions: [{ color: INK, weight: 3.2, opacity: 1 }],
  parents: [
    { color: INK, weight: 3.2, opacity: 1, lineCap: "butt" },
    { color: "#ffffff", weight: 1.2, opacity: 1, lineCap: "butt" },
  ],
  moved: [
    { color: "#ffffff", weight: 5.6, opacity: 0.95 },
    { color: "#c2185b", weight: 3, opacity: 1 },
  ],
  broken: [
    { color: "#ffffff", weight: 5.6, opacity: 0.95 },
    { color: "#7c1219", weight: 3, opacity: 1 },
  ],
  overlay0: [
    { color: "#ffffff", weight: 6, opacity: 0.9 },
    { color: "#00695c", weight: 3.4, opacity: 1 },
  ],
  overlay1: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#0b3d91", weight: 2.6, opacity: 1, dashArray: "1 5.5" },
  ],
  overlay2: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#8a0f5c", weight: 2.4, opacity: 1, dashArray: "7 5", lineCap: "butt" },
  ],
  overlay3: [
    { color: "#ffffff", weight: 5, opacity: 0.9 },
    { color: "#6b3a00", weight: 3, opacity: 1, dashArray: "14 5 2 5", lineCap: "butt" },
  ],
  overlay4: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#3d4a00", weight: 2.4, opacity: 1, dashArray: "3 3", lineCap: "butt" },
  ],
  chosenRegion: [
    { color: "#ffffff", weight: 6.4, opacity: 0.9 },
    { color: CHOSEN, weight: 3.6, opacity: 1 },
  ],
  chosenUnits: [
    { color: "#ffffff", weight: 5.4, opacity: 0.9 },
    { color: CHOSEN, weight: 3, opacity: 1 },
  ],
};
const ON_TOP = ["chosenRegion", "chosenUnits"]; // above every layer
const INSIDE = ["regions", "before", "parents"]; // the outer border is no border between two

const SMALL = 0.03; // of the longest outer border

/** @param {Line} stroke @returns {[number, number][]} */
const placesOf = (stroke) => stroke.map(([x, y]) => [y, x]);

/** How far a stroke reaches. */
const extent = (/** @type {Line} */ stroke) => [0, 1].reduce((sum, axis) => {
  const values = stroke.map((point) => point[axis]);
  return sum + Math.max(...values) - Math.min(...values);
}, 0);

/**
 * Firm and loose borders: a style for each number of plans that a border separates regions in.
 * @param {UnitsAtlas} atlas
 */
const firmStyles = ({ plans, values }) => (plans.length < 3 || values.steps ? [] : plans.map((_, n) => {
  const weight = 1 + (5 * (n + 1)) / plans.length;
  /** @type {LineStyle[]} */
  const styles = [
    { color: "#ffffff", weight: weight + 2, opacity: 0.9 },
    { color: FIRM, weight, opacity: 1, lineCap: "butt" },
  ];
  return { key: `firm${n + 1}`, styles };
}));

/**
 * @param {UnitsAtlas} atlas
 * @param {Line[][]} rings
 * @param {L.Map} map
 */
export const createLines = (atlas, rings, map) => {
  const { units, plans, overlays, values } = atlas;
  const arcs = arcsOf(values.arcs, rings);
  const inside = arcs.filter(({ b }) => b >= 0);
  map.createPane("land").style.zIndex = "390"; // below the units
  map.createPane("chosen").style.zIndex = "460"; // folium's "outlines" has 450
  const firm = firmStyles(atlas);
  const firmKeys = firm.map(({ key }) => key);
  /** @type {Record<string, LineStyle[]>} */
  const styles = { ...STYLES, before: STYLES.regions, ...Object.fromEntries(firm.map((one) => [one.key, one.styles])) };

  // which side of a swipe is drawn, by key of the style
  /** @type {Record<string, string>} */
  let clips = {};
  /** @param {string} key @param {L.Polyline} layer */
  const clipLayer = (key, layer) => {
    if (clips[key]) layer.getElement()?.setAttribute("clip-path", `url(#swipe-${clips[key]})`);
    else layer.getElement()?.removeAttribute("clip-path");
  };

  // what is drawn now, by key of the style, and its strokes, for the printed map
  /** @type {Map<string, { layers: L.Polyline[], strokes: Line[] }>} */
  const drawn = new Map();
  /** @param {string} key */
  const hide = (key) => {
    drawn.get(key)?.layers.forEach((layer) => layer.remove());
    drawn.delete(key);
  };

  // From below to above: pale bands, borders of regions, the strokes of overlays. Where a border of
  // a region is also another one, both are seen.
  const keys = ["coast", "regions", "before", "parents", ...firmKeys, "overlay0", "overlay1",
    "overlay2", "overlay3", "overlay4", "broken", "moved", ...ON_TOP];
  /** @param {string} key @param {boolean} isBand */
  const rankOf = (key, isBand) => {
    if (ON_TOP.includes(key)) return 4;
    if (key === "broken" || key === "moved") return 3;
    if (key === "coast" || INSIDE.includes(key)) return 1;
    return isBand ? 0 : 2;
  };
  /**
   * What there is of each key, in this order.
   * @template T
   * @param {(key: string) => T[]} of
   */
  const stacked = (of) => keys
    .flatMap((key) => of(key).map((one, n, all) => ({ one, rank: rankOf(key, n < all.length - 1) })))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);

  /** @param {string} kind @param {Line[]} strokes */
  const drawStrokes = (kind, strokes) => {
    hide(kind);
    const places = strokes.map(placesOf);
    const layers = styles[kind].map((style) => L.polyline(places, {
      ...style, fill: false, interactive: false, smoothFactor: 0.5,
      pane: ON_TOP.includes(kind) ? "chosen" : "outlines",
    }).addTo(map));
    layers.forEach((layer) => clipLayer(kind, layer));
    drawn.set(kind, { layers, strokes });
    stacked((one) => drawn.get(one)?.layers ?? []).forEach((layer) => layer.bringToFront());
  };
  /** @param {string} key @param {(unit: number) => number} group */
  const draw = (key, group) =>
    drawStrokes(key, outlineOf(INSIDE.includes(key) ? inside : arcs, group));

  /** @param {Arc} arc */
  const separatedIn = ({ a, b }) => (b < 0 || units[a].parent !== units[b].parent ? 0
    : plans.filter(({ division: { of } }) => of[a] !== of[b]).length);
  const drawFirm = () => {
    const counts = arcs.map(separatedIn);
    firmKeys.forEach((key, n) => drawStrokes(key, joined(
      arcs.filter((_, arc) => counts[arc] === n + 1).map(({ points }) => points))));
  };

  return {
    draw,
    /** The outer border; round parts so small that it would blot them out, units have a line. */
    drawCoast: () => {
      const strokes = outlineOf(arcs.filter(({ b }) => b < 0), () => 0);
      const least = SMALL * Math.max(...strokes.map(extent));
      // colours are pale on white, whatever is below: a dark page has the same
      L.polygon(strokes.map(placesOf), {
        stroke: false, fillColor: "#ffffff", fillOpacity: 1, interactive: false, pane: "land",
      }).addTo(map);
      drawStrokes("coast", strokes.filter((stroke) => extent(stroke) > least));
    },
    hide,
    has: (/** @type {string} */ key) => drawn.has(key),
    /** @param {Record<string, string>} sides */
    clip: (sides) => {
      clips = sides;
      drawn.forEach(({ layers }, key) => layers.forEach((layer) => clipLayer(key, layer)));
    },
    layers: () => [...drawn.values()].flatMap(({ layers }) => layers),
    /**
     * Every stroke with its style, from below to above.
     * @template T
     * @param {(strokes: Line[], style: LineStyle) => T} stroke
     */
    strokes: (stroke) => stacked((key) => {
      const strokes = key === "before" ? undefined : drawn.get(key)?.strokes;
      return strokes ? styles[key].map((style) => stroke(strokes, style)) : [];
    }),
    /**
     * Show or hide a layer by the value of its checkbox: its position, or "firm".
     * @param {string} value
     * @param {boolean} on
     * @param {Set<string>} ticked
     */
    tick: (value, on, ticked) => {
      const overlay = overlays[Number(value)];
      if (value === "firm") {
        if (on) drawFirm();
        else firmKeys.forEach(hide);
      } else if (on) {
        ticked.add(overlay.key);
        draw(overlay.key, overlay.of);
      } else {
        ticked.delete(overlay.key);
        hide(overlay.key);
      }
    },
  };
};
