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
