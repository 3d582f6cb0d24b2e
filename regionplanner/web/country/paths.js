// Paths on a canvas, of arcs on the grid.

/** @import { CanvasStyle, Shapes, View } from "../types.d.ts" */
/** @typedef {CanvasRenderingContext2D} Context */

const LEAST_PX = 0.7; // a point nearer than this to the one before is not seen

/** @param {Int32Array} boxes @param {number} n @param {View} view */
export const inView = (boxes, n, view) => boxes[4 * n] <= view.east && boxes[4 * n + 2] >= view.west
  && boxes[4 * n + 1] <= view.south && boxes[4 * n + 3] >= view.north;

/**
 * The points of an arc, but for those that would not be seen; its ends always. ~arc runs backwards.
 * @param {Context} context
 * @param {Shapes} shapes
 * @param {number} ref
 * @param {View} view
 * @param {boolean} isStart
 */
const follow = (context, { first, points }, ref, view, isStart) => {
  const backwards = ref < 0;
  const arc = backwards ? ~ref : ref;
  const [from, to] = [2 * first[arc], 2 * (first[arc + 1] - 1)];
  const step = backwards ? -2 : 2;
  const end = backwards ? from : to;
  let [px, py] = [NaN, NaN];
  for (let p = backwards ? to : from; ; p += step) {
    const x = (points[p] - view.x) * view.k;
    const y = (points[p + 1] - view.y) * view.k;
    if (Number.isNaN(px)) {
      if (isStart) context.moveTo(x, y);
      [px, py] = [x, y];
    } else if (p === end || Math.abs(x - px) > LEAST_PX || Math.abs(y - py) > LEAST_PX) {
      context.lineTo(x, y);
      px = x;
      py = y;
    }
    if (p === end) return;
  }
};

/** @param {Context} context @param {Shapes} shapes @param {number} n @param {View} view */
export const addShape = (context, shapes, n, view) => {
  const { rings, ringFirst, refs } = shapes;
  for (let ring = rings[n]; ring < rings[n + 1]; ring += 1) {
    for (let r = ringFirst[ring]; r < ringFirst[ring + 1]; r += 1) {
      follow(context, shapes, refs[r], view, r === ringFirst[ring]);
    }
    context.closePath();
  }
};

// An outline round a small hole or exclave would be a blot.
const SPECK_PX = 9;
/** @param {Shapes} shapes @param {number} arc @param {View} view */
const isSpeck = ({ first, points, arcBoxes }, arc, view) => {
  const [head, tail] = [2 * first[arc], 2 * (first[arc + 1] - 1)];
  return points[head] === points[tail] && points[head + 1] === points[tail + 1] && Math.max(
    arcBoxes[4 * arc + 2] - arcBoxes[4 * arc], arcBoxes[4 * arc + 3] - arcBoxes[4 * arc + 1]) * view.k < SPECK_PX;
};

/**
 * Arcs in view that are wanted: where groups differ; nobody is in group -1.
 * @param {Shapes} shapes
 * @param {(n: number) => number} group
 * @param {View} view
 */
export const wantedArcs = (shapes, group, view) => {
  /** @type {number[]} */
  const found = [];
  for (let arc = 0; arc < shapes.nArcs; arc += 1) {
    if (!inView(shapes.arcBoxes, arc, view) || isSpeck(shapes, arc, view)) continue;
    const other = shapes.b[arc] < 0 ? -1 : group(shapes.b[arc]);
    if (group(shapes.a[arc]) !== other) found.push(arc);
  }
  return found;
};

/**
 * Arcs joined end to end where just two meet, so that dashes run on: lists of arc or ~arc.
 * @param {Shapes} shapes
 * @param {number[]} arcs
 */
