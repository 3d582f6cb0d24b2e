// The printed page: what is in view on paper, then the legend and the regions that are in view.
import { dot, element, name } from "../page/elements.js";
import { counted, fill, words } from "../page/words.js";
import { headingOf, rowsOf, sortRows } from "../panels/columns.js";
import { besides, copyOf, openPrinting } from "../panels/printing.js";
import { contextOf } from "./canvas.js";
import { inView } from "./paths.js";

/** @import { Column, CountryAtlas, View } from "../types.d.ts" */
/** @import { CountryGround } from "./ground.js" */

const PRINT_PX = 2200;
const MOST_PRINTED = 250; // rows: more would be a book

/** @param {CountryGround} ground @param {View} view */
const printedMap = ({ draw }, view) => {
  const scale = PRINT_PX / view.size.x;
  const canvas = element("canvas", "print-map");
  Object.assign(canvas, { width: PRINT_PX, height: Math.round(view.size.y * scale) });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.map_label);
  const context = contextOf(canvas);
  context.scale(scale, scale);
  draw(context, view);
  return canvas;
};

/** @param {CountryAtlas} atlas @param {Column[]} columns @param {View} view */
const printedTable = (atlas, columns, view) => {
  const { plan } = atlas.shown;
  const there = atlas.regionsOf().filter((region) => inView(plan.afar.boxes, region, view));
  if (there.length > MOST_PRINTED) {
    return element("p", "", fill("print_closer", { count: counted(there.length, "regions") }));
  }
  const rows = sortRows(rowsOf(atlas, columns, there), { column: 1, down: false });
  return element("table", "regions-table",
    element("thead", "", element("tr", "", ...columns.map((one) => element("th", "", headingOf(one))))),
    element("tbody", "", ...rows.map((row) => element("tr", "", ...row.map((cell) => {
      if (cell.region === undefined) return element("td", cell.number ? "number" : "", name(cell.text));
      return element("th", "", dot(plan.colours[cell.region]), " ", name(cell.text));
    })))));
};

/**
 * @param {CountryAtlas} atlas
 * @param {CountryGround} ground
 * @param {Column[]} columns
 */
export const openCountryPrinting = (atlas, ground, columns) => openPrinting(() => {
  const view = ground.view();
  return {
    plan: atlas.plans.length > 1 ? atlas.shown.plan.name : null,
    sheets: [
      [printedMap(ground, view)],
      [copyOf("legend-part"), printedTable(atlas, columns, view), ...besides(), copyOf("about-part"),
        copyOf("sources-part")],
    ],
  };
});
