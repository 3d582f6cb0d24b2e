// Bundles the script of each page to bundles/; with --check it only says which are not current.
// A bundle says in its first line which sources it is of: their digest, which tests check without
// Node (tests/web/test_bundles.py).
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const ENTRIES = ["country", "desk", "map", "municipality_index", "works"];

/** @param {string[]} paths */
const digestOf = async (paths) => {
  const digest = createHash("sha256");
  for (const path of paths) digest.update(`${path}\n${await readFile(`${FOLDER}${path}`, "utf8")}`);
  return digest.digest("hex");
};

/** @param {string} entry */
const bundled = async (entry) => {
  const { outputFiles: [output], metafile } = await build({
    absWorkingDir: FOLDER,
    entryPoints: [`${entry}.js`],
    bundle: true,
    write: false,
    metafile: true,
    // one function around all: nothing leaks into the page, all is strict; as "iife", but without
    // an indentation of every line, which is 5 KB of a page
    format: "esm",
    banner: { js: '(() => {\n"use strict";' },
    footer: { js: "})();" },
    minifySyntax: true, // pages stay as small as their sources; names and lines are left, for diffs
    target: "es2021",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  const sources = Object.keys(metafile.inputs).map((path) => path.split(sep).join("/")).sort();
  return `// sources: sha256 ${await digestOf(sources)}\n${output.text}`;
};

const stale = [];
for (const entry of ENTRIES) {
  const path = `${FOLDER}bundles/${entry}.js`;
  const text = await bundled(entry);
  if (await readFile(path, "utf8").catch(() => "") === text) continue;
  stale.push(relative(".", path));
  if (!process.argv.includes("--check")) await writeFile(path, text);
}
if (process.argv.includes("--check") && stale.length) {
  console.error(`not current: ${stale.join(", ")}; run: make bundles`);
  process.exit(1);
}
