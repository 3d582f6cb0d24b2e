// The printed page: the whole map as a drawing that is sharp on any paper, then legend and table.
const WIDTH = 1150; // labels of 12 units are then 8 points on A4, 12 on A3
const SVG = "http://www.w3.org/2000/svg";
const printed = document.getElementById("printed");

const drawn = (tag, attributes, ...children) => {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};

// Mercator, as on the screen; the whole map fills the drawing.
const paper = () => {
  const mercator = (lat) => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
  const [west, east] = [everything.getWest(), everything.getEast()];
  const [south, north] = [everything.getSouth(), everything.getNorth()].map(mercator);
  const scale = (WIDTH - 16) / (east - west);
  return {
    height: (north - south) * scale + 16,
    point: ([lat, lng]) => ({ x: 8 + (lng - west) * scale, y: 8 + (north - mercator(lat)) * scale }),
  };
};

const pathOf = (strokes, point, end) => strokes.map((stroke) => `M${stroke.map(([lng, lat]) => {
  const { x, y } = point([lat, lng]);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}).join("L")}${end}`).join("");

const strokePath = (strokes, style, point) => drawn("path", {
  d: pathOf(strokes, point, ""), fill: "none", stroke: style.color, "stroke-width": style.weight,
  "stroke-opacity": style.opacity ?? 1, "stroke-dasharray": style.dashArray ?? "none",
  "stroke-linecap": style.lineCap ?? "round", "stroke-linejoin": "round",
});

const printedMap = () => {
  const { height, point } = paper();
  const areas = layers.map((layer, n) => drawn("path", {
    d: pathOf(rings[n], point, "Z"), fill: fillOf(n), "fill-opacity": shade.plain,
    stroke: "#ffffff", "stroke-width": 0.8,
  }));
  const holes = data.names.holes.flatMap((one) => window[one].getLayers()).map((layer) => drawn("path", {
    d: pathOf(ringsOf(layer.feature.geometry), point, "Z"), fill: "#e3e7ea", stroke: "#8b959e", "stroke-width": 0.8,
  }));
  const lines = stacked((key) => strokesOf.get(key)
    && STYLES[key].map((style) => strokePath(strokesOf.get(key), style, point)));
  const links = fixedLines.map((layer) => {
    const { type, coordinates } = layer.feature.geometry;
    return strokePath(type === "LineString" ? [coordinates] : coordinates, layer.options, point);
  });
  const chosen = shown.unit === null ? []
    : [strokePath(rings[shown.unit], { color: "#10202e", weight: 3.5 }, point)];
  const view = { point, overview: false, left: 0, right: WIDTH };
  const texts = arranged([...fixedLabels, ...regionLabels], view).map(({ label, text, left, top, width, height: tall }) => (
    drawn("foreignObject", { x: left - 4, y: top - 2, width: width + 8, height: tall + 4 },
      element("div", `label ${label.kind}`, element("bdi", "", text)))));
  return drawn("svg", { viewBox: `0 0 ${WIDTH} ${height.toFixed(0)}`, class: "print-map", role: "img",
    "aria-label": words.map_label }, ...holes, ...areas, ...lines, ...links, ...chosen, ...texts);
};

const copyOf = (id) => {
  const copy = document.getElementById(id).cloneNode(true);
  copy.removeAttribute("id");
  copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
  return copy;
};

// headings that repeat on every page are text: buttons are not painted there again
const printedTable = () => {
  const copy = copyOf("regions-table");
  copy.querySelectorAll("th button.sort").forEach((one) => one.replaceWith(one.textContent));
  return copy;
};

const preparePrint = () => {
  const wasHidden = tablePanel.hidden;
  tablePanel.hidden = false;
  drawTable();
  const heading = element("h1", "", name(document.querySelector(".head h1").textContent));
  const under = element("p", "", ...(choices().length > 1 ? [name(shown.plan.name), " · "] : []),
    name(document.querySelector(".corner").textContent));
  const warning = violationsOf(shown.plan).length
    ? [element("p", "verdict bad", `${document.getElementById("broken").textContent}:`), brokenList(shown.plan)] : [];
  const change = shown.plan === comparedWith(shown.plan) ? []
    : [element("p", "", ...planChange(shown.plan, comparedWith(shown.plan)))];
  printed.replaceChildren(
    element("div", "sheet", heading, under, ...change, ...warning, printedMap()),
    element("div", "sheet", copyOf("legend-part"), printedTable()),
    element("div", "sheet", copyOf("regions-part"), copyOf("about-part"), copyOf("sources-part")));
  tablePanel.hidden = wasHidden;
};
window.addEventListener("beforeprint", preparePrint);
window.addEventListener("afterprint", () => printed.replaceChildren());
document.getElementById("print-button").addEventListener("click", () => window.print());
