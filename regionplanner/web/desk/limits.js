// A form for a rule with a value: what every region must have or may not pass.
import { element } from "../page/elements.js";
import { data, digits, words } from "../page/words.js";

/** @import { DeskPageValues, DeskRule } from "../types.d.ts" */

const page = /** @type {DeskPageValues} */ (/** @type {unknown} */ (data));
const OPEN = "\u2026"; // where the value of a sentence goes

/**
 * What a rule with a value says.
 * @param {DeskRule} rule
 */
export const limitText = ({ kind, figure, value }) => {
  const limit = page.desk.limits.find((one) => one.kind === kind && one.figure === figure);
  return (limit?.text ?? `${kind} ${figure} ${OPEN}`).replace(OPEN, digits.format(value));
};

/** @param {(what: Record<string, unknown>) => void} change */
export const limitForm = (change) => {
  const { limits } = page.desk;
  const select = document.createElement("select");
  select.setAttribute("aria-label", words.desk_limit);
  select.append(...limits.map(({ text }, n) => Object.assign(element("option", "", text), { value: n })));
  const field = Object.assign(document.createElement("input"), {
    type: "number", min: 0, step: "any", required: true,
  });
  field.setAttribute("aria-label", words.desk_limit_value);
  const form = element("form", "desk-limit", select, field,
    Object.assign(element("button", "secondary", words.desk_limit_add), { type: "submit" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { kind: rule, figure } = limits[Number(select.value)];
    change({ kind: "add_rule", rule, figure, value: field.valueAsNumber });
  });
  return form;
};
