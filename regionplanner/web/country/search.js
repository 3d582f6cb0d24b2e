// Search: suggestions while one types; any spelling of a name, its code, or a near miss is found.
import { byId, element, name } from "../page/elements.js";
import { bare, fold } from "../page/fold.js";
import { difference } from "../page/near_miss.js";
import { fill } from "../page/words.js";
import { foundBy } from "../panels/found.js";

/** @import { Actions, CountryAtlas, Search } from "../types.d.ts" */
/** @typedef {{ unit: number, alias?: string }} Suggestion */

const MOST_SHOWN = 8;

/**
 * Letters that are no letter with an accent, but are often typed as one without.
 * @type {Record<string, string>}
 */
const TYPED = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
/** @param {string} text */
const typed = (text) => text.replace(/[łøđðþßæœı]/g, (letter) => TYPED[letter]);
/** @param {string} text */
const keyOf = (text) => typed(fold(text));

/**
 * All names folded at once, which is much quicker than one by one.
 * @param {string[]} texts
 */
const foldAll = (texts) => typed(bare(texts.join("\n"))).replace(/[^\p{L}\p{N}\n]+/gu, " ")
  .split("\n").map((key, n) => key.trim() || keyOf(texts[n]));

/** @param {CountryAtlas} atlas */
const indexOf = ({ units, aliases }) => {
  const keys = foldAll(units.map((unit) => unit.name));
  /** @type {Map<string, number[]>} */
  const byKey = new Map();
  keys.forEach((key, n) => {
    const there = byKey.get(key);
    if (there) there.push(n);
    else byKey.set(key, [n]);
  });
  const order = keys.map((_, n) => n)
    .sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b));
  const codes = new Map(units.map(({ nis }, n) => [keyOf(nis), n]));
  const aliasKeys = aliases.length ? foldAll(aliases.map(([alias]) => alias)) : [];
  return { keys, byKey, order, codes, aliasKeys };
};

/** @param {CountryAtlas} atlas */
const createFinder = (atlas) => {
  const { units, parents, aliases } = atlas;
  /** @type {ReturnType<typeof indexOf> | null} */
  let made = null; // when first needed
  const index = () => (made ??= indexOf(atlas));
  /** @param {string} key */
  const withKey = (key) => index().byKey.get(key) ?? [];

  /**
   * A name that units share gets their reference region behind it, and the code if that is shared too.
   * @param {number} n
   */
  const shownName = (n) => {
    const { name: text, nis, parent } = units[n];
    const same = withKey(index().keys[n]);
    if (same.length === 1) return text;
    const beside = same.filter((other) => units[other].parent === parent).length;
    return `${text} (${beside === 1 ? parents[parent].name : nis})`;
  };

  /**
   * Units whose name begins with a query, then those of which a word does, then those that hold it.
   * @param {string} key
   */
  const holding = (key, most = Infinity) => {
    const { keys, order } = index();
    /** @type {((text: string) => boolean)[]} */
    const tests = [
      (text) => text.startsWith(key), (text) => text.includes(` ${key}`), (text) => text.includes(key),
    ];
    /** @type {Set<number>} */
    const found = new Set();
    tests.forEach((test) => {
      for (let at = 0; at < order.length && found.size < most; at += 1) {
        if (test(keys[order[at]])) found.add(order[at]);
      }
    });
    return [...found];
  };

  /**
   * Names that differ in a few letters; those that share neither first nor last letters are skipped.
   * @param {string} key
   */
  const nearMisses = (key) => {
    const limit = 1 + Math.min(2, Math.floor(key.length / 3));
    const [head, tail] = [key.slice(0, 1), key.slice(-3)];
    return index().keys.flatMap((text, n) => {
      const isAlike = text.startsWith(head) || text.endsWith(tail);
      if (Math.abs(text.length - key.length) > 2 || !isAlike) return [];
      const rank = 1 + difference(key, text);
      return rank <= limit ? [{ n, rank }] : [];
    }).sort((a, b) => a.rank - b.rank || a.n - b.n).slice(0, 5).map(({ n }) => n);
  };

  /** @param {(key: string) => boolean} test */
  const aliased = (test) => index().aliasKeys.flatMap((key, at) => {
    const [alias, some] = aliases[at];
    return test(key) ? some.map((unit) => ({ unit, alias })) : [];
  });

  /**
   * A name with what is behind it, as shown.
   * @param {string} key
   */
  const inFull = (key) => key.split(" ")
    .flatMap((_, n, parts) => withKey(parts.slice(0, n + 1).join(" ")))
    .find((n) => keyOf(shownName(n)) === key);

  /** @type {Search["find"]} */
  const find = (text) => {
    const key = keyOf(text);
    const named = withKey(key);
    if (named.length === 1) return { unit: named[0] };
    const coded = index().codes.get(key);
    if (coded !== undefined) return { unit: coded };
    if (named.length) return { several: named, isPart: true };
    const full = inFull(key);
    if (full !== undefined) return { unit: full };
    return foundBy(key, aliased((alias) => alias === key), { keys: index().keys, holding, nearMisses });
  };

  /** @param {string} text @returns {Suggestion[]} */
  const suggestionsFor = (text) => {
    const key = keyOf(text);
    if (!key) return [];
    const some = holding(key, MOST_SHOWN).map((unit) => ({ unit }));
    const others = some.length < MOST_SHOWN ? aliased((alias) => alias.startsWith(key)) : [];
    return [...some, ...others].slice(0, MOST_SHOWN);
  };

  return { index, shownName, find, suggestionsFor };
};

