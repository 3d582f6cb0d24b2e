// Which plan is on the page, out of which, and what is said about it.
import { byId, element, foldable, name, roomy } from "../page/elements.js";
import { data, words } from "../page/words.js";
import { brokenRules } from "./broken.js";
import { planChange } from "./changes.js";
import { movesList } from "./moves.js";

/** @import { Actions, Atlas, Ground, Plan } from "../types.d.ts" */

/**
 * What is said about the plan that is shown.
 * @param {Atlas} atlas
 * @param {Actions} actions
 */
export const drawAbout = (atlas, actions) => {
  const { plan } = atlas.shown;
  const heading = atlas.brokenHeading(plan);
  byId("summary", HTMLElement).textContent = atlas.summaryOf(plan);
  const status = byId("broken", HTMLElement);
  status.hidden = !heading;
  status.textContent = heading;
  byId("about-plan", HTMLElement).replaceChildren(
    ...brokenRules(atlas, actions),
    ...atlas.aboutOf(plan).map((text) => element("p", "", name(text))));
};

/**
 * What the plan that is shown is compared with, where there is a choice.
 * @param {Atlas} atlas
 * @param {Actions} actions
 */
const againstChoice = ({ shown, plans, comparedWith }, { showPlan }) => {
  const others = plans.filter((plan) => plan !== shown.plan);
  if (others.length < 2 || data.steps || shown.plan.isVariant) return [];
  const select = Object.assign(document.createElement("select"), { id: "plan-against" });
  const against = others.indexOf(comparedWith(shown.plan));
  if (against < 0) select.append(element("option", "", words.compare_none)); // the first, as it opens
  others.forEach((plan, n) => {
    select.append(Object.assign(element("option", "", plan.name), { value: n, selected: n === against }));
  });
  select.addEventListener("change", () => {
    shown.against = others[Number(select.value)];
    showPlan(shown.plan);
    document.getElementById("plan-against")?.focus(); // it is a new one now
  });
  return [element("label", "edit-select", `${words.compare_with} `, select)];
};

/**
 * The plans to choose from, and what the one that is shown changes.
 * @param {Atlas} atlas
 * @param {Ground} ground
 * @param {Actions} actions
 * @param {(choices: HTMLElement) => void} drawChoices
 */
export const drawPlans = (atlas, ground, actions, drawChoices) => {
  const { plan } = atlas.shown;
  const other = atlas.comparedWith(plan);
  byId("plans", HTMLElement).hidden = atlas.choices().length < 2 && plan === other;
  drawChoices(byId("plan-choices", HTMLElement));
  const change = byId("plan-change", HTMLElement);
  change.setAttribute("aria-live", plan.isVariant ? "off" : "polite"); // the editor says its steps
  change.replaceChildren(...(plan === other ? [] : [
    ...planChange(atlas, plan, other),
    ...(ground.showsMoved() ? [data.steps ? element("span", "moved-sign new", words.new_sign)
      : element("span", "moved-sign", words.moved_sign)] : []),
  ]));
  const moves = plan === other || plan.isVariant || data.steps ? []
    : movesList(atlas, plan, other, actions.seeUnits);
  byId("plan-moves", HTMLElement).replaceChildren(...againstChoice(atlas, actions), ...(moves.length
    ? [foldable("moves", words.moves_heading, roomy(), ...moves)] : []));
};

/**
 * A radio button a plan; made again, for a variant comes and goes.
 * @param {HTMLElement} choices
 * @param {Atlas} atlas
 * @param {(plan: Plan) => void} showPlan
 */
export const radioButtons = (choices, atlas, showPlan) => {
  const hadFocus = choices.contains(document.activeElement);
  choices.replaceChildren(...atlas.choices().map((plan, n) => {
    const input = document.createElement("input");
    const checked = plan === atlas.shown.plan;
    Object.assign(input, { type: "radio", name: "plan", value: n, checked });
    input.addEventListener("change", () => showPlan(plan));
    return element("label", "", input, element("span", "", name(plan.name)));
  }));
  if (hadFocus) /** @type {HTMLInputElement} */ (choices.querySelector("input:checked")).focus();
};
