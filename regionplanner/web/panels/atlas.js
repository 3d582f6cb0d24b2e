// Plans, what is shown of them, and their regions as every panel names and lists them.
import { digits, enumeration, fill, inOrder, words } from "../page/words.js";

/** @import { Atlas, AtlasParts, Figures, Group, Overlay, Plan, Shown, Unit } from "../types.d.ts" */

/** @param {Group} group */
export const isCut = ({ regions, outside }) => regions.length + (outside ? 1 : 0) > 1;

/**
 * The reference regions, then each grouping.
 * @param {Pick<AtlasParts<Plan>, "units" | "parents" | "groupings">} parts
 * @returns {Overlay[]}
 */
const overlaysOf = ({ units, parents, groupings }) => [
  {
    key: "parents",
    label: words.reference_region,
    of: (n) => units[n].parent,
    names: parents.map((parent) => parent.name),
  },
  ...groupings.map(({ label, of, names }, n) => (
    { key: `overlay${n}`, label, of: (/** @type {number} */ unit) => of[unit], names })),
];

/**
 * @template {Plan} P
 * @template {Unit} U
 * @param {AtlasParts<P, U>} parts
 * @returns {Atlas<P, U>}
 */
export const createAtlas = (parts) => {
  const { units, plans } = parts;
  /** @type {Shown<P>} */
  const shown = { plan: plans[0], against: null, region: null, unit: null, several: [] };

  const regionOf = (/** @type {number} */ unit, plan = shown.plan) => {
    const { of, codes } = plan.division;
    return of[unit] < codes.length ? of[unit] : -1; // a page can number those in no region too
  };
  const regionsOf = (plan = shown.plan) =>
    parts.figuresOf(plan).flatMap((one, n) => (one ? [n] : []));
  const figuresIn = (/** @type {number} */ region, plan = shown.plan) =>
    /** @type {Figures} */ (parts.figuresOf(plan)[region]);
  const membersOf = (/** @type {number} */ region, plan = shown.plan) =>
    parts.figuresOf(plan)[region]?.members ?? [];
  const labelOf = (/** @type {number} */ region, plan = shown.plan) =>
    figuresIn(region, plan).label;
  const titleOf = (/** @type {number} */ region, plan = shown.plan) => {
    const { label, centre } = figuresIn(region, plan);
    return `${label}, ${words.around} ${units[centre].name}`;
  };

  // a region that continues is the same
  const lineAt = (/** @type {number} */ unit, /** @type {P} */ plan) => {
    const region = regionOf(unit, plan);
    return region < 0 ? null : plan.lines[region];
  };

  return {
    ...parts,
    shown,
    comparedWith: (plan) => {
      const { against } = shown;
      // it can be gone meanwhile: a desk takes other plans
      const isThere = against !== null && against !== plan && plans.includes(against);
      return isThere && !plan.isVariant ? against : parts.comparedWith(plan);
    },
    overlays: overlaysOf(parts),
    regionOf,
    regionsOf,
    figuresIn,
    membersOf,
    labelOf,
    titleOf,
    movedUnits: (plan, earlier) => {
      const others = units.flatMap((_, n) => (lineAt(n, plan) === lineAt(n, earlier) ? [] : [n]));
      /** @param {number} n */
      const isNew = (n) => regionOf(n, earlier) < 0;
      /** @param {number} n */
      const isGone = (n) => regionOf(n, plan) < 0;
      return {
        moved: others.filter((n) => !isNew(n) && !isGone(n)),
        came: others.filter(isNew),
        gone: others.filter(isGone),
      };
    },
    isTooLarge: ({ members }) => members.length > shown.plan.most,
    unitNames: (some, most = Infinity) => {
      const names = [...some].map((n) => units[n].name).sort(inOrder);
      if (names.length <= most) return enumeration(names);
      const others = fill("others", { count: digits.format(names.length - most + 1) });
      return enumeration([...names.slice(0, most - 1), others]);
    },
  };
};
