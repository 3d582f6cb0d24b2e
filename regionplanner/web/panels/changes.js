// What changes for us: the same municipality, or the same region, in the other plans.
import { element, name } from "../page/elements.js";
import { counted, data, sentence, words } from "../page/words.js";

/** @import { Atlas, Content, Plan } from "../types.d.ts" */

/**
 * From one plan to another, in one sentence: how many move.
 * @template {Plan} P
 * @param {Atlas<P>} atlas
 * @param {P} plan
 * @param {P} earlier
 */
export const planChange = ({ movedUnits, unitNames }, plan, earlier) => {
  const changes = Object.entries(movedUnits(plan, earlier));
  if (changes.every(([, units]) => !units.length)) {
    return sentence("moved_none", { plan: earlier.name });
  }
  return changes
    .filter(([, units]) => units.length)
    .flatMap(([what, units]) => [
      ...sentence(`${what}_${units.length <= 8 ? "units" : "count"}`, {
        plan: earlier.name,
        count: counted(units.length, "units"),
        units: unitNames(units),
      }),
      " ",
    ]);
};

/** @param {Atlas} atlas */
export const createChanges = (atlas) => {
  const { shown, labelOf, membersOf, regionOf, regionsOf, titleOf, unitNames } = atlas;

  /**
   * Who joins and who leaves, seen from the members of a region now.
   * @param {number[]} before
   * @param {number[]} after
   * @param {number | null} self
   * @returns {Content[]}
   */
  const joinsAndLeaves = (before, after, self) => {
    const joins = after.filter((n) => !before.includes(n) && n !== self);
    const leaves = before.filter((n) => !after.includes(n) && n !== self);
    return [
      ...(joins.length ? [" ", ...sentence("change_joins", { members: unitNames(joins) })] : []),
      ...(leaves.length ? [" ", ...sentence("change_leaves", { members: unitNames(leaves) })] : []),
    ];
  };

  /**
   * The same region, maybe under another name, or another one.
   * @param {number} now
   * @param {Plan} other
   * @param {number} then
   */
  const changeKey = (now, other, then) => {
    if (shown.plan.lines[now] !== other.lines[then]) return "change_moves";
    return labelOf(now) === labelOf(then, other) ? "change_still" : "change_renamed";
  };

  /** @param {number} n @param {Plan} other */
  const ofUnit = (n, other) => {
    const [now, then] = [regionOf(n), regionOf(n, other)];
    if (then < 0) return now < 0 ? sentence("change_none", {}) : sentence("change_out", {});
    const after = membersOf(then, other);
    const region = name(titleOf(then, other), "strong");
    if (now < 0) {
      const members = unitNames(after.filter((one) => one !== n));
      return sentence("change_in", { region, members });
    }
    const changes = joinsAndLeaves(membersOf(now), after, n);
    if (!changes.length) return sentence("change_same", { region });
    return [...sentence(changeKey(now, other, then), { region }), ...changes];
  };

  /** @param {number} region @param {Plan} other */
  const ofRegion = (region, other) => {
    const line = shown.plan.lines[region];
    const then = regionsOf(other).find((one) => other.lines[one] === line);
    if (then === undefined) return sentence("change_ends", {});
    const changes = joinsAndLeaves(membersOf(region), membersOf(then, other), null);
    const place = { region: name(titleOf(then, other), "strong") };
    if (!changes.length) return sentence("change_same", place);
    return [...sentence(changeKey(region, other, then), place), ...changes];
  };

  /**
   * One paragraph a plan, under a heading; nothing where there is one plan only.
   * @param {(other: Plan) => Content[]} tell
   */
  const changes = (tell) => {
    const others = atlas.choices().filter((plan) => plan !== shown.plan);
    if (!others.length) return [];
    const heading = data.steps ? words.changes_years : words.changes_heading;
    const entries = others.map((other) =>
      element("li", "", element("span", "which", name(other.name), ": "), ...tell(other)));
    return [element("h2", "changes-heading", heading), element("ul", "changes", ...entries)];
  };

  return {
    unitChanges: (/** @type {number} */ n) => changes((other) => ofUnit(n, other)),
    regionChanges: (/** @type {number} */ region) => changes((other) => ofRegion(region, other)),
  };
};
