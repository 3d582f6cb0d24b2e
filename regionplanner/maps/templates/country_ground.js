// What is drawn: regions from afar, units closer by, the borders that one asks for, what is chosen.
const INK = "#1d2a36";
const UNIT_PX = 20; // units are drawn when a usual one is this wide
const SHADE = 0.58;
const STROKES = {
  overlay0: { strokeStyle: "#00695c", lineWidth: 3.4 },
  overlay1: { strokeStyle: "#0b3d91", lineWidth: 2.6, dash: [1, 5.5] },
  overlay2: { strokeStyle: "#8a0f5c", lineWidth: 2.4, dash: [7, 5] },
  overlay3: { strokeStyle: "#6b3a00", lineWidth: 3, dash: [14, 5, 2, 5] },
  overlay4: { strokeStyle: "#3d4a00", lineWidth: 2.4, dash: [3, 3] },
  parents: { strokeStyle: INK, lineWidth: 3.2, dash: [10, 4] },
  moved: { strokeStyle: "#c2185b", lineWidth: 3 },
};

// How wide a usual region and a usual unit are on the grid
const usualOf = (plan) => {
  const widths = plan.division.codes.map((_, n) => {
    const [west, north, east, south] = plan.afar.boxes.subarray(4 * n, 4 * n + 4);
    return Math.sqrt(0.6 * (east - west) * (south - north));
  }).sort((a, b) => a - b);
  const width = widths[widths.length >> 1];
  return { region: width, unit: width / Math.sqrt(plan.of.length / plan.parents.length) };
};
const usual = usualOf(plans[0]);
const closeZoom = () => Math.log2((UNIT_PX * WORLD) / (256 * usual.unit));
const isClose = (view) => close !== null && view.k * usual.unit >= UNIT_PX;

// A colour as it looks on white: nothing shines through where polygons meet.
const pale = (colour, share) => `#${[1, 3, 5].map((at) => {
  const part = parseInt(colour.slice(at, at + 2), 16);
  return Math.round(255 + (part - 255) * share).toString(16).padStart(2, "0");
}).join("")}`;
const hatched = (() => {
  const tile = document.createElement("canvas");
  Object.assign(tile, { width: 8, height: 8 });
  const context = tile.getContext("2d");
  Object.assign(context, { fillStyle: "#f7f8f9", strokeStyle: "#95a1ab", lineWidth: 1.2 });
  context.fillRect(0, 0, 8, 8);
  [-8, 0, 8].forEach((x) => {
    context.moveTo(x - 1, 9);
    context.lineTo(x + 9, -1);
  });
  context.stroke();
  return context.createPattern(tile, "repeat");
})();
const fills = new Map();
const fillOf = (group, plan = shown.plan) => {
  const colour = plan.colours[group];
  if (colour === undefined) return plan.waiting.has(group) ? hatched : pale(plan.outside, 0.8);
  if (!fills.has(colour)) fills.set(colour, pale(colour, SHADE));
  return fills.get(colour);
};

// The units in view, by group
const unitsInView = (view) => {
  const groups = new Map();
  for (let n = 0; n < close.count; n += 1) {
    if (!inView(close.boxes, n, view)) continue;
    const group = groupOf(n);
    if (groups.has(group)) groups.get(group).push(n);
    else groups.set(group, [n]);
  }
  return groups;
};
const fillAreas = (context, view) => {
  const { afar } = shown.plan;
  const fill = (shapes, group, members) => {
    context.beginPath();
    members.forEach((n) => addShape(context, shapes, n, view));
    context.fillStyle = fillOf(group);
    context.fill("evenodd");
  };
  if (isClose(view)) unitsInView(view).forEach((units, group) => fill(close, group, units));
  else for (let n = 0; n < afar.count; n += 1) if (inView(afar.boxes, n, view)) fill(afar, n, [n]);
};

