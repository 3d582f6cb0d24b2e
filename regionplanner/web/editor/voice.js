// What the editor says: one sentence after each step, seen and read out.
import { byId } from "../page/elements.js";
import { counted, fill, words } from "../page/words.js";

/** @import { UnitsAtlas } from "../types.d.ts" */

/** @param {UnitsAtlas} atlas */
export const createVoice = ({ shown, brokenOf, labelOf, unitNames }) => {
  const line = byId("said", HTMLElement);
  const say = (/** @type {string} */ text) => { line.textContent = text; };
  /** @param {number[]} some */
  const namesOf = (some) => (some.length > 3 ? counted(some.length, "units")
    : unitNames(some).textContent ?? "");
  /** What happened, and whether the rules hold now. */
  const sayStep = (/** @type {string} */ text) => {
    const broken = brokenOf(shown.plan).length;
    say(`${text} ${broken ? counted(broken, "said_broken") : words.said_kept}`);
  };
  return {
    say,
    namesOf,
    sayStep,
    /** @param {number[]} some @param {number} region */
    sayMoved: (some, region) =>
      sayStep(fill("said_moved", { units: namesOf(some), region: labelOf(region) })),
  };
};
