// sources: sha256 b94f7339fa54fc79024eae40585764fc24701e581f4e27f1af1f9fd97bfedfb0
(() => {
"use strict";

// page/elements.js
var byId = (id, kind) => {
  let found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${kind.name} #${id}`);
  return found;
}, element = (tag, className, ...children) => {
  let made = document.createElement(tag);
  return className && (made.className = className), made.append(...children), made;
}, name = (text, tag = "bdi") => element(tag, "", tag === "bdi" ? text : element("bdi", "", text)), button = (className, text, act) => {
  let made = element("button", className, text);
  return made.type = "button", made.addEventListener("click", act), made;
}, dot = (colour) => {
  let made = element("span", "dot");
  return made.style.setProperty("--fill", colour), made;
}, roomy = () => window.matchMedia("(min-width: 801px) and (min-height: 481px)").matches;
var folded = /* @__PURE__ */ new Map(), foldable = (key, heading, isOpen, ...content) => {
  let made = element("details", "fold", element("summary", "", heading), ...content);
  return made.open = folded.get(key) ?? isOpen, made.addEventListener("toggle", () => folded.set(key, made.open)), made;
};

// page/words.js
var data = JSON.parse(byId("data", HTMLScriptElement).text), { words } = data, locale = data.language === "nl" ? "nl-BE" : "en-GB", digits = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }), km = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1
}), inOrder = new Intl.Collator(data.language).compare, sentence = (key, places) => words[key].split(/\{(\w+)\}/).map((part, n) => {
  if (n % 2 === 0) return part;
  let value = places[part];
  return typeof value == "string" ? name(value) : value;
}), fill = (key, places) => words[key].replace(/\{(\w+)\}/g, (_, place) => places[place]), enumeration = (texts) => {
  let all = element("span", "");
  return texts.forEach((text, n) => {
    n > 0 && all.append(n === texts.length - 1 ? ` ${words.and} ` : ", "), all.append(name(text));
  }), all;
}, counted = (count, what) => words[count === 1 ? `${what}_one` : `${what}_many`].replace("{count}", digits.format(count)), known = (value, format = digits) => value === null ? words.unknown : format.format(value), has = (figure) => data.counted.includes(figure);

// panels/atlas.js
var isCut = ({ regions, outside }) => regions.length + (outside ? 1 : 0) > 1, overlaysOf = ({ units, parents, groupings }) => [
  {
    key: "parents",
    label: words.reference_region,
    of: (n) => units[n].parent,
    names: parents.map((parent) => parent.name)
  },
  ...groupings.map(({ label, of, names }, n) => ({ key: `overlay${n}`, label, of: (unit) => of[unit], names }))
], createAtlas = (parts) => {
  let { units, plans } = parts, shown = { plan: plans[0], against: null, region: null, unit: null, several: [] }, regionOf = (unit, plan = shown.plan) => {
    let { of, codes } = plan.division;
    return of[unit] < codes.length ? of[unit] : -1;
  }, regionsOf = (plan = shown.plan) => parts.figuresOf(plan).flatMap((one, n) => one ? [n] : []), figuresIn = (region, plan = shown.plan) => (
    /** @type {Figures} */
    parts.figuresOf(plan)[region]
  ), membersOf = (region, plan = shown.plan) => parts.figuresOf(plan)[region]?.members ?? [], labelOf = (region, plan = shown.plan) => figuresIn(region, plan).label, titleOf = (region, plan = shown.plan) => {
    let { label, centre } = figuresIn(region, plan);
    return `${label}, ${words.around} ${units[centre].name}`;
  }, lineAt = (unit, plan) => {
    let region = regionOf(unit, plan);
    return region < 0 ? null : plan.lines[region];
  };
  return {
    ...parts,
    shown,
    comparedWith: (plan) => {
      let { against } = shown;
      return against !== null && against !== plan && plans.includes(against) && !plan.isVariant ? against : parts.comparedWith(plan);
    },
    overlays: overlaysOf(parts),
    regionOf,
    regionsOf,
    figuresIn,
    membersOf,
    labelOf,
    titleOf,
    movedUnits: (plan, earlier) => {
      let others = units.flatMap((_, n) => lineAt(n, plan) === lineAt(n, earlier) ? [] : [n]), isNew = (n) => regionOf(n, earlier) < 0, isGone = (n) => regionOf(n, plan) < 0;
      return {
        moved: others.filter((n) => !isNew(n) && !isGone(n)),
        came: others.filter(isNew),
        gone: others.filter(isGone)
      };
    },
    isTooLarge: ({ members }) => members.length > shown.plan.most,
    unitNames: (some, most = 1 / 0) => {
      let names = [...some].map((n) => units[n].name).sort(inOrder);
      if (names.length <= most) return enumeration(names);
      let others = fill("others", { count: digits.format(names.length - most + 1) });
      return enumeration([...names.slice(0, most - 1), others]);
    }
  };
};

// country/packed.js
var numbersIn = (bytes) => {
  let at = 0, next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      let byte = bytes[at];
      if (at += 1, value |= (byte & 127) << shift, byte < 128) return value >>> 0;
    }
  };
  return { next, signed: () => {
    let value = next();
    return value & 1 ? -(value >>> 1) - 1 : value >>> 1;
  }, column: (count, read) => Int32Array.from({ length: count }, read), summed: (count, read) => {
    let sums = new Int32Array(count + 1);
    for (let n = 0; n < count; n += 1) sums[n + 1] = sums[n] + read();
    return sums;
  } };
}, boxesOf = (count, of) => {
  let boxes = new Int32Array(4 * count);
  for (let n = 0; n < count; n += 1) {
    let box = [1 / 0, 1 / 0, -1 / 0, -1 / 0];
    of(n, (west, north, east, south) => {
      west < box[0] && (box[0] = west), north < box[1] && (box[1] = north), east > box[2] && (box[2] = east), south > box[3] && (box[3] = south);
    }), box[0] === 1 / 0 && box.splice(0, 4, 0, 0, 0, 0), boxes.set(box, 4 * n);
  }
  return boxes;
}, shapesIn = ({ next, signed, column, summed }) => {
  let [count, nRings, nArcs, nPoints, nRefs] = column(5, next), first = summed(nArcs, next), a = summed(nArcs, signed).subarray(1), b = column(nArcs, signed).map((step, arc2) => a[arc2] + step), points = new Int32Array(2 * nPoints), [x, y] = [0, 0];
  for (let n = 0; n < 2 * nPoints; n += 2)
    points[n] = x += signed(), points[n + 1] = y += signed();
  let rings = summed(count, next), ringFirst = summed(nRings, next), refs = new Int32Array(nRefs), arc = 0;
  for (let n = 0; n < nRefs; n += 1) {
    let value = next(), step = value >>> 1;
    arc += step & 1 ? -(step >>> 1) - 1 : step >>> 1, refs[n] = value & 1 ? ~arc : arc;
  }
  let arcBoxes = boxesOf(nArcs, (n, take) => {
    for (let p = 2 * first[n]; p < 2 * first[n + 1]; p += 2)
      take(points[p], points[p + 1], points[p], points[p + 1]);
  }), boxes = boxesOf(count, (n, take) => {
    for (let r = ringFirst[rings[n]]; r < ringFirst[rings[n + 1]]; r += 1) {
      let at = 4 * (refs[r] < 0 ? ~refs[r] : refs[r]);
      take(arcBoxes[at], arcBoxes[at + 1], arcBoxes[at + 2], arcBoxes[at + 3]);
    }
  }), spots = column(3 * count, next);
  return { count, nArcs, first, a, b, points, rings, ringFirst, refs, arcBoxes, boxes, spots };
};

// country/atlas.js
var unitsOf = (columns) => columns.nis.map((nis, n) => ({
  nis,
  name: columns.name[n],
  parent: columns.parent[n],
  inhabitants: columns.inhabitants?.[n] ?? null,
  x: columns.x[n],
  y: columns.y[n]
})), planOf = (plan, afar) => ({
  ...plan,
  afar,
  division: { codes: plan.regions.code, of: plan.of },
  waiting: new Set(plan.later),
  later: { has: (unit) => plan.later.includes(plan.of[unit]) }
}), figuresOf = (plan) => {
  if (plan.figures) return plan.figures;
  let { regions, parents, division: { of }, afar: { nArcs, a, b } } = plan, members = regions.code.map(() => []);
  of.forEach((region, unit) => members[region]?.push(unit));
  let beside = regions.code.map(() => /* @__PURE__ */ new Set());
  for (let arc = 0; arc < nArcs; arc += 1) {
    let [one, other] = [a[arc], b[arc]];
    one === other || !beside[one] || !beside[other] || (beside[one].add(other), beside[other].add(one));
  }
  return plan.figures = regions.code.map((_, n) => ({
    members: members[n],
    neighbours: [...beside[n]].sort((x, y) => x - y),
    parent: parents[n],
    label: regions.label[n],
    centre: regions.centre[n],
    inhabitants: regions.inhabitants[n],
    children: regions.children[n],
    area: regions.area[n],
    meanKm: regions.meanKm[n],
    maxKm: regions.maxKm[n],
    meanMin: regions.meanMin?.[n] ?? null,
    maxMin: regions.maxMin?.[n] ?? null
  })), plan.figures;
}, groupsIn = ({ division }, { names, of }) => {
  let groups = names.map(() => ({
    members: (
      /** @type {number[]} */
      []
    ),
    counts: (
      /** @type {Map<number, number>} */
      /* @__PURE__ */ new Map()
    ),
    outside: 0
  }));
  return of.forEach((group, unit) => {
    if (group < 0) return;
    let { members, counts } = groups[group], region = division.of[unit];
    members.push(unit), region < division.codes.length ? counts.set(region, (counts.get(region) ?? 0) + 1) : groups[group].outside += 1;
  }), groups.map(({ members, counts, outside }) => {
    let regions = [...counts].sort(([a, few], [b, many]) => many - few || a - b);
    return { members, outside, regions: regions.map(([region]) => region) };
  });
}, countryAtlas = (values, { units, parents, groupings, plans: columns, aliases }, afar) => {
  let stream = numbersIn(afar), plans = columns.map((plan) => planOf(plan, shapesIn(stream))), parts = {
    units: unitsOf(units),
    parents,
    groupings,
    plans,
    figuresOf,
    groupsOf: (plan) => plan.groups ??= groupings.map((grouping) => groupsIn(plan, grouping)),
    brokenOf: ({ broken }) => broken.map((text) => [name(text)]),
    brokenPlaces: () => [],
    // texts do not say where
    brokenHeading: ({ breaks }) => breaks,
    summaryOf: ({ summary }) => summary,
    aboutOf: ({ about }) => [...about, ...data.eachBest ? [words.best_each] : []],
    choices: () => plans,
    comparedWith: () => plans[0],
    keptRegion: () => null
  }, atlas = createAtlas(parts);
  return {
    ...atlas,
    values,
    aliases,
    groupOf: (unit, plan = atlas.shown.plan) => plan.of[unit],
    near: { shapes: null }
  };
};

