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

const makeLabel = (spot, kind) => {
  const text = element("div", `label ${kind}`, name(spot.label));
  const icon = L.divIcon({ html: text, className: "", iconSize: [0, 0] });
  L.marker(spot.at, { icon, interactive: false, keyboard: false }).addTo(map);
  const label = { ...spot, text, versions: [...new Set(
    [spot.label, inLines(spot.label, 2), inLines(spot.label, 3), spot.short].filter(Boolean))] };
  label.sizes = label.versions.map((version) => {
    text.firstChild.textContent = version;
    return { width: text.offsetWidth, height: text.offsetHeight };
  });
  return label;
};

const byRoom = (a, b) => a.room - b.room;
const labelsOf = (spots, kind) => spots.map((spot) => makeLabel(spot, kind)).sort(byRoom);
const fixedLabels = labelsOf(data.places, "place");
const regionLabels = labelsOf(data.regions, "region-label");
let unitLabels = []; // made when one first looks closer

const apart = (a, b, gap) => a.left + a.width + gap < b.left || b.left + b.width + gap < a.left
  || a.top + a.height + gap < b.top || b.top + b.height + gap < a.top;

const isOverview = () => map.getZoom() < OVERVIEW_BELOW_ZOOM;

// A label may stick out of its area by some share, but on a small overview (a phone) never past
// the edge of the map.
const fits = (label, { left, width }, share) => {
  const start = map.layerPointToContainerPoint([left, 0]).x;
  if (isOverview() && (start < 2 || start + width > map.getSize().x - 2)) return false;
  const [lat, lng] = label.at;
  const edge = map.latLngToLayerPoint([lat, lng + label.room]);
  return width <= (edge.x - map.latLngToLayerPoint(label.at).x) * 2 * share + 6;
};

// Closer by come the names of the units; the chosen one goes before its region.
const wantedLabels = () => {
  if (map.getZoom() < UNIT_NAMES_FROM_ZOOM) return [...fixedLabels, ...regionLabels];
  if (!unitLabels.length) {
    unitLabels = labelsOf(data.units.map((unit, n) => ({ ...unit, n, label: unit.name })),
      "unit-label");
  }
  const chosen = unitLabels.filter(({ n }) => n === lit.unit);
  return [...fixedLabels, ...chosen, ...regionLabels, ...unitLabels.filter(
    ({ n }) => n !== lit.unit)];
};

const isShort = (label, n) => label.versions[n] === label.short;

// Write the first version that fits and touches no label that is there already; a letter alone
// only in the last round, and never on the overview, where it says nothing.
const placeLabel = (label, taken, share, isLast) => {
  const centre = map.latLngToLayerPoint(label.at);
  const boxes = label.sizes.map(({ width, height }) => (
    { left: centre.x - width / 2, top: centre.y - height / 2, width, height }));
  const gap = isOverview() ? 5 : 3;
  const best = boxes.findIndex((box, n) => (isLast && !isOverview() || !isShort(label, n))
    && fits(label, box, share) && taken.every((other) => apart(box, other, gap)));
  if (best < 0) return false;
  const { width, height } = boxes[best];
  label.text.classList.remove("off");
  label.text.firstChild.textContent = label.versions[best];
  label.text.style.transform = `translate(${-width / 2}px, ${-height / 2}px)`;
  taken.push(boxes[best]);
  return true;
};

const placeLabels = () => {
  const taken = [];
  // with little room for all, the roomiest regions get a label; else the tightest choose first
  let waiting = isOverview() ? wantedLabels().reverse() : wantedLabels();
  [...fixedLabels, ...regionLabels, ...unitLabels].forEach((label) => {
    label.text.classList.add("off");
    label.text.classList.toggle("chosen", label.n !== undefined && label.n === lit.unit);
  });
  // first those that stay in their area, then those that take room that is left next to it
  const shares = isOverview() ? OVERVIEW_SHARES : SHARES;
  shares.forEach((share, round) => {
    waiting = waiting.filter(
      (label) => !placeLabel(label, taken, share, round === shares.length - 1));
  });
};
