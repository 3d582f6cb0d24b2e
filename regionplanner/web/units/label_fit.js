// Where a text fits inside the area that it names, in lines and sizes that can still be read.

/** @import { Line } from "./arcs.js" */
/** @typedef {Line[]} Rings */
/** @typedef {{ rows: string[], widths: number[] }} Version widths are in sizes of the letters */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {(at: [number, number]) => { x: number, y: number }} Projection */
/** @typedef {{ rings: Rings, box: [number, number, number, number] }} Part */

export const SIZES = [12, 11, 10]; // pixels; smaller is not read
const LINE = 1.1;
const STEP = 7; // pixels from one place that is tried to the next
const EDGE = 2; // pixels beside a text, at least
const NEXT = 10; // pixels at most between points of an edge that are looked at

// places around the middle, the nearest first; a text is wider than high, so sideways counts less
const OFFSETS = Array.from({ length: 81 }, (_, n) => [(n % 9) - 4, Math.floor(n / 9) - 4])
  .sort((a, b) => Math.hypot(a[0], 1.5 * a[1]) - Math.hypot(b[0], 1.5 * b[1]))
  .map(([x, y]) => [x * STEP, y * STEP]);

/** @param {Rings} rings @returns {Part} */
export const partOf = (rings) => {
  const points = rings.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { rings, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
};

/** @param {Part} part @param {number} x @param {number} y */
const holds = ({ rings, box }, x, y) => {
  if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) return false;
  let inside = false;
  rings.forEach((ring) => {
    for (let n = 1; n < ring.length; n += 1) {
      const [[ax, ay], [bx, by]] = [ring[n - 1], ring[n]];
      if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  });
  return inside;
};

/**
 * A text in at most so many lines, broken after a blank or a hyphen.
 * @param {string} text
 * @param {number} count
 */
const inLines = (text, count) => {
  const room = Math.ceil(text.length / count) + 1;
  /** @type {string[]} */
  const rows = [];
  (text.match(/[^ -]*[ -]*/g) ?? []).filter(Boolean).forEach((word) => {
    const last = rows[rows.length - 1];
    if (last && (last + word).trim().length <= room) rows[rows.length - 1] += word;
    else rows.push(word);
  });
  return rows.map((row) => row.trim());
};

/** Measures texts in a font, in sizes of its letters. */
export const measurer = () => {
  const context = document.createElement("canvas").getContext("2d");
  const { fontFamily } = getComputedStyle(document.body);
  /**
   * A text in one, two and three lines.
   * @param {string[]} texts
   * @param {string} font
   * @returns {Version[]}
   */
  return (texts, font) => {
    if (!context) return [];
    context.font = `${font} 100px ${fontFamily}`;
    const forms = texts.flatMap((text) => [1, 2, 3].map((count) => inLines(text, count)));
    const different = new Map(forms.map((rows) => [rows.join("\n"), rows]));
    return [...different.values()].map((rows) => (
      { rows, widths: rows.map((row) => context.measureText(row).width / 100) }));
  };
};

/** @param {Version} version @param {number} size @param {{ x: number, y: number }} centre @returns {Box} */
export const boxOf = ({ widths }, size, { x, y }) => {
  const [width, height] = [Math.max(...widths) * size, widths.length * size * LINE];
  return { left: x - width / 2, top: y - height / 2, width, height };
};

/**
 * Whether every line of a text stays inside.
 * @param {Version} version
 * @param {number} size
 * @param {(x: number, y: number) => boolean} isInside from the middle of the text
 */
const staysInside = ({ widths }, size, isInside) => widths.every((width, row) => {
  const top = (row - widths.length / 2) * size * LINE;
  const half = (width * size) / 2 + EDGE;
  const steps = Math.ceil((2 * half) / NEXT);
  const places = Array.from({ length: steps + 1 }, (_, n) => -half + (2 * half * n) / steps);
  const heights = [top + 1, top + (size + 1) / 2, top + size];
  return heights.every((y) => places.every((x) => isInside(x, y)));
});

/**
 * The largest size and the fewest lines in which a text stays inside its area and is free; null
 * where none is.
 * @param {Version[]} versions
 * @param {Part[]} parts
 * @param {[number, number]} at
 * @param {Projection} point
 * @param {(box: Box) => boolean} isFree
 */
export const fitted = (versions, parts, at, point, isFree) => {
  const centre = point(at);
  // near a place degrees are as good as straight
  const perDegree = { x: point([at[0], at[1] + 0.1]).x - centre.x, y: point([at[0] + 0.1, at[1]]).y - centre.y };
  /** @param {number} x @param {number} y */
  const isInside = (x, y) => {
    const [lng, lat] = [at[1] + (0.1 * x) / perDegree.x, at[0] + (0.1 * y) / perDegree.y];
    return parts.some((part) => holds(part, lng, lat));
  };
  const boxes = parts.map(({ box }) => box);
  const across = Math.max(...boxes.map((box) => box[2])) - Math.min(...boxes.map((box) => box[0]));
  const widest = (across * perDegree.x) / 0.1;
  for (const size of SIZES) {
    for (const version of versions.filter(({ widths }) => Math.max(...widths) * size < widest)) {
      for (const [dx, dy] of OFFSETS) {
        const box = boxOf(version, size, { x: centre.x + dx, y: centre.y + dy });
        if (isFree(box) && staysInside(version, size, (x, y) => isInside(x + dx, y + dy))) {
          return { rows: version.rows, size, ...box };
        }
      }
    }
  }
  return null;
};
