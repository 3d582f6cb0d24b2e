// The plans that are kept, each to look at, to compare with and to take away.
import { button, byId, element, foldable, name } from "../page/elements.js";
import { fill, words } from "../page/words.js";
import { ask } from "./server.js";

/** @import { DeskFailure, KeptPlan, UnitsAtlas } from "../types.d.ts" */
/** @import { createOthers } from "./others.js" */

/**
 * @param {UnitsAtlas} atlas
 * @param {ReturnType<typeof createOthers>} setOthers
 * @param {(failure: DeskFailure | null) => void} say
 * @param {(assignment: Record<string, string>) => void} lay
 */
export const createShelf = (atlas, setOthers, say, lay) => {
  const place = byId("desk-shelf", HTMLElement);
  place.className = "desk-shelf";
  /** @type {string | null} */
  let gone = null;

  const called = Object.assign(document.createElement("input"), { maxLength: 60 });
  const note = Object.assign(document.createElement("textarea"), { maxLength: 2000, rows: 2 });
  const form = element("form", "", element("label", "", words.desk_name, called),
    element("label", "", words.desk_note, note),
    Object.assign(element("button", "secondary", words.desk_keep), { type: "submit" }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failure = await ask("/shelf/keep", { name: called.value, note: note.value });
    say(failure);
    if (!failure) [called, note].forEach((field) => Object.assign(field, { value: "" }));
  });

  /** @param {KeptPlan} kept */
  const line = (kept) => {
    const bin = button("quiet", words.desk_drop, async () => {
      gone = kept.folder;
      say(await ask("/shelf/drop", { folder: kept.folder }));
    });
    const back = kept.assignment === undefined ? []
      : [button("quiet", words.desk_back, () => lay(kept.assignment ?? {}))];
    return element("li", "", name(kept.name, "strong"),
      ...(kept.problem ? [element("p", "desk-why", kept.problem)] : []),
      ...(kept.note ? [element("p", "hint", name(kept.note))] : []),
      element("span", "desk-acts", ...back, bin));
  };

  /** @param {KeptPlan[]} shelf */
  return (shelf) => {
    const known = shelf.flatMap((kept) => (kept.plan && kept.scenario
      ? [atlas.planFrom({ ...kept.plan, name: kept.name, lines: kept.plan.codes }, kept.scenario)] : []));
    setOthers("shelf", known);
    const undo = gone === null ? []
      : [button("quiet", fill("desk_restore", { name: gone }), async () => {
        const folder = gone;
        gone = null;
        say(await ask("/shelf/restore", { folder }));
      })];
    place.replaceChildren(foldable("desk shelf", fill("desk_shelf", { count: String(shelf.length) }), true,
      ...(shelf.length ? [element("ul", "desk-list", ...shelf.map(line))] : []), ...undo, form));
  };
};
