// sources: sha256 1fab32e37a7783724d3de667d339a809fb5232a2cfeb7838f15091598a11265f
(() => {
"use strict";

// page/elements.js
var byId = (id, kind) => {
  let found2 = document.getElementById(id);
  if (!(found2 instanceof kind)) throw new Error(`no ${kind.name} #${id}`);
  return found2;
}, element = (tag, className, ...children) => {
  let made = document.createElement(tag);
  return className && (made.className = className), made.append(...children), made;
};

// page/fold.js
var bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(), inWords = (text) => bare(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// municipality_index.js
var form = byId("search", HTMLFormElement), query = byId("query", HTMLInputElement), found = byId("found", HTMLElement), regions = byId("by-region", HTMLElement), all = (selector) => (
  /** @type {HTMLElement[]} */
  [...document.querySelectorAll(selector)]
), letters = all(".letter"), rows = all("[data-sought]").map((row) => ({
  row,
  sought: ` ${row.dataset.sought}`,
  others: (row.dataset.others ?? "").split(`
`).map((text) => ({ text, key: ` ${inWords(text)}` })),
  reason: row.appendChild(element("bdi", ""))
})), narrow = () => {
  let wanted = inWords(query.value), count = 0;
  rows.forEach(({ row, sought, others, reason }) => {
    let isOwn = sought.includes(wanted && ` ${wanted}`), other = isOwn ? void 0 : others.find(({ key }) => key.includes(` ${wanted}`));
    reason.textContent = other ? ` (${other.text})` : "", row.hidden = !isOwn && !other, count += row.hidden ? 0 : 1;
  }), letters.forEach((letter) => {
    letter.hidden = !letter.querySelector("[data-sought]:not([hidden])");
  }), regions.hidden = !!wanted;
  let { none = "", one = "", many = "" } = found.dataset, said = count === 0 ? none : count === 1 ? one : many;
  found.textContent = wanted ? said.replace("{count}", String(count)) : "";
};
form.hidden = !1;
query.addEventListener("input", narrow);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  let shown = rows.filter(({ row }) => !row.hidden);
  inWords(query.value) && shown.length === 1 && shown[0].row.querySelector("a")?.click();
});
narrow();
})();
