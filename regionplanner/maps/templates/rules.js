// The rules that a division breaks: the same as in rules/. Each says which rule, which region (its position, null for the plan as a whole), and the sentence:
// a key of the words, and its places, texts or arrays of units.
const planRules = (base, scenario, travel) => {
  const { units, parents } = base;
  const { sum } = planNumbers;
  const leftOut = new Set(scenario.left_out);
  const locale = scenario.language === "nl" ? "nl-BE" : "en-GB";
  const written = (value, maximumFractionDigits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
  // what is too far never reads as just far enough
  const exceeding = (value, limit) => {
    const nearest = Math.round(value * 10) / 10;
    return written(nearest > limit ? nearest : Math.ceil(value * 10) / 10, 1);
  };
  const range = ([least, most]) =>
    least === most ? written(least) : `${written(least)}–${written(most)}`;
  const beyond = (count, [least, most]) => count < least || count > most;
  const listed = (texts) =>
    [texts.slice(0, -1).join(", "), ...texts.slice(-1)].filter(Boolean).join(` ${scenario.and} `);

  const ofAll = (rule, key, places) => ({ rule, region: null, key, places });
  const ofOne = (region, rule, key, places = {}) => ({
    rule,
    region: region.position,
    key,
    places: { region: region.label, ...places },
  });

  const neighbours = units.map(() => []);
  scenario.pairs.forEach(([a, b]) => {
    neighbours[a].push(b);
    neighbours[b].push(a);
  });

  const complete = ({ of }) => {
    const planned = [...units.keys()].filter((unit) => !leftOut.has(unit));
    const members = planned.filter((unit) => of[unit] < 0);
    if (scenario.coverage === null) {
      const key = members.length === 1 ? "broken_complete_one" : "broken_complete_many";
      return members.length > 0 ? [ofAll("complete", key, { members })] : [];
    }
    const { least, most } = scenario.coverage;
    const [count, found] = [planned.length - members.length, []];
    const said = (key, limit) =>
      found.push(ofAll("complete", key, { count: written(count), limit: written(limit) }));
    if (least !== null && count < least) said("broken_complete_least", least);
    if (most !== null && count > most) said("broken_complete_most", most);
    return found;
  };

  const numbers = (regions) => {
    const found = [];
    if (scenario.regions !== null && beyond(regions.length, scenario.regions)) {
      const places = { count: written(regions.length), wanted: range(scenario.regions) };
      found.push(ofAll("number", "broken_number", places));
    }
    scenario.regions_per.forEach(([code, ...wanted]) => {
      const inside = regions.filter(({ members }) => members.some((u) => units[u].parent === code));
      if (!beyond(inside.length, wanted)) return;
      const count = written(inside.length);
      const places = { count, wanted: range(wanted), parent: parents[code].name };
      found.push(ofAll("number", "broken_number_in", places));
    });
    return found;
  };

  const together = ({ of }) => {
    const cut = scenario.together.filter(
      (group) => new Set(group.units.map((unit) => of[unit]).filter((r) => r >= 0)).size > 1,
    );
    return cut.map(({ units: members, column }) =>
      column === null
        ? ofAll("together", "broken_together", { members })
        : ofAll("together", "broken_together_column", { members, column }),
    );
  };

  const apart = (regions, { of }) =>
    scenario.apart
      .filter(([a, b]) => of[a] >= 0 && of[a] === of[b])
      .map((members) => {
        const region = regions.find(({ position }) => position === of[members[0]]);
        return ofOne(region, "apart", "broken_apart", { members });
      });

  const outside = ({ of }) => {
    const members = scenario.left_out.filter((unit) => of[unit] >= 0);
    const key = members.length === 1 ? "broken_complete_left_out_one" : "broken_complete_left_out_many";
    return members.length > 0 ? [ofAll("complete", key, { members })] : [];
  };

  const same = (members, lock) => String(members) === String(lock.units);

  const locked = (regions) =>
    scenario.locked
      .filter((lock) => !regions.some(({ members }) => same(members, lock)))
      .map((lock) =>
        ofAll("locked", "broken_locked", { lock: lock.label, members: lock.units }),
      );

  const size = (region) => {
    const { length } = region.members;
    if (!beyond(length, scenario.sizes)) return [];
    const key = length === 1 ? "broken_size_one" : "broken_size_many";
    return [ofOne(region, "size", key, { count: written(length), size: scenario.size })];
  };

  const nested = (region) => {
    const members = region.members.filter((unit) => units[unit].parent !== region.parent);
    if (members.length === 0) return [];
    const others = [...new Set(members.map((unit) => units[unit].parent))].sort((a, b) => a - b);
    const places = {
      parent: parents[region.parent].name,
      others: listed(others.map((parent) => parents[parent].name)),
      members,
    };
    return [ofOne(region, "nested", "broken_nested", places)];
  };

  const partsOf = (members) => {
    const [left, parts] = [new Set(members), []];
    members.forEach((start) => {
      if (!left.delete(start)) return;
      const part = [start];
      // grows while it is walked
      for (const unit of part) part.push(...neighbours[unit].filter((other) => left.delete(other)));
      parts.push(part.sort((one, other) => one - other));
    });
    return parts.sort((one, other) => other.length - one.length);
  };

  const contiguous = (region) => {
    const [, ...loose] = partsOf(region.members);
    return loose.map((members) => {
      const key = members.length === 1 ? "broken_contiguous_one" : "broken_contiguous_many";
      return ofOne(region, "contiguous", key, { members });
    });
  };

  const beyondBound = (region, { figure, allowed, least, most, values }) => {
    const total = sum(region.members.map((unit) => values[unit] ?? 0));
    if (!beyond(total, [least ?? -Infinity, most ?? Infinity])) return [];
    const places = { total: written(total, 2), figure, allowed };
    return [ofOne(region, "bounds", "broken_bounds", places)];
  };
  const bounds = (region) => scenario.bounds.flatMap((bound) => beyondBound(region, bound));

  const without = (region) =>
    scenario.member_bounds
      .filter(({ units: reaching }) => !region.members.some((unit) => reaching.includes(unit)))
      .map(({ rule, figure, least }) => ofOne(region, rule, `broken_${rule}`, { figure, least }));

  // by the mean of all regions or of those of the reference region: another one in another division
  const meanBounds = (region, regions) => {
    const parentOf = (members) => units[members[0]].parent;
    const parent = parentOf(region.members);
    const inside = regions.filter(({ members }) => parentOf(members) === parent).length;
    return scenario.mean_bounds.flatMap(({ figure, own, least, most, values }) => {
      const counts = (unit, n) => (!own || unit.parent === parent) && !leftOut.has(n);
      const planned = values.filter((_, n) => counts(units[n], n)).map((value) => value ?? 0);
      const mean = sum(planned) / (own ? inside : regions.length);
      const whole = planned.every(Number.isInteger);
      // as in rules/resolved.py: to a millionth, small ones to seven digits, to whole where all are whole
      const finer = 10 ** (Math.abs(mean) >= 1e-3 ? 6 : 6 - Math.floor(Math.log10(Math.abs(mean) || 1)));
      const limit = (side, toWhole) => {
        if (side === null) return null;
        if (side.share === undefined) return side.number;
        const value = Math.round(mean * (1 + side.share) * finer) / finer;
        return whole ? toWhole(value) : value;
      };
      const [low, high] = [limit(least, Math.ceil), limit(most, Math.floor)];
      const allowed = [low, high].map((value) => (value === null ? "…" : written(value, 2)));
      const found = { figure, allowed: allowed.join("–"), least: low, most: high, values };
      return beyondBound(region, found);
    });
  };

  // the longest way of those that are limited
  const far = (region, { rule, way, toCentre, most }) => {
    const { members, centre } = region;
    const ends = toCentre ? [centre] : members;
    const { from, to, length } = members
      .flatMap((from) => ends.map((to) => ({ from, to, length: way(from, to) ?? 0 })))
      .reduce((a, b) => (b.length > a.length ? b : a));
    if (length <= most) return [];
    const places = { length: exceeding(length, most), limit: written(most, 3) };
    const named = toCentre ? { members: [from], centre: [to] } : { members: [from, to] };
    return [ofOne(region, rule, `broken_${rule}`, { ...places, ...named })];
  };

  const notNearest = (region) => {
    const { members, centre } = region;
    if (travel.outside(members).length === 0) return [];
    const limit = String(scenario.near[centre].length);
    const others = members.filter((unit) => !travel.isNear(unit, centre));
    const places = { limit, members: others, centre: [centre] };
    return [ofOne(region, "neighbourhood", "broken_neighbourhood", places)];
  };

  const each = (region, regions) => {
    const given = scenario.locked.filter((lock) => same(region.members, lock));
    const withoutCentre = !region.members.some(travel.mayBeCentre);
    return [
      ...(given.some((lock) => lock.exception) ? [] : size(region)),
      ...nested(region),
      ...contiguous(region),
      ...(withoutCentre ? [ofOne(region, "centres", "broken_centres")] : []),
      ...(given.length > 0 ? [] : [...bounds(region), ...meanBounds(region, regions), ...without(region)]),
      ...(given.length > 0 ? [] : [...travel.limits.flatMap((limit) => far(region, limit)), ...notNearest(region)]),
    ];
  };

  return (regions, division) => [
    ...complete(division),
    ...outside(division),
    ...numbers(regions),
    ...locked(regions),
    ...together(division),
    ...apart(regions, division),
    ...regions.flatMap((region) => each(region, regions)),
  ];
};
