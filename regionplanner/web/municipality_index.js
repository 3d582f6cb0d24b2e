// Narrows the list from A to Z down to what is typed; without it, everything is there to read.
import { byId, element } from "./page/elements.js";
import { inWords } from "./page/fold.js";

const form = byId("search", HTMLFormElement);
const query = byId("query", HTMLInputElement);
const found = byId("found", HTMLElement);
const regions = byId("by-region", HTMLElement);
/** @param {string} selector */
const all = (selector) =>
  /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
const letters = all(".letter");

// What a row is found by, which Python folded as `inWords` does, and its other names, said beside it
const rows = all("[data-sought]").map((row) => ({
  row,
  sought: ` ${row.dataset.sought}`,
  others: (row.dataset.others ?? "").split("\n").map((text) => ({ text, key: ` ${inWords(text)}` })),
  reason: row.appendChild(element("bdi", "")),
}));

const narrow = () => {
  const wanted = inWords(query.value);
  let count = 0;
  rows.forEach(({ row, sought, others, reason }) => {
    const isOwn = sought.includes(wanted && ` ${wanted}`);
    const other = isOwn ? undefined : others.find(({ key }) => key.includes(` ${wanted}`));
    reason.textContent = other ? ` (${other.text})` : "";
    row.hidden = !isOwn && !other;
    count += row.hidden ? 0 : 1;
  });
  letters.forEach((letter) => {
    letter.hidden = !letter.querySelector("[data-sought]:not([hidden])");
  });
  regions.hidden = Boolean(wanted);
  const { none = "", one = "", many = "" } = found.dataset;
  const said = count === 0 ? none : count === 1 ? one : many;
  found.textContent = wanted ? said.replace("{count}", String(count)) : "";
};

form.hidden = false;
query.addEventListener("input", narrow);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const shown = rows.filter(({ row }) => !row.hidden);
  if (inWords(query.value) && shown.length === 1) shown[0].row.querySelector("a")?.click();
});
narrow();
