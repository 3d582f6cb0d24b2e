// What a division costs, by criterion: the same as score/scorecard.py.
import { millionths, sum } from "./numbers.js";

/** @import { BaseValues, Beside, Division, Region, ScenarioValues, Travel, Values } from "../types.d.ts" */

/**
 * @param {BaseValues} base
 * @param {ScenarioValues} scenario
 * @param {Travel} travel
 */
export const planCriteria = (base, scenario, travel) => {
  const { units } = base;
  const between = travel.minutes ?? travel.km;

  /** @type {Beside[][]} */
  const beside = units.map(() => []);
  scenario.pairs.forEach(([a, b, border, ties]) => {
    beside[a].push({ unit: b, km: border / 1000, ties });
    beside[b].push({ unit: a, km: border / 1000, ties });
  });

  /**
   * Who counts nowhere: left out, and in no region all the same.
   * @param {Division} division
   */
  const goneFrom = (division) => new Set(scenario.left_out.filter((unit) => division.of[unit] < 0));

  /**
   * Only its members inside its own reference region count.
   * @param {Region} region
   */
  const insideOf = ({ members, parent }) =>
    members.filter((unit) => units[unit].parent === parent);

  /**
   * The pairs with others of the same reference region.
   * @param {Region} region
   * @param {Set<number>} gone
   */
  const cutBy = (region, gone) => {
    const inside = new Set(insideOf(region));
    /** @param {Beside} pair */
    const cut = ({ unit }) =>
      units[unit].parent === region.parent && !inside.has(unit) && !gone.has(unit);
    return [...inside].flatMap((unit) => beside[unit].filter(cut));
  };

  /** @param {Region[]} regions @param {Set<number>} gone @param {(pair: Beside) => number} value */
  const outline = (regions, gone, value) =>
    sum(regions.flatMap((region) => cutBy(region, gone).map(value)));

  /**
   * Each criterion has the best centre of its own; made by hand without one: any member.
   * @param {Region} region
   * @param {(way: number) => number} cost
   */
  const toCentre = (region, cost) => {
    const inside = insideOf(region);
    /** @param {number} to */
    const total = (to) =>
      sum(inside.map((from) => cost(between(from, to) ?? 0) * travel.travellers(from)));
    return Math.min(...travel.possibleCentres(inside).map(total));
  };

  /** @param {Region} region */
  const furthest = (region) => {
    const inside = insideOf(region);
    /** @param {number} to */
    const longest = (to) => Math.max(...inside.map((from) => between(from, to) ?? 0));
    return Math.min(...travel.possibleCentres(inside).map(longest));
  };

  /**
   * What a region should have of the balanced figure, by reference region with regions, and what
   * units have of it; null where that is not known, or is nothing.
   * @param {Region[]} regions
   * @param {Set<number>} gone
   */
  const targetsOf = (regions, gone) => {
    const { target, values } = scenario.balance;
    if (values === null || regions.length === 0) return null;
    const counts = base.parents.map(() => 0);
    regions.forEach(({ parent }) => counts[parent]++);
    const totals = base.parents.map(() => 0);
    units.forEach(({ parent }, unit) => (totals[parent] += gone.has(unit) ? 0 : values[unit]));
    const wanted = totals.map((total, parent) => {
      if (target === "own") return total / counts[parent];
      return target === "all" ? sum(totals) / regions.length : target;
    });
    const isKnown = wanted.every((figure, parent) => figure > 0 || counts[parent] === 0);
    return isKnown ? { wanted, values } : null;
  };

  /**
   * What a region has of the balanced figure, and what it should have.
   * @param {Region} region
   * @param {{ wanted: number[], values: number[] }} targets
   */
  const balanceOf = (region, { wanted, values }) => ({
    balance: sum(insideOf(region).map((unit) => values[unit])),
    target: wanted[region.parent],
  });

  /**
   * The weighted sum; null where a criterion with a weight cannot be measured.
   * @param {Record<string, number>} values
   * @param {Division} division
   */
  const objective = (values, division) => {
    const parts = Object.entries(scenario.weights).map(([name, weight]) => weight * values[name]);
    if (scenario.coverage !== null) {
      const { reward, values: each } = scenario.coverage;
      const covered = [...units.keys()].filter((unit) => division.of[unit] >= 0);
      parts.push(-reward * sum(covered.map((unit) => (each === null ? 1 : each[unit]))));
    }
    const total = sum(parts);
    return Number.isNaN(total) ? null : total;
  };

  /**
   * @param {Region[]} regions
   * @param {Division} division
   * @returns {Values}
   */
  const valuesOf = (regions, division) => {
    const gone = goneFrom(division);
    const targets = targetsOf(regions, gone);
    /** @param {(region: Region) => number} cost */
    const total = (cost) => millionths(sum(regions.map(cost)));
    const half = scenario.sides / 2;
    /** @type {Record<string, number>} */
    const values = {
      distance: total((region) => toCentre(region, (way) => way)),
      dispersion: total((region) => toCentre(region, (way) => way * way)),
      reach: total(furthest),
      border: millionths(half * outline(regions, gone, ({ km }) => km)),
      ties: millionths(half * outline(regions, gone, ({ ties }) => ties)),
    };
    if (targets !== null) {
      values.balance = total((region) => {
        const { balance, target } = balanceOf(region, targets);
        return Math.abs(balance - target) / target;
      });
    }
    return { ...values, objective: objective(values, division) };
  };

  return { beside, goneFrom, cutBy, balanceOf, targetsOf, valuesOf };
};
