// What a division costs, by criterion: the same as score/scorecard.py.
const planCriteria = (base, scenario, travel) => {
  const { units } = base;
  const { millionths, sum } = planNumbers;
  const between = travel.minutes ?? travel.km;

  const beside = units.map(() => []);
  scenario.pairs.forEach(([a, b, border, ties]) => {
    beside[a].push({ unit: b, km: border / 1000, ties });
    beside[b].push({ unit: a, km: border / 1000, ties });
  });

  // who counts nowhere: left out, and in no region all the same
  const goneFrom = (division) => new Set(scenario.left_out.filter((unit) => division.of[unit] < 0));

  // only its members inside its own reference region count
  const insideOf = ({ members, parent }) =>
    members.filter((unit) => units[unit].parent === parent);

  // the pairs with others of the same reference region
  const cutBy = (region, gone) => {
    const inside = new Set(insideOf(region));
    const cut = ({ unit }) =>
      units[unit].parent === region.parent && !inside.has(unit) && !gone.has(unit);
    return [...inside].flatMap((unit) => beside[unit].filter(cut));
  };

  const outline = (regions, gone, value) =>
    sum(regions.flatMap((region) => cutBy(region, gone).map(value)));

  // each criterion has the best centre of its own; made by hand without one: any member
  const toCentre = (region, cost) => {
    const inside = insideOf(region);
    const total = (to) =>
      sum(inside.map((from) => cost(between(from, to)) * travel.travellers(from)));
    return Math.min(...travel.possibleCentres(inside).map(total));
  };

  const furthest = (region) => {
    const inside = insideOf(region);
    const longest = (to) => Math.max(...inside.map((from) => between(from, to)));
    return Math.min(...travel.possibleCentres(inside).map(longest));
  };

  const balanceOf = (region) => sum(insideOf(region).map((unit) => scenario.balance.values[unit]));

  // What a region should have of the balanced figure, by reference region with regions; null where
  // that is not known, or is nothing.
  const targetsOf = (regions, gone) => {
    const { target, values } = scenario.balance;
    if (values === null || regions.length === 0) return null;
    const counts = base.parents.map(() => 0);
    regions.forEach(({ parent }) => counts[parent]++);
    const totals = base.parents.map(() => 0);
    units.forEach(({ parent }, unit) => (totals[parent] += gone.has(unit) ? 0 : values[unit]));
    const wanted = totals.map((total, parent) => {
      if (target === "own") return total / counts[parent];
      return target === "all" ? sum(totals) / regions.length : target;
    });
    return wanted.every((figure, parent) => figure > 0 || counts[parent] === 0) ? wanted : null;
  };

  const deviation = (region, targets) => {
    const target = targets[region.parent];
    return Math.abs(balanceOf(region) - target) / target;
  };

  const objective = (values, division) => {
    const parts = Object.entries(scenario.weights).map(([name, weight]) => weight * values[name]);
    if (scenario.coverage !== null) {
      const { reward, values: each } = scenario.coverage;
      const covered = [...units.keys()].filter((unit) => division.of[unit] >= 0);
      parts.push(-reward * sum(covered.map((unit) => (each === null ? 1 : each[unit]))));
    }
    const total = sum(parts);
    return Number.isNaN(total) ? null : total;
  };

  const valuesOf = (regions, division) => {
    const gone = goneFrom(division);
    const targets = targetsOf(regions, gone);
    const total = (cost) => millionths(sum(regions.map(cost)));
    const half = scenario.sides / 2;
    const values = {
      distance: total((region) => toCentre(region, (way) => way)),
      dispersion: total((region) => toCentre(region, (way) => way * way)),
      reach: total(furthest),
      border: millionths(half * outline(regions, gone, ({ km }) => km)),
      ties: millionths(half * outline(regions, gone, ({ ties }) => ties)),
    };
    if (targets !== null) values.balance = total((region) => deviation(region, targets));
    return { ...values, objective: objective(values, division) };
  };

  return { beside, goneFrom, cutBy, balanceOf, targetsOf, valuesOf };
};