export const joinedArcs = ({ first, points }, arcs) => {
  /** @param {number} arc @param {boolean} atEnd */
  const key = (arc, atEnd) => {
    const p = 2 * (atEnd ? first[arc + 1] - 1 : first[arc]);
    return points[p] * 2 ** 26 + points[p + 1] % 2 ** 26;
  };
  /** @type {Map<number, number[]>} */
  const ends = new Map();
  /** @param {number} at @param {number} ref */
  const add = (at, ref) => {
    const there = ends.get(at);
    if (there) there.push(ref);
    else ends.set(at, [ref]);
  };
  arcs.forEach((arc) => {
    add(key(arc, false), arc); // followed onward from here
    add(key(arc, true), ~arc);
  });
  /** @type {Set<number>} */
  const used = new Set();
  /** @param {number} ref */
  const arcOf = (ref) => (ref < 0 ? ~ref : ref);
  /** @param {number} ref */
  const tipOf = (ref) => (ref < 0 ? key(~ref, false) : key(ref, true));
  /** @param {number} start */
  const run = (start) => {
    const stroke = [start];
    used.add(arcOf(start));
    for (;;) {
      const meeting = ends.get(tipOf(stroke[stroke.length - 1]));
      const next = meeting?.length === 2
        ? meeting.find((ref) => !used.has(arcOf(ref))) : undefined;
      if (next === undefined) return stroke;
      used.add(arcOf(next));
      stroke.push(next);
    }
  };
  /** @type {number[][]} */
  const strokes = [];
  ends.forEach((refs) => {
    if (refs.length === 2) return;
    refs.forEach((ref) => { if (!used.has(arcOf(ref))) strokes.push(run(ref)); });
  });
  arcs.forEach((arc) => { if (!used.has(arc)) strokes.push(run(arc)); });
  return strokes;
};

const BATCH = 400; // one long path is slower than a few short ones
/**
 * @param {Context} context
 * @param {Shapes} shapes
 * @param {number[]} arcs
 * @param {View} view
 * @param {CanvasStyle} style
 */
export const strokeArcs = (context, shapes, arcs, view, style) => {
  Object.assign(context, { lineJoin: "round", lineCap: "round", globalAlpha: 1, ...style });
  for (let start = 0; start < arcs.length; start += BATCH) {
    context.beginPath();
    arcs.slice(start, start + BATCH).forEach((arc) => follow(context, shapes, arc, view, true));
    context.stroke();
  }
  context.globalAlpha = 1;
};

/**
 * @param {Context} context
 * @param {Shapes} shapes
 * @param {number[][]} strokes
 * @param {View} view
 * @param {CanvasStyle} style
 */
export const strokeDashes = (context, shapes, strokes, view, { dash, ...style }) => {
  Object.assign(context, { lineJoin: "round", lineCap: "butt", globalAlpha: 1, ...style });
  context.setLineDash(dash ?? []);
  strokes.forEach((stroke) => {
    context.beginPath();
    stroke.forEach((ref, n) => follow(context, shapes, ref, view, n === 0));
    context.stroke();
  });
  context.setLineDash([]);
  context.globalAlpha = 1;
};

/**
 * Which polygon a point of the grid is in, or -1 (crossings of a ray to the east).
 * @param {Shapes} shapes
 * @param {number} x
 * @param {number} y
 */
export const shapeAt = (shapes, x, y) => {
  const { boxes, rings, ringFirst, refs, first, points } = shapes;
  /** @param {number} n */
  const isInside = (n) => {
    let inside = false;
    for (let r = ringFirst[rings[n]]; r < ringFirst[rings[n + 1]]; r += 1) {
      const arc = refs[r] < 0 ? ~refs[r] : refs[r];
      for (let p = 2 * first[arc]; p < 2 * first[arc + 1] - 2; p += 2) {
        const [ya, yb] = [points[p + 1], points[p + 3]];
        if ((ya > y) !== (yb > y)
          && x < points[p] + ((y - ya) * (points[p + 2] - points[p])) / (yb - ya)) inside = !inside;
      }
    }
    return inside;
  };
  for (let n = 0; n < shapes.count; n += 1) {
    if (boxes[4 * n] <= x && boxes[4 * n + 2] >= x && boxes[4 * n + 1] <= y && boxes[4 * n + 3] >= y
      && isInside(n)) return n;
  }
  return -1;
};
