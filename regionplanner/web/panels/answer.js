// The answer: which region, with whom, why here, and what if.
import { button, byId, element, foldable, name, roomy } from "../page/elements.js";
import { data, digits, fill, has, sentence, words } from "../page/words.js";
import { createChanges } from "./changes.js";
import { createFacts } from "./facts.js";

/** @import { Actions, Atlas, Content, Panels } from "../types.d.ts" */

const MOST_CHOICES = 12;

/**
 * @param {Atlas} atlas
 * @param {Actions} actions
 * @param {Panels} panels
 */
export const createAnswer = (atlas, actions, { search, moveControl }) => {
  const { shown, units, parents, plans, labelOf, membersOf, regionOf, titleOf, unitNames } = atlas;
  const facts = createFacts(atlas, actions);
  const { unitChanges, regionChanges } = createChanges(atlas);
  const answer = byId("answer", HTMLElement);

  /** @param {string | null} colour @param {...Content} content */
  const say = (colour, ...content) => {
    answer.hidden = false;
    answer.style.borderLeftColor = colour ?? "";
    answer.replaceChildren(...content);
  };
  /**
   * Not read out: the editor says its own steps, in one sentence.
   * @param {() => void} act
   */
  const quietly = (act) => {
    answer.setAttribute("aria-live", "off");
    act();
    setTimeout(() => answer.setAttribute("aria-live", "polite"), 500);
  };
  const hide = () => {
    answer.hidden = true;
    answer.replaceChildren();
  };

  /** @param {number} n */
  const control = (n) => [moveControl(n) ?? []].flat();
  const wholeMapButton = () => button("quiet", words.whole_map, actions.showEverything);
  /** @param {string} key @param {number} region @param {boolean} isOpen */
  const aboutRegion = (key, region, isOpen) => {
    const hint = words[has("inhabitants") ? "named_after" : "named_after_area"];
    return foldable(key, fill("about_region", { region: labelOf(region) }), isOpen,
      facts.ofRegion(region), element("p", "hint", hint));
  };

  /**
   * Why: of a reference region that is left out as a whole.
   * @param {number} n
   */
  const whyOut = (n) => {
    const parent = parents[units[n].parent];
    const why = shown.plan.out[parent.code];
    return why ? [" ", name(parent.name), `: ${why}`] : [];
  };
  /**
   * Who is in no region yet: when it is, on a page of steps in time.
   * @param {number} n
   * @param {Content} who
   */
  const start = (n, who) => {
    const first = plans.find((plan) => regionOf(n, plan) >= 0);
    if (!first) return sentence("answer_never", { name: who, year: plans[plans.length - 1].name });
    const region = name(titleOf(regionOf(n, first), first));
    return sentence("answer_starts", { name: who, year: first.name, region });
  };
  /** @param {number} n @param {Content} who */
  const outsideText = (n, who) => {
    if (!shown.plan.later.has(n)) {
      return [...sentence("answer_outside", { name: who }), ...whyOut(n)];
    }
    return data.steps ? start(n, who) : sentence("answer_later", { name: who });
  };

  /** @param {number} n @param {string} [alias] */
  const sayUnit = (n, alias) => {
    const who = name(units[n].name, "strong");
    const region = regionOf(n);
    const also = alias
      ? [element("p", "alias", ...sentence("is_part_of", { alias, name: units[n].name }))] : [];
    const change = unitChanges(n);
    if (region < 0) {
      say(null, ...also, element("p", "", ...outsideText(n, who)), ...change, ...control(n),
        wholeMapButton());
      return;
    }
    const others = membersOf(region).filter((other) => other !== n);
    const text = sentence(others.length ? "answer" : "answer_alone", {
      name: who,
      region: name(titleOf(region), "strong"),
      others: unitNames(others),
    });
    say(shown.plan.colours[region], ...also, element("p", "", ...text),
      facts.summary(region, n), ...change, ...control(n),
      foldable("unit", fill("about_unit", { name: units[n].name }), roomy(), facts.ofUnit(n, region)),
      aboutRegion("region", region, false), wholeMapButton());
  };

  /** @param {number} region */
  const sayRegion = (region) => {
    const places = { region: name(titleOf(region), "strong"), members: unitNames(membersOf(region)) };
    say(shown.plan.colours[region], element("p", "", ...sentence("answer_region", places)),
      facts.summary(region), ...regionChanges(region), aboutRegion("region alone", region, true),
      wholeMapButton());
  };

  /**
   * Ask back which of several units is meant.
   * @param {string} key
   * @param {string} text
   * @param {number[]} some
   * @param {string} [alias]
   */
  const sayChoices = (key, text, some, alias) => {
    const buttons = some.slice(0, MOST_CHOICES).map((n) => {
      const made = button("", "", () => actions.chooseUnit(n, true, alias));
      const own = search.shownName(n);
      made.append(name(alias ? fill("alias_in", { alias, name: own }) : own));
      return made;
    });
    const rest = some.length - MOST_CHOICES;
    say(null, element("p", "", ...sentence(key, { query: text })), element("div", "choices", ...buttons),
      ...(rest > 0 ? [element("p", "hint", fill("search_more", { count: digits.format(rest) }))] : []));
  };

  return { say, hide, quietly, sayUnit, sayRegion, sayChoices, element: answer };
};
