// The script of the map of a country: it opens what is packed, and then the page; a browser that
// cannot do so says what is needed.
import { countryAtlas } from "./country/atlas.js";
import { countryGround } from "./country/ground.js";
import { createList } from "./country/list.js";
import { numbersIn, shapesIn } from "./country/packed.js";
import { openCountryPrinting } from "./country/print.js";
import { openSearch } from "./country/search.js";
import { createTable } from "./country/table.js";
import { bytesOf, canUnpack } from "./country/unpack.js";
import { byId, element } from "./page/elements.js";
import { data, words } from "./page/words.js";
import { radioButtons } from "./panels/plans.js";
import { openShell } from "./shell.js";

/** @import { CountryValues, PackedValues } from "./types.d.ts" */

/** @param {"too_old" | "unreadable"} key */
const fail = (key) => {
  const note = byId("trouble", HTMLElement);
  note.textContent = words[key];
  note.hidden = false;
  byId("opening", HTMLElement).hidden = true;
};

/** @param {PackedValues} packed @param {Uint8Array} afar */
const openPage = (packed, afar) => {
  const atlas = countryAtlas(/** @type {CountryValues} */ (data), packed, afar);
  const ground = countryGround(atlas);
  const { search } = openShell(atlas, ground, (actions) => {
    const table = createTable(atlas, actions);
    openCountryPrinting(atlas, ground, table.columns);
    return {
      search: openSearch(atlas, actions),
      drawList: createList(atlas, actions),
      drawTable: table.draw,
      drawChoices: (place) => radioButtons(place, atlas, actions.showPlan),
      drawVariant: () => {}, // there is no editor: who looks for it reads so
      drawChosen: () => {},
      takesPress: () => false,
      moveControl: () => element("p", "hint", words.no_variants),
    };
  });

  // the outlines of units, once the page can be used
  const lookCloser = async () => {
    atlas.near.shapes = shapesIn(numbersIn(await bytesOf("close")));
    ground.redraw();
    performance.mark("close");
    search.prepare();
  };
  requestAnimationFrame(() => setTimeout(lookCloser, 50));
};

const open = async () => {
  if (!canUnpack()) {
    fail("too_old");
    return;
  }
  try {
    const [rows, afar] = await Promise.all([bytesOf("rows"), bytesOf("afar")]);
    openPage(JSON.parse(new TextDecoder().decode(rows)), afar);
    byId("opening", HTMLElement).hidden = true;
  } catch (error) {
    fail("unreadable");
    throw error;
  }
};

// where styles are forbidden the page is to be read, without a map
if (document.documentElement.className) open();
