// The list beside the map: all regions with their members.
import { byId, element, name } from "../page/elements.js";
import { counted, sentence } from "../page/words.js";
import { listEntry } from "../panels/list.js";

/** @import { Actions, UnitsAtlas } from "../types.d.ts" */

/** @param {UnitsAtlas} atlas @param {Actions} actions */
export const createList = (atlas, actions) => {
  const { shown, units, parents, figuresIn, membersOf, regionOf, regionsOf, unitNames } = atlas;
  const list = byId("region-list", HTMLElement);

  /** @param {number} region */
  const entryOf = (region) => {
    const members = membersOf(region);
    const { division, isVariant, notes } = shown.plan;
    const note = isVariant ? "" : notes[division.codes[region]];
    return listEntry(atlas, actions, region, `${counted(members.length, "units")}: `,
      unitNames(members), note ? ` ${note}` : "");
  };
  return () => list.replaceChildren(...parents.flatMap((parent, p) => {
    const regions = regionsOf().filter((region) => figuresIn(region).parent === p);
    const waiting = units.flatMap((unit, n) => (
      unit.parent === p && regionOf(n) < 0 && shown.plan.later.has(n) ? [n] : []));
    if (!regions.length && !waiting.length) return [];
    const later = () => sentence("later_list", { members: unitNames(waiting) });
    return [
      element("h3", "", name(parent.name)),
      element("ul", "regions", ...regions.map(entryOf)),
      ...(waiting.length ? [element("p", "waiting", ...later())] : []),
    ];
  }));
};
