// What an edit does: steps of a variant, and the sentence that says what happened.
import { fill, words } from "../page/words.js";
import { mayRedo, mayUndo } from "./history.js";
import { withLock } from "./locks.js";
import { movedTo } from "./moves.js";
import { createVoice } from "./voice.js";

/** @import { Actions, Division, UnitsAtlas, Variant } from "../types.d.ts" */
/** @import { createHistory } from "./history.js" */

/**
 * @param {UnitsAtlas} atlas
 * @param {ReturnType<typeof createHistory>} history
 * @param {Actions} actions
 */
export const createEdits = (atlas, history, actions) => {
  const { shown, units, labelOf, regionOf } = atlas;
  const { say, sayStep, sayMoved, namesOf } = createVoice(atlas);

  /** @param {Variant} variant @param {Division} division */
  const step = (variant, division) => actions.showPlan(history.push(variant, division));
  /** @param {number} by */
  const go = (by) => {
    const { variant } = shown.plan;
    if (!variant || !(by < 0 ? mayUndo : mayRedo)(shown.plan)) return;
    actions.showPlan(history.go(variant, by));
    sayStep(words[by < 0 ? "said_undone" : "said_redone"]);
  };
  /** @param {"units" | "regions"} what @param {number[]} some @param {boolean} on */
  const lock = (what, some, on) => {
    const variant = history.begin();
    variant.locked[what] = withLock(variant.locked[what], some, on);
    actions.showPlan(history.go(variant, 0));
    const names = what === "units" ? namesOf(some) : labelOf(some[0]);
    say(fill(on ? "said_locked" : "said_unlocked", { names }));
  };

  return {
    say,
    sayStep,
    /**
     * Move units to a region; null makes a new one.
     * @param {number[]} some
     * @param {number | null} region
     */
    move: (some, region) => {
      const variant = history.begin();
      const { division } = shown.plan;
      step(variant, movedTo(variant.base.model, units, division, some, region));
      sayMoved(some, regionOf(some[0]));
    },
    /** @param {Division} division @param {number} region @param {number[]} painted */
    paint: (division, region, painted) => {
      step(history.begin(), division);
      sayMoved(painted, region);
    },
    undo: () => go(-1),
    redo: () => go(1),
    /** @param {number[]} some @param {boolean} on */
    lockUnits: (some, on) => lock("units", some, on),
    /** @param {number} region @param {boolean} on */
    lockRegion: (region, on) => lock("regions", [region], on),
  };
};
