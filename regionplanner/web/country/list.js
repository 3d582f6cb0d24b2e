// The list beside the map: reference regions that unfold to their regions.
import { byId, element, name } from "../page/elements.js";
import { counted, sentence, words } from "../page/words.js";
import { listEntry } from "../panels/list.js";

/** @import { Actions, CountryAtlas } from "../types.d.ts" */

/** @param {CountryAtlas} atlas @param {Actions} actions */
export const createList = (atlas, actions) => {
  const { shown, units, parents, membersOf, regionsOf, unitNames } = atlas;
  const list = byId("region-list", HTMLElement);

  /** @param {number} region */
  const entryOf = (region) => {
    const note = shown.plan.notes[shown.plan.division.codes[region]];
    const count = counted(membersOf(region).length, "units");
    return listEntry(atlas, actions, region, `${count}${note ? `. ${note}` : ""}`);
  };
  return () => {
    const { plan } = shown;
    /** @type {number[][]} */
    const regions = parents.map(() => []);
    regionsOf().forEach((region) => regions[plan.parents[region]].push(region));
    list.replaceChildren(...parents.map((parent, p) => {
      const waits = [...plan.waiting].some((group) => plan.parents[group] === p);
      const { length } = regions[p];
      const count = length || waits ? counted(length, "regions") : words.parent_out;
      const made = element("details", "parent",
        element("summary", "", name(parent.name), element("span", "count", ` ${count}`)));
      made.addEventListener("toggle", () => {
        if (!made.open || made.querySelector("ul")) return;
        made.append(element("ul", "regions", ...regions[p].map(entryOf)));
        if (!waits) return;
        const members = units.flatMap((unit, n) => (unit.parent === p && plan.later.has(n) ? [n] : []));
        made.append(element("p", "waiting", ...sentence("later_list", { members: unitNames(members) })));
      });
      return made;
    }));
  };
};
