// The ground of a country: sheets of canvas, with regions from afar and units when one looks closer.
import { pressRegion } from "../panels/list.js";
import { createCanvas } from "./canvas.js";
import { createDrawing } from "./drawing.js";
import { labelsOf } from "./labels.js";
import { openPointing } from "./pointing.js";

/** @import { Actions, CountryAtlas, Flight, Ground, Shapes, View } from "../types.d.ts" */
/** @import { Layer } from "./drawing.js" */
/** @typedef {ReturnType<typeof countryGround>} CountryGround */

/** @param {CountryAtlas} atlas */
export const countryGround = (atlas) => {
  const { shown, plans, overlays, values, near, comparedWith, groupOf, movedUnits } = atlas;
  /** @type {L.Map} */
  const map = Reflect.get(window, values.map);
  const canvas = createCanvas(map, values.bits);
  const drawing = createDrawing(atlas, canvas);
  const { closeIn, closeZoom, drawChosen, hover } = drawing;
  const drawLabels = labelsOf(atlas, drawing);
  const ticked = new Set(["parents", ...(values.areas ? ["overlay0"] : [])]);

  // who is in another region than in the first plan
  /** @type {Set<number>} */
  let moved = new Set();
  const findMoved = () => {
    moved = new Set(movedUnits(shown.plan, comparedWith(shown.plan)).moved);
  };

  /** @param {CanvasRenderingContext2D} context @param {View} view */
  const drawGround = (context, view) => {
    const [parents, ...others] = overlays.filter(({ key }) => key === "parents" || ticked.has(key));
    /** @type {Layer[]} */
    const layers = [...others, ...(ticked.has("parents") ? [parents] : [])];
    if (moved.size && closeIn(view)) layers.push({ key: "moved", of: (n) => (moved.has(n) ? n : -1) });
    drawing.drawGround(context, view, layers);
  };
  const ground = canvas.sheet("ground", 400, drawGround);
  const lit = canvas.sheet("lit", 450, drawChosen);
  const names = canvas.sheet("names", 600, drawLabels, true);
  const sheets = [ground, lit, names];

  /** @param {Shapes} shapes @param {number[]} which */
  const boundsIn = ({ boxes }, which) => {
    const all = [Infinity, Infinity, -Infinity, -Infinity];
    which.forEach((n) => {
      const [west, north, east, south] = boxes.subarray(4 * n, 4 * n + 4);
      if (west === east) return;
      all.splice(0, 4, Math.min(all[0], west), Math.min(all[1], north),
        Math.max(all[2], east), Math.max(all[3], south));
    });
    return L.latLngBounds([canvas.latLng(all[0], all[3]), canvas.latLng(all[2], all[1])]);
  };
  const everything = boundsIn(plans[0].afar, plans[0].parents.map((_, n) => n));

  /** @param {Actions} actions @param {Flight} flight */
  const open = (actions, { fitWhole, hasSize }) => {
    openPointing(atlas, { map, canvas, drawing, ticked, ground, lit }, actions);
    // A page in a frame that is folded away has no size yet, so no view: it is laid out when it is shown.
    let isLaidOut = hasSize();
    let isWhole = true; // until one looks closer
    if (isLaidOut) fitWhole();
    else map.setView(everything.getCenter(), 8, { animate: false, reset: true });
    sheets.forEach((one) => one.addTo(map));
    map.on("move", () => sheets.forEach((one) => one.keepUp()));
    map.on("resize", () => {
      if (!hasSize()) return;
      if (!isLaidOut || (shown.region === null && shown.unit === null && isWhole)) fitWhole();
      isLaidOut = true;
    });
    map.on("zoomend", () => { isWhole = map.getZoom() <= map.getBoundsZoom(everything) + 0.6; });
  };

  /** @type {Ground} */
  const there = {
    map,
    everything,
    // of units: their own outlines where they are there, else their regions
    bounds: (units) => (near.shapes ? boundsIn(near.shapes, units)
      : boundsIn(shown.plan.afar, [...new Set(units.map((n) => groupOf(n)))])),
    regionBounds: (region) => boundsIn(shown.plan.afar, [region]),
    flightZoom: () => closeZoom() + 3,
    nearestZoom: () => closeZoom() + 4,
    open,
    drawPlan: () => {
      Object.assign(hover, { region: null, unit: null });
      findMoved();
    },
    drawLabels: () => [ground, names].forEach((one) => one.again()),
    placeLabels: () => names.again(),
    light: (region, unit) => {
      Object.assign(shown, { region, unit });
      lit.again();
      pressRegion(region);
    },
    tick: (value, on) => {
      const { key } = overlays[Number(value)];
      if (on) ticked.add(key);
      else ticked.delete(key);
      ground.again();
    },
    showsMoved: () => moved.size > 0,
  };
  return {
    ...there,
    /** Draw all again, such as with outlines that have come. */
    redraw: () => sheets.forEach((one) => one.again()),
    /** What is in view, for paper. */
    view: () => canvas.viewOf(map.getPixelBounds().min ?? L.point(0, 0), map.getSize(), map.getZoom()),
    /** @param {CanvasRenderingContext2D} context @param {View} view */
    draw: (context, view) => [drawGround, drawChosen, drawLabels].forEach((one) => one(context, view)),
  };
};
