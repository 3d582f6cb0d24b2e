// The model of the map page: the figures, criteria and rules of any division of municipalities,
// the same as those of `regionplanner check` and `regionplanner map`. No page is needed for it.
//
// A division is { codes: [code of each region], of: [position of the region of each unit, or -1] }.
// Each code is there once; a region without members has no figures and does not count.
const planModel = (base, scenario) => {
  const { units } = base;
  const { rint, sum } = planNumbers;
  const travel = planTravel(base, scenario);
  const criteria = planCriteria(base, scenario, travel);
  const rules = planRules(base, scenario, travel);
  const file = planFile(base);

  // that of most members, and of equals the first
  const parentOf = (members) => {
    const counts = base.parents.map(() => 0);
    members.forEach((unit) => counts[units[unit].parent]++);
    return counts.indexOf(Math.max(...counts));
  };

  // one entry a code, null for a region without members
  const regionsOf = ({ codes, of }) => {
    const members = codes.map(() => []);
    of.forEach((region, unit) => region >= 0 && members[region].push(unit));
    return codes.map((code, position) => {
      if (members[position].length === 0) return null;
      const parent = parentOf(members[position]);
      const label = file.label(code, parent);
      const centre = travel.centre(members[position]);
      return { position, code, label, parent, members: members[position], centre };
    });
  };

  const size = (unit) =>
    base.largest_by === "area" ? units[unit].area : units[unit].inhabitants ?? -1;
  const largestOf = (members) => members.reduce((a, b) => (size(b) > size(a) ? b : a));

  // null where it is not known of one
  const totalOf = (members, figure) => {
    const values = members.map((unit) => units[unit][figure]);
    return values.includes(null) ? null : rint(sum(values));
  };

  // mean and largest of what is known; null where nothing is
  const spread = (values) => {
    const known = values.filter((value) => value !== null);
    if (known.length === 0) return values.length === 0 ? [0, 0] : [null, null];
    return [sum(known) / known.length, Math.max(...known)];
  };

  const travelOf = ({ members, centre }) => {
    const others = members.filter((unit) => unit !== centre);
    const [meanKm, maxKm] = spread(others.map((unit) => travel.km(unit, centre)));
    if (travel.minutes === null) return { meanKm, maxKm, meanMin: null, maxMin: null };
    const [meanMin, maxMin] = spread(others.map((unit) => travel.minutes(unit, centre)));
    return { meanKm, maxKm, meanMin, maxMin };
  };

  const balanceOf = (region, targets) => {
    if (targets === null) return { balance: null, deviationPct: null };
    const [balance, target] = [criteria.balanceOf(region), targets[region.parent]];
    return { balance, deviationPct: (100 * (balance - target)) / target };
  };

  const neighboursOf = ({ members, position }, { of }) => {
    const found = new Set(members.flatMap((unit) => criteria.beside[unit].map((b) => of[b.unit])));
    return [...found].filter((other) => other >= 0 && other !== position).sort((a, b) => a - b);
  };

  const figures = (division) => {
    const regions = regionsOf(division);
    const gone = criteria.goneFrom(division);
    const present = regions.filter(Boolean);
    const targets = scenario.weights.balance ? criteria.targetsOf(present, gone) : null;
    return regions.map((region) => {
      if (region === null) return null;
      const { members, parent, centre, label } = region;
      const cut = criteria.cutBy(region, gone);
      return {
        members,
        parent,
        centre,
        largest: largestOf(members),
        label,
        inhabitants: totalOf(members, "inhabitants"),
        children: totalOf(members, "children"),
        area: sum(members.map((unit) => units[unit].area)),
        ...travelOf(region),
        borderKm: sum(cut.map(({ km }) => km)),
        tiesCut: sum(cut.map(({ ties }) => ties)),
        ...balanceOf(region, targets),
        neighbours: neighboursOf(region, division),
      };
    });
  };

  const groupings = base.groupings.map(({ names, of }) => {
    const members = names.map(() => []);
    of.forEach((group, unit) => group >= 0 && members[group].push(unit));
    return members;
  });

  const groupOf = (members, { codes, of }) => {
    const counts = new Map();
    members.forEach((unit) => counts.set(of[unit], (counts.get(of[unit]) ?? 0) + 1));
    const outside = counts.get(-1) ?? 0;
    counts.delete(-1);
    const first = (a, b) => counts.get(b) - counts.get(a) || (codes[a] < codes[b] ? -1 : 1);
    return { members, regions: [...counts.keys()].sort(first), outside };
  };

  return {
    figures,
    values: (division) => criteria.valuesOf(regionsOf(division).filter(Boolean), division),
    violations: (division) => rules(regionsOf(division).filter(Boolean), division),
    groups: (division) =>
      groupings.map((groups) => groups.map((members) => groupOf(members, division))),
    newCode: file.newCode,
    csv: (division) =>
      file.csv(division, new Set(regionsOf(division).map((region) => region?.centre))),
  };
};
