// The tools of the editor: how one chooses, who is chosen, where they can go.
import { button, byId, element, name, roomy, steadily } from "../page/elements.js";
import { counted, fill, inOrder, words } from "../page/words.js";
import { createBars } from "./bars.js";
import { freeUnits } from "./locks.js";
import { groupChoices, toggled } from "./selection.js";
import { padlock } from "./padlock.js";
import { targetList } from "./targets.js";

/** @import { Actions, UnitsAtlas } from "../types.d.ts" */
/** @import { Tool } from "./painting.js" */

/** @type {Tool[]} */
const TOOLS = ["pick", "circle", "paint"];

/**
 * @param {string} label
 * @param {(chosen: string) => void} act
 */
const labelledSelect = (label, act) => {
  const select = document.createElement("select");
  select.addEventListener("change", () => act(select.value));
  return { select, row: element("label", "edit-select", `${label} `, select) };
};

/** @param {string} value @param {string} text */
const option = (value, text) => Object.assign(element("option", "", text), { value });

/**
 * @param {UnitsAtlas} atlas
 * @param {Actions} actions
 * @param {{
 *   move: (chosen: number[], region: number | null) => void,
 *   choose: (chosen: number[]) => void, chosen: () => number[], setTool: (tool: Tool) => void,
 *   opening: HTMLElement,
 *   lockUnits: (some: number[], on: boolean) => void,
 *   lockRegion: (region: number, on: boolean) => void,
 * }} editor
 */
export const createCard = (atlas, actions, editor) => {
  const { shown, units, groupings, groupsOf, labelOf, regionsOf } = atlas;
  const card = byId("edit", HTMLElement);
  const opener = byId("edit-button", HTMLElement);
  const side = byId("side-button", HTMLElement);
  /** @type {Tool} */
  let tool = "pick";
  let brush = ""; // the region that one paints with; none: that where a stroke begins

  const tools = TOOLS.map((one) => {
    const made = button("tool", words[`tool_${one}`], () => setTool(one));
    made.id = `tool-${one}`;
    return made;
  });
  const brushes = labelledSelect(words.brush, (value) => { brush = value; });
  const groups = labelledSelect(words.choose_group, (value) => {
    const [g, code] = value.split(" ").map(Number);
    editor.choose([...editor.chosen(), ...groupsOf(shown.plan)[g][code].members]);
    groups.select.value = "";
  });
  const hint = element("p", "hint");
  const chosenPart = element("div", "edit-chosen");
  const bars = createBars(atlas, editor);
  card.append(
    button("tool close", words.edit_close, () => show(false)),
    element("h2", "", words.edit_heading),
    element("div", "tools", ...tools),
    hint,
    brushes.row,
    groups.row,
    chosenPart,
    bars.panel,
    editor.opening,
  );
  groups.select.append(option("", words.choose_group_none), ...groupChoices(groupings,
    groupsOf(shown.plan)).map(({ label, groups: some, at }) => Object.assign(
    element("optgroup", "", ...some.map(({ code, name: text }) => option(`${at} ${code}`, text))),
    { label })));

  /** @param {Tool} chosen */
  const setTool = (chosen) => {
    tool = chosen;
    editor.setTool(tool);
    draw();
  };

  /** @param {number} n */
  const chip = (n) => {
    const made = button("chip", "", () => editor.choose(toggled(editor.chosen(), n)));
    made.append(name(units[n].name), element("span", "", " \u00d7"));
    made.setAttribute("aria-label", fill("unchoose", { name: units[n].name }));
    return made;
  };
  /** @param {number[]} chosen */
  const lockControl = (chosen) => {
    const locked = shown.plan.variant?.locked.units ?? [];
    const isLocked = chosen.every((n) => locked.includes(n));
    const made = button("quiet lock-units", words[isLocked ? "unlock_units" : "lock_units"],
      () => editor.lockUnits(chosen, !isLocked));
    made.prepend(padlock(isLocked), " ");
    return made;
  };
  const drawTargets = () => {
    const chosen = tool === "paint" ? [] : editor.chosen();
    if (!chosen.length) {
      chosenPart.replaceChildren();
      return;
    }
    const free = freeUnits(shown.plan.variant?.locked, shown.plan.division, chosen);
    const inNames = [...chosen].sort((a, b) => inOrder(units[a].name, units[b].name));
    chosenPart.replaceChildren(
      element("h3", "", counted(chosen.length, "chosen")),
      element("div", "chips", ...inNames.map(chip),
        ...(chosen.length > 1 ? [button("quiet", words.unchoose_all, () => editor.choose([]))] : [])),
      lockControl(chosen),
      ...(free.length ? [
        element("h3", "", words.where_to),
        ...(free.length < chosen.length ? [element("p", "hint", words.locked_stay)] : []),
        targetList(atlas, free, (region) => editor.move(free, region)),
      ] : [element("p", "hint", words.locked_all)]));
  };

  const draw = () => {
    if (card.hidden) return;
    tools.forEach((made, n) => made.setAttribute("aria-pressed", String(TOOLS[n] === tool)));
    hint.textContent = words[`tool_${tool}_hint`];
    brushes.row.hidden = tool !== "paint";
    groups.row.hidden = tool === "paint" || groups.select.length < 2;
    const regions = regionsOf().sort((a, b) => inOrder(labelOf(a), labelOf(b)));
    brushes.select.replaceChildren(option("", words.brush_start),
      ...regions.map((region) => option(String(region), labelOf(region))));
    if (!regions.includes(Number(brush))) brush = "";
    brushes.select.value = brush;
    drawTargets();
    bars.draw();
  };

  /** @param {boolean} on */
  const show = (on) => {
    if (card.hidden !== on) return;
    card.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (!on) tool = "pick";
    editor.setTool(tool);
    if (shown.unit !== null) actions.chooseSeveral([shown.unit]); // its answer has the moves, or not
    if (on) {
      document.getElementById("click-hint")?.remove(); // a click chooses now
      if (side.getAttribute("aria-expanded") === "false") side.click(); // it stands there
      draw();
      card.scrollIntoView({ block: roomy() ? "nearest" : "start" });
    } else opener.focus();
  };
  opener.addEventListener("click", () => {
    show(card.hidden === true);
    if (!card.hidden) card.focus({ preventScroll: true });
  });

  return {
    draw,
    drawBars: bars.draw,
    show,
    /** Do what changes the panel above the tools; they stay in their place. */
    steadily: (/** @type {() => void} */ change) => {
      if (card.hidden) change();
      else steadily(card, change);
    },
    isOpen: () => !card.hidden,
    tool: () => tool,
    /** The region to paint with, where one begins on a unit. */
    brushAt: (/** @type {number} */ n) => (brush === "" ? atlas.regionOf(n) : Number(brush)),
  };
};
