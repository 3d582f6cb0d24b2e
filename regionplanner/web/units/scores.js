// What two plans score, criterion by criterion.
import { element } from "../page/elements.js";
import { locale, words } from "../page/words.js";

/** @import { UnitsAtlas, UnitsPlan } from "../types.d.ts" */

const LARGE = 10_000;

/** @param {string} text @param {HTMLTableCellElement["scope"]} scope */
const heading = (text, scope) => Object.assign(element("th", "", text), { scope });
/** In full where one points at it: a long name is cut off. @param {string} text */
const columnHeading = (text) => Object.assign(heading(text, "col"), { title: text });

/**
 * Counts, such as of ties, are whole in both plans.
 * @param {string} label
 * @param {number} before
 * @param {number} after
 */
const scoreRow = (label, before, after, { isTotal = false, isCount = false } = {}) => {
  // five digits are as much as there is room for, and more than one needs
  const share = Math.max(Math.abs(before), Math.abs(after)) < LARGE ? 10 : 1;
  const rounding = (/** @type {number} */ value) => Math.round(value * share) / share;
  const [from, to] = [before, after].map(rounding);
  const isWhole = share === 1 || (isCount && Number.isInteger(from) && Number.isInteger(to));
  /** @param {number} value @param {"auto" | "exceptZero"} sign */
  const written = (value, sign) => new Intl.NumberFormat(locale, {
    signDisplay: sign, minimumFractionDigits: isWhole ? 0 : 1, maximumFractionDigits: isWhole ? 0 : 1,
  }).format(value).replace("-", "\u2212");
  const rounded = rounding(to - from); // of what is shown, so that it adds up
  const tone = rounded === 0 ? "" : rounded < 0 ? " better" : " worse";
  return element("tr", isTotal ? "total" : "", heading(label, "row"),
    element("td", "number", written(from, "auto")), element("td", "number", written(to, "auto")),
    element("td", `number${tone}`, rounded === 0 ? "=" : written(rounded, "exceptZero")));
};

/**
 * What two plans score on what counts in the first, and on the rest.
 * @param {UnitsAtlas} atlas
 * @param {UnitsPlan} base
 * @param {UnitsPlan} plan
 */
export const scoreTable = ({ values, valuesOf }, base, plan) => {
  const before = valuesOf(base);
  const after = plan.model === base.model ? valuesOf(plan) : base.model.values(plan.division);
  const { weights, travelled_by: travelledBy } = values.scenarios[base.scenario];
  /** @param {string} key */
  const labelOf = (key) => {
    const timed = values.minutes === null ? undefined : words[`criterion_value_min_${key}`];
    const text = timed ?? words[`criterion_value_${key}`];
    return key in travelledBy ? text.replace(/\)$/, ` \u00d7 ${travelledBy[key]})`) : text;
  };
  const rows = Object.entries(before).flatMap(([key, from]) => {
    const to = after[key];
    if (key === "objective" || from === null || typeof to !== "number") return [];
    const row = scoreRow(labelOf(key), from, to, { isCount: key === "ties" });
    return [{ row, counts: Boolean(weights[key]) }];
  });
  const counting = rows.filter(({ counts }) => counts).map(({ row }) => row);
  const others = rows.filter(({ counts }) => !counts).map(({ row }) => row);
  const totals = counting.length > 1 && before.objective !== null && after.objective !== null
    ? [scoreRow(words.value_total, before.objective, after.objective, { isTotal: true })] : [];

  /** @param {string} title @param {HTMLElement[]} lines */
  const part = (title, lines) => {
    if (!lines.length) return [];
    const head = Object.assign(heading(title, "rowgroup"), { colSpan: 4 });
    return [element("tbody", "", element("tr", "part", head), ...lines)];
  };
  const heads = [words.criterion, base.name, plan.name, words.difference];
  const scroll = element("div", "scroll", element("table", "criteria",
    element("caption", "", words.criteria_caption),
    element("thead", "", element("tr", "", ...heads.map(columnHeading))),
    ...part(words.criteria_count, [...counting, ...totals]),
    ...part(words.criteria_others, others)));
  scroll.tabIndex = 0; // wider than the panel: the keyboard scrolls it
  scroll.setAttribute("role", "group");
  scroll.setAttribute("aria-label", words.criteria_caption);
  return scroll;
};
