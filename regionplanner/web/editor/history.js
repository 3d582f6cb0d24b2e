// The variants that a reader makes, each with its steps.

/** @import { Division, UnitsAtlas, UnitsPlan, Variant } from "../types.d.ts" */

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
const planOf = ({ steps, at }) => steps[at];

/** @param {UnitsPlan} plan */
export const mayUndo = ({ variant }) => variant !== undefined && variant.at > 0;

/** @param {UnitsPlan} plan */
export const mayRedo = ({ variant }) => variant !== undefined && variant.at < variant.steps.length - 1;

/**
 * @param {Pick<UnitsAtlas, "shown" | "variants" | "variantPlan">} atlas
 * @param {string} called
 */
export const createHistory = ({ shown, variants, variantPlan }, called) => {
  /** The variant that is shown, or a new one of the plan that is. */
  const begin = () => {
    const { plan } = shown;
    if (plan.variant) return plan.variant;
    const name = freeName(called, variants.map((variant) => variant.name));
    /** @type {Variant} */
    const variant = {
      name, base: plan, steps: [], at: 0, saved: false, locked: { units: [], regions: [] },
    };
    variant.steps.push(variantPlan(variant, plan.division));
    variants.push(variant);
    return variant;
  };

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
    return variant.base;
  };

  return { begin, push, go, drop };
};
