// The neighbour on a side of a municipality, for arrow keys on the map.

/** @import { BaseValues, ScenarioValues } from "../types.d.ts" */
/** @typedef {"ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown"} Arrow */

/** @type {Record<Arrow, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const WIDEST = 0.35; // cosine: what lies further off is on another side

/** @param {string} key @returns {key is Arrow} */
export const isArrow = (key) => key in WAYS;

/**
 * The one that lies most in the direction of an arrow; null where nobody is there.
 * @param {BaseValues["units"]} units
 * @param {ScenarioValues["pairs"]} pairs
 * @param {number} n
 * @param {Arrow} arrow
 */
export const neighbourAt = (units, pairs, n, arrow) => {
  const [right, up] = WAYS[arrow];
  const beside = pairs.flatMap(([a, b]) => (a === n ? [b] : b === n ? [a] : []));
  const ways = beside.map((unit) => {
    const [x, y] = [units[unit].x - units[n].x, units[unit].y - units[n].y];
    return { unit, cosine: (x * right + y * up) / Math.hypot(x, y) };
  }).filter(({ cosine }) => cosine > WIDEST);
  return ways.length ? ways.reduce((a, b) => (b.cosine > a.cosine ? b : a)).unit : null;
};
