// The script of a map on which every unit is drawn.
import { data } from "./page/words.js";
import { radioButtons } from "./panels/plans.js";
import { stepSlider } from "./panels/steps.js";
import { createEditor } from "./editor/editor.js";
import { openShell } from "./shell.js";
import { unitsAtlas } from "./units/atlas.js";
import { unitsGround } from "./units/ground.js";
import { openHomes } from "./units/homes.js";
import { createList } from "./units/list.js";
import { openUnitsPrinting } from "./units/print.js";
import { openSearch } from "./units/search.js";
import { createTable } from "./units/table.js";

/** @import { UnitsValues } from "./types.d.ts" */

const open = () => {
  const atlas = unitsAtlas(/** @type {UnitsValues} */ (data));
  const ground = unitsGround(atlas);
  openShell(atlas, ground, (actions) => {
    const editor = createEditor(atlas, ground, actions);
    const drawTable = createTable(atlas, actions);
    const drawSteps = stepSlider(atlas, actions.showPlan);
    openHomes(atlas, ground.map, actions);
    openUnitsPrinting(atlas, ground, drawTable);
    return {
      search: openSearch(atlas, actions),
      drawList: createList(atlas, actions),
      drawTable,
      drawChoices: (element) => (data.steps ? drawSteps(element)
        : radioButtons(element, atlas, actions.showPlan)),
      drawVariant: editor.draw,
      moveControl: editor.moveControl,
      drawChosen: editor.drawChosen,
      takesPress: editor.takesPress,
    };
  });
};

// where styles are forbidden the page is to be read, without a map
if (document.documentElement.className) open();
