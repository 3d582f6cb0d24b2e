// Regions as every page names and lists them; who keeps them says regionOf, figuresOf and regionsOf.
const membersOf = (region, plan = shown.plan) => figuresOf(plan)[region]?.members ?? [];
const labelOf = (region, plan = shown.plan) => figuresOf(plan)[region].label;
const titleOf = (region, plan = shown.plan) => {
  const { label, largest } = figuresOf(plan)[region];
  return `${label}, ${words.around} ${data.units[largest].name}`;
};
const isCut = ({ regions, outside }) => regions.length + (outside ? 1 : 0) > 1;

// Units that are in another region than in an earlier plan; a region that continues is the same.
const lineAt = (unit, plan) => (regionOf(unit, plan) < 0 ? null : plan.lines[regionOf(unit, plan)]);
const movedUnits = (plan, earlier) => data.units.flatMap(
  (_, n) => (lineAt(n, plan) === lineAt(n, earlier) ? [] : [n]));

// Overlays: the reference regions, then each grouping.
const overlays = [
  { key: "parents", label: words.reference_region, of: (n) => data.units[n].parent,
    names: data.parents.map((parent) => parent.name) },
  ...data.groupings.map((grouping, n) => (
    { key: `overlay${n}`, label: grouping.label, of: (unit) => grouping.of[unit], names: grouping.names })),
];

// The list beside the map: a region, with what is said of it
const list = document.getElementById("region-list");
const listEntry = (region, ...text) => {
  const made = button("region", "", () => chooseRegion(region));
  made.dataset.region = region;
  made.setAttribute("aria-pressed", String(region === shown.region));
  made.append(dot(shown.plan.colours[region]), name(titleOf(region)));
  return element("li", "", made, element("p", "members", ...text));
};
