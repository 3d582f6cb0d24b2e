// The map: sheets of canvas one above the other, and what is in view.
const map = window[data.map];
const WORLD = 2 ** data.bits;
const pixels = (zoom) => (256 * 2 ** zoom) / WORLD;

const latLng = (x, y) => map.unproject([x * pixels(0), y * pixels(0)], 0);
const gridOf = (place) => {
  const { x, y } = map.project(place, 0);
  return [x / pixels(0), y / pixels(0)];
};

// What a canvas shows whose corner is at a pixel of the world.
const viewOf = (corner, size, zoom) => {
  const k = pixels(zoom);
  const [x, y] = [corner.x / k, corner.y / k];
  return { k, x, y, west: x, north: y, east: x + size.x / k, south: y + size.y / k, size };
};

// A sheet is drawn again when one has moved or zoomed; while that lasts it moves along.
const Sheet = L.Renderer.extend({
  initialize(draw, pane, isLate) {
    Object.assign(this, { draw, isLate });
    L.Renderer.prototype.initialize.call(this, { padding: 0.12, pane });
  },
  _initContainer() {
    this._container = document.createElement("canvas");
    this.context = this._container.getContext("2d");
  },
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    L.DomUtil.setPosition(this._container, this._bounds.min);
    Object.assign(this._container, { width: this.ratio * size.x, height: this.ratio * size.y });
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
    this.view = viewOf(this._bounds.min.add(this._map.getPixelOrigin()), size, this._zoom);
    if (this.isLate) setTimeout(() => this.again()); // a task of its own
    else this.again();
  },
  again() {
    if (!this.view) return;
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context.clearRect(0, 0, this.view.size.x, this.view.size.y);
    this.draw(this.context, this.view);
  },
  // one has dragged past its edge
  keepUp() {
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    const there = L.bounds(corner, corner.add(this._map.getSize()));
    if (this._map.getZoom() === this._zoom && !this._bounds.contains(there)) this._update();
  },
});
const sheet = (name, above, draw, isLate = false) => {
  map.createPane(name).style.zIndex = above;
  map.getPane(name).style.pointerEvents = "none";
  return new Sheet(draw, name, isLate);
};

// What is in view: the whole map, a region, or nothing yet in a frame that is folded away.
const boundsOf = (shapes, which) => {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  which.forEach((n) => {
    const [west, north, east, south] = shapes.boxes.subarray(4 * n, 4 * n + 4);
    if (west === east) return;
    box.splice(0, 4, Math.min(box[0], west), Math.min(box[1], north), Math.max(box[2], east), Math.max(box[3], south));
  });
  return L.latLngBounds([latLng(box[0], box[3]), latLng(box[2], box[1])]);
};
// of units: their own outlines where they are there, else their regions
const bounds = (units) => (close ? boundsOf(close, units)
  : boundsOf(shown.plan.afar, [...new Set(units.map((n) => groupOf(n)))]));
const everything = boundsOf(plans[0].afar, plans[0].parents.map((_, n) => n));
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const whole = { padding: [10, 10] };

const flyTo = (box, animate = true) => {
  const options = { paddingTopLeft: [36, 36], paddingBottomRight: [36, 64], maxZoom: closeZoom() + 3 };
  map.stop(); // of an earlier flight
  if (still.matches || !animate) map.fitBounds(box, { ...options, animate: false });
  else map.flyToBounds(box, { ...options, duration: 0.7 });
};
function showWhole() {
  if (still.matches) map.fitBounds(everything, { ...whole, animate: false });
  else map.flyToBounds(everything, { ...whole, duration: 0.7 });
}

// The whole map fits; one can look a little outside it, but not get lost.
const hasSize = () => map.getSize().x > 100 && map.getSize().y > 100;
const openMap = () => {
  map.setMinZoom(0);
  map.setMaxZoom(24);
  map.fitBounds(everything, { ...whole, animate: false });
  map.setMinZoom(map.getZoom() - 0.5);
  map.setMaxZoom(Math.max(map.getZoom() + 3, closeZoom() + 4));
  map.setMaxBounds(map.getBounds().extend(everything).pad(0.3));
};
