// The table of thousands of regions: only the rows that one sees are in the page.
const table = document.getElementById("regions-table");
const tablePanel = document.getElementById("table-panel");
const tableScroll = tablePanel.querySelector(".table-scroll");
const MORE_ROWS = 12; // above and below what is seen

// How many groups each region shares with others, by grouping: counted once a plan.
const cutIn = (region, g) => {
  const { plan } = shown;
  plan.cuts ??= groupsOf(plan).map((groups) => {
    const counts = new Int32Array(plan.division.codes.length);
    groups.filter((group) => group.members.length > 1 && !isTooLarge(group) && isCut(group))
      .forEach(({ regions }) => regions.forEach((one) => { counts[one] += 1; }));
    return counts;
  });
  return plan.cuts[g][region];
};

const sortedRows = () => {
  const { plan } = shown;
  plan.rows ??= regionsOf().map((region) => COLUMNS.map(([, value]) => value(region, figuresOf(plan)[region])));
  const order = (a, b) => compare(a[sorting.column].sort, b[sorting.column].sort) || compare(a[0].sort, b[0].sort);
  return plan.rows.sort((a, b) => (sorting.down ? order(b, a) : order(a, b)));
};
const rowOf = (row, n) => {
  const made = element("tr", "", ...row.map((cell, column) => {
    const box = element(column ? "td" : "th", cell.number ? "number" : "", column ? name(cell.text) : regionButton(cell.region));
    if (!column) box.scope = "row";
    return box;
  }));
  made.setAttribute("aria-rowindex", String(n + 2));
  return made;
};
// An empty row as high as those that are not there
const spacer = (height) => {
  const cell = element("td", "");
  cell.colSpan = COLUMNS.length;
  cell.style.height = `${height}px`;
  const row = element("tr", "spacer", cell);
  row.setAttribute("aria-hidden", "true");
  return row;
};

let rows = [];
let rowHeight = 0;
let seen = [-1, -1];
const drawRows = () => {
  const body = table.tBodies[0];
  if (tablePanel.hidden || !body) return;
  const top = tableScroll.scrollTop - body.offsetTop;
  const first = Math.max(0, Math.floor(top / rowHeight) - MORE_ROWS);
  const last = Math.min(rows.length, Math.ceil((top + tableScroll.clientHeight) / rowHeight) + MORE_ROWS);
  if (first === seen[0] && last === seen[1]) return;
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.region : null;
  seen = [first, last];
  body.replaceChildren(
    ...(first > 0 ? [spacer(first * rowHeight)] : []),
    ...rows.slice(first, last).map((row, n) => rowOf(row, first + n)),
    ...(last < rows.length ? [spacer((rows.length - last) * rowHeight)] : []));
  if (focused) body.querySelector(`[data-region="${focused}"]`)?.focus({ preventScroll: true });
};
tableScroll.addEventListener("scroll", drawRows, { passive: true });
new ResizeObserver(() => drawRows()).observe(tableScroll);

table.style.minWidth = `${41 + 7.5 * (COLUMNS.length - 3)}rem`; // three columns of names, the others of numbers
const drawTable = () => {
  if (tablePanel.hidden) return;
  const heads = COLUMNS.map(([key, , text], n) => {
    const head = element("th", "", button("sort", text ?? words[key], () => {
      Object.assign(sorting, { column: n, down: sorting.column === n && !sorting.down });
      drawTable();
      tableScroll.scrollTop = 0;
      drawRows();
      table.querySelectorAll("th button.sort")[n].focus();
    }));
    head.scope = "col";
    if (n === sorting.column) head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
    return head;
  });
  rows = sortedRows();
  seen = [-1, -1];
  table.setAttribute("aria-rowcount", String(rows.length + 1));
  table.replaceChildren(
    element("caption", "", fill("table_caption", { plan: shown.plan.name })),
    element("thead", "", element("tr", "", ...heads)),
    element("tbody", "", ...rows.slice(0, 1).map(rowOf)));
  rowHeight = table.tBodies[0].offsetHeight || 32;
  drawRows();
};