// panels/list.js
var listEntry = ({ shown, titleOf }, actions, region, ...text) => {
  let made = button("region", "", () => actions.chooseRegion(region));
  return made.dataset.region = String(region), made.setAttribute("aria-pressed", String(region === shown.region)), made.append(dot(shown.plan.colours[region]), name(titleOf(region))), element("li", "", made, element("p", "members", ...text));
}, pressRegion = (region) => {
  document.querySelectorAll(".region").forEach((one) => {
    one.setAttribute("aria-pressed", String(Number(one.dataset.region) === region));
  });
};

// country/canvas.js
var contextOf = (canvas) => (
  /** @type {CanvasRenderingContext2D} */
  canvas.getContext("2d")
), Sheet = class extends L.Renderer {
  /**
   * @param {string} pane
   * @param {Draw} draw
   * @param {Canvas["viewOf"]} viewOf
   * @param {boolean} isLate
   */
  constructor(pane, draw, viewOf, isLate) {
    super({ padding: 0.12, pane }), this.draw = draw, this.viewOf = viewOf, this.isLate = isLate, this.canvas = document.createElement("canvas"), this.context = contextOf(this.canvas), this.ratio = 1, this.view = null;
  }
  _initContainer() {
    this._container = this.canvas;
  }
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    super._update();
    let size = this._bounds.getSize();
    this.ratio = Math.min(2, window.devicePixelRatio || 1), L.DomUtil.setPosition(
      this.canvas,
      /** @type {L.Point} */
      this._bounds.min
    ), Object.assign(this.canvas, { width: this.ratio * size.x, height: this.ratio * size.y }), this.canvas.style.width = `${size.x}px`, this.canvas.style.height = `${size.y}px`, this.view = this.viewOf(this.corner(), size, this._zoom), this.isLate ? setTimeout(() => this.again()) : this.again();
  }
  /** Its corner, in pixels of the world. */
  corner() {
    return (
      /** @type {L.Point} */
      this._bounds.min.add(this._map.getPixelOrigin())
    );
  }
  again() {
    this.view && (this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0), this.context.clearRect(0, 0, this.view.size.x, this.view.size.y), this.draw(this.context, this.view));
  }
  /** One has dragged past its edge. */
  keepUp() {
    let corner = this._map.containerPointToLayerPoint([0, 0]), there = L.bounds(corner, corner.add(this._map.getSize()));
    this._map.getZoom() === this._zoom && !this._bounds.contains(there) && this._update();
  }
}, createCanvas = (map, bits) => {
  let world = 2 ** bits, pixels = (zoom) => 256 * 2 ** zoom / world, viewOf = (corner, size, zoom) => {
    let k = pixels(zoom), [x, y] = [corner.x / k, corner.y / k];
    return { k, x, y, west: x, north: y, east: x + size.x / k, south: y + size.y / k, size };
  };
  return {
    map,
    world,
    viewOf,
    /** @param {number} x @param {number} y */
    latLng: (x, y) => map.unproject([x * pixels(0), y * pixels(0)], 0),
    /** @param {L.LatLngExpression} place */
    gridOf: (place) => {
      let { x, y } = map.project(place, 0);
      return [x / pixels(0), y / pixels(0)];
    },
    /** @param {string} name @param {number} above @param {Draw} draw */
    sheet: (name2, above, draw, isLate = !1) => {
      let pane = map.createPane(name2);
      return pane.style.zIndex = String(above), pane.style.pointerEvents = "none", new Sheet(name2, draw, viewOf, isLate);
    }
  };
};

// country/paths.js
var inView = (boxes, n, view) => boxes[4 * n] <= view.east && boxes[4 * n + 2] >= view.west && boxes[4 * n + 1] <= view.south && boxes[4 * n + 3] >= view.north, follow = (context, { first, points }, ref, view, isStart) => {
  let backwards = ref < 0, arc = backwards ? ~ref : ref, [from, to] = [2 * first[arc], 2 * (first[arc + 1] - 1)], step = backwards ? -2 : 2, end = backwards ? from : to, [px, py] = [NaN, NaN];
  for (let p = backwards ? to : from; ; p += step) {
    let x = (points[p] - view.x) * view.k, y = (points[p + 1] - view.y) * view.k;
    if (Number.isNaN(px) ? (isStart && context.moveTo(x, y), [px, py] = [x, y]) : (p === end || Math.abs(x - px) > 0.7 || Math.abs(y - py) > 0.7) && (context.lineTo(x, y), px = x, py = y), p === end) return;
  }
}, addShape = (context, shapes, n, view) => {
  let { rings, ringFirst, refs } = shapes;
  for (let ring = rings[n]; ring < rings[n + 1]; ring += 1) {
    for (let r = ringFirst[ring]; r < ringFirst[ring + 1]; r += 1)
      follow(context, shapes, refs[r], view, r === ringFirst[ring]);
    context.closePath();
  }
};
var isSpeck = ({ first, points, arcBoxes }, arc, view) => {
  let [head, tail] = [2 * first[arc], 2 * (first[arc + 1] - 1)];
  return points[head] === points[tail] && points[head + 1] === points[tail + 1] && Math.max(
    arcBoxes[4 * arc + 2] - arcBoxes[4 * arc],
    arcBoxes[4 * arc + 3] - arcBoxes[4 * arc + 1]
  ) * view.k < 9;
}, wantedArcs = (shapes, group, view) => {
  let found = [];
  for (let arc = 0; arc < shapes.nArcs; arc += 1) {
    if (!inView(shapes.arcBoxes, arc, view) || isSpeck(shapes, arc, view)) continue;
    let other = shapes.b[arc] < 0 ? -1 : group(shapes.b[arc]);
    group(shapes.a[arc]) !== other && found.push(arc);
  }
  return found;
}, joinedArcs = ({ first, points }, arcs) => {
  let key = (arc, atEnd) => {
    let p = 2 * (atEnd ? first[arc + 1] - 1 : first[arc]);
    return points[p] * 67108864 + points[p + 1] % 67108864;
  }, ends = /* @__PURE__ */ new Map(), add = (at, ref) => {
    let there = ends.get(at);
    there ? there.push(ref) : ends.set(at, [ref]);
  };
  arcs.forEach((arc) => {
    add(key(arc, !1), arc), add(key(arc, !0), ~arc);
  });
  let used = /* @__PURE__ */ new Set(), arcOf = (ref) => ref < 0 ? ~ref : ref, tipOf = (ref) => ref < 0 ? key(~ref, !1) : key(ref, !0), run = (start) => {
    let stroke = [start];
    for (used.add(arcOf(start)); ; ) {
      let meeting = ends.get(tipOf(stroke[stroke.length - 1])), next = meeting?.length === 2 ? meeting.find((ref) => !used.has(arcOf(ref))) : void 0;
      if (next === void 0) return stroke;
      used.add(arcOf(next)), stroke.push(next);
    }
  }, strokes = [];
  return ends.forEach((refs) => {
    refs.length !== 2 && refs.forEach((ref) => {
      used.has(arcOf(ref)) || strokes.push(run(ref));
    });
  }), arcs.forEach((arc) => {
    used.has(arc) || strokes.push(run(arc));
  }), strokes;
};
var strokeArcs = (context, shapes, arcs, view, style) => {
  Object.assign(context, { lineJoin: "round", lineCap: "round", globalAlpha: 1, ...style });
  for (let start = 0; start < arcs.length; start += 400)
    context.beginPath(), arcs.slice(start, start + 400).forEach((arc) => follow(context, shapes, arc, view, !0)), context.stroke();
  context.globalAlpha = 1;
}, strokeDashes = (context, shapes, strokes, view, { dash, ...style }) => {
  Object.assign(context, { lineJoin: "round", lineCap: "butt", globalAlpha: 1, ...style }), context.setLineDash(dash ?? []), strokes.forEach((stroke) => {
    context.beginPath(), stroke.forEach((ref, n) => follow(context, shapes, ref, view, n === 0)), context.stroke();
  }), context.setLineDash([]), context.globalAlpha = 1;
}, shapeAt = (shapes, x, y) => {
  let { boxes, rings, ringFirst, refs, first, points } = shapes, isInside = (n) => {
    let inside = !1;
    for (let r = ringFirst[rings[n]]; r < ringFirst[rings[n + 1]]; r += 1) {
      let arc = refs[r] < 0 ? ~refs[r] : refs[r];
      for (let p = 2 * first[arc]; p < 2 * first[arc + 1] - 2; p += 2) {
        let [ya, yb] = [points[p + 1], points[p + 3]];
        ya > y != yb > y && x < points[p] + (y - ya) * (points[p + 2] - points[p]) / (yb - ya) && (inside = !inside);
      }
    }
    return inside;
  };
  for (let n = 0; n < shapes.count; n += 1)
    if (boxes[4 * n] <= x && boxes[4 * n + 2] >= x && boxes[4 * n + 1] <= y && boxes[4 * n + 3] >= y && isInside(n)) return n;
  return -1;
};

