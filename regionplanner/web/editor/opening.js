// A plan file that is chosen, or dropped on the map, becomes a variant.
import { button, element } from "../page/elements.js";
import { words } from "../page/words.js";
import { COLUMNS } from "./plan_text.js";
import { workbookText } from "./workbook.js";

/**
 * @param {HTMLElement} target where files can be dropped
 * @param {(name: string, text: string | null) => void} open null: a workbook that cannot be read
 */
export const createOpening = (target, open) => {
  const chooser = Object.assign(element("input", ""), { type: "file", accept: ".csv,.txt,.xlsx", hidden: true });
  /** @param {File | undefined} file */
  const read = async (file) => {
    if (!file) return;
    const isWorkbook = /\.xls[xm]$/i.test(file.name);
    open(file.name, await (isWorkbook ? file.arrayBuffer()
      .then((buffer) => workbookText(buffer, Object.values(COLUMNS))).catch(() => null) : file.text()));
  };
  chooser.addEventListener("change", () => {
    read(chooser.files?.[0]);
    chooser.value = ""; // the same file can be opened again
  });
  target.addEventListener("dragover", (event) => event.preventDefault());
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    read(event.dataTransfer?.files[0]);
  });
  return element("div", "opening-row",
    button("quiet", words.open_file, () => chooser.click()), chooser);
};
