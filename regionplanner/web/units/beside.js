// What lies around the land of the plans: sea and countries, faint, below all else.
import { element } from "../page/elements.js";

/** @import { UnitsValues } from "../types.d.ts" */

/** @param {L.Map} map @param {UnitsValues["beside"]} beside */
export const drawBeside = (map, beside) => {
  if (!beside) return;
  const pane = map.createPane("beside");
  pane.setAttribute("aria-hidden", "true");
  map.getContainer().classList.add("beside-sea");
  beside.rings.forEach((rings) => L.polygon(
    rings.map((ring) => ring.map(([x, y]) => /** @type {[number, number]} */ ([y, x]))),
    { pane: "beside", className: "beside-land", interactive: false, weight: 0.8, fillOpacity: 1 },
  ).addTo(map));
  beside.names.forEach(({ label, at }) => L.marker(at, {
    pane: "beside",
    interactive: false,
    keyboard: false,
    zIndexOffset: 1000, // above the land in the same pane
    icon: L.divIcon({ className: "beside-name", html: element("span", "", label), iconSize: [0, 0] }),
  }).addTo(map));
};
