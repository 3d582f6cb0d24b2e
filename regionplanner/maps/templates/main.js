// What happens when: opening, searching, choosing on the map or in the list.
function showEverything() {
  light(null, null);
  answer.hidden = true;
  answer.replaceChildren();
  flyTo(everything);
  query.value = "";
}

function chooseUnit(n, fly) {
  const { region } = data.units[n];
  light(region, n);
  sayUnit(n);
  placeLabels();
  if (fly) flyTo(bounds(region === null ? [n] : members[region]));
}

function chooseRegion(n) {
  light(n, null);
  sayRegion(n);
  map.getContainer().scrollIntoView({ block: "nearest" });
  flyTo(bounds(members[n]));
}

function search() {
  const text = query.value.trim();
  const key = fold(text);
  if (!key) {
    say(null, element("p", "", words.search_empty));
    return;
  }
  const found = byQuery.has(key) ? [byQuery.get(key)] : candidates(key);
  const begins = found.filter((n) => fold(data.units[n].name).startsWith(key));
  if (byQuery.has(key) || begins.length === 1) chooseUnit((begins.length ? begins : found)[0], true);
  else sayUnknown(text, found);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (window.matchMedia("(pointer: coarse)").matches) query.blur(); // closes the keyboard
  search();
});
// choosing from the list is not typing: it answers at once
query.addEventListener("input", (event) => {
  const chosen = !event.inputType || event.inputType === "insertReplacementText";
  if (chosen && byQuery.has(fold(query.value))) search();
});
document.getElementById("names").append(...data.units.map((_, n) => n)
  .sort((a, b) => shownName(a).localeCompare(shownName(b), data.language))
  .map((n) => {
    const option = document.createElement("option");
    option.value = shownName(n);
    return option;
  }));
document.querySelectorAll(".region").forEach((button) => {
  button.addEventListener("click", () => chooseRegion(Number(button.dataset.region)));
});

data.units.forEach((unit, n) => {
  const layer = layers[n];
  layer.bindTooltip(() => tip(unit), { sticky: true, className: "tip", opacity: 1 });
  // a tooltip makes chromium stop at every path with Tab; the search and the list serve the keyboard
  layer.getElement().setAttribute("tabindex", "-1");
  layer.on("mouseover", () => layer.setStyle({ fillOpacity: Math.min(1, opacity(n) + shade.over) }));
  layer.on("mouseout", () => layer.setStyle({ fillOpacity: opacity(n) }));
  layer.on("click", () => chooseUnit(n, false));
});

const container = map.getContainer();
container.setAttribute("role", "region");
container.setAttribute("aria-label", words.map_label);
L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
L.control.scale({ imperial: false }).addTo(map);

// The whole map fits; one can look a little outside it, but not get lost.
const openMap = () => {
  map.setMinZoom(0);
  map.setMaxZoom(24);
  map.fitBounds(everything, { padding: [10, 10], animate: false });
  map.setMinZoom(map.getZoom() - 0.5);
  map.setMaxZoom(Math.max(14, map.getZoom() + 3));
  map.setMaxBounds(everything.pad(0.6));
  thinLines();
  placeLabels();
};
map.on("zoomend", () => {
  thinLines();
  placeLabels();
});
map.on("resize", () => { if (lit.region === null && lit.unit === null) openMap(); });
openMap();
