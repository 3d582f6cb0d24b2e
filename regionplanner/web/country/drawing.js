// What is drawn: regions from afar, units closer by, the borders that one asks for, what is chosen.
import { contextOf } from "./canvas.js";
import { addShape, inView, joinedArcs, strokeArcs, strokeDashes, wantedArcs } from "./paths.js";

/** @import { CanvasStyle, CountryAtlas, CountryPlan, Overlay, Shapes, View } from "../types.d.ts" */
/** @import { Canvas } from "./canvas.js" */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {Pick<Overlay, "key" | "of">} Layer */
/** @typedef {ReturnType<typeof createDrawing>} Drawing */

const INK = "#1d2a36";
const UNIT_PX = 20; // units are drawn when a usual one is this wide
const SHADE = 0.58;
/** @type {Record<string, CanvasStyle>} */
const STROKES = {
  overlay0: { strokeStyle: "#00695c", lineWidth: 3.4 },
  overlay1: { strokeStyle: "#0b3d91", lineWidth: 2.6, dash: [1, 5.5] },
  overlay2: { strokeStyle: "#8a0f5c", lineWidth: 2.4, dash: [7, 5] },
  overlay3: { strokeStyle: "#6b3a00", lineWidth: 3, dash: [14, 5, 2, 5] },
  overlay4: { strokeStyle: "#3d4a00", lineWidth: 2.4, dash: [3, 3] },
  parents: { strokeStyle: INK, lineWidth: 3.2 },
  moved: { strokeStyle: "#c2185b", lineWidth: 3 },
};
const CHOSEN = "#10202e";

/**
 * How wide a usual region and a usual unit are on the grid.
 * @param {CountryPlan} plan
 */
const usualOf = (plan) => {
  const widths = plan.division.codes.map((_, n) => {
    const [west, north, east, south] = plan.afar.boxes.subarray(4 * n, 4 * n + 4);
    return Math.sqrt(0.6 * (east - west) * (south - north));
  }).sort((a, b) => a - b);
  const width = widths[widths.length >> 1];
  return { region: width, unit: width / Math.sqrt(plan.of.length / plan.parents.length) };
};

/**
 * A colour as it looks on white: nothing shines through where polygons meet.
 * @param {string} colour
 * @param {number} share
 */
const pale = (colour, share) => `#${[1, 3, 5].map((at) => {
  const part = parseInt(colour.slice(at, at + 2), 16);
  return Math.round(255 + (part - 255) * share).toString(16).padStart(2, "0");
}).join("")}`;

const hatching = () => {
  const tile = document.createElement("canvas");
  Object.assign(tile, { width: 8, height: 8 });
  const context = contextOf(tile);
  Object.assign(context, { fillStyle: "#f7f8f9", strokeStyle: "#95a1ab", lineWidth: 1.2 });
  context.fillRect(0, 0, 8, 8);
  [-8, 0, 8].forEach((x) => {
    context.moveTo(x - 1, 9);
    context.lineTo(x + 9, -1);
  });
  context.stroke();
  return context.createPattern(tile, "repeat") ?? "#f7f8f9";
};

/** @param {CanvasStyle} style @returns {CanvasStyle} */
const band = (style) => (
  { strokeStyle: "#ffffff", lineWidth: style.lineWidth * 1.7, globalAlpha: 0.9 });
/** @param {CanvasStyle} style @returns {CanvasStyle} */
const core = (style) => ({ strokeStyle: "#ffffff", lineWidth: style.lineWidth * 0.3 });

