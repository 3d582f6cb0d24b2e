// The panel of the table, which opens beside the map or below it.
import { byId, roomy } from "../page/elements.js";

/** @import { Atlas, Flight, Ground } from "../types.d.ts" */

/**
 * @param {Atlas} atlas
 * @param {Ground} ground
 * @param {Flight} flight
 * @param {() => void} drawTable
 */
export const openTablePanel = ({ shown, membersOf }, { map, bounds }, { flyTo }, drawTable) => {
  const panel = byId("table-panel", HTMLElement);
  const opener = byId("table-button", HTMLElement);
  /** @param {boolean} on */
  const show = (on) => {
    panel.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    drawTable();
    map.stop();
    map.invalidateSize({ animate: false });
    if (on && !roomy()) panel.scrollIntoView({ block: "start" });
    if (shown.region !== null) flyTo(bounds(membersOf(shown.region)), false);
  };
  opener.addEventListener("click", () => show(panel.hidden === true));
  byId("table-close", HTMLElement).addEventListener("click", () => {
    show(false);
    opener.focus();
  });
};
