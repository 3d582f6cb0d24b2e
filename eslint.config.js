// Rules for the scripts of pages and for what tests and bundles them.
import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import globals from "globals";

const strict = {
  "curly": ["error", "multi-line"],
  "eqeqeq": "error",
  "no-implicit-globals": "error",
  "no-param-reassign": "error",
  "no-shadow": ["error", { hoist: "functions" }],
  "no-var": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  "object-shorthand": "error",
  "no-warning-comments": ["error", { terms: ["@ts-ignore", "@ts-nocheck", "@ts-expect-error"], location: "anywhere" }],
};

export default [
  { ignores: ["regionplanner/web/bundles/"] },
  js.configs.recommended,
  {
    files: ["**/*.js", "**/*.mjs"],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createNodeResolver()] },
    linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true },
    rules: {
      ...strict,
      "import-x/no-cycle": "error",
      "import-x/no-self-import": "error",
      "import-x/no-unresolved": "error",
      "import-x/named": "error",
      "import-x/no-duplicates": "error",
      "import-x/no-mutable-exports": "error",
    },
  },
  {
    files: ["regionplanner/web/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly" } }, // Leaflet has a script of its own
  },
  {
    // the model, what the editor makes of it, and spellings need no page: Node tests them
    files: ["regionplanner/web/model/*.js", "regionplanner/web/page/{fold,near_miss}.js",
      "regionplanner/web/editor/{command,directions,gauges,history,locks,moves,plan_text,selection,store}.js"],
    languageOptions: { globals: Object.fromEntries(
      ["L", ...Object.keys(globals.browser)].map((name) => [name, "off"])) },
  },
  {
    files: ["regionplanner/web/bundle.mjs", "tests/web/**/*.js", "eslint.config.js"],
    languageOptions: { globals: globals.node },
  },
];
