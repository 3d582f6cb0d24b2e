// What a variant changes, which rules it breaks and what it scores, and its file.
import { button, byId, element, foldable, roomy } from "../page/elements.js";
import { counted, fill, sentence, words } from "../page/words.js";
import { brokenList } from "../panels/broken.js";
import { planChange } from "../panels/changes.js";
import { scoreTable } from "../units/scores.js";
import { mayRedo, mayUndo } from "./history.js";

/** @import { UnitsAtlas, UnitsPlan, Variant } from "../types.d.ts" */

/** @param {Variant} variant */
const isLost = ({ steps, saved }) => steps.length > 1 && !saved;

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
 * @param {{ undo: () => void, redo: () => void, drop: (variant: Variant) => void }} editor
 */
export const createVariantPanel = (atlas, editor) => {
  const { shown, variants, brokenOf } = atlas;
  const panel = byId("variant", HTMLElement);
  window.addEventListener("beforeunload", (event) => {
    if (variants.some(isLost)) event.preventDefault();
  });
  /** @param {Variant} variant */
  const drop = (variant) => {
    const question = fill("variant_lost", { variant: variant.name, plan: variant.base.name });
    if (!isLost(variant) || window.confirm(question)) editor.drop(variant);
  };

  /** @param {UnitsPlan} plan @param {Variant} variant */
  const download = (plan, variant) => {
    const link = document.createElement("a");
    const text = plan.model.csv(plan.division, plan.colours);
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = brokenOf(plan).length ? words.file_broken : "plan.csv";
    link.click();
    Object.assign(variant, { saved: true });
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const tools = byId("variant-tools", HTMLElement);
  /** @param {Variant} variant */
  const drawTools = (variant) => {
    const focused = document.activeElement?.id;
    /** @param {string} key @param {boolean} isUsable @param {() => void} act */
    const tool = (key, isUsable, act) =>
      Object.assign(button("tool", words[key], act), { id: `tool-${key}`, disabled: !isUsable });
    const undo = tool("undo", mayUndo(shown.plan), editor.undo);
    const redo = tool("redo", mayRedo(shown.plan), editor.redo);
    tools.replaceChildren(undo, redo, tool("drop", true, () => drop(variant)));
    // the button that was pressed is a new one now; where it cannot be pressed again, its opposite can
    if (focused === undo.id) (undo.disabled ? redo : undo).focus();
    if (focused === redo.id) (redo.disabled ? undo : redo).focus();
  };

  const draw = () => {
    drawScores(atlas);
    const { plan } = shown;
    const { base, variant } = plan;
    panel.hidden = !base;
    if (!base || !variant) return;
    const broken = brokenOf(plan);
    byId("variant-heading", HTMLElement).textContent = variant.name;
    byId("variant-change", HTMLElement).replaceChildren(...planChange(atlas, plan, base));
    drawTools(variant);
    const verdict = byId("verdict", HTMLElement);
    verdict.className = broken.length ? "verdict bad" : "verdict good";
    verdict.textContent = broken.length ? counted(broken.length, "broken_rules") : words.keeps_rules;
    const save = button(broken.length ? "secondary" : "primary",
      broken.length ? words.download_broken : words.download, () => download(plan, variant));
    byId("variant-details", HTMLElement).replaceChildren(
      ...(broken.length ? [brokenList(broken)] : []),
      foldable("criteria", words.criteria_heading, roomy(), scoreTable(atlas, base, plan)),
      Object.assign(save, { id: "download" }),
      element("p", "hint", words.download_hint));
  };

  return {
    draw,
    focus: () => {
      panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    },
  };
};
