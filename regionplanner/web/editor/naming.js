// The name of a variant and a note on it.
import { element, foldable } from "../page/elements.js";
import { words } from "../page/words.js";

/** @import { Variant } from "../types.d.ts" */

const MOST = { name: 60, note: 2000 };

/**
 * Fields that stay while one types, for the variant that is shown.
 * @param {(name: string) => void} keep what was typed
 */
export const createNaming = (keep) => {
  /** @type {Variant | null} */
  let shown = null;
  const name = Object.assign(element("input", ""), { id: "variant-name", maxLength: MOST.name });
  const note = Object.assign(element("textarea", ""),
    { id: "variant-note", maxLength: MOST.note, rows: 3 });
  const fields = foldable("naming", words.naming, false,
    element("label", "", words.variant_name, name), element("label", "", words.variant_note, note));
  fields.classList.add("naming");
  // Nothing else is made again while one types, or a button that is pressed next would be gone.
  name.addEventListener("input", () => {
    if (!shown) return;
    const text = name.value.trim() || shown.name;
    [shown, ...shown.steps].forEach((one) => Object.assign(one, { name: text }));
    keep(text);
  });
  note.addEventListener("input", () => {
    if (!shown) return;
    shown.note = note.value;
    keep(shown.name);
  });
  return {
    fields,
    /** @param {Variant} variant */
    draw: (variant) => {
      shown = variant;
      if (document.activeElement !== name) name.value = variant.name;
      if (document.activeElement !== note) note.value = variant.note;
    },
  };
};
