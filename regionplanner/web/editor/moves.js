// What moving municipalities makes of a division, and what each move would break.

/** @import { BaseValues, Division, Model, Move, ScenarioValues, Violation } from "../types.d.ts" */

/**
 * The division with units in a region; null puts them in a new one.
 * @param {Pick<Model, "newCode">} model
 * @param {BaseValues["units"]} units
 * @param {Division} division
 * @param {number[]} chosen
 * @param {number | null} region
 * @returns {Division}
 */
export const movedTo = (model, units, division, chosen, region) => {
  const next = { ...division, codes: [...division.codes], of: [...division.of] };
  if (region === null) next.codes.push(model.newCode(division, units[chosen[0]].parent));
  chosen.forEach((n) => { next.of[n] = region ?? division.codes.length; });
  return next;
};

/** @param {Violation} violation */
const spelled = ({ rule, region, key, places }) => JSON.stringify([rule, region, key, places]);

/**
 * What is broken now and was not before.
 * @param {Violation[]} before
 * @param {Violation[]} after
 */
const newlyBroken = (before, after) => {
  const known = new Set(before.map(spelled));
  return after.filter((violation) => !known.has(spelled(violation)));
};

/**
 * Regions that units touch, those that all of them are in aside.
 * @param {ScenarioValues["pairs"]} pairs
 * @param {Division} division
 * @param {number[]} chosen
 */
export const touchedRegions = (pairs, { of }, chosen) => {
  const inside = new Set(chosen);
  const beside = pairs.flatMap(([a, b]) =>
    [...(inside.has(a) ? [b] : []), ...(inside.has(b) ? [a] : [])]);
  const regions = new Set([...beside, ...chosen].map((n) => of[n]));
  return [...regions].filter((region) =>
    region >= 0 && chosen.some((n) => of[n] !== region));
};

/**
 * Each way that units can go, and what it would break; what breaks nothing comes first.
 * @param {Model} model
 * @param {BaseValues["units"]} units
 * @param {Division} division
 * @param {number[]} chosen
 * @param {(number | null)[]} targets
 * @returns {Move[]}
 */
export const movesOf = (model, units, division, chosen, targets) => {
  const before = model.violations(division);
  const moves = targets.map((region) => {
    const after = model.violations(movedTo(model, units, division, chosen, region));
    return { region, broken: newlyBroken(before, after) };
  });
  return moves.sort((a, b) => a.broken.length - b.broken.length);
};
