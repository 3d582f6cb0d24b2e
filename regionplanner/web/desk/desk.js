// The desk beside the map: what is asked for, what is proven of the plan, and what to do next.
import { openKeys } from "../editor/keyboard.js";
import { button, byId, element } from "../page/elements.js";
import { fill, km, words } from "../page/words.js";
import { createChoices } from "./choices.js";
import { createOffered } from "./offered.js";
import { createOthers } from "./others.js";
import { assignmentOf, paintedRules } from "./painted.js";
import { pointedRules } from "./pointed.js";
import { createRules } from "./rules.js";
import { ask, listen } from "./server.js";
import { createShelf } from "./shelf.js";
import { createTrouble } from "./trouble.js";

/**
 * @import {
 *   Actions, DeskState, DeskValues, ScenarioValues, UnitsAtlas, UnitsPlan, UnitsPlanValues
 * } from "../types.d.ts"
 */
/** @import { UnitsGround } from "../units/ground.js" */

/**
 * What is known of the plan, in one sentence.
 * @param {DeskState} work
 */
const proofText = (work) => {
  const percent = (/** @type {number} */ share) => `${km.format(100 * share)}\u00a0%`;
  if (work.state === "busy") {
    if (work.gap !== undefined && work.gap !== null) return fill("desk_gap", { gap: percent(work.gap) });
    if (work.made) return fill("desk_made", { done: String(work.made), of: String(work.of) });
    return work.of ? fill("desk_progress", { done: String(work.done), of: String(work.of) })
      : words.desk_busy;
  }
  if (work.state === "done" && typeof work.objective === "number") {
    return work.best ? fill("desk_proven", { objective: km.format(work.objective) })
      : String(work.sentence);
  }
  return words[`desk_${work.state}`];
};

/**
 * @param {UnitsAtlas} atlas
 * @param {UnitsGround} ground
 * @param {Actions} actions
 */
export const createDesk = (atlas, ground, actions) => {
  const { shown, plans } = atlas;
  /** @type {DeskValues | null} */
  let desk = null;
  let isClosed = false;
  const trouble = createTrouble(atlas, actions, (changes) => change({ kind: "way", choices: changes }));

  /** @param {Record<string, unknown>} what */
  const change = async (what) => {
    trouble.say(await ask("/change", what));
  };
  const drawChoices = createChoices((choices) => change({ kind: "choices", choices }));
  const drawRules = createRules(atlas, actions, change);
  const setOthers = createOthers(atlas, actions);
  const layOut = (/** @type {Record<string, string>} */ assignment) => change({ kind: "paint", assignment });
  const drawShelf = createShelf(atlas, setOthers, trouble.say, layOut);
  const drawOffered = createOffered(atlas, setOthers, trouble.say, layOut);

  // a plan that comes: the working plan, held against the one before it
  /** @param {{ plan: UnitsPlanValues, scenario: ScenarioValues }} values */
  const take = ({ plan, scenario }) => {
    const before = plans[0];
    const next = atlas.planFrom({ ...plan, lines: plan.codes }, scenario);
    plans[0] = next;
    if (before.division.codes.length) next.base = { ...before, base: undefined, name: words.desk_before };
    const { variant: painted } = shown.plan;
    if (!painted || !atlas.variants.includes(painted)) actions.showPlan(next);
  };

  const go = (/** @type {"undo" | "redo"} */ kind) => change({ kind });
  const undo = button("tool", words.undo, () => go("undo"));
  const redo = button("tool", words.redo, () => go("redo"));
  /** What is painted has steps of its own. */
  const byKey = (/** @type {"undo" | "redo"} */ kind) => {
    if (!shown.plan.variant) go(kind);
  };
  openKeys({ undo: () => byKey("undo"), redo: () => byKey("redo"), escape: () => {} });
  const stop = button("tool", words.desk_stop, () => ask("/stop"));
  const variant = () => (shown.plan.variant?.base === plans[0] ? shown.plan : null);
  /** Put what was painted on the table; it is no variant any more once it is there. */
  const lay = async (/** @type {Record<string, unknown>} */ what) => {
    const painted = variant()?.variant;
    await change(what);
    if (painted) atlas.variants.splice(atlas.variants.indexOf(painted), 1);
  };
  const layPainted = (/** @type {UnitsPlan} */ plan) => (
    lay({ kind: "paint", assignment: assignmentOf(atlas, plan) }));
  const keep = button("tool", words.desk_lay, () => {
    const plan = variant();
    if (plan) layPainted(plan);
  });
  const finish = button("tool", words.desk_finish, () => {
    const plan = variant();
    if (plan) lay({ kind: "add_rules", rules: paintedRules(atlas, plan) });
  });
  const repair = button("tool", words.desk_repair, async () => {
    const plan = variant();
    if (plan) await layPainted(plan);
    await ask("/make/repair");
  });
  const close = button("tool", words.desk_close, async () => {
    isClosed = true;
    await ask("/close");
    proof.textContent = words.desk_closed;
  });
  const out = Object.assign(element("a", "tool", words.desk_export), { href: "/export.zip", download: "" });
  byId("desk-tools", HTMLElement).append(undo, redo, stop, finish, repair, keep, out, close);
  const proof = byId("desk-proof", HTMLElement);

  const draw = () => {
    pointedRules(atlas, change);
    if (!desk) return;
    const isBusy = desk.work.state === "busy";
    proof.textContent = proofText(desk.work);
    proof.classList.toggle("busy", isBusy);
    Object.assign(undo, { disabled: !desk.mayUndo });
    Object.assign(redo, { disabled: !desk.mayRedo });
    stop.hidden = !isBusy;
    const isPainted = variant() !== null;
    keep.hidden = isBusy || !isPainted;
    finish.hidden = keep.hidden;
    repair.hidden = isBusy || !(isPainted || desk.byHand);
  };

  plans[0].lines = plans[0].division.codes;
  drawShelf([]);
  drawOffered([]);
  listen((name, text) => {
    if (name === "gone") {
      if (!isClosed) proof.textContent = words.desk_gone;
      return;
    }
    const values = JSON.parse(text);
    if (name === "plan") take(values);
    if (name === "shelf") drawShelf(values);
    if (name === "offered") drawOffered(values);
    if (name !== "desk") return;
    desk = /** @type {DeskValues} */ (values);
    if (desk.work.state === "failed") trouble.say(desk.work);
    else trouble.say(null);
    drawChoices(desk);
    drawRules(desk);
    draw();
  });
  return draw;
};
