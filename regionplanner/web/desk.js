// The script of the planner's desk: the map page, whose every change is answered by a plan.
import { createDesk } from "./desk/desk.js";
import { openUnitsPage } from "./units/page.js";

if (document.documentElement.className) openUnitsPage(createDesk);
