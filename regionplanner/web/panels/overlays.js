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
  // they close like a menu: with Escape, or a click elsewhere; the legend stays beside the map
  const menus = [menu, byId("legend-menu", HTMLDetailsElement)];
  menus.forEach((one, n) => one.addEventListener("toggle", () => {
    if (one.open) menus[1 - n].open = false;
  }));
  document.addEventListener("keydown", (event) => {
    const open = menus.find((one) => one.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (menu.open && target instanceof Node && !menu.contains(target)) menu.open = false;
  });
};
