// The regions that municipalities can go to, and what each move would break.
import { button, dot, element, name } from "../page/elements.js";
import { inOrder, words } from "../page/words.js";
import { isOpen } from "./locks.js";
import { movesOf, touchedRegions } from "./moves.js";

/** @import { Move, UnitsAtlas } from "../types.d.ts" */

/**
 * @param {UnitsAtlas} atlas
 * @param {number[]} chosen
 */
const possibleMoves = ({ shown, units, values, labelOf }, chosen) => {
  const { model, division, scenario, variant } = shown.plan;
  const touched = touchedRegions(values.scenarios[scenario].pairs, division, chosen)
    .filter((region) => isOpen(variant?.locked, region))
    .sort((a, b) => inOrder(labelOf(a), labelOf(b)));
  const own = division.of[chosen[0]];
  const isAlone = own >= 0 && division.of.every((of, n) => (of === own) === chosen.includes(n));
  return movesOf(model, units, division, chosen, isAlone ? touched : [...touched, null]);
};

/**
 * A button for each move, with a sign that says whether it keeps the rules, and else what it breaks.
 * @param {UnitsAtlas} atlas
 * @param {number[]} chosen
 * @param {(region: number | null) => void} act
 */
export const targetList = (atlas, chosen, act) => {
  const { shown, brokenText, labelOf } = atlas;
  /** @param {Move} move */
  const entry = ({ region, broken }) => {
    const made = button("target", "", () => act(region));
    made.append(...(region === null ? [words.new_region]
      : [dot(shown.plan.colours[region]), name(labelOf(region))]));
    const verdict = broken.length
      ? element("div", "breaks", ...broken.map((one) =>
        element("p", "", words.would_break, " ", ...brokenText(one))))
      : element("span", "allowed", words.would_keep);
    verdict.id = `target-${region ?? "new"}`;
    made.setAttribute("aria-describedby", verdict.id);
    return element("li", "", made, " ", verdict);
  };
  return element("ul", "targets", ...possibleMoves(atlas, chosen).map(entry));
};
