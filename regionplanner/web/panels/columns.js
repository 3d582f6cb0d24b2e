// The columns of the table of regions, and how its rows are sorted.
import { button, dot, element, name } from "../page/elements.js";
import { fill, has, inOrder, km, known, words } from "../page/words.js";
import { areaNames } from "./groups.js";

/** @import { Actions, Atlas, Cell, Column } from "../types.d.ts" */

/** @param {number | null} value @param {Intl.NumberFormat} [format] @returns {Cell} */
const numeric = (value, format) =>
  ({ text: known(value, format), sort: value ?? -1, number: true });
/** @param {string} text @returns {Cell} */
const named = (text) => ({ text, sort: text });

/**
 * @param {Atlas} atlas
 * @param {(region: number, g: number) => number} cutIn
 * @returns {Column[]}
 */
export const columnsOf = (atlas, cutIn) => {
  const { units, parents, groupings, titleOf } = atlas;
  /** @type {Column[]} */
  const all = [
    { key: "region", cell: (n) => ({ ...named(titleOf(n)), region: n }) },
    { key: "reference_region", cell: (_, one) => named(parents[one.parent].name) },
    { key: "members_heading", cell: (_, one) => numeric(one.members.length) },
    { key: "inhabitants", cell: (_, one) => numeric(one.inhabitants) },
    { key: "children", cell: (_, one) => numeric(one.children) },
    { key: "area_heading", cell: (_, one) => numeric(one.area) },
    { key: "centre", cell: (_, one) => named(units[one.centre].name) },
    { key: "mean_heading", cell: (_, one) => numeric(one.meanKm, km) },
    { key: "max_heading", cell: (_, one) => numeric(one.maxKm, km) },
  ];
  /** @type {Column[]} */
  const own = groupings.map((grouping, g) => (grouping.area
    ? { key: null, heading: grouping.label, cell: (n) => named(areaNames(atlas, n, grouping).join(", ")) }
    : { key: null, heading: fill("cut_heading", { groups: grouping.labels }), cell: (n) => numeric(cutIn(n, g)) }));
  return [...all, ...own]
    .filter(({ key }) => (key !== "inhabitants" && key !== "children") || has(key));
};

/** @param {Column} column */
export const headingOf = ({ key, heading }) => heading ?? words[key ?? ""];

/** @param {Atlas} atlas @param {Column[]} columns */
export const rowsOf = ({ figuresIn, regionsOf }, columns, regions = regionsOf()) =>
  regions.map((region) => columns.map(({ cell }) => cell(region, figuresIn(region))));

/** @param {Cell} a @param {Cell} b */
const compare = ({ sort: a }, { sort: b }) =>
  (typeof a === "number" && typeof b === "number" ? a - b : inOrder(String(a), String(b)));

/**
 * Sort rows by one of their cells, and equals by name.
 * @param {Cell[][]} rows
 * @param {{ column: number, down: boolean }} sorting
 */
export const sortRows = (rows, { column, down }) => {
  /** @param {Cell[]} a @param {Cell[]} b */
  const order = (a, b) => compare(a[column], b[column]) || compare(a[0], b[0]);
  return rows.sort((a, b) => (down ? order(b, a) : order(a, b)));
};

/**
 * Headings to sort by.
 * @param {Column[]} columns
 * @param {{ column: number, down: boolean }} sorting
 * @param {(column: number) => void} sorted
 */
export const headings = (columns, sorting, sorted) =>
  element("thead", "", element("tr", "", ...columns.map((column, n) => {
    const head = element("th", "", button("sort", headingOf(column), () => {
      Object.assign(sorting, { column: n, down: sorting.column === n && !sorting.down });
      sorted(n);
    }));
    head.scope = "col";
    if (n === sorting.column) {
      head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
    }
    return head;
  })));

/**
 * @param {Atlas} atlas
 * @param {Actions} actions
 * @param {Cell[]} row
 */
export const tableRow = ({ shown, titleOf }, actions, row) =>
  element("tr", "", ...row.map(({ text, number, region }) => {
    if (region === undefined) return element("td", number ? "number" : "", name(text));
    const link = button("link", "", () => actions.chooseRegion(region));
    link.dataset.region = String(region);
    link.append(dot(shown.plan.colours[region]), name(titleOf(region)));
    const head = element("th", "", link);
    head.scope = "row";
    return head;
  }));
