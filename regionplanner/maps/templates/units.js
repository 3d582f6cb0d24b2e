// Units and regions on the map: what is lit, what a tooltip says.
const shade = { plain: 0.58, lit: 0.62, chosen: 0.85, faded: 0.16, over: 0.15 };
const ring = L.geoJSON(null, {
  interactive: false,
  style: { pane: "outlines", color: "#10202e", weight: 3.5, fill: false },
  pane: "outlines",
});

const opacity = (n) => {
  if (shown.region === null && shown.unit === null) return shade.plain;
  if (n === shown.unit) return shade.chosen;
  return shown.region !== null && regionOf(n) === shown.region ? shade.lit : shade.faded;
};

// Only what changes: a style is slow to set.
const restyle = (layer, style) => {
  if (Object.keys(style).some((key) => layer.options[key] !== style[key])) layer.setStyle(style);
};
const paint = () => layers.forEach((layer, n) => restyle(layer, {
  fillColor: fillOf(n), fillOpacity: opacity(n),
}));

// Lines are thinner on a small overview (a phone), or they would hide what they surround.
const fixedLines = data.names.lines.flatMap((one) => window[one].getLayers());
const weights = new WeakMap();
const thinLines = () => {
  const share = Math.min(1, Math.max(0.4, (map.getZoom() - 5.4) / 3.2));
  [...fixedLines, ...layers, ...[...lineLayers.values()].flat()].forEach((layer) => {
    if (!weights.has(layer)) weights.set(layer, layer.options.weight);
    restyle(layer, { weight: weights.get(layer) * share });
  });
};

// Light a region, and draw a line around one of its units; null for none.
const light = (region, unit) => {
  Object.assign(shown, { region, unit });
  paint();
  ring.clearLayers();
  if (unit !== null) ring.addData(layers[unit].feature).addTo(map);
  document.querySelectorAll(".region").forEach((button) => {
    button.setAttribute("aria-pressed", String(Number(button.dataset.region) === region));
  });
};

const tip = (n) => {
  const unit = data.units[n];
  const region = regionOf(n);
  const none = shown.plan.later.has(n) ? words.later : words.outside;
  const inhabitants = unit.inhabitants === null ? words.unknown : digits.format(unit.inhabitants);
  const groups = overlays.filter(({ key }) => ticked.has(key) && key !== "parents");
  return element("div", "",
    name(unit.name, "strong"),
    element("span", "", `${words.region}: `, name(region < 0 ? none : titleOf(region))),
    ...(data.counted.includes("inhabitants") ? [element("span", "", `${words.inhabitants}: ${inhabitants}`)] : []),
    ...groups.map(({ label, of, names }) => element("span", "", `${label}: `,
      name(of(n) < 0 ? words.no_group : names[of(n)]))));
};

// one tooltip and one listener for all units
const unitOf = (layer) => Number(layer.feature.id);
const area = window[data.names.units];
area.bindTooltip((layer) => tip(unitOf(layer)), { sticky: true, className: "tip", opacity: 1 });
area.on("mouseover", ({ layer }) => layer.setStyle(
  { fillOpacity: Math.min(1, opacity(unitOf(layer)) + shade.over) }));
area.on("mouseout", ({ layer }) => layer.setStyle({ fillOpacity: opacity(unitOf(layer)) }));
area.on("click", ({ layer }) => chooseUnit(unitOf(layer), false));
// a tooltip makes chromium stop at every path with Tab; the search and the list serve the keyboard
layers.forEach((layer) => layer.getElement().setAttribute("tabindex", "-1"));
