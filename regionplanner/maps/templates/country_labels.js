// Labels, each with the share of the width of its area that it may take: of reference regions from afar, then of regions, then of units, where there is room.
const LABELS = {
  parent: { font: window.innerWidth > 800 ? "650 14px" : "650 11px", colour: "#10202e", share: 1.6 },
  region: { font: "650 12px", colour: "#10202e", share: 1.5 },
  unit: { font: "500 12px", colour: "#24323f", share: 1.15 },
};
const family = getComputedStyle(document.body).fontFamily;
const HEIGHT = 14;
const GAP = 4;

// A text in at most two lines, broken after a blank or a hyphen near its middle
const inTwo = (text) => {
  const breaks = [...text.matchAll(/[ -](?=.)/g)].map(({ index }) => index + 1);
  if (!breaks.length) return [text];
  const best = breaks.reduce((a, b) => (
    Math.abs(b - text.length / 2) < Math.abs(a - text.length / 2) ? b : a));
  return [text.slice(0, best).trim(), text.slice(best).trim()];
};
const measured = new Map(); // widths, by kind and text
const widthOf = (context, kind, text) => {
  const key = `${kind} ${text}`;
  if (!measured.has(key)) measured.set(key, context.measureText(text).width);
  return measured.get(key);
};

// Where the labels of reference regions go: the region that is nearest to the middle.
const parentSpots = data.parents.map((parent, p) => {
  const { afar, parents } = plans[0];
  const own = parents.flatMap((one, n) => (one === p ? [n] : []));
  const { spots } = afar;
  const mean = (axis) => own.reduce((sum, n) => sum + spots[3 * n + axis], 0) / own.length;
  const [x, y] = [mean(0), mean(1)];
  const far = (n) => (spots[3 * n] - x) ** 2 + (spots[3 * n + 1] - y) ** 2;
  const middle = own.reduce((a, b) => (far(b) < far(a) ? b : a), own[0]);
  return { name: parent.name, x: spots[3 * middle], y: spots[3 * middle + 1], room: 0.5 * Math.sqrt(own.length) * usual.region };
});

// What may be labelled, the most wanted first: what is chosen, then regions, then units.
const candidatesIn = (view, near) => {
  const { plan, region, unit } = shown;
  const spotOf = (shapes, n) => ({ x: shapes.spots[3 * n], y: shapes.spots[3 * n + 1], room: shapes.spots[3 * n + 2] });
  const isIn = ({ x, y }) => x > view.west && x < view.east && y > view.north && y < view.south;
  const found = [];
  const add = (kind, text, spot, wanted) => { if (isIn(spot)) found.push({ kind, text, ...spot, wanted }); };
  if (unit !== null && close) add("unit", data.units[unit].name, spotOf(close, unit), true);
  if (region !== null) add("region", labelOf(region), spotOf(plan.afar, region), true);
  const big = view.k * usual.region;
  if (big < 34) parentSpots.forEach((spot) => add("parent", spot.name, spot));
  if (big >= 34) {
    for (let n = 0; n < plan.division.codes.length; n += 1) {
      if (n !== region && inView(plan.afar.boxes, n, view)) add("region", labelOf(n), spotOf(plan.afar, n));
    }
  }
  if (near && view.k * usual.unit >= 34) {
    for (let n = 0; n < close.count; n += 1) {
      if (n !== unit && inView(close.boxes, n, view)) add("unit", data.units[n].name, spotOf(close, n));
    }
  }
  return found;
};

const drawLabels = (context, view) => {
  const taken = [];
  const put = ({ kind, text, x, y, room, wanted }) => {
    context.font = `${LABELS[kind].font} ${family}`;
    const at = [(x - view.x) * view.k, (y - view.y) * view.k];
    const versions = [[text], inTwo(text)];
    for (const lines of versions) {
      const width = Math.max(...lines.map((line) => widthOf(context, kind, line)));
      const height = lines.length * HEIGHT;
      const box = [at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2];
      const fits = wanted || width <= 2 * room * view.k * LABELS[kind].share + 6;
      const isFree = taken.every((one) => one[2] + GAP < box[0] || box[2] + GAP < one[0]
        || one[3] + GAP < box[1] || box[3] + GAP < one[1]);
      if (!fits || !isFree) continue;
      taken.push(box);
      Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round",
        strokeStyle: "rgb(255 255 255 / 88%)", lineWidth: 3.5, fillStyle: LABELS[kind].colour });
      lines.forEach((line, n) => {
        const middle = at[1] + (n - (lines.length - 1) / 2) * HEIGHT;
        context.strokeText(line, at[0], middle);
        context.fillText(line, at[0], middle);
      });
      return;
    }
  };
  candidatesIn(view, isClose(view)).forEach(put);
};
const labelSheet = sheet("names", 600, drawLabels, true);
const placeLabels = () => labelSheet.again();
