// The list beside the map: all regions with their members.
import { button, byId, element, name } from "../page/elements.js";
import { counted, inOrder, sentence, words } from "../page/words.js";
import { listEntry } from "../panels/list.js";

/** @import { Actions, UnitsAtlas } from "../types.d.ts" */

/** @param {UnitsAtlas} atlas @param {Actions} actions */
export const createList = (atlas, actions) => {
  const { shown, units, parents, figuresIn, membersOf, regionOf, regionsOf } = atlas;
  const list = byId("region-list", HTMLElement);

  list.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const { activeElement } = document;
    const stops = [...activeElement?.closest("li")?.querySelectorAll("button") ?? []];
    const next = by && stops[stops.findIndex((stop) => stop === activeElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  /**
   * Their names, each a button that chooses it.
   * @param {number[]} members
   */
  const memberButtons = (members) => {
    const all = element("span", "");
    [...members].sort((a, b) => inOrder(units[a].name, units[b].name)).forEach((n, at) => {
      const made = button("link member", name(units[n].name), () => actions.chooseUnit(n, true));
      made.tabIndex = -1; // Tab stops at regions; arrows go on to their members
      const left = members.length - 1 - at;
      const comma = left > 1 ? "," : ""; // on the line of the name before it
      all.append(element("span", "whole", made, comma), left === 1 ? ` ${words.and} ` : " ");
    });
    return all;
  };
  /** @param {number} region */
  const entryOf = (region) => {
    const members = membersOf(region);
    const { division, isVariant, notes } = shown.plan;
    const note = isVariant ? "" : notes[division.codes[region]];
    return listEntry(atlas, actions, region, `${counted(members.length, "units")}: `,
      memberButtons(members), note ? ` ${note}` : "");
  };
  return () => list.replaceChildren(...parents.flatMap((parent, p) => {
    const regions = regionsOf().filter((region) => figuresIn(region).parent === p);
    const waiting = units.flatMap((unit, n) => (
      unit.parent === p && regionOf(n) < 0 && shown.plan.later.has(n) ? [n] : []));
    if (!regions.length && !waiting.length) return [];
    const later = () => sentence("later_list", { members: memberButtons(waiting) });
    return [
      element("h3", "", name(parent.name)),
      element("ul", "regions", ...regions.map(entryOf)),
      ...(waiting.length ? [element("p", "waiting", ...later())] : []),
    ];
  }));
};
