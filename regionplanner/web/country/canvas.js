// Sheets of canvas one above the other on a Leaflet map, and what of the grid is in view.

/** @import { View } from "../types.d.ts" */
/** @typedef {(context: CanvasRenderingContext2D, view: View) => void} Draw */
/** @typedef {ReturnType<typeof createCanvas>} Canvas */

/** @param {HTMLCanvasElement} canvas */
export const contextOf = (canvas) =>
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

/** Is drawn again when one has moved or zoomed; while that lasts it moves along. */
export class Sheet extends L.Renderer {
  /**
   * @param {string} pane
   * @param {Draw} draw
   * @param {Canvas["viewOf"]} viewOf
   * @param {boolean} isLate
   */
  constructor(pane, draw, viewOf, isLate) {
    super({ padding: 0.12, pane });
    this.draw = draw;
    this.viewOf = viewOf;
    this.isLate = isLate;
    this.canvas = document.createElement("canvas");
    this.context = contextOf(this.canvas);
    this.ratio = 1;
    /** @type {View | null} */
    this.view = null;
  }

  _initContainer() {
    this._container = this.canvas;
  }

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    super._update();
    const size = this._bounds.getSize();
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    L.DomUtil.setPosition(this.canvas, /** @type {L.Point} */ (this._bounds.min));
    Object.assign(this.canvas, { width: this.ratio * size.x, height: this.ratio * size.y });
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    this.view = this.viewOf(this.corner(), size, this._zoom);
    if (this.isLate) setTimeout(() => this.again()); // a task of its own
    else this.again();
  }

  /** Its corner, in pixels of the world. */
  corner() {
    return /** @type {L.Point} */ (this._bounds.min).add(this._map.getPixelOrigin());
  }

  again() {
    if (!this.view) return;
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context.clearRect(0, 0, this.view.size.x, this.view.size.y);
    this.draw(this.context, this.view);
  }

  /** One has dragged past its edge. */
  keepUp() {
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    const there = L.bounds(corner, corner.add(this._map.getSize()));
    if (this._map.getZoom() === this._zoom && !this._bounds.contains(there)) this._update();
  }
}

/** @param {L.Map} map @param {number} bits */
export const createCanvas = (map, bits) => {
  const world = 2 ** bits;
  /** @param {number} zoom */
  const pixels = (zoom) => (256 * 2 ** zoom) / world;

  /**
   * What a canvas shows whose corner is at a pixel of the world.
   * @param {L.Point} corner
   * @param {L.Point} size
   * @param {number} zoom
   * @returns {View}
   */
  const viewOf = (corner, size, zoom) => {
    const k = pixels(zoom);
    const [x, y] = [corner.x / k, corner.y / k];
    return { k, x, y, west: x, north: y, east: x + size.x / k, south: y + size.y / k, size };
  };

  return {
    map,
    world,
    viewOf,
    /** @param {number} x @param {number} y */
    latLng: (x, y) => map.unproject([x * pixels(0), y * pixels(0)], 0),
    /** @param {L.LatLngExpression} place */
    gridOf: (place) => {
      const { x, y } = map.project(place, 0);
      return [x / pixels(0), y / pixels(0)];
    },
    /** @param {string} name @param {number} above @param {Draw} draw */
    sheet: (name, above, draw, isLate = false) => {
      const pane = map.createPane(name);
      pane.style.zIndex = String(above);
      pane.style.pointerEvents = "none";
      return new Sheet(name, draw, viewOf, isLate);
    },
  };
};
