// All regions as a table that can be sorted; it says in words and numbers what the map shows.
const table = document.getElementById("regions-table");
const tablePanel = document.getElementById("table-panel");
const cutIn = (region, g) => groupsIn(region, g)
  .filter((group) => !isTooLarge(group) && isCut(group)).length;

const numeric = (value, format = digits) => ({ text: known(value, format), sort: value ?? -1, number: true });
const COLUMNS = [
  ["region", (n) => ({ text: titleOf(n), sort: titleOf(n), region: n })],
  ["reference_region", (n, one) => ({ text: data.parents[one.parent].name, sort: data.parents[one.parent].name })],
  ["members_heading", (n, one) => numeric(one.members.length)],
  ["inhabitants", (n, one) => numeric(one.inhabitants)],
  ["children", (n, one) => numeric(one.children)],
  ["area_heading", (n, one) => numeric(one.area)],
  ["centre", (n, one) => ({ text: data.units[one.centre].name, sort: data.units[one.centre].name })],
  ["mean_heading", (n, one) => numeric(one.meanKm, km)],
  ["max_heading", (n, one) => numeric(one.maxKm, km)],
  ...data.groupings.map((grouping, g) => (
    [null, (n) => numeric(cutIn(n, g)), fill("cut_heading", { groups: grouping.labels })])),
];

const sorting = { column: 1, down: false };
const compare = (a, b) => (typeof a === "number" ? a - b : inOrder(a, b));

const drawTable = () => {
  if (tablePanel.hidden) return;
  const heads = COLUMNS.map(([key, , text], n) => {
    const head = element("th", "", button("sort", text ?? words[key], () => {
      Object.assign(sorting, { column: n, down: sorting.column === n && !sorting.down });
      drawTable();
      table.querySelectorAll("th button")[n].focus();
    }));
    head.scope = "col";
    if (n === sorting.column) head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
    return head;
  });
  const rows = regionsOf().map((region) => COLUMNS.map(
    ([, value]) => value(region, figuresOf(shown.plan)[region])));
  const order = (a, b) => compare(a[sorting.column].sort, b[sorting.column].sort)
    || compare(a[0].sort, b[0].sort);
  rows.sort((a, b) => (sorting.down ? order(b, a) : order(a, b)));
  table.replaceChildren(
    element("caption", "", fill("table_caption", { plan: shown.plan.name })),
    element("thead", "", element("tr", "", ...heads)),
    element("tbody", "", ...rows.map((row) => element("tr", "", ...row.map((cell, n) => {
      const made = element(n ? "td" : "th", cell.number ? "number" : "", n ? name(cell.text) : regionButton(cell.region));
      if (!n) made.scope = "row";
      return made;
    })))));
};

const dot = (colour) => {
  const made = element("span", "dot");
  made.style.setProperty("--fill", colour);
  return made;
};
const regionButton = (region) => {
  const made = button("link", "", () => chooseRegion(region));
  made.append(dot(shown.plan.colours[region]), name(titleOf(region)));
  return made;
};

const tableButton = document.getElementById("table-button");
const showTable = (on) => {
  tablePanel.hidden = !on;
  tableButton.setAttribute("aria-expanded", String(on));
  drawTable();
  map.stop();
  map.invalidateSize({ animate: false });
  if (on && !roomy()) tablePanel.scrollIntoView({ block: "start" });
  if (shown.region !== null) flyTo(bounds(membersOf(shown.region)), false);
};
tableButton.addEventListener("click", () => showTable(tablePanel.hidden));
document.getElementById("table-close").addEventListener("click", () => {
  showTable(false);
  tableButton.focus();
});

// The list beside the map: regions by reference region.
const list = document.getElementById("region-list");
const listEntry = (region) => {
  const made = button("region", "", () => chooseRegion(region));
  made.dataset.region = region;
  made.setAttribute("aria-pressed", "false");
  made.append(dot(shown.plan.colours[region]), name(titleOf(region)));
  const units = membersOf(region);
  const note = shown.plan.isVariant ? "" : shown.plan.notes[shown.plan.division.codes[region]];
  return element("li", "", made, element("p", "members",
    `${counted(units.length, "units")}: `, namesOf(units), note ? ` ${note}` : ""));
};
const drawList = () => {
  list.replaceChildren(...data.parents.flatMap((parent, p) => {
    const regions = regionsOf().filter((region) => figuresOf(shown.plan)[region].parent === p);
    const waiting = data.units.flatMap((unit, n) => (
      unit.parent === p && regionOf(n) < 0 && shown.plan.later.has(n) ? [n] : []));
    if (!regions.length && !waiting.length) return [];
    return [
      element("h3", "", name(parent.name)),
      element("ul", "regions", ...regions.map(listEntry)),
      ...(waiting.length
        ? [element("p", "waiting", ...sentence("later_list", { members: namesOf(waiting) }))] : []),
    ];
  }));
};