// country/drawing.js
var INK = "#1d2a36", UNIT_PX = 20, SHADE = 0.58, STROKES = {
  overlay0: { strokeStyle: "#00695c", lineWidth: 3.4 },
  overlay1: { strokeStyle: "#0b3d91", lineWidth: 2.6, dash: [1, 5.5] },
  overlay2: { strokeStyle: "#8a0f5c", lineWidth: 2.4, dash: [7, 5] },
  overlay3: { strokeStyle: "#6b3a00", lineWidth: 3, dash: [14, 5, 2, 5] },
  overlay4: { strokeStyle: "#3d4a00", lineWidth: 2.4, dash: [3, 3] },
  parents: { strokeStyle: INK, lineWidth: 3.2 },
  moved: { strokeStyle: "#c2185b", lineWidth: 3 }
}, CHOSEN = "#10202e", usualOf = (plan) => {
  let widths = plan.division.codes.map((_, n) => {
    let [west, north, east, south] = plan.afar.boxes.subarray(4 * n, 4 * n + 4);
    return Math.sqrt(0.6 * (east - west) * (south - north));
  }).sort((a, b) => a - b), width = widths[widths.length >> 1];
  return { region: width, unit: width / Math.sqrt(plan.of.length / plan.parents.length) };
}, pale = (colour, share) => `#${[1, 3, 5].map((at) => {
  let part = parseInt(colour.slice(at, at + 2), 16);
  return Math.round(255 + (part - 255) * share).toString(16).padStart(2, "0");
}).join("")}`, hatching = () => {
  let tile = document.createElement("canvas");
  Object.assign(tile, { width: 8, height: 8 });
  let context = contextOf(tile);
  return Object.assign(context, { fillStyle: "#f7f8f9", strokeStyle: "#95a1ab", lineWidth: 1.2 }), context.fillRect(0, 0, 8, 8), [-8, 0, 8].forEach((x) => {
    context.moveTo(x - 1, 9), context.lineTo(x + 9, -1);
  }), context.stroke(), context.createPattern(tile, "repeat") ?? "#f7f8f9";
}, band = (style) => ({ strokeStyle: "#ffffff", lineWidth: style.lineWidth * 1.7, globalAlpha: 0.9 }), core = (style) => ({ strokeStyle: "#ffffff", lineWidth: style.lineWidth * 0.3 }), createDrawing = (atlas, { world }) => {
  let { shown, plans, near, values, groupOf, membersOf } = atlas, usual = usualOf(plans[0]), hatched = hatching(), hover = { region: null, unit: null }, closeIn = ({ k }) => k * usual.unit >= UNIT_PX ? near.shapes : null, fills = /* @__PURE__ */ new Map(), fillOf = (group) => {
    let { plan } = shown, colour = plan.colours[group];
    if (colour === void 0) return plan.waiting.has(group) ? hatched : pale(plan.outside, 0.8);
    let fill2 = fills.get(colour) ?? pale(colour, SHADE);
    return fills.set(colour, fill2), fill2;
  }, unitsInView = (close, view) => {
    let groups = /* @__PURE__ */ new Map();
    for (let n = 0; n < close.count; n += 1) {
      if (!inView(close.boxes, n, view)) continue;
      let there = groups.get(groupOf(n));
      there ? there.push(n) : groups.set(groupOf(n), [n]);
    }
    return groups;
  }, fillAreas = (context, view) => {
    let { afar } = shown.plan, close = closeIn(view), fill2 = (shapes, group, members) => {
      context.beginPath(), members.forEach((n) => addShape(context, shapes, n, view)), context.fillStyle = fillOf(group), context.fill("evenodd");
    };
    if (close) unitsInView(close, view).forEach((units, group) => fill2(close, group, units));
    else for (let n = 0; n < afar.count; n += 1) inView(afar.boxes, n, view) && fill2(afar, n, [n]);
  }, thin = (view, most) => Math.min(most, Math.max(0.35, view.k * usual.region / 22)), shareOf = (view) => Math.min(1, Math.max(0.45, view.k * usual.region / 30)), drawBorders = (context, view) => {
    let close = closeIn(view);
    close && strokeArcs(
      context,
      close,
      wantedArcs(close, (n) => n, view),
      view,
      { strokeStyle: "#33404c", lineWidth: Math.min(0.8, view.k * usual.unit / 27), globalAlpha: 1 }
    );
    let shapes = close ?? shown.plan.afar, arcs = wantedArcs(shapes, close ? (n) => groupOf(n) : (n) => n, view), globalAlpha = 0.4 + 0.6 * shareOf(view), isOuter = (arc) => shapes.b[arc] < 0;
    strokeArcs(
      context,
      shapes,
      arcs.filter(isOuter),
      view,
      { strokeStyle: INK, lineWidth: thin(view, 1.1), globalAlpha }
    ), strokeArcs(
      context,
      shapes,
      arcs.filter((arc) => !isOuter(arc)),
      view,
      { strokeStyle: INK, lineWidth: thin(view, 3.2), globalAlpha }
    );
  }, drawLayer = (context, view, { key, of }) => {
    let { afar, parents } = shown.plan, isOfParents = key === "parents", onUnits = closeIn(view) !== null || !isOfParents, lines = onUnits ? near.shapes : afar;
    if (lines === null) return;
    let arcs = wantedArcs(lines, onUnits ? of : (n) => parents[n], view).filter((arc) => !isOfParents || lines.b[arc] >= 0), { strokeStyle, lineWidth, dash } = STROKES[key], share = shareOf(view), style = { strokeStyle, lineWidth: lineWidth * share, dash: dash?.map((length) => length * share) }, strokes = joinedArcs(lines, arcs);
    (isOfParents ? [style, core(style)] : [band(style), style]).forEach((one) => strokeDashes(context, lines, strokes, view, one));
  }, drawLinks = (context, view, close) => {
    Object.assign(context, { strokeStyle: INK, lineWidth: 1.5, lineCap: "round" }), context.setLineDash([1, 5]), context.beginPath(), values.links.forEach((pair) => pair.forEach((n, end) => {
      let [x, y] = close.spots.subarray(3 * n);
      context[end ? "lineTo" : "moveTo"]((x - view.x) * view.k, (y - view.y) * view.k);
    })), context.stroke(), context.setLineDash([]);
  }, addRegion = (context, region, view) => {
    let close = closeIn(view);
    close ? membersOf(region).forEach((n) => addShape(context, close, n, view)) : addShape(context, shown.plan.afar, region, view);
  }, outlineRegion = (context, region, view, style) => {
    let close = closeIn(view), group = (n) => (close ? groupOf(n) : n) === region ? 0 : -1, shapes = close ?? shown.plan.afar;
    strokeArcs(context, shapes, wantedArcs(shapes, group, view), view, style);
  }, outlineUnit = (context, unit, view, lineWidth) => {
    near.shapes && (context.beginPath(), addShape(context, near.shapes, unit, view), Object.assign(context, { lineJoin: "round", strokeStyle: CHOSEN, lineWidth }), context.stroke());
  };
  return {
    usual,
    hover,
    closeIn,
    closeZoom: () => Math.log2(UNIT_PX * world / (256 * usual.unit)),
    /** @param {Context} context @param {View} view @param {Layer[]} layers */
    drawGround: (context, view, layers) => {
      fillAreas(context, view), drawBorders(context, view), layers.forEach((layer) => drawLayer(context, view, layer)), values.links.length && near.shapes && drawLinks(context, view, near.shapes);
    },
    /**
     * What is chosen stands out, the others pale; what one points at has an outline.
     * @param {Context} context
     * @param {View} view
     */
    drawChosen: (context, view) => {
      let { region, unit } = shown;
      (region !== null || unit !== null) && (context.beginPath(), context.rect(0, 0, view.size.x, view.size.y), region !== null ? addRegion(context, region, view) : unit !== null && near.shapes && addShape(context, near.shapes, unit, view), context.fillStyle = "rgb(255 255 255 / 62%)", context.fill("evenodd")), region !== null && outlineRegion(context, region, view, { strokeStyle: CHOSEN, lineWidth: 2.6 }), unit !== null && outlineUnit(context, unit, view, 3.5), hover.unit !== null ? outlineUnit(context, hover.unit, view, 2) : hover.region !== null && outlineRegion(context, hover.region, view, { strokeStyle: CHOSEN, lineWidth: 2.2 });
    }
  };
};

// country/labels.js
var LABELS = {
  parent: { font: window.innerWidth > 800 ? "650 14px" : "650 11px", colour: "#10202e", share: 1.6 },
  region: { font: "650 12px", colour: "#10202e", share: 1 },
  unit: { font: "500 12px", colour: "#24323f", share: 1 }
}, HEIGHT = 14, GAP = 4, LABEL_PX = 34, inTwo = (text) => {
  let breaks = [...text.matchAll(/[ -](?=.)/g)].map(({ index }) => index + 1);
  if (!breaks.length) return [text];
  let best = breaks.reduce((a, b) => Math.abs(b - text.length / 2) < Math.abs(a - text.length / 2) ? b : a);
  return [text.slice(0, best).trim(), text.slice(best).trim()];
}, spotIn = ({ spots }, n) => ({ x: spots[3 * n], y: spots[3 * n + 1], room: spots[3 * n + 2] }), apart = (a, b) => a[2] + GAP < b[0] || b[2] + GAP < a[0] || a[3] + GAP < b[1] || b[3] + GAP < a[1], labelsOf = (atlas, { usual, closeIn }) => {
  let { shown, units, plans, near, labelOf } = atlas, family = getComputedStyle(document.body).fontFamily, widths = /* @__PURE__ */ new Map(), widthOf = (context, kind, text) => {
    let key = `${kind} ${text}`, width = widths.get(key) ?? context.measureText(text).width;
    return widths.set(key, width), width;
  }, parentSpots = atlas.parents.map((parent, p) => {
    let { afar, parents } = plans[0], own = parents.flatMap((one, n) => one === p ? [n] : []), spots = own.map((n) => spotIn(afar, n)), mean = (axis) => spots.reduce((sum, spot) => sum + axis(spot), 0) / spots.length, [x, y] = [mean((spot) => spot.x), mean((spot) => spot.y)], far = (spot) => (spot.x - x) ** 2 + (spot.y - y) ** 2;
    return { ...spots.reduce((a, b) => far(b) < far(a) ? b : a, spots[0]), name: parent.name, room: 0.5 * Math.sqrt(own.length) * usual.region };
  }), candidatesIn = (view) => {
    let { plan, region, unit } = shown, found = [], add = (kind, text, spot, isWanted = !1) => {
      let { x, y } = spot;
      x > view.west && x < view.east && y > view.north && y < view.south && found.push({ kind, text, ...spot, isWanted });
    };
    if (unit !== null && near.shapes && add("unit", units[unit].name, spotIn(near.shapes, unit), !0), region !== null && add("region", labelOf(region), spotIn(plan.afar, region), !0), view.k * usual.region < LABEL_PX) parentSpots.forEach((spot) => add("parent", spot.name, spot));
    else
      for (let n = 0; n < plan.division.codes.length; n += 1)
        n !== region && inView(plan.afar.boxes, n, view) && add("region", labelOf(n), spotIn(plan.afar, n));
    let close = closeIn(view);
    if (close && view.k * usual.unit >= LABEL_PX)
      for (let n = 0; n < close.count; n += 1)
        n !== unit && inView(close.boxes, n, view) && add("unit", units[n].name, spotIn(close, n));
    return found;
  };
  return (context, view) => {
    let taken = [];
    candidatesIn(view).forEach(({ kind, text, x, y, room, isWanted }) => {
      let { font, colour, share } = LABELS[kind];
      context.font = `${font} ${family}`;
      let at = [(x - view.x) * view.k, (y - view.y) * view.k];
      for (let lines of [[text], inTwo(text)]) {
        let width = Math.max(...lines.map((line) => widthOf(context, kind, line))), height = lines.length * HEIGHT, box = [at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2];
        if (!(!(isWanted || width <= 2 * room * view.k * share + 6) || !taken.every((one) => apart(one, box)))) {
          taken.push(box), Object.assign(context, {
            textAlign: "center",
            textBaseline: "middle",
            lineJoin: "round",
            strokeStyle: "rgb(255 255 255 / 88%)",
            lineWidth: 3.5,
            fillStyle: colour
          }), lines.forEach((line, n) => {
            let middle = at[1] + (n - (lines.length - 1) / 2) * HEIGHT;
            context.strokeText(line, at[0], middle), context.fillText(line, at[0], middle);
          });
          return;
        }
      }
    });
  };
};