/**
 * The list below the field: arrows go through it, Enter and a click choose, Escape closes it.
 * @param {HTMLInputElement} query
 * @param {ReturnType<typeof createFinder>} finder
 * @param {Actions} actions
 */
const createSuggestions = (query, { shownName }, actions) => {
  const list = byId("suggestions", HTMLElement);
  /** @type {Suggestion[]} */
  let offered = [];
  let active = -1;

  /** @param {number} n */
  const mark = (n) => {
    active = n;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === n)));
    if (n < 0) query.removeAttribute("aria-activedescendant");
    else {
      query.setAttribute("aria-activedescendant", `suggestion-${n}`);
      list.children[n].scrollIntoView({ block: "nearest" });
    }
  };
  /** @param {number} n */
  const take = (n) => {
    const { unit, alias } = offered[n];
    offer([]);
    actions.chooseUnit(unit, true, alias);
  };
  /** @param {Suggestion[]} some */
  const offer = (some) => {
    offered = some;
    list.replaceChildren(...offered.map(({ unit, alias }, n) => {
      const own = shownName(unit);
      const option = element("li", "", name(alias ? fill("alias_in", { alias, name: own }) : own));
      option.id = `suggestion-${n}`;
      option.setAttribute("role", "option");
      // the field keeps the focus
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => take(n));
      return option;
    }));
    list.hidden = !offered.length;
    query.setAttribute("aria-expanded", String(offered.length > 0));
    mark(-1);
  };

  query.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && offered.length) {
      event.preventDefault();
      mark(((active + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
    } else if (event.key === "Escape" && offered.length) {
      event.preventDefault();
      offer([]);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(active);
    }
  });
  return offer;
};

/** @param {CountryAtlas} atlas @param {Actions} actions @returns {Search} */
export const openSearch = (atlas, actions) => {
  const form = byId("search", HTMLFormElement);
  const query = byId("query", HTMLInputElement);
  const finder = createFinder(atlas);
  const offer = createSuggestions(query, finder, actions);
  query.addEventListener("focus", finder.index, { once: true });
  query.addEventListener("input", () => offer(finder.suggestionsFor(query.value)));
  query.addEventListener("blur", () => offer([]));
  form.addEventListener("submit", () => offer([]));
  const { find, shownName, index } = finder;
  return { form, query, find, shownName, prepare: index };
};
