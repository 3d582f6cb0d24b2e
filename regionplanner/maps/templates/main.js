// What happens when: opening, searching, choosing on the map or in the list.
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
  flyTo(regionBounds(n));
}

function search() {
  const text = query.value.trim();
  if (!fold(text)) {
    say(null, element("p", "", words.search_empty));
    return;
  }
  const { unit, alias, several, isPart } = found(text);
  if (unit !== undefined) chooseUnit(unit, true, alias);
  else if (alias || isPart) sayChoices("search_several", text, several, alias);
  else sayChoices(several.length ? "search_unclear" : "search_unknown", text, several);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (window.matchMedia("(pointer: coarse)").matches) query.blur(); // closes the keyboard
  search();
});

document.querySelectorAll("#overlays input").forEach((input) => {
  input.addEventListener("change", () => {
    tick(input.value, input.checked);
    const sign = document.querySelector(`#legend-part [data-overlay="${input.value}"]`);
    if (sign) sign.hidden = !input.checked;
  });
});
document.getElementById("whole-button").addEventListener("click", showWhole);

// the layers close like a menu: with Escape, or a click elsewhere
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
// Of the map itself: a frame can be laid out after this script without a resize of its window.
new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
showPlan(plans[0]);

// a link such as map.html#44021 opens at a municipality; an old code, or a name, is as if typed
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
openHash();
performance.mark("usable");