// panels/tips.js
var amount = (inhabitants) => has("inhabitants") ? [element("span", "", `${words.inhabitants}: ${known(inhabitants)}`)] : [], unitTip = ({ overlays, regionOf, shown, titleOf, units }, ticked, n) => {
  let region = regionOf(n), none = shown.plan.later.has(n) ? words.later : words.outside, groups = overlays.filter(({ key }) => ticked.has(key) && key !== "parents");
  return element(
    "div",
    "",
    name(units[n].name, "strong"),
    element("span", "", `${words.region}: `, name(region < 0 ? none : titleOf(region))),
    ...amount(units[n].inhabitants),
    ...groups.map(({ label, of, names }) => element(
      "span",
      "",
      `${label}: `,
      name(of(n) < 0 ? words.no_group : names[of(n)])
    ))
  );
};

// country/pointing.js
var NOWHERE = { unit: null, region: null }, openPointing = (atlas, { map, canvas, drawing, ticked, ground, lit }, actions) => {
  let { shown, parents, figuresIn, titleOf } = atlas, { closeIn, hover } = drawing, pointedAt = (place) => {
    let [x, y] = canvas.gridOf(place), close = ground.view && closeIn(ground.view);
    if (close) {
      let unit = shapeAt(close, x, y);
      return { unit: unit < 0 ? null : unit, region: null };
    }
    let group = shapeAt(shown.plan.afar, x, y);
    return { unit: null, region: group >= 0 && group < shown.plan.division.codes.length ? group : null };
  }, regionTip = (region) => {
    let { inhabitants, parent, members } = figuresIn(region);
    return element(
      "div",
      "",
      name(titleOf(region), "strong"),
      element("span", "", `${words.reference_region}: `, name(parents[parent].name)),
      element("span", "", counted(members.length, "units")),
      ...amount(inhabitants)
    );
  }, tipOf = ({ unit, region }) => unit !== null ? unitTip(atlas, ticked, unit) : region === null ? null : regionTip(region), tooltip = L.tooltip({ className: "tip", opacity: 1, offset: [12, 0] }), pointAt = (at, place) => {
    if (at.unit !== hover.unit || at.region !== hover.region) {
      Object.assign(hover, at), lit.again();
      let tip = tipOf(at);
      tip === null ? tooltip.remove() : tooltip.setContent(tip);
    }
    let isSomewhere = at.unit !== null || at.region !== null;
    map.getContainer().classList.toggle("pointing", isSomewhere), isSomewhere && place && tooltip.setLatLng(place).addTo(map);
  }, isMoving = !1;
  map.on("movestart zoomstart", () => {
    isMoving = !0, pointAt(NOWHERE);
  }), map.on("moveend zoomend", () => {
    isMoving = !1;
  }), map.on("mousemove", ({ latlng }) => {
    isMoving || pointAt(pointedAt(latlng), latlng);
  }), map.on("mouseout", () => pointAt(NOWHERE)), map.on("click", ({ latlng }) => {
    let { unit, region } = pointedAt(latlng);
    unit !== null ? actions.chooseUnit(unit, !1) : region !== null && actions.chooseRegion(region);
  });
};

// country/ground.js
var countryGround = (atlas) => {
  let { shown, plans, overlays, values, near, comparedWith, groupOf, movedUnits } = atlas, map = Reflect.get(window, values.map), canvas = createCanvas(map, values.bits), drawing = createDrawing(atlas, canvas), { closeIn, closeZoom, drawChosen, hover } = drawing, drawLabels = labelsOf(atlas, drawing), ticked = /* @__PURE__ */ new Set(["parents", ...values.areas ? ["overlay0"] : []]), moved = /* @__PURE__ */ new Set(), findMoved = () => {
    moved = new Set(movedUnits(shown.plan, comparedWith(shown.plan)).moved);
  }, drawGround = (context, view) => {
    let [parents, ...others] = overlays.filter(({ key }) => key === "parents" || ticked.has(key)), layers = [...others, ...ticked.has("parents") ? [parents] : []];
    moved.size && closeIn(view) && layers.push({ key: "moved", of: (n) => moved.has(n) ? n : -1 }), drawing.drawGround(context, view, layers);
  }, ground = canvas.sheet("ground", 400, drawGround), lit = canvas.sheet("lit", 450, drawChosen), names = canvas.sheet("names", 600, drawLabels, !0), sheets = [ground, lit, names], boundsIn = ({ boxes }, which) => {
    let all = [1 / 0, 1 / 0, -1 / 0, -1 / 0];
    return which.forEach((n) => {
      let [west, north, east, south] = boxes.subarray(4 * n, 4 * n + 4);
      west !== east && all.splice(
        0,
        4,
        Math.min(all[0], west),
        Math.min(all[1], north),
        Math.max(all[2], east),
        Math.max(all[3], south)
      );
    }), L.latLngBounds([canvas.latLng(all[0], all[3]), canvas.latLng(all[2], all[1])]);
  }, everything = boundsIn(plans[0].afar, plans[0].parents.map((_, n) => n));
  return {
    ...{
      map,
      everything,
      // of units: their own outlines where they are there, else their regions
      bounds: (units) => near.shapes ? boundsIn(near.shapes, units) : boundsIn(shown.plan.afar, [...new Set(units.map((n) => groupOf(n)))]),
      regionBounds: (region) => boundsIn(shown.plan.afar, [region]),
      flightZoom: () => closeZoom() + 3,
      nearestZoom: () => closeZoom() + 4,
      open: (actions, { fitWhole, hasSize }) => {
        openPointing(atlas, { map, canvas, drawing, ticked, ground, lit }, actions);
        let isLaidOut = hasSize(), isWhole = !0;
        isLaidOut ? fitWhole() : map.setView(everything.getCenter(), 8, { animate: !1, reset: !0 }), sheets.forEach((one) => one.addTo(map)), map.on("move", () => sheets.forEach((one) => one.keepUp())), map.on("resize", () => {
          hasSize() && ((!isLaidOut || shown.region === null && shown.unit === null && isWhole) && fitWhole(), isLaidOut = !0);
        }), map.on("zoomend", () => {
          isWhole = map.getZoom() <= map.getBoundsZoom(everything) + 0.6;
        });
      },
      drawPlan: () => {
        Object.assign(hover, { region: null, unit: null }), findMoved();
      },
      drawLabels: () => [ground, names].forEach((one) => one.again()),
      placeLabels: () => names.again(),
      light: (region, unit) => {
        Object.assign(shown, { region, unit }), lit.again(), pressRegion(region);
      },
      tick: (value, on) => {
        let { key } = overlays[Number(value)];
        on ? ticked.add(key) : ticked.delete(key), ground.again();
      },
      showsMoved: () => moved.size > 0
    },
    /** Draw all again, such as with outlines that have come. */
    redraw: () => sheets.forEach((one) => one.again()),
    /** What is in view, for paper. */
    view: () => canvas.viewOf(map.getPixelBounds().min ?? L.point(0, 0), map.getSize(), map.getZoom()),
    /** @param {CanvasRenderingContext2D} context @param {View} view */
    draw: (context, view) => [drawGround, drawChosen, drawLabels].forEach((one) => one(context, view))
  };
};

// country/list.js
var createList = (atlas, actions) => {
  let { shown, units, parents, membersOf, regionsOf, unitNames } = atlas, list = byId("region-list", HTMLElement), entryOf = (region) => {
    let note = shown.plan.notes[shown.plan.division.codes[region]], count = counted(membersOf(region).length, "units");
    return listEntry(atlas, actions, region, `${count}${note ? `. ${note}` : ""}`);
  };
  return () => {
    let { plan } = shown, regions = parents.map(() => []);
    regionsOf().forEach((region) => regions[plan.parents[region]].push(region)), list.replaceChildren(...parents.map((parent, p) => {
      let waits = [...plan.waiting].some((group) => plan.parents[group] === p), { length } = regions[p], count = length || waits ? counted(length, "regions") : words.parent_out, made = element(
        "details",
        "parent",
        element("summary", "", name(parent.name), element("span", "count", ` ${count}`))
      );
      return made.addEventListener("toggle", () => {
        if (!made.open || made.querySelector("ul") || (made.append(element("ul", "regions", ...regions[p].map(entryOf))), !waits)) return;
        let members = units.flatMap((unit, n) => unit.parent === p && plan.later.has(n) ? [n] : []);
        made.append(element("p", "waiting", ...sentence("later_list", { members: unitNames(members) })));
      }), made;
    }));
  };
};

// panels/groups.js
var groupsIn2 = ({ groupings, groupsOf, shown }, region, g) => groupsOf(shown.plan)[g].map((group, code) => ({ ...group, name: groupings[g].names[code] })).filter(({ members, regions }) => members.length > 1 && regions.includes(region));
var areaNames = ({ membersOf }, region, { names, of }) => [...new Set(membersOf(region).map((n) => names[of[n]]))].filter((one) => one !== void 0);

