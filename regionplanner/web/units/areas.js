// The polygons of units: their colours, what is lit, what a tooltip says.
import { unitTip } from "../panels/tips.js";

/** @import { Actions, UnitsAtlas } from "../types.d.ts" */

export const SHADE = { plain: 0.58, lit: 0.62, chosen: 0.85, faded: 0.16, over: 0.15 };

/** @typedef {L.Polygon & { feature: GeoJSON.Feature }} UnitLayer */

/** @param {L.Layer} layer */
const unitOf = (layer) => Number(/** @type {UnitLayer} */ (layer).feature.id);

/**
 * A style is slow to set: only what changes is.
 * @param {L.Path} layer
 * @param {L.PathOptions} style
 */
export const restyle = (layer, style) => {
  const changes = Object.entries(style).some(
    ([key, value]) => Reflect.get(layer.options, key) !== value);
  if (changes) layer.setStyle(style);
};

/**
 * @param {UnitsAtlas} atlas
 * @param {L.GeoJSON} area
 * @param {Set<string>} ticked
 */
export const createAreas = (atlas, area, ticked) => {
  const { shown, regionOf, values } = atlas;
  /** @type {UnitLayer[]} */
  const layers = [];
  area.eachLayer((layer) => { layers[unitOf(layer)] = /** @type {UnitLayer} */ (layer); });

  /** @param {number} n */
  const fillOf = (n) => {
    const region = regionOf(n);
    if (region >= 0) return shown.plan.colours[region];
    return shown.plan.later.has(n) ? values.later : values.outside;
  };
  /** @param {number} n */
  const opacity = (n) => {
    if (shown.several.includes(n)) return SHADE.chosen;
    if (shown.region === null && shown.unit === null) return SHADE.plain;
    if (n === shown.unit) return SHADE.chosen;
    return shown.region !== null && regionOf(n) === shown.region ? SHADE.lit : SHADE.faded;
  };

  /**
   * One tooltip and one listener for all units.
   * @param {Actions} actions
   */
  const open = ({ pressUnit }) => {
    /** @param {L.LeafletEvent} event @param {number} more */
    const shade = ({ propagatedFrom: layer }, more) => layer.setStyle(
      { fillOpacity: Math.min(1, opacity(unitOf(layer)) + more) });
    area.bindTooltip((layer) => unitTip(atlas, ticked, unitOf(layer)),
      { sticky: true, className: "tip", opacity: 1 });
    area.on("mouseover", (event) => shade(event, SHADE.over));
    area.on("mouseout", (event) => shade(event, 0));
    area.on("click", ({ propagatedFrom, originalEvent: { shiftKey, ctrlKey, metaKey } }) => {
      area.closeTooltip(); // what it says stands in the panel now, and it hides neighbours
      pressUnit(unitOf(propagatedFrom), shiftKey || ctrlKey || metaKey);
    });
    // a tooltip makes chromium stop at every path with Tab; the search and the list serve the keyboard
    layers.forEach((layer) => layer.getElement()?.setAttribute("tabindex", "-1"));
  };

  return {
    layers,
    fillOf,
    open,
    paint: () => layers.forEach((layer, n) => restyle(layer, {
      fillColor: fillOf(n), fillOpacity: opacity(n),
    })),
  };
};
