// What changes for us: the same municipality, or the same region, in the other plans.
const byUnitName = (a, b) => inOrder(data.units[a].name, data.units[b].name);
const namesOf = (units, most = Infinity) => {
  const names = [...units].sort(byUnitName).map((n) => data.units[n].name);
  if (names.length <= most) return enumeration(names);
  const others = fill("others", { count: digits.format(names.length - most + 1) });
  return enumeration([...names.slice(0, most - 1), others]);
};

// Who joins and who leaves, seen from the members of a region now.
const joinsAndLeaves = (before, after, self) => {
  const joins = after.filter((n) => !before.includes(n) && n !== self);
  const leaves = before.filter((n) => !after.includes(n) && n !== self);
  return [
    ...(joins.length ? [" ", ...sentence("change_joins", { members: namesOf(joins) })] : []),
    ...(leaves.length ? [" ", ...sentence("change_leaves", { members: namesOf(leaves) })] : []),
  ];
};

// The same region, maybe under another name, or another one.
const changeKey = (now, other, then) => {
  if (shown.plan.lines[now] !== other.lines[then]) return "change_moves";
  return labelOf(now) === labelOf(then, other) ? "change_still" : "change_renamed";
};

const unitChange = (n, other) => {
  const [now, then] = [regionOf(n), regionOf(n, other)];
  if (then < 0) return now < 0 ? sentence("change_none", {}) : sentence("change_out", {});
  const after = membersOf(then, other);
  const region = name(titleOf(then, other), "strong");
  if (now < 0) return sentence("change_in", { region, members: namesOf(after.filter((m) => m !== n)) });
  const before = membersOf(now);
  const changes = joinsAndLeaves(before, after, n);
  if (!changes.length) return sentence("change_same", { region });
  return [...sentence(changeKey(now, other, then), { region }), ...changes];
};

const regionChange = (region, other) => {
  const line = shown.plan.lines[region];
  const then = regionsOf(other).find((one) => other.lines[one] === line);
  if (then === undefined) return sentence("change_ends", {});
  const changes = joinsAndLeaves(membersOf(region), membersOf(then, other), null);
  const place = { region: name(titleOf(then, other), "strong") };
  return changes.length
    ? [...sentence(changeKey(region, other, then), place), ...changes] : sentence("change_same", place);
};

// One paragraph a plan, under a heading; nothing where there is one plan only.
const changes = (tell) => {
  const others = choices().filter((plan) => plan !== shown.plan);
  if (!others.length) return [];
  return [
    element("h2", "changes-heading", data.steps ? words.changes_years : words.changes_heading),
    element("ul", "changes", ...others.map((other) => element("li", "",
      element("span", "which", name(other.name), ": "), ...tell(other)))),
  ];
};

// From one plan to another, in one sentence: how many move.
const planChange = (plan, earlier) => {
  const all = movedUnits(plan, earlier);
  if (!all.length) return sentence("moved_none", { plan: earlier.name });
  const came = all.filter((n) => regionOf(n, earlier) < 0);
  const gone = all.filter((n) => regionOf(n, plan) < 0);
  const others = new Set([...came, ...gone]);
  const moved = all.filter((n) => !others.has(n));
  const few = (units) => units.length <= 8;
  return [[moved, few(moved) ? "moved_units" : "moved_count"], [came, few(came) ? "came_units" : "came_count"],
    [gone, few(gone) ? "gone_units" : "gone_count"]]
    .filter(([units]) => units.length)
    .flatMap(([units, key]) => [...sentence(key, {
      plan: earlier.name, count: counted(units.length, "units"), units: namesOf(units),
    }), " "]);
};
