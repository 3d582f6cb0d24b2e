// The printed page: the whole map as a drawing that is sharp on any paper, then legend and table.
import { byId, element } from "../page/elements.js";
import { words } from "../page/words.js";
import { brokenList } from "../panels/broken.js";
import { planChange } from "../panels/changes.js";
import { movesList } from "../panels/moves.js";
import { besides, copyOf, openPrinting } from "../panels/printing.js";
import { ringsOf } from "./arcs.js";
import { SHADE } from "./areas.js";
import { homes } from "./homes.js";

/** @import { Content, UnitsAtlas } from "../types.d.ts" */
/** @import { Line } from "./arcs.js" */
/** @import { UnitsGround } from "./ground.js" */
/** @typedef {(at: [number, number]) => { x: number, y: number }} Projection */

const WIDTH = 1150; // labels of 12 units are then 8 points on A4, 12 on A3
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Content} children
 */
const drawn = (tag, attributes, ...children) => {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value)));
  made.append(...children);
  return made;
};

/**
 * Mercator, as on the screen; the whole map fills the drawing.
 * @param {L.LatLngBounds} everything
 */
const paper = (everything) => {
  /** @param {number} lat */
  const mercator = (lat) => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
  const [west, east] = [everything.getWest(), everything.getEast()];
  const [south, north] = [everything.getSouth(), everything.getNorth()].map(mercator);
  const scale = (WIDTH - 16) / (east - west);
  /** @type {Projection} */
  const point = ([lat, lng]) => (
    { x: 8 + (lng - west) * scale, y: 8 + (north - mercator(lat)) * scale });
  return { height: (north - south) * scale + 16, point };
};

/** @param {Line[]} strokes @param {Projection} point @param {string} end */
const pathOf = (strokes, point, end) => strokes.map((stroke) => `M${stroke.map(([lng, lat]) => {
  const { x, y } = point([lat, lng]);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}).join("L")}${end}`).join("");

/** @param {Line[]} strokes @param {L.PathOptions} style @param {Projection} point */
const strokePath = (strokes, style, point) => drawn("path", {
  "d": pathOf(strokes, point, ""),
  "fill": "none",
  "stroke": style.color ?? "",
  "stroke-width": style.weight ?? 1,
  "stroke-opacity": style.opacity ?? 1,
  "stroke-dasharray": String(style.dashArray ?? "none"),
  "stroke-linecap": style.lineCap ?? "round",
  "stroke-linejoin": "round",
});

/** @param {GeoJSON.Geometry} geometry @returns {Line[]} */
const linesOf = (geometry) => {
  if (geometry.type === "LineString") return [geometry.coordinates];
  return geometry.type === "MultiLineString" ? geometry.coordinates : [];
};

/**
 * Where areas are at home.
 * @param {UnitsAtlas} atlas
 * @param {Projection} point
 */
const homeMarks = ({ units }, point) => homes().flatMap(([n, areas]) => {
  const { x, y } = point(units[n].at);
  return [
    drawn("circle", { "cx": x, "cy": y, "r": 5, "fill": "#c2185b", "stroke": "#ffffff", "stroke-width": 2 }),
    drawn("text", { "x": x + 8, "y": y + 4, "class": "print-home" }, areas.join(", ")),
  ];
});

/** @param {UnitsAtlas} atlas @param {UnitsGround} ground */
const printedMap = (atlas, ground) => {
  const { everything, rings, areas, hatches, lines, labels, holes, links } = ground;
  const { height, point } = paper(everything);
  const units = rings.map((own, n) => drawn("path", {
    "d": pathOf(own, point, "Z"), "fill": areas.fillOf(n), "fill-opacity": SHADE.plain,
    "stroke": areas.layers[n].options.color ?? "", "stroke-width": 0.6,
  }));
  const outside = holes.map(({ feature }) => drawn("path", {
    "d": pathOf(ringsOf(feature.geometry), point, "Z"), "fill": "#e3e7ea",
    "stroke": "#8b959e", "stroke-width": 0.8,
  }));
  const stripes = hatches.fills().flatMap(({ fill, striped }) => striped.map((n) => (
    drawn("path", { d: pathOf(rings[n], point, "Z"), fill }))));
  const borders = lines.strokes((strokes, style) => strokePath(strokes, style, point));
  const joins = links.map(({ feature, options }) => strokePath(linesOf(feature.geometry), options, point));
  const texts = labels.printed(point).map(({ box, left, top, width, height: tall }) => (
    drawn("foreignObject", { x: left - 4, y: top - 2, width: width + 8, height: tall + 4 }, box)));
  return drawn("svg", {
    "viewBox": `0 0 ${WIDTH} ${height.toFixed(0)}`, "class": "print-map", "role": "img",
    "aria-label": words.map_label,
  }, ...outside, ...units, ...stripes, ...borders, ...joins, ...texts,
    ...homeMarks(atlas, point));
};

/**
 * The table, also where it is closed.
 * @param {() => void} drawTable
 */
const printedTable = (drawTable) => {
  const panel = byId("table-panel", HTMLElement);
  const wasHidden = panel.hidden;
  panel.hidden = false;
  drawTable();
  const copy = copyOf("regions-table");
  panel.hidden = wasHidden;
  // headings that repeat on every page are text: buttons are not painted there again
  copy.querySelectorAll("th button.sort").forEach((one) => one.replaceWith(one.textContent ?? ""));
  return copy;
};

/**
 * @param {UnitsAtlas} atlas
 * @param {UnitsGround} ground
 * @param {() => void} drawTable
 */
export const openUnitsPrinting = (atlas, ground, drawTable) => openPrinting(() => {
  const { plan } = atlas.shown;
  const [broken, other] = [atlas.brokenOf(plan), atlas.comparedWith(plan)];
  const change = plan === other ? [] : [element("p", "", ...planChange(atlas, plan, other))];
  const moves = plan === other || atlas.values.steps ? [] : movesList(atlas, plan, other, null);
  const warning = broken.length
    ? [element("p", "verdict bad", `${atlas.brokenHeading(plan)}:`), brokenList(broken)] : [];
  return {
    plan: atlas.choices().length > 1 ? plan.name : null,
    sheets: [
      [...change, ...warning, printedMap(atlas, ground)],
      [copyOf("legend-part"), ...(moves.length ? [element("h2", "", words.moves_heading), ...moves] : []),
        printedTable(drawTable)],
      [...besides(), copyOf("regions-part"), copyOf("about-part"), copyOf("sources-part")],
    ],
  };
});
