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
  const names = beside.names.map(({ label, at }) => {
    const name = element("span", "", label);
    L.marker(at, {
      pane: "beside",
      interactive: false,
      keyboard: false,
      zIndexOffset: 1000, // above the land in the same pane
      icon: L.divIcon({ className: "beside-name", html: name, iconSize: [0, 0] }),
    }).addTo(map);
    return name;
  });
  // half a name below the buttons of the map says nothing
  const hideHalves = () => {
    const controls = [...map.getContainer().querySelectorAll(".leaflet-control")]
      .map((one) => one.getBoundingClientRect());
    names.forEach((name) => {
      const { left, top, right, bottom } = name.getBoundingClientRect();
      const isFree = controls.every((one) => (
        one.right < left || one.left > right || one.bottom < top || one.top > bottom));
      name.style.visibility = isFree ? "" : "hidden";
    });
  };
  const hideSoon = () => setTimeout(hideHalves); // once all is laid out
  map.on("moveend resize", hideSoon);
  hideSoon();
};