// Lines are thinner the smaller that is what they surround.
const thin = (view, most) => Math.min(most, Math.max(0.35, (view.k * usual.region) / 22));
const band = (style) => ({ strokeStyle: "#ffffff", lineWidth: style.lineWidth * 1.7, globalAlpha: 0.9 });
const drawLines = (context, view, layers) => {
  const { afar, parents } = shown.plan;
  const near = isClose(view);
  const [shapes, group] = near ? [close, (n) => groupOf(n)] : [afar, (n) => n];
  const share = Math.min(1, Math.max(0.45, (view.k * usual.region) / 30));
  if (near) {
    strokeArcs(context, close, wantedArcs(close, (n) => n, view), view,
      { strokeStyle: "#ffffff", lineWidth: Math.min(1.2, (view.k * usual.unit) / 18), globalAlpha: 0.9 });
  }
  strokeArcs(context, shapes, wantedArcs(shapes, group, view), view,
    { strokeStyle: INK, lineWidth: thin(view, 2), globalAlpha: 0.35 + 0.5 * share });
  layers.forEach(({ key, of }) => {
    const onUnits = near || key !== "parents";
    if (onUnits && close === null) return;
    const lines = onUnits ? close : afar;
    const arcs = wantedArcs(lines, onUnits ? of : (n) => parents[n], view)
      .filter((arc) => key !== "parents" || lines.b[arc] >= 0); // the coast is no border between two
    // as in the legend from any height: smaller lines have smaller dashes
    const { lineWidth, dash } = STROKES[key];
    const style = { ...STROKES[key], lineWidth: lineWidth * share, dash: dash && dash.map((length) => length * share) };
    const strokes = joinedArcs(lines, arcs);
    strokeDashes(context, lines, strokes, view, band(style));
    strokeDashes(context, lines, strokes, view, style);
  });
  if (data.links.length && close) drawLinks(context, view);
};
const drawLinks = (context, view) => {
  Object.assign(context, { strokeStyle: INK, lineWidth: 1.5, lineCap: "round" });
  context.setLineDash([1, 5]);
  context.beginPath();
  data.links.forEach((pair) => pair.forEach((n, end) => {
    const [x, y] = close.spots.subarray(3 * n);
    context[end ? "lineTo" : "moveTo"]((x - view.x) * view.k, (y - view.y) * view.k);
  }));
  context.stroke();
  context.setLineDash([]);
};

// Who is in another region than in the first plan
let moved = new Set();
const findMoved = () => {
  const [plan, other] = [shown.plan, comparedWith()];
  moved = new Set(plan === other ? [] : movedUnits(plan, other)
    .filter((n) => regionOf(n) >= 0 && regionOf(n, other) >= 0));
};
const drawnLayers = (view) => [
  ...overlays.slice(1).filter(({ key }) => ticked.has(key)),
  ...overlays.slice(0, 1).filter(({ key }) => ticked.has(key)),
  ...(moved.size && isClose(view) ? [{ key: "moved", of: (n) => (moved.has(n) ? n : -1) }] : []),
];
const drawGround = (context, view) => {
  fillAreas(context, view);
  drawLines(context, view, drawnLayers(view));
};

// What is chosen stands out, the others pale; what one points at has an outline.
const hover = { region: null, unit: null };
const addRegion = (context, region, view) => {
  if (isClose(view)) membersOf(region).forEach((n) => addShape(context, close, n, view));
  else addShape(context, shown.plan.afar, region, view);
};
const outlineRegion = (context, region, view, style) => {
  const near = isClose(view);
  const [shapes, group] = near ? [close, (n) => (groupOf(n) === region ? 0 : -1)]
    : [shown.plan.afar, (n) => (n === region ? 0 : -1)];
  strokeArcs(context, shapes, wantedArcs(shapes, group, view), view, style);
};
const outlineUnit = (context, unit, view, style) => {
  context.beginPath();
  addShape(context, close, unit, view);
  Object.assign(context, { lineJoin: "round", ...style });
  context.stroke();
};
const drawChosen = (context, view) => {
  const { region, unit } = shown;
  if (region !== null || unit !== null) {
    context.beginPath();
    context.rect(0, 0, view.size.x, view.size.y);
    if (region !== null) addRegion(context, region, view);
    else if (close) addShape(context, close, unit, view);
    context.fillStyle = "rgb(255 255 255 / 62%)";
    context.fill("evenodd");
    if (region !== null) outlineRegion(context, region, view, { strokeStyle: "#10202e", lineWidth: 2.6 });
    if (unit !== null && close) outlineUnit(context, unit, view, { strokeStyle: "#10202e", lineWidth: 3.5 });
  }
  if (hover.unit !== null) outlineUnit(context, hover.unit, view, { strokeStyle: "#10202e", lineWidth: 2 });
  else if (hover.region !== null) outlineRegion(context, hover.region, view, { strokeStyle: "#10202e", lineWidth: 2.2 });
};
const ground = sheet("ground", 400, drawGround);
const lit = sheet("lit", 450, drawChosen);

// Light a region, and draw a line around one of its units; null for none.
const light = (region, unit) => {
  Object.assign(shown, { region, unit });
  lit.again();
  document.querySelectorAll("button.region").forEach((one) => {
    one.setAttribute("aria-pressed", String(Number(one.dataset.region) === region));
  });
};
