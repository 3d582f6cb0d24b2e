"use strict";
// Narrows the list from A to Z down to what is typed; without it, everything is there to read.
const form = document.getElementById("search");
const query = document.getElementById("query");
const found = document.getElementById("found");
const regions = document.getElementById("by-region");
const rows = [...document.querySelectorAll("[data-sought]")];
const letters = [...document.querySelectorAll(".letter")];

// as the page was written: small letters without accents, in words
const folded = (text) => text.normalize("NFD").toLowerCase().replace(/\p{M}/gu, "")
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Which of its other names a row is found by, for what is not in its own; said beside it.
const otherNames = rows.map((row) => (row.dataset.others ?? "").split("\n").map((text) => [text, ` ${folded(text)}`]));
const reasons = rows.map((row) => row.appendChild(document.createElement("bdi")));
const narrow = () => {
  const wanted = folded(query.value);
  let count = 0;
  rows.forEach((row, n) => {
    const isOwn = ` ${row.dataset.sought}`.includes(wanted && ` ${wanted}`);
    const other = isOwn ? undefined : otherNames[n].find(([, text]) => text.includes(` ${wanted}`));
    reasons[n].textContent = other ? ` (${other[0]})` : "";
    row.hidden = !isOwn && !other;
    count += row.hidden ? 0 : 1;
  });
  letters.forEach((letter) => {
    letter.hidden = !letter.querySelector("[data-sought]:not([hidden])");
  });
  regions.hidden = Boolean(wanted);
  const said = count === 0 ? found.dataset.none : count === 1 ? found.dataset.one : found.dataset.many;
  found.textContent = wanted ? said.replace("{count}", count) : "";
};

form.hidden = false;
query.addEventListener("input", narrow);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const links = rows.filter((row) => !row.hidden);
  if (folded(query.value) && links.length === 1) links[0].querySelector("a").click();
});
narrow();
