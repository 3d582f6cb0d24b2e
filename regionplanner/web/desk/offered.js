// Plans that the engine offers to choose from: nearly as good ones, or a trade of two criteria.
import { button, byId, element, foldable, name } from "../page/elements.js";
import { data, fill, words } from "../page/words.js";
import { ask } from "./server.js";

/** @import { DeskFailure, DeskPageValues, KeptPlan, UnitsAtlas } from "../types.d.ts" */
/** @import { createOthers } from "./others.js" */

const WITHIN = 0.05; // more than the best, of its objective

/**
 * @param {UnitsAtlas} atlas
 * @param {ReturnType<typeof createOthers>} setOthers
 * @param {(failure: DeskFailure | null) => void} say
 * @param {(assignment: Record<string, string>) => void} lay
 */
export const createOffered = (atlas, setOthers, say, lay) => {
  const { criteria } = /** @type {DeskPageValues} */ (/** @type {unknown} */ (data)).desk;
  const place = byId("desk-offered", HTMLElement);
  place.className = "desk-shelf";
  const trades = criteria.flatMap((first, n) => criteria.slice(n + 1).map((second) => ({ first, second })));
  const kinds = document.createElement("select");
  kinds.append(
    Object.assign(element("option", "", words.desk_offer_alternatives), { value: "" }),
    ...trades.map(({ first, second }, n) => Object.assign(element("option", "",
      fill("desk_offer_trade", { first: first.label, second: second.label })), { value: n })));
  const count = Object.assign(document.createElement("input"), {
    type: "number", min: 2, max: 9, value: 3, required: true,
  });
  const form = element("form", "", element("p", "hint", words.desk_offered_hint),
    element("label", "", words.desk_offer_kind, kinds), element("label", "", words.desk_offer_count, count),
    Object.assign(element("button", "secondary", words.desk_offer_find), { type: "submit" }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const plans = count.valueAsNumber;
    const trade = kinds.value === "" ? null : trades[Number(kinds.value)];
    say(await (trade
      ? ask("/make/front", { plans, first: trade.first.name, second: trade.second.name })
      : ask("/make/alternatives", { plans, within: WITHIN })));
  });

  /** @param {KeptPlan[]} offered */
  return (offered) => {
    setOthers("offered", offered.flatMap(({ plan, scenario, name: called }) => (plan && scenario
      ? [atlas.planFrom({ ...plan, name: called, lines: plan.codes }, scenario)] : [])));
    const lines = offered.map((one) => element("li", "", name(one.name, "strong"),
      element("span", "desk-acts",
        button("quiet", words.desk_back, () => lay(one.assignment ?? {})))));
    place.replaceChildren(foldable("desk offered", fill("desk_offered", { count: String(offered.length) }),
      false, ...(lines.length ? [element("ul", "desk-list", ...lines)] : []), form));
  };
};
