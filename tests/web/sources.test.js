// What neither tsc nor eslint sees in scripts and their types: a type that says nothing, and an
// export that nobody imports.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const WEB = new URL("../../regionplanner/web/", import.meta.url);
const TESTS = new URL(".", import.meta.url);
/** @param {URL} folder */
const textsOf = (folder) => readdirSync(folder, { encoding: "utf8", recursive: true })
  .filter((name) => /\.(m?js|ts)$/.test(name) && !name.startsWith("bundles"))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
const sources = textsOf(WEB);
const everything = [...sources, ...textsOf(TESTS)].map(({ text }) => text).join("\n");

test("no type is any", () => {
  const loose = /[{:<|&,(=]\s*(any\b|\*\})(?=\s*[[\]>}|&,;)=]|$)/m;
  const found = sources.filter(({ text }) => loose.test(text));
  assert.deepEqual(found.map(({ name }) => name), []);
});

test("what is exported is imported", () => {
  const imports = [...everything.matchAll(/import (?:type )?\{([^}]*)\} from/g)]
    .map(([, names]) => names);
  const imported = new Set(imports.join().match(/[\w$]+/g));
  const dead = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/^export (?:async )?\w+\*? ([\w$]+)/gm)].map(([, exported]) => exported)
      // interfaces of one file of types are made of each other
      .filter((exported) => !imported.has(exported)
        && !(name.endsWith(".d.ts") && new RegExp(`[^e] ${exported}\\b`).test(text)))
      .map((exported) => `${name}: ${exported}`));
  assert.deepEqual(dead, []);
});
