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
const regionBounds = (region) => boundsOf(shown.plan.afar, [region]);
const everything = boundsOf(plans[0].afar, plans[0].parents.map((_, n) => n));
const flightZoom = () => closeZoom() + 3;
const nearestZoom = () => closeZoom() + 4;

// A page in a frame that is folded away has no size yet, so no view: it is laid out when it is shown.
let isLaidOut = hasSize();
let isWhole = true; // until one looks closer
if (isLaidOut) fitWhole();
else map.setView(everything.getCenter(), 8, { animate: false, reset: true });
[ground, lit, labelSheet].forEach((one) => one.addTo(map));
map.on("move", () => [ground, lit, labelSheet].forEach((one) => one.keepUp()));
map.on("resize", () => {
  if (!hasSize()) return;
  if (!isLaidOut || (shown.region === null && shown.unit === null && isWhole)) fitWhole();
  isLaidOut = true;
});
map.on("zoomend", () => { isWhole = map.getZoom() <= map.getBoundsZoom(everything) + 0.6; });

// the outlines of units, once the page can be used
const lookCloser = async () => {
  const bytes = await bytesOf("close");
  close = shapesIn(numbersIn(bytes));
  [ground, lit, labelSheet].forEach((one) => one.again());
  performance.mark("close");
  makeIndex();
};
requestAnimationFrame(() => setTimeout(lookCloser, 50));
