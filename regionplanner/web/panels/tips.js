// What a tooltip says of a unit that one points at.
import { element, name } from "../page/elements.js";
import { has, known, words } from "../page/words.js";

/** @import { Atlas } from "../types.d.ts" */

/** @param {number | null} inhabitants */
export const amount = (inhabitants) => (has("inhabitants")
  ? [element("span", "", `${words.inhabitants}: ${known(inhabitants)}`)] : []);

/**
 * Its region, and its group of each layer that is ticked.
 * @param {Pick<Atlas, "overlays" | "regionOf" | "shown" | "titleOf" | "units">} atlas
 * @param {Set<string>} ticked
 * @param {number} n
 */
export const unitTip = ({ overlays, regionOf, shown, titleOf, units }, ticked, n) => {
  const region = regionOf(n);
  const none = shown.plan.later.has(n) ? words.later : words.outside;
  const groups = overlays.filter(({ key }) => ticked.has(key) && key !== "parents");
  return element("div", "",
    name(units[n].name, "strong"),
    element("span", "", `${words.region}: `, name(region < 0 ? none : titleOf(region))),
    ...amount(units[n].inhabitants),
    ...groups.map(({ label, of, names }) => element("span", "", `${label}: `,
      name(of(n) < 0 ? words.no_group : names[of(n)]))));
};
