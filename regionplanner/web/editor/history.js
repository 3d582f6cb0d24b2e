// The variants that a reader makes, each with its steps.

/** @import { Division, KeptVariant, UnitsAtlas, UnitsPlan, Variant } from "../types.d.ts" */

/**
 * A name that no variant has: "Eigen variant", "Eigen variant 2", ...
 * @param {string} start
 * @param {string[]} names
 */
const freeName = (start, names) => {
  let name = start;
  for (let n = 2; names.includes(name); n += 1) name = `${start} ${n}`;
  return name;
};

/** @param {Variant} variant */
export const planOf = ({ steps, at }) => steps[at];

/** @param {UnitsPlan} plan */
export const mayUndo = ({ variant }) => variant !== undefined && variant.at > 0;

/** @param {UnitsPlan} plan */
export const mayRedo = ({ variant }) => variant !== undefined && variant.at < variant.steps.length - 1;

/**
 * @param {Pick<UnitsAtlas, "shown" | "variants" | "variantPlan">} atlas
 * @param {string} called
 */
export const createHistory = ({ shown, variants, variantPlan }, called) => {
  /**
   * A new variant of a plan, which can be undone to it.
   * @param {UnitsPlan} base
   * @param {Partial<KeptVariant>} [kept]
   */
  const add = (base, { name = called, note = "", division, locked } = {}) => {
    /** @type {Variant} */
    const variant = {
      name: freeName(name, variants.map((one) => one.name)),
      note,
      base,
      steps: [],
      at: 0,
      saved: false,
      locked: locked ?? { units: [], regions: [] },
      against: null,
    };
    variant.steps.push(variantPlan(variant, base.division));
    variants.push(variant);
    if (division) push(variant, division);
    return variant;
  };

  /** The variant that is shown, or a new one of the plan that is. */
  const begin = () => shown.plan.variant ?? add(shown.plan);

  /** What is undone is gone once there is another step. */
  const push = (/** @type {Variant} */ variant, /** @type {Division} */ division) => {
    variant.steps.length = variant.at + 1;
    variant.steps.push(variantPlan(variant, division));
    Object.assign(variant, { at: variant.at + 1, saved: false });
    return planOf(variant);
  };

  /** The step before, or after, as far as there is one. */
  const go = (/** @type {Variant} */ variant, /** @type {number} */ by) => {
    Object.assign(variant, { at: Math.max(0, Math.min(variant.steps.length - 1, variant.at + by)) });
    return planOf(variant);
  };

  /** Returns the plan that it began from. */
  const drop = (/** @type {Variant} */ variant) => {
    variants.splice(variants.indexOf(variant), 1);
    variants.filter(({ against }) => against === variant)
      .forEach((one) => Object.assign(one, { against: null }));
    return variant.base;
  };

  return { add, begin, push, go, drop };
};
