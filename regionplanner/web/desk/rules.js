// The rules of the list, each a sentence with a switch and a bin.
import { button, byId, element, foldable } from "../page/elements.js";
import { fill, km, sentence, words } from "../page/words.js";
import { limitForm, limitText } from "./limits.js";

/** @import { Actions, DeskRule, DeskValues, UnitsAtlas } from "../types.d.ts" */

const MOST_NAMES = 6;

/**
 * @param {UnitsAtlas} atlas
 * @param {Actions} actions
 * @param {(what: Record<string, unknown>) => void} change
 */
export const createRules = (atlas, actions, change) => {
  const at = new Map(atlas.units.map(({ nis }, n) => [nis, n]));
  const form = limitForm(change);
  let drawn = "";

  /** @param {DeskRule} rule */
  const line = (rule) => {
    const { number, kind, units, on, price } = rule;
    const known = units.flatMap((nis) => at.get(nis) ?? []);
    const text = rule.value ? [limitText(rule)]
      : sentence(`desk_rule_${kind}`, { units: atlas.unitNames(known, MOST_NAMES) });
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: on });
    box.addEventListener("change", () => change({ kind: "switch", number, on: box.checked }));
    const see = known.length ? [button("quiet", words.desk_see, () => actions.seeUnits(known))] : [];
    const bin = button("quiet", words.desk_remove, () => change({ kind: "remove", number }));
    const said = element("label", on ? "" : "off", box, " ", element("span", "", ...text));
    const cost = price === null ? [] : [element("span", "desk-price",
      price > 0.05 ? fill("desk_price", { price: km.format(price) }) : words.desk_price_none)];
    return element("li", "", said, element("span", "desk-acts", ...cost, ...see, bin));
  };

  /** @param {DeskValues} desk */
  return ({ rules }) => {
    const now = JSON.stringify(rules);
    if (now === drawn) return; // who works in the list keeps the focus
    drawn = now;
    const focused = form.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement) : null;
    byId("desk-rules", HTMLElement).replaceChildren(
      foldable("desk rules", fill("desk_rules", { count: String(rules.length) }), true,
        ...(rules.length ? [element("ul", "desk-list", ...rules.map(line))]
          : [element("p", "hint", words.desk_rules_hint)]),
        form));
    focused?.focus();
  };
};
