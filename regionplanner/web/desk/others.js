// Plans beside the working plan: those that are kept, and those that the engine offers.

/** @import { Actions, UnitsAtlas, UnitsPlan } from "../types.d.ts" */

/**
 * @param {UnitsAtlas} atlas
 * @param {Actions} actions
 */
export const createOthers = ({ plans, shown }, actions) => {
  /** @type {Map<string, UnitsPlan[]>} */
  const groups = new Map();
  /** The plans of a group in place of those that it had. @param {string} group @param {UnitsPlan[]} some */
  return (group, some) => {
    if (!some.length && !groups.get(group)?.length) return; // as when the page is not laid out yet
    const before = shown.plan;
    groups.set(group, some);
    const all = [...groups.values()].flat();
    plans.splice(1, plans.length, ...all);
    if (before.isVariant) return;
    const same = all.find((plan) => plan.name === before.name);
    actions.showPlan(before === plans[0] ? before : same ?? plans[0]);
  };
};
