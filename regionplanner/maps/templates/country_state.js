// Units, regions and plans, as the panels ask for them.
data.units = data.units.nis.map((nis, n) => ({
  nis,
  name: data.units.name[n],
  parent: data.units.parent[n],
  inhabitants: data.units.inhabitants?.[n] ?? null,
  x: data.units.x[n],
  y: data.units.y[n],
}));
const afarStream = numbersIn(afar);
const plans = data.plans.map((plan) => ({
  ...plan,
  afar: shapesIn(afarStream), // outlines of its regions, and of what is in none
  division: { codes: plan.regions.code, of: Int32Array.from(plan.of) },
  waiting: new Set(plan.later), // groups
  later: { has: (unit) => plan.later.includes(plan.of[unit]) }, // units, as panels ask
}));
let close = null; // outlines of the units, once they are unpacked

const shown = { plan: plans[0], region: null, unit: null };
const choices = () => plans;

// One entry a region: its figures, who is in it, and who is beside it.
const figuresOf = (plan) => {
  if (plan.figures) return plan.figures;
  const { code, ...columns } = plan.regions;
  const { division: { of }, afar: { nArcs, a, b } } = plan;
  plan.figures = code.map((_, n) => ({
    ...Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values[n]])),
    parent: plan.parents[n], members: [], neighbours: [], meanMin: columns.meanMin?.[n] ?? null,
  }));
  of.forEach((region, unit) => plan.figures[region]?.members.push(unit));
  for (let arc = 0; arc < nArcs; arc += 1) {
    const [one, other] = [plan.figures[a[arc]], plan.figures[b[arc]]];
    if (one && other && one !== other) {
      one.neighbours.push(b[arc]);
      other.neighbours.push(a[arc]);
    }
  }
  plan.figures.forEach((one) => {
    one.neighbours = [...new Set(one.neighbours)].sort((x, y) => x - y);
  });
  return plan.figures;
};

// Of each grouping its groups: who is in one, and over which regions it is divided.
const groupsOf = (plan) => {
  plan.groups ??= data.groupings.map(({ names, of }) => {
    const groups = names.map(() => ({ members: [], counts: new Map(), outside: 0 }));
    of.forEach((group, unit) => {
      if (group < 0) return;
      const region = regionOf(unit, plan);
      groups[group].members.push(unit);
      if (region < 0) groups[group].outside += 1;
      else groups[group].counts.set(region, (groups[group].counts.get(region) ?? 0) + 1);
    });
    return groups.map(({ members, counts, outside }) => ({ members, outside,
      regions: [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b) }));
  });
  return plan.groups;
};
const isTooLarge = ({ members }) => members.length > shown.plan.most;

// Groups after the regions are in none.
const groupOf = (unit, plan = shown.plan) => plan.division.of[unit];
const regionOf = (unit, plan = shown.plan) => (
  plan.division.of[unit] < plan.division.codes.length ? plan.division.of[unit] : -1);
const regionsOf = (plan = shown.plan) => plan.division.codes.map((_, n) => n);
const comparedWith = () => plans[0];

const ticked = new Set(["parents", ...(data.areas ? ["overlay0"] : [])]);
const tick = (value, on) => {
  if (on) ticked.add(overlays[Number(value)].key);
  else ticked.delete(overlays[Number(value)].key);
  ground.again();
};

// No editor here: who looks for it is told so.
const moveControl = () => element("p", "hint", words.no_variants);
