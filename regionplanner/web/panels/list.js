// The list beside the map, of regions by reference region.
import { button, dot, element, name } from "../page/elements.js";

/** @import { Actions, Atlas, Content } from "../types.d.ts" */

/**
 * A region, with what is said of it.
 * @param {Atlas} atlas
 * @param {Actions} actions
 * @param {number} region
 * @param {...Content} text
 */
export const listEntry = ({ shown, titleOf }, actions, region, ...text) => {
  const made = button("region", "", () => actions.chooseRegion(region));
  made.dataset.region = String(region);
  made.setAttribute("aria-pressed", String(region === shown.region));
  made.append(dot(shown.plan.colours[region]), name(titleOf(region)));
  return element("li", "", made, element("p", "members", ...text));
};

/**
 * Press the button of the region that is lit.
 * @param {number | null} region
 */
export const pressRegion = (region) => {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".region")).forEach((one) => {
    one.setAttribute("aria-pressed", String(Number(one.dataset.region) === region));
  });
};
