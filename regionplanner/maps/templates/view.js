// What is in view: the whole map, a region, or nothing yet in a frame that is folded away.
const bounds = (positions) => L.latLngBounds(positions.map((n) => layers[n].getBounds()).flatMap(
  (box) => [box.getSouthWest(), box.getNorthEast()]));

const everything = bounds(data.units.map((_, n) => n));
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

const flyTo = (box, animate = true) => {
  const options = {
    paddingTopLeft: [36, 36],
    paddingBottomRight: [36, 64], // the sources stand there
    maxZoom: Math.max(10.8, map.getMinZoom() + 2),
  };
  map.stop(); // of an earlier flight
  if (still.matches || !animate) map.fitBounds(box, { ...options, animate: false });
  else map.flyToBounds(box, { ...options, duration: 0.7 });
};

const whole = { padding: [10, 10] };
function showWhole() {
  if (still.matches) map.fitBounds(everything, { ...whole, animate: false });
  else map.flyToBounds(everything, { ...whole, duration: 0.7 });
}

// The whole map fits; one can look a little outside it, but not get lost.
const openMap = () => {
  map.setMinZoom(0);
  map.setMaxZoom(24);
  map.fitBounds(everything, { ...whole, animate: false });
  keepNear();
  thinLines();
  placeLabels();
};
const isWhole = () => map.getBounds().contains(everything)
  && map.getZoom() > map.getBoundsZoom(everything) - 0.5;
const keepNear = () => {
  map.setMinZoom(map.getZoom() - 0.5);
  map.setMaxZoom(Math.max(14, map.getZoom() + 3));
  map.setMaxBounds(map.getBounds().extend(everything).pad(0.3));
};

// A page in a frame that is folded away has no size yet, so no view: it is laid out when it is shown.
const hasSize = () => map.getSize().x > 100 && map.getSize().y > 100;
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
// Of the map itself: a frame can be laid out after this script without a resize of its window.
new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
