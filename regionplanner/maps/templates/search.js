// Units whose name a query may have meant, best first: it begins so, holds it, or is near.
const candidates = (key) => {
  const score = (n) => {
    const text = fold(data.units[n].name);
    if (text.startsWith(key)) return 0;
    if (text.includes(key)) return 1;
    return Math.abs(text.length - key.length) > 2 ? 9 : 1 + difference(key, text);
  };
  const limit = 1 + Math.min(2, Math.floor(key.length / 3));
  return data.units.map((_, n) => ({ n, rank: score(n) }))
    .filter(({ rank }) => rank <= limit)
    .sort((a, b) => a.rank - b.rank || a.n - b.n)
    .slice(0, 5)
    .map(({ n }) => n);
};

const form = document.getElementById("search");
const query = document.getElementById("query");

// What a query means: one unit, one by another name, or several to choose from.
const found = (text) => {
  const key = fold(text);
  if (byQuery.has(key)) return { unit: byQuery.get(key) };
  const units = aliased(key);
  if (units.length === 1) return { unit: units[0], alias: text };
  if (units.length) return { several: units, alias: text };
  const near = candidates(key);
  const begins = near.filter((n) => fold(data.units[n].name).startsWith(key));
  return begins.length === 1 ? { unit: begins[0] } : { several: near };
};

// choosing from the list is not typing: it answers at once
query.addEventListener("input", (event) => {
  const chosen = !event.inputType || event.inputType === "insertReplacementText";
  if (chosen && byQuery.has(fold(query.value))) search();
});
document.getElementById("names").append(...data.units.map((_, n) => n)
  .sort((a, b) => inOrder(shownName(a), shownName(b)))
  .map((n) => {
    const option = document.createElement("option");
    option.value = shownName(n);
    return option;
  }));
