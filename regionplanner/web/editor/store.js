// Variants that the browser keeps over a reload, as far as it allows, by the plan they began from.

/** @import { KeptVariant, UnitsPlan, Variant } from "../types.d.ts" */

/** @param {UnitsPlan} plan */
const keyOf = ({ digest }) => `regionplanner variants of ${digest}`;

/** @param {Variant} variant @returns {KeptVariant} */
const keptOf = ({ name, note, steps, at, locked }) =>
  ({ name, note, division: steps[at].division, locked });

/**
 * What was kept of a plan; nothing where that is of other municipalities or cannot be read.
 * @param {string | null} text
 * @param {number} count of units
 * @returns {KeptVariant[]}
 */
export const readKept = (text, count) => {
  try {
    const kept = /** @type {KeptVariant[]} */ (JSON.parse(text ?? "[]"));
    return kept.filter(({ name, division: { codes, of }, locked }) => typeof name === "string"
      && of.length === count && of.every((region) => region < codes.length)
      && Array.isArray(locked.units) && Array.isArray(locked.regions));
  } catch {
    return []; // of another version of this page
  }
};

/**
 * A storage that a browser may refuse, such as to a page that is a file.
 * @param {() => Storage} open
 * @param {UnitsPlan[]} plans
 */
export const createStore = (open, plans) => ({
  /** @param {number} count of units */
  read: (count) => plans.flatMap((plan) => {
    try {
      return readKept(open().getItem(keyOf(plan)), count).map((kept) => ({ plan, kept }));
    } catch {
      return [];
    }
  }),
  /**
   * Whether all could be kept.
   * @param {Variant[]} variants
   */
  write: (variants) => {
    try {
      const storage = open();
      plans.forEach((plan) => {
        const own = variants.filter(({ base }) => base === plan).map(keptOf);
        if (own.length) storage.setItem(keyOf(plan), JSON.stringify(own));
        else storage.removeItem(keyOf(plan));
      });
      return true;
    } catch {
      return false;
    }
  },
});
