// Search: suggestions while one types; any spelling of a name, its code, or a near miss is found.
const form = document.getElementById("search");
const query = document.getElementById("query");
const suggestions = document.getElementById("suggestions");
const MOST_SHOWN = 8;

// Letters that are no letter with an accent, but are often typed as one without
const TYPED = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
const typed = (text) => text.replace(/[łøđðþßæœı]/g, (letter) => TYPED[letter]);
const keyOf = (text) => typed(fold(text));

// All names folded at once, which is much quicker than one by one; made when first needed.
let index = null;
const foldAll = (texts) => {
  const bare = texts.join("\n").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return typed(bare).replace(/[^\p{L}\p{N}\n]+/gu, " ").split("\n").map((key, n) => key.trim() || keyOf(texts[n]));
};
const makeIndex = () => {
  if (index) return index;
  const keys = foldAll(data.units.map((unit) => unit.name));
  const byKey = new Map();
  keys.forEach((key, n) => {
    const there = byKey.get(key);
    if (there) there.push(n);
    else byKey.set(key, [n]);
  });
  const order = keys.map((_, n) => n).sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b));
  const codes = new Map(data.units.map(({ nis }, n) => [keyOf(nis), n]));
  const aliasKeys = data.aliases.length ? foldAll(data.aliases.map(([alias]) => alias)) : [];
  index = { keys, byKey, order, codes, aliasKeys };
  return index;
};
// a name that units share gets their reference region behind it, and the code if that is shared too
const shownName = (n) => {
  const { keys, byKey } = makeIndex();
  const same = byKey.get(keys[n]);
  const { name: text, nis, parent } = data.units[n];
  if (same.length === 1) return text;
  const beside = same.filter((other) => data.units[other].parent === parent).length;
  return `${text} (${beside === 1 ? data.parents[parent].name : nis})`;
};

// Units whose name begins with a query, then those of which a word does, then those that hold it.
const holding = (key, most = Infinity) => {
  const { keys, order } = makeIndex();
  const tests = [(text) => text.startsWith(key), (text) => text.includes(` ${key}`), (text) => text.includes(key)];
  const units = new Set();
  tests.forEach((test) => {
    for (let at = 0; at < order.length && units.size < most; at += 1) {
      if (test(keys[order[at]])) units.add(order[at]);
    }
  });
  return [...units];
};
// Names that differ in a few letters; those that share neither first nor last letters are skipped.
const nearMisses = (key) => {
  const { keys } = makeIndex();
  const limit = 1 + Math.min(2, Math.floor(key.length / 3));
  const [head, tail] = [key.slice(0, 1), key.slice(-3)];
  return keys.flatMap((text, n) => {
    if (Math.abs(text.length - key.length) > 2 || !(text.startsWith(head) || text.endsWith(tail))) return [];
    const rank = 1 + difference(key, text);
    return rank <= limit ? [{ n, rank }] : [];
  }).sort((a, b) => a.rank - b.rank || a.n - b.n).slice(0, 5).map(({ n }) => n);
};
const aliased = (test) => {
  const { aliasKeys } = makeIndex();
  return aliasKeys.flatMap((key, at) => (test(key)
    ? data.aliases[at][1].map((unit) => ({ unit, alias: data.aliases[at][0] })) : []));
};

// What a query means: one unit, one by another name, or several to choose from.
const found = (text) => {
  const key = keyOf(text);
  const { byKey, codes } = makeIndex();
  const named = byKey.get(key) ?? [];
  if (named.length === 1) return { unit: named[0] };
  if (codes.has(key)) return { unit: codes.get(key) };
  if (named.length) return { several: named, isPart: true };
  // a name with what is behind it, as shown
  const full = key.split(" ").flatMap((_, n, parts) => byKey.get(parts.slice(0, n + 1).join(" ")) ?? [])
    .find((n) => keyOf(shownName(n)) === key);
  if (full !== undefined) return { unit: full };
  const others = aliased((alias) => alias === key);
  if (others.length === 1) return others[0];
  if (others.length) return { several: others.map(({ unit }) => unit), alias: others[0].alias };
  const near = holding(key);
  if (!near.length) return { several: nearMisses(key) };
  const begins = near.filter((n) => makeIndex().keys[n].startsWith(key));
  return begins.length === 1 ? { unit: begins[0] } : { several: near, isPart: near.length > 1 };
};

// The list below the field: arrows go through it, Enter and a click choose, Escape closes it.
let offered = [];
let active = -1;
const mark = (n) => {
  active = n;
  [...suggestions.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === n)));
  if (n < 0) query.removeAttribute("aria-activedescendant");
  else {
    query.setAttribute("aria-activedescendant", `suggestion-${n}`);
    suggestions.children[n].scrollIntoView({ block: "nearest" });
  }
};
const suggest = (options) => {
  offered = options;
  suggestions.replaceChildren(...offered.map(({ unit, alias }, n) => {
    const option = element("li", "", name(alias ? fill("alias_in", { alias, name: shownName(unit) }) : shownName(unit)));
    option.id = `suggestion-${n}`;
    option.setAttribute("role", "option");
    // the field keeps the focus
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => take(n));
    return option;
  }));
  suggestions.hidden = !offered.length;
  query.setAttribute("aria-expanded", String(offered.length > 0));
  mark(-1);
};
const take = (n) => {
  const { unit, alias } = offered[n];
  suggest([]);
  chooseUnit(unit, true, alias);
};
const suggestFor = (text) => {
  const key = keyOf(text);
  if (!key) return suggest([]);
  const units = holding(key, MOST_SHOWN).map((unit) => ({ unit }));
  const others = units.length < MOST_SHOWN ? aliased((alias) => alias.startsWith(key)) : [];
  return suggest([...units, ...others].slice(0, MOST_SHOWN));
};
query.addEventListener("focus", makeIndex, { once: true });
query.addEventListener("input", () => suggestFor(query.value));
query.addEventListener("blur", () => suggest([]));
form.addEventListener("submit", () => suggest([]));
query.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && offered.length) {
    event.preventDefault();
    mark(((active + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
  } else if (event.key === "Escape" && offered.length) {
    event.preventDefault();
    suggest([]);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    take(active);
  }
});