// panels/columns.js
var numeric = (value, format) => ({ text: known(value, format), sort: value ?? -1, number: !0 }), named = (text) => ({ text, sort: text }), columnsOf = (atlas, cutIn) => {
  let { units, parents, groupings, titleOf } = atlas, all = [
    { key: "region", cell: (n) => ({ ...named(titleOf(n)), region: n }) },
    { key: "reference_region", cell: (_, one) => named(parents[one.parent].name) },
    { key: "members_heading", cell: (_, one) => numeric(one.members.length) },
    { key: "inhabitants", cell: (_, one) => numeric(one.inhabitants) },
    { key: "children", cell: (_, one) => numeric(one.children) },
    { key: "area_heading", cell: (_, one) => numeric(one.area) },
    { key: "centre", cell: (_, one) => named(units[one.centre].name) },
    { key: "mean_heading", cell: (_, one) => numeric(one.meanKm, km) },
    { key: "max_heading", cell: (_, one) => numeric(one.maxKm, km) }
  ], own = groupings.map((grouping, g) => grouping.area ? { key: null, heading: grouping.label, cell: (n) => named(areaNames(atlas, n, grouping).join(", ")) } : { key: null, heading: fill("cut_heading", { groups: grouping.labels }), cell: (n) => numeric(cutIn(n, g)) });
  return [...all, ...own].filter(({ key }) => key !== "inhabitants" && key !== "children" || has(key));
}, headingOf = ({ key, heading }) => heading ?? words[key ?? ""], rowsOf = ({ figuresIn, regionsOf }, columns, regions = regionsOf()) => regions.map((region) => columns.map(({ cell }) => cell(region, figuresIn(region)))), compare = ({ sort: a }, { sort: b }) => typeof a == "number" && typeof b == "number" ? a - b : inOrder(String(a), String(b)), sortRows = (rows, { column, down }) => {
  let order = (a, b) => compare(a[column], b[column]) || compare(a[0], b[0]);
  return rows.sort((a, b) => down ? order(b, a) : order(a, b));
}, headings = (columns, sorting, sorted) => element("thead", "", element("tr", "", ...columns.map((column, n) => {
  let head = element("th", "", button("sort", headingOf(column), () => {
    Object.assign(sorting, { column: n, down: sorting.column === n && !sorting.down }), sorted(n);
  }));
  return head.scope = "col", n === sorting.column && head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending"), head;
}))), tableRow = ({ shown, titleOf }, actions, row) => element("tr", "", ...row.map(({ text, number, region }) => {
  if (region === void 0) return element("td", number ? "number" : "", name(text));
  let link = button("link", "", () => actions.chooseRegion(region));
  link.dataset.region = String(region), link.append(dot(shown.plan.colours[region]), name(titleOf(region)));
  let head = element("th", "", link);
  return head.scope = "row", head;
}));

// panels/printing.js
var copied = (part) => {
  let copy = (
    /** @type {HTMLElement} */
    part.cloneNode(!0)
  );
  return [copy, ...copy.querySelectorAll("[id]")].forEach((one) => one.removeAttribute("id")), copy;
}, copyOf = (id) => copied(byId(id, HTMLElement)), besides = () => [...document.querySelectorAll(".besides")].map(copied), textOf = (selector) => name(document.querySelector(selector)?.textContent ?? ""), openPrinting = (sheetsOf) => {
  let printed = byId("printed", HTMLElement);
  window.addEventListener("beforeprint", () => {
    let { plan, sheets: [first, ...others] } = sheetsOf(), heading = element("h1", "", textOf(".head h1")), under = element("p", "", ...plan === null ? [] : [name(plan), " · "], textOf(".corner")), sheets = [[heading, under, ...first], ...others];
    printed.replaceChildren(...sheets.map((content) => element("div", "sheet", ...content)));
  }), window.addEventListener("afterprint", () => printed.replaceChildren()), byId("print-button", HTMLElement).addEventListener("click", () => window.print());
};

// country/print.js
var PRINT_PX = 2200, MOST_PRINTED = 250, printedMap = ({ draw }, view) => {
  let scale = PRINT_PX / view.size.x, canvas = element("canvas", "print-map");
  Object.assign(canvas, { width: PRINT_PX, height: Math.round(view.size.y * scale) }), canvas.setAttribute("role", "img"), canvas.setAttribute("aria-label", words.map_label);
  let context = contextOf(canvas);
  return context.scale(scale, scale), draw(context, view), canvas;
}, printedTable = (atlas, columns, view) => {
  let { plan } = atlas.shown, there = atlas.regionsOf().filter((region) => inView(plan.afar.boxes, region, view));
  if (there.length > MOST_PRINTED)
    return element("p", "", fill("print_closer", { count: counted(there.length, "regions") }));
  let rows = sortRows(rowsOf(atlas, columns, there), { column: 1, down: !1 });
  return element(
    "table",
    "regions-table",
    element("thead", "", element("tr", "", ...columns.map((one) => element("th", "", headingOf(one))))),
    element("tbody", "", ...rows.map((row) => element("tr", "", ...row.map((cell) => cell.region === void 0 ? element("td", cell.number ? "number" : "", name(cell.text)) : element("th", "", dot(plan.colours[cell.region]), " ", name(cell.text))))))
  );
}, openCountryPrinting = (atlas, ground, columns) => openPrinting(() => {
  let view = ground.view();
  return {
    plan: atlas.plans.length > 1 ? atlas.shown.plan.name : null,
    sheets: [
      [printedMap(ground, view)],
      [
        copyOf("legend-part"),
        printedTable(atlas, columns, view),
        ...besides(),
        copyOf("about-part"),
        copyOf("sources-part")
      ]
    ]
  };
});

// page/fold.js
var bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(), inWords = (text) => bare(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim(), fold = (text) => inWords(text) || bare(text).trim();

// page/near_miss.js
var difference = (a, b) => {
  let before = [], row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    let next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      let change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1, swapped ? before[j - 2] + 1 : 1 / 0));
    }
    [before, row] = [row, next];
  }
  return row[b.length];
};

// panels/found.js
var foundBy = (key, others, { keys, holding, nearMisses }) => {
  if (others.length === 1) return others[0];
  if (others.length) return { several: others.map(({ unit }) => unit), alias: others[0].alias };
  let near = holding(key);
  if (!near.length) return { several: nearMisses(key) };
  let begins = near.filter((n) => keys[n].startsWith(key));
  return begins.length === 1 ? { unit: begins[0] } : { several: near, isPart: near.length > 1 };
};

