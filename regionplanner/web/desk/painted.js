// What was painted, as rules that the rest is planned around, and as a plan for the table.

/** @import { UnitsAtlas, UnitsPlan } from "../types.d.ts" */
/** @typedef {{ rule: string, units: string[], region?: string }} AskedRule */

/**
 * Who is painted stays with the centre of its region, or with the others of a new one; who has a
 * padlock too. Painted regions stay apart.
 * @param {UnitsAtlas} atlas
 * @param {UnitsPlan} plan A variant.
 * @returns {AskedRule[]}
 */
export const paintedRules = ({ units, figuresOf, membersOf }, plan) => {
  const { variant, base, division } = plan;
  if (!variant || !base) return [];
  const figures = figuresOf(plan);
  const codes = (/** @type {number[]} */ some) => some.map((n) => units[n].nis);
  const { locked } = variant;
  const moved = division.of.flatMap((region, n) => (
    region >= 0 && (division.codes[region] !== base.division.codes[base.division.of[n]]
      || locked.units.includes(n)) ? [n] : []));
  const regions = [...new Set(moved.map((n) => division.of[n]))]
    .filter((region) => !locked.regions.includes(region));
  const groups = regions.map((region) => {
    const own = moved.filter((n) => division.of[n] === region);
    const isNew = region >= base.division.codes.length;
    const centre = /** @type {NonNullable<typeof figures[number]>} */ (figures[region]).centre;
    return [...new Set([...(isNew ? [] : [centre]), ...own])];
  });
  const apart = groups.flatMap((group, n) => groups.slice(n + 1)
    .filter((other) => units[other[0]].parent === units[group[0]].parent)
    .map((other) => ({ rule: "apart", units: codes([group[0], other[0]]) })));
  return [
    ...locked.regions.map((region) => ({
      rule: "locked", units: codes(membersOf(region, plan)), region: division.codes[region],
    })),
    ...groups.filter(({ length }) => length > 1)
      .map((group) => ({ rule: "together", units: codes(group) })),
    ...apart,
  ];
};

/**
 * @param {UnitsAtlas} atlas
 * @param {UnitsPlan} plan
 */
export const assignmentOf = ({ units }, { division: { codes, of } }) => Object.fromEntries(
  units.flatMap(({ nis }, n) => (of[n] >= 0 ? [[nis, codes[of[n]]]] : [])));