/** @param {CountryAtlas} atlas @param {Canvas} canvas */
export const createDrawing = (atlas, { world }) => {
  const { shown, plans, near, values, groupOf, membersOf } = atlas;
  const usual = usualOf(plans[0]);
  const hatched = hatching();
  /** @type {{ region: number | null, unit: number | null }} */
  const hover = { region: null, unit: null };

  /**
   * Outlines of units, where one is close enough to see them; else null.
   * @param {View} view
   */
  const closeIn = ({ k }) => (k * usual.unit >= UNIT_PX ? near.shapes : null);

  /** @type {Map<string, string>} */
  const fills = new Map();
  /** @param {number} group */
  const fillOf = (group) => {
    const { plan } = shown;
    const colour = plan.colours[group];
    if (colour === undefined) return plan.waiting.has(group) ? hatched : pale(plan.outside, 0.8);
    const fill = fills.get(colour) ?? pale(colour, SHADE);
    fills.set(colour, fill);
    return fill;
  };

  /**
   * The units in view, by group.
   * @param {Shapes} close
   * @param {View} view
   */
  const unitsInView = (close, view) => {
    /** @type {Map<number, number[]>} */
    const groups = new Map();
    for (let n = 0; n < close.count; n += 1) {
      if (!inView(close.boxes, n, view)) continue;
      const there = groups.get(groupOf(n));
      if (there) there.push(n);
      else groups.set(groupOf(n), [n]);
    }
    return groups;
  };
  /** @param {Context} context @param {View} view */
  const fillAreas = (context, view) => {
    const { afar } = shown.plan;
    const close = closeIn(view);
    /** @param {Shapes} shapes @param {number} group @param {number[]} members */
    const fill = (shapes, group, members) => {
      context.beginPath();
      members.forEach((n) => addShape(context, shapes, n, view));
      context.fillStyle = fillOf(group);
      context.fill("evenodd");
    };
    if (close) unitsInView(close, view).forEach((units, group) => fill(close, group, units));
    else for (let n = 0; n < afar.count; n += 1) if (inView(afar.boxes, n, view)) fill(afar, n, [n]);
  };

  // lines are thinner the smaller that is what they surround
  /** @param {View} view @param {number} most */
  const thin = (view, most) => Math.min(most, Math.max(0.35, (view.k * usual.region) / 22));
  /** @param {View} view */
  const shareOf = (view) => Math.min(1, Math.max(0.45, (view.k * usual.region) / 30));

  /** @param {Context} context @param {View} view */
  const drawBorders = (context, view) => {
    const close = closeIn(view);
    if (close) {
      strokeArcs(context, close, wantedArcs(close, (n) => n, view), view,
        { strokeStyle: "#33404c", lineWidth: Math.min(0.8, (view.k * usual.unit) / 27), globalAlpha: 1 });
    }
    const shapes = close ?? shown.plan.afar;
    const group = close ? (/** @type {number} */ n) => groupOf(n) : (/** @type {number} */ n) => n;
    const arcs = wantedArcs(shapes, group, view);
    const globalAlpha = 0.4 + 0.6 * shareOf(view);
    /** @param {number} arc */
    const isOuter = (arc) => shapes.b[arc] < 0;
    strokeArcs(context, shapes, arcs.filter(isOuter), view,
      { strokeStyle: INK, lineWidth: thin(view, 1.1), globalAlpha });
    strokeArcs(context, shapes, arcs.filter((arc) => !isOuter(arc)), view,
      { strokeStyle: INK, lineWidth: thin(view, 3.2), globalAlpha });
  };
  /** @param {Context} context @param {View} view @param {Layer} layer */
  const drawLayer = (context, view, { key, of }) => {
    const { afar, parents } = shown.plan;
    const isOfParents = key === "parents";
    const onUnits = closeIn(view) !== null || !isOfParents;
    const lines = onUnits ? near.shapes : afar;
    if (lines === null) return;
    const arcs = wantedArcs(lines, onUnits ? of : (n) => parents[n], view)
      .filter((arc) => !isOfParents || lines.b[arc] >= 0); // the coast is no border between two
    // as in the legend from any height: smaller lines have smaller dashes
    const { strokeStyle, lineWidth, dash } = STROKES[key];
    const share = shareOf(view);
    const style = { strokeStyle, lineWidth: lineWidth * share, dash: dash?.map((length) => length * share) };
    const strokes = joinedArcs(lines, arcs);
    const inTurn = isOfParents ? [style, core(style)] : [band(style), style];
    inTurn.forEach((one) => strokeDashes(context, lines, strokes, view, one));
  };
  /** @param {Context} context @param {View} view @param {Shapes} close */
  const drawLinks = (context, view, close) => {
    Object.assign(context, { strokeStyle: INK, lineWidth: 1.5, lineCap: "round" });
    context.setLineDash([1, 5]);
    context.beginPath();
    values.links.forEach((pair) => pair.forEach((n, end) => {
      const [x, y] = close.spots.subarray(3 * n);
      context[end ? "lineTo" : "moveTo"]((x - view.x) * view.k, (y - view.y) * view.k);
    }));
    context.stroke();
    context.setLineDash([]);
  };

  /** @param {Context} context @param {number} region @param {View} view */
  const addRegion = (context, region, view) => {
    const close = closeIn(view);
    if (close) membersOf(region).forEach((n) => addShape(context, close, n, view));
    else addShape(context, shown.plan.afar, region, view);
  };
  /** @param {Context} context @param {number} region @param {View} view @param {CanvasStyle} style */
  const outlineRegion = (context, region, view, style) => {
    const close = closeIn(view);
    /** @param {number} n */
    const group = (n) => ((close ? groupOf(n) : n) === region ? 0 : -1);
    const shapes = close ?? shown.plan.afar;
    strokeArcs(context, shapes, wantedArcs(shapes, group, view), view, style);
  };
  /** @param {Context} context @param {number} unit @param {View} view @param {number} lineWidth */
  const outlineUnit = (context, unit, view, lineWidth) => {
    if (!near.shapes) return;
    context.beginPath();
    addShape(context, near.shapes, unit, view);
    Object.assign(context, { lineJoin: "round", strokeStyle: CHOSEN, lineWidth });
    context.stroke();
  };

  return {
    usual,
    hover,
    closeIn,
    closeZoom: () => Math.log2((UNIT_PX * world) / (256 * usual.unit)),
    /** @param {Context} context @param {View} view @param {Layer[]} layers */
    drawGround: (context, view, layers) => {
      fillAreas(context, view);
      drawBorders(context, view);
      layers.forEach((layer) => drawLayer(context, view, layer));
      if (values.links.length && near.shapes) drawLinks(context, view, near.shapes);
    },
    /**
     * What is chosen stands out, the others pale; what one points at has an outline.
     * @param {Context} context
     * @param {View} view
     */
    drawChosen: (context, view) => {
      const { region, unit } = shown;
      if (region !== null || unit !== null) {
        context.beginPath();
        context.rect(0, 0, view.size.x, view.size.y);
        if (region !== null) addRegion(context, region, view);
        else if (unit !== null && near.shapes) addShape(context, near.shapes, unit, view);
        context.fillStyle = "rgb(255 255 255 / 62%)";
        context.fill("evenodd");
      }
      if (region !== null) outlineRegion(context, region, view, { strokeStyle: CHOSEN, lineWidth: 2.6 });
      if (unit !== null) outlineUnit(context, unit, view, 3.5);
      if (hover.unit !== null) outlineUnit(context, hover.unit, view, 2);
      else if (hover.region !== null) {
        outlineRegion(context, hover.region, view, { strokeStyle: CHOSEN, lineWidth: 2.2 });
      }
    },
  };
};
