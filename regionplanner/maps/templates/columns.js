const numeric = (value, format = digits) => ({ text: known(value, format), sort: value ?? -1, number: true });
const areaCell = (region, grouping) => {
  const there = areaNames(region, grouping).join(", ");
  return { text: there, sort: there };
};
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
  ...data.groupings.map((grouping, g) => (grouping.area ? [null, (n) => areaCell(n, grouping), grouping.label]
    : [null, (n) => numeric(cutIn(n, g)), fill("cut_heading", { groups: grouping.labels })])),
].filter(([key]) => !["inhabitants", "children"].includes(key) || has(key));

const sorting = { column: 1, down: false };
const compare = (a, b) => (typeof a === "number" ? a - b : inOrder(a, b));
