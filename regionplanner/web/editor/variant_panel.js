// What a variant changes, which rules it breaks and what it scores, beside another one.
import { button, byId, element, foldable, name, roomy } from "../page/elements.js";
import { counted, fill, sentence, words } from "../page/words.js";
import { brokenList } from "../panels/broken.js";
import { planChange } from "../panels/changes.js";
import { movesList } from "../panels/moves.js";
import { scoreTable } from "../units/scores.js";
import { mayRedo, mayUndo } from "./history.js";
import { createNaming } from "./naming.js";
import { savingPart } from "./saving.js";

/** @import { Actions, UnitsAtlas, Variant } from "../types.d.ts" */

/**
 * What two plans score, where both are of the same municipalities.
 * @param {UnitsAtlas} atlas
 */
const drawScores = (atlas) => {
  const { shown: { plan }, units, comparedWith, regionOf } = atlas;
  const other = comparedWith(plan);
  const isComparable = plan !== other && !plan.isVariant
    && units.every((_, n) => (regionOf(n, plan) < 0) === (regionOf(n, other) < 0));
  const hints = plan.scenario === other.scenario ? []
    : [element("p", "hint", ...sentence("measured_by", { plan: other.name }))];
  byId("plan-scores", HTMLElement).replaceChildren(...(isComparable
    ? [foldable("scores", words.compare_scores, false, scoreTable(atlas, other, plan), ...hints)]
    : []));
};

/**
 * @param {UnitsAtlas} atlas
 * @param {Actions} actions
 * @param {{
 *   undo: () => void, redo: () => void, drop: (variant: Variant) => void,
 *   copy: (variant: Variant) => void, keep: () => boolean
 * }} editor
 */
export const createVariantPanel = (atlas, actions, editor) => {
  const { shown, variants, brokenOf, comparedWith } = atlas;
  const panel = byId("variant", HTMLElement);
  let isKept = true;
  /** @param {Variant} variant */
  const isLost = ({ steps, saved }) => steps.length > 1 && !saved && !isKept;
  window.addEventListener("beforeunload", (event) => {
    if (variants.some(isLost)) event.preventDefault();
  });
  /** @param {Variant} variant */
  const drop = (variant) => {
    const question = fill("variant_lost", { variant: variant.name, plan: variant.base.name });
    const isWorth = variant.steps.length > 1 && !variant.saved;
    if (!isWorth || window.confirm(question)) editor.drop(variant);
  };

  const tools = byId("variant-tools", HTMLElement);
  const heading = byId("variant-heading", HTMLElement);
  const naming = createNaming((text) => {
    heading.textContent = text;
    document.querySelector("#plan-choices input:checked + span")?.replaceChildren(name(text));
    isKept = editor.keep();
  });
  tools.after(naming.fields);
  /** @param {Variant} variant */
  const drawTools = (variant) => {
    const focused = document.activeElement?.id;
    /** @param {string} key @param {boolean} isUsable @param {() => void} act */
    const tool = (key, isUsable, act) =>
      Object.assign(button("tool", words[key], act), { id: `tool-${key}`, disabled: !isUsable });
    const undo = tool("undo", mayUndo(shown.plan), editor.undo);
    const redo = tool("redo", mayRedo(shown.plan), editor.redo);
    tools.replaceChildren(undo, redo, tool("copy", true, () => editor.copy(variant)),
      tool("drop", true, () => drop(variant)));
    // the button that was pressed is a new one now; where it cannot be pressed again, its opposite can
    if (focused === undo.id) (undo.disabled ? redo : undo).focus();
    if (focused === redo.id) (redo.disabled ? undo : redo).focus();
  };

  /** What the variant is compared with: the plan that it began from, or another variant of it. */
  const againstChoice = (/** @type {Variant} */ variant) => {
    const others = variants.filter((one) => one !== variant && one.base === variant.base);
    if (!others.length) return [];
    const select = document.createElement("select");
    [variant.base, ...others].forEach((one, n) => {
      select.append(Object.assign(element("option", "", one.name), { value: n }));
    });
    select.value = String(others.findIndex((one) => one === variant.against) + 1);
    select.id = "against";
    select.addEventListener("change", () => {
      Object.assign(variant, { against: others[Number(select.value) - 1] ?? null });
      actions.showPlan(shown.plan);
      document.getElementById("against")?.focus(); // it is a new one now
    });
    return [element("label", "edit-select", `${words.compare_with} `, select)];
  };

  const draw = () => {
    drawScores(atlas);
    const { plan } = shown;
    const { variant } = plan;
    panel.hidden = !variant;
    if (!variant) return;
    const [broken, other] = [brokenOf(plan), comparedWith(plan)];
    heading.textContent = variant.name;
    byId("variant-change", HTMLElement).replaceChildren(...planChange(atlas, plan, other));
    drawTools(variant);
    naming.draw(variant);
    const verdict = byId("verdict", HTMLElement);
    verdict.className = broken.length ? "verdict bad" : "verdict good";
    verdict.textContent = broken.length ? counted(broken.length, "broken_rules") : words.keeps_rules;
    const moves = movesList(atlas, plan, other, actions.seeUnits);
    byId("variant-details", HTMLElement).replaceChildren(
      ...(broken.length ? [brokenList(broken)] : []),
      ...againstChoice(variant),
      ...(moves.length ? [foldable("variant moves", words.moves_heading, false, ...moves)] : []),
      foldable("criteria", words.criteria_heading, roomy(), scoreTable(atlas, other, plan)),
      ...savingPart(atlas, plan, variant),
      element("p", "hint", words[isKept ? "kept_here" : "not_kept"]));
  };

  return {
    draw,
    /** Keep all variants in the browser, where it allows it. */
    keep: () => { isKept = editor.keep(); },
    focus: () => {
      panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    },
  };
};
