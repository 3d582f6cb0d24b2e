// The file of a variant, and the command that goes on from it.
import { button, element } from "../page/elements.js";
import { words } from "../page/words.js";
import { nextCommand } from "./command.js";

/** @import { UnitsAtlas, UnitsPlan, Variant } from "../types.d.ts" */

const DIGITS = 16; // of a digest: enough to know a plan by

/** @param {UnitsPlan} plan @param {Variant} variant */
const fileText = ({ model, division, colours }, { name, base }) => model.csv(division, colours, {
  variant: name, from_plan: base.digest.slice(0, DIGITS), from_scenario: base.choices.slice(0, DIGITS),
});

/** A file of its own for each variant, whatever it is called. @param {string} name */
const fileName = (name) => {
  const safe = name.normalize().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return safe || "variant";
};

/** @param {string} name @param {string} text */
const saveFile = (name, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

/**
 * @param {UnitsAtlas} atlas
 * @param {UnitsPlan} plan
 * @param {Variant} variant
 */
export const savingPart = ({ units, values, brokenOf }, plan, variant) => {
  const isBroken = brokenOf(plan).length > 0;
  const file = `${fileName(variant.name)}${isBroken ? words.file_broken : ""}.csv`;
  const save = button(isBroken ? "secondary" : "primary",
    isBroken ? words.download_broken : words.download, () => {
      saveFile(file, fileText(plan, variant));
      Object.assign(variant, { saved: true });
    });
  const command = nextCommand(units, values.scenarios[plan.scenario], variant.base.division,
    plan.division, variant.locked, file);
  return [
    Object.assign(save, { id: "download" }),
    element("p", "hint", words.download_hint),
    element("p", "hint", words.command_hint),
    element("code", "command", `regionplanner check ${file} --scenario scenario.toml`),
    element("code", "command", command),
  ];
};
