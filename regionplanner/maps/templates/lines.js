// Outlines: every border is drawn once, from the polygons of the units.
const ringsOf = ({ type, coordinates }) => (type === "Polygon" ? coordinates : coordinates.flat());
const rings = layers.map((layer) => ringsOf(layer.feature.geometry));
const arcs = data.arcs.map(([a, b, ring, first, last]) => (
  { a, b, points: rings[a][ring].slice(first, last + 1) }));

const INK = "#1d2a36";

// Pieces joined end to end where just two meet, so that dashes run on.
const joined = (pieces) => {
  const ends = new Map();
  const at = ([x, y]) => `${x} ${y}`;
  const tips = (piece) => [at(piece[0]), at(piece[piece.length - 1])];
  pieces.forEach((piece) => tips(piece).forEach((tip) => {
    ends.set(tip, [...(ends.get(tip) ?? []), piece]);
  }));
  const used = new Set();
  const strokes = [];
  const follow = (piece) => {
    const stroke = [...piece];
    used.add(piece);
    for (;;) {
      const tip = at(stroke[stroke.length - 1]);
      const meeting = ends.get(tip);
      const next = meeting.length === 2 ? meeting.find((other) => !used.has(other)) : undefined;
      if (!next) return stroke;
      used.add(next);
      const onward = at(next[0]) === tip ? next : [...next].reverse();
      stroke.push(...onward.slice(1));
    }
  };
  // strokes start where they can: at an end, or where three meet; what is left is closed
  const starts = (piece) => tips(piece).map((tip) => ends.get(tip).length !== 2);
  pieces.forEach((piece) => {
    const [head, tail] = starts(piece);
    if (used.has(piece) || !(head || tail)) return;
    used.add(piece);
    strokes.push(follow(head ? piece : [...piece].reverse()));
  });
  pieces.forEach((piece) => { if (!used.has(piece)) strokes.push(follow(piece)); });
  return strokes;
};

// Lines between units of different groups; nobody is in group -1, and nothing is drawn round it.
const outlineOf = (group) => joined(arcs
  .filter(({ a, b }) => group(a) !== (b < 0 ? -1 : group(b)))
  .map(({ points }) => points));

// A layer of lines: dark strokes, on a pale band where they must be told from what is below.
const STYLES = {
  regions: [{ color: INK, weight: 2, opacity: 0.9 }],
  parents: [
    { color: "#ffffff", weight: 3.2, opacity: 1 },
    { color: INK, weight: 3.2, opacity: 1, dashArray: "10 4", lineCap: "butt" },
  ],
  moved: [
    { color: "#ffffff", weight: 5.6, opacity: 0.95 },
    { color: "#c2185b", weight: 3, opacity: 1 },
  ],
  overlay0: [
    { color: "#ffffff", weight: 6, opacity: 0.9 },
    { color: "#00695c", weight: 3.4, opacity: 1 },
  ],
  overlay1: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#0b3d91", weight: 2.6, opacity: 1, dashArray: "1 5.5" },
  ],
  overlay2: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#8a0f5c", weight: 2.4, opacity: 1, dashArray: "7 5", lineCap: "butt" },
  ],
  overlay3: [
    { color: "#ffffff", weight: 5, opacity: 0.9 },
    { color: "#6b3a00", weight: 3, opacity: 1, dashArray: "14 5 2 5", lineCap: "butt" },
  ],
  overlay4: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#3d4a00", weight: 2.4, opacity: 1, dashArray: "3 3", lineCap: "butt" },
  ],
};

// Firm and loose borders: in how many plans a border between two units is one between regions.
const FIRM = "#a30000";
const firmKeys = plans.length < 3 || data.steps ? [] : plans.map((_, n) => `firm${n + 1}`);
firmKeys.forEach((key, n) => {
  const weight = 1 + (5 * (n + 1)) / plans.length;
  STYLES[key] = [
    { color: "#ffffff", weight: weight + 2, opacity: 0.9 }, { color: FIRM, weight, opacity: 1, lineCap: "butt" },
  ];
});
const separatedIn = ({ a, b }) => (b < 0 || data.units[a].parent !== data.units[b].parent ? 0
  : plans.filter((plan) => plan.division.of[a] !== plan.division.of[b]).length);

const lineLayers = new Map(); // what is drawn now, by key of the style
const strokesOf = new Map(); // its strokes, for the printed map
const flip = (strokes) => strokes.map((stroke) => stroke.map(([x, y]) => [y, x]));

const hideLines = (key) => {
  lineLayers.get(key)?.forEach((layer) => layer.remove());
  lineLayers.delete(key);
  strokesOf.delete(key);
};
// From below to above: pale bands, borders of regions, the strokes of overlays. Where a border of
// a region is also another one, both are seen.
const KEYS = ["regions", ...firmKeys, "overlay0", "overlay1", "overlay2", "overlay3", "overlay4", "parents", "moved"];
const below = (n, count) => n < count - 1;
const stacked = (of) => {
  const found = KEYS.flatMap((key) => (of(key) ?? []).map((one, n, all) => (
    { one, rank: key === "moved" ? 4 : key === "parents" ? 3 : key === "regions" ? 1 : below(n, all.length) ? 0 : 2 })));
  return found.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
};
const drawLines = (key, group) => drawStrokes(key, outlineOf(group));
const drawStrokes = (key, strokes) => {
  hideLines(key);
  strokesOf.set(key, strokes);
  lineLayers.set(key, STYLES[key].map((style) => L.polyline(flip(strokes), {
    ...style, fill: false, interactive: false, pane: "outlines", smoothFactor: 0.5,
  }).addTo(map)));
  stacked((one) => lineLayers.get(one)).forEach((layer) => layer.bringToFront());
};

// Overlays are ticked by the value of their checkbox: their position, or "firm".
const ticked = new Set(["parents"]);
const drawFirm = () => {
  const counts = arcs.map(separatedIn);
  firmKeys.forEach((key, n) => drawStrokes(key, joined(
    arcs.filter((_, arc) => counts[arc] === n + 1).map(({ points }) => points))));
};
const tick = (value, on) => {
  const overlay = overlays[Number(value)];
  if (value === "firm") {
    if (on) drawFirm();
    else firmKeys.forEach(hideLines);
  } else if (on) {
    ticked.add(overlay.key);
    drawLines(overlay.key, overlay.of);
  } else {
    ticked.delete(overlay.key);
    hideLines(overlay.key);
  }
  thinLines();
};
