// The model of the map page: the figures, criteria and rules of any division of municipalities,
// the same as those of `regionplanner check` and `regionplanner map`. No page is needed for it.
//
// A division is { codes: [code of each region], of: [position of the region of each unit, or -1] }.
// Each code is there once; a region without members has no figures and does not count.
import { planCriteria } from "./criteria.js";
import { rint, sum } from "./numbers.js";
import { planFile } from "./planfile.js";
import { planRules } from "./rules.js";
import { planTravel } from "./travel.js";

/**
 * @import {
 *   BaseValues, Division, Model, Region, ScenarioValues
 * } from "../types.d.ts"
 */

/**
 * @param {BaseValues} base
 * @param {ScenarioValues} scenario
 * @returns {Model}
 */
export const planModel = (base, scenario) => {
  const { units } = base;
  const travel = planTravel(base, scenario);
  const criteria = planCriteria(base, scenario, travel);
  const rules = planRules(base, scenario, travel);
  const file = planFile(base);

  /**
   * That of most members, and of equals the first.
   * @param {number[]} members
   */
  const parentOf = (members) => {
    const counts = base.parents.map(() => 0);
    members.forEach((unit) => counts[units[unit].parent]++);
    return counts.indexOf(Math.max(...counts));
  };

  /**
   * One entry a code, null for a region without members.
   * @param {Division} division
   * @returns {(Region | null)[]}
   */
  const regionsOf = ({ codes, of, names = [] }) => {
    /** @type {number[][]} */
    const members = codes.map(() => []);
    of.forEach((region, unit) => {
      if (region >= 0) members[region].push(unit);
    });
    const parentsOf = members.map((all) => (all.length === 0 ? -1 : parentOf(all)));
    return codes.map((code, position) => {
      const parent = parentsOf[position];
      if (parent < 0) return null;
      const isOnly = parentsOf.filter((same) => same === parent).length === 1;
      const label = names[position] ?? file.label(code, parent, isOnly);
      const centre = travel.centre(members[position]);
      return { position, code, label, parent, members: members[position], centre };
    });
  };

  /** @param {Division} division */
  const present = (division) => regionsOf(division).filter((region) => region !== null);

  /**
   * Null where it is not known of one.
   * @param {number[]} members
   * @param {"inhabitants" | "children"} figure
   */
  const totalOf = (members, figure) => {
    const known = members.flatMap((unit) => units[unit][figure] ?? []);
    return known.length < members.length ? null : rint(sum(known));
  };

  /**
   * Mean and largest of what is known; null where nothing is.
   * @param {(number | null)[]} values
   */
  const spread = (values) => {
    const known = values.flatMap((value) => value ?? []);
    if (known.length === 0) return values.length === 0 ? [0, 0] : [null, null];
    return [sum(known) / known.length, Math.max(...known)];
  };

  /** @param {Region} region */
  const travelOf = ({ members, centre }) => {
    const { km, minutes } = travel;
    const others = members.filter((unit) => unit !== centre);
    const [meanKm, maxKm] = spread(others.map((unit) => km(unit, centre)));
    if (minutes === null) return { meanKm, maxKm, meanMin: null, maxMin: null };
    const [meanMin, maxMin] = spread(others.map((unit) => minutes(unit, centre)));
    return { meanKm, maxKm, meanMin, maxMin };
  };

  /** @param {Region} region @param {ReturnType<typeof criteria.targetsOf>} targets */
  const balanceOf = (region, targets) => {
    if (targets === null) return { balance: null, deviationPct: null };
    const { balance, target } = criteria.balanceOf(region, targets);
    return { balance, deviationPct: (100 * (balance - target)) / target };
  };

  /** @param {Region} region @param {Division} division */
  const neighboursOf = ({ members, position }, { of }) => {
    const found = new Set(members.flatMap((unit) => criteria.beside[unit].map((b) => of[b.unit])));
    return [...found].filter((other) => other >= 0 && other !== position).sort((a, b) => a - b);
  };

  /** @param {Division} division */
  const figures = (division) => {
    const regions = regionsOf(division);
    const gone = criteria.goneFrom(division);
    const targets = scenario.weights.balance ? criteria.targetsOf(present(division), gone) : null;
    return regions.map((region) => {
      if (region === null) return null;
      const { members, parent, centre, label } = region;
      const cut = criteria.cutBy(region, gone);
      return {
        members,
        parent,
        centre,
        label,
        inhabitants: totalOf(members, "inhabitants"),
        children: totalOf(members, "children"),
        area: sum(members.map((unit) => units[unit].area)),
        ...travelOf(region),
        borderKm: sum(cut.map(({ km }) => km)),
        tiesCut: sum(cut.map(({ ties }) => ties)),
        ...balanceOf(region, targets),
        neighbours: neighboursOf(region, division),
      };
    });
  };

  const groupings = base.groupings.map(({ names, of }) => {
    /** @type {number[][]} */
    const members = names.map(() => []);
    of.forEach((group, unit) => {
      if (group >= 0) members[group].push(unit);
    });
    return members;
  });

  /** @param {number[]} members @param {Division} division */
  const groupOf = (members, { codes, of }) => {
    /** @type {Map<number, number>} */
    const counts = new Map();
    members.forEach((unit) => counts.set(of[unit], (counts.get(of[unit]) ?? 0) + 1));
    const outside = counts.get(-1) ?? 0;
    counts.delete(-1);
    const regions = [...counts]
      .sort(([a, few], [b, many]) => many - few || (codes[a] < codes[b] ? -1 : 1))
      .map(([region]) => region);
    return { members, regions, outside };
  };

  return {
    figures,
    values: (division) => criteria.valuesOf(present(division), division),
    violations: (division) => rules(present(division), division),
    groups: (division) =>
      groupings.map((groups) => groups.map((members) => groupOf(members, division))),
    newCode: file.newCode,
    csv: (division, colours = [], more = {}) =>
      file.csv(division, regionsOf(division), colours, more),
  };
};
