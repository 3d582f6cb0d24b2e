// Two plans on one map: left of a line that slides the other plan, right of it the plan on the page.
import { button, byId, element, name } from "../page/elements.js";
import { fill, words } from "../page/words.js";
import { createAtlas } from "../panels/atlas.js";
import { createAreas, restyle } from "./areas.js";
import { createLabels } from "./labels.js";

/** @import { Actions, UnitsAtlas, UnitsPlan } from "../types.d.ts" */
/** @import { UnitLayer } from "./areas.js" */

const HANDLE = 44; // its width in pixels, as in plans.css
const [LEFT, RIGHT] = [["left", "left-labels"], ["hatches", "labels"]];
const CLIPPED = { before: "left", regions: "right", moved: "right", broken: "right", chosenRegion: "right" };

/**
 * The same atlas with another plan on it.
 * @param {UnitsAtlas} atlas
 * @param {UnitsPlan} plan
 * @returns {UnitsAtlas}
 */
const atlasOf = (atlas, plan) => ({ ...atlas, ...createAtlas({ ...atlas, plans: [plan] }) });

/** @param {string} side @param {L.Point} start @param {L.Point} end */
const clipTo = (side, start, end) => {
  const rect = document.querySelector(`#swipe-${side} rect`);
  const { x, y } = start;
  Object.entries({ x, y, width: end.x - x, height: end.y - y }).forEach(
    ([key, value]) => rect?.setAttribute(key, String(value)));
};

/**
 * @param {UnitsAtlas} atlas
 * @param {{
 *   map: L.Map, units: UnitLayer[], ticked: Set<string>,
 *   outlines: Parameters<typeof createLabels>[2],
 *   lines: ReturnType<typeof import("./lines.js").createLines>
 * }} drawn
 */
export const createSwipe = (atlas, { map, units, ticked, lines, outlines }) => {
  const { shown } = atlas;
  LEFT.forEach((pane) => map.createPane(pane));
  const pane = (/** @type {string} */ key) => /** @type {HTMLElement} */ (map.getPane(key));

  const slider = element("input", "swipe-slider");
  Object.assign(slider, { type: "range", min: 0, max: 100, value: 50 });
  const titles = [element("span", "swipe-name before"), element("span", "swipe-name after")];
  const bar = element("div", "swipe", element("div", "swipe-line"), ...titles, slider);
  L.DomEvent.disableClickPropagation(slider);

  /**
   * @typedef {{
   *   plan: UnitsPlan, atlas: UnitsAtlas, areas: ReturnType<typeof createAreas>,
   *   labels: ReturnType<typeof createLabels>, layers: L.GeoJSON[]
   * }} Side
   */
  /** @type {Side | null} */
  let side = null;
  /** @type {Actions | null} */
  let actions = null;
  let isOn = false;

  /** @param {UnitsPlan} plan @returns {Side} */
  const sideOf = (plan) => {
    const own = atlasOf(atlas, plan);
    const features = units.map(({ feature }) => feature);
    /** @param {L.PathOptions} style @param {boolean} interactive */
    const layerOf = (style, interactive) => L.geoJSON(features, {
      interactive, style: { ...style, pane: "left" }, pane: "left",
    }).addTo(map);
    const { color, opacity } = units[0].options;
    const ground = layerOf({ stroke: false, fillColor: "#ffffff", fillOpacity: 1 }, false);
    const layer = layerOf({ color, opacity }, true);
    const areas = createAreas(own, layer, ticked);
    if (actions) areas.open(actions);
    const labels = createLabels(own, map, outlines, "left-labels");
    labels.makeRegionLabels();
    return { plan, atlas: own, areas, labels, layers: [ground, layer] };
  };
  const clear = () => {
    side?.layers.forEach((layer) => layer.remove());
    pane("left-labels").replaceChildren();
    side = null;
  };

  /** Where the line is, and what it clips. */
  const follow = () => {
    if (!side) return;
    const { x: width, y: height } = map.getSize();
    const at = HANDLE / 2 + (slider.valueAsNumber / 100) * (width - HANDLE);
    const [start, end] = [[0, 0], [width, height]].map(([x, y]) => map.containerPointToLayerPoint([x, y]));
    const middle = start.x + at;
    clipTo("left", start, L.point(middle, end.y));
    clipTo("right", L.point(middle, start.y), end);
    /** @param {number} from @param {number} to */
    const box = (from, to) => `polygon(${[[from, start.y], [to, start.y], [to, end.y], [from, end.y]]
      .map((point) => point.map((value) => `${value}px`).join(" ")).join(", ")})`;
    LEFT.forEach((key) => { pane(key).style.clipPath = box(start.x, middle); });
    RIGHT.forEach((key) => { pane(key).style.clipPath = box(middle, end.x); });
    bar.style.setProperty("--at", `${at}px`);
    const share = String(slider.valueAsNumber);
    slider.setAttribute("aria-valuetext", fill("swipe_share", { share, left: side.plan.name }));
  };
  const place = () => {
    side?.areas.layers.forEach((layer, n) => restyle(layer, { weight: units[n].options.weight }));
    side?.labels.place();
    follow();
  };

  const stop = () => {
    clear();
    lines.hide("before");
    lines.clip({});
    RIGHT.forEach((key) => { pane(key).style.clipPath = ""; });
    bar.remove();
  };
  const start = () => {
    const { plan } = shown;
    const compared = atlas.comparedWith(plan);
    const left = compared === plan ? atlas.choices()[1] : compared;
    if (side?.plan !== left) {
      clear();
      side = sideOf(left);
    }
    [left, plan].forEach((one, n) => titles[n].replaceChildren(name(one.name)));
    slider.setAttribute("aria-label", fill("swipe_label", { left: left.name, right: plan.name }));
    if (!bar.isConnected) map.getContainer().append(bar);
    lines.clip(CLIPPED);
    lines.draw("before", (n) => atlas.regionOf(n, left));
  };

  const opener = button("secondary swipe-button", words.swipe_button, () => {});
  const draw = () => {
    const isPossible = atlas.choices().length > 1;
    opener.hidden = !isPossible;
    opener.setAttribute("aria-pressed", String(isOn && isPossible));
    if (isOn && isPossible) start();
    else if (side) stop();
  };

  return {
    /** @param {Actions} given */
    open: (given) => {
      actions = given;
      byId("plan-moves", HTMLElement).before(opener);
      opener.addEventListener("click", () => {
        isOn = !isOn;
        const compared = atlas.comparedWith(shown.plan);
        given.showPlan(isOn && compared === shown.plan ? atlas.choices()[1] : shown.plan);
        if (isOn) map.getContainer().scrollIntoView({ block: "nearest" });
      });
      slider.addEventListener("input", follow);
      map.on("move zoomend resize", follow);
    },
    draw,
    place,
    /** Light there what is lit here. */
    light: () => {
      if (!side) return;
      const { unit, region, several } = shown;
      const same = region === null ? -1 : side.plan.lines.indexOf(shown.plan.lines[region]);
      const there = unit === null ? same : side.atlas.regionOf(unit);
      Object.assign(side.atlas.shown, { unit, several, region: there < 0 ? null : there });
      side.areas.paint();
    },
  };
};
