// The rules that a division breaks: the same as in rules/. Each says which rule, which region (its
// position, null for the plan as a whole), and the sentence: a key of the words, and its places,
// texts or arrays of units.
import { sum } from "./numbers.js";

/**
 * @import {
 *   BaseValues, Bound, BoundSide, Division, Limit, Lock, Region, ScenarioValues, Travel, Violation
 * } from "../types.d.ts"
 */

/**
 * @param {BaseValues} base
 * @param {ScenarioValues} scenario
 * @param {Travel} travel
 * @returns {(regions: Region[], division: Division) => Violation[]}
 */
export const planRules = (base, scenario, travel) => {
  const { units, parents } = base;
  const leftOut = new Set(scenario.left_out);
  const locale = scenario.language === "nl" ? "nl-BE" : "en-GB";
  /** @param {number} value */
  const written = (value, maximumFractionDigits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
  /**
   * What is too far never reads as just far enough.
   * @param {number} value
   * @param {number} limit
   */
  const exceeding = (value, limit) => {
    const nearest = Math.round(value * 10) / 10;
    return written(nearest > limit ? nearest : Math.ceil(value * 10) / 10, 1);
  };
  /** @param {[number, number]} counts */
  const range = ([least, most]) =>
    least === most ? written(least) : `${written(least)}–${written(most)}`;
  /** @param {number} count @param {[number, number]} range */
  const beyond = (count, [least, most]) => count < least || count > most;
  /** @param {string[]} texts */
  const listed = (texts) =>
    [texts.slice(0, -1).join(", "), ...texts.slice(-1)].filter(Boolean).join(` ${scenario.and} `);

  /**
   * @param {string} rule
   * @param {string} key
   * @param {Violation["places"]} places
   * @returns {Violation}
   */
  const ofAll = (rule, key, places) => ({ rule, region: null, key, places });
  /**
   * @param {Region} region
   * @param {string} rule
   * @param {string} key
   * @param {Violation["places"]} places
   * @returns {Violation}
   */
  const ofOne = (region, rule, key, places = {}) => ({
    rule,
    region: region.position,
    key,
    places: { region: region.label, ...places },
  });

  /** @type {number[][]} */
  const neighbours = units.map(() => []);
  scenario.pairs.forEach(([a, b]) => {
    neighbours[a].push(b);
    neighbours[b].push(a);
  });

  /** @param {Division} division */
  const complete = ({ of }) => {
    const planned = [...units.keys()].filter((unit) => !leftOut.has(unit));
    const members = planned.filter((unit) => of[unit] < 0);
    if (scenario.coverage === null) {
      const key = members.length === 1 ? "broken_complete_one" : "broken_complete_many";
      return members.length > 0 ? [ofAll("complete", key, { members })] : [];
    }
    const { least, most } = scenario.coverage;
    const count = planned.length - members.length;
    /** @type {Violation[]} */
    const found = [];
    /** @param {string} key @param {number} limit */
    const said = (key, limit) =>
      found.push(ofAll("complete", key, { count: written(count), limit: written(limit) }));
    if (least !== null && count < least) said("broken_complete_least", least);
    if (most !== null && count > most) said("broken_complete_most", most);
    return found;
  };

  /** @param {Region[]} regions */
  const numbers = (regions) => {
    /** @type {Violation[]} */
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

  /** @param {Division} division */
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

  /** @param {Region[]} regions @param {Division} division */
  const apart = (regions, { of }) =>
    scenario.apart
      .filter(([a, b]) => of[a] === of[b])
      .flatMap((members) => {
        const region = regions.find(({ position }) => position === of[members[0]]);
        return region ? [ofOne(region, "apart", "broken_apart", { members })] : [];
      });

  /** @param {Division} division */
  const outside = ({ of }) => {
    const members = scenario.left_out.filter((unit) => of[unit] >= 0);
    const key = `broken_complete_left_out_${members.length === 1 ? "one" : "many"}`;
    return members.length > 0 ? [ofAll("complete", key, { members })] : [];
  };

  /** @param {number[]} members @param {Lock} lock */
  const same = (members, lock) => String(members) === String(lock.units);

  /** @param {Region[]} regions */
  const locked = (regions) =>
    scenario.locked
      .filter((lock) => !regions.some(({ members }) => same(members, lock)))
      .map((lock) =>
        ofAll("locked", "broken_locked", { lock: lock.label, members: lock.units }),
      );

  /** @param {Region} region */
  const size = (region) => {
    const { length } = region.members;
    if (!beyond(length, scenario.sizes)) return [];
    const key = length === 1 ? "broken_size_one" : "broken_size_many";
    return [ofOne(region, "size", key, { count: written(length), size: scenario.size })];
  };

  /** @param {Region} region */
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

  /** @param {number[]} members */
  const partsOf = (members) => {
    const left = new Set(members);
    /** @type {number[][]} */
    const parts = [];
    members.forEach((start) => {
      if (!left.delete(start)) return;
      const part = [start];
      // grows while it is walked
      for (const unit of part) part.push(...neighbours[unit].filter((other) => left.delete(other)));
      parts.push(part.sort((one, other) => one - other));
    });
    return parts.sort((one, other) => other.length - one.length);
  };

  /** @param {Region} region */
  const contiguous = (region) => {
    const [, ...loose] = partsOf(region.members);
    return loose.map((members) => {
      const key = members.length === 1 ? "broken_contiguous_one" : "broken_contiguous_many";
      return ofOne(region, "contiguous", key, { members });
    });
  };

  /** @param {Region} region @param {Bound} bound */
  const beyondBound = (region, { figure, allowed, least, most, values }) => {
    const total = sum(region.members.map((unit) => values[unit] ?? 0));
    if (!beyond(total, [least ?? -Infinity, most ?? Infinity])) return [];
    const places = { total: written(total, 2), figure, allowed };
    return [ofOne(region, "bounds", "broken_bounds", places)];
  };
  /** @param {Region} region */
  const bounds = (region) => scenario.bounds.flatMap((bound) => beyondBound(region, bound));

  /** @param {Region} region */
  const without = (region) =>
    scenario.member_bounds
      .filter(({ units: reaching }) => !region.members.some((unit) => reaching.includes(unit)))
      .map(({ rule, figure, least }) => ofOne(region, rule, `broken_${rule}`, { figure, least }));

  // as in rules/resolved.py: to a millionth, small ones to seven digits
  /** @param {number} mean */
  const fineness = (mean) =>
    10 ** (Math.abs(mean) >= 1e-3 ? 6 : 6 - Math.floor(Math.log10(Math.abs(mean) || 1)));

  /**
   * By the mean of all regions or of those of the reference region: another one in another division.
   * @param {Region} region
   * @param {Region[]} regions
   */
  const meanBounds = (region, regions) => {
    /** @param {number[]} members */
    const parentOf = (members) => units[members[0]].parent;
    const parent = parentOf(region.members);
    const inside = regions.filter(({ members }) => parentOf(members) === parent).length;
    return scenario.mean_bounds.flatMap(({ figure, own, least, most, values }) => {
      const planned = values
        .filter((_, n) => (!own || units[n].parent === parent) && !leftOut.has(n))
        .map((value) => value ?? 0);
      const mean = sum(planned) / (own ? inside : regions.length);
      const whole = planned.every(Number.isInteger); // of whole figures the limit is whole
      const finer = fineness(mean);
      /** @param {BoundSide | null} side @param {(value: number) => number} toWhole */
      const limit = (side, toWhole) => {
        if (side?.share === undefined) return side?.number ?? null;
        const value = Math.round(mean * (1 + side.share) * finer) / finer;
        return whole ? toWhole(value) : value;
      };
      const [low, high] = [limit(least, Math.ceil), limit(most, Math.floor)];
      const allowed = [low, high].map((value) => (value === null ? "…" : written(value, 2)));
      const found = { figure, allowed: allowed.join("–"), least: low, most: high, values };
      return beyondBound(region, found);
    });
  };

  /**
   * The longest way of those that are limited.
   * @param {Region} region
   * @param {Limit} limit
   */
  const far = (region, { rule, way, toCentre, most }) => {
    const { members, centre } = region;
    const ends = toCentre ? [centre] : members;
    const { from, to, length } = members
      .flatMap((a) => ends.map((b) => ({ from: a, to: b, length: way(a, b) ?? 0 })))
      .reduce((a, b) => (b.length > a.length ? b : a));
    if (length <= most) return [];
    const places = { length: exceeding(length, most), limit: written(most, 3) };
    return [
      ofOne(region, rule, `broken_${rule}`, {
        ...places,
        ...(toCentre ? { members: [from], centre: [to] } : { members: [from, to] }),
      }),
    ];
  };

  /** @param {Region} region */
  const notNearest = (region) => {
    const { members, centre } = region;
    const near = scenario.near?.[centre];
    if (!near || travel.outside(members).length === 0) return [];
    const limit = String(near.length);
    const others = members.filter((unit) => !travel.isNear(unit, centre));
    const places = { limit, members: others, centre: [centre] };
    return [ofOne(region, "neighbourhood", "broken_neighbourhood", places)];
  };

  /**
   * What does not hold for a region that was given.
   * @param {Region} region
   * @param {Region[]} regions
   */
  const judged = (region, regions) => [
    ...bounds(region),
    ...meanBounds(region, regions),
    ...without(region),
    ...travel.limits.flatMap((limit) => far(region, limit)),
    ...notNearest(region),
  ];

  /** @param {Region} region @param {Region[]} regions */
  const each = (region, regions) => {
    const given = scenario.locked.filter((lock) => same(region.members, lock));
    const withoutCentre = !region.members.some(travel.mayBeCentre);
    return [
      ...(given.some((lock) => lock.exception) ? [] : size(region)),
      ...nested(region),
      ...contiguous(region),
      ...(withoutCentre ? [ofOne(region, "centres", "broken_centres")] : []),
      ...(given.length > 0 ? [] : judged(region, regions)),
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
