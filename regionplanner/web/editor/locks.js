// What is locked in a variant: municipalities that stay where they are, and regions as a whole.

/** @import { Division, Locked } from "../types.d.ts" */

/**
 * With a unit or a region, or without it where it was locked already.
 * @param {number[]} locked
 * @param {number[]} some
 * @param {boolean} on
 */
export const withLock = (locked, some, on) => {
  const others = locked.filter((one) => !some.includes(one));
  return on ? [...others, ...some].sort((a, b) => a - b) : others;
};

/**
 * Those that may be moved.
 * @param {Locked | undefined} locked
 * @param {Division} division
 * @param {number[]} some
 */
export const freeUnits = (locked, { of }, some) => (locked === undefined ? some
  : some.filter((n) => !locked.units.includes(n) && !locked.regions.includes(of[n])));

/**
 * Whether units may be added to a region; null is a new one.
 * @param {Locked | undefined} locked
 * @param {number | null} region
 */
export const isOpen = (locked, region) =>
  region === null || !locked?.regions.includes(region);
