// What counts and how many regions: numbers in natural units, and the best for every number.
import { button, byId, element, foldable } from "../page/elements.js";
import { data, km, words } from "../page/words.js";

/** @import { DeskPageValues, DeskValues } from "../types.d.ts" */

const WAIT_MS = 400; // one types on, or drags on

/** @param {number | null} value @param {(value: number) => void} act @param {Record<string, unknown>} limits */
const numberField = (value, act, limits) => {
  const field = Object.assign(document.createElement("input"), { type: "number", value, ...limits });
  let waiting = 0;
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (field.value !== "" && field.validity.valid) act(Number(field.value));
    }, WAIT_MS);
  });
  return field;
};

/** @param {(choices: Record<string, unknown>) => void} choose */
export const createChoices = (choose) => {
  const { criteria, regions: usual, weights: usualWeights, sizes } =
    /** @type {DeskPageValues} */ (/** @type {unknown} */ (data)).desk;
  let drawn = "";

  /** @param {DeskValues} desk */
  const weights = ({ choices }) => {
    const now = choices.criteria ?? usualWeights;
    return criteria.map(({ name: key, label, per }) => {
      const field = numberField(now[key] ?? 0,
        (weight) => choose({ criteria: { ...now, [key]: weight } }), { min: 0, step: "any" });
      return element("label", "desk-number", element("span", "", label), field,
        element("span", "hint", per));
    });
  };
  /** @param {DeskValues} desk */
  const curve = ({ curve: points, choices }) => {
    const [low, high] = [Math.min, Math.max].map((of) => of(...points.map(({ objective }) => objective)));
    return element("div", "desk-curve", ...points.map(({ regions, objective }) => {
      const bar = button("bar-point", "", () => choose({ regions }));
      bar.style.setProperty("--share", String(high > low ? (objective - low) / (high - low) : 0));
      bar.append(element("span", "", String(regions)));
      bar.title = `${regions}: ${km.format(objective)}`;
      bar.setAttribute("aria-label", bar.title);
      bar.setAttribute("aria-pressed", String(regions === (choices.regions ?? usual)));
      return bar;
    }));
  };

  /** @param {DeskValues} desk */
  return (desk) => {
    const now = JSON.stringify([desk.choices, desk.curve]);
    const place = byId("desk-choices", HTMLElement);
    if (now === drawn || (drawn && place.contains(document.activeElement)
      && document.activeElement instanceof HTMLInputElement && desk.work.state === "busy")) return;
    drawn = now;
    const { choices } = desk;
    const asked = choices.regions ?? usual;
    /** @param {string} key @param {number | null} value @param {string} label */
    const whole = (key, value, label) => element("label", "desk-number", element("span", "", label),
      numberField(value, (count) => choose({ [key]: count }), { min: 1, step: 1 }));
    const focused = place.contains(document.activeElement)
      ? [...place.querySelectorAll("input, button")].indexOf(/** @type {HTMLElement} */ (document.activeElement)) : -1;
    place.replaceChildren(
      foldable("desk number", words.desk_number, true,
        Array.isArray(asked)
          ? element("p", "", `${words.desk_regions}: ${asked.join("\u2013")}`)
          : whole("regions", asked, words.desk_regions),
        ...(desk.curve.length > 1 ? [element("p", "hint", words.desk_curve), curve(desk)] : []),
        whole("min_units", choices.min_units ?? sizes[0], words.desk_min),
        whole("max_units", choices.max_units ?? sizes[1], words.desk_max)),
      foldable("desk weights", words.desk_weights, true, ...weights(desk)));
    if (focused >= 0) {
      /** @type {HTMLElement | undefined} */ ([...place.querySelectorAll("input, button")][focused])?.focus();
    }
  };
};
