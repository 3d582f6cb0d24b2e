// Plans of a country, with outlines of their regions; units get outlines when one looks closer.
import { name } from "../page/elements.js";
import { data, words } from "../page/words.js";
import { createAtlas } from "../panels/atlas.js";
import { numbersIn, shapesIn } from "./packed.js";

/**
 * @import {
 *   AtlasParts, CountryAtlas, CountryPlan, CountryPlanValues, CountryValues, Figures, Group,
 *   Grouping, PackedValues, Shapes, Unit
 * } from "../types.d.ts"
 */

/** @param {PackedValues["units"]} columns @returns {Unit[]} */
const unitsOf = (columns) => columns.nis.map((nis, n) => ({
  nis,
  name: columns.name[n],
  parent: columns.parent[n],
  inhabitants: columns.inhabitants?.[n] ?? null,
  x: columns.x[n],
  y: columns.y[n],
}));

/** @param {CountryPlanValues} plan @param {Shapes} afar @returns {CountryPlan} */
const planOf = (plan, afar) => ({
  ...plan,
  afar,
  division: { codes: plan.regions.code, of: plan.of },
  waiting: new Set(plan.later),
  later: { has: (unit) => plan.later.includes(plan.of[unit]) },
});

/**
 * One entry a region: its figures, who is in it, and who is beside it.
 * @param {CountryPlan} plan
 * @returns {Figures[]}
 */
const figuresOf = (plan) => {
  if (plan.figures) return plan.figures;
  const { regions, parents, division: { of }, afar: { nArcs, a, b } } = plan;
  /** @type {number[][]} */
  const members = regions.code.map(() => []);
  of.forEach((region, unit) => members[region]?.push(unit));
  /** @type {Set<number>[]} */
  const beside = regions.code.map(() => new Set());
  for (let arc = 0; arc < nArcs; arc += 1) {
    const [one, other] = [a[arc], b[arc]];
    if (one === other || !beside[one] || !beside[other]) continue;
    beside[one].add(other);
    beside[other].add(one);
  }
  plan.figures = regions.code.map((_, n) => ({
    members: members[n],
    neighbours: [...beside[n]].sort((x, y) => x - y),
    parent: parents[n],
    label: regions.label[n],
    centre: regions.centre[n],
    inhabitants: regions.inhabitants[n],
    children: regions.children[n],
    area: regions.area[n],
    meanKm: regions.meanKm[n],
    maxKm: regions.maxKm[n],
    meanMin: regions.meanMin?.[n] ?? null,
    maxMin: regions.maxMin?.[n] ?? null,
  }));
  return plan.figures;
};

/**
 * Of a grouping its groups: who is in one, and over which regions it is divided.
 * @param {CountryPlan} plan
 * @param {Grouping} grouping
 * @returns {Group[]}
 */
const groupsIn = ({ division }, { names, of }) => {
  const groups = names.map(() => ({
    members: /** @type {number[]} */ ([]),
    counts: /** @type {Map<number, number>} */ (new Map()),
    outside: 0,
  }));
  of.forEach((group, unit) => {
    if (group < 0) return;
    const { members, counts } = groups[group];
    const region = division.of[unit];
    members.push(unit);
    if (region < division.codes.length) counts.set(region, (counts.get(region) ?? 0) + 1);
    else groups[group].outside += 1;
  });
  return groups.map(({ members, counts, outside }) => {
    const regions = [...counts].sort(([a, few], [b, many]) => many - few || a - b);
    return { members, outside, regions: regions.map(([region]) => region) };
  });
};

/**
 * @param {CountryValues} values
 * @param {PackedValues} packed
 * @param {Uint8Array} afar
 * @returns {CountryAtlas}
 */
export const countryAtlas = (values, { units, parents, groupings, plans: columns, aliases }, afar) => {
  const stream = numbersIn(afar);
  const plans = columns.map((plan) => planOf(plan, shapesIn(stream)));
  /** @type {AtlasParts<CountryPlan>} */
  const parts = {
    units: unitsOf(units),
    parents,
    groupings,
    plans,
    figuresOf,
    groupsOf: (plan) => (plan.groups ??= groupings.map((grouping) => groupsIn(plan, grouping))),
    brokenOf: ({ broken }) => broken.map((text) => [name(text)]),
    brokenPlaces: () => [], // texts do not say where
    brokenHeading: ({ breaks }) => breaks,
    summaryOf: ({ summary }) => summary,
    aboutOf: ({ about }) => [...about, ...(data.eachBest ? [words.best_each] : [])],
    choices: () => plans,
    comparedWith: () => plans[0],
    keptRegion: () => null,
  };
  const atlas = createAtlas(parts);
  return {
    ...atlas,
    values,
    aliases,
    groupOf: (unit, plan = atlas.shown.plan) => plan.of[unit],
    near: { shapes: null },
  };
};
