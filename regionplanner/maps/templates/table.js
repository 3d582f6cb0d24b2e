const drawTable = () => {
  if (tablePanel.hidden) return;
  const heads = COLUMNS.map(([key, , text], n) => {
    const head = element("th", "", button("sort", text ?? words[key], () => {
      Object.assign(sorting, { column: n, down: sorting.column === n && !sorting.down });
      drawTable();
      table.querySelectorAll("th button")[n].focus();
    }));
    head.scope = "col";
    if (n === sorting.column) head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
    return head;
  });
  const rows = regionsOf().map((region) => COLUMNS.map(
    ([, value]) => value(region, figuresOf(shown.plan)[region])));
  const order = (a, b) => compare(a[sorting.column].sort, b[sorting.column].sort)
    || compare(a[0].sort, b[0].sort);
  rows.sort((a, b) => (sorting.down ? order(b, a) : order(a, b)));
  table.replaceChildren(
    element("caption", "", fill("table_caption", { plan: shown.plan.name })),
    element("thead", "", element("tr", "", ...heads)),
    element("tbody", "", ...rows.map((row) => element("tr", "", ...row.map((cell, n) => {
      const made = element(n ? "td" : "th", cell.number ? "number" : "", n ? name(cell.text) : regionButton(cell.region));
      if (!n) made.scope = "row";
      return made;
    })))));
};
