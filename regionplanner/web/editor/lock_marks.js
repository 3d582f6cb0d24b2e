// Padlocks on the map, on what is locked in the variant that is shown.
import { element } from "../page/elements.js";
import { padlock } from "./padlock.js";

/** @import { UnitsAtlas } from "../types.d.ts" */

/** @param {UnitsAtlas} atlas @param {L.Map} map */
export const createLockMarks = ({ shown, units, membersOf }, map) => {
  const marks = L.layerGroup().addTo(map);
  /** @param {number} n */
  const mark = (n) => L.marker(units[n].at, {
    interactive: false,
    keyboard: false,
    icon: L.divIcon({
      className: "lock-mark", html: element("span", "", padlock(true)), iconSize: [16, 16], iconAnchor: [8, 22],
    }),
  });
  return () => {
    const { units: some, regions } = shown.plan.variant?.locked ?? { units: [], regions: [] };
    marks.clearLayers();
    new Set([...some, ...regions.flatMap((region) => membersOf(region))]).forEach((n) =>
      mark(n).addTo(marks));
  };
};
