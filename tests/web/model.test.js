// The model of pages says of any division what Python says: figures, criteria, rules and groups.
// Worlds, divisions and Python's answers are those of tests/web/cases.py.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { planModel } from "../../regionplanner/web/model/model.js";

/**
 * @import {
 *   BaseValues, Division, Group, MeasuredFigures, Model, ScenarioValues, Values, Violation
 * } from "../../regionplanner/web/types.d.ts"
 */
/**
 * @typedef {[string, string, string, Violation["places"]]} Broken rule, region, key and places
 * @typedef {{
 *   figures: (MeasuredFigures | null)[], values: Values, violations: Broken[],
 *   groups: Group[][], csv: string, codes: string[]
 * }} Expected
 * @typedef {{
 *   base: BaseValues, scenario: ScenarioValues, states: Division[], expected: Expected[]
 * }} Case
 */

const FOLDER = new URL("cases/", import.meta.url);
/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
/** @type {Record<string, Record<string, string>>} */
const SENTENCES = read("sentences.json");
/** @type {[string, Case][]} */
const CASES = readdirSync(FOLDER).sort()
  .filter((file) => file !== "sentences.json")
  .map((file) => [file, read(file)]);

// what tables of Python round to hundredths
const ROUNDED = [
  "area", "meanKm", "maxKm", "meanMin", "maxMin", "borderKm", "tiesCut", "balance", "deviationPct",
];

/** @param {unknown} value @param {unknown} wanted @param {number} within @param {string} what */
const close = (value, wanted, within, what) => {
  if (wanted === null) {
    assert.equal(value, null, what);
    return;
  }
  assert.equal(typeof value, "number", what);
  const difference = Math.abs(Number(value) - Number(wanted));
  assert.ok(difference <= within + 1e-12 * Math.abs(Number(wanted)), `${what}: ${value}, ${wanted}`);
};

/** @param {MeasuredFigures | null} row @param {MeasuredFigures | null} wanted */
const checkRow = (row, wanted) => {
  if (wanted === null || row === null) {
    assert.equal(row, wanted);
    return;
  }
  assert.deepEqual(Object.keys(row).sort(), Object.keys(wanted).sort());
  Object.entries(wanted).forEach(([key, value]) => {
    const own = Reflect.get(row, key);
    if (ROUNDED.includes(key)) close(own, value, 0.005 + 1e-9, `${key} of ${wanted.label}`);
    else assert.deepEqual(own, value, `${key} of ${wanted.label}`);
  });
};

/** @param {Values} values @param {Values} wanted */
const checkValues = (values, wanted) => {
  assert.deepEqual(Object.keys(values).sort(), Object.keys(wanted).sort());
  Object.entries(wanted).forEach(([name, value]) => close(values[name], value, 1e-9, name));
};

/**
 * In an order that does not depend on who says so.
 * @param {Broken[]} broken
 */
const inOrder = (broken) => broken.map(([rule, region, key, places]) =>
  JSON.stringify([rule, region, key, ...Object.entries(places).sort()])).sort();

/** @type {Set<string>} */
const said = new Set();

for (const [file, { base, scenario, states, expected }] of CASES) {
  test(file, () => {
    const model = planModel(base, scenario);
    assert.equal(states.length, expected.length);
    states.forEach((state, n) => {
      const wanted = expected[n];
      const figures = model.figures(state);
      assert.equal(figures.length, wanted.figures.length);
      figures.forEach((row, region) => checkRow(row, wanted.figures[region]));
      checkValues(model.values(state), wanted.values);
      const violations = model.violations(state);
      /** @type {Broken[]} */
      const broken = violations.map(({ rule, region, key, places }) => (
        [rule, region === null ? "" : state.codes[region], key, places]));
      assert.deepEqual(inOrder(broken), inOrder(wanted.violations));
      assert.deepEqual(model.groups(state), wanted.groups);
      assert.equal(model.csv(state), wanted.csv);
      assert.deepEqual(base.parents.map((_, parent) => model.newCode(state, parent)), wanted.codes);
      violations.forEach(({ key }) => said.add(key));
    });
  });
}

test("every rule is broken in some case", () => {
  assert.deepEqual([...said].sort(), Object.keys(SENTENCES.nl).sort());
});

test("limits of whole figures are whole", () => {
  /** @type {Case} */
  const { base, scenario, states: [state] } = read("shares.json");
  const broken = planModel(base, scenario).violations(state);
  const allowed = broken.flatMap(({ rule, places }) => (rule === "bounds" ? [places.allowed] : []));
  assert.deepEqual(allowed, ["23–29", "23–29", "29–39", "29–39"]); // 26 and 34 on average
});

test("times that nobody knows are not nothing", () => {
  /** @type {Case} */
  const { base, scenario } = read("edge-parents.json");
  const apart = { codes: ["a"], of: base.units.map((_, n) => (n === 0 || n === 2 ? 0 : -1)) };
  const [row] = planModel(base, scenario).figures(apart);
  assert.deepEqual([row?.meanKm, row?.maxKm, row?.meanMin, row?.maxMin], [10, 10, null, null]);
});

test("nobody in a region", () => {
  const [, { base, scenario }] = CASES[0];
  const nobody = { codes: ["p1-a"], of: base.units.map(() => -1) };
  const weighed = { ...scenario, weights: { balance: 1 }, balance: { target: 1, values: null } };
  /** @type {Model} */
  const model = planModel(base, weighed);
  assert.deepEqual(model.figures(nobody), [null]);
  assert.deepEqual({ ...model.values(nobody) },
    { distance: 0, dispersion: 0, reach: 0, border: 0, ties: 0, objective: null });
  assert.equal(model.csv(nobody), "nis,name,reference_region,region,centre,region_name\n");
});

test("letters go on after z", () => {
  const [, { base, scenario }] = CASES[0];
  const { newCode } = planModel(base, scenario);
  const { slug } = base.parents[0];
  const letters = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => `${slug}-${letter}`);
  /** @param {string[]} codes */
  const next = (codes) => newCode({ codes, of: [] }, 0);
  assert.equal(next(letters), `${slug}-aa`);
  assert.equal(next([...letters, `${slug}-aa`]), `${slug}-ab`);
  assert.equal(next([...letters.slice(0, 2), ...letters.slice(3)]), `${slug}-c`);
});