// country/search.js
var MOST_SHOWN = 8, TYPED = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" }, typed = (text) => text.replace(/[łøđðþßæœı]/g, (letter) => TYPED[letter]), keyOf = (text) => typed(fold(text)), foldAll = (texts) => typed(bare(texts.join(`
`))).replace(/[^\p{L}\p{N}\n]+/gu, " ").split(`
`).map((key, n) => key.trim() || keyOf(texts[n])), indexOf = ({ units, aliases }) => {
  let keys = foldAll(units.map((unit) => unit.name)), byKey = /* @__PURE__ */ new Map();
  keys.forEach((key, n) => {
    let there = byKey.get(key);
    there ? there.push(n) : byKey.set(key, [n]);
  });
  let order = keys.map((_, n) => n).sort((a, b) => keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b), codes = new Map(units.map(({ nis }, n) => [keyOf(nis), n])), aliasKeys = aliases.length ? foldAll(aliases.map(([alias]) => alias)) : [];
  return { keys, byKey, order, codes, aliasKeys };
}, createFinder = (atlas) => {
  let { units, parents, aliases } = atlas, made = null, index = () => made ??= indexOf(atlas), withKey = (key) => index().byKey.get(key) ?? [], shownName = (n) => {
    let { name: text, nis, parent } = units[n], same = withKey(index().keys[n]);
    if (same.length === 1) return text;
    let beside = same.filter((other) => units[other].parent === parent).length;
    return `${text} (${beside === 1 ? parents[parent].name : nis})`;
  }, holding = (key, most = 1 / 0) => {
    let { keys, order } = index(), tests = [
      (text) => text.startsWith(key),
      (text) => text.includes(` ${key}`),
      (text) => text.includes(key)
    ], found = /* @__PURE__ */ new Set();
    return tests.forEach((test) => {
      for (let at = 0; at < order.length && found.size < most; at += 1)
        test(keys[order[at]]) && found.add(order[at]);
    }), [...found];
  }, nearMisses = (key) => {
    let limit = 1 + Math.min(2, Math.floor(key.length / 3)), [head, tail] = [key.slice(0, 1), key.slice(-3)];
    return index().keys.flatMap((text, n) => {
      let isAlike = text.startsWith(head) || text.endsWith(tail);
      if (Math.abs(text.length - key.length) > 2 || !isAlike) return [];
      let rank = 1 + difference(key, text);
      return rank <= limit ? [{ n, rank }] : [];
    }).sort((a, b) => a.rank - b.rank || a.n - b.n).slice(0, 5).map(({ n }) => n);
  }, aliased = (test) => index().aliasKeys.flatMap((key, at) => {
    let [alias, some] = aliases[at];
    return test(key) ? some.map((unit) => ({ unit, alias })) : [];
  }), inFull = (key) => key.split(" ").flatMap((_, n, parts) => withKey(parts.slice(0, n + 1).join(" "))).find((n) => keyOf(shownName(n)) === key);
  return { index, shownName, find: (text) => {
    let key = keyOf(text), named2 = withKey(key);
    if (named2.length === 1) return { unit: named2[0] };
    let coded = index().codes.get(key);
    if (coded !== void 0) return { unit: coded };
    if (named2.length) return { several: named2, isPart: !0 };
    let full = inFull(key);
    return full !== void 0 ? { unit: full } : foundBy(key, aliased((alias) => alias === key), { keys: index().keys, holding, nearMisses });
  }, suggestionsFor: (text) => {
    let key = keyOf(text);
    if (!key) return [];
    let some = holding(key, MOST_SHOWN).map((unit) => ({ unit })), others = some.length < MOST_SHOWN ? aliased((alias) => alias.startsWith(key)) : [];
    return [...some, ...others].slice(0, MOST_SHOWN);
  } };
}, createSuggestions = (query, { shownName }, actions) => {
  let list = byId("suggestions", HTMLElement), offered = [], active = -1, mark = (n) => {
    active = n, [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === n))), n < 0 ? query.removeAttribute("aria-activedescendant") : (query.setAttribute("aria-activedescendant", `suggestion-${n}`), list.children[n].scrollIntoView({ block: "nearest" }));
  }, take = (n) => {
    let { unit, alias } = offered[n];
    offer([]), actions.chooseUnit(unit, !0, alias);
  }, offer = (some) => {
    offered = some, list.replaceChildren(...offered.map(({ unit, alias }, n) => {
      let own = shownName(unit), option = element("li", "", name(alias ? fill("alias_in", { alias, name: own }) : own));
      return option.id = `suggestion-${n}`, option.setAttribute("role", "option"), option.addEventListener("pointerdown", (event) => event.preventDefault()), option.addEventListener("click", () => take(n)), option;
    })), list.hidden = !offered.length, query.setAttribute("aria-expanded", String(offered.length > 0)), mark(-1);
  };
  return query.addEventListener("keydown", (event) => {
    let step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    step && offered.length ? (event.preventDefault(), mark((active + 1 + step + offered.length + 1) % (offered.length + 1) - 1)) : event.key === "Escape" && offered.length ? (event.preventDefault(), offer([])) : event.key === "Enter" && active >= 0 && (event.preventDefault(), take(active));
  }), offer;
}, openSearch = (atlas, actions) => {
  let form = byId("search", HTMLFormElement), query = byId("query", HTMLInputElement), finder = createFinder(atlas), offer = createSuggestions(query, finder, actions);
  query.addEventListener("focus", finder.index, { once: !0 }), query.addEventListener("input", () => offer(finder.suggestionsFor(query.value))), query.addEventListener("blur", () => offer([])), form.addEventListener("submit", () => offer([]));
  let { find, shownName, index } = finder;
  return { form, query, find, shownName, prepare: index };
};

// country/table.js
var MORE_ROWS = 12, cutsOf = ({ shown: { plan }, groupsOf, isTooLarge }) => (plan.cuts ??= groupsOf(plan).map((groups) => {
  let counts = new Int32Array(plan.division.codes.length);
  return groups.filter((group) => group.members.length > 1 && !isTooLarge(group) && isCut(group)).forEach(({ regions }) => regions.forEach((one) => {
    counts[one] += 1;
  })), counts;
}), plan.cuts), spacer = (height, columns) => {
  let cell = element("td", "");
  cell.colSpan = columns, cell.style.height = `${height}px`;
  let row = element("tr", "spacer", cell);
  return row.setAttribute("aria-hidden", "true"), row;
}, createTable = (atlas, actions) => {
  let { shown } = atlas, table = byId("regions-table", HTMLTableElement), panel = byId("table-panel", HTMLElement), scroll = (
    /** @type {HTMLElement} */
    panel.querySelector(".table-scroll")
  ), columns = columnsOf(atlas, (region, g) => cutsOf(atlas)[g][region]), sorting = { column: 1, down: !1 }, rows = [], rowHeight = 0, seen = [-1, -1], rowOf = (row, n) => {
    let made = tableRow(atlas, actions, row);
    return made.setAttribute("aria-rowindex", String(n + 2)), made;
  }, drawRows = () => {
    let body = table.tBodies[0];
    if (panel.hidden || !body) return;
    let top = scroll.scrollTop - body.offsetTop, first = Math.max(0, Math.floor(top / rowHeight) - MORE_ROWS), last = Math.min(rows.length, Math.ceil((top + scroll.clientHeight) / rowHeight) + MORE_ROWS);
    if (first === seen[0] && last === seen[1]) return;
    let { activeElement } = document, focused = activeElement instanceof HTMLElement && body.contains(activeElement) ? activeElement.dataset.region : void 0;
    seen = [first, last];
    let below = rows.length - last;
    body.replaceChildren(
      ...first > 0 ? [spacer(first * rowHeight, columns.length)] : [],
      ...rows.slice(first, last).map((row, n) => rowOf(row, first + n)),
      ...below > 0 ? [spacer(below * rowHeight, columns.length)] : []
    ), focused !== void 0 && body.querySelector(`[data-region="${focused}"]`)?.focus({ preventScroll: !0 });
  };
  scroll.addEventListener("scroll", drawRows, { passive: !0 }), new ResizeObserver(() => drawRows()).observe(scroll), table.style.minWidth = `${41 + 7.5 * (columns.length - 3)}rem`;
  let sorted = (column) => {
    draw(), scroll.scrollTop = 0, drawRows(), table.tHead?.querySelectorAll("button")[column].focus();
  }, draw = () => {
    if (panel.hidden) return;
    let { plan } = shown;
    plan.rows ??= rowsOf(atlas, columns), rows = sortRows(plan.rows, sorting), seen = [-1, -1], table.setAttribute("aria-rowcount", String(rows.length + 1)), table.replaceChildren(
      element("caption", "", fill("table_caption", { plan: plan.name })),
      headings(columns, sorting, sorted),
      element("tbody", "", ...rows.slice(0, 1).map(rowOf))
    ), rowHeight = table.tBodies[0].offsetHeight || 32, drawRows();
  };
  return { draw, columns };
};

// country/unpack.js
var canUnpack = () => typeof DecompressionStream < "u", bytesOf = async (id) => {
  let text = atob(document.getElementById(`packed-${id}`)?.textContent ?? ""), packed = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n += 1) packed[n] = text.charCodeAt(n);
  let stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

// panels/broken.js
var brokenList = (broken, actOf = () => null) => element("ul", "violations", ...broken.map((text, n) => {
  let act = actOf(n);
  if (!act) return element("li", "", ...text);
  let line = button("link", "", act);
  return line.append(element("span", "", ...text)), element("li", "", line);
})), brokenRules = (atlas, { seeUnits }) => {
  let { plan } = atlas.shown, broken = atlas.brokenOf(plan);
  if (!broken.length) return [];
  let places = atlas.brokenPlaces(plan);
  return [
    element("p", "", element("strong", "", `${atlas.brokenHeading(plan)}.`)),
    brokenList(broken, (n) => places[n]?.seen.length ? () => seeUnits(places[n].seen) : null)
  ];
};

// panels/changes.js
var planChange = ({ movedUnits, unitNames }, plan, earlier) => {
  let changes = Object.entries(movedUnits(plan, earlier));
  return changes.every(([, units]) => !units.length) ? sentence("moved_none", { plan: earlier.name }) : changes.filter(([, units]) => units.length).flatMap(([what, units]) => [
    ...sentence(`${what}_${units.length <= 8 ? "units" : "count"}`, {
      plan: earlier.name,
      count: counted(units.length, "units"),
      units: unitNames(units)
    }),
    " "
  ]);
}, createChanges = (atlas) => {
  let { shown, labelOf, membersOf, regionOf, regionsOf, titleOf, unitNames } = atlas, joinsAndLeaves = (before, after, self) => {
    let joins = after.filter((n) => !before.includes(n) && n !== self), leaves = before.filter((n) => !after.includes(n) && n !== self);
    return [
      ...joins.length ? [" ", ...sentence("change_joins", { members: unitNames(joins) })] : [],
      ...leaves.length ? [" ", ...sentence("change_leaves", { members: unitNames(leaves) })] : []
    ];
  }, changeKey = (now, other, then) => shown.plan.lines[now] !== other.lines[then] ? "change_moves" : labelOf(now) === labelOf(then, other) ? "change_still" : "change_renamed", ofUnit = (n, other) => {
    let [now, then] = [regionOf(n), regionOf(n, other)];
    if (then < 0) return now < 0 ? sentence("change_none", {}) : sentence("change_out", {});
    let after = membersOf(then, other), region = name(titleOf(then, other), "strong");
    if (now < 0) {
      let members = unitNames(after.filter((one) => one !== n));
      return sentence("change_in", { region, members });
    }
    let changes2 = joinsAndLeaves(membersOf(now), after, n);
    return changes2.length ? [...sentence(changeKey(now, other, then), { region }), ...changes2] : sentence("change_same", { region });
  }, ofRegion = (region, other) => {
    let line = shown.plan.lines[region], then = regionsOf(other).find((one) => other.lines[one] === line);
    if (then === void 0) return sentence("change_ends", {});
    let changes2 = joinsAndLeaves(membersOf(region), membersOf(then, other), null), place = { region: name(titleOf(then, other), "strong") };
    return changes2.length ? [...sentence(changeKey(region, other, then), place), ...changes2] : sentence("change_same", place);
  }, changes = (tell) => {
    let others = atlas.choices().filter((plan) => plan !== shown.plan);
    if (!others.length) return [];
    let heading = data.steps ? words.changes_years : words.changes_heading, entries = others.map((other) => element("li", "", element("span", "which", name(other.name), ": "), ...tell(other)));
    return [element("h2", "changes-heading", heading), element("ul", "changes", ...entries)];
  };
  return {
    unitChanges: (n) => changes((other) => ofUnit(n, other)),
    regionChanges: (region) => changes((other) => ofRegion(region, other))
  };
};

// panels/moves.js
var MOST_ROUTES = 40, MOST_NAMES = 12, routesOf = ({ movedUnits, regionOf }, plan, earlier) => {
  let routes = /* @__PURE__ */ new Map();
  return Object.values(movedUnits(plan, earlier)).flat().forEach((n) => {
    let [from, to] = [regionOf(n, earlier), regionOf(n, plan)], route = routes.get(`${from} ${to}`) ?? { from, to, units: [] };
    route.units.push(n), routes.set(`${from} ${to}`, route);
  }), [...routes.values()].sort((a, b) => b.units.length - a.units.length);
}, movesList = (atlas, plan, earlier, see) => {
  let { labelOf, titleOf, unitNames } = atlas, routes = routesOf(atlas, plan, earlier);
  if (!routes.length) return [];
  let called = (region, of, inFull) => region < 0 ? words.outside : inFull ? titleOf(region, of) : labelOf(region, of), lines = routes.slice(0, MOST_ROUTES).map(({ from, to, units }) => {
    let isSame = from >= 0 && to >= 0 && labelOf(from, earlier) === labelOf(to, plan), heading = element(
      "span",
      "",
      name(called(from, earlier, isSame)),
      " → ",
      name(called(to, plan, isSame))
    ), line = see === null ? heading : button("link", heading, () => see(units));
    return element("li", "", line, element(
      "p",
      "members",
      `${counted(units.length, "units")}: `,
      unitNames(units, MOST_NAMES)
    ));
  }), more = routes.length - lines.length;
  return [element(
    "ul",
    "moves",
    ...lines,
    ...more > 0 ? [element("li", "", fill("others", { count: digits.format(more) }))] : []
  )];
};

// panels/plans.js
var drawAbout = (atlas, actions) => {
  let { plan } = atlas.shown, heading = atlas.brokenHeading(plan);
  byId("summary", HTMLElement).textContent = atlas.summaryOf(plan);
  let status = byId("broken", HTMLElement);
  status.hidden = !heading, status.textContent = heading, byId("about-plan", HTMLElement).replaceChildren(
    ...brokenRules(atlas, actions),
    ...atlas.aboutOf(plan).map((text) => element("p", "", name(text)))
  );
}, againstChoice = ({ shown, plans, comparedWith }, { showPlan }) => {
  let others = plans.filter((plan) => plan !== shown.plan);
  if (others.length < 2 || data.steps || shown.plan.isVariant) return [];
  let select = Object.assign(document.createElement("select"), { id: "plan-against" }), against = others.indexOf(comparedWith(shown.plan));
  return against < 0 && select.append(element("option", "", words.compare_none)), others.forEach((plan, n) => {
    select.append(Object.assign(element("option", "", plan.name), { value: n, selected: n === against }));
  }), select.addEventListener("change", () => {
    shown.against = others[Number(select.value)], showPlan(shown.plan), document.getElementById("plan-against")?.focus();
  }), [element("label", "edit-select", `${words.compare_with} `, select)];
}, drawPlans = (atlas, ground, actions, drawChoices) => {
  let { plan } = atlas.shown, other = atlas.comparedWith(plan);
  byId("plans", HTMLElement).hidden = atlas.choices().length < 2 && plan === other, drawChoices(byId("plan-choices", HTMLElement));
  let change = byId("plan-change", HTMLElement);
  change.setAttribute("aria-live", plan.isVariant ? "off" : "polite"), change.replaceChildren(...plan === other ? [] : [
    ...planChange(atlas, plan, other),
    ...ground.showsMoved() ? [data.steps ? element("span", "moved-sign new", words.new_sign) : element("span", "moved-sign", words.moved_sign)] : []
  ]);
  let moves = plan === other || plan.isVariant || data.steps ? [] : movesList(atlas, plan, other, actions.seeUnits);
  byId("plan-moves", HTMLElement).replaceChildren(...againstChoice(atlas, actions), ...moves.length ? [foldable("moves", words.moves_heading, roomy(), ...moves)] : []);
}, radioButtons = (choices, atlas, showPlan) => {
  let hadFocus = choices.contains(document.activeElement);
  choices.replaceChildren(...atlas.choices().map((plan, n) => {
    let input = document.createElement("input"), checked = plan === atlas.shown.plan;
    return Object.assign(input, { type: "radio", name: "plan", value: n, checked }), input.addEventListener("change", () => showPlan(plan)), element("label", "", input, element("span", "", name(plan.name)));
  })), hadFocus && choices.querySelector("input:checked").focus();
};

// panels/facts.js
var createFacts = (atlas, actions) => {
  let { shown, units, parents, groupings, figuresIn, groupsOf, isTooLarge, labelOf } = atlas, summary = (region, unit) => {
    let { members, inhabitants, parent: most } = figuresIn(region), parent = unit === void 0 ? most : units[unit].parent, unknown = has("inhabitants") ? "facts_unknown" : "facts_bare", note = shown.plan.notes[shown.plan.division.codes[region]];
    return element("p", "facts", ...sentence(inhabitants === null ? unknown : "facts", {
      units: counted(members.length, "units"),
      inhabitants: inhabitants === null ? "" : digits.format(inhabitants),
      parent: parents[parent].name
    }), note && !shown.plan.isVariant ? ` ${note}` : "");
  }, regionNames = (regions) => enumeration(regions.map((one) => labelOf(one)).sort(inOrder)), groupFate = (group) => {
    let { regions, outside, members } = group;
    return isTooLarge(group) ? sentence("group_too_large", { count: counted(members.length, "units") }) : regions.length === 1 && !outside ? sentence("group_kept", {}) : regions.length ? sentence(outside ? "group_cut_outside" : "group_cut", { regions: regionNames(regions) }) : sentence("group_outside", {});
  }, groupParts = (region, g) => {
    let groups = groupsIn2(atlas, region, g), large = groups.filter(isTooLarge).map((group) => group.name), small = groups.filter((group) => !isTooLarge(group)), kept = small.filter((group) => !isCut(group)).map((group) => group.name), listed = (key, names) => names.length ? [element("p", "", ...sentence(key, { groups: enumeration(names) }))] : [], cut = small.filter(isCut).map((group) => {
      let others = group.regions.filter((one) => one !== region), places = { group: group.name, regions: regionNames(others) };
      return element("p", "cut", ...sentence(others.length ? "groups_cut" : "group_partly", places));
    });
    return [...listed("groups_kept", kept), ...cut, ...listed("groups_too_large", large)];
  }, groupRows = (region) => groupings.flatMap((grouping, g) => {
    if (grouping.area) {
      let areas = enumeration(areaNames(atlas, region, grouping));
      return [element("dt", "", grouping.label), element("dd", "", areas)];
    }
    let parts = groupParts(region, g);
    return parts.length ? [element("dt", "", grouping.labels), element("dd", "", ...parts)] : [];
  }), regionLink = (region) => {
    let link = button("link", "", () => actions.chooseRegion(region));
    return link.append(name(labelOf(region))), link;
  }, linkList = (regions) => element("dd", "links", ...regions.flatMap(
    (one, n) => [n ? ", " : "", regionLink(one)]
  )), ofRegion = (region) => {
    let one = figuresIn(region), rows = [
      [words.centre, units[one.centre].name],
      ...has("children") ? [[words.children, known(one.children)]] : [],
      [words.area, `${digits.format(one.area)} km²`],
      [words.to_centre, fill("mean_and_max", { mean: known(one.meanKm, km), max: known(one.maxKm, km) })]
    ];
    if (one.meanMin !== null) {
      let places = { mean: known(one.meanMin, km), max: known(one.maxMin, km) };
      rows.push([words.travel_to_centre, fill("mean_and_max_min", places)]);
    }
    return element(
      "dl",
      "region-facts",
      ...rows.flatMap(([term, value]) => [element("dt", "", term), element("dd", "", name(value))]),
      ...groupRows(region),
      element("dt", "", words.neighbours),
      one.neighbours.length ? linkList(one.neighbours) : element("dd", "", words.no_neighbours)
    );
  }, wayKm = (a, b) => Math.hypot(units[a].x - units[b].x, units[a].y - units[b].y) / 1e3, unitGroups = (n) => groupings.flatMap((grouping, g) => {
    let code = grouping.of[n];
    if (code < 0) return [];
    let called = [`${grouping.label} `, name(grouping.names[code], "em")];
    if (grouping.area) {
      let said = data.areas?.[grouping.names[code]];
      return [[...called, said ? `: ${said}` : ""]];
    }
    let group = groupsOf(shown.plan)[g][code];
    return group.members.length < 2 ? [] : [[...called, " ", ...groupFate(group)]];
  });
  return { summary, ofRegion, ofUnit: (n, region) => {
    let { centre } = figuresIn(region), way = n === centre ? sentence("is_centre", { name: units[n].name }) : sentence("way_to_centre", { centre: units[centre].name, km: km.format(wayKm(n, centre)) });
    return element(
      "ul",
      "unit-facts",
      ...[way, ...unitGroups(n)].map((item) => element("li", "", ...item))
    );
  } };
};

// panels/answer.js
var MOST_CHOICES = 12, createAnswer = (atlas, actions, { search, moveControl }) => {
  let { shown, units, parents, plans, labelOf, membersOf, regionOf, titleOf, unitNames } = atlas, facts = createFacts(atlas, actions), { unitChanges, regionChanges } = createChanges(atlas), answer = byId("answer", HTMLElement), say = (colour, ...content) => {
    answer.hidden = !1, answer.style.borderLeftColor = colour ?? "", answer.replaceChildren(...content);
  }, quietly = (act) => {
    answer.setAttribute("aria-live", "off"), act(), setTimeout(() => answer.setAttribute("aria-live", "polite"), 500);
  }, hide = () => {
    answer.hidden = !0, answer.replaceChildren();
  }, control = (n) => [moveControl(n) ?? []].flat(), wholeMapButton = () => button("quiet", words.whole_map, actions.showEverything), aboutRegion = (key, region, isOpen) => {
    let hint = words[has("inhabitants") ? "named_after" : "named_after_area"];
    return foldable(
      key,
      fill("about_region", { region: labelOf(region) }),
      isOpen,
      facts.ofRegion(region),
      element("p", "hint", hint)
    );
  }, whyOut = (n) => {
    let parent = parents[units[n].parent], why = shown.plan.out[parent.code];
    return why ? [" ", name(parent.name), `: ${why}`] : [];
  }, start = (n, who) => {
    let first = plans.find((plan) => regionOf(n, plan) >= 0);
    if (!first) return sentence("answer_never", { name: who, year: plans[plans.length - 1].name });
    let region = name(titleOf(regionOf(n, first), first));
    return sentence("answer_starts", { name: who, year: first.name, region });
  }, outsideText = (n, who) => shown.plan.later.has(n) ? data.steps ? start(n, who) : sentence("answer_later", { name: who }) : [...sentence("answer_outside", { name: who }), ...whyOut(n)];
  return { say, hide, quietly, sayUnit: (n, alias) => {
    let who = name(units[n].name, "strong"), region = regionOf(n), also = alias ? [element("p", "alias", ...sentence("is_part_of", { alias, name: units[n].name }))] : [], change = unitChanges(n);
    if (region < 0) {
      say(
        null,
        ...also,
        element("p", "", ...outsideText(n, who)),
        ...change,
        ...control(n),
        wholeMapButton()
      );
      return;
    }
    let others = membersOf(region).filter((other) => other !== n), text = sentence(others.length ? "answer" : "answer_alone", {
      name: who,
      region: name(titleOf(region), "strong"),
      others: unitNames(others)
    });
    say(
      shown.plan.colours[region],
      ...also,
      element("p", "", ...text),
      facts.summary(region, n),
      ...change,
      ...control(n),
      foldable("unit", fill("about_unit", { name: units[n].name }), roomy(), facts.ofUnit(n, region)),
      aboutRegion("region", region, !1),
      wholeMapButton()
    );
  }, sayRegion: (region) => {
    let places = { region: name(titleOf(region), "strong"), members: unitNames(membersOf(region)) };
    say(
      shown.plan.colours[region],
      element("p", "", ...sentence("answer_region", places)),
      facts.summary(region),
      ...regionChanges(region),
      aboutRegion("region alone", region, !0),
      wholeMapButton()
    );
  }, sayChoices: (key, text, some, alias) => {
    let buttons = some.slice(0, MOST_CHOICES).map((n) => {
      let made = button("", "", () => actions.chooseUnit(n, !0, alias)), own = search.shownName(n);
      return made.append(name(alias ? fill("alias_in", { alias, name: own }) : own)), made;
    }), rest = some.length - MOST_CHOICES;
    say(
      null,
      element("p", "", ...sentence(key, { query: text })),
      element("div", "choices", ...buttons),
      ...rest > 0 ? [element("p", "hint", fill("search_more", { count: digits.format(rest) }))] : []
    );
  }, element: answer };
};

// panels/areas.js
var showArea = ({ units, groupings }, { seeUnits }, area) => {
  let inside = groupings.filter((grouping) => grouping.area).flatMap(({ names, of }) => units.flatMap((_, n) => names[of[n]] === area ? [n] : []));
  seeUnits(inside.length ? inside : [data.homes[area]]);
}, areaButton = (atlas, actions, area) => {
  let made = button("link area", "", () => showArea(atlas, actions, area));
  return made.append(name(area)), made.title = fill("area_shown", { area }), made;
}, openAreas = (atlas, actions) => {
  document.querySelectorAll("[data-area]").forEach((one) => {
    one.replaceWith(areaButton(atlas, actions, one.dataset.area ?? ""));
  });
};

// panels/flight.js
var whole = { padding: [10, 10] }, createFlight = ({ map, everything, flightZoom, nearestZoom }) => {
  let still = window.matchMedia("(prefers-reduced-motion: reduce)"), moveTo = (box, options, animate = !0) => {
    still.matches || !animate ? map.fitBounds(box, { ...options, animate: !1 }) : map.flyToBounds(box, { ...options, duration: 0.7 });
  }, keepNear = () => {
    map.setMinZoom(map.getZoom() - 0.5), map.setMaxZoom(Math.max(nearestZoom(), map.getZoom() + 3)), map.setMaxBounds(map.getBounds().extend(everything).pad(0.3));
  };
  return {
    flyTo: (box, animate = !0) => {
      map.stop(), moveTo(box, {
        paddingTopLeft: [36, 36],
        paddingBottomRight: [36, 64],
        // the sources stand there
        maxZoom: flightZoom()
      }, animate);
    },
    showWhole: () => moveTo(everything, whole),
    keepNear,
    fitWhole: () => {
      map.setMinZoom(0), map.setMaxZoom(24), moveTo(everything, whole, !1), keepNear();
    },
    hasSize: () => map.getSize().x > 100 && map.getSize().y > 100
  };
};

// panels/overlays.js
var openOverlays = ({ tick }) => {
  let menu = byId("overlays", HTMLDetailsElement);
  menu.querySelectorAll("input").forEach((input) => {
    input.addEventListener("change", () => {
      tick(input.value, input.checked);
      let sign = document.querySelector(`#legend-part [data-overlay="${input.value}"]`);
      sign instanceof HTMLElement && (sign.hidden = !input.checked);
    });
  });
  let menus = [menu, byId("legend-menu", HTMLDetailsElement)];
  menus.forEach((one, n) => one.addEventListener("toggle", () => {
    one.open && (menus[1 - n].open = !1);
  })), document.addEventListener("keydown", (event) => {
    let open2 = menus.find((one) => one.open);
    event.key !== "Escape" || !open2 || (open2.open = !1, open2.querySelector("summary")?.focus());
  }), document.addEventListener("pointerdown", ({ target }) => {
    menu.open && target instanceof Node && !menu.contains(target) && (menu.open = !1);
  });
};

