// Size, inhabitants and children of regions while one moves municipalities, beside their limits.

/**
 * @import {
 *   BaseValues, Division, Gauge, MeasuredFigures, ScenarioValues
 * } from "../types.d.ts"
 */

/** @typedef {"inhabitants" | "children"} Counted */

/**
 * Who is in another region than in the plan that it began from.
 * @param {Division} division
 * @param {Division} before
 */
export const changedUnits = ({ of }, before) =>
  of.flatMap((region, n) => (region === before.of[n] ? [] : [n]));

/**
 * Least and most of a figure that a rule allows in a region; null where it is open.
 * @param {ScenarioValues} scenario
 * @param {BaseValues["units"]} units
 * @param {Counted} figure
 */
const limitsOf = ({ bounds }, units, figure) => {
  const bound = bounds.find(({ values }) => values.every((value, n) => value === units[n][figure]));
  return { least: bound?.least ?? null, most: bound?.most ?? null };
};

/**
 * The gauges of a region, one a figure that is known; sizes are in numbers of units.
 * @param {ScenarioValues} scenario
 * @param {BaseValues["units"]} units
 * @param {Counted[]} counted
 * @param {MeasuredFigures} region
 * @returns {Gauge[]}
 */
export const gaugesOf = (scenario, units, counted, region) => {
  const [least, most] = scenario.sizes;
  return [
    { figure: "units", value: region.members.length, least, most },
    ...counted.map((figure) => ({
      figure, value: region[figure] ?? 0, ...limitsOf(scenario, units, figure),
    })),
  ];
};

/**
 * What all bars of a figure are a share of: the largest value or limit, with a little room.
 * @param {Gauge[]} gauges
 */
export const scaleOf = (gauges) =>
  Math.max(1, ...gauges.flatMap(({ value, least, most }) => [value, least ?? 0, most ?? 0])) * 1.04;

/** @param {Gauge} gauge */
export const isBeyond = ({ value, least, most }) =>
  (least !== null && value < least) || (most !== null && value > most);

/**
 * Regions worth a look: those that units are in, and all others of the same reference regions.
 * @param {(MeasuredFigures | null)[]} figures
 * @param {BaseValues["units"]} units
 * @param {Division} division
 * @param {number[]} some
 */
export const regionsAround = (figures, units, { of }, some) => {
  const parents = new Set(some.map((n) => units[n].parent));
  const own = new Set(some.map((n) => of[n]));
  return figures.flatMap((one, region) =>
    (one && (own.has(region) || parents.has(one.parent)) ? [region] : []));
};
