// What one points at: a unit closer by, else a region; a tooltip says what it is.
import { element, name } from "../page/elements.js";
import { counted, words } from "../page/words.js";
import { amount, unitTip } from "../panels/tips.js";
import { shapeAt } from "./paths.js";

/** @import { Actions, CountryAtlas } from "../types.d.ts" */
/** @import { Canvas, Sheet } from "./canvas.js" */
/** @import { Drawing } from "./drawing.js" */
/** @typedef {{ unit: number | null, region: number | null }} Target */

/** @type {Target} */
const NOWHERE = { unit: null, region: null };

/**
 * @param {CountryAtlas} atlas
 * @param {{
 *   map: L.Map, canvas: Canvas, drawing: Drawing, ticked: Set<string>, ground: Sheet, lit: Sheet
 * }} parts
 * @param {Actions} actions
 */
export const openPointing = (atlas, { map, canvas, drawing, ticked, ground, lit }, actions) => {
  const { shown, parents, figuresIn, titleOf } = atlas;
  const { closeIn, hover } = drawing;

  /** @param {L.LatLng} place @returns {Target} */
  const pointedAt = (place) => {
    const [x, y] = canvas.gridOf(place);
    const close = ground.view && closeIn(ground.view);
    if (close) {
      const unit = shapeAt(close, x, y);
      return { unit: unit < 0 ? null : unit, region: null };
    }
    const group = shapeAt(shown.plan.afar, x, y);
    const isRegion = group >= 0 && group < shown.plan.division.codes.length;
    return { unit: null, region: isRegion ? group : null };
  };

  /** @param {number} region */
  const regionTip = (region) => {
    const { inhabitants, parent, members } = figuresIn(region);
    return element("div", "", name(titleOf(region), "strong"),
      element("span", "", `${words.reference_region}: `, name(parents[parent].name)),
      element("span", "", counted(members.length, "units")), ...amount(inhabitants));
  };
  /** @param {Target} at */
  const tipOf = ({ unit, region }) => {
    if (unit !== null) return unitTip(atlas, ticked, unit);
    return region === null ? null : regionTip(region);
  };

  const tooltip = L.tooltip({ className: "tip", opacity: 1, offset: [12, 0] });
  /** @param {Target} at @param {L.LatLng} [place] */
  const pointAt = (at, place) => {
    if (at.unit !== hover.unit || at.region !== hover.region) {
      Object.assign(hover, at);
      lit.again();
      const tip = tipOf(at);
      if (tip === null) tooltip.remove();
      else tooltip.setContent(tip);
    }
    const isSomewhere = at.unit !== null || at.region !== null;
    map.getContainer().classList.toggle("pointing", isSomewhere);
    if (isSomewhere && place) tooltip.setLatLng(place).addTo(map);
  };

  let isMoving = false;
  map.on("movestart zoomstart", () => {
    isMoving = true;
    pointAt(NOWHERE);
  });
  map.on("moveend zoomend", () => { isMoving = false; });
  map.on("mousemove", ({ latlng }) => { if (!isMoving) pointAt(pointedAt(latlng), latlng); });
  map.on("mouseout", () => pointAt(NOWHERE));
  map.on("click", ({ latlng }) => {
    const { unit, region } = pointedAt(latlng);
    if (unit !== null) actions.chooseUnit(unit, false);
    else if (region !== null) actions.chooseRegion(region);
  });
};
