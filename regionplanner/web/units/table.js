// All regions as a table that can be sorted; it says in words and numbers what the map shows.
import { byId, element } from "../page/elements.js";
import { fill } from "../page/words.js";
import { columnsOf, headings, rowsOf, sortRows, tableRow } from "../panels/columns.js";
import { cutIn } from "../panels/groups.js";

/** @import { Actions, UnitsAtlas } from "../types.d.ts" */

/** @param {UnitsAtlas} atlas @param {Actions} actions */
export const createTable = (atlas, actions) => {
  const table = byId("regions-table", HTMLTableElement);
  const panel = byId("table-panel", HTMLElement);
  const columns = columnsOf(atlas, (region, g) => cutIn(atlas, region, g));
  const sorting = { column: 1, down: false };

  /** @param {number} column */
  const sorted = (column) => {
    draw();
    table.tHead?.querySelectorAll("button")[column].focus();
  };
  const draw = () => {
    if (panel.hidden) return;
    const rows = sortRows(rowsOf(atlas, columns), sorting);
    table.replaceChildren(
      element("caption", "", fill("table_caption", { plan: atlas.shown.plan.name })),
      headings(columns, sorting, sorted),
      element("tbody", "", ...rows.map((row) => tableRow(atlas, actions, row))));
  };
  return draw;
};
