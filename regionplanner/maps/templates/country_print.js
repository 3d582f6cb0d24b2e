// The printed page: what is in view on paper, then the legend and the regions that are in view.
const PRINT_PX = 2200;
const MOST_PRINTED = 250; // rows: more would be a book
const printed = document.getElementById("printed");

const printedMap = () => {
  const size = map.getSize();
  const scale = PRINT_PX / size.x;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: PRINT_PX, height: Math.round(size.y * scale), className: "print-map" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.map_label);
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  const view = viewOf(map.getPixelBounds().min, size, map.getZoom());
  [drawGround, drawChosen, drawLabels].forEach((draw) => draw(context, view));
  return { canvas, view };
};
const printedTable = (view) => {
  const { plan } = shown;
  const there = regionsOf().filter((region) => inView(plan.afar.boxes, region, view));
  if (there.length > MOST_PRINTED) {
    return element("p", "", fill("print_closer", { count: counted(there.length, "regions") }));
  }
  const cells = there.map((region) => COLUMNS.map(([, value]) => value(region, figuresOf(plan)[region])));
  cells.sort((a, b) => compare(a[1].sort, b[1].sort) || compare(a[0].sort, b[0].sort));
  return element("table", "regions-table",
    element("thead", "", element("tr", "", ...COLUMNS.map(([key, , text]) => element("th", "", text ?? words[key])))),
    element("tbody", "", ...cells.map((row) => element("tr", "", ...row.map((cell, n) => element(
      n ? "td" : "th", cell.number ? "number" : "", ...(n ? [] : [dot(plan.colours[cell.region]), " "]), name(cell.text)))))));
};
const copyOf = (id) => {
  const copy = document.getElementById(id).cloneNode(true);
  [copy, ...copy.querySelectorAll("[id]")].forEach((one) => one.removeAttribute("id"));
  return copy;
};
const preparePrint = () => {
  const { canvas, view } = printedMap();
  const heading = element("h1", "", name(document.querySelector(".head h1").textContent));
  const under = element("p", "", ...(plans.length > 1 ? [name(shown.plan.name), " · "] : []),
    name(document.querySelector(".corner").textContent));
  printed.replaceChildren(
    element("div", "sheet", heading, under, canvas),
    element("div", "sheet", copyOf("legend-part"), printedTable(view), copyOf("about-part"), copyOf("sources-part")));
};
window.addEventListener("beforeprint", preparePrint);
window.addEventListener("afterprint", () => printed.replaceChildren());
document.getElementById("print-button").addEventListener("click", () => window.print());