// panels/side.js
var openSide = () => {
  let opener = byId("side-button", HTMLElement);
  opener.addEventListener("click", () => {
    let isAlone = document.querySelector(".page")?.classList.toggle("alone");
    opener.setAttribute("aria-expanded", String(!isAlone));
  });
};

// panels/table_panel.js
var openTablePanel = ({ shown, membersOf }, { map, bounds }, { flyTo }, drawTable) => {
  let panel = byId("table-panel", HTMLElement), opener = byId("table-button", HTMLElement), show = (on) => {
    panel.hidden = !on, opener.setAttribute("aria-expanded", String(on)), drawTable(), map.stop(), map.invalidateSize({ animate: !1 }), on && !roomy() && panel.scrollIntoView({ block: "start" }), shown.region !== null && flyTo(bounds(membersOf(shown.region)), !1);
  };
  opener.addEventListener("click", () => show(panel.hidden === !0)), byId("table-close", HTMLElement).addEventListener("click", () => {
    show(!1), opener.focus();
  });
};

// shell.js
var writeHash = (hash) => {
  try {
    window.history.replaceState(null, "", hash || window.location.pathname);
  } catch {
  }
}, furnish = (map) => {
  let container = map.getContainer();
  container.setAttribute("role", "region"), container.setAttribute("aria-label", words.map_label), L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map), L.control.scale({ imperial: !1 }).addTo(map), new ResizeObserver(() => map.invalidateSize({ animate: !1 })).observe(container);
}, openShell = (atlas, ground, makePanels) => {
  let { shown, units, membersOf, regionOf } = atlas, { map, light, placeLabels } = ground, flight = createFlight(ground), { flyTo, showWhole } = flight, actions = {
    chooseUnit,
    chooseRegion,
    chooseSeveral,
    pressUnit,
    showEverything,
    showPlan,
    flyTo,
    seeUnits,
    search
  }, panels = makePanels(actions), { form, query, find, shownName } = panels.search, answer = createAnswer(atlas, actions, panels);
  function forget(several) {
    light(null, null, several), answer.hide(), placeLabels(), query.value = "", writeHash(""), panels.drawChosen();
  }
  function showEverything() {
    forget([]), showWhole();
  }
  function chooseSeveral(some) {
    some.length === 1 ? answerUnit(some[0]) : forget(some);
  }
  function pressUnit(n, more) {
    panels.takesPress(n, more) || chooseUnit(n, !1);
  }
  let seeAnswer = () => answer.element.scrollIntoView({ block: roomy() ? "nearest" : "start" }), forgetHint = () => document.getElementById("click-hint")?.remove();
  function answerUnit(n, alias) {
    forgetHint();
    let region = regionOf(n) < 0 ? null : regionOf(n);
    light(region, n), answer.sayUnit(n, alias), query.value = shownName(n), placeLabels(), writeHash(`#${encodeURIComponent(units[n].nis)}`), panels.drawChosen();
  }
  function chooseUnit(n, fly, alias) {
    answerUnit(n, alias);
    let region = shown.region;
    roomy() || seeAnswer(), fly && flyTo(ground.bounds(region === null ? [n] : membersOf(region)));
  }
  function chooseRegion(region) {
    forgetHint(), light(region, null), answer.sayRegion(region), placeLabels(), writeHash(""), panels.drawChosen(), roomy() && answer.element.focus({ preventScroll: !0 }), seeAnswer(), flyTo(ground.regionBounds(region));
  }
  function seeUnits(some) {
    roomy() || map.getContainer().scrollIntoView({ block: "nearest" }), some.length ? flyTo(ground.bounds(some)) : showWhole();
  }
  let saysBroken = !1;
  function showBroken() {
    let places = atlas.brokenPlaces(shown.plan);
    forgetHint(), showEverything(), saysBroken = !0, answer.say(null, ...brokenRules(atlas, actions)), seeUnits([...new Set(places.flatMap(({ seen }) => seen))]);
  }
  function sayAgain() {
    shown.unit !== null ? answer.sayUnit(shown.unit) : shown.region !== null && answer.sayRegion(shown.region);
  }
  function showPlan(plan) {
    let { unit, region: before, several } = shown;
    shown.plan = plan;
    let region = unit === null ? atlas.keptRegion(plan, before) : regionOf(unit);
    shown.region = region === null || region < 0 ? null : region, ground.drawPlan(), panels.drawList(), panels.drawTable(), drawPlans(atlas, ground, actions, panels.drawChoices), drawAbout(atlas, actions), ground.drawLabels(), light(shown.region, unit, several), panels.drawVariant(), unit !== null || shown.region !== null ? plan.isVariant ? answer.quietly(sayAgain) : sayAgain() : before !== null ? showEverything() : saysBroken && answer.hide(), saysBroken = !1;
  }
  function search() {
    let text = query.value.trim();
    if (!fold(text)) {
      answer.say(null, element("p", "", words.search_empty));
      return;
    }
    let { unit, alias, several = [], isPart } = find(text);
    unit !== void 0 ? chooseUnit(unit, !0, alias) : alias || isPart ? answer.sayChoices("search_several", text, several, alias) : answer.sayChoices(several.length ? "search_unclear" : "search_unknown", text, several);
  }
  let openHash = () => {
    let { hash } = window.location;
    if (["", "#stage"].includes(hash)) return;
    let n = units.findIndex(({ nis }) => `#${encodeURIComponent(nis)}` === hash);
    if (n >= 0) {
      n !== shown.unit && chooseUnit(n, !0);
      return;
    }
    try {
      query.value = decodeURIComponent(hash.slice(1)), search();
    } catch {
      query.value = "";
    }
  };
  return ground.open(actions, flight), openTablePanel(atlas, ground, flight, panels.drawTable), openOverlays(ground), openAreas(atlas, actions), openSide(), form.addEventListener("submit", (event) => {
    event.preventDefault(), window.matchMedia("(pointer: coarse)").matches && query.blur(), search();
  }), byId("whole-button", HTMLElement).addEventListener("click", showWhole), byId("broken", HTMLElement).addEventListener("click", (event) => {
    event.preventDefault(), showBroken();
  }), furnish(map), showPlan(shown.plan), window.addEventListener("hashchange", openHash), openHash(), performance.mark("usable"), panels;
};

