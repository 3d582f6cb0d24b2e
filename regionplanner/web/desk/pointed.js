// Rules about those who are chosen on the map, a button each.
import { button, byId, element } from "../page/elements.js";
import { counted, words } from "../page/words.js";

/** @import { UnitsAtlas } from "../types.d.ts" */

/**
 * @param {UnitsAtlas} atlas
 * @param {(what: Record<string, unknown>) => void} change
 */
export const pointedRules = (atlas, change) => {
  const { shown, units, membersOf } = atlas;
  const chosen = shown.unit === null ? shown.several : [shown.unit];
  const codes = chosen.map((n) => units[n].nis);
  /** @param {string} rule @param {string[]} some @param {string} [region] */
  const add = (rule, some, region = "") => (
    button("secondary", words[`desk_add_${rule}`], () => (
      change({ kind: "add_rule", rule, units: some, region }))));
  const region = shown.unit === null && !chosen.length ? shown.region : null;
  /** @type {HTMLElement[]} */
  const offered = [];
  if (codes.length >= 2) offered.push(add("together", codes));
  if (codes.length === 2) offered.push(add("apart", codes));
  if (codes.length) offered.push(add("leave_out", codes), add("not_centre", codes));
  if (region !== null) {
    const members = membersOf(region).map((n) => units[n].nis);
    offered.push(add("locked", members, shown.plan.division.codes[region]));
  }
  byId("desk-pointed", HTMLElement).replaceChildren(...(offered.length ? [
    element("h3", "", chosen.length ? counted(chosen.length, "chosen") : words.desk_this_region),
    element("div", "tools", ...offered),
  ] : []));
};
