// Why something was not done, whom it is about, and what would work.
import { button, byId, element, name } from "../page/elements.js";
import { words } from "../page/words.js";

/** @import { Actions, DeskFailure, UnitsAtlas } from "../types.d.ts" */

/**
 * @param {UnitsAtlas} atlas
 * @param {Actions} actions
 * @param {(changes: Record<string, unknown>) => void} take
 */
export const createTrouble = ({ units }, actions, take) => {
  const place = byId("desk-trouble", HTMLElement);
  let said = "";
  /** @param {DeskFailure | null} failure */
  const say = (failure) => {
    const text = JSON.stringify(failure);
    if (text === said) return; // read out once
    said = text;
    if (!failure) {
      place.replaceChildren();
      return;
    }
    const { key, message = "", ways = [], units: codes = [] } = failure;
    const concerned = units.flatMap(({ nis }, n) => (codes.includes(nis) ? [n] : []));
    place.replaceChildren(
      element("p", "desk-why", name(key ? words[key] : message || words.desk_ended)),
      ...(concerned.length ? [button("quiet", words.desk_where, () => {
        actions.chooseSeveral(concerned);
        actions.seeUnits(concerned);
      })] : []),
      ...(ways.length ? [element("p", "", words.desk_ways), element("ul", "desk-ways",
        ...ways.map(({ text: way, changes }) => element("li", "",
          button("secondary", name(way), () => take(changes)))))] : []),
    );
  };
  return { say };
};
