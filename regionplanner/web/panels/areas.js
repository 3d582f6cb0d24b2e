// Areas of regions, such as those of supporters: choosing one shows its regions.
import { button, name } from "../page/elements.js";
import { data, fill } from "../page/words.js";

/** @import { Actions, Atlas } from "../types.d.ts" */

/**
 * Show the units of an area; its home where it has none.
 * @param {Atlas} atlas
 * @param {Actions} actions
 * @param {string} area
 */
const showArea = ({ units, groupings }, { seeUnits }, area) => {
  const inside = groupings.filter((grouping) => grouping.area).flatMap(({ names, of }) => (
    units.flatMap((_, n) => (names[of[n]] === area ? [n] : []))));
  seeUnits(inside.length ? inside : [data.homes[area]]);
};

/**
 * @param {Atlas} atlas
 * @param {Actions} actions
 * @param {string} area
 */
export const areaButton = (atlas, actions, area) => {
  const made = button("link area", "", () => showArea(atlas, actions, area));
  made.append(name(area));
  made.title = fill("area_shown", { area });
  return made;
};

/** @param {Atlas} atlas @param {Actions} actions */
export const openAreas = (atlas, actions) => {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-area]")).forEach((one) => {
    one.replaceWith(areaButton(atlas, actions, one.dataset.area ?? ""));
  });
};
