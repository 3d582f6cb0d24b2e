// Steps in time: a slider from one to the next, which also plays.
import { button, dot, element, name } from "../page/elements.js";
import { words } from "../page/words.js";

/** @import { Atlas, Plan } from "../types.d.ts" */

const STEP_MS = 1500;

/**
 * A button that goes on by itself, or step by step where the reader wants nothing to move.
 * @param {{ at: () => number, last: () => number, go: (step: number) => void }} steps
 */
const player = ({ at, last, go }) => {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let timer = 0;
  const label = () => {
    if (timer) return words.steps_pause;
    if (at() === last()) return words.steps_again;
    return still.matches ? words.steps_next : words.steps_play;
  };
  const made = button("secondary play", "", () => press());
  const draw = () => { made.textContent = label(); };
  const stop = () => {
    window.clearInterval(timer);
    timer = 0;
    draw();
  };
  const press = () => {
    if (timer) {
      stop();
      return;
    }
    const isEnd = at() === last();
    if (!still.matches) {
      timer = window.setInterval(() => {
        go(at() + 1);
        if (at() === last()) stop();
      }, STEP_MS);
    }
    go(isEnd ? 0 : at() + 1);
    if (at() === last()) stop();
  };
  still.addEventListener("change", stop);
  return { made, draw, stop };
};

/**
 * Made once for as many steps as there are, so that a drag is not cut off.
 * @param {Atlas} atlas
 * @param {(plan: Plan) => void} showPlan
 * @returns {(choices: HTMLElement) => void}
 */
export const stepSlider = (atlas, showPlan) => {
  const all = () => atlas.choices();
  const at = () => all().indexOf(atlas.shown.plan);
  const go = (/** @type {number} */ step) => showPlan(all()[step]);
  const play = player({ at, go, last: () => all().length - 1 });
  /** @param {number} step */
  const choose = (step) => {
    play.stop();
    go(step);
  };
  const slider = element("input", "steps");
  Object.assign(slider, { type: "range", min: 0, step: 1, id: "step" });
  slider.addEventListener("input", () => choose(slider.valueAsNumber));
  slider.setAttribute("aria-label", words.steps_legend);

  return (choices) => {
    if (Number(slider.max) !== all().length - 1 || !slider.isConnected) {
      slider.max = String(all().length - 1);
      const marks = all().map((plan, n) => {
        const mark = button("step", "", () => choose(n));
        const before = n ? all()[n - 1].division.codes : [];
        const first = plan.division.codes.findIndex((code) => !before.includes(code));
        mark.append(...(first < 0 ? [] : [dot(plan.colours[first])]), name(plan.name));
        return mark;
      });
      choices.replaceChildren(slider, element("div", "marks", ...marks), play.made);
    }
    slider.value = String(at());
    slider.setAttribute("aria-valuetext", atlas.shown.plan.name);
    choices.querySelectorAll(".step").forEach((mark, n) => {
      mark.setAttribute("aria-pressed", String(n === at()));
    });
    play.draw();
  };
};
