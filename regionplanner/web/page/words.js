// Words and numbers, and the values that Python wrote into the page.
import { byId, element, name } from "./elements.js";

/** @import { Content, PageValues } from "../types.d.ts" */

/** @type {PageValues} */
export const data = JSON.parse(byId("data", HTMLScriptElement).text);
export const { words } = data;
export const locale = data.language === "nl" ? "nl-BE" : "en-GB";
export const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
export const km = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** One for all: making it is slow. */
export const inOrder = new Intl.Collator(data.language).compare;

/**
 * The sentence of a key as nodes, with {places} taken by texts or nodes.
 * @param {string} key
 * @param {Record<string, Content>} places
 */
export const sentence = (key, places) =>
  words[key].split(/\{(\w+)\}/).map((part, n) => {
    if (n % 2 === 0) return part;
    const value = places[part];
    return typeof value === "string" ? name(value) : value;
  });

/**
 * The sentence of a key as text.
 * @param {string} key
 * @param {Record<string, string>} places
 */
export const fill = (key, places) => words[key].replace(/\{(\w+)\}/g, (_, place) => places[place]);

/**
 * "Berlaar, Duffel en Lier" as nodes.
 * @param {string[]} texts
 */
export const enumeration = (texts) => {
  const all = element("span", "");
  texts.forEach((text, n) => {
    if (n > 0) all.append(n === texts.length - 1 ? ` ${words.and} ` : ", ");
    all.append(name(text));
  });
  return all;
};

/** @param {number} count @param {string} what */
export const counted = (count, what) =>
  words[count === 1 ? `${what}_one` : `${what}_many`].replace("{count}", digits.format(count));

/** @param {number | null} value */
export const known = (value, format = digits) =>
  value === null ? words.unknown : format.format(value);

/**
 * What nobody is known to have is not on the page: data of elsewhere can be without inhabitants.
 * @param {string} figure
 */
export const has = (figure) => data.counted.includes(figure);
