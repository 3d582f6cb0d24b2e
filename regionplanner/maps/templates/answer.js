// The answer: which region, with whom, why here, and what if.
const answer = document.getElementById("answer");

const say = (colour, ...content) => {
  answer.hidden = false;
  answer.style.borderLeftColor = colour ?? "";
  answer.replaceChildren(...content);
};

const button = (className, text, act) => {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};
const wholeMapButton = () => button("quiet", words.whole_map, showEverything);

const km = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const known = (value, format = digits) => (value === null ? words.unknown : format.format(value));

// What nobody is known to have is not on the page: data of elsewhere can be without inhabitants.
const has = (figure) => data.counted.includes(figure);

const facts = (region, unit) => {
  const { members, inhabitants, ...own } = figuresOf(shown.plan)[region];
  const parent = unit === undefined ? own.parent : data.units[unit].parent; // a variant may nest badly
  const key = inhabitants !== null ? "facts" : has("inhabitants") ? "facts_unknown" : "facts_bare";
  const note = shown.plan.notes[shown.plan.division.codes[region]];
  return element("p", "facts", ...sentence(key, {
    units: counted(members.length, "units"),
    inhabitants: inhabitants === null ? "" : digits.format(inhabitants),
    parent: data.parents[parent].name,
  }), note && !shown.plan.isVariant ? ` ${note}` : "");
};

// "blijft samen", or with which regions a group is shared
const regionNames = (regions) => enumeration(regions.map((one) => labelOf(one)).sort(inOrder));
const groupFate = (group) => {
  const { regions, outside, members } = group;
  if (isTooLarge(group)) return sentence("group_too_large", { count: counted(members.length, "units") });
  if (regions.length === 1 && !outside) return sentence("group_kept", {});
  if (!regions.length) return sentence("group_outside", {});
  return sentence(outside ? "group_cut_outside" : "group_cut", { regions: regionNames(regions) });
};

// Groups with a member in a region, each once, those of one municipality aside.
const groupsIn = (region, g) => groupsOf(shown.plan)[g]
  .map((group, code) => ({ ...group, name: data.groupings[g].names[code] }))
  .filter(({ members, regions }) => members.length > 1 && regions.includes(region));

// An area is no group that could be a region; the municipalities of a variant can be in several.
const areaNames = (region, { names, of }) => [...new Set(membersOf(region).map((n) => names[of[n]]))]
  .filter((one) => one !== undefined);

const groupFacts = (region) => data.groupings.flatMap((grouping, g) => {
  if (grouping.area) return [element("dt", "", grouping.label), element("dd", "", enumeration(areaNames(region, grouping)))];
  const groups = groupsIn(region, g);
  const large = groups.filter(isTooLarge).map((group) => group.name);
  const kept = groups.filter((group) => !isTooLarge(group) && !isCut(group)).map((group) => group.name);
  const cut = groups.filter((group) => !isTooLarge(group) && isCut(group));
  if (!groups.length) return [];
  const told = element("dd", "");
  if (kept.length) told.append(element("p", "", ...sentence("groups_kept", { groups: enumeration(kept) })));
  cut.forEach((group) => {
    const others = group.regions.filter((one) => one !== region);
    const key = others.length ? "groups_cut" : "group_partly";
    told.append(element("p", "cut", ...sentence(key, { group: group.name, regions: regionNames(others) })));
  });
  if (large.length) told.append(element("p", "", ...sentence("groups_too_large", { groups: enumeration(large) })));
  return [element("dt", "", grouping.labels), told];
});

const regionLink = (region) => {
  const link = button("link", "", () => chooseRegion(region));
  link.append(name(labelOf(region)));
  return link;
};
const linkList = (regions) => element("dd", "links", ...regions.flatMap(
  (one, n) => [n ? ", " : "", regionLink(one)]));

const regionFacts = (region) => {
  const one = figuresOf(shown.plan)[region];
  const rows = [
    [words.centre, data.units[one.centre].name],
    ...(has("children") ? [[words.children, known(one.children)]] : []),
    [words.area, `${digits.format(one.area)} km²`],
    [words.to_centre, fill("mean_and_max", { mean: known(one.meanKm, km), max: known(one.maxKm, km) })],
  ];
  if (one.meanMin !== null) {
    rows.push([words.travel_to_centre,
      fill("mean_and_max_min", { mean: km.format(one.meanMin), max: km.format(one.maxMin) })]);
  }
  return element("dl", "region-facts",
    ...rows.flatMap(([term, value]) => [element("dt", "", term), element("dd", "", name(value))]),
    ...groupFacts(region),
    element("dt", "", words.neighbours),
    one.neighbours.length ? linkList(one.neighbours) : element("dd", "", words.no_neighbours));
};
const namedAfter = () => element("p", "hint", words[has("inhabitants") ? "named_after" : "named_after_area"]);

