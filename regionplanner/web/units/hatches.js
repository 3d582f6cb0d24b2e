// Stripes over units, between their fills and the borders, so that both are still read.

/** @import { UnitLayer } from "./areas.js" */

/**
 * Stripes by what they mean; page.html.j2 has the patterns.
 * @param {UnitLayer[]} units
 * @param {L.Map} map
 */
export const createHatches = (units, map) => {
  map.createPane("hatches");
  /** @type {Map<string, { layer: L.GeoJSON, striped: number[] }>} */
  const drawn = new Map();
  /** @param {string} kind */
  const fill = (kind) => `url(#hatch-${kind})`;

  return {
    /** @param {string} kind @param {number[]} striped */
    draw: (kind, striped) => {
      drawn.get(kind)?.layer.remove();
      drawn.delete(kind);
      if (!striped.length) return;
      const layer = L.geoJSON(undefined, {
        interactive: false,
        style: { pane: "hatches", stroke: false, fillColor: fill(kind), fillOpacity: 1 },
        pane: "hatches",
      });
      striped.forEach((n) => layer.addData(units[n].feature));
      drawn.set(kind, { layer: layer.addTo(map), striped });
    },
    /** Who is striped, with what fills them, for the printed map. */
    fills: () => [...drawn].map(([kind, { striped }]) => ({ fill: fill(kind), striped })),
  };
};
