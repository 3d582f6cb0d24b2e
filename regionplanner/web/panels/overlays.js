// The layers that a reader can lay over the map, in a menu.
import { byId } from "../page/elements.js";

/** @import { Ground } from "../types.d.ts" */

/** @param {Ground} ground */
export const openOverlays = ({ tick }) => {
  const menu = byId("overlays", HTMLDetailsElement);
  menu.querySelectorAll("input").forEach((input) => {
    input.addEventListener("change", () => {
      tick(input.value, input.checked);
      const sign = document.querySelector(`#legend-part [data-overlay="${input.value}"]`);
      if (sign instanceof HTMLElement) sign.hidden = !input.checked;
    });
  });
  // they close like a menu: with Escape, or a click elsewhere
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (menu.open && target instanceof Node && !menu.contains(target)) menu.open = false;
  });
};