// What there is to know of one municipality: its way to the centre, and its own groups.
const unitFacts = (n) => {
  const { centre } = figuresOf(shown.plan)[regionOf(n)];
  const items = [n === centre
    ? sentence("is_centre", { name: data.units[n].name })
    : sentence("way_to_centre", { centre: data.units[centre].name, km: km.format(wayKm(n, centre)) })];
  data.groupings.forEach((grouping, g) => {
    const code = grouping.of[n];
    if (grouping.area && code >= 0) {
      const own = grouping.names[code];
      items.push([`${grouping.label} `, name(own, "em"), data.areas?.[own] ? `: ${data.areas[own]}` : ""]);
    }
    if (code < 0 || grouping.area || groupsOf(shown.plan)[g][code].members.length < 2) return;
    items.push([`${grouping.label} `, name(grouping.names[code], "em"), " ",
      ...groupFate(groupsOf(shown.plan)[g][code])]);
  });
  return element("ul", "unit-facts", ...items.map((item) => element("li", "", ...item)));
};
const wayKm = (a, b) => Math.hypot(
  data.units[a].x - data.units[b].x, data.units[a].y - data.units[b].y) / 1000;

// What is folded away stays so while one looks at other regions.
const folded = new Map();
const foldable = (key, heading, isOpen, ...content) => {
  const made = element("details", "fold", element("summary", "", heading), ...content);
  made.open = folded.get(key) ?? isOpen;
  made.addEventListener("toggle", () => folded.set(key, made.open));
  return made;
};
const roomy = () => window.matchMedia("(min-width: 801px) and (min-height: 481px)").matches;

const toMapButton = () => button("quiet to-map", words.to_map, () => {
  document.querySelector(".map").scrollIntoView({ block: "start" });
});

// Why: of a reference region that is left out as a whole.
const whyOut = (n) => {
  const parent = data.parents[data.units[n].parent];
  const why = shown.plan.out[parent.code];
  return why ? [" ", name(parent.name), `: ${why}`] : [];
};

// Who is in no region yet: when it is, on a page of steps in time.
const start = (n, who) => {
  const first = plans.find((plan) => regionOf(n, plan) >= 0);
  if (!first) return sentence("answer_never", { name: who, year: plans[plans.length - 1].name });
  return sentence("answer_starts", { name: who, year: first.name, region: name(titleOf(regionOf(n, first), first)) });
};
const outsideText = (n, who) => {
  if (!shown.plan.later.has(n)) return [...sentence("answer_outside", { name: who }), ...whyOut(n)];
  return data.steps ? start(n, who) : sentence("answer_later", { name: who });
};

const sayUnit = (n, alias) => {
  const who = name(data.units[n].name, "strong");
  const region = regionOf(n);
  const also = alias ? [element("p", "alias", ...sentence("is_part_of", { alias, name: data.units[n].name }))] : [];
  const change = changes((other) => unitChange(n, other));
  if (region < 0) {
    say(null, ...also, element("p", "", ...outsideText(n, who)), ...change, moveControl(n),
      wholeMapButton());
    return;
  }
  const others = membersOf(region).filter((other) => other !== n);
  const key = others.length ? "answer" : "answer_alone";
  const places = { name: who, region: name(titleOf(region), "strong"), others: namesOf(others) };
  say(shown.plan.colours[region], ...also, element("p", "", ...sentence(key, places)), facts(region, n), toMapButton(),
    ...change, moveControl(n),
    foldable("unit", fill("about_unit", { name: data.units[n].name }), roomy(), unitFacts(n)),
    foldable("region", fill("about_region", { region: labelOf(region) }), false, regionFacts(region), namedAfter()),
    wholeMapButton());
};

const sayRegion = (region) => {
  const places = {
    region: name(titleOf(region), "strong"), members: namesOf(membersOf(region)),
  };
  say(shown.plan.colours[region], element("p", "", ...sentence("answer_region", places)), facts(region),
    ...changes((other) => regionChange(region, other)),
    foldable("region alone", fill("about_region", { region: labelOf(region) }), true, regionFacts(region), namedAfter()),
    wholeMapButton());
};

const MOST_CHOICES = 12;
const sayChoices = (key, text, units, alias) => {
  const buttons = units.slice(0, MOST_CHOICES).map((n) => {
    const made = button("", "", () => chooseUnit(n, true, alias));
    made.append(name(alias ? fill("alias_in", { alias, name: shownName(n) }) : shownName(n)));
    return made;
  });
  say(null, element("p", "", ...sentence(key, { query: text })), element("div", "choices", ...buttons),
    ...(units.length > MOST_CHOICES ? [element("p", "hint", fill("search_more", { count: digits.format(units.length - MOST_CHOICES) }))] : []));
};

// The answer again, after the plan has changed.
const sayAgain = () => {
  if (shown.unit !== null) sayUnit(shown.unit);
  else if (shown.region !== null && figuresOf(shown.plan)[shown.region]) sayRegion(shown.region);
  else showEverything();
};
