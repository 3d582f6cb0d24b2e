// A plan file as the editor reads it: rows of municipalities and their regions, or what is wrong.
import { fold } from "../page/fold.js";

/** @import { BaseValues, Division, FileProblem, PlanText } from "../types.d.ts" */

/** What the columns are called in a plan file; the workbook of a report has headings of its own. */
const COLUMNS = { id: "nis", group: "region" };

/** @typedef {Record<keyof typeof COLUMNS, string[]>} Heads */
/** @type {Heads} */
const PLAIN = { id: [COLUMNS.id], group: [COLUMNS.group] };

/**
 * The cells of CSV, row by row; empty lines are none.
 * @param {string} text
 * @param {string} separator
 */
const cellsOf = (text, separator) => {
  /** @type {{ row: number, cells: string[] }[]} */
  const rows = [];
  let [cells, cell, isQuoted, row] = [/** @type {string[]} */ ([]), "", false, 1];
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some(Boolean)) rows.push({ row, cells });
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') {
      if (isQuoted && text[at + 1] === '"') {
        cell += letter;
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (letter === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = "";
    } else if (letter === "\n" && !isQuoted) {
      endRow();
      row += 1;
    } else if (letter !== "\r") cell += letter;
  }
  endRow();
  return rows;
};

/** What most lines of plan files are parted by. @param {string} line */
const separatorOf = (line) => [",", ";", "\t"].reduce(
  (a, b) => (line.split(b).length > line.split(a).length ? b : a));

/**
 * Units by their codes and names, in any spelling; null where a name is of several.
 * @param {BaseValues["units"]} units
 */
const spelledUnits = (units) => {
  /** @type {Map<string, number | null>} */
  const known = new Map();
  units.forEach(({ name }, n) => known.set(fold(name), known.has(fold(name)) ? null : n));
  units.forEach(({ nis, written }, n) => [nis, ...(written?.slice(0, 1) ?? [])].forEach(
    (code) => known.set(fold(code), n)));
  return known;
};

/**
 * @param {BaseValues["units"]} units
 * @param {Pick<Division, "codes" | "names">} before whose codes and places regions keep
 * @param {string} text
 * @param {Heads} [heads] what else the columns are called
 * @returns {{ plan: PlanText } | { problems: FileProblem[] }}
 */
export const readPlan = (units, before, text, heads = PLAIN) => {
  const [head, ...rows] = cellsOf(text.replace(/^\ufeff/, ""), separatorOf(text.split("\n", 1)[0]));
  const columns = head?.cells.map((one) => one.toLowerCase()) ?? [];
  const [ids, regions, called] = [heads.id, heads.group, ["region_name"]]
    .map((some) => columns.findIndex((one) => some.includes(one)));
  if (ids < 0 || regions < 0) return { problems: [{ key: "file_columns", places: COLUMNS }] };
  const known = spelledUnits(units);
  const codes = [...before.codes];
  const names = [...(before.names ?? before.codes)];
  const of = units.map(() => -1);
  /** @type {FileProblem[]} */
  const problems = [];
  rows.forEach(({ row, cells }) => {
    /** @param {string} key */
    const object = (key) => problems.push({ key, places: { row: String(row), text: cells[ids] } });
    const n = known.get(fold(cells[ids]));
    const code = cells[regions] ?? "";
    if (n === undefined || n === null) object(n === null ? "file_several" : "file_unknown");
    else if (of[n] >= 0) object("file_twice");
    else if (code) {
      if (!codes.includes(code)) names[codes.push(code) - 1] = cells[called] || code;
      of[n] = codes.indexOf(code);
    }
  });
  if (!problems.length && !of.some((region) => region >= 0)) {
    problems.push({ key: "file_empty", places: COLUMNS });
  }
  if (problems.length) return { problems };
  const first = (/** @type {string} */ column) => rows[0].cells[columns.indexOf(column)] ?? "";
  const division = { codes, of, ...(before.names ? { names } : {}) };
  return { plan: { division, name: first("variant"), begun: first("from_plan") } };
};
