// How one moves over the map: to a region or a unit, and back to the whole.

/** @import { Flight, Ground } from "../types.d.ts" */

/** @type {L.FitBoundsOptions} */
const whole = { padding: [10, 10] };

/** @param {Ground} ground @returns {Flight} */
export const createFlight = ({ map, everything, flightZoom, nearestZoom }) => {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  /** @param {L.LatLngBounds} box @param {L.FitBoundsOptions} options */
  const moveTo = (box, options, animate = true) => {
    if (still.matches || !animate) map.fitBounds(box, { ...options, animate: false });
    else map.flyToBounds(box, { ...options, duration: 0.7 });
  };

  // one can look a little outside the whole map, but not get lost
  const keepNear = () => {
    map.setMinZoom(map.getZoom() - 0.5);
    map.setMaxZoom(Math.max(nearestZoom(), map.getZoom() + 3));
    map.setMaxBounds(map.getBounds().extend(everything).pad(0.3));
  };

  return {
    flyTo: (box, animate = true) => {
      map.stop(); // of an earlier flight
      moveTo(box, {
        paddingTopLeft: [36, 36],
        paddingBottomRight: [36, 64], // the sources stand there
        maxZoom: flightZoom(),
      }, animate);
    },
    showWhole: () => moveTo(everything, whole),
    keepNear,
    fitWhole: () => {
      map.setMinZoom(0);
      map.setMaxZoom(24);
      moveTo(everything, whole, false);
      keepNear();
    },
    hasSize: () => map.getSize().x > 100 && map.getSize().y > 100,
  };
};
