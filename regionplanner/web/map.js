// The script of a map on which every unit is drawn.
import { openUnitsPage } from "./units/page.js";

// where styles are forbidden the page is to be read, without a map
if (document.documentElement.className) openUnitsPage();
