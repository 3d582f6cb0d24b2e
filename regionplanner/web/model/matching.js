// Which regions of one division go on in another: those with most municipalities that stay.

/** @import { Division } from "../types.d.ts" */

/**
 * Rows assigned to columns so that the sum of what they are worth is the most (Kuhn 1955; here by
 * shortest augmenting paths with potentials, Jonker & Volgenant 1987).
 * @param {number[][]} worth as many columns as rows, or more
 * @returns {number[]} the column of each row
 */
export const assigned = (worth) => {
  const width = worth[0]?.length ?? 0;
  const [ofRow, ofColumn] = [new Array(worth.length + 1).fill(0), new Array(width + 1).fill(0)];
  const rowAt = new Array(width + 1).fill(0); // 0: nobody; rows and columns count from 1
  worth.forEach((_, n) => {
    const least = new Array(width + 1).fill(Infinity);
    const isSeen = new Array(width + 1).fill(false);
    const from = new Array(width + 1).fill(0);
    rowAt[0] = n + 1;
    let at = 0;
    while (rowAt[at] !== 0) {
      isSeen[at] = true;
      const row = rowAt[at];
      let [step, next] = [Infinity, 0];
      for (let column = 1; column <= width; column += 1) {
        if (isSeen[column]) continue;
        const cost = -worth[row - 1][column - 1] - ofRow[row] - ofColumn[column];
        if (cost < least[column]) [least[column], from[column]] = [cost, at];
        if (least[column] < step) [step, next] = [least[column], column];
      }
      for (let column = 0; column <= width; column += 1) {
        if (isSeen[column]) {
          ofRow[rowAt[column]] += step;
          ofColumn[column] -= step;
        } else least[column] -= step;
      }
      at = next;
    }
    for (; at !== 0; at = from[at]) rowAt[at] = rowAt[from[at]];
  });
  const columns = new Array(worth.length).fill(-1);
  rowAt.forEach((row, column) => {
    if (column > 0 && row > 0) columns[row - 1] = column - 1;
  });
  return columns;
};

/**
 * The region before that each region continues, or -1; of equals those with one code.
 * @param {Division} now
 * @param {Division} before
 */
export const continuedRegions = (now, before) => {
  const size = Math.max(now.codes.length, before.codes.length);
  const stay = now.codes.map(() => new Array(size).fill(0));
  now.of.forEach((region, n) => {
    if (region >= 0 && before.of[n] >= 0) stay[region][before.of[n]] += 1;
  });
  const worth = stay.map((row, region) => row.map((shared, old) => (
    shared * (size + 1) + (shared && now.codes[region] === before.codes[old] ? 1 : 0))));
  return assigned(worth).map((old, region) => (stay[region][old] ? old : -1));
};

/**
 * The same regions, numbered, coded and called as those of a division that they continue.
 * @param {Division} now
 * @param {Division} before
 * @returns {Division}
 */
export const continuing = (now, before) => {
  const codes = [...before.codes];
  const names = [...(before.names ?? before.codes)];
  const place = continuedRegions(now, before).map((old, region) => {
    if (old >= 0 || !now.of.includes(region)) return old;
    const own = now.codes[region];
    let code = own;
    for (let n = 2; codes.includes(code); n += 1) code = `${own}-${n}`;
    names.push(code === own ? now.names?.[region] ?? code : code);
    return codes.push(code) - 1;
  });
  return { codes, of: now.of.map((region) => (region < 0 ? -1 : place[region])),
    ...(before.names ? { names } : {}) };
};
