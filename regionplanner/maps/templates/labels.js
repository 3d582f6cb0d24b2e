// Labels: the roomiest regions first, in full, shortened or left out, so that none overlap.
const OVERVIEW_BELOW_ZOOM = 8;
const UNIT_NAMES_FROM_ZOOM = 9.4;

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

const byRoom = (a, b) => b.room - a.room;
const labelsOf = (spots, kind) => spots.map((spot) => makeLabel(spot, kind)).sort(byRoom);
const fixedLabels = labelsOf(data.places, "place");
const regionLabels = labelsOf(data.regions, "region-label");
let unitLabels = []; // made when one first looks closer

const apart = (a, b, gap) => a.left + a.width + gap < b.left || b.left + b.width + gap < a.left
  || a.top + a.height + gap < b.top || b.top + b.height + gap < a.top;

const isOverview = () => map.getZoom() < OVERVIEW_BELOW_ZOOM;

// A label may stick out of its area a little; on a small overview (a phone) more, for there it
// takes the room of neighbours that get no label, but never past the edge of the map.
const fits = (label, { left, width }) => {
  const start = map.layerPointToContainerPoint([left, 0]).x;
  if (isOverview() && (start < 2 || start + width > map.getSize().x - 2)) return false;
  const [lat, lng] = label.at;
  const edge = map.latLngToLayerPoint([lat, lng + label.room]);
  return width <= (edge.x - map.latLngToLayerPoint(label.at).x) * 2 * (isOverview() ? 1.75 : 1.25) + 6;
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

// On the overview a letter alone says nothing: it is left out.
const isShort = (label, n) => label.versions[n] === label.short && isOverview();

// Write the first version that fits and touches no label that is there already.
const placeLabel = (label, taken) => {
  const centre = map.latLngToLayerPoint(label.at);
  const boxes = label.sizes.map(({ width, height }) => (
    { left: centre.x - width / 2, top: centre.y - height / 2, width, height }));
  const gap = isOverview() ? 5 : 3;
  const best = boxes.findIndex((box, n) => !isShort(label, n) && fits(label, box)
    && taken.every((other) => apart(box, other, gap)));
  if (best < 0) return;
  const { width, height } = boxes[best];
  label.text.classList.remove("off");
  label.text.firstChild.textContent = label.versions[best];
  label.text.style.transform = `translate(${-width / 2}px, ${-height / 2}px)`;
  taken.push(boxes[best]);
};

const placeLabels = () => {
  const taken = [];
  const wanted = wantedLabels();
  [...fixedLabels, ...regionLabels, ...unitLabels].forEach((label) => {
    label.text.classList.add("off");
    label.text.classList.toggle("chosen", label.n !== undefined && label.n === lit.unit);
  });
  wanted.forEach((label) => placeLabel(label, taken));
};
