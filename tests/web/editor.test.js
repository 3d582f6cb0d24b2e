// The editor without a page: who is chosen, where they can go, and steps that are undone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isArrow, neighbourAt } from "../../regionplanner/web/editor/directions.js";
import {
  changedUnits, gaugesOf, isBeyond, regionsAround, scaleOf,
} from "../../regionplanner/web/editor/gauges.js";
import { createHistory, mayRedo, mayUndo } from "../../regionplanner/web/editor/history.js";
import { freeUnits, isOpen, withLock } from "../../regionplanner/web/editor/locks.js";
import { movedTo, movesOf, touchedRegions } from "../../regionplanner/web/editor/moves.js";
import { isInside, joinedBy, toggled } from "../../regionplanner/web/editor/selection.js";
import { planModel } from "../../regionplanner/web/model/model.js";

/**
 * @import {
 *   BaseValues, Division, ScenarioValues, UnitsAtlas, UnitsPlan, Variant
 * } from "../../regionplanner/web/types.d.ts"
 */

/** @type {{ base: BaseValues, scenario: ScenarioValues, states: Division[] }} */
const { base, scenario, states: [division] } = JSON.parse(
  readFileSync(new URL("cases/shares.json", import.meta.url), "utf8"));
const model = planModel(base, scenario);
const regions = [...new Set(division.of)].filter((region) => region >= 0);

test("a unit that is chosen twice is chosen no more", () => {
  assert.deepEqual(toggled([3, 5], 4), [3, 5, 4]);
  assert.deepEqual(toggled([3, 5, 4], 5), [3, 4]);
  assert.deepEqual(joinedBy([3, 5], [5, 6, 6]), [3, 5, 6]);
});

test("a line goes around what is inside it, also in a bay", () => {
  const bay = [[0, 0], [10, 0], [10, 10], [5, 2], [0, 10]].map(([x, y]) => ({ x, y }));
  assert.equal(isInside(bay, { x: 1, y: 5 }), true);
  assert.equal(isInside(bay, { x: 5, y: 8 }), false);
  assert.equal(isInside(bay, { x: 11, y: 1 }), false);
  assert.equal(isInside([], { x: 0, y: 0 }), false);
});

test("units go to a region, or to a new one, and the division before stays", () => {
  const before = structuredClone(division);
  const next = movedTo(model, base.units, division, [0, 1], regions[1]);
  assert.deepEqual(next.of.slice(0, 2), [regions[1], regions[1]]);
  const alone = movedTo(model, base.units, division, [0], null);
  assert.equal(alone.codes.length, division.codes.length + 1);
  assert.equal(alone.of[0], division.codes.length);
  assert.deepEqual(division, before);
});

test("regions that are touched, but for the one that all are in", () => {
  const pairs = /** @type {ScenarioValues["pairs"]} */ (
    [[0, 1], [1, 2], [2, 3]].map(([a, b]) => [a, b, 1000, 0]));
  const line = { codes: ["a", "b"], of: [0, 0, 1, -1] };
  assert.deepEqual(touchedRegions(pairs, line, [0]), []);
  assert.deepEqual(touchedRegions(pairs, line, [1]), [1]);
  assert.deepEqual(touchedRegions(pairs, line, [1, 2]).sort(), [0, 1]); // of two regions: to either
  assert.deepEqual(touchedRegions(pairs, line, [3]), [1]);
});

test("of each move what it breaks anew, and what keeps the rules first", () => {
  const targets = [...regions, null];
  const moves = movesOf(model, base.units, division, [0], targets);
  const before = model.violations(division);
  assert.deepEqual(new Set(moves.map(({ region }) => region)), new Set(targets));
  assert.deepEqual(moves.find(({ region }) => region === division.of[0])?.broken, []);
  moves.forEach(({ broken }, n) => {
    assert.ok(n === 0 || moves[n - 1].broken.length <= broken.length);
    broken.forEach((violation) => before.forEach((one) => assert.notDeepEqual(violation, one)));
  });
});

