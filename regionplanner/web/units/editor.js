// The what-if editor: move a municipality, see which rules break and what each criterion becomes.
import { button, byId, dot, element, foldable, name, roomy } from "../page/elements.js";
import { counted, fill, inOrder, sentence, words } from "../page/words.js";
import { planChange } from "../panels/changes.js";
import { brokenList } from "../panels/plans.js";
import { scoreTable } from "./scores.js";

/** @import { Actions, Division, Ground, UnitsAtlas, UnitsPlan, Variant } from "../types.d.ts" */

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
 * @param {Ground} ground
 * @param {Actions} actions
 */
export const createEditor = (atlas, ground, actions) => {
  const { shown, units, variant, values, brokenOf, labelOf, membersOf, regionOf } = atlas;
  const panel = byId("variant", HTMLElement);

  const mayLose = () => {
    if (!variant.base || !isLost(variant)) return true;
    return window.confirm(fill("variant_lost", { plan: variant.base.name }));
  };
  window.addEventListener("beforeunload", (event) => {
    if (isLost(variant)) event.preventDefault();
  });

  /** @param {Division} division @returns {Division} */
  const copyOf = ({ codes, of }) => ({ codes: [...codes], of: [...of] });
  /** A variant of the plan on the page; null when the reader keeps the one there is. */
  const startVariant = () => {
    const { plan } = shown;
    if (variant.base && plan.isVariant) return variant.base;
    if (!mayLose()) return null;
    const first = atlas.variantPlan(plan, copyOf(plan.division));
    Object.assign(variant, { base: plan, steps: [first], at: 0, saved: false });
    return plan;
  };
  /** @param {number} at */
  const go = (at) => {
    variant.at = at;
    actions.showPlan(variant.steps[at]);
  };
  /**
   * Move a unit to a region; null makes a new one of its own.
   * @param {number} n
   * @param {number | null} region
   */
  const move = (n, region) => {
    const base = startVariant();
    if (base === null) return;
    const { division } = variant.steps[variant.at];
    const next = copyOf(division);
    if (region === null) next.codes.push(base.model.newCode(division, units[n].parent));
    next.of[n] = region ?? next.codes.length - 1;
    variant.steps.length = variant.at + 1;
    variant.steps.push(atlas.variantPlan(base, next));
    variant.saved = false;
    go(variant.steps.length - 1);
    panel.focus({ preventScroll: true }); // the button that was pressed is gone
    panel.scrollIntoView({ block: "nearest" });
    if (shown.region !== null) actions.flyTo(ground.bounds(membersOf(shown.region)));
  };
  const drop = () => {
    const { base } = variant;
    if (!base || !mayLose()) return;
    Object.assign(variant, { base: null, steps: [], at: 0 });
    actions.showPlan(base);
  };

  /**
   * Regions that a unit touches, by where it could go; its own region aside.
   * @param {number} n
   */
  const touched = (n) => {
    const { pairs } = values.scenarios[shown.plan.scenario];
    const beside = pairs.flatMap(([a, b]) => (a === n ? [b] : b === n ? [a] : []));
    const regions = new Set(beside.map((other) => regionOf(other)));
    return [...regions].filter((region) => region >= 0 && region !== regionOf(n))
      .sort((a, b) => inOrder(labelOf(a), labelOf(b)));
  };
  /** @param {number} n */
  const moveControl = (n) => {
    const own = regionOf(n);
    const targets = touched(n).map((region) => {
      const made = button("target", "", () => move(n, region));
      made.append(dot(shown.plan.colours[region]), name(labelOf(region)));
      return made;
    });
    const isAlone = own >= 0 && membersOf(own).length === 1;
    const fresh = isAlone ? [] : [button("target", words.new_region, () => move(n, null))];
    const heading = fill(own < 0 ? "what_if_joins" : "what_if", { name: units[n].name });
    return foldable("move", heading, shown.plan.isVariant === true,
      element("p", "hint", words.what_if_hint), element("div", "targets", ...targets, ...fresh));
  };

  /** @param {UnitsPlan} plan */
  const download = (plan) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([plan.model.csv(plan.division)], { type: "text/csv" }));
    link.download = brokenOf(plan).length ? words.file_broken : "plan.csv";
    link.click();
    variant.saved = true;
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const tools = byId("variant-tools", HTMLElement);
  const drawTools = () => {
    const focused = document.activeElement?.id;
    /** @param {string} key @param {boolean} isUsable @param {() => void} act */
    const tool = (key, isUsable, act) =>
      Object.assign(button("tool", words[key], act), { id: `tool-${key}`, disabled: !isUsable });
    const undo = tool("undo", variant.at > 0, () => go(variant.at - 1));
    const redo = tool("redo", variant.at < variant.steps.length - 1, () => go(variant.at + 1));
    tools.replaceChildren(undo, redo, tool("drop", true, drop));
    // the button that was pressed is a new one now; where it cannot be pressed again, its opposite can
    if (focused === undo.id) (undo.disabled ? redo : undo).focus();
    if (focused === redo.id) (redo.disabled ? undo : redo).focus();
  };

  const draw = () => {
    drawScores(atlas);
    const { plan } = shown;
    panel.hidden = !plan.base;
    if (!plan.base) return;
    const broken = brokenOf(plan);
    byId("variant-change", HTMLElement).replaceChildren(...planChange(atlas, plan, plan.base));
    drawTools();
    const verdict = byId("verdict", HTMLElement);
    verdict.className = broken.length ? "verdict bad" : "verdict good";
    verdict.textContent = broken.length ? counted(broken.length, "broken_rules") : words.keeps_rules;
    const save = button(broken.length ? "secondary" : "primary",
      broken.length ? words.download_broken : words.download, () => download(plan));
    byId("variant-details", HTMLElement).replaceChildren(
      ...(broken.length ? [brokenList(broken)] : []),
      foldable("criteria", words.criteria_heading, roomy(), scoreTable(atlas, plan.base, plan)),
      Object.assign(save, { id: "download" }),
      element("p", "hint", words.download_hint));
  };

  return { moveControl, draw };
};
