// The page around any map: what happens when one searches, chooses or opens another plan.
import { createAnswer } from "./panels/answer.js";
import { openAreas } from "./panels/areas.js";
import { brokenRules } from "./panels/broken.js";
import { createFlight } from "./panels/flight.js";
import { openOverlays } from "./panels/overlays.js";
import { drawAbout, drawPlans } from "./panels/plans.js";
import { openSide } from "./panels/side.js";
import { openTablePanel } from "./panels/table_panel.js";
import { byId, element, roomy } from "./page/elements.js";
import { fold } from "./page/fold.js";
import { words } from "./page/words.js";

/** @import { Actions, Atlas, Ground, Panels, Plan } from "./types.d.ts" */

/** @param {string} hash */
const writeHash = (hash) => {
  try {
    window.history.replaceState(null, "", hash || window.location.pathname);
  } catch {
    // a page inside another one has no address of its own
  }
};

/** @param {L.Map} map */
const furnish = (map) => {
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", words.map_label);
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  // Of the map itself: a frame can be laid out after this script without a resize of its window.
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
};

/**
 * Open a page of plans on a ground.
 * @param {Atlas} atlas
 * @param {Ground} ground
 * @param {(actions: Actions) => Panels} makePanels
 */
export const openShell = (atlas, ground, makePanels) => {
  const { shown, units, membersOf, regionOf } = atlas;
  const { map, light, placeLabels } = ground;
  const flight = createFlight(ground);
  const { flyTo, showWhole } = flight;
  /** @type {Actions} */
  const actions = {
    chooseUnit, chooseRegion, chooseSeveral, pressUnit, showEverything, showPlan, flyTo, seeUnits,
    search,
  };
  const panels = makePanels(actions);
  const { form, query, find, shownName } = panels.search;
  const answer = createAnswer(atlas, actions, panels);

  /** @param {number[]} several */
  function forget(several) {
    light(null, null, several);
    answer.hide();
    placeLabels();
    query.value = "";
    writeHash("");
    panels.drawChosen();
  }

  function showEverything() {
    forget([]);
    showWhole();
  }

  /** @param {number[]} some */
  function chooseSeveral(some) {
    if (some.length === 1) answerUnit(some[0]);
    else forget(some);
  }

  /** @param {number} n @param {boolean} more */
  function pressUnit(n, more) {
    if (!panels.takesPress(n, more)) chooseUnit(n, false);
  }

  // on a phone the map stays in view above it
  const seeAnswer = () => answer.element.scrollIntoView({ block: roomy() ? "nearest" : "start" });

  // who has chosen once needs no hint how
  const forgetHint = () => document.getElementById("click-hint")?.remove();

  /** @param {number} n @param {string} [alias] */
  function answerUnit(n, alias) {
    forgetHint();
    const region = regionOf(n) < 0 ? null : regionOf(n);
    light(region, n);
    answer.sayUnit(n, alias);
    query.value = shownName(n);
    placeLabels();
    writeHash(`#${encodeURIComponent(units[n].nis)}`);
    panels.drawChosen();
  }

  /** @param {number} n @param {boolean} fly @param {string} [alias] */
  function chooseUnit(n, fly, alias) {
    answerUnit(n, alias);
    const region = shown.region;
    if (!roomy()) seeAnswer();
    if (fly) flyTo(ground.bounds(region === null ? [n] : membersOf(region)));
  }

  /** @param {number} region */
  function chooseRegion(region) {
    forgetHint();
    light(region, null);
    answer.sayRegion(region);
    placeLabels();
    writeHash("");
    panels.drawChosen();
    if (roomy()) answer.element.focus({ preventScroll: true });
    seeAnswer();
    flyTo(ground.regionBounds(region));
  }

  /** @param {number[]} some */
  function seeUnits(some) {
    if (!roomy()) map.getContainer().scrollIntoView({ block: "nearest" });
    if (some.length) flyTo(ground.bounds(some));
    else showWhole();
  }

  // the answer is then of the plan as a whole
  let saysBroken = false;
  function showBroken() {
    const places = atlas.brokenPlaces(shown.plan);
    forgetHint();
    showEverything();
    saysBroken = true;
    answer.say(null, ...brokenRules(atlas, actions));
    seeUnits([...new Set(places.flatMap(({ seen }) => seen))]);
  }

  function sayAgain() {
    if (shown.unit !== null) answer.sayUnit(shown.unit);
    else if (shown.region !== null) answer.sayRegion(shown.region);
  }

  /**
   * Show another plan, or another step of the variant: all that depends on it is made again.
   * @param {Plan} plan
   */
  function showPlan(plan) {
    const { unit, region: before, several } = shown;
    shown.plan = plan;
    const region = unit === null ? atlas.keptRegion(plan, before) : regionOf(unit);
    shown.region = region === null || region < 0 ? null : region;
    ground.drawPlan();
    panels.drawList();
    panels.drawTable();
    drawPlans(atlas, ground, actions, panels.drawChoices);
    drawAbout(atlas, actions);
    ground.drawLabels(); // last: it makes the browser lay out the page
    light(shown.region, unit, several);
    panels.drawVariant();
    if (unit !== null || shown.region !== null) {
      if (plan.isVariant) answer.quietly(sayAgain);
      else sayAgain();
    } else if (before !== null) showEverything();
    else if (saysBroken) answer.hide();
    saysBroken = false;
  }

  function search() {
    const text = query.value.trim();
    if (!fold(text)) {
      answer.say(null, element("p", "", words.search_empty));
      return;
    }
    const { unit, alias, several = [], isPart } = find(text);
    if (unit !== undefined) chooseUnit(unit, true, alias);
    else if (alias || isPart) answer.sayChoices("search_several", text, several, alias);
    else answer.sayChoices(several.length ? "search_unclear" : "search_unknown", text, several);
  }

  // a link such as map.html#44021 opens at a municipality; an old code, or a name, is as if typed
  const openHash = () => {
    const { hash } = window.location;
    if (["", "#stage"].includes(hash)) return;
    const n = units.findIndex(({ nis }) => `#${encodeURIComponent(nis)}` === hash);
    if (n >= 0) {
      if (n !== shown.unit) chooseUnit(n, true);
      return;
    }
    try {
      query.value = decodeURIComponent(hash.slice(1));
      search();
    } catch {
      query.value = ""; // no text that a browser can read
    }
  };

  ground.open(actions, flight);
  openTablePanel(atlas, ground, flight, panels.drawTable);
  openOverlays(ground);
  openAreas(atlas, actions);
  openSide();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (window.matchMedia("(pointer: coarse)").matches) query.blur(); // closes the keyboard
    search();
  });
  byId("whole-button", HTMLElement).addEventListener("click", showWhole);
  byId("broken", HTMLElement).addEventListener("click", (event) => {
    event.preventDefault(); // without this script it leads to the list
    showBroken();
  });
  furnish(map);
  showPlan(shown.plan);
  window.addEventListener("hashchange", openHash);
  openHash();
  performance.mark("usable");
  return panels;
};
