// What there is to know of a region and of a municipality.
import { button, element, name } from "../page/elements.js";
import { counted, data, digits, enumeration, fill, has, inOrder, km, known, sentence, words }
  from "../page/words.js";
import { isCut } from "./atlas.js";
import { areaNames, groupsIn } from "./groups.js";

/** @import { Actions, Atlas, Content, Group } from "../types.d.ts" */

/** @param {Atlas} atlas @param {Actions} actions */
export const createFacts = (atlas, actions) => {
  const { shown, units, parents, groupings, figuresIn, groupsOf, isTooLarge, labelOf } = atlas;

  /**
   * In one line: how many, who, and inside which reference region.
   * @param {number} region
   * @param {number} [unit]
   */
  const summary = (region, unit) => {
    const { members, inhabitants, parent: most } = figuresIn(region);
    const parent = unit === undefined ? most : units[unit].parent; // a variant may nest badly
    const unknown = has("inhabitants") ? "facts_unknown" : "facts_bare";
    const note = shown.plan.notes[shown.plan.division.codes[region]];
    return element("p", "facts", ...sentence(inhabitants === null ? unknown : "facts", {
      units: counted(members.length, "units"),
      inhabitants: inhabitants === null ? "" : digits.format(inhabitants),
      parent: parents[parent].name,
    }), note && !shown.plan.isVariant ? ` ${note}` : "");
  };

  /** @param {number[]} regions */
  const regionNames = (regions) =>
    enumeration(regions.map((one) => labelOf(one)).sort(inOrder));
  /**
   * That it stays together, or which regions share a group.
   * @param {Group} group
   */
  const groupFate = (group) => {
    const { regions, outside, members } = group;
    if (isTooLarge(group)) {
      return sentence("group_too_large", { count: counted(members.length, "units") });
    }
    if (regions.length === 1 && !outside) return sentence("group_kept", {});
    if (!regions.length) return sentence("group_outside", {});
    return sentence(outside ? "group_cut_outside" : "group_cut", { regions: regionNames(regions) });
  };

  /** @param {number} region @param {number} g */
  const groupParts = (region, g) => {
    const groups = groupsIn(atlas, region, g);
    const large = groups.filter(isTooLarge).map((group) => group.name);
    const small = groups.filter((group) => !isTooLarge(group));
    const kept = small.filter((group) => !isCut(group)).map((group) => group.name);
    /** @param {string} key @param {string[]} names */
    const listed = (key, names) => (names.length
      ? [element("p", "", ...sentence(key, { groups: enumeration(names) }))] : []);
    const cut = small.filter(isCut).map((group) => {
      const others = group.regions.filter((one) => one !== region);
      const places = { group: group.name, regions: regionNames(others) };
      return element("p", "cut", ...sentence(others.length ? "groups_cut" : "group_partly", places));
    });
    return [...listed("groups_kept", kept), ...cut, ...listed("groups_too_large", large)];
  };
  /** @param {number} region */
  const groupRows = (region) => groupings.flatMap((grouping, g) => {
    if (grouping.area) {
      const areas = enumeration(areaNames(atlas, region, grouping));
      return [element("dt", "", grouping.label), element("dd", "", areas)];
    }
    const parts = groupParts(region, g);
    if (!parts.length) return [];
    return [element("dt", "", grouping.labels), element("dd", "", ...parts)];
  });

  /** @param {number} region */
  const regionLink = (region) => {
    const link = button("link", "", () => actions.chooseRegion(region));
    link.append(name(labelOf(region)));
    return link;
  };
  /** @param {number[]} regions */
  const linkList = (regions) => element("dd", "links", ...regions.flatMap(
    (one, n) => [n ? ", " : "", regionLink(one)]));

  /** @param {number} region */
  const ofRegion = (region) => {
    const one = figuresIn(region);
    const rows = [
      [words.centre, units[one.centre].name],
      ...(has("children") ? [[words.children, known(one.children)]] : []),
      [words.area, `${digits.format(one.area)} km²`],
      [words.to_centre, fill("mean_and_max", { mean: known(one.meanKm, km), max: known(one.maxKm, km) })],
    ];
    if (one.meanMin !== null) {
      const places = { mean: known(one.meanMin, km), max: known(one.maxMin, km) };
      rows.push([words.travel_to_centre, fill("mean_and_max_min", places)]);
    }
    return element("dl", "region-facts",
      ...rows.flatMap(([term, value]) => [element("dt", "", term), element("dd", "", name(value))]),
      ...groupRows(region),
      element("dt", "", words.neighbours),
      one.neighbours.length ? linkList(one.neighbours) : element("dd", "", words.no_neighbours));
  };

  /** @param {number} a @param {number} b */
  const wayKm = (a, b) =>
    Math.hypot(units[a].x - units[b].x, units[a].y - units[b].y) / 1000;
  /** @param {number} n @returns {Content[][]} */
  const unitGroups = (n) => groupings.flatMap((grouping, g) => {
    const code = grouping.of[n];
    if (code < 0) return [];
    const called = [`${grouping.label} `, name(grouping.names[code], "em")];
    if (grouping.area) {
      const said = data.areas?.[grouping.names[code]];
      return [[...called, said ? `: ${said}` : ""]];
    }
    const group = groupsOf(shown.plan)[g][code];
    return group.members.length < 2 ? [] : [[...called, " ", ...groupFate(group)]];
  });
  /**
   * Of one municipality: its way to the centre, and its own groups.
   * @param {number} n
   * @param {number} region
   */
  const ofUnit = (n, region) => {
    const { centre } = figuresIn(region);
    const way = n === centre
      ? sentence("is_centre", { name: units[n].name })
      : sentence("way_to_centre", { centre: units[centre].name, km: km.format(wayKm(n, centre)) });
    return element("ul", "unit-facts",
      ...[way, ...unitGroups(n)].map((item) => element("li", "", ...item)));
  };

  return { summary, ofRegion, ofUnit };
};
