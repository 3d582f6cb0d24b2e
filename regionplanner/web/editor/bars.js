// Bars of size, inhabitants and children of the regions that one works on, with their limits.
import { button, dot, element, name } from "../page/elements.js";
import { digits, fill, has, inOrder, words } from "../page/words.js";
import { changedUnits, gaugesOf, isBeyond, regionsAround, scaleOf } from "./gauges.js";
import { padlock } from "./padlock.js";

/** @import { Gauge, UnitsAtlas } from "../types.d.ts" */
/** @import { Counted } from "./gauges.js" */

const COUNTED = (/** @type {Counted[]} */ (["inhabitants", "children"])).filter(has);

/** @param {Gauge} gauge @param {number} scale */
const bar = (gauge, scale) => {
  const track = element("div", "bar-track");
  const share = (/** @type {number} */ value) => `${(100 * value) / scale}%`;
  const filled = element("div", "bar-fill");
  filled.style.width = share(gauge.value);
  const limits = [gauge.least, gauge.most].flatMap((limit) => {
    if (limit === null) return [];
    const mark = element("div", "bar-limit");
    mark.style.left = share(limit);
    return [mark];
  });
  track.append(filled, ...limits);
  track.setAttribute("aria-hidden", "true");
  return track;
};

/** @param {Gauge} gauge @param {number} scale */
const cell = (gauge, scale) => {
  const sign = isBeyond(gauge) ? element("span", "beyond", " \u2717") : "";
  const made = element("td", "", digits.format(gauge.value), sign, bar(gauge, scale));
  if (isBeyond(gauge)) made.className = "bad";
  return made;
};

/** What a region may have: "5–15", or nothing where all is allowed. */
const allowed = (/** @type {Gauge} */ { least, most }) => {
  if (least === null && most === null) return "";
  return ` ${[least, most].map((limit) => (limit === null ? "\u2026" : digits.format(limit))).join("–")}`;
};

/**
 * @param {UnitsAtlas} atlas
 * @param {{ chosen: () => number[], lockRegion: (region: number, on: boolean) => void }} editor
 */
export const createBars = (atlas, { chosen, lockRegion }) => {
  const { shown, units, values, labelOf, figuresOf } = atlas;
  const panel = element("div", "bars");

  /** @param {number} region */
  const lockButton = (region) => {
    const isLocked = shown.plan.variant?.locked.regions.includes(region) ?? false;
    const made = button("lock", padlock(isLocked), () => lockRegion(region, !isLocked));
    made.setAttribute("aria-pressed", String(isLocked));
    made.setAttribute("aria-label", fill("lock_region", { region: labelOf(region) }));
    made.title = words[isLocked ? "unlock_hint" : "lock_hint"];
    made.dataset.region = String(region);
    return made;
  };

  const draw = () => {
    const { plan } = shown;
    const figures = /** @type {ReturnType<typeof plan.model.figures>} */ (figuresOf(plan));
    const scenario = values.scenarios[plan.scenario];
    const changed = plan.base ? changedUnits(plan.division, plan.base.division) : [];
    const regions = regionsAround(figures, units, plan.division, [...chosen(), ...changed])
      .sort((a, b) => inOrder(labelOf(a), labelOf(b)));
    const rows = regions.map((region) => ({
      region,
      gauges: gaugesOf(scenario, units, COUNTED, /** @type {NonNullable<typeof figures[0]>} */ (
        figures[region])),
    }));
    if (!rows.length) {
      panel.replaceChildren();
      return;
    }
    const focused = document.activeElement instanceof HTMLElement && panel.contains(document.activeElement)
      ? document.activeElement.dataset.region : undefined;
    const columns = rows[0].gauges;
    const scales = columns.map((_, g) => scaleOf(rows.map(({ gauges }) => gauges[g])));
    const heads = columns.map((gauge) => Object.assign(
      element("th", "", words[`bar_${gauge.figure}`], element("span", "", allowed(gauge))),
      { scope: "col" }));
    panel.replaceChildren(element("table", "",
      element("caption", "", words.bars_caption),
      element("thead", "", element("tr", "", ...heads)),
      ...rows.map(({ region, gauges }) => element("tbody", "",
        element("tr", "", Object.assign(
          element("th", "", lockButton(region), dot(plan.colours[region]), name(labelOf(region))),
          { scope: "rowgroup", colSpan: columns.length })),
        element("tr", "", ...gauges.map((gauge, g) => cell(gauge, scales[g])))))));
    /** @type {HTMLElement | null} */ (panel.querySelector(`[data-region="${focused}"]`))?.focus();
  };
  return { panel, draw };
};
