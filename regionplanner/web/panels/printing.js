// The printed page: sheets that are made when the reader prints, and gone after.
import { byId, element, name } from "../page/elements.js";

/** @import { Content } from "../types.d.ts" */

/** @param {Element} part */
const copied = (part) => {
  const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
  [copy, ...copy.querySelectorAll("[id]")].forEach((one) => one.removeAttribute("id"));
  return copy;
};
/**
 * A part of the page, without its ids.
 * @param {string} id
 */
export const copyOf = (id) => copied(byId(id, HTMLElement));
/** What the page says besides, such as who supports whom. */
export const besides = () => [...document.querySelectorAll(".besides")].map(copied);

/** @param {string} selector */
const textOf = (selector) => name(document.querySelector(selector)?.textContent ?? "");

/**
 * Print sheets: title and source come first.
 * @param {() => { plan: string | null, sheets: Content[][] }} sheetsOf
 */
export const openPrinting = (sheetsOf) => {
  const printed = byId("printed", HTMLElement);
  window.addEventListener("beforeprint", () => {
    const { plan, sheets: [first, ...others] } = sheetsOf();
    const heading = element("h1", "", textOf(".head h1"));
    const under = element("p", "", ...(plan === null ? [] : [name(plan), " · "]), textOf(".corner"));
    const sheets = [[heading, under, ...first], ...others];
    printed.replaceChildren(...sheets.map((content) => element("div", "sheet", ...content)));
  });
  window.addEventListener("afterprint", () => printed.replaceChildren());
  byId("print-button", HTMLElement).addEventListener("click", () => window.print());
};
