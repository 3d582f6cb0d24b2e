// Search: any spelling of a name, an old name, its code, or a near miss gives an answer.
const byName = new Map();
data.units.forEach((unit, n) => {
  const key = fold(unit.name);
  byName.set(key, [...(byName.get(key) ?? []), n]);
});
// a name that two units share gets its code behind it
const shownNames = [];
byName.forEach((units) => units.forEach((n) => {
  const { name: text, nis } = data.units[n];
  shownNames[n] = units.length > 1 ? `${text} (${nis})` : text;
}));
const shownName = (n) => shownNames[n];
const byQuery = new Map();
data.units.forEach((unit, n) => {
  byQuery.set(fold(unit.nis), n);
});
data.units.forEach((unit, n) => byQuery.set(fold(shownName(n)), n));
// names that are typed too: of what merged, of villages; one may mean several units
const aliased = (key) => data.units.flatMap(
  ({ aliases }, n) => (aliases.some((alias) => fold(alias) === key) ? [n] : []));

// Number of letters to change, add, drop or swap with the next (Damerau 1964)
const difference = (a, b) => {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1, swapped ? before[j - 2] + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[b.length];
};

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
