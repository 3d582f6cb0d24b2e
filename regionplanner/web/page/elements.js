// Elements of the page. Text of the data only ever becomes a text node, never HTML.

/** @import { Content } from "../types.d.ts" */

/**
 * The element with an id, which is of a kind by its template.
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} kind
 */
export const byId = (id, kind) => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${kind.name} #${id}`);
  return found;
};

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {...Content} children
 */
export const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

/**
 * A name of the data; bdi: one from right to left must not turn the sentence around it.
 * @param {string} text
 * @param {"bdi" | "strong" | "em"} tag
 */
export const name = (text, tag = "bdi") =>
  element(tag, "", tag === "bdi" ? text : element("bdi", "", text));

/**
 * @param {string} className
 * @param {Content} text
 * @param {() => void} act
 */
export const button = (className, text, act) => {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

/** @param {string} colour */
export const dot = (colour) => {
  const made = element("span", "dot");
  made.style.setProperty("--fill", colour);
  return made;
};

/** Whether there is room for more than what was asked for: no phone. */
export const roomy = () =>
  window.matchMedia("(min-width: 801px) and (min-height: 481px)").matches;

/**
 * Do what changes the page above an element; it stays where one sees it.
 * @param {HTMLElement} seen
 * @param {() => void} change
 */
export const steadily = (seen, change) => {
  const before = seen.getBoundingClientRect().top;
  change();
  const moved = seen.getBoundingClientRect().top - before;
  if (moved) (roomy() ? seen.closest(".side") : window)?.scrollBy({ top: moved, behavior: "instant" });
};

/** @type {Map<string, boolean>} */
const folded = new Map();
/**
 * What is folded away stays so while one looks at other regions.
 * @param {string} key
 * @param {string} heading
 * @param {boolean} isOpen
 * @param {...Content} content
 */
export const foldable = (key, heading, isOpen, ...content) => {
  const made = element("details", "fold", element("summary", "", heading), ...content);
  made.open = folded.get(key) ?? isOpen;
  made.addEventListener("toggle", () => folded.set(key, made.open));
  return made;
};
