// Where areas are at home, such as supporters: a mark with a name.
import { element } from "../page/elements.js";
import { data } from "../page/words.js";
import { areaButton } from "../panels/areas.js";

/** @import { Actions, UnitsAtlas } from "../types.d.ts" */

export const NAMES_FROM_ZOOM = 8; // farther off they would lie on each other

/**
 * Who is at home where: several can live in one municipality.
 * @returns {[number, string[]][]}
 */
export const homes = () => {
  /** @type {Map<number, string[]>} */
  const here = new Map();
  Object.entries(data.homes).forEach(([area, n]) => here.set(n, [...(here.get(n) ?? []), area]));
  return [...here];
};

/**
 * @param {UnitsAtlas} atlas
 * @param {L.Map} map
 * @param {Actions} actions
 */
export const openHomes = (atlas, map, actions) => {
  if (!homes().length) return;
  const pane = map.createPane("homes");
  homes().forEach(([n, areas]) => {
    const html = element("div", "", ...areas.map((area) => areaButton(atlas, actions, area)));
    L.DomEvent.disableClickPropagation(html);
    const icon = L.divIcon({ className: "home", html, iconSize: [0, 0] });
    const options = { icon, pane: "homes", interactive: false, keyboard: false };
    L.marker(atlas.units[n].at, options).addTo(map);
  });
  const hideNames = () => pane.classList.toggle("far", map.getZoom() < NAMES_FROM_ZOOM);
  map.on("zoomend viewreset", hideNames);
  hideNames();
};
