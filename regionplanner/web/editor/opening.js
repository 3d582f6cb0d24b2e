// A plan file that is chosen, or dropped on the map, becomes a variant.
import { button, element } from "../page/elements.js";
import { counted, fill, words } from "../page/words.js";
import { continuing } from "../model/matching.js";
import { readPlan } from "./plan_text.js";
import { workbookText } from "./workbook.js";

/** @import { KeptVariant, UnitsAtlas, UnitsPlan } from "../types.d.ts" */

const MOST_PROBLEMS = 3;

/**
 * What a file has, and the plan on the page that it began from, else the one that is shown; or what
 * is wrong with it.
 * @param {UnitsAtlas} atlas
 * @param {string} file
 * @param {string | null} text null: a workbook that cannot be read
 * @returns {{ problem: string } | { base: UnitsPlan, kept: Partial<KeptVariant> }}
 */
export const readFile = ({ shown, plans, units, values: { heads } }, file, text) => {
  if (text === null) return { problem: `${file}: ${words.file_unreadable}` };
  const own = shown.plan.base ?? shown.plan;
  const first = readPlan(units, own.division, text, heads);
  const begun = "plan" in first ? first.plan.begun : "";
  const from = plans.find(({ digest }) => begun !== "" && digest.startsWith(begun));
  const base = from ?? own;
  // regions of a plan that began elsewhere have codes of their own
  const read = readPlan(units, from ? base.division : { codes: [], names: [] }, text, heads);
  if ("plan" in read) {
    const { name, division } = read.plan;
    return { base, kept: { name: name || file, division: from ? division : continuing(division, base.division) } };
  }
  const some = read.problems.slice(0, MOST_PROBLEMS).map(({ key, places }) => fill(key, places));
  const more = read.problems.length - some.length;
  const rest = more ? [counted(more, "file_more")] : [];
  return { problem: [`${file}:`, ...some, ...rest].join(" ") };
};

/**
 * @param {HTMLElement} target where files can be dropped
 * @param {import("./plan_text.js").Heads} heads
 * @param {(name: string, text: string | null) => void} open null: a workbook that cannot be read
 */
export const createOpening = (target, heads, open) => {
  const chooser = Object.assign(element("input", ""), { type: "file", accept: ".csv,.txt,.xlsx", hidden: true });
  /** @param {File | undefined} file */
  const read = async (file) => {
    if (!file) return;
    const isWorkbook = /\.xls[xm]$/i.test(file.name);
    open(file.name, await (isWorkbook ? file.arrayBuffer()
      .then((buffer) => workbookText(buffer, Object.values(heads))).catch(() => null) : file.text()));
  };
  chooser.addEventListener("change", () => {
    read(chooser.files?.[0]);
    chooser.value = ""; // the same file can be opened again
  });
  const mark = (/** @type {boolean} */ on) => target.classList.toggle("dropping", on);
  target.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  target.addEventListener("dragleave", () => mark(false));
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    read(event.dataTransfer?.files[0]);
  });
  return element("div", "opening-row",
    button("quiet", words.open_file, () => chooser.click()), chooser);
};
