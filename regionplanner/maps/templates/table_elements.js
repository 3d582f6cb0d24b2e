// All regions as a table that can be sorted; it says in words and numbers what the map shows.
const table = document.getElementById("regions-table");
const tablePanel = document.getElementById("table-panel");
const cutIn = (region, g) => groupsIn(region, g)
  .filter((group) => !isTooLarge(group) && isCut(group)).length;
