// The editor of variants: move municipalities, see which rules break and what each criterion becomes.
import { element, foldable } from "../page/elements.js";
import { counted, fill, words } from "../page/words.js";
import { createCard } from "./card.js";
import { createEdits } from "./edits.js";
import { createHistory, planOf } from "./history.js";
import { neighbourAt } from "./directions.js";
import { openArrows, openKeys } from "./keyboard.js";
import { createLockMarks } from "./lock_marks.js";
import { freeUnits } from "./locks.js";
import { createOpening, readFile } from "./opening.js";
import { openPainting } from "./painting.js";
import { joinedBy, toggled } from "./selection.js";
import { createStore } from "./store.js";
import { createStroke } from "./stroke.js";
import { targetList } from "./targets.js";
import { createVariantPanel } from "./variant_panel.js";

/** @import { Actions, UnitsAtlas } from "../types.d.ts" */
/** @import { UnitsGround } from "../units/ground.js" */

/**
 * @param {UnitsAtlas} atlas
 * @param {UnitsGround} ground
 * @param {Actions} actions
 */
export const createEditor = (atlas, ground, actions) => {
  const { shown, units, values, membersOf, regionOf } = atlas;
  const history = createHistory(atlas, words.variant);
  const { say, sayStep, ...edits } = createEdits(atlas, history, {
    ...actions,
    showPlan: (plan) => card.steadily(() => actions.showPlan(plan)),
  });

  const chosen = () => (shown.unit === null ? shown.several : [shown.unit]);
  /** @param {number[]} some */
  const choose = (some) => actions.chooseSeveral(joinedBy(some, []));

  const store = createStore(() => window.localStorage, atlas.plans);
  store.read(units.length).forEach(({ plan, kept }) => history.add(plan, kept));
  const panel = createVariantPanel(atlas, actions, {
    undo: edits.undo,
    redo: edits.redo,
    drop: (variant) => actions.showPlan(history.drop(variant)),
    copy: ({ base, name, note, locked }) => {
      const kept = { name, note, locked: structuredClone(locked), division: shown.plan.division };
      actions.showPlan(planOf(history.add(base, kept)));
      say(fill("said_copied", { name: shown.plan.name }));
    },
    keep: () => store.write(atlas.variants),
  });
  /** @param {string} file @param {string | null} text */
  const openFile = (file, text) => {
    card.show(true);
    const read = readFile(atlas, file, text);
    if ("problem" in read) {
      say(read.problem);
      return;
    }
    actions.showPlan(planOf(history.add(read.base, read.kept)));
    sayStep(fill("said_opened", { name: shown.plan.name }));
  };
  const card = createCard(atlas, actions, {
    ...edits,
    choose,
    chosen,
    opening: createOpening(ground.map.getContainer(), values.heads, openFile),
    setTool: (tool) => painting.hold(tool),
  });

  const drawLockMarks = createLockMarks(atlas, ground.map);
  const stroke = createStroke(atlas, {
    brushAt: card.brushAt,
    say,
    // labels, lists and table follow at the end
    draw: (division) => {
      shown.plan = atlas.variantPlan(history.begin(), division);
      ground.repaint();
      panel.draw();
      card.drawBars();
    },
    finish: edits.paint,
  });
  const painting = openPainting(ground, units.map(({ at }) => at), {
    ...stroke,
    tool: card.tool,
    circled: (some) => {
      choose([...chosen(), ...some]);
      say(counted(chosen().length, "chosen"));
    },
  });

  openKeys({
    undo: edits.undo,
    redo: edits.redo,
    escape: () => {
      if (painting.isBusy() || !card.isOpen()) return;
      if (shown.several.length) choose([]);
      else card.show(false);
      say("");
    },
  });

  openArrows(ground.map.getContainer(), (arrow, more) => {
    const from = chosen().at(-1);
    if (from === undefined) return false;
    const next = neighbourAt(units, values.scenarios[shown.plan.scenario].pairs, from, arrow);
    if (next === null) {
      say(fill("said_no_neighbour", { name: units[from].name }));
      return true;
    }
    if (more) card.show(true);
    choose(more ? [...chosen().filter((n) => n !== next), next] : [next]);
    ground.map.panInside(units[next].at, { padding: [60, 60], animate: false });
    if (more) say(`${units[next].name}. ${counted(chosen().length, "chosen")}.`);
    return true;
  });

  return {
    draw: () => {
      panel.keep();
      panel.draw();
      card.draw();
      drawLockMarks();
    },
    drawChosen: card.draw,
    /** @param {number} n */
    moveControl: (n) => {
      if (card.isOpen()) return null;
      const heading = fill(regionOf(n) < 0 ? "what_if_joins" : "what_if", { name: units[n].name });
      return foldable("move", heading, shown.plan.isVariant === true,
        element("p", "hint", words.what_if_hint),
        targetList(atlas, freeUnits(shown.plan.variant?.locked, shown.plan.division, [n]), (region) => {
          edits.move([n], region);
          panel.focus(); // the button that was pressed is gone
          if (shown.region !== null) actions.flyTo(ground.bounds(membersOf(shown.region)));
        }));
    },
    /** @param {number} n @param {boolean} more */
    takesPress: (n, more) => {
      if (card.tool() === "paint") return true;
      if (!more && !card.isOpen()) return false;
      card.show(true);
      choose(toggled(chosen(), n));
      return true;
    },
  };
};
