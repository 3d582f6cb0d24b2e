// The rules that a plan breaks: in a list whose lines show where on the map.
import { button, element } from "../page/elements.js";

/** @import { Actions, Atlas, Content } from "../types.d.ts" */

/**
 * One line a rule; a button where there is something to see.
 * @param {Content[][]} broken
 * @param {((n: number) => (() => void) | null)} [actOf]
 */
export const brokenList = (broken, actOf = () => null) =>
  element("ul", "violations", ...broken.map((text, n) => {
    const act = actOf(n);
    if (!act) return element("li", "", ...text);
    const line = button("link", "", act);
    line.append(element("span", "", ...text));
    return element("li", "", line);
  }));

/**
 * The rules that the plan on the page breaks, with how many there are; nothing where it keeps them.
 * @param {Atlas} atlas
 * @param {Pick<Actions, "seeUnits">} actions
 */
export const brokenRules = (atlas, { seeUnits }) => {
  const { plan } = atlas.shown;
  const broken = atlas.brokenOf(plan);
  if (!broken.length) return [];
  const places = atlas.brokenPlaces(plan);
  return [
    element("p", "", element("strong", "", `${atlas.brokenHeading(plan)}.`)),
    brokenList(broken, (n) => (places[n]?.seen.length ? () => seeUnits(places[n].seen) : null)),
  ];
};
