// Labels: in full, in lines, shortened or left out, so that none overlap.
const OVERVIEW_BELOW_ZOOM = 8;
const UNIT_NAMES_FROM_ZOOM = 9.4;
const SHARES = [1.25, 1.75, 3]; // of its area's width that a label may take, round by round
const OVERVIEW_SHARES = [1.75];

// "Regio Antwerpen A" in at most so many lines, broken after a blank or a hyphen
const inLines = (text, count) => {
  const room = Math.ceil(text.length / count) + 1;
  return text.match(/[^ -]*[ -]*/g).filter(Boolean).reduce((rows, word) => {
    const last = rows[rows.length - 1];
    if (last && (last + word).trim().length <= room) rows[rows.length - 1] += word;
    else rows.push(word);
    return rows;
  }, []).map((row) => row.trim()).join("\n");
};

// How large texts are in a kind of label; all are written first, so that the page is laid out once.
const sizer = element("div", "sizer");
sizer.setAttribute("aria-hidden", "true");
document.body.append(sizer);
const sized = (kind, labels) => {
  sizer.replaceChildren(...labels.flatMap(({ versions }) => versions.map(
    (version) => element("div", `label ${kind}`, element("bdi", "", version)))));
  const sizes = [...sizer.children].map((box) => (
    { width: box.offsetWidth, height: box.offsetHeight }));
  sizer.replaceChildren();
  return labels.map((label) => ({ ...label, sizes: sizes.splice(0, label.versions.length) }));
};

const byRoom = (a, b) => a.room - b.room;
const labelsOf = (spots, kind) => sized(kind, spots.map((spot) => ({ ...spot, kind, versions: [...new Set(
  [spot.label, inLines(spot.label, 2), inLines(spot.label, 3), spot.short].filter(Boolean))] })))
  .sort(byRoom);

// What is left of "Kempen A" where there is no room for more
const shortOf = (region) => {
  const { label, parent } = figuresOf(shown.plan)[region];
  const start = data.parents[parent].label;
  return label.startsWith(`${start} `) ? label.slice(start.length).trim() : "";
};

let fixedLabels = [];
let regionLabels = [];
let unitLabels = []; // made when one first looks closer
const makeRegionLabels = () => {
  if (data.places.length > fixedLabels.length) fixedLabels = labelsOf(data.places, "place");
  regionLabels = labelsOf(regionsOf().map((region) => (
    {
      ...shown.plan.spots[region], region, parent: figuresOf(shown.plan)[region].parent, label: labelOf(region), short: shortOf(region),
    })), "region-label");
};
const forgetLabels = () => {
  fixedLabels = [];
  unitLabels = [];
};
const makeUnitLabels = () => {
  unitLabels = labelsOf(data.units.map((unit, n) => (
    { at: unit.at, room: unit.room, n, label: unit.name })), "unit-label");
};

const apart = (a, b, gap) => a.left + a.width + gap < b.left || b.left + b.width + gap < a.left
  || a.top + a.height + gap < b.top || b.top + b.height + gap < a.top;

// A label may stick out of its area by some share, but on a small overview (a phone) never past
// the edge of the map.
// What one asked for, and places outside all regions, are named whatever the room.
const isWanted = ({ kind, n, region }) => kind === "place"
  || (n === undefined ? region === shown.region : n === shown.unit);
const fits = (label, { left, width }, share, view) => {
  if (view.overview && (left < view.left + 2 || left + width > view.right - 2)) return false;
  const [lat, lng] = label.at;
  const edge = view.point([lat, lng + label.room]);
  return width <= (edge.x - view.point(label.at).x) * 2 * share + 6;
};

const isShort = (label, n) => label.versions[n] === label.short;

// The first version that fits and touches no label that is there already; a letter alone only in
// the last round, and never on the overview, where it says nothing.
const placed = (label, taken, share, isLast, view) => {
  const centre = view.point(label.at);
  const boxes = label.sizes.map(({ width, height }) => (
    { left: centre.x - width / 2, top: centre.y - height / 2, width, height }));
  const gap = view.overview ? 5 : 3;
  // a place outside all regions is named by its short name at least
  const isFree = (n) => isWanted(label) && (label.kind !== "place" || isShort(label, n));
  const best = boxes.findIndex((box, n) => (isFree(n) || isLast && !view.overview || !isShort(label, n))
    && fits(label, box, isFree(n) ? Infinity : share, view)
    && taken.every((other) => apart(box, other, gap)));
  return best < 0 ? null : { label, text: label.versions[best], ...boxes[best] };
};

// Which labels are written where. With little room for all, the roomiest regions get a label;
// else the tightest choose first. First come those that stay in their area, then those that take
// room that is left next to it.
const arranged = (labels, view) => {
  const taken = [];
  const others = labels.filter((label) => !isWanted(label));
  let waiting = [...labels.filter(isWanted), ...(view.overview ? others.reverse() : others)];
  const shares = view.overview ? OVERVIEW_SHARES : SHARES;
  shares.forEach((share, round) => {
    waiting = waiting.filter((label) => {
      const place = placed(label, taken, share, round === shares.length - 1, view);
      if (place) taken.push(place);
      return !place;
    });
  });
  // a letter says nothing where no neighbour from the same reference region has its name in full
  const isLetter = ({ label, text }) => label.kind === "region-label" && text === label.short;
  const named = new Set(taken.filter((place) => !isLetter(place)).map(({ label }) => label.parent));
  return taken.filter((place) => !isLetter(place) || named.has(place.label.parent));
};

// Closer by come the names of the units; the chosen one goes before its region.
const wantedLabels = () => {
  const isFar = map.getZoom() < UNIT_NAMES_FROM_ZOOM;
  if (!unitLabels.length && (!isFar || shown.unit !== null)) makeUnitLabels();
  const chosen = unitLabels.filter(({ n }) => n === shown.unit);
  return [...chosen, ...fixedLabels, ...regionLabels, ...(isFar ? [] : unitLabels.filter(
    ({ n }) => n !== shown.unit))];
};

const labelLayer = element("div", "labels");
map.createPane("labels").append(labelLayer);
labelLayer.setAttribute("aria-hidden", "true");

const placeLabels = () => {
  const start = map.containerPointToLayerPoint([0, 0]).x;
  const view = {
    point: (at) => map.latLngToLayerPoint(at),
    overview: map.getZoom() < OVERVIEW_BELOW_ZOOM,
    left: start,
    right: start + map.getSize().x,
  };
  labelLayer.replaceChildren(...arranged(wantedLabels(), view).map((place) => {
    const { label, text, left, top } = place;
    const chosen = label.n !== undefined && label.n === shown.unit ? " chosen" : "";
    const box = element("div", `label ${label.kind}${chosen}`, element("bdi", "", text));
    box.style.transform = `translate(${left}px, ${top}px)`;
    return box;
  }));
};
