// The ground on which every unit is drawn, one by one, as Leaflet's polygons.
import { pressRegion } from "../panels/list.js";
import { ringsOf } from "./arcs.js";
import { createAreas, restyle } from "./areas.js";
import { drawBeside } from "./beside.js";
import { createHatches } from "./hatches.js";
import { createLabels } from "./labels.js";
import { createLines } from "./lines.js";
import { createSwipe } from "./swipe.js";

/** @import { Actions, Flight, Ground, UnitsAtlas } from "../types.d.ts" */
/** @typedef {ReturnType<typeof unitsGround>} UnitsGround */
/** @typedef {L.Path & { feature: GeoJSON.Feature }} FixedLayer */

/**
 * What folium wrote, by the name of its variable.
 * @param {string} called
 */
const written = (called) => Reflect.get(window, called);

/** @param {string[]} names @returns {FixedLayer[]} */
const layersIn = (names) => names.flatMap((one) => written(one).getLayers());

/** @param {UnitsAtlas} atlas */
export const unitsGround = (atlas) => {
  const { shown, units, overlays, comparedWith, membersOf, movedUnits, regionOf } = atlas;
  const { names, areas: hasAreas, steps: isInSteps } = atlas.values;
  /** @type {L.Map} */
  const map = written(names.map);
  const [holes, links] = [layersIn(names.holes), layersIn(names.lines)];
  /** @type {Set<string>} */
  const ticked = new Set(["parents"]);
  drawBeside(map, atlas.values.beside);
  holes.forEach((layer) => layer.getElement()?.classList.add("hole"));
  const areas = createAreas(atlas, written(names.units), ticked);
  const rings = areas.layers.map(({ feature }) => ringsOf(feature.geometry));
  const hatches = createHatches(areas.layers, map);
  const lines = createLines(atlas, rings, map);
  const outlines = { units: rings, places: holes.map(({ feature }) => ringsOf(feature.geometry)) };
  const labels = createLabels(atlas, map, outlines);
  const swipe = createSwipe(atlas, { map, units: areas.layers, ticked, lines, outlines });

  // Lines are thinner on a small overview (a phone), or they would hide what they surround.
  /** @type {WeakMap<L.Path, number>} */
  const weights = new WeakMap();
  const thinLines = () => {
    const share = Math.min(1, Math.max(0.4, (map.getZoom() - 5.4) / 3.2));
    [...links, ...areas.layers, ...lines.layers()].forEach((layer) => {
      const weight = weights.get(layer) ?? layer.options.weight ?? 0;
      weights.set(layer, weight);
      restyle(layer, { weight: weight * share });
    });
  };

  /**
   * A line around units of one group, or none.
   * @param {string} kind
   * @param {Set<number>} marked
   * @param {(unit: number) => number} group
   */
  const outline = (kind, marked, group) => {
    if (marked.size) lines.draw(kind, (n) => (marked.has(n) ? group(n) : -1));
    else lines.hide(kind);
  };
  // the list, the table and the answer say in words what polygons show
  map.getPane("overlayPane")?.setAttribute("aria-hidden", "true");
  /** @type {Ground["light"]} */
  const light = (region, unit, several = []) => {
    Object.assign(shown, { region, unit, several });
    areas.paint();
    outline("chosenRegion", new Set(region === null ? [] : membersOf(region)), () => 0);
    outline("chosenUnits", new Set(unit === null ? several : [unit]), (n) => n);
    thinLines();
    pressRegion(region);
    swipe.light();
  };

  /**
   * Stripes over units, and a line around those of one group.
   * @param {string} kind
   * @param {Set<number>} marked
   * @param {(unit: number) => number} group
   */
  const mark = (kind, marked, group) => {
    if (kind === "broken" || !isInSteps) hatches.draw(kind, [...marked]); // colours say which step
    outline(kind, marked, group);
  };
  const placeLabels = () => {
    labels.place();
    swipe.place();
  };
  const drawPlan = () => {
    lines.draw("regions", (n) => regionOf(n));
    mark("broken", new Set(atlas.brokenPlaces(shown.plan).flatMap(({ marked }) => marked)), () => 0);
    const { moved, came } = movedUnits(shown.plan, comparedWith(shown.plan));
    mark("moved", new Set(isInSteps ? came : moved), regionOf);
    swipe.draw();
    thinLines();
  };
  /** @type {Ground["tick"]} */
  const tick = (value, on) => {
    lines.tick(value, on, ticked);
    thinLines();
  };

  /** @type {Ground["bounds"]} */
  const bounds = (some) => L.latLngBounds(some.map((n) => areas.layers[n].getBounds()).flatMap(
    (box) => [box.getSouthWest(), box.getNorthEast()]));
  const everything = bounds(units.map((_, n) => n));

  /** @param {Actions} actions @param {Flight} flight */
  const open = (actions, { fitWhole, keepNear, hasSize }) => {
    areas.open(actions);
    if (!isInSteps) swipe.open(actions);
    const openMap = () => {
      fitWhole();
      thinLines();
      placeLabels();
    };
    // A page in a frame that is folded away has no size yet, so no view: it is laid out when it is shown.
    let isLaidOut = hasSize();
    if (!isLaidOut) map.setView(everything.getCenter(), 8, { animate: false, reset: true });
    // names would stand still over land that moves
    map.on("zoomstart", () => map.getContainer().classList.add("flying"));
    map.on("zoomend", () => map.getContainer().classList.remove("flying"));
    map.on("zoomend", () => {
      if (map.getZoom() < map.getMinZoom()) { // begun by Leaflet when the frame was still folded away
        openMap();
        return;
      }
      thinLines();
      placeLabels();
    });
    map.on("resize", () => {
      if (!hasSize()) return;
      if (shown.region === null && shown.unit === null) openMap();
      if (isLaidOut) return;
      isLaidOut = true;
      keepNear();
      actions.showPlan(shown.plan);
    });
    const isWhole = () => map.getBounds().contains(everything)
      && map.getZoom() > map.getBoundsZoom(everything) - 0.5;
    if (isLaidOut && isWhole()) keepNear();
    else if (isLaidOut) openMap(); // its frame has another size than when the map was made
    lines.drawCoast();
    lines.draw("parents", overlays[0].of);
    if (hasAreas) tick("1", true);
  };

  /** @type {Ground} */
  const ground = {
    map,
    everything,
    bounds,
    regionBounds: (region) => bounds(membersOf(region)),
    flightZoom: () => Math.max(10.8, map.getMinZoom() + 2),
    nearestZoom: () => 14,
    open,
    drawPlan,
    drawLabels: () => {
      labels.makeRegionLabels();
      placeLabels();
    },
    placeLabels,
    light,
    tick,
    showsMoved: () => lines.has("moved"),
  };
  /** While one paints: colours and borders, and no more. */
  const repaint = () => {
    areas.paint();
    lines.draw("regions", (n) => regionOf(n));
    thinLines();
  };
  return { ...ground, repaint, rings, areas, hatches, lines, labels, holes, links };
};
