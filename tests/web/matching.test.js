// Regions that go on: the most municipalities stay, as a search through all ways says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assigned, continuedRegions, continuing } from "../../regionplanner/web/model/matching.js";

/** All orders of so many columns. @param {number} n @returns {number[][]} */
const orders = (n) => (n === 0 ? [[]] : orders(n - 1).flatMap((order) => (
  [...order, null].map((/** @type {unknown} */ _, /** @type {number} */ at) => [...order.slice(0, at), n - 1, ...order.slice(at)]))));

test("an assignment is worth as much as the best of all", () => {
  let seed = 7;
  const random = (/** @type {number} */ most) => {
    seed = (seed * 48271) % 2147483647;
    return seed % most;
  };
  for (let n = 0; n < 200; n += 1) {
    const size = 1 + random(5);
    const rows = 1 + random(size);
    const worth = Array.from({ length: rows }, () => Array.from({ length: size }, () => random(9)));
    const total = (/** @type {number[]} */ order) => worth.reduce((sum, row, at) => sum + row[order[at]], 0);
    const columns = assigned(worth);
    assert.equal(new Set(columns).size, rows);
    assert.equal(total(columns), Math.max(...orders(size).map(total)));
  }
});

test("a region that keeps its members keeps its place, whatever it is called in a file", () => {
  const before = { codes: ["a", "b"], names: ["Noord", "Zuid"], of: [0, 0, 0, 1, 1] };
  const now = { codes: ["b", "a", "c"], names: ["b", "a", "Nieuw"], of: [0, 0, 2, 1, 1] };
  assert.deepEqual(continuedRegions(now, before), [0, 1, -1]);
  assert.deepEqual(continuing(now, before),
    { codes: ["a", "b", "c"], names: ["Noord", "Zuid", "Nieuw"], of: [0, 0, 2, 1, 1] });
});

test("a new region whose code another one has gets a code of its own", () => {
  const before = { codes: ["a", "b"], of: [0, 0, 1, 1] };
  const now = { codes: ["x", "b", "a"], of: [0, 0, 1, 2] };
  assert.deepEqual(continuing(now, before).codes, ["a", "b", "a-2"]);
});

test("of equals those with one code go on", () => {
  const before = { codes: ["a", "b"], of: [0, 0, 1, 1] };
  const now = { codes: ["b", "a"], of: [0, 1, 0, 1] };
  assert.deepEqual(continuedRegions(now, before), [1, 0]);
});
