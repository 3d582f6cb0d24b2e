// What happens when: opening, searching, choosing on the map or in the list, looking closer.
const remember = (hash) => {
  try {
    window.history.replaceState(null, "", hash || window.location.pathname);
  } catch {
    // a page inside another one has no address of its own
  }
};

function showEverything() {
  light(null, null);
  answer.hidden = true;
  answer.replaceChildren();
  placeLabels();
  showWhole();
  query.value = "";
  remember("");
}
function chooseUnit(n, fly, alias) {
  const region = regionOf(n) < 0 ? null : regionOf(n);
  light(region, n);
  sayUnit(n, alias);
  query.value = shownName(n);
  placeLabels();
  remember(`#${encodeURIComponent(data.units[n].nis)}`);
  if (fly) flyTo(bounds(region === null ? [n] : membersOf(region)));
}
function chooseRegion(n) {
  light(n, null);
  sayRegion(n);
  placeLabels();
  remember("");
  if (roomy()) {
    answer.scrollIntoView({ block: "nearest" });
    answer.focus({ preventScroll: true });
  } else map.getContainer().scrollIntoView({ block: "nearest" });
  flyTo(boundsOf(shown.plan.afar, [n]));
}
function search() {
  const text = query.value.trim();
  suggest([]);
  if (!fold(text)) {
    say(null, element("p", "", words.search_empty));
    return;
  }
  const { unit, alias, several, isSame } = found(text);
  if (unit !== undefined) chooseUnit(unit, true, alias);
  else if (alias || isSame) sayChoices("search_several", text, several, alias);
  else sayChoices(several.length ? "search_unclear" : "search_unknown", text, several);
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (window.matchMedia("(pointer: coarse)").matches) query.blur(); // closes the keyboard
  search();
});

// What one points at: a unit closer by, else a region; the tooltip tells of it.
const pointedAt = (place) => {
  const [x, y] = gridOf(place);
  if (isClose(ground.view)) {
    const unit = shapeAt(close, x, y);
    return { unit: unit < 0 ? null : unit, region: null };
  }
  const group = shapeAt(shown.plan.afar, x, y);
  return { unit: null, region: group < 0 || group >= shown.plan.division.codes.length ? null : group };
};
const amount = (inhabitants) => (has("inhabitants")
  ? [element("span", "", `${words.inhabitants}: ${known(inhabitants)}`)] : []);
const tip = ({ unit, region }) => {
  if (unit === null) {
    const { inhabitants, parent, members } = figuresOf(shown.plan)[region];
    return element("div", "", name(titleOf(region), "strong"),
      element("span", "", `${words.reference_region}: `, name(data.parents[parent].name)),
      element("span", "", counted(members.length, "units")), ...amount(inhabitants));
  }
  const none = shown.plan.later.has(unit) ? words.later : words.outside;
  const groups = overlays.filter(({ key }) => ticked.has(key) && key !== "parents");
  return element("div", "", name(data.units[unit].name, "strong"),
    element("span", "", `${words.region}: `, name(regionOf(unit) < 0 ? none : titleOf(regionOf(unit)))),
    ...amount(data.units[unit].inhabitants),
    ...groups.map(({ label, of, names }) => element("span", "", `${label}: `,
      name(of(unit) < 0 ? words.no_group : names[of(unit)]))));
};
const tooltip = L.tooltip({ className: "tip", opacity: 1, offset: [12, 0] });
const pointAt = (at, place) => {
  if (at.unit !== hover.unit || at.region !== hover.region) {
    Object.assign(hover, at);
    lit.again();
    if (at.unit === null && at.region === null) tooltip.remove();
    else tooltip.setContent(tip(at));
  }
  map.getContainer().classList.toggle("pointing", at.unit !== null || at.region !== null);
  if (at.unit !== null || at.region !== null) tooltip.setLatLng(place).addTo(map);
};
const nowhere = { unit: null, region: null };
let isMoving = false;
map.on("movestart zoomstart", () => {
  isMoving = true;
  pointAt(nowhere);
});
map.on("moveend zoomend", () => { isMoving = false; });
map.on("mousemove", ({ latlng }) => { if (!isMoving) pointAt(pointedAt(latlng), latlng); });
map.on("mouseout", () => pointAt(nowhere));
map.on("click", ({ latlng }) => {
  const { unit, region } = pointedAt(latlng);
  if (unit !== null) chooseUnit(unit, false);
  else if (region !== null) chooseRegion(region);
});

document.querySelectorAll("#overlays input").forEach((input) => {
  input.addEventListener("change", () => {
    const { key } = overlays[Number(input.value)];
    if (input.checked) ticked.add(key);
    else ticked.delete(key);
    ground.again();
    const sign = document.querySelector(`#legend-part [data-overlay="${input.value}"]`);
    if (sign) sign.hidden = !input.checked;
  });
});
document.getElementById("whole-button").addEventListener("click", showWhole);
const menu = document.getElementById("overlays");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("pointerdown", (event) => {
  if (menu.open && !menu.contains(event.target)) menu.open = false;
});

const container = map.getContainer();
container.setAttribute("role", "region");
container.setAttribute("aria-label", words.map_label);
L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
L.control.scale({ imperial: false }).addTo(map);

// A page in a frame that is folded away has no size yet, so no view: it is laid out when it is shown.
let isLaidOut = hasSize();
if (isLaidOut) openMap();
else map.setView(everything.getCenter(), 8, { animate: false, reset: true });
[ground, lit, labelSheet].forEach((one) => one.addTo(map));
map.on("move", () => [ground, lit, labelSheet].forEach((one) => one.keepUp()));
map.on("resize", () => {
  if (!hasSize()) return;
  if (!isLaidOut || (shown.region === null && shown.unit === null && isWhole)) openMap();
  isLaidOut = true;
});
let isWhole = true; // until one looks closer
map.on("zoomend", () => { isWhole = map.getZoom() <= map.getBoundsZoom(everything) + 0.6; });
new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
showPlan(plans[0]);

// a link such as map.html#44021 opens at a unit; a name is as if typed
const openHash = () => {
  if (["", "#stage"].includes(window.location.hash)) return;
  const n = data.units.findIndex(({ nis }) => `#${encodeURIComponent(nis)}` === window.location.hash);
  if (n >= 0) {
    if (n !== shown.unit) chooseUnit(n, true);
    return;
  }
  try {
    query.value = decodeURIComponent(window.location.hash.slice(1));
    search();
  } catch {
    query.value = ""; // no text that a browser can read
  }
};
window.addEventListener("hashchange", openHash);
performance.mark("usable");
openHash();

// the outlines of units, once the page can be used
const lookCloser = async () => {
  const bytes = await bytesOf("close");
  close = shapesIn(numbersIn(bytes));
  [ground, lit, labelSheet].forEach((one) => one.again());
  performance.mark("close");
  makeIndex();
};
requestAnimationFrame(() => setTimeout(lookCloser, 50));
