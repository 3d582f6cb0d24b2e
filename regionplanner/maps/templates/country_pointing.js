// What one points at: a unit closer by, else a region; the tooltip tells of it.
const pointedAt = (place) => {
  const [x, y] = gridOf(place);
  if (isClose(ground.view)) {
    const unit = shapeAt(close, x, y);
    return { unit: unit < 0 ? null : unit, region: null };
  }
  const group = shapeAt(shown.plan.afar, x, y);
  return { unit: null, region: group < 0 || group >= shown.plan.division.codes.length ? null : group };
};
const amount = (inhabitants) => (has("inhabitants")
  ? [element("span", "", `${words.inhabitants}: ${known(inhabitants)}`)] : []);
const tip = ({ unit, region }) => {
  if (unit === null) {
    const { inhabitants, parent, members } = figuresOf(shown.plan)[region];
    return element("div", "", name(titleOf(region), "strong"),
      element("span", "", `${words.reference_region}: `, name(data.parents[parent].name)),
      element("span", "", counted(members.length, "units")), ...amount(inhabitants));
  }
  const none = shown.plan.later.has(unit) ? words.later : words.outside;
  const groups = overlays.filter(({ key }) => ticked.has(key) && key !== "parents");
  return element("div", "", name(data.units[unit].name, "strong"),
    element("span", "", `${words.region}: `, name(regionOf(unit) < 0 ? none : titleOf(regionOf(unit)))),
    ...amount(data.units[unit].inhabitants),
    ...groups.map(({ label, of, names }) => element("span", "", `${label}: `,
      name(of(unit) < 0 ? words.no_group : names[of(unit)]))));
};
const tooltip = L.tooltip({ className: "tip", opacity: 1, offset: [12, 0] });
const pointAt = (at, place) => {
  if (at.unit !== hover.unit || at.region !== hover.region) {
    Object.assign(hover, at);
    lit.again();
    if (at.unit === null && at.region === null) tooltip.remove();
    else tooltip.setContent(tip(at));
  }
  map.getContainer().classList.toggle("pointing", at.unit !== null || at.region !== null);
  if (at.unit !== null || at.region !== null) tooltip.setLatLng(place).addTo(map);
};
const nowhere = { unit: null, region: null };
let isMoving = false;
map.on("movestart zoomstart", () => {
  isMoving = true;
  pointAt(nowhere);
});
map.on("moveend zoomend", () => { isMoving = false; });
map.on("mousemove", ({ latlng }) => { if (!isMoving) pointAt(pointedAt(latlng), latlng); });
map.on("mouseout", () => pointAt(nowhere));
map.on("click", ({ latlng }) => {
  const { unit, region } = pointedAt(latlng);
  if (unit !== null) chooseUnit(unit, false);
  else if (region !== null) chooseRegion(region);
});
