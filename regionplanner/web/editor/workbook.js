// The rows of a workbook (XLSX) as CSV, with what browsers have: a zip of XML.

const DIRECTORY_END = 0x06054b50;
const STORED = 0;

/**
 * The texts of the files in a zip, by name, read when they are asked for.
 * @param {ArrayBuffer} buffer
 */
const unzipped = (buffer) => {
  const view = new DataView(buffer);
  const text = (/** @type {number} */ at, /** @type {number} */ length) =>
    new TextDecoder().decode(new Uint8Array(buffer, at, length));
  let end = buffer.byteLength - 22;
  while (view.getUint32(end, true) !== DIRECTORY_END) end -= 1; // a comment can follow
  /** @type {Map<string, () => Promise<string>>} */
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n -= 1) {
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const local = view.getUint32(at + 42, true);
    files.set(text(at + 46, name), () => {
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const stream = new Blob([new Uint8Array(buffer, start, size)]).stream();
      return new Response(method === STORED ? stream
        : stream.pipeThrough(new DecompressionStream("deflate-raw"))).text();
    });
    at += 46 + name + extra + comment;
  }
  return files;
};

/** @param {string} xml */
const parsed = (xml) => new DOMParser().parseFromString(xml, "application/xml");
/** The texts of elements of a kind. @param {Element} inside @param {string} tag */
const textIn = (inside, tag) =>
  [...inside.getElementsByTagName(tag)].map(({ textContent }) => textContent ?? "").join("");

/** "B12" is in column 1. @param {string} place */
const columnOf = (place) => [...place.replace(/\d/g, "")]
  .reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** @param {Document} sheet @param {string[]} shared */
const csvOf = (sheet, shared) => {
  /** @type {string[]} */
  const lines = [];
  [...sheet.getElementsByTagName("row")].forEach((row, n) => {
    /** @type {string[]} */
    const cells = [];
    [...row.getElementsByTagName("c")].forEach((cell, column) => {
      const value = textIn(cell, "v");
      const text = cell.getAttribute("t") === "s" ? shared[Number(value)] : value || textIn(cell, "t");
      const place = cell.getAttribute("r");
      cells[place ? columnOf(place) : column] = `"${text.replaceAll('"', '""')}"`;
    });
    lines[Number(row.getAttribute("r") ?? n + 1) - 1] = Array.from(cells, (one) => one ?? "").join(",");
  });
  return Array.from(lines, (line) => line ?? "").join("\n");
};

/**
 * The first sheet with these columns as CSV, else the first sheet.
 * @param {ArrayBuffer} buffer
 * @param {string[][]} columns what each can be called
 */
export const workbookText = async (buffer, columns) => {
  const files = unzipped(buffer);
  const shared = await files.get("xl/sharedStrings.xml")?.() ?? "<sst/>";
  const texts = [...parsed(shared).getElementsByTagName("si")].map((one) => textIn(one, "t"));
  const names = [...files.keys()].filter((name) => /^xl\/worksheets\/[^/]*\.xml$/.test(name));
  const numbered = names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)); // sheet2, sheet10
  const sheets = [];
  for (const name of numbered) sheets.push(csvOf(parsed(await files.get(name)?.() ?? ""), texts));
  const fits = (/** @type {string} */ sheet) => {
    const head = sheet.split("\n", 1)[0].toLowerCase();
    return columns.every((some) => some.some((one) => head.includes(`"${one}"`)));
  };
  return sheets.find(fits) ?? sheets[0] ?? "";
};