// country.js
var fail = (key) => {
  let note = byId("trouble", HTMLElement);
  note.textContent = words[key], note.hidden = !1, byId("opening", HTMLElement).hidden = !0;
}, openPage = (packed, afar) => {
  let atlas = countryAtlas(
    /** @type {CountryValues} */
    data,
    packed,
    afar
  ), ground = countryGround(atlas), { search } = openShell(atlas, ground, (actions) => {
    let table = createTable(atlas, actions);
    return openCountryPrinting(atlas, ground, table.columns), {
      search: openSearch(atlas, actions),
      drawList: createList(atlas, actions),
      drawTable: table.draw,
      drawChoices: (place) => radioButtons(place, atlas, actions.showPlan),
      drawVariant: () => {
      },
      // there is no editor: who looks for it reads so
      drawChosen: () => {
      },
      takesPress: () => !1,
      moveControl: () => element("p", "hint", words.no_variants)
    };
  }), lookCloser = async () => {
    atlas.near.shapes = shapesIn(numbersIn(await bytesOf("close"))), ground.redraw(), performance.mark("close"), search.prepare();
  };
  requestAnimationFrame(() => setTimeout(lookCloser, 50));
}, open = async () => {
  if (!canUnpack()) {
    fail("too_old");
    return;
  }
  try {
    let [rows, afar] = await Promise.all([bytesOf("rows"), bytesOf("afar")]);
    openPage(JSON.parse(new TextDecoder().decode(rows)), afar), byId("opening", HTMLElement).hidden = !0;
  } catch (error) {
    throw fail("unreadable"), error;
  }
};
document.documentElement.className && open();
})();
