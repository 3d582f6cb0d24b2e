// Distances, travel times and the centre of a region: the same as in objective/parents.py.
const planNumbers = (() => {
  // to the nearest whole number, and of two to the even one
  const rint = (value) => {
    const up = Math.round(value);
    return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
  };
  return {
    rint,
    // costs are whole numbers of 1e-6, so that equals are equals, in whatever order they are added
    quanta: (value, weight = 1) => rint(value * (weight / 1e-6)),
    // to millionths; a smaller one to as many digits, as in score/scorecard.py
    millionths: (value) => (Math.abs(value) >= 1 ? rint(value * 1e6) / 1e6 : Number(value.toPrecision(6))),
    sum: (values) => values.reduce((total, value) => total + value, 0),
  };
})();

const planTravel = (base, scenario) => {
  const { units, minutes: times } = base;
  const { quanta, sum } = planNumbers;

  const km = (a, b) => {
    const [x, y] = [units[a].x - units[b].x, units[a].y - units[b].y];
    return Math.sqrt(x * x + y * y) / 1000;
  };

  const sizes = base.parents.map(() => 0);
  const places = units.map(({ parent }) => sizes[parent]++);
  const pair = (a, b) => a * units.length + b;
  const across = new Map(times && times.across.map(([a, b, minutes]) => [pair(a, b), minutes]));

  // null where the time is not known
  const minutes = (a, b) => {
    const { parent } = units[a];
    if (parent !== units[b].parent) return across.get(pair(a, b)) ?? null;
    return times.inside[parent][places[a] * sizes[parent] + places[b]];
  };

  const travellers = (unit) => (scenario.travellers ? scenario.travellers[unit] : 1);
  const centres = new Set(scenario.centres ?? units.keys());
  const mayBeCentre = (unit) => centres.has(unit);

  const nearest = (scenario.near ?? []).map((some) => some && new Set(some));
  const isNear = (from, to) => !nearest[to] || nearest[to].has(from);

  // as in rules/limits.py: the name says which ways are limited, and whether to the centre only
  const limits = Object.keys(scenario)
    .filter((rule) => /^max_.*_(km|min)$/.test(rule) && scenario[rule] !== null)
    .map((rule) => ({
      rule, most: scenario[rule], toCentre: rule.includes("centre"),
      way: rule.endsWith("_km") ? km : times && minutes,
    }))
    .filter(({ way }) => way !== null);
  const toCentre = limits.filter((limit) => limit.toCentre);
  const withinReach = (from, to) =>
    from === to || toCentre.every(({ way, most }) => (way(from, to) ?? 0) <= most);

  // Who can be the centre: where nobody can be it, reach is forgotten, and then who may be.
  const possibleCentres = (members) => {
    const allowed = members.filter(mayBeCentre);
    const near = allowed.filter((to) => members.every((from) => withinReach(from, to)));
    return [near, allowed, members].find((some) => some.length > 0);
  };

  // The members that are not near the one that most are near.
  const outside = (members) => {
    const allowed = members.filter(mayBeCentre);
    return (allowed.length > 0 ? allowed : members)
      .map((to) => members.filter((from) => !isNear(from, to)))
      .reduce((a, b) => (b.length < a.length ? b : a));
  };

  // Of those who can be it the one with the least travel, and of equals the first.
  const centre = (members) => {
    const known = () => members.every((a) => members.every((b) => minutes(a, b) !== null));
    const way = times !== null && known() ? minutes : km;
    const weight = (from, to) =>
      quanta(way(from, to) * (travellers(from) / scenario.traveller_unit));
    const total = (to) => sum(members.map((from) => weight(from, to)));
    return possibleCentres(members).map((to) => [total(to), to]).reduce((a, b) => (b[0] < a[0] ? b : a))[1];
  };

  return { km, limits, minutes: times && minutes, travellers, mayBeCentre, possibleCentres, isNear, outside, centre };
};
