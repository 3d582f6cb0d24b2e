const dot = (colour) => {
  const made = element("span", "dot");
  made.style.setProperty("--fill", colour);
  return made;
};
const regionButton = (region) => {
  const made = button("link", "", () => chooseRegion(region));
  made.append(dot(shown.plan.colours[region]), name(titleOf(region)));
  return made;
};

const tableButton = document.getElementById("table-button");
const showTable = (on) => {
  tablePanel.hidden = !on;
  tableButton.setAttribute("aria-expanded", String(on));
  drawTable();
  map.stop();
  map.invalidateSize({ animate: false });
  if (on && !roomy()) tablePanel.scrollIntoView({ block: "start" });
  if (shown.region !== null) flyTo(bounds(membersOf(shown.region)), false);
};
tableButton.addEventListener("click", () => showTable(tablePanel.hidden));
document.getElementById("table-close").addEventListener("click", () => {
  showTable(false);
  tableButton.focus();
});
