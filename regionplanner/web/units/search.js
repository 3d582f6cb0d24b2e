// Search: any spelling of a name, an old name, its code, or a near miss gives an answer.
import { byId, element } from "../page/elements.js";
import { fold } from "../page/fold.js";
import { difference } from "../page/near_miss.js";
import { inOrder } from "../page/words.js";
import { foundBy } from "../panels/found.js";

/** @import { Actions, DrawnUnit, Search, UnitsAtlas } from "../types.d.ts" */

/**
 * A name that two units share gets its code behind it.
 * @param {DrawnUnit[]} units
 */
const shownNamesOf = (units) => {
  const keys = units.map((unit) => fold(unit.name));
  /** @type {Map<string, number>} */
  const counts = new Map();
  keys.forEach((key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  return units.map(({ name, nis }, n) => (counts.get(keys[n]) === 1 ? name : `${name} (${nis})`));
};

/** @param {DrawnUnit[]} units */
const createFinder = (units) => {
  const keys = units.map((unit) => fold(unit.name));
  const shownNames = shownNamesOf(units);
  const byQuery = new Map(units.map(({ nis }, n) => [fold(nis), n]));
  shownNames.forEach((name, n) => byQuery.set(fold(name), n));

  // names that are typed too: of what merged, of villages; one may mean several units
  const aliased = (/** @type {string} */ key) => units.flatMap(({ aliases }, unit) => {
    const alias = aliases.find((one) => fold(one) === key);
    return alias === undefined ? [] : [{ unit, alias }];
  });

  // units whose name begins with a query, by name, then those that hold it
  const holding = (/** @type {string} */ key) => keys
    .map((text, n) => ({ n, place: text.indexOf(key), name: units[n].name }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => Math.sign(a.place) - Math.sign(b.place) || inOrder(a.name, b.name))
    .map(({ n }) => n);

  // names that differ in a few letters, the nearest first
  const nearMisses = (/** @type {string} */ key) => {
    const limit = Math.min(2, Math.floor(key.length / 3));
    return keys
      .map((text, n) => (
        { n, rank: Math.abs(text.length - key.length) > 2 ? 9 : difference(key, text) }))
      .filter(({ rank }) => rank <= limit)
      .sort((a, b) => a.rank - b.rank || a.n - b.n)
      .slice(0, 5)
      .map(({ n }) => n);
  };

  /** @type {Search["find"]} */
  const find = (text) => {
    const key = fold(text);
    const unit = byQuery.get(key);
    if (unit !== undefined) return { unit };
    return foundBy(key, aliased(key), { keys, holding, nearMisses });
  };

  return { shownNames, find, isName: (/** @type {string} */ text) => byQuery.has(fold(text)) };
};

/** @param {UnitsAtlas} atlas @param {Actions} actions @returns {Search} */
export const openSearch = ({ units }, actions) => {
  const form = byId("search", HTMLFormElement);
  const query = byId("query", HTMLInputElement);
  const { shownNames, find, isName } = createFinder(units);

  // choosing from the list is not typing: it answers at once
  query.addEventListener("input", (event) => {
    const { inputType = "" } = /** @type {InputEvent} */ (event);
    const isChosen = !inputType || inputType === "insertReplacementText";
    if (isChosen && isName(query.value)) actions.search();
  });
  byId("names", HTMLDataListElement).append(...[...shownNames].sort(inOrder).map((name) => {
    const option = element("option", "");
    option.value = name;
    return option;
  }));
  return { form, query, find, shownName: (n) => shownNames[n], prepare: () => {} };
};
