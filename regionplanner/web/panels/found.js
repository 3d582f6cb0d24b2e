// What a query means that is nobody's name or code.

/** @import { Found } from "../types.d.ts" */

/**
 * Who has it for another name; else whose name holds it, and one that alone begins so is meant;
 * else whose name is nearly it.
 * @param {string} key
 * @param {{ unit: number, alias: string }[]} others
 * @param {{
 *   keys: string[], holding: (key: string) => number[], nearMisses: (key: string) => number[]
 * }} names
 * @returns {Found}
 */
export const foundBy = (key, others, { keys, holding, nearMisses }) => {
  if (others.length === 1) return others[0];
  if (others.length) return { several: others.map(({ unit }) => unit), alias: others[0].alias };
  const near = holding(key);
  if (!near.length) return { several: nearMisses(key) };
  const begins = near.filter((n) => keys[n].startsWith(key));
  return begins.length === 1 ? { unit: begins[0] } : { several: near, isPart: near.length > 1 };
};
