// The table of thousands of regions: only the rows that one sees are in the page.
import { byId, element } from "../page/elements.js";
import { fill } from "../page/words.js";
import { isCut } from "../panels/atlas.js";
import { columnsOf, headings, rowsOf, sortRows, tableRow } from "../panels/columns.js";

/** @import { Actions, Cell, CountryAtlas } from "../types.d.ts" */

const MORE_ROWS = 12; // above and below what is seen

/**
 * How many groups each region shares with others, by grouping: counted once a plan.
 * @param {CountryAtlas} atlas
 */
const cutsOf = ({ shown: { plan }, groupsOf, isTooLarge }) => {
  plan.cuts ??= groupsOf(plan).map((groups) => {
    const counts = new Int32Array(plan.division.codes.length);
    groups.filter((group) => group.members.length > 1 && !isTooLarge(group) && isCut(group))
      .forEach(({ regions }) => regions.forEach((one) => { counts[one] += 1; }));
    return counts;
  });
  return plan.cuts;
};

/**
 * An empty row as high as those that are not there.
 * @param {number} height
 * @param {number} columns
 */
const spacer = (height, columns) => {
  const cell = element("td", "");
  cell.colSpan = columns;
  cell.style.height = `${height}px`;
  const row = element("tr", "spacer", cell);
  row.setAttribute("aria-hidden", "true");
  return row;
};

/** @param {CountryAtlas} atlas @param {Actions} actions */
export const createTable = (atlas, actions) => {
  const { shown } = atlas;
  const table = byId("regions-table", HTMLTableElement);
  const panel = byId("table-panel", HTMLElement);
  const scroll = /** @type {HTMLElement} */ (panel.querySelector(".table-scroll"));
  const columns = columnsOf(atlas, (region, g) => cutsOf(atlas)[g][region]);
  const sorting = { column: 1, down: false };

  /** @type {Cell[][]} */
  let rows = [];
  let rowHeight = 0;
  let seen = [-1, -1];
  /** @param {Cell[]} row @param {number} n */
  const rowOf = (row, n) => {
    const made = tableRow(atlas, actions, row);
    made.setAttribute("aria-rowindex", String(n + 2));
    return made;
  };
  const drawRows = () => {
    const body = table.tBodies[0];
    if (panel.hidden || !body) return;
    const top = scroll.scrollTop - body.offsetTop;
    const first = Math.max(0, Math.floor(top / rowHeight) - MORE_ROWS);
    const last = Math.min(rows.length, Math.ceil((top + scroll.clientHeight) / rowHeight) + MORE_ROWS);
    if (first === seen[0] && last === seen[1]) return;
    const { activeElement } = document;
    const focused = activeElement instanceof HTMLElement && body.contains(activeElement)
      ? activeElement.dataset.region : undefined;
    seen = [first, last];
    const below = rows.length - last;
    body.replaceChildren(
      ...(first > 0 ? [spacer(first * rowHeight, columns.length)] : []),
      ...rows.slice(first, last).map((row, n) => rowOf(row, first + n)),
      ...(below > 0 ? [spacer(below * rowHeight, columns.length)] : []));
    if (focused === undefined) return;
    /** @type {HTMLElement | null} */ (body.querySelector(`[data-region="${focused}"]`))
      ?.focus({ preventScroll: true });
  };
  scroll.addEventListener("scroll", drawRows, { passive: true });
  new ResizeObserver(() => drawRows()).observe(scroll);
  // three columns of names, the others of numbers
  table.style.minWidth = `${41 + 7.5 * (columns.length - 3)}rem`;

  /** @param {number} column */
  const sorted = (column) => {
    draw();
    scroll.scrollTop = 0;
    drawRows();
    table.tHead?.querySelectorAll("button")[column].focus();
  };
  const draw = () => {
    if (panel.hidden) return;
    const { plan } = shown;
    plan.rows ??= rowsOf(atlas, columns);
    rows = sortRows(plan.rows, sorting);
    seen = [-1, -1];
    table.setAttribute("aria-rowcount", String(rows.length + 1));
    table.replaceChildren(
      element("caption", "", fill("table_caption", { plan: plan.name })),
      headings(columns, sorting, sorted),
      element("tbody", "", ...rows.slice(0, 1).map(rowOf)));
    rowHeight = table.tBodies[0].offsetHeight || 32;
    drawRows();
  };
  return { draw, columns };
};
