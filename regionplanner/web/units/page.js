// The page on which every unit is drawn: its map, its panels and its editor.
import { data } from "../page/words.js";
import { createEditor } from "../editor/editor.js";
import { radioButtons } from "../panels/plans.js";
import { stepSlider } from "../panels/steps.js";
import { openShell } from "../shell.js";
import { unitsAtlas } from "./atlas.js";
import { unitsGround } from "./ground.js";
import { openHomes } from "./homes.js";
import { createList } from "./list.js";
import { openUnitsPrinting } from "./print.js";
import { openSearch } from "./search.js";
import { createTable } from "./table.js";

/** @import { Actions, UnitsAtlas, UnitsValues } from "../types.d.ts" */
/** @import { UnitsGround } from "./ground.js" */

/**
 * @param {(atlas: UnitsAtlas, ground: UnitsGround, actions: Actions) => () => void} [more]
 *   Makes what stands beside the map of a host, and returns what is called when somebody is chosen.
 */
export const openUnitsPage = (more = () => () => {}) => {
  const atlas = unitsAtlas(/** @type {UnitsValues} */ (data));
  const ground = unitsGround(atlas);
  openShell(atlas, ground, (actions) => {
    const editor = createEditor(atlas, ground, actions);
    const drawTable = createTable(atlas, actions);
    const drawSteps = stepSlider(atlas, actions.showPlan);
    openHomes(atlas, ground.map, actions);
    openUnitsPrinting(atlas, ground, drawTable);
    const drawMore = more(atlas, ground, actions);
    return {
      search: openSearch(atlas, actions),
      drawList: createList(atlas, actions),
      drawTable,
      drawChoices: (element) => (data.steps ? drawSteps(element)
        : radioButtons(element, atlas, actions.showPlan)),
      drawVariant: () => {
        editor.draw();
        drawMore();
      },
      moveControl: editor.moveControl,
      drawChosen: () => {
        editor.drawChosen();
        drawMore();
      },
      takesPress: editor.takesPress,
    };
  });
};
