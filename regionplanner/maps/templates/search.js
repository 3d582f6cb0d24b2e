// Units whose name begins with a query, by name, then those that hold it.
const holding = (key) => {
  const place = (n) => fold(data.units[n].name).indexOf(key);
  return data.units.map((_, n) => n).filter((n) => place(n) >= 0)
    .sort((a, b) => Math.sign(place(a)) - Math.sign(place(b)) || inOrder(data.units[a].name, data.units[b].name));
};
// Names that differ in a few letters, the nearest first.
const nearMisses = (key) => {
  const rank = (n) => {
    const text = fold(data.units[n].name);
    return Math.abs(text.length - key.length) > 2 ? 9 : difference(key, text);
  };
  const limit = Math.min(2, Math.floor(key.length / 3));
  return data.units.map((_, n) => ({ n, rank: rank(n) })).filter((one) => one.rank <= limit)
    .sort((a, b) => a.rank - b.rank || a.n - b.n).slice(0, 5).map(({ n }) => n);
};

const form = document.getElementById("search");
const query = document.getElementById("query");

// What a query means: one unit, one by another name, or several to choose from.
const found = (text) => {
  const key = fold(text);
  if (byQuery.has(key)) return { unit: byQuery.get(key) };
  const units = aliased(key);
  if (units.length) {
    const alias = data.units[units[0]].aliases.find((one) => fold(one) === key);
    return units.length === 1 ? { unit: units[0], alias } : { several: units, alias };
  }
  const near = holding(key);
  if (!near.length) return { several: nearMisses(key) };
  const begins = near.filter((n) => fold(data.units[n].name).startsWith(key));
  return begins.length === 1 ? { unit: begins[0] } : { several: near, isPart: near.length > 1 };
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
