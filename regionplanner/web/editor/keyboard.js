// Keys that serve the editor from anywhere on the page, and arrows on the map.
import { isArrow } from "./directions.js";

/** @import { Arrow } from "./directions.js" */

/** Whether a key is for what one types. */
const isTyping = (/** @type {EventTarget | null} */ target) => target instanceof HTMLElement
  && target.closest("input:not([type=radio], [type=checkbox]), textarea") !== null;

/** @param {{ undo: () => void, redo: () => void, escape: () => void }} editor */
export const openKeys = ({ undo, redo, escape }) => {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector(".menu[open]")) escape();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  });
};

/**
 * Arrows go from the unit that is chosen to its neighbours; with none the map moves, as it did.
 * @param {HTMLElement} container
 * @param {(arrow: Arrow, more: boolean) => boolean} step whether there was a unit to go from
 */
export const openArrows = (container, step) => {
  container.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!isArrow(key) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target instanceof Element && target.closest(".leaflet-control")) return;
    if (!step(key, event.shiftKey)) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // Leaflet would move the map
  }, true);
};
