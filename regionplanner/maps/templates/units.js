// Units and regions on the map: who belongs to whom, what is lit, what a tooltip says.
const map = window[data.names.map];
const layers = [];
window[data.names.units].eachLayer((layer) => { layers[Number(layer.feature.id)] = layer; });
const members = data.regions.map(() => []);
data.units.forEach((unit, n) => { if (unit.region !== null) members[unit.region].push(n); });

const shade = { plain: 0.58, lit: 0.62, chosen: 0.85, faded: 0.16, over: 0.15 };
const lit = { region: null, unit: null };
const outline = L.geoJSON(null, {
  interactive: false,
  style: { pane: "outlines", color: "#10202e", weight: 3.5, fill: false },
  pane: "outlines",
});

const opacity = (n) => {
  if (lit.region === null && lit.unit === null) return shade.plain;
  if (n === lit.unit) return shade.chosen;
  return data.units[n].region === lit.region && lit.region !== null ? shade.lit : shade.faded;
};

const paint = () => layers.forEach((layer, n) => layer.setStyle({ fillOpacity: opacity(n) }));

// Lines are thinner on a small overview (a phone), or they would hide what they surround.
const lines = data.names.lines.flatMap((one) => window[one].getLayers());
const fullWeight = new Map([...lines, ...layers].map((layer) => [layer, layer.options.weight]));
const thinLines = () => {
  const share = Math.min(1, Math.max(0.4, (map.getZoom() - 5.4) / 3.2));
  fullWeight.forEach((weight, layer) => layer.setStyle({ weight: weight * share }));
};

// Light a region, and draw a line around one of its units; null for none.
const light = (region, unit) => {
  Object.assign(lit, { region, unit });
  paint();
  outline.clearLayers();
  if (unit !== null) outline.addData(layers[unit].feature).addTo(map);
  document.querySelectorAll(".region").forEach((button) => {
    button.setAttribute("aria-pressed", String(Number(button.dataset.region) === region));
  });
};

const tip = (unit) => {
  const none = unit.later ? words.later : words.outside;
  const region = unit.region === null ? none : data.regions[unit.region].title;
  const inhabitants = unit.inhabitants === null ? words.unknown : digits.format(unit.inhabitants);
  return element("div", "",
    name(unit.name, "strong"),
    element("span", "", `${words.region}: `, name(region)),
    element("span", "", `${words.inhabitants}: ${inhabitants}`));
};

const bounds = (positions) => L.latLngBounds(positions.map((n) => layers[n].getBounds()).flatMap(
  (box) => [box.getSouthWest(), box.getNorthEast()]));

const everything = bounds(data.units.map((_, n) => n));
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

const flyTo = (box) => {
  const options = { padding: [36, 36], maxZoom: Math.max(12, map.getMinZoom() + 2) };
  if (still.matches) map.fitBounds(box, { ...options, animate: false });
  else map.flyToBounds(box, { ...options, duration: 0.7 });
};
