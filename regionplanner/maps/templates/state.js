// Plans, and the variant that a reader makes of one: who is in which region.
const map = window[data.names.map];
const layers = [];
window[data.names.units].eachLayer((layer) => { layers[Number(layer.feature.id)] = layer; });

const models = data.scenarios.map((scenario) => planModel(data, scenario));

const plans = data.plans.map((plan) => ({
  ...plan,
  model: models[plan.scenario],
  division: { codes: plan.codes, of: plan.of },
  later: new Set(plan.later),
}));

// What is on the page, and the variant with its history.
const shown = { plan: plans[0], region: null, unit: null };
const variant = { base: null, steps: [], at: 0 };

const figuresOf = (plan) => {
  plan.figures ??= plan.model.figures(plan.division);
  return plan.figures;
};
const groupsOf = (plan) => {
  plan.groups ??= plan.model.groups(plan.division);
  return plan.groups;
};
const violationsOf = (plan) => {
  plan.violations ??= plan.model.violations(plan.division);
  return plan.violations;
};
const valuesOf = (plan) => {
  plan.values ??= plan.model.values(plan.division);
  return plan.values;
};

const regionOf = (unit, plan = shown.plan) => plan.division.of[unit];
const regionsOf = (plan = shown.plan) => figuresOf(plan).flatMap((one, n) => (one ? [n] : []));
const fillOf = (unit, plan = shown.plan) => {
  const region = regionOf(unit, plan);
  if (region >= 0) return plan.colours[region];
  return plan.later.has(unit) ? data.later : data.outside;
};

// A group of more municipalities than a region may have is not cut by a plan.
const isTooLarge = ({ members }) => members.length > data.scenarios[shown.plan.scenario].sizes[1];

// The label of a region that was changed: where it was while that place is still in it, else in
// its roomiest member.
const spotOf = (division, region, before) => {
  const inside = division.of.flatMap((of, n) => (of === region ? [n] : []));
  if (before?.unit !== undefined && division.of[before.unit] === region) return before;
  const roomiest = inside.reduce((a, b) => (data.units[b].room > data.units[a].room ? b : a), inside[0]);
  return { at: data.units[roomiest].at, room: data.units[roomiest].room, unit: roomiest };
};

// The plan that a step of the variant makes: regions that are new get a colour of their own.
const variantPlan = (base, division) => {
  const colours = [...base.colours];
  const lines = [...base.lines];
  const spots = [...base.spots];
  const figures = base.model.figures(division);
  division.codes.forEach((_, region) => {
    if (!figures[region]) return;
    if (region >= base.colours.length) {
      const beside = new Set(figures[region].neighbours.map((other) => colours[other]));
      colours[region] = data.palette.find((colour) => !beside.has(colour)) ?? data.palette[0];
      lines[region] = `new ${region}`;
    }
    const changed = division.of.some((of, n) => (of === region) !== (base.division.of[n] === region));
    if (changed) spots[region] = spotOf(division, region, base.spots[region]);
  });
  return { ...base, base, name: words.variant, isVariant: true, division, figures, colours, lines,
    spots, groups: undefined, violations: undefined, values: undefined };
};

// All plans a reader can choose from, the variant last.
const choices = () => (variant.base ? [...plans, variant.steps[variant.at]] : plans);
