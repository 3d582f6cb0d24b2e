// Search: any spelling of a name, its code, or a near miss gives an answer in a sentence.
const byName = new Map();
data.units.forEach((unit, n) => {
  const key = fold(unit.name);
  byName.set(key, [...(byName.get(key) ?? []), n]);
});
// a name that two units share gets its code behind it
const shownName = (n) => {
  const { name: text, nis } = data.units[n];
  return byName.get(fold(text)).length > 1 ? `${text} (${nis})` : text;
};
const byQuery = new Map();
data.units.forEach((unit, n) => {
  byQuery.set(fold(unit.nis), n);
});
data.units.forEach((unit, n) => byQuery.set(fold(shownName(n)), n));

// Number of letters to change, add or drop (Levenshtein 1966).
const difference = (a, b) => {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
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
const answer = document.getElementById("answer");

const say = (colour, ...content) => {
  answer.hidden = false;
  answer.style.borderLeftColor = colour ?? "";
  answer.replaceChildren(...content);
};

const wholeMapButton = () => {
  const button = element("button", "quiet", words.whole_map);
  button.type = "button";
  button.addEventListener("click", showEverything);
  return button;
};

const facts = (n) => {
  const region = data.regions[n];
  const known = region.inhabitants !== null;
  return element("p", "facts", ...sentence(known ? "facts" : "facts_unknown", {
    units: counted(members[n].length, "units"),
    inhabitants: known ? digits.format(region.inhabitants) : "",
    parent: region.parentName,
  }), region.note ? ` ${region.note}` : "");
};

const sayUnit = (n) => {
  const unit = data.units[n];
  const who = name(unit.name, "strong");
  if (unit.region === null) {
    const places = { name: who };
    const key = unit.later ? "answer_later" : "answer_outside";
    say(null, element("p", "", ...sentence(key, places)), wholeMapButton());
    return;
  }
  const region = data.regions[unit.region];
  const others = members[unit.region].filter((other) => other !== n)
    .map((other) => data.units[other].name).sort((a, b) => a.localeCompare(b, data.language));
  const words_ = { name: who, region: name(region.title, "strong"), others: enumeration(others) };
  const key = others.length ? "answer" : "answer_alone";
  say(region.colour, element("p", "", ...sentence(key, words_)), facts(unit.region), wholeMapButton());
};

const sayRegion = (n) => {
  const region = data.regions[n];
  const all = members[n].map((unit) => data.units[unit].name)
    .sort((a, b) => a.localeCompare(b, data.language));
  const places = { region: name(region.title, "strong"), members: enumeration(all) };
  say(region.colour, element("p", "", ...sentence("answer_region", places)), facts(n), wholeMapButton());
};

const sayUnknown = (text, found) => {
  const key = found.length ? "search_unclear" : "search_unknown";
  const choices = element("div", "choices");
  found.forEach((n) => {
    const button = element("button", "", name(shownName(n)));
    button.type = "button";
    button.addEventListener("click", () => { query.value = shownName(n); chooseUnit(n, true); });
    choices.append(button);
  });
  say(null, element("p", "", ...sentence(key, { query: text })), choices);
};