test("steps are undone and redone, and a new one takes the place of what was undone", () => {
  const first = /** @type {UnitsPlan} */ ({ name: "plan", division });
  /** @type {Pick<UnitsAtlas, "shown" | "variants" | "variantPlan">} */
  const atlas = {
    shown: { plan: first, against: null, region: null, unit: null, several: [] },
    variants: [],
    variantPlan: (variant, next) => ({ ...variant.base, variant, division: next }),
  };
  const history = createHistory(atlas, "variant");
  /** @param {number} by @param {Variant} variant */
  const go = (by, variant) => { atlas.shown.plan = history.go(variant, by); };
  const variant = history.begin();
  const [one, two] = [regions[0], regions[1]].map((region) =>
    movedTo(model, base.units, division, [0], region));
  atlas.shown.plan = history.push(variant, one);
  assert.equal(history.begin(), variant); // of the variant that is shown there is no second
  go(-1, variant);
  assert.equal(atlas.shown.plan.division, division);
  assert.deepEqual([mayUndo(atlas.shown.plan), mayRedo(atlas.shown.plan)], [false, true]);
  go(-1, variant);
  go(1, variant);
  assert.equal(atlas.shown.plan.division, one);
  go(-1, variant);
  atlas.shown.plan = history.push(variant, two);
  assert.deepEqual([mayUndo(atlas.shown.plan), mayRedo(atlas.shown.plan)], [true, false]);
  atlas.shown.plan = first;
  assert.equal(history.begin().name, "variant 2");
  assert.equal(history.drop(variant), first);
  assert.deepEqual(atlas.variants.map(({ name }) => name), ["variant 2"]);
});

test("who is locked stays, and a locked region takes nobody", () => {
  const line = { codes: ["a", "b"], of: [0, 0, 1, -1] };
  const locked = { units: withLock([], [3], true), regions: [1] };
  assert.deepEqual(freeUnits(locked, line, [0, 1, 2, 3]), [0, 1]);
  assert.deepEqual(freeUnits(undefined, line, [2, 3]), [2, 3]);
  assert.deepEqual([isOpen(locked, 0), isOpen(locked, 1), isOpen(locked, null)], [true, false, true]);
  assert.deepEqual(withLock([1, 3, 5], [3, 4], true), [1, 3, 4, 5]);
  assert.deepEqual(withLock([1, 3, 5], [3, 4], false), [1, 5]);
});

test("gauges have the limits that rules set", () => {
  const [row] = model.figures(division);
  assert.ok(row);
  const inhabitants = base.units.map((unit) => unit.inhabitants);
  const bound = { figure: "inwoners", allowed: "", least: 10, most: null, values: inhabitants };
  const limited = { ...scenario, sizes: /** @type {[number, number]} */ ([2, 3]), bounds: [bound] };
  const [size, people, children] = gaugesOf(limited, base.units, ["inhabitants", "children"], row);
  assert.deepEqual(size, { figure: "units", value: row.members.length, least: 2, most: 3 });
  assert.deepEqual([people.value, people.least, people.most], [row.inhabitants, 10, null]);
  assert.deepEqual([children.least, children.most], [null, null]);
  assert.equal(isBeyond({ figure: "units", value: 4, least: 2, most: 3 }), true);
  assert.equal(isBeyond({ figure: "units", value: 3, least: 2, most: 3 }), false);
  assert.ok(scaleOf([size, { ...size, most: 50 }]) > 50);
});

test("regions to look at are those of the reference regions where something changes", () => {
  const changed = { ...division, of: division.of.map((region, n) => (n === 0 ? regions[1] : region)) };
  const units = changedUnits(changed, division);
  assert.deepEqual(units, division.of[0] === regions[1] ? [] : [0]);
  const figures = model.figures(division);
  const around = regionsAround(figures, base.units, division, [0]);
  const { parent } = base.units[0];
  assert.deepEqual(around, figures.flatMap((one, n) =>
    (one && (one.parent === parent || n === division.of[0]) ? [n] : [])));
});

test("arrows go to the neighbour that lies most on that side", () => {
  const at = /** @type {[number, number][]} */ ([[0, 0], [10, 1], [9, 6], [-5, -4], [1, -9]]);
  const places = at.map(([x, y]) => ({ ...base.units[0], x, y }));
  const pairs = /** @type {ScenarioValues["pairs"]} */ ([1, 2, 3].map((n) => [0, n, 1000, 0]));
  assert.equal(neighbourAt(places, pairs, 0, "ArrowRight"), 1);
  assert.equal(neighbourAt(places, pairs, 0, "ArrowUp"), 2);
  assert.equal(neighbourAt(places, pairs, 0, "ArrowLeft"), 3);
  assert.equal(neighbourAt(places, pairs, 0, "ArrowDown"), 3); // the one below is no neighbour
  assert.equal(neighbourAt(places, pairs, 2, "ArrowRight"), null);
  assert.deepEqual(["ArrowUp", "Enter"].map(isArrow), [true, false]);
});
