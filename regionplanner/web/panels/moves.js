// Who moves from where to where, between two plans, as a list.
import { button, element, name } from "../page/elements.js";
import { counted, digits, fill, words } from "../page/words.js";

/** @import { Atlas, Plan } from "../types.d.ts" */
/** @typedef {{ from: number, to: number, units: number[] }} Route */

const MOST_ROUTES = 40;
const MOST_NAMES = 12;

/**
 * Those who move by where they come from and go to, most first.
 * @template {Plan} P
 * @param {Atlas<P>} atlas
 * @param {P} plan
 * @param {P} earlier
 */
const routesOf = ({ movedUnits, regionOf }, plan, earlier) => {
  /** @type {Map<string, Route>} */
  const routes = new Map();
  Object.values(movedUnits(plan, earlier)).flat().forEach((n) => {
    const [from, to] = [regionOf(n, earlier), regionOf(n, plan)];
    const route = routes.get(`${from} ${to}`) ?? { from, to, units: [] };
    route.units.push(n);
    routes.set(`${from} ${to}`, route);
  });
  return [...routes.values()].sort((a, b) => b.units.length - a.units.length);
};

/**
 * A line a route; a button where it can be seen.
 * @template {Plan} P
 * @param {Atlas<P>} atlas
 * @param {P} plan
 * @param {P} earlier
 * @param {((units: number[]) => void) | null} see
 */
export const movesList = (atlas, plan, earlier, see) => {
  const { labelOf, titleOf, unitNames } = atlas;
  const routes = routesOf(atlas, plan, earlier);
  if (!routes.length) return [];
  /** @param {number} region @param {P} of @param {boolean} inFull */
  const called = (region, of, inFull) => {
    if (region < 0) return words.outside;
    return inFull ? titleOf(region, of) : labelOf(region, of);
  };
  const lines = routes.slice(0, MOST_ROUTES).map(({ from, to, units }) => {
    // another region can have the same letter in the other plan
    const isSame = from >= 0 && to >= 0 && labelOf(from, earlier) === labelOf(to, plan);
    const heading = element("span", "", name(called(from, earlier, isSame)), " \u2192 ",
      name(called(to, plan, isSame)));
    const line = see === null ? heading : button("link", heading, () => see(units));
    return element("li", "", line, element("p", "members",
      `${counted(units.length, "units")}: `, unitNames(units, MOST_NAMES)));
  });
  const more = routes.length - lines.length;
  return [element("ul", "moves", ...lines,
    ...(more > 0 ? [element("li", "", fill("others", { count: digits.format(more) }))] : []))];
};
