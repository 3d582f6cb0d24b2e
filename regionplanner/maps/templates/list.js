// The list beside the map: regions by reference region.
const entryOf = (region) => {
  const units = membersOf(region);
  const note = shown.plan.isVariant ? "" : shown.plan.notes[shown.plan.division.codes[region]];
  return listEntry(region, `${counted(units.length, "units")}: `, namesOf(units), note ? ` ${note}` : "");
};
const drawList = () => {
  list.replaceChildren(...data.parents.flatMap((parent, p) => {
    const regions = regionsOf().filter((region) => figuresOf(shown.plan)[region].parent === p);
    const waiting = data.units.flatMap((unit, n) => (
      unit.parent === p && regionOf(n) < 0 && shown.plan.later.has(n) ? [n] : []));
    if (!regions.length && !waiting.length) return [];
    return [
      element("h3", "", name(parent.name)),
      element("ul", "regions", ...regions.map(entryOf)),
      ...(waiting.length
        ? [element("p", "waiting", ...sentence("later_list", { members: namesOf(waiting) }))] : []),
    ];
  }));
};
