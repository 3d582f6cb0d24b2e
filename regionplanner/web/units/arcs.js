// Borders as strokes: every border once, from the polygons of the units.

/** @import { UnitsValues } from "../types.d.ts" */
/** @typedef {GeoJSON.Position[]} Line */
/** @typedef {{ a: number, b: number, points: Line }} Arc */

/** @param {GeoJSON.Geometry} geometry @returns {Line[]} */
export const ringsOf = (geometry) => {
  if (geometry.type === "Polygon") return geometry.coordinates;
  return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
};

/**
 * Pieces joined end to end where just two meet, so that dashes run on.
 * @param {Line[]} pieces
 */
export const joined = (pieces) => {
  /** @type {Map<string, Line[]>} */
  const ends = new Map();
  const at = (/** @type {GeoJSON.Position} */ [x, y]) => `${x} ${y}`;
  const tips = (/** @type {Line} */ piece) => [at(piece[0]), at(piece[piece.length - 1])];
  const meeting = (/** @type {string} */ tip) => ends.get(tip) ?? [];
  pieces.forEach((piece) => tips(piece).forEach((tip) => {
    ends.set(tip, [...meeting(tip), piece]);
  }));
  /** @type {Set<Line>} */
  const used = new Set();
  /** @type {Line[]} */
  const strokes = [];
  const follow = (/** @type {Line} */ start, /** @type {Line} */ piece) => {
    const stroke = [...start];
    used.add(piece);
    for (;;) {
      const tip = at(stroke[stroke.length - 1]);
      const there = meeting(tip);
      const next = there.length === 2 ? there.find((other) => !used.has(other)) : undefined;
      if (!next) return stroke;
      used.add(next);
      const onward = at(next[0]) === tip ? next : [...next].reverse();
      stroke.push(...onward.slice(1));
    }
  };
  // strokes start where they can: at an end, or where three meet; what is left is closed
  pieces.forEach((piece) => {
    const [head, tail] = tips(piece).map((tip) => meeting(tip).length !== 2);
    if (used.has(piece) || !(head || tail)) return;
    strokes.push(follow(head ? piece : [...piece].reverse(), piece));
  });
  pieces.forEach((piece) => { if (!used.has(piece)) strokes.push(follow(piece, piece)); });
  return strokes;
};

/**
 * @param {UnitsValues["arcs"]} arcs
 * @param {Line[][]} rings
 * @returns {Arc[]}
 */
export const arcsOf = (arcs, rings) => arcs.map(([a, b, ring, first, last]) => (
  { a, b, points: rings[a][ring].slice(first, last + 1) }));

/**
 * Lines between units of different groups; nobody is in group -1, and nothing is drawn round it.
 * @param {Arc[]} arcs
 * @param {(unit: number) => number} group
 */
export const outlineOf = (arcs, group) => joined(arcs
  .filter(({ a, b }) => group(a) !== (b < 0 ? -1 : group(b)))
  .map(({ points }) => points));
