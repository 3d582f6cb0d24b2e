// Drawing on the map: painting over municipalities, and a line around those one means.
import { isInside } from "./selection.js";

/** @import { UnitsGround } from "../units/ground.js" */
/** @import { Point } from "./selection.js" */
/**
 * @typedef {"pick" | "circle" | "paint"} Tool
 * @typedef {{
 *   tool: () => Tool, begin: (n: number) => boolean, over: (units: number[]) => void,
 *   end: () => void, circled: (units: number[]) => void
 * }} Strokes what is drawn: `begin` says whether painting from a unit can start
 */

const NEAR = 6; // pixels: a line that is shorter is a press

/**
 * @param {UnitsGround} ground
 * @param {[number, number][]} spots
 * @param {Strokes} strokes
 */
export const openPainting = ({ map, areas }, spots, strokes) => {
  const container = map.getContainer();
  /** @type {Map<Element | null | undefined, number>} */
  const units = new Map(areas.layers.map((layer, n) => [layer.getElement(), n]));
  /** @param {Point} point on the screen */
  const unitAt = ({ x, y }) => units.get(document.elementFromPoint(x, y));

  const line = L.polyline([], { color: "#10202e", weight: 2, dashArray: "5 4", interactive: false });
  /** @type {Point[]} */
  let drawn = [];
  let isPainting = false;

  /** @param {PointerEvent} event @returns {Point} */
  const inMap = ({ clientX, clientY }) => {
    const { left, top } = container.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  /**
   * Nobody is passed by, however fast one goes.
   * @param {Point} a
   * @param {Point} b
   */
  const between = (a, b) => {
    const steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 4));
    return Array.from({ length: steps }, (_, n) => {
      const share = (n + 1) / steps;
      return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
    });
  };

  /** @param {PointerEvent} event */
  const start = (event) => {
    const tool = strokes.tool();
    if (tool === "pick" || !event.isPrimary || event.button !== 0) return;
    if (event.target instanceof Element && event.target.closest(".leaflet-control")) return;
    const n = unitAt({ x: event.clientX, y: event.clientY });
    if (tool === "paint" && (n === undefined || !strokes.begin(n))) return;
    isPainting = tool === "paint";
    drawn = [isPainting ? { x: event.clientX, y: event.clientY } : inMap(event)];
    if (isPainting) strokes.over([Number(n)]);
    container.setPointerCapture(event.pointerId);
  };
  /** @param {PointerEvent} event */
  const move = (event) => {
    if (!drawn.length) return;
    if (isPainting) {
      const here = { x: event.clientX, y: event.clientY };
      strokes.over(between(drawn[0], here).flatMap((point) => unitAt(point) ?? []));
      drawn = [here];
      return;
    }
    drawn.push(inMap(event));
    line.setLatLngs(drawn.map(({ x, y }) => map.containerPointToLatLng([x, y]))).addTo(map);
  };
  const stop = () => {
    const outline = drawn;
    drawn = [];
    line.remove();
    if (!outline.length) return;
    if (isPainting) strokes.end();
    else if (outline.some(({ x, y }) => Math.hypot(x - outline[0].x, y - outline[0].y) > NEAR)) {
      strokes.circled(spots.flatMap((at, n) => (
        isInside(outline, map.latLngToContainerPoint(at)) ? [n] : [])));
    }
  };
  container.addEventListener("pointerdown", start);
  container.addEventListener("pointermove", move);
  container.addEventListener("pointerup", stop);
  container.addEventListener("pointercancel", stop);

  return {
    /** Whether one draws with the pointer now. */
    isBusy: () => drawn.length > 0,
    /** What a tool does with the map: it holds still while one draws. */
    hold: (/** @type {Tool} */ tool) => {
      container.classList.toggle("drawing", tool !== "pick");
      if (tool === "pick") map.dragging.enable();
      else map.dragging.disable();
    },
  };
};
