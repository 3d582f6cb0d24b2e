// The command line that goes on from a variant: what changed, as choices of `regionplanner plan`.

/** @import { BaseValues, Division, Locked, ScenarioValues } from "../types.d.ts" */

/**
 * A word as shells read it: in quotes where it has more than letters and plain signs. Single quotes
 * are no quotes to Windows, double ones are to all.
 * @param {string} word
 */
export const quoted = (word) => {
  if (/^[\p{L}\p{N}_.,/:=-]+$/u.test(word)) return word;
  return `"${word.replace(/["\\$`]/g, "\\$&")}"`;
};

/**
 * Names as one list: one with a comma or a quote is in quotes of its own, as in CSV.
 * @param {string[]} names
 */
export const listed = (names) => names
  .map((name) => (/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(",");

/**
 * Who is to be together: each region with newcomers, beside one who was there before.
 * @param {BaseValues["units"]} units
 * @param {Division} before
 * @param {Division} now
 */
export const changedGroups = (units, before, now) => now.codes.flatMap((_, region) => {
  const members = units.flatMap((_unit, n) => (now.of[n] === region ? [n] : []));
  const newcomers = members.filter((n) => before.of[n] !== region);
  const size = (/** @type {number} */ n) => units[n].inhabitants ?? units[n].area;
  const stayed = members.filter((n) => before.of[n] === region)
    .sort((a, b) => size(b) - size(a)).slice(0, 1);
  const group = [...stayed, ...newcomers];
  return newcomers.length && group.length > 1 ? [group] : [];
});

/**
 * Options take the place of what the scenario says: its own groups and who it leaves out stay.
 * @param {BaseValues["units"]} units
 * @param {Pick<ScenarioValues, "together" | "left_out">} scenario
 * @param {Division} before
 * @param {Division} now
 * @param {Locked} locked
 * @param {string} file name of the saved plan
 */
export const nextCommand = (units, scenario, before, now, locked, file) => {
  const names = units.map(({ name }) => name);
  // a name that several have says nothing; their codes do
  const called = (/** @type {number} */ n) =>
    (names.indexOf(names[n]) === names.lastIndexOf(names[n]) ? names[n] : units[n].nis);
  const own = scenario.together.flatMap(({ units: group, column }) => (column === null ? [group] : []));
  const left = units.flatMap((_, n) => (before.of[n] >= 0 && now.of[n] < 0 ? [n] : []));
  const gone = left.length ? [...scenario.left_out, ...left] : [];
  const changed = changedGroups(units, before, now);
  const kept = locked.regions.filter((region) => now.of.includes(region));
  const parts = [
    ...(changed.length ? [...own, ...changed] : []).map((group) => ["--together", listed(group.map(called))]),
    ...(gone.length ? [["--leave-out", listed(gone.map(called))]] : []),
    ...(kept.length
      ? [["--lock", file], ["--lock-regions", listed(kept.map((region) => now.codes[region]))]] : []),
    ["--continues", file], // regions keep what they are called here
  ];
  return ["regionplanner plan scenario.toml",
    ...parts.map(([option, value]) => `${option} ${quoted(value)}`)].join(" ");
};
