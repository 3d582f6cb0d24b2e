// Plans of units that are drawn one by one, and the variant that a reader makes of one.
import { planModel } from "../model/model.js";
import { counted, data, digits, fill, sentence, words } from "../page/words.js";
import { createAtlas } from "../panels/atlas.js";

/**
 * @import {
 *   AtlasParts, Division, DrawnUnit, Model, ScenarioValues, Spot, UnitsAtlas, UnitsPlan,
 *   UnitsPlanValues, UnitsValues, Variant, Violation
 * } from "../types.d.ts"
 */

const figuresOf = (/** @type {UnitsPlan} */ plan) =>
  (plan.figures ??= plan.model.figures(plan.division));
const groupsOf = (/** @type {UnitsPlan} */ plan) =>
  (plan.groups ??= plan.model.groups(plan.division));
const violationsOf = (/** @type {UnitsPlan} */ plan) =>
  (plan.violations ??= plan.model.violations(plan.division));
const valuesOf = (/** @type {UnitsPlan} */ plan) =>
  (plan.values ??= plan.model.values(plan.division));

/**
 * @param {UnitsPlanValues} plan
 * @param {ScenarioValues} scenario
 * @param {Model} model
 * @returns {UnitsPlan}
 */
const planOf = ({ codes, names, of, ...plan }, scenario, model) => (
  { ...plan, model, division: { codes, names, of }, later: new Set(plan.later), most: scenario.sizes[1] });

/** @param {UnitsValues} values */
const plansOf = ({ plans, scenarios, ...values }) => {
  const models = scenarios.map((scenario) => planModel(values, scenario));
  return plans.map((plan) => planOf(plan, scenarios[plan.scenario], models[plan.scenario]));
};

/**
 * The label of a region that was changed: where it was while that place is still in it, else in
 * its roomiest member.
 * @param {DrawnUnit[]} units
 * @param {number[]} of
 * @param {number} region
 * @param {Spot | undefined} before
 * @returns {Spot}
 */
const spotOf = (units, of, region, before) => {
  const inside = of.flatMap((one, n) => (one === region ? [n] : []));
  if (before?.unit !== undefined && of[before.unit] === region) return before;
  const roomiest = inside.reduce((a, b) => (units[b].room > units[a].room ? b : a), inside[0]);
  return { at: units[roomiest].at, room: units[roomiest].room, unit: roomiest };
};

/**
 * The plan that a step of the variant makes: regions that are new get a colour of their own.
 * @param {UnitsValues} values
 * @param {Variant} variant
 * @param {Division} division
 * @returns {UnitsPlan}
 */
const variantPlan = ({ units, palette }, variant, division) => {
  const { base, name } = variant;
  const colours = [...base.colours];
  const lines = [...base.lines];
  const spots = [...base.spots];
  const figures = base.model.figures(division);
  figures.forEach((one, region) => {
    if (!one) return;
    if (region >= base.colours.length) {
      const beside = new Set(one.neighbours.map((other) => colours[other]));
      colours[region] = palette.find((colour) => !beside.has(colour)) ?? palette[0];
      lines[region] = `new ${division.codes[region]}`;
    }
    const isChanged = division.of.some(
      (of, n) => (of === region) !== (base.division.of[n] === region));
    if (isChanged) spots[region] = spotOf(units, division.of, region, base.spots[region]);
  });
  return {
    ...base, base, variant, name, isVariant: true, division, figures, colours, lines, spots,
    groups: undefined, violations: undefined, values: undefined,
  };
};

/** @param {UnitsValues} values @returns {UnitsAtlas} */
export const unitsAtlas = (values) => {
  const { units, parents, groupings } = values;
  const plans = plansOf(values);
  /** @type {Variant[]} */
  const variants = [];

  /** @type {AtlasParts<UnitsPlan, DrawnUnit>} */
  const parts = {
    units,
    parents,
    groupings,
    plans,
    figuresOf,
    groupsOf,
    brokenOf: (plan) => violationsOf(plan).map(brokenText),
    brokenPlaces: (plan) => violationsOf(plan).map((violation) => placeOf(plan, violation)),
    brokenHeading: (plan) => {
      const { length } = violationsOf(plan);
      return length ? counted(length, plan.isVariant ? "variant_breaks" : "rules") : "";
    },
    summaryOf: (plan) => (plan.isVariant ? variantSummary(plan) : plan.summary),
    aboutOf: (plan) => (plan.isVariant ? [words.variant_about]
      : [...plan.about, ...(data.eachBest ? [words.best_each] : [])]),
    choices: () => [...plans, ...variants.map(({ steps, at }) => steps[at])],
    // a step in time, with the one before it; a variant with what it is held against
    comparedWith: (plan) => {
      const against = plan.variant?.against;
      if (against) return against.steps[against.at];
      const before = values.steps ? plans.findIndex(({ name }) => name === plan.name) - 1 : 0;
      return plan.base ?? plans[Math.max(0, before)];
    },
    keptRegion: (plan, region) => (region !== null && figuresOf(plan)[region] ? region : null),
  };
  const atlas = createAtlas(parts);

  /** A rule that is broken, in words: places are texts, or units by position. */
  const brokenText = (/** @type {Violation} */ { key, places }) =>
    sentence(key, Object.fromEntries(Object.entries(places).map(([place, value]) => (
      [place, Array.isArray(value) ? atlas.unitNames(value, 9) : value]))));

  /**
   * Those that the sentence names, else the region, else the reference region.
   * @param {UnitsPlan} plan
   * @param {Violation} violation
   */
  const placeOf = (plan, { region, places: { members, parent } }) => {
    const inside = region === null ? [] : atlas.membersOf(region, plan);
    const named = Array.isArray(members) ? members : [];
    const group = inside.length || named.length ? [] : units.flatMap((unit, n) => (
      parents[unit.parent].name === parent ? [n] : []));
    return {
      marked: named.length ? named : [...inside, ...group],
      seen: [...new Set([...inside, ...named, ...group])],
    };
  };

  const variantSummary = (/** @type {UnitsPlan} */ plan) => {
    const covered = plan.division.of.filter((region) => region >= 0).length;
    const { coverage, left_out: leftOut } = values.scenarios[plan.scenario];
    const possible = units.length - leftOut.length;
    const isPart = coverage !== null && covered < possible;
    return fill(isPart ? "summary_partial" : "summary", {
      covered: digits.format(covered),
      units: counted(isPart ? possible : covered, "units"),
      regions: counted(atlas.regionsOf(plan).length, "regions"),
    });
  };

  return {
    ...atlas,
    values,
    variants,
    violationsOf,
    valuesOf,
    brokenText,
    variantPlan: (variant, division) => variantPlan(values, variant, division),
    planFrom: (plan, scenario) => {
      values.scenarios.push(scenario);
      const at = values.scenarios.length - 1;
      return planOf({ ...plan, scenario: at }, scenario, planModel(values, scenario));
    },
  };
};
