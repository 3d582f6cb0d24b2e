// Which municipalities are chosen: one by one, inside a drawn line, or a group that exists today.

/** @import { Group, Grouping } from "../types.d.ts" */
/** @typedef {{ x: number, y: number }} Point */

/**
 * With a unit, or without it where it was chosen already.
 * @param {number[]} chosen
 * @param {number} n
 */
export const toggled = (chosen, n) =>
  (chosen.includes(n) ? chosen.filter((unit) => unit !== n) : [...chosen, n]);

/**
 * With more units, each once.
 * @param {number[]} chosen
 * @param {number[]} more
 */
export const joinedBy = (chosen, more) => [...new Set([...chosen, ...more])];

/**
 * Whether a point is inside a line that is closed: a ray to the right crosses it an odd number of
 * times.
 * @param {Point[]} line
 * @param {Point} point
 */
export const isInside = (line, { x, y }) => {
  let inside = false;
  line.forEach((a, n) => {
    const b = line[(n + line.length - 1) % line.length];
    if ((a.y > y) === (b.y > y)) return;
    if (x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
};

/**
 * The groups of two or more, by grouping, with their places.
 * @param {Grouping[]} groupings
 * @param {Group[][]} groups
 */
export const groupChoices = (groupings, groups) => groupings
  .map((grouping, at) => ({
    at,
    label: grouping.labels,
    groups: grouping.names
      .map((name, code) => ({ code, name }))
      .filter(({ code }) => groups[at][code].members.length > 1),
  }))
  .filter((one) => one.groups.length);
