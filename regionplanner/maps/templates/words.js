// Words and numbers. Text of the data only ever becomes a text node, never HTML.
const data = JSON.parse(document.getElementById("data").textContent);
const { words } = data;
const locale = data.language === "nl" ? "nl-BE" : "en-GB";
const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

const inOrder = new Intl.Collator(data.language).compare; // one for all: making it is slow

// "Mol" and "mol", "Sint-Niklaas" and "sint niklaas", "Liège" and "liege" are the same name.
const fold = (text) => {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim() || bare.trim();
};

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

// bdi: a name from right to left must not turn the sentence around it
const name = (text, tag = "bdi") => element(tag, "", tag === "bdi" ? text : element("bdi", "", text));

// The sentence of a key as nodes, with {places} taken by texts or nodes.
const sentence = (key, places) => words[key].split(/\{(\w+)\}/).map((part, n) => {
  if (n % 2 === 0) return part;
  const value = places[part];
  return typeof value === "string" ? name(value) : value;
});

// "Berlaar, Duffel en Lier" as nodes
const enumeration = (texts) => {
  const all = element("span", "");
  texts.forEach((text, n) => {
    if (n > 0) all.append(n === texts.length - 1 ? ` ${words.and} ` : ", ");
    all.append(name(text));
  });
  return all;
};

const counted = (count, what) =>
  words[count === 1 ? `${what}_one` : `${what}_many`].replace("{count}", digits.format(count));

// The sentence of a key as text
const fill = (key, places) => words[key].replace(/\{(\w+)\}/g, (_, place) => places[place]);
