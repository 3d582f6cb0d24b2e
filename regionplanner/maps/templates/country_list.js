// The list beside the map: reference regions that unfold to their regions.
const entryOf = (region) => {
  const note = shown.plan.notes[shown.plan.division.codes[region]];
  return listEntry(region, `${counted(membersOf(region).length, "units")}${note ? `. ${note}` : ""}`);
};
const drawList = () => {
  const { plan } = shown;
  const regions = data.parents.map(() => []);
  regionsOf().forEach((region) => regions[plan.parents[region]].push(region));
  list.replaceChildren(...data.parents.map((parent, p) => {
    const waiting = [...plan.waiting].some((group) => plan.parents[group] === p);
    const made = element("details", "parent", element("summary", "", name(parent.name),
      element("span", "count", ` ${regions[p].length || waiting ? counted(regions[p].length, "regions") : words.parent_out}`)));
    made.addEventListener("toggle", () => {
      if (!made.open || made.querySelector("ul")) return;
      made.append(element("ul", "regions", ...regions[p].map(entryOf)));
      if (!waiting) return;
      const units = data.units.flatMap((unit, n) => (unit.parent === p && plan.later.has(n) ? [n] : []));
      made.append(element("p", "waiting", ...sentence("later_list", { members: namesOf(units) })));
    });
    return made;
  }));
};
