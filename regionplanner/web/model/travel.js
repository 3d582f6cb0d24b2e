// Distances, travel times and the centre of a region: the same as in objective/parents.py.
import { quanta, sum } from "./numbers.js";

/** @import { BaseValues, ScenarioValues, Travel, Way } from "../types.d.ts" */

/**
 * Ways between units; minutes are null where no times are known, or where one is not.
 * @param {BaseValues} base
 */
const waysOf = ({ units, parents, minutes: times }) => {
  /** @param {number} a @param {number} b */
  const km = (a, b) => {
    const [x, y] = [units[a].x - units[b].x, units[a].y - units[b].y];
    return Math.sqrt(x * x + y * y) / 1000;
  };
  if (times === null) return { km, minutes: null };

  const sizes = parents.map(() => 0);
  const places = units.map(({ parent }) => sizes[parent]++);
  /** @param {number} a @param {number} b */
  const pair = (a, b) => a * units.length + b;
  const across = new Map(times.across.map(([a, b, minutes]) => [pair(a, b), minutes]));
  /** @type {Way} */
  const minutes = (a, b) => {
    const { parent } = units[a];
    if (parent !== units[b].parent) return across.get(pair(a, b)) ?? null;
    return times.inside[parent][places[a] * sizes[parent] + places[b]];
  };
  return { km, minutes };
};

/**
 * @param {BaseValues} base
 * @param {ScenarioValues} scenario
 * @returns {Travel}
 */
export const planTravel = (base, scenario) => {
  const { km, minutes } = waysOf(base);

  /** @param {number} unit */
  const travellers = (unit) => (scenario.travellers ? scenario.travellers[unit] : 1);
  const centres = new Set(scenario.centres ?? base.units.keys());
  /** @param {number} unit */
  const mayBeCentre = (unit) => centres.has(unit);

  const nearest = (scenario.near ?? []).map((some) => some && new Set(some));
  /** @param {number} from @param {number} to */
  const isNear = (from, to) => nearest[to]?.has(from) ?? true;

  // as in rules/limits.py: the name says which ways are limited, and whether to the centre only
  const limits = Object.entries(scenario).flatMap(([rule, most]) => {
    if (!/^max_.*_(km|min)$/.test(rule) || typeof most !== "number") return [];
    const way = rule.endsWith("_km") ? km : minutes;
    return way === null ? [] : [{ rule, most, toCentre: rule.includes("centre"), way }];
  });
  const toCentre = limits.filter((limit) => limit.toCentre);
  /** @param {number} from @param {number} to */
  const withinReach = (from, to) =>
    from === to || toCentre.every(({ way, most }) => (way(from, to) ?? 0) <= most);

  /**
   * Who can be the centre: where nobody can be it, reach is forgotten, and then who may be.
   * @param {number[]} members
   */
  const possibleCentres = (members) => {
    const allowed = members.filter(mayBeCentre);
    const near = allowed.filter((to) => members.every((from) => withinReach(from, to)));
    return [near, allowed].find((some) => some.length > 0) ?? members;
  };

  /**
   * The members that are not near the one that most are near.
   * @param {number[]} members
   */
  const outside = (members) => {
    const allowed = members.filter(mayBeCentre);
    return (allowed.length > 0 ? allowed : members)
      .map((to) => members.filter((from) => !isNear(from, to)))
      .reduce((a, b) => (b.length < a.length ? b : a));
  };

  /**
   * Of those who can be it the one with the least travel, and of equals the first.
   * @param {number[]} members
   */
  const centre = (members) => {
    const isTimed =
      minutes !== null && members.every((a) => members.every((b) => minutes(a, b) !== null));
    const way = isTimed ? minutes : km;
    /** @param {number} from @param {number} to */
    const weight = (from, to) =>
      quanta((way(from, to) ?? 0) * (travellers(from) / scenario.traveller_unit));
    /** @param {number} to */
    const total = (to) => sum(members.map((from) => weight(from, to)));
    return possibleCentres(members)
      .map((to) => ({ to, total: total(to) }))
      .reduce((a, b) => (b.total < a.total ? b : a)).to;
  };

  return {
    km,
    limits,
    minutes,
    travellers,
    mayBeCentre,
    possibleCentres,
    isNear,
    outside,
    centre,
  };
};
