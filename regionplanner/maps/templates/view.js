// What is in view: the whole map, a region, or nothing yet in a frame that is folded away.
const bounds = (positions) => L.latLngBounds(positions.map((n) => layers[n].getBounds()).flatMap(
  (box) => [box.getSouthWest(), box.getNorthEast()]));
const regionBounds = (region) => bounds(membersOf(region));
const everything = bounds(data.units.map((_, n) => n));
const flightZoom = () => Math.max(10.8, map.getMinZoom() + 2);
const nearestZoom = () => 14;

const openMap = () => {
  fitWhole();
  thinLines();
  placeLabels();
};
const isWhole = () => map.getBounds().contains(everything)
  && map.getZoom() > map.getBoundsZoom(everything) - 0.5;

// A page in a frame that is folded away has no size yet, so no view: it is laid out when it is shown.
let isLaidOut = hasSize();
if (!isLaidOut) map.setView(everything.getCenter(), 8, { animate: false, reset: true });
map.on("zoomend", () => {
  if (map.getZoom() < map.getMinZoom()) { // begun by Leaflet when the frame was still folded away
    openMap();
    return;
  }
  thinLines();
  placeLabels();
});
map.on("resize", () => {
  if (!hasSize()) return;
  if (shown.region === null && shown.unit === null) openMap();
  if (isLaidOut) return;
  isLaidOut = true;
  keepNear();
  forgetLabels();
  showPlan(shown.plan);
});
if (isLaidOut && isWhole()) keepNear();
else if (isLaidOut) openMap(); // its frame has another size than when the map was made
drawLines("parents", overlays[0].of);
if (data.areas) tick("1", true);
