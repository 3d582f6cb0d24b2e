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
