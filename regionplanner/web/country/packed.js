// Polygons from whole numbers: arcs on a grid, each once, and the rings that are made of them.

/** @import { NumberReader, Shapes } from "../types.d.ts" */

/**
 * Numbers of seven bits a byte (LEB128).
 * @param {Uint8Array} bytes
 * @returns {NumberReader}
 */
export const numbersIn = (bytes) => {
  let at = 0;
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const signed = () => {
    const value = next();
    return value & 1 ? -(value >>> 1) - 1 : value >>> 1;
  };
  /** @type {NumberReader["column"]} */
  const column = (count, read) => Int32Array.from({ length: count }, read);
  /** @type {NumberReader["summed"]} */
  const summed = (count, read) => {
    const sums = new Int32Array(count + 1);
    for (let n = 0; n < count; n += 1) sums[n + 1] = sums[n] + read();
    return sums;
  };
  return { next, signed, column, summed };
};

/** @typedef {(west: number, north: number, east: number, south: number) => void} TakeBox */

/**
 * West, north, east and south of each: of arcs from their points, of polygons from their arcs.
 * @param {number} count
 * @param {(n: number, take: TakeBox) => void} of
 */
const boxesOf = (count, of) => {
  const boxes = new Int32Array(4 * count);
  for (let n = 0; n < count; n += 1) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    of(n, (west, north, east, south) => {
      if (west < box[0]) box[0] = west;
      if (north < box[1]) box[1] = north;
      if (east > box[2]) box[2] = east;
      if (south > box[3]) box[3] = south;
    });
    if (box[0] === Infinity) box.splice(0, 4, 0, 0, 0, 0);
    boxes.set(box, 4 * n);
  }
  return boxes;
};

/**
 * The next topology in a stream, with where labels go; see topology_bytes in maps/topology.py.
 * @param {NumberReader} stream
 * @returns {Shapes}
 */
export const shapesIn = ({ next, signed, column, summed }) => {
  const [count, nRings, nArcs, nPoints, nRefs] = column(5, next);
  const first = summed(nArcs, next);
  const a = summed(nArcs, signed).subarray(1);
  const b = column(nArcs, signed).map((step, arc) => a[arc] + step);
  const points = new Int32Array(2 * nPoints);
  let [x, y] = [0, 0];
  for (let n = 0; n < 2 * nPoints; n += 2) {
    points[n] = x += signed();
    points[n + 1] = y += signed();
  }
  const rings = summed(count, next);
  const ringFirst = summed(nRings, next);
  const refs = new Int32Array(nRefs);
  let arc = 0;
  for (let n = 0; n < nRefs; n += 1) {
    const value = next();
    const step = value >>> 1;
    arc += step & 1 ? -(step >>> 1) - 1 : step >>> 1;
    refs[n] = value & 1 ? ~arc : arc;
  }
  const arcBoxes = boxesOf(nArcs, (n, take) => {
    for (let p = 2 * first[n]; p < 2 * first[n + 1]; p += 2) {
      take(points[p], points[p + 1], points[p], points[p + 1]);
    }
  });
  const boxes = boxesOf(count, (n, take) => {
    for (let r = ringFirst[rings[n]]; r < ringFirst[rings[n + 1]]; r += 1) {
      const at = 4 * (refs[r] < 0 ? ~refs[r] : refs[r]);
      take(arcBoxes[at], arcBoxes[at + 1], arcBoxes[at + 2], arcBoxes[at + 3]);
    }
  });
  const spots = column(3 * count, next);
  return { count, nArcs, first, a, b, points, rings, ringFirst, refs, arcBoxes, boxes, spots };
};
