// A stroke of the brush: who is passed over joins a region, and all of it is one step.
import { fill, words } from "../page/words.js";
import { freeUnits, isOpen } from "./locks.js";

/** @import { Division, UnitsAtlas } from "../types.d.ts" */

/**
 * @param {UnitsAtlas} atlas
 * @param {{
 *   brushAt: (n: number) => number, draw: (division: Division) => void,
 *   finish: (division: Division, region: number, painted: number[]) => void,
 *   say: (text: string) => void
 * }} editor `draw` shows what is painted so far
 */
export const createStroke = ({ shown, labelOf }, { brushAt, draw, finish, say }) => {
  /** @type {{ division: Division, region: number, passed: number, painted: Set<number> } | null} */
  let stroke = null;
  let isWaiting = false;
  /** Once a frame, however many units are passed in it. */
  const drawSoon = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      if (stroke) draw(stroke.division);
    });
  };
  return {
    /** Whether one can paint from a unit. */
    begin: (/** @type {number} */ n) => {
      const region = brushAt(n);
      const { division, variant } = shown.plan;
      const isClosed = !isOpen(variant?.locked, region);
      if (region < 0 || isClosed) {
        say(words[isClosed ? "said_brush_locked" : "said_no_brush"]);
        return false;
      }
      stroke = { region, passed: 0, painted: new Set(), division: { ...division, of: [...division.of] } };
      return true;
    },
    over: (/** @type {number[]} */ some) => {
      if (!stroke) return;
      const { division, region, painted } = stroke;
      stroke.passed += some.length;
      const added = freeUnits(shown.plan.variant?.locked, division, some)
        .filter((n) => division.of[n] !== region);
      added.forEach((n) => {
        painted.add(n);
        division.of[n] = region;
      });
      if (added.length) drawSoon();
    },
    end: () => {
      const whole = stroke;
      stroke = null;
      if (whole?.painted.size) finish(whole.division, whole.region, [...whole.painted]);
      else if (whole && whole.passed > 1) {
        say(fill("said_nothing_painted", { region: labelOf(whole.region) }));
      }
    },
  };
};
