// Files of plans that are opened, variants that a browser keeps, and the command to go on with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { changedGroups, listed, nextCommand, quoted } from "../../regionplanner/web/editor/command.js";
import { readPlan } from "../../regionplanner/web/editor/plan_text.js";
import { createStore, readKept } from "../../regionplanner/web/editor/store.js";
import { planModel } from "../../regionplanner/web/model/model.js";

/**
 * @import {
 *   BaseValues, Division, ScenarioValues, UnitsPlan, Variant
 * } from "../../regionplanner/web/types.d.ts"
 */

/** @type {{ base: BaseValues, scenario: ScenarioValues, states: Division[] }} */
const { base, scenario, states: [division] } = JSON.parse(
  readFileSync(new URL("cases/shares.json", import.meta.url), "utf8"));
const { units } = base;
const model = planModel(base, scenario);
/** @param {string[]} lines */
const read = (...lines) => readPlan(units, division, `${lines.join("\n")}\n`);
/** @param {ReturnType<typeof read>} answer */
const keys = (answer) => ("problems" in answer
  ? answer.problems.map(({ key, places }) => [key, places.row]) : answer);

test("what the editor saves, it opens", () => {
  const text = model.csv(division, [], { variant: 'a "b", c', from_plan: "12ab" });
  const answer = readPlan(units, division, text);
  assert.ok("plan" in answer);
  assert.deepEqual(answer.plan.division.of, division.of);
  assert.deepEqual([answer.plan.name, answer.plan.begun], ['a "b", c', "12ab"]);
});

test("columns in any order, names for codes, semicolons, and a mark of Excel in front", () => {
  const [a, b] = units;
  const answer = readPlan(units, division,
    `\ufeffRegion;NIS;x\r\nelders;${a.name.toUpperCase()};1\r\n;${b.nis};2\r\n`);
  assert.ok("plan" in answer);
  const { codes, of } = answer.plan.division;
  assert.equal(codes[of[0]], "elders");
  assert.deepEqual(codes.slice(0, division.codes.length), division.codes);
  assert.equal(of.filter((region) => region >= 0).length, 1);
  assert.deepEqual([answer.plan.name, answer.plan.begun], ["", ""]);
});

test("mistakes name their row", () => {
  const { nis } = units[0];
  assert.deepEqual(keys(read("gemeente,regio", `${nis},a`)), [["file_columns", undefined]]);
  assert.deepEqual(keys(read("")), [["file_columns", undefined]]);
  assert.deepEqual(keys(read("nis,region", `${nis},`)), [["file_empty", undefined]]);
  assert.deepEqual(keys(read("nis,region", `${nis},a`, "", "nowhere,a", `${nis},b`)),
    [["file_unknown", "4"], ["file_twice", "5"]]);
  const twins = units.map((unit, n) => (n < 2 ? { ...unit, name: "Twin" } : unit));
  assert.deepEqual(keys(readPlan(twins, division, "nis,region\nTwin,a\n")), [["file_several", "2"]]);
});

test("words that a shell would cut are in quotes", () => {
  assert.equal(quoted("Ranst,Mortsel"), "Ranst,Mortsel");
  assert.equal(quoted("Heist-op-den-Berg,Liège"), "Heist-op-den-Berg,Liège");
  assert.equal(quoted("De Panne,'s-Gravenvoeren"), "\"De Panne,'s-Gravenvoeren\"");
  assert.equal(quoted(listed(["a, b", 'c "d"'])), '"\\"a, b\\",\\"c \\"\\"d\\"\\"\\""');
});

test("who moved is together with the largest of those who were there", () => {
  const before = { codes: ["a", "b"], of: [0, 0, 1, 1, -1] };
  const now = { codes: ["a", "b", "c"], of: [0, 1, 1, 1, -1] };
  const people = [5, 1, 2, 3, 4].map((inhabitants, n) => (
    { ...units[0], nis: String(n), name: n > 2 ? "Twin" : `U ${n}`, inhabitants }));
  assert.deepEqual(changedGroups(people, before, now), [[3, 1]]);
  const nobody = { units: [], regions: [] };
  const free = { together: [{ units: [0, 2], column: null }], left_out: [] };
  assert.equal(nextCommand(people, free, before, now, nobody, "plan.csv"),
    'regionplanner plan scenario.toml --together "U 0,U 2" --together "3,U 1" --continues plan.csv');
  const out = { ...now, of: [0, -1, 1, 1, -1] };
  assert.equal(nextCommand(people, { ...free, left_out: [4] }, before, out, { units: [], regions: [1] },
    "plan.csv"),
  'regionplanner plan scenario.toml --leave-out "4,U 1" --lock plan.csv --lock-regions b --continues plan.csv');
});

test("a browser keeps variants by the plan that they began from, or says that it does not", () => {
  /** @type {Map<string, string>} */
  const items = new Map();
  const storage = /** @type {Storage} */ (/** @type {unknown} */ ({
    getItem: (/** @type {string} */ key) => items.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => items.set(key, text),
    removeItem: (/** @type {string} */ key) => items.delete(key),
  }));
  const plans = ["1", "2"].map((digest) => /** @type {UnitsPlan} */ ({ digest, division }));
  const locked = { units: [1], regions: [] };
  const variant = /** @type {Variant} */ (
    { name: "a", note: "b", base: plans[1], steps: [plans[1]], at: 0, locked, saved: false, against: null });
  const store = createStore(() => storage, plans);
  assert.deepEqual(store.read(units.length), []);
  assert.equal(store.write([variant]), true);
  assert.deepEqual(store.read(units.length),
    [{ plan: plans[1], kept: { name: "a", note: "b", division, locked } }]);
  assert.deepEqual(store.read(3), []); // of other municipalities
  store.write([]);
  assert.equal(items.size, 0);
  const refusing = createStore(() => { throw new Error("no"); }, plans);
  assert.deepEqual([refusing.read(3), refusing.write([variant])], [[], false]);
  assert.deepEqual([readKept("{", 3), readKept("[{}]", 3), readKept(null, 3)], [[], [], []]);
});
