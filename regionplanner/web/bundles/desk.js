// sources: sha256 6a2d8b217829a8aab11d33aeb6d529fe3e75cf687e9820cf5abd2139354fb9b8
(() => {
"use strict";

// editor/directions.js
var WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }, WIDEST = 0.35, isArrow = (key) => key in WAYS, neighbourAt = (units, pairs, n, arrow) => {
  let [right, up] = WAYS[arrow], ways = pairs.flatMap(([a, b]) => a === n ? [b] : b === n ? [a] : []).map((unit) => {
    let [x, y] = [units[unit].x - units[n].x, units[unit].y - units[n].y];
    return { unit, cosine: (x * right + y * up) / Math.hypot(x, y) };
  }).filter(({ cosine }) => cosine > WIDEST);
  return ways.length ? ways.reduce((a, b) => b.cosine > a.cosine ? b : a).unit : null;
};

// editor/keyboard.js
var isTyping = (target) => target instanceof HTMLElement && target.closest("input:not([type=radio], [type=checkbox]), textarea") !== null, openKeys = ({ undo, redo, escape }) => {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector(".menu[open]") && escape(), !(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    let key = event.key.toLowerCase();
    key !== "z" && key !== "y" || (event.preventDefault(), key === "y" || event.shiftKey ? redo() : undo());
  });
}, openArrows = (container, step) => {
  container.addEventListener("keydown", (event) => {
    let { key, target } = event;
    !isArrow(key) || event.ctrlKey || event.altKey || event.metaKey || target instanceof Element && target.closest(".leaflet-control") || step(key, event.shiftKey) && (event.preventDefault(), event.stopImmediatePropagation());
  }, !0);
};

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
}, roomy = () => window.matchMedia("(min-width: 801px) and (min-height: 481px)").matches, steadily = (seen, change) => {
  let before = seen.getBoundingClientRect().top;
  change();
  let moved = seen.getBoundingClientRect().top - before;
  moved && (roomy() ? seen.closest(".side") : window)?.scrollBy({ top: moved, behavior: "instant" });
}, folded = /* @__PURE__ */ new Map(), foldable = (key, heading2, isOpen2, ...content) => {
  let made = element("details", "fold", element("summary", "", heading2), ...content);
  return made.open = folded.get(key) ?? isOpen2, made.addEventListener("toggle", () => folded.set(key, made.open)), made;
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

// desk/choices.js
var WAIT_MS = 400, numberField = (value, act, limits) => {
  let field = Object.assign(document.createElement("input"), { type: "number", value, ...limits }), waiting = 0;
  return field.addEventListener("input", () => {
    window.clearTimeout(waiting), waiting = window.setTimeout(() => {
      field.value !== "" && field.validity.valid && act(Number(field.value));
    }, WAIT_MS);
  }), field;
}, createChoices = (choose) => {
  let { criteria, regions: usual, weights: usualWeights, sizes } = (
    /** @type {DeskPageValues} */
    /** @type {unknown} */
    data.desk
  ), drawn2 = "", weights = ({ choices }) => {
    let now = choices.criteria ?? usualWeights;
    return criteria.map(({ name: key, label, per }) => {
      let field = numberField(
        now[key] ?? 0,
        (weight) => choose({ criteria: { ...now, [key]: weight } }),
        { min: 0, step: "any" }
      );
      return element(
        "label",
        "desk-number",
        element("span", "", label),
        field,
        element("span", "hint", per)
      );
    });
  }, curve = ({ curve: points, choices }) => {
    let [low, high] = [Math.min, Math.max].map((of) => of(...points.map(({ objective }) => objective)));
    return element("div", "desk-curve", ...points.map(({ regions, objective }) => {
      let bar2 = button("bar-point", "", () => choose({ regions }));
      return bar2.style.setProperty("--share", String(high > low ? (objective - low) / (high - low) : 0)), bar2.append(element("span", "", String(regions))), bar2.title = `${regions}: ${km.format(objective)}`, bar2.setAttribute("aria-label", bar2.title), bar2.setAttribute("aria-pressed", String(regions === (choices.regions ?? usual))), bar2;
    }));
  };
  return (desk) => {
    let now = JSON.stringify([desk.choices, desk.curve]), place = byId("desk-choices", HTMLElement);
    if (now === drawn2 || drawn2 && place.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement && desk.work.state === "busy") return;
    drawn2 = now;
    let { choices } = desk, asked = choices.regions ?? usual, whole2 = (key, value, label) => element(
      "label",
      "desk-number",
      element("span", "", label),
      numberField(value, (count) => choose({ [key]: count }), { min: 1, step: 1 })
    ), focused = place.contains(document.activeElement) ? [...place.querySelectorAll("input, button")].indexOf(
      /** @type {HTMLElement} */
      document.activeElement
    ) : -1;
    place.replaceChildren(
      foldable(
        "desk number",
        words.desk_number,
        !0,
        Array.isArray(asked) ? element("p", "", `${words.desk_regions}: ${asked.join("–")}`) : whole2("regions", asked, words.desk_regions),
        ...desk.curve.length > 1 ? [element("p", "hint", words.desk_curve), curve(desk)] : [],
        whole2("min_units", choices.min_units ?? sizes[0], words.desk_min),
        whole2("max_units", choices.max_units ?? sizes[1], words.desk_max)
      ),
      foldable("desk weights", words.desk_weights, !0, ...weights(desk))
    ), focused >= 0 && [...place.querySelectorAll("input, button")][focused]?.focus();
  };
};

// desk/server.js
var CHANNEL = "regionplanner-desk", ask = async (path, body = {}) => {
  try {
    let answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body)
    });
    return answer.ok ? null : answer.headers.get("content-type")?.includes("json") ? await answer.json() : { key: "desk_refused" };
  } catch {
    return { key: "desk_gone" };
  }
}, listen = (hear) => {
  let others = new BroadcastChannel(CHANNEL), last = /* @__PURE__ */ new Map();
  others.addEventListener("message", ({ data: [name2, text] }) => {
    name2 !== "hello" ? hear(name2, text) : last.forEach((known2, of) => others.postMessage([of, known2]));
  });
  let tell = (name2, text) => {
    name2 !== "gone" && last.set(name2, text), hear(name2, text), others.postMessage([name2, text]);
  };
  others.postMessage(["hello"]), navigator.locks.request(CHANNEL, () => new Promise(() => {
    let stream = new EventSource("/events");
    ["desk", "plan", "shelf", "offered"].forEach((name2) => {
      stream.addEventListener(name2, ({ data: data2 }) => tell(name2, data2));
    }), stream.addEventListener("error", () => tell("gone", ""));
  }));
};

// desk/offered.js
var WITHIN = 0.05, createOffered = (atlas, setOthers, say, lay) => {
  let { criteria } = (
    /** @type {DeskPageValues} */
    /** @type {unknown} */
    data.desk
  ), place = byId("desk-offered", HTMLElement);
  place.className = "desk-shelf";
  let trades = criteria.flatMap((first, n) => criteria.slice(n + 1).map((second) => ({ first, second }))), kinds = document.createElement("select");
  kinds.append(
    Object.assign(element("option", "", words.desk_offer_alternatives), { value: "" }),
    ...trades.map(({ first, second }, n) => Object.assign(element(
      "option",
      "",
      fill("desk_offer_trade", { first: first.label, second: second.label })
    ), { value: n }))
  );
  let count = Object.assign(document.createElement("input"), {
    type: "number",
    min: 2,
    max: 9,
    value: 3,
    required: !0
  }), form = element(
    "form",
    "",
    element("p", "hint", words.desk_offered_hint),
    element("label", "", words.desk_offer_kind, kinds),
    element("label", "", words.desk_offer_count, count),
    Object.assign(element("button", "secondary", words.desk_offer_find), { type: "submit" })
  );
  return form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let plans = count.valueAsNumber, trade = kinds.value === "" ? null : trades[Number(kinds.value)];
    say(await (trade ? ask("/make/front", { plans, first: trade.first.name, second: trade.second.name }) : ask("/make/alternatives", { plans, within: WITHIN })));
  }), (offered) => {
    setOthers("offered", offered.flatMap(({ plan, scenario, name: called }) => plan && scenario ? [atlas.planFrom({ ...plan, name: called, lines: plan.codes }, scenario)] : []));
    let lines = offered.map((one) => element(
      "li",
      "",
      name(one.name, "strong"),
      element(
        "span",
        "desk-acts",
        button("quiet", words.desk_back, () => lay(one.assignment ?? {}))
      )
    ));
    place.replaceChildren(foldable(
      "desk offered",
      fill("desk_offered", { count: String(offered.length) }),
      !1,
      ...lines.length ? [element("ul", "desk-list", ...lines)] : [],
      form
    ));
  };
};

// desk/others.js
var createOthers = ({ plans, shown }, actions) => {
  let groups = /* @__PURE__ */ new Map();
  return (group, some) => {
    if (!some.length && !groups.get(group)?.length) return;
    let before = shown.plan;
    groups.set(group, some);
    let all = [...groups.values()].flat();
    if (plans.splice(1, plans.length, ...all), before.isVariant) return;
    let same = all.find((plan) => plan.name === before.name);
    actions.showPlan(before === plans[0] ? before : same ?? plans[0]);
  };
};

// desk/painted.js
var paintedRules = ({ units, figuresOf: figuresOf2, membersOf }, plan) => {
  let { variant, base, division } = plan;
  if (!variant || !base) return [];
  let figures = figuresOf2(plan), codes = (some) => some.map((n) => units[n].nis), { locked } = variant, moved = division.of.flatMap((region, n) => region >= 0 && (division.codes[region] !== base.division.codes[base.division.of[n]] || locked.units.includes(n)) ? [n] : []), groups = [...new Set(moved.map((n) => division.of[n]))].filter((region) => !locked.regions.includes(region)).map((region) => {
    let own = moved.filter((n) => division.of[n] === region), isNew = region >= base.division.codes.length, centre = (
      /** @type {NonNullable<typeof figures[number]>} */
      figures[region].centre
    );
    return [.../* @__PURE__ */ new Set([...isNew ? [] : [centre], ...own])];
  }), apart2 = groups.flatMap((group, n) => groups.slice(n + 1).filter((other) => units[other[0]].parent === units[group[0]].parent).map((other) => ({ rule: "apart", units: codes([group[0], other[0]]) })));
  return [
    ...locked.regions.map((region) => ({
      rule: "locked",
      units: codes(membersOf(region, plan)),
      region: division.codes[region]
    })),
    ...groups.filter(({ length }) => length > 1).map((group) => ({ rule: "together", units: codes(group) })),
    ...apart2
  ];
}, assignmentOf = ({ units }, { division: { codes, of } }) => Object.fromEntries(
  units.flatMap(({ nis }, n) => of[n] >= 0 ? [[nis, codes[of[n]]]] : [])
);

// desk/pointed.js
var pointedRules = (atlas, change) => {
  let { shown, units, membersOf } = atlas, chosen = shown.unit === null ? shown.several : [shown.unit], codes = chosen.map((n) => units[n].nis), add = (rule, some, region2 = "") => button("secondary", words[`desk_add_${rule}`], () => change({ kind: "add_rule", rule, units: some, region: region2 })), region = shown.unit === null && !chosen.length ? shown.region : null, offered = [];
  if (codes.length >= 2 && offered.push(add("together", codes)), codes.length === 2 && offered.push(add("apart", codes)), codes.length && offered.push(add("leave_out", codes), add("not_centre", codes)), region !== null) {
    let members = membersOf(region).map((n) => units[n].nis);
    offered.push(add("locked", members, shown.plan.division.codes[region]));
  }
  byId("desk-pointed", HTMLElement).replaceChildren(...offered.length ? [
    element("h3", "", chosen.length ? counted(chosen.length, "chosen") : words.desk_this_region),
    element("div", "tools", ...offered)
  ] : []);
};

// desk/limits.js
var page = (
  /** @type {DeskPageValues} */
  /** @type {unknown} */
  data
), OPEN = "…", limitText = ({ kind, figure, value }) => (page.desk.limits.find((one) => one.kind === kind && one.figure === figure)?.text ?? `${kind} ${figure} ${OPEN}`).replace(OPEN, digits.format(value)), limitForm = (change) => {
  let { limits } = page.desk, select = document.createElement("select");
  select.setAttribute("aria-label", words.desk_limit), select.append(...limits.map(({ text }, n) => Object.assign(element("option", "", text), { value: n })));
  let field = Object.assign(document.createElement("input"), {
    type: "number",
    min: 0,
    step: "any",
    required: !0
  });
  field.setAttribute("aria-label", words.desk_limit_value);
  let form = element(
    "form",
    "desk-limit",
    select,
    field,
    Object.assign(element("button", "secondary", words.desk_limit_add), { type: "submit" })
  );
  return form.addEventListener("submit", (event) => {
    event.preventDefault();
    let { kind: rule, figure } = limits[Number(select.value)];
    change({ kind: "add_rule", rule, figure, value: field.valueAsNumber });
  }), form;
};

// desk/rules.js
var MOST_NAMES = 6, createRules = (atlas, actions, change) => {
  let at = new Map(atlas.units.map(({ nis }, n) => [nis, n])), form = limitForm(change), drawn2 = "", line = (rule) => {
    let { number, kind, units, on, price } = rule, known2 = units.flatMap((nis) => at.get(nis) ?? []), text = rule.value ? [limitText(rule)] : sentence(`desk_rule_${kind}`, { units: atlas.unitNames(known2, MOST_NAMES) }), box = Object.assign(document.createElement("input"), { type: "checkbox", checked: on });
    box.addEventListener("change", () => change({ kind: "switch", number, on: box.checked }));
    let see = known2.length ? [button("quiet", words.desk_see, () => actions.seeUnits(known2))] : [], bin = button("quiet", words.desk_remove, () => change({ kind: "remove", number })), said = element("label", on ? "" : "off", box, " ", element("span", "", ...text)), cost = price === null ? [] : [element(
      "span",
      "desk-price",
      price > 0.05 ? fill("desk_price", { price: km.format(price) }) : words.desk_price_none
    )];
    return element("li", "", said, element("span", "desk-acts", ...cost, ...see, bin));
  };
  return ({ rules }) => {
    let now = JSON.stringify(rules);
    if (now === drawn2) return;
    drawn2 = now;
    let focused = form.contains(document.activeElement) ? (
      /** @type {HTMLElement} */
      document.activeElement
    ) : null;
    byId("desk-rules", HTMLElement).replaceChildren(
      foldable(
        "desk rules",
        fill("desk_rules", { count: String(rules.length) }),
        !0,
        ...rules.length ? [element("ul", "desk-list", ...rules.map(line))] : [element("p", "hint", words.desk_rules_hint)],
        form
      )
    ), focused?.focus();
  };
};

// desk/shelf.js
var createShelf = (atlas, setOthers, say, lay) => {
  let place = byId("desk-shelf", HTMLElement);
  place.className = "desk-shelf";
  let gone = null, called = Object.assign(document.createElement("input"), { maxLength: 60 }), note = Object.assign(document.createElement("textarea"), { maxLength: 2e3, rows: 2 }), form = element(
    "form",
    "",
    element("label", "", words.desk_name, called),
    element("label", "", words.desk_note, note),
    Object.assign(element("button", "secondary", words.desk_keep), { type: "submit" })
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let failure = await ask("/shelf/keep", { name: called.value, note: note.value });
    say(failure), failure || [called, note].forEach((field) => Object.assign(field, { value: "" }));
  });
  let line = (kept) => {
    let bin = button("quiet", words.desk_drop, async () => {
      gone = kept.folder, say(await ask("/shelf/drop", { folder: kept.folder }));
    }), back = kept.assignment === void 0 ? [] : [button("quiet", words.desk_back, () => lay(kept.assignment ?? {}))];
    return element(
      "li",
      "",
      name(kept.name, "strong"),
      ...kept.problem ? [element("p", "desk-why", kept.problem)] : [],
      ...kept.note ? [element("p", "hint", name(kept.note))] : [],
      element("span", "desk-acts", ...back, bin)
    );
  };
  return (shelf) => {
    let known2 = shelf.flatMap((kept) => kept.plan && kept.scenario ? [atlas.planFrom({ ...kept.plan, name: kept.name, lines: kept.plan.codes }, kept.scenario)] : []);
    setOthers("shelf", known2);
    let undo = gone === null ? [] : [button("quiet", fill("desk_restore", { name: gone }), async () => {
      let folder = gone;
      gone = null, say(await ask("/shelf/restore", { folder }));
    })];
    place.replaceChildren(foldable(
      "desk shelf",
      fill("desk_shelf", { count: String(shelf.length) }),
      !0,
      ...shelf.length ? [element("ul", "desk-list", ...shelf.map(line))] : [],
      ...undo,
      form
    ));
  };
};

// desk/trouble.js
var createTrouble = ({ units }, actions, take) => {
  let place = byId("desk-trouble", HTMLElement), said = "";
  return { say: (failure) => {
    let text = JSON.stringify(failure);
    if (text === said) return;
    if (said = text, !failure) {
      place.replaceChildren();
      return;
    }
    let { key, message = "", ways = [], units: codes = [] } = failure, concerned = units.flatMap(({ nis }, n) => codes.includes(nis) ? [n] : []);
    place.replaceChildren(
      element("p", "desk-why", name(key ? words[key] : message || words.desk_ended)),
      ...concerned.length ? [button("quiet", words.desk_where, () => {
        actions.chooseSeveral(concerned), actions.seeUnits(concerned);
      })] : [],
      ...ways.length ? [element("p", "", words.desk_ways), element(
        "ul",
        "desk-ways",
        ...ways.map(({ text: way, changes }) => element(
          "li",
          "",
          button("secondary", name(way), () => take(changes))
        ))
      )] : []
    );
  } };
};

// desk/desk.js
var proofText = (work) => {
  let percent = (share) => `${km.format(100 * share)} %`;
  return work.state === "busy" ? work.gap !== void 0 && work.gap !== null ? fill("desk_gap", { gap: percent(work.gap) }) : work.made ? fill("desk_made", { done: String(work.made), of: String(work.of) }) : work.of ? fill("desk_progress", { done: String(work.done), of: String(work.of) }) : words.desk_busy : work.state === "done" && typeof work.objective == "number" ? work.best ? fill("desk_proven", { objective: km.format(work.objective) }) : String(work.sentence) : words[`desk_${work.state}`];
}, createDesk = (atlas, ground, actions) => {
  let { shown, plans } = atlas, desk = null, isClosed = !1, trouble = createTrouble(atlas, actions, (changes) => change({ kind: "way", choices: changes })), change = async (what) => {
    trouble.say(await ask("/change", what));
  }, drawChoices = createChoices((choices) => change({ kind: "choices", choices })), drawRules = createRules(atlas, actions, change), setOthers = createOthers(atlas, actions), layOut = (assignment) => change({ kind: "paint", assignment }), drawShelf = createShelf(atlas, setOthers, trouble.say, layOut), drawOffered = createOffered(atlas, setOthers, trouble.say, layOut), take = ({ plan, scenario }) => {
    let before = plans[0], next = atlas.planFrom({ ...plan, lines: plan.codes }, scenario);
    plans[0] = next, before.division.codes.length && (next.base = { ...before, base: void 0, name: words.desk_before });
    let { variant: painted } = shown.plan;
    (!painted || !atlas.variants.includes(painted)) && actions.showPlan(next);
  }, go = (kind) => change({ kind }), undo = button("tool", words.undo, () => go("undo")), redo = button("tool", words.redo, () => go("redo")), byKey = (kind) => {
    shown.plan.variant || go(kind);
  };
  openKeys({ undo: () => byKey("undo"), redo: () => byKey("redo"), escape: () => {
  } });
  let stop = button("tool", words.desk_stop, () => ask("/stop")), variant = () => shown.plan.variant?.base === plans[0] ? shown.plan : null, lay = async (what) => {
    let painted = variant()?.variant;
    await change(what), painted && atlas.variants.splice(atlas.variants.indexOf(painted), 1);
  }, layPainted = (plan) => lay({ kind: "paint", assignment: assignmentOf(atlas, plan) }), keep = button("tool", words.desk_lay, () => {
    let plan = variant();
    plan && layPainted(plan);
  }), finish = button("tool", words.desk_finish, () => {
    let plan = variant();
    plan && lay({ kind: "add_rules", rules: paintedRules(atlas, plan) });
  }), repair = button("tool", words.desk_repair, async () => {
    let plan = variant();
    plan && await layPainted(plan), await ask("/make/repair");
  }), close = button("tool", words.desk_close, async () => {
    isClosed = !0, await ask("/close"), proof.textContent = words.desk_closed;
  }), out = Object.assign(element("a", "tool", words.desk_export), { href: "/export.zip", download: "" });
  byId("desk-tools", HTMLElement).append(undo, redo, stop, finish, repair, keep, out, close);
  let proof = byId("desk-proof", HTMLElement), draw = () => {
    if (pointedRules(atlas, change), !desk) return;
    let isBusy = desk.work.state === "busy";
    proof.textContent = proofText(desk.work), proof.classList.toggle("busy", isBusy), Object.assign(undo, { disabled: !desk.mayUndo }), Object.assign(redo, { disabled: !desk.mayRedo }), stop.hidden = !isBusy;
    let isPainted = variant() !== null;
    keep.hidden = isBusy || !isPainted, finish.hidden = keep.hidden, repair.hidden = isBusy || !(isPainted || desk.byHand);
  };
  return plans[0].lines = plans[0].division.codes, drawShelf([]), drawOffered([]), listen((name2, text) => {
    if (name2 === "gone") {
      isClosed || (proof.textContent = words.desk_gone);
      return;
    }
    let values = JSON.parse(text);
    name2 === "plan" && take(values), name2 === "shelf" && drawShelf(values), name2 === "offered" && drawOffered(values), name2 === "desk" && (desk = /** @type {DeskValues} */
    values, desk.work.state === "failed" ? trouble.say(desk.work) : trouble.say(null), drawChoices(desk), drawRules(desk), draw());
  }), draw;
};

// editor/gauges.js
var changedUnits = ({ of }, before) => of.flatMap((region, n) => region === before.of[n] ? [] : [n]), limitsOf = ({ bounds }, units, figure) => {
  let bound = bounds.find(({ values }) => values.every((value, n) => value === units[n][figure]));
  return { least: bound?.least ?? null, most: bound?.most ?? null };
}, gaugesOf = (scenario, units, counted2, region) => {
  let [least, most] = scenario.sizes;
  return [
    { figure: "units", value: region.members.length, least, most },
    ...counted2.map((figure) => ({
      figure,
      value: region[figure] ?? 0,
      ...limitsOf(scenario, units, figure)
    }))
  ];
}, scaleOf = (gauges) => Math.max(1, ...gauges.flatMap(({ value, least, most }) => [value, least ?? 0, most ?? 0])) * 1.04, isBeyond = ({ value, least, most }) => least !== null && value < least || most !== null && value > most, regionsAround = (figures, units, { of }, some) => {
  let parents = new Set(some.map((n) => units[n].parent)), own = new Set(some.map((n) => of[n]));
  return figures.flatMap((one, region) => one && (own.has(region) || parents.has(one.parent)) ? [region] : []);
};

// editor/padlock.js
var SVG = "http://www.w3.org/2000/svg", padlock = (isClosed) => {
  let sign = document.createElementNS(SVG, "svg"), shackle = isClosed ? "M5 7V5a3 3 0 0 1 6 0v2" : "M5 7V4a3 3 0 0 1 6 0";
  return Object.entries({ viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": !0 }).forEach(
    ([key, value]) => sign.setAttribute(key, String(value))
  ), sign.setAttribute("class", isClosed ? "padlock closed" : "padlock"), [shackle, "M3 7h10v7H3z"].forEach((d) => {
    let path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d), sign.append(path);
  }), sign;
};

// editor/bars.js
var COUNTED = (
  /** @type {Counted[]} */
  ["inhabitants", "children"].filter(has)
), bar = (gauge, scale) => {
  let track = element("div", "bar-track"), share = (value) => `${100 * value / scale}%`, filled = element("div", "bar-fill");
  filled.style.width = share(gauge.value);
  let limits = [gauge.least, gauge.most].flatMap((limit) => {
    if (limit === null) return [];
    let mark = element("div", "bar-limit");
    return mark.style.left = share(limit), [mark];
  });
  return track.append(filled, ...limits), track.setAttribute("aria-hidden", "true"), track;
}, cell = (gauge, scale) => {
  let sign = isBeyond(gauge) ? element("span", "beyond", " ✗") : "", made = element("td", "", digits.format(gauge.value), sign, bar(gauge, scale));
  return isBeyond(gauge) && (made.className = "bad"), made;
}, allowed = ({ least, most }) => least === null && most === null ? "" : ` ${[least, most].map((limit) => limit === null ? "…" : digits.format(limit)).join("–")}`, createBars = (atlas, { chosen, lockRegion }) => {
  let { shown, units, values, labelOf, figuresOf: figuresOf2 } = atlas, panel = element("div", "bars"), lockButton = (region) => {
    let isLocked = shown.plan.variant?.locked.regions.includes(region) ?? !1, made = button("lock", padlock(isLocked), () => lockRegion(region, !isLocked));
    return made.setAttribute("aria-pressed", String(isLocked)), made.setAttribute("aria-label", fill("lock_region", { region: labelOf(region) })), made.title = words[isLocked ? "unlock_hint" : "lock_hint"], made.dataset.region = String(region), made;
  };
  return { panel, draw: () => {
    let { plan } = shown, figures = (
      /** @type {ReturnType<typeof plan.model.figures>} */
      figuresOf2(plan)
    ), scenario = values.scenarios[plan.scenario], changed = plan.base ? changedUnits(plan.division, plan.base.division) : [], rows = regionsAround(figures, units, plan.division, [...chosen(), ...changed]).sort((a, b) => inOrder(labelOf(a), labelOf(b))).map((region) => ({
      region,
      gauges: gaugesOf(
        scenario,
        units,
        COUNTED,
        /** @type {NonNullable<typeof figures[0]>} */
        figures[region]
      )
    }));
    if (!rows.length) {
      panel.replaceChildren();
      return;
    }
    let focused = document.activeElement instanceof HTMLElement && panel.contains(document.activeElement) ? document.activeElement.dataset.region : void 0, columns = rows[0].gauges, scales = columns.map((_, g) => scaleOf(rows.map(({ gauges }) => gauges[g]))), heads = columns.map((gauge) => Object.assign(
      element("th", "", words[`bar_${gauge.figure}`], element("span", "", allowed(gauge))),
      { scope: "col" }
    ));
    panel.replaceChildren(element(
      "table",
      "",
      element("caption", "", words.bars_caption),
      element("thead", "", element("tr", "", ...heads)),
      ...rows.map(({ region, gauges }) => element(
        "tbody",
        "",
        element("tr", "", Object.assign(
          element("th", "", lockButton(region), dot(plan.colours[region]), name(labelOf(region))),
          { scope: "rowgroup", colSpan: columns.length }
        )),
        element("tr", "", ...gauges.map((gauge, g) => cell(gauge, scales[g])))
      ))
    )), panel.querySelector(`[data-region="${focused}"]`)?.focus();
  } };
};

// editor/locks.js
var withLock = (locked, some, on) => {
  let others = locked.filter((one) => !some.includes(one));
  return on ? [...others, ...some].sort((a, b) => a - b) : others;
}, freeUnits = (locked, { of }, some) => locked === void 0 ? some : some.filter((n) => !locked.units.includes(n) && !locked.regions.includes(of[n])), isOpen = (locked, region) => region === null || !locked?.regions.includes(region);

// editor/selection.js
var toggled = (chosen, n) => chosen.includes(n) ? chosen.filter((unit) => unit !== n) : [...chosen, n], joinedBy = (chosen, more) => [.../* @__PURE__ */ new Set([...chosen, ...more])], isInside = (line, { x, y }) => {
  let inside = !1;
  return line.forEach((a, n) => {
    let b = line[(n + line.length - 1) % line.length];
    a.y > y != b.y > y && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x && (inside = !inside);
  }), inside;
}, groupChoices = (groupings, groups) => groupings.map((grouping, at) => ({
  at,
  label: grouping.labels,
  groups: grouping.names.map((name2, code) => ({ code, name: name2 })).filter(({ code }) => groups[at][code].members.length > 1)
})).filter((one) => one.groups.length);

// editor/moves.js
var movedTo = (model, units, division, chosen, region) => {
  let next = { ...division, codes: [...division.codes], of: [...division.of] };
  return region === null && next.codes.push(model.newCode(division, units[chosen[0]].parent)), chosen.forEach((n) => {
    next.of[n] = region ?? division.codes.length;
  }), next;
}, spelled = ({ rule, region, key, places }) => JSON.stringify([rule, region, key, places]), newlyBroken = (before, after) => {
  let known2 = new Set(before.map(spelled));
  return after.filter((violation) => !known2.has(spelled(violation)));
}, touchedRegions = (pairs, { of }, chosen) => {
  let inside = new Set(chosen), beside = pairs.flatMap(([a, b]) => [...inside.has(a) ? [b] : [], ...inside.has(b) ? [a] : []]);
  return [...new Set([...beside, ...chosen].map((n) => of[n]))].filter((region) => region >= 0 && chosen.some((n) => of[n] !== region));
}, movesOf = (model, units, division, chosen, targets) => {
  let before = model.violations(division);
  return targets.map((region) => {
    let after = model.violations(movedTo(model, units, division, chosen, region));
    return { region, broken: newlyBroken(before, after) };
  }).sort((a, b) => a.broken.length - b.broken.length);
};

// editor/targets.js
var possibleMoves = ({ shown, units, values, labelOf }, chosen) => {
  let { model, division, scenario, variant } = shown.plan, touched = touchedRegions(values.scenarios[scenario].pairs, division, chosen).filter((region) => isOpen(variant?.locked, region)).sort((a, b) => inOrder(labelOf(a), labelOf(b))), own = division.of[chosen[0]], isAlone = own >= 0 && division.of.every((of, n) => of === own === chosen.includes(n));
  return movesOf(model, units, division, chosen, isAlone ? touched : [...touched, null]);
}, targetList = (atlas, chosen, act) => {
  let { shown, brokenText, labelOf } = atlas, entry = ({ region, broken }) => {
    let made = button("target", "", () => act(region));
    made.append(...region === null ? [words.new_region] : [dot(shown.plan.colours[region]), name(labelOf(region))]);
    let verdict = broken.length ? element("div", "breaks", ...broken.map((one) => element("p", "", words.would_break, " ", ...brokenText(one)))) : element("span", "allowed", words.would_keep);
    return verdict.id = `target-${region ?? "new"}`, made.setAttribute("aria-describedby", verdict.id), element("li", "", made, " ", verdict);
  };
  return element("ul", "targets", ...possibleMoves(atlas, chosen).map(entry));
};

// editor/card.js
var TOOLS = ["pick", "circle", "paint"], labelledSelect = (label, act) => {
  let select = document.createElement("select");
  return select.addEventListener("change", () => act(select.value)), { select, row: element("label", "edit-select", `${label} `, select) };
}, option = (value, text) => Object.assign(element("option", "", text), { value }), createCard = (atlas, actions, editor) => {
  let { shown, units, groupings, groupsOf: groupsOf2, labelOf, regionsOf } = atlas, card = byId("edit", HTMLElement), opener = byId("edit-button", HTMLElement), side = byId("side-button", HTMLElement), tool = "pick", brush = "", tools = TOOLS.map((one) => {
    let made = button("tool", words[`tool_${one}`], () => setTool(one));
    return made.id = `tool-${one}`, made;
  }), brushes = labelledSelect(words.brush, (value) => {
    brush = value;
  }), groups = labelledSelect(words.choose_group, (value) => {
    let [g, code] = value.split(" ").map(Number);
    editor.choose([...editor.chosen(), ...groupsOf2(shown.plan)[g][code].members]), groups.select.value = "";
  }), hint = element("p", "hint"), chosenPart = element("div", "edit-chosen"), bars = createBars(atlas, editor);
  card.append(
    button("tool close", words.edit_close, () => show(!1)),
    element("h2", "", words.edit_heading),
    element("div", "tools", ...tools),
    hint,
    brushes.row,
    groups.row,
    chosenPart,
    bars.panel,
    editor.opening
  ), groups.select.append(option("", words.choose_group_none), ...groupChoices(
    groupings,
    groupsOf2(shown.plan)
  ).map(({ label, groups: some, at }) => Object.assign(
    element("optgroup", "", ...some.map(({ code, name: text }) => option(`${at} ${code}`, text))),
    { label }
  )));
  let setTool = (chosen) => {
    tool = chosen, editor.setTool(tool), draw();
  }, chip = (n) => {
    let made = button("chip", "", () => editor.choose(toggled(editor.chosen(), n)));
    return made.append(name(units[n].name), element("span", "", " ×")), made.setAttribute("aria-label", fill("unchoose", { name: units[n].name })), made;
  }, lockControl = (chosen) => {
    let locked = shown.plan.variant?.locked.units ?? [], isLocked = chosen.every((n) => locked.includes(n)), made = button(
      "quiet lock-units",
      words[isLocked ? "unlock_units" : "lock_units"],
      () => editor.lockUnits(chosen, !isLocked)
    );
    return made.prepend(padlock(isLocked), " "), made;
  }, drawTargets = () => {
    let chosen = tool === "paint" ? [] : editor.chosen();
    if (!chosen.length) {
      chosenPart.replaceChildren();
      return;
    }
    let free = freeUnits(shown.plan.variant?.locked, shown.plan.division, chosen), inNames = [...chosen].sort((a, b) => inOrder(units[a].name, units[b].name));
    chosenPart.replaceChildren(
      element("h3", "", counted(chosen.length, "chosen")),
      element(
        "div",
        "chips",
        ...inNames.map(chip),
        ...chosen.length > 1 ? [button("quiet", words.unchoose_all, () => editor.choose([]))] : []
      ),
      lockControl(chosen),
      ...free.length ? [
        element("h3", "", words.where_to),
        ...free.length < chosen.length ? [element("p", "hint", words.locked_stay)] : [],
        targetList(atlas, free, (region) => editor.move(free, region))
      ] : [element("p", "hint", words.locked_all)]
    );
  }, draw = () => {
    if (card.hidden) return;
    tools.forEach((made, n) => made.setAttribute("aria-pressed", String(TOOLS[n] === tool))), hint.textContent = words[`tool_${tool}_hint`], brushes.row.hidden = tool !== "paint", groups.row.hidden = tool === "paint" || groups.select.length < 2;
    let regions = regionsOf().sort((a, b) => inOrder(labelOf(a), labelOf(b)));
    brushes.select.replaceChildren(
      option("", words.brush_start),
      ...regions.map((region) => option(String(region), labelOf(region)))
    ), regions.includes(Number(brush)) || (brush = ""), brushes.select.value = brush, drawTargets(), bars.draw();
  }, show = (on) => {
    card.hidden === on && (card.hidden = !on, opener.setAttribute("aria-expanded", String(on)), on || (tool = "pick"), editor.setTool(tool), shown.unit !== null && actions.chooseSeveral([shown.unit]), on ? (document.getElementById("click-hint")?.remove(), side.getAttribute("aria-expanded") === "false" && side.click(), draw(), card.scrollIntoView({ block: roomy() ? "nearest" : "start" })) : opener.focus());
  };
  return opener.addEventListener("click", () => {
    show(card.hidden === !0), card.hidden || card.focus({ preventScroll: !0 });
  }), {
    draw,
    drawBars: bars.draw,
    show,
    /** Do what changes the panel above the tools; they stay in their place. */
    steadily: (change) => {
      card.hidden ? change() : steadily(card, change);
    },
    isOpen: () => !card.hidden,
    tool: () => tool,
    /** The region to paint with, where one begins on a unit. */
    brushAt: (n) => brush === "" ? atlas.regionOf(n) : Number(brush)
  };
};

// editor/history.js
var freeName = (start, names) => {
  let name2 = start;
  for (let n = 2; names.includes(name2); n += 1) name2 = `${start} ${n}`;
  return name2;
}, planOf = ({ steps, at }) => steps[at], mayUndo = ({ variant }) => variant !== void 0 && variant.at > 0, mayRedo = ({ variant }) => variant !== void 0 && variant.at < variant.steps.length - 1, createHistory = ({ shown, variants, variantPlan: variantPlan2 }, called) => {
  let add = (base, { name: name2 = called, note = "", division, locked } = {}) => {
    let variant = {
      name: freeName(name2, variants.map((one) => one.name)),
      note,
      base,
      steps: [],
      at: 0,
      saved: !1,
      locked: locked ?? { units: [], regions: [] },
      against: null
    };
    return variant.steps.push(variantPlan2(variant, base.division)), variants.push(variant), division && push(variant, division), variant;
  }, begin = () => shown.plan.variant ?? add(shown.plan), push = (variant, division) => (variant.steps.length = variant.at + 1, variant.steps.push(variantPlan2(variant, division)), Object.assign(variant, { at: variant.at + 1, saved: !1 }), planOf(variant));
  return { add, begin, push, go: (variant, by) => (Object.assign(variant, { at: Math.max(0, Math.min(variant.steps.length - 1, variant.at + by)) }), planOf(variant)), drop: (variant) => (variants.splice(variants.indexOf(variant), 1), variants.filter(({ against }) => against === variant).forEach((one) => Object.assign(one, { against: null })), variant.base) };
};

// editor/voice.js
var createVoice = ({ shown, brokenOf, labelOf, unitNames }) => {
  let line = byId("said", HTMLElement), say = (text) => {
    line.textContent = text;
  }, namesOf = (some) => some.length > 3 ? counted(some.length, "units") : unitNames(some).textContent ?? "", sayStep = (text) => {
    let broken = brokenOf(shown.plan).length;
    say(`${text} ${broken ? counted(broken, "said_broken") : words.said_kept}`);
  };
  return {
    say,
    namesOf,
    sayStep,
    /** @param {number[]} some @param {number} region */
    sayMoved: (some, region) => sayStep(fill("said_moved", { units: namesOf(some), region: labelOf(region) }))
  };
};

// editor/edits.js
var createEdits = (atlas, history, actions) => {
  let { shown, units, labelOf, regionOf } = atlas, { say, sayStep, sayMoved, namesOf } = createVoice(atlas), step = (variant, division) => actions.showPlan(history.push(variant, division)), go = (by) => {
    let { variant } = shown.plan;
    !variant || !(by < 0 ? mayUndo : mayRedo)(shown.plan) || (actions.showPlan(history.go(variant, by)), sayStep(words[by < 0 ? "said_undone" : "said_redone"]));
  }, lock = (what, some, on) => {
    let variant = history.begin();
    variant.locked[what] = withLock(variant.locked[what], some, on), actions.showPlan(history.go(variant, 0));
    let names = what === "units" ? namesOf(some) : labelOf(some[0]);
    say(fill(on ? "said_locked" : "said_unlocked", { names }));
  };
  return {
    say,
    sayStep,
    /**
     * Move units to a region; null makes a new one.
     * @param {number[]} some
     * @param {number | null} region
     */
    move: (some, region) => {
      let variant = history.begin(), { division } = shown.plan;
      step(variant, movedTo(variant.base.model, units, division, some, region)), sayMoved(some, regionOf(some[0]));
    },
    /** @param {Division} division @param {number} region @param {number[]} painted */
    paint: (division, region, painted) => {
      step(history.begin(), division), sayMoved(painted, region);
    },
    undo: () => go(-1),
    redo: () => go(1),
    /** @param {number[]} some @param {boolean} on */
    lockUnits: (some, on) => lock("units", some, on),
    /** @param {number} region @param {boolean} on */
    lockRegion: (region, on) => lock("regions", [region], on)
  };
};

// editor/lock_marks.js
var createLockMarks = ({ shown, units, membersOf }, map) => {
  let marks = L.layerGroup().addTo(map), mark = (n) => L.marker(units[n].at, {
    interactive: !1,
    keyboard: !1,
    icon: L.divIcon({
      className: "lock-mark",
      html: element("span", "", padlock(!0)),
      iconSize: [16, 16],
      iconAnchor: [8, 22]
    })
  });
  return () => {
    let { units: some, regions } = shown.plan.variant?.locked ?? { units: [], regions: [] };
    marks.clearLayers(), (/* @__PURE__ */ new Set([...some, ...regions.flatMap((region) => membersOf(region))])).forEach((n) => mark(n).addTo(marks));
  };
};

// model/matching.js
var assigned = (worth) => {
  let width = worth[0]?.length ?? 0, [ofRow, ofColumn] = [new Array(worth.length + 1).fill(0), new Array(width + 1).fill(0)], rowAt = new Array(width + 1).fill(0);
  worth.forEach((_, n) => {
    let least = new Array(width + 1).fill(1 / 0), isSeen = new Array(width + 1).fill(!1), from = new Array(width + 1).fill(0);
    rowAt[0] = n + 1;
    let at = 0;
    for (; rowAt[at] !== 0; ) {
      isSeen[at] = !0;
      let row = rowAt[at], [step, next] = [1 / 0, 0];
      for (let column = 1; column <= width; column += 1) {
        if (isSeen[column]) continue;
        let cost = -worth[row - 1][column - 1] - ofRow[row] - ofColumn[column];
        cost < least[column] && ([least[column], from[column]] = [cost, at]), least[column] < step && ([step, next] = [least[column], column]);
      }
      for (let column = 0; column <= width; column += 1)
        isSeen[column] ? (ofRow[rowAt[column]] += step, ofColumn[column] -= step) : least[column] -= step;
      at = next;
    }
    for (; at !== 0; at = from[at]) rowAt[at] = rowAt[from[at]];
  });
  let columns = new Array(worth.length).fill(-1);
  return rowAt.forEach((row, column) => {
    column > 0 && row > 0 && (columns[row - 1] = column - 1);
  }), columns;
}, continuedRegions = (now, before) => {
  let size = Math.max(now.codes.length, before.codes.length), stay = now.codes.map(() => new Array(size).fill(0));
  now.of.forEach((region, n) => {
    region >= 0 && before.of[n] >= 0 && (stay[region][before.of[n]] += 1);
  });
  let worth = stay.map((row, region) => row.map((shared, old) => shared * (size + 1) + (shared && now.codes[region] === before.codes[old] ? 1 : 0)));
  return assigned(worth).map((old, region) => stay[region][old] ? old : -1);
}, continuing = (now, before) => {
  let codes = [...before.codes], names = [...before.names ?? before.codes], place = continuedRegions(now, before).map((old, region) => {
    if (old >= 0 || !now.of.includes(region)) return old;
    let own = now.codes[region], code = own;
    for (let n = 2; codes.includes(code); n += 1) code = `${own}-${n}`;
    return names.push(code === own ? now.names?.[region] ?? code : code), codes.push(code) - 1;
  });
  return {
    codes,
    of: now.of.map((region) => region < 0 ? -1 : place[region]),
    ...before.names ? { names } : {}
  };
};

// page/fold.js
var bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(), inWords = (text) => bare(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim(), fold = (text) => inWords(text) || bare(text).trim();

// editor/plan_text.js
var COLUMNS = { id: "nis", group: "region" }, PLAIN = { id: [COLUMNS.id], group: [COLUMNS.group] }, cellsOf = (text, separator) => {
  let rows = [], [cells, cell2, isQuoted, row] = [
    /** @type {string[]} */
    [],
    "",
    !1,
    1
  ], endRow = () => {
    cells.push(cell2.trim()), cells.some(Boolean) && rows.push({ row, cells }), [cells, cell2] = [[], ""];
  };
  for (let at = 0; at < text.length; at += 1) {
    let letter = text[at];
    letter === '"' ? isQuoted && text[at + 1] === '"' ? (cell2 += letter, at += 1) : isQuoted = !isQuoted : letter === separator && !isQuoted ? (cells.push(cell2.trim()), cell2 = "") : letter === `
` && !isQuoted ? (endRow(), row += 1) : letter !== "\r" && (cell2 += letter);
  }
  return endRow(), rows;
}, separatorOf = (line) => [",", ";", "	"].reduce(
  (a, b) => line.split(b).length > line.split(a).length ? b : a
), spelledUnits = (units) => {
  let known2 = /* @__PURE__ */ new Map();
  return units.forEach(({ name: name2 }, n) => known2.set(fold(name2), known2.has(fold(name2)) ? null : n)), units.forEach(({ nis, written: written2 }, n) => [nis, ...written2?.slice(0, 1) ?? []].forEach(
    (code) => known2.set(fold(code), n)
  )), known2;
}, readPlan = (units, before, text, heads = PLAIN) => {
  let [head, ...rows] = cellsOf(text.replace(/^\ufeff/, ""), separatorOf(text.split(`
`, 1)[0])), columns = head?.cells.map((one) => one.toLowerCase()) ?? [], [ids, regions, called] = [heads.id, heads.group, ["region_name"]].map((some) => columns.findIndex((one) => some.includes(one)));
  if (ids < 0 || regions < 0) return { problems: [{ key: "file_columns", places: COLUMNS }] };
  let known2 = spelledUnits(units), codes = [...before.codes], names = [...before.names ?? before.codes], of = units.map(() => -1), problems = [];
  if (rows.forEach(({ row, cells }) => {
    let object = (key) => problems.push({ key, places: { row: String(row), text: cells[ids] } }), n = known2.get(fold(cells[ids])), code = cells[regions] ?? "";
    n == null ? object(n === null ? "file_several" : "file_unknown") : of[n] >= 0 ? object("file_twice") : code && (codes.includes(code) || (names[codes.push(code) - 1] = cells[called] || code), of[n] = codes.indexOf(code));
  }), !problems.length && !of.some((region) => region >= 0) && problems.push({ key: "file_empty", places: COLUMNS }), problems.length) return { problems };
  let first = (column) => rows[0].cells[columns.indexOf(column)] ?? "";
  return { plan: { division: { codes, of, ...before.names ? { names } : {} }, name: first("variant"), begun: first("from_plan") } };
};

// editor/workbook.js
var unzipped = (buffer) => {
  let view = new DataView(buffer), text = (at2, length) => new TextDecoder().decode(new Uint8Array(buffer, at2, length)), end = buffer.byteLength - 22;
  for (; view.getUint32(end, !0) !== 101010256; ) end -= 1;
  let files = /* @__PURE__ */ new Map(), at = view.getUint32(end + 16, !0);
  for (let n = view.getUint16(end + 10, !0); n > 0; n -= 1) {
    let [method, size] = [view.getUint16(at + 10, !0), view.getUint32(at + 20, !0)], [name2, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, !0)), local = view.getUint32(at + 42, !0);
    files.set(text(at + 46, name2), () => {
      let start = local + 30 + view.getUint16(local + 26, !0) + view.getUint16(local + 28, !0), stream = new Blob([new Uint8Array(buffer, start, size)]).stream();
      return new Response(method === 0 ? stream : stream.pipeThrough(new DecompressionStream("deflate-raw"))).text();
    }), at += 46 + name2 + extra + comment;
  }
  return files;
}, parsed = (xml) => new DOMParser().parseFromString(xml, "application/xml"), textIn = (inside, tag) => [...inside.getElementsByTagName(tag)].map(({ textContent }) => textContent ?? "").join(""), columnOf = (place) => [...place.replace(/\d/g, "")].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1, csvOf = (sheet, shared) => {
  let lines = [];
  return [...sheet.getElementsByTagName("row")].forEach((row, n) => {
    let cells = [];
    [...row.getElementsByTagName("c")].forEach((cell2, column) => {
      let value = textIn(cell2, "v"), text = cell2.getAttribute("t") === "s" ? shared[Number(value)] : value || textIn(cell2, "t"), place = cell2.getAttribute("r");
      cells[place ? columnOf(place) : column] = `"${text.replaceAll('"', '""')}"`;
    }), lines[Number(row.getAttribute("r") ?? n + 1) - 1] = Array.from(cells, (one) => one ?? "").join(",");
  }), Array.from(lines, (line) => line ?? "").join(`
`);
}, workbookText = async (buffer, columns) => {
  let files = unzipped(buffer), shared = await files.get("xl/sharedStrings.xml")?.() ?? "<sst/>", texts = [...parsed(shared).getElementsByTagName("si")].map((one) => textIn(one, "t")), numbered = [...files.keys()].filter((name2) => /^xl\/worksheets\/[^/]*\.xml$/.test(name2)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)), sheets = [];
  for (let name2 of numbered) sheets.push(csvOf(parsed(await files.get(name2)?.() ?? ""), texts));
  let fits = (sheet) => {
    let head = sheet.split(`
`, 1)[0].toLowerCase();
    return columns.every((some) => some.some((one) => head.includes(`"${one}"`)));
  };
  return sheets.find(fits) ?? sheets[0] ?? "";
};

// editor/opening.js
var MOST_PROBLEMS = 3, readFile = ({ shown, plans, units, values: { heads } }, file, text) => {
  if (text === null) return { problem: `${file}: ${words.file_unreadable}` };
  let own = shown.plan.base ?? shown.plan, first = readPlan(units, own.division, text, heads), begun = "plan" in first ? first.plan.begun : "", from = plans.find(({ digest }) => begun !== "" && digest.startsWith(begun)), base = from ?? own, read = readPlan(units, from ? base.division : { codes: [], names: [] }, text, heads);
  if ("plan" in read) {
    let { name: name2, division } = read.plan;
    return { base, kept: { name: name2 || file, division: from ? division : continuing(division, base.division) } };
  }
  let some = read.problems.slice(0, MOST_PROBLEMS).map(({ key, places }) => fill(key, places)), more = read.problems.length - some.length, rest = more ? [counted(more, "file_more")] : [];
  return { problem: [`${file}:`, ...some, ...rest].join(" ") };
}, createOpening = (target, heads, open) => {
  let chooser = Object.assign(element("input", ""), { type: "file", accept: ".csv,.txt,.xlsx", hidden: !0 }), read = async (file) => {
    if (!file) return;
    let isWorkbook = /\.xls[xm]$/i.test(file.name);
    open(file.name, await (isWorkbook ? file.arrayBuffer().then((buffer) => workbookText(buffer, Object.values(heads))).catch(() => null) : file.text()));
  };
  chooser.addEventListener("change", () => {
    read(chooser.files?.[0]), chooser.value = "";
  });
  let mark = (on) => target.classList.toggle("dropping", on);
  return target.addEventListener("dragover", (event) => {
    event.preventDefault(), mark(!0);
  }), target.addEventListener("dragleave", () => mark(!1)), target.addEventListener("drop", (event) => {
    event.preventDefault(), mark(!1), read(event.dataTransfer?.files[0]);
  }), element(
    "div",
    "opening-row",
    button("quiet", words.open_file, () => chooser.click()),
    chooser
  );
};

// editor/painting.js
var NEAR = 6, openPainting = ({ map, areas }, spots, strokes) => {
  let container = map.getContainer(), units = new Map(areas.layers.map((layer, n) => [layer.getElement(), n])), unitAt = ({ x, y }) => units.get(document.elementFromPoint(x, y)), line = L.polyline([], { color: "#10202e", weight: 2, dashArray: "5 4", interactive: !1 }), drawn2 = [], isPainting = !1, inMap = ({ clientX, clientY }) => {
    let { left, top } = container.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }, between = (a, b) => {
    let steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 4));
    return Array.from({ length: steps }, (_, n) => {
      let share = (n + 1) / steps;
      return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
    });
  }, start = (event) => {
    let tool = strokes.tool();
    if (tool === "pick" || !event.isPrimary || event.button !== 0 || event.target instanceof Element && event.target.closest(".leaflet-control")) return;
    let n = unitAt({ x: event.clientX, y: event.clientY });
    tool === "paint" && (n === void 0 || !strokes.begin(n)) || (isPainting = tool === "paint", drawn2 = [isPainting ? { x: event.clientX, y: event.clientY } : inMap(event)], isPainting && strokes.over([Number(n)]), container.setPointerCapture(event.pointerId));
  }, move = (event) => {
    if (drawn2.length) {
      if (isPainting) {
        let here = { x: event.clientX, y: event.clientY };
        strokes.over(between(drawn2[0], here).flatMap((point) => unitAt(point) ?? [])), drawn2 = [here];
        return;
      }
      drawn2.push(inMap(event)), line.setLatLngs(drawn2.map(({ x, y }) => map.containerPointToLatLng([x, y]))).addTo(map);
    }
  }, stop = () => {
    let outline = drawn2;
    drawn2 = [], line.remove(), outline.length && (isPainting ? strokes.end() : outline.some(({ x, y }) => Math.hypot(x - outline[0].x, y - outline[0].y) > NEAR) && strokes.circled(spots.flatMap((at, n) => isInside(outline, map.latLngToContainerPoint(at)) ? [n] : [])));
  };
  return container.addEventListener("pointerdown", start), container.addEventListener("pointermove", move), container.addEventListener("pointerup", stop), container.addEventListener("pointercancel", stop), {
    /** Whether one draws with the pointer now. */
    isBusy: () => drawn2.length > 0,
    /** What a tool does with the map: it holds still while one draws. */
    hold: (tool) => {
      container.classList.toggle("drawing", tool !== "pick"), tool === "pick" ? map.dragging.enable() : map.dragging.disable();
    }
  };
};

// editor/store.js
var keyOf = ({ digest }) => `regionplanner variants of ${digest}`, keptOf = ({ name: name2, note, steps, at, locked }) => ({ name: name2, note, division: steps[at].division, locked }), readKept = (text, count) => {
  try {
    return /** @type {KeptVariant[]} */ JSON.parse(text ?? "[]").filter(({ name: name2, division: { codes, of }, locked }) => typeof name2 == "string" && of.length === count && of.every((region) => region < codes.length) && Array.isArray(locked.units) && Array.isArray(locked.regions));
  } catch {
    return [];
  }
}, createStore = (open, plans) => ({
  /** @param {number} count of units */
  read: (count) => plans.flatMap((plan) => {
    try {
      return readKept(open().getItem(keyOf(plan)), count).map((kept) => ({ plan, kept }));
    } catch {
      return [];
    }
  }),
  /**
   * Whether all could be kept.
   * @param {Variant[]} variants
   */
  write: (variants) => {
    try {
      let storage = open();
      return plans.forEach((plan) => {
        let own = variants.filter(({ base }) => base === plan).map(keptOf);
        own.length ? storage.setItem(keyOf(plan), JSON.stringify(own)) : storage.removeItem(keyOf(plan));
      }), !0;
    } catch {
      return !1;
    }
  }
});

// editor/stroke.js
var createStroke = ({ shown, labelOf }, { brushAt, draw, finish, say }) => {
  let stroke = null, isWaiting = !1, drawSoon = () => {
    isWaiting || (isWaiting = !0, requestAnimationFrame(() => {
      isWaiting = !1, stroke && draw(stroke.division);
    }));
  };
  return {
    /** Whether one can paint from a unit. */
    begin: (n) => {
      let region = brushAt(n), { division, variant } = shown.plan, isClosed = !isOpen(variant?.locked, region);
      return region < 0 || isClosed ? (say(words[isClosed ? "said_brush_locked" : "said_no_brush"]), !1) : (stroke = { region, passed: 0, painted: /* @__PURE__ */ new Set(), division: { ...division, of: [...division.of] } }, !0);
    },
    over: (some) => {
      if (!stroke) return;
      let { division, region, painted } = stroke;
      stroke.passed += some.length;
      let added = freeUnits(shown.plan.variant?.locked, division, some).filter((n) => division.of[n] !== region);
      added.forEach((n) => {
        painted.add(n), division.of[n] = region;
      }), added.length && drawSoon();
    },
    end: () => {
      let whole2 = stroke;
      stroke = null, whole2?.painted.size ? finish(whole2.division, whole2.region, [...whole2.painted]) : whole2 && whole2.passed > 1 && say(fill("said_nothing_painted", { region: labelOf(whole2.region) }));
    }
  };
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
    let heading2 = data.steps ? words.changes_years : words.changes_heading, entries = others.map((other) => element("li", "", element("span", "which", name(other.name), ": "), ...tell(other)));
    return [element("h2", "changes-heading", heading2), element("ul", "changes", ...entries)];
  };
  return {
    unitChanges: (n) => changes((other) => ofUnit(n, other)),
    regionChanges: (region) => changes((other) => ofRegion(region, other))
  };
};

// panels/moves.js
var MOST_ROUTES = 40, MOST_NAMES2 = 12, routesOf = ({ movedUnits, regionOf }, plan, earlier) => {
  let routes = /* @__PURE__ */ new Map();
  return Object.values(movedUnits(plan, earlier)).flat().forEach((n) => {
    let [from, to] = [regionOf(n, earlier), regionOf(n, plan)], route = routes.get(`${from} ${to}`) ?? { from, to, units: [] };
    route.units.push(n), routes.set(`${from} ${to}`, route);
  }), [...routes.values()].sort((a, b) => b.units.length - a.units.length);
}, movesList = (atlas, plan, earlier, see) => {
  let { labelOf, titleOf, unitNames } = atlas, routes = routesOf(atlas, plan, earlier);
  if (!routes.length) return [];
  let called = (region, of, inFull) => region < 0 ? words.outside : inFull ? titleOf(region, of) : labelOf(region, of), lines = routes.slice(0, MOST_ROUTES).map(({ from, to, units }) => {
    let isSame = from >= 0 && to >= 0 && labelOf(from, earlier) === labelOf(to, plan), heading2 = element(
      "span",
      "",
      name(called(from, earlier, isSame)),
      " → ",
      name(called(to, plan, isSame))
    ), line = see === null ? heading2 : button("link", heading2, () => see(units));
    return element("li", "", line, element(
      "p",
      "members",
      `${counted(units.length, "units")}: `,
      unitNames(units, MOST_NAMES2)
    ));
  }), more = routes.length - lines.length;
  return [element(
    "ul",
    "moves",
    ...lines,
    ...more > 0 ? [element("li", "", fill("others", { count: digits.format(more) }))] : []
  )];
};

// units/scores.js
var LARGE = 1e4, heading = (text, scope) => Object.assign(element("th", "", text), { scope }), columnHeading = (text) => Object.assign(heading(text, "col"), { title: text }), scoreRow = (label, before, after, { isTotal = !1, isCount = !1 } = {}) => {
  let share = Math.max(Math.abs(before), Math.abs(after)) < LARGE ? 10 : 1, rounding = (value) => Math.round(value * share) / share, [from, to] = [before, after].map(rounding), isWhole = share === 1 || isCount && Number.isInteger(from) && Number.isInteger(to), written2 = (value, sign) => new Intl.NumberFormat(locale, {
    signDisplay: sign,
    minimumFractionDigits: isWhole ? 0 : 1,
    maximumFractionDigits: isWhole ? 0 : 1
  }).format(value).replace("-", "−"), rounded = rounding(to - from), tone = rounded === 0 ? "" : rounded < 0 ? " better" : " worse";
  return element(
    "tr",
    isTotal ? "total" : "",
    heading(label, "row"),
    element("td", "number", written2(from, "auto")),
    element("td", "number", written2(to, "auto")),
    element("td", `number${tone}`, rounded === 0 ? "=" : written2(rounded, "exceptZero"))
  );
}, scoreTable = ({ values, valuesOf: valuesOf2 }, base, plan) => {
  let before = valuesOf2(base), after = plan.model === base.model ? valuesOf2(plan) : base.model.values(plan.division), { weights, travelled_by: travelledBy } = values.scenarios[base.scenario], labelOf = (key) => {
    let text = (values.minutes === null ? void 0 : words[`criterion_value_min_${key}`]) ?? words[`criterion_value_${key}`];
    return key in travelledBy ? text.replace(/\)$/, ` × ${travelledBy[key]})`) : text;
  }, rows = Object.entries(before).flatMap(([key, from]) => {
    let to = after[key];
    return key === "objective" || from === null || typeof to != "number" ? [] : [{ row: scoreRow(labelOf(key), from, to, { isCount: key === "ties" }), counts: !!weights[key] }];
  }), counting = rows.filter(({ counts }) => counts).map(({ row }) => row), others = rows.filter(({ counts }) => !counts).map(({ row }) => row), totals = counting.length > 1 && before.objective !== null && after.objective !== null ? [scoreRow(words.value_total, before.objective, after.objective, { isTotal: !0 })] : [], part = (title, lines) => {
    if (!lines.length) return [];
    let head = Object.assign(heading(title, "rowgroup"), { colSpan: 4 });
    return [element("tbody", "", element("tr", "part", head), ...lines)];
  }, heads = [words.criterion, base.name, plan.name, words.difference], scroll = element("div", "scroll", element(
    "table",
    "criteria",
    element("caption", "", words.criteria_caption),
    element("thead", "", element("tr", "", ...heads.map(columnHeading))),
    ...part(words.criteria_count, [...counting, ...totals]),
    ...part(words.criteria_others, others)
  ));
  return scroll.tabIndex = 0, scroll.setAttribute("role", "group"), scroll.setAttribute("aria-label", words.criteria_caption), scroll;
};

// editor/naming.js
var MOST = { name: 60, note: 2e3 }, createNaming = (keep) => {
  let shown = null, name2 = Object.assign(element("input", ""), { id: "variant-name", maxLength: MOST.name }), note = Object.assign(
    element("textarea", ""),
    { id: "variant-note", maxLength: MOST.note, rows: 3 }
  ), fields = foldable(
    "naming",
    words.naming,
    !1,
    element("label", "", words.variant_name, name2),
    element("label", "", words.variant_note, note)
  );
  return fields.classList.add("naming"), name2.addEventListener("input", () => {
    if (!shown) return;
    let text = name2.value.trim() || shown.name;
    [shown, ...shown.steps].forEach((one) => Object.assign(one, { name: text })), keep(text);
  }), note.addEventListener("input", () => {
    shown && (shown.note = note.value, keep(shown.name));
  }), {
    fields,
    /** @param {Variant} variant */
    draw: (variant) => {
      shown = variant, document.activeElement !== name2 && (name2.value = variant.name), document.activeElement !== note && (note.value = variant.note);
    }
  };
};

// editor/command.js
var quoted = (word) => /^[\p{L}\p{N}_.,/:=-]+$/u.test(word) ? word : `"${word.replace(/["\\$`]/g, "\\$&")}"`, listed = (names) => names.map((name2) => /[",]/.test(name2) ? `"${name2.replaceAll('"', '""')}"` : name2).join(","), changedGroups = (units, before, now) => now.codes.flatMap((_, region) => {
  let members = units.flatMap((_unit, n) => now.of[n] === region ? [n] : []), newcomers = members.filter((n) => before.of[n] !== region), size = (n) => units[n].inhabitants ?? units[n].area, group = [...members.filter((n) => before.of[n] === region).sort((a, b) => size(b) - size(a)).slice(0, 1), ...newcomers];
  return newcomers.length && group.length > 1 ? [group] : [];
}), nextCommand = (units, scenario, before, now, locked, file) => {
  let names = units.map(({ name: name2 }) => name2), called = (n) => names.indexOf(names[n]) === names.lastIndexOf(names[n]) ? names[n] : units[n].nis, own = scenario.together.flatMap(({ units: group, column }) => column === null ? [group] : []), left = units.flatMap((_, n) => before.of[n] >= 0 && now.of[n] < 0 ? [n] : []), gone = left.length ? [...scenario.left_out, ...left] : [], changed = changedGroups(units, before, now), kept = locked.regions.filter((region) => now.of.includes(region));
  return [
    "regionplanner plan scenario.toml",
    ...[
      ...(changed.length ? [...own, ...changed] : []).map((group) => ["--together", listed(group.map(called))]),
      ...gone.length ? [["--leave-out", listed(gone.map(called))]] : [],
      ...kept.length ? [["--lock", file], ["--lock-regions", listed(kept.map((region) => now.codes[region]))]] : [],
      ["--continues", file]
      // regions keep what they are called here
    ].map(([option2, value]) => `${option2} ${quoted(value)}`)
  ].join(" ");
};

// editor/saving.js
var DIGITS = 16, fileText = ({ model, division, colours }, { name: name2, base }) => model.csv(division, colours, {
  variant: name2,
  from_plan: base.digest.slice(0, DIGITS),
  from_scenario: base.choices.slice(0, DIGITS)
}), fileName = (name2) => name2.normalize().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "variant", saveFile = (name2, text) => {
  let link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" })), link.download = name2, link.click(), setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
}, savingPart = ({ units, values, brokenOf }, plan, variant) => {
  let isBroken = brokenOf(plan).length > 0, file = `${fileName(variant.name)}${isBroken ? words.file_broken : ""}.csv`, save = button(
    isBroken ? "secondary" : "primary",
    isBroken ? words.download_broken : words.download,
    () => {
      saveFile(file, fileText(plan, variant)), Object.assign(variant, { saved: !0 });
    }
  ), command = nextCommand(
    units,
    values.scenarios[plan.scenario],
    variant.base.division,
    plan.division,
    variant.locked,
    file
  );
  return [
    Object.assign(save, { id: "download" }),
    element("p", "hint", words.download_hint),
    element("p", "hint", words.command_hint),
    element("code", "command", `regionplanner check ${file} --scenario scenario.toml`),
    element("code", "command", command)
  ];
};

// editor/variant_panel.js
var drawScores = (atlas) => {
  let { shown: { plan }, units, comparedWith, regionOf } = atlas, other = comparedWith(plan), isComparable = plan !== other && !plan.isVariant && units.every((_, n) => regionOf(n, plan) < 0 == regionOf(n, other) < 0), hints = plan.scenario === other.scenario ? [] : [element("p", "hint", ...sentence("measured_by", { plan: other.name }))];
  byId("plan-scores", HTMLElement).replaceChildren(...isComparable ? [foldable("scores", words.compare_scores, !1, scoreTable(atlas, other, plan), ...hints)] : []);
}, createVariantPanel = (atlas, actions, editor) => {
  let { shown, variants, brokenOf, comparedWith } = atlas, panel = byId("variant", HTMLElement), isKept = !0, isLost = ({ steps, saved }) => steps.length > 1 && !saved && !isKept;
  window.addEventListener("beforeunload", (event) => {
    variants.some(isLost) && event.preventDefault();
  });
  let drop = (variant) => {
    let question = fill("variant_lost", { variant: variant.name, plan: variant.base.name });
    (!(variant.steps.length > 1 && !variant.saved) || window.confirm(question)) && editor.drop(variant);
  }, tools = byId("variant-tools", HTMLElement), heading2 = byId("variant-heading", HTMLElement), naming = createNaming((text) => {
    heading2.textContent = text, document.querySelector("#plan-choices input:checked + span")?.replaceChildren(name(text)), isKept = editor.keep();
  });
  tools.after(naming.fields);
  let drawTools = (variant) => {
    let focused = document.activeElement?.id, tool = (key, isUsable, act) => Object.assign(button("tool", words[key], act), { id: `tool-${key}`, disabled: !isUsable }), undo = tool("undo", mayUndo(shown.plan), editor.undo), redo = tool("redo", mayRedo(shown.plan), editor.redo);
    tools.replaceChildren(
      undo,
      redo,
      tool("copy", !0, () => editor.copy(variant)),
      tool("drop", !0, () => drop(variant))
    ), focused === undo.id && (undo.disabled ? redo : undo).focus(), focused === redo.id && (redo.disabled ? undo : redo).focus();
  }, againstChoice2 = (variant) => {
    let others = variants.filter((one) => one !== variant && one.base === variant.base);
    if (!others.length) return [];
    let select = document.createElement("select");
    return [variant.base, ...others].forEach((one, n) => {
      select.append(Object.assign(element("option", "", one.name), { value: n }));
    }), select.value = String(others.findIndex((one) => one === variant.against) + 1), select.id = "against", select.addEventListener("change", () => {
      Object.assign(variant, { against: others[Number(select.value) - 1] ?? null }), actions.showPlan(shown.plan), document.getElementById("against")?.focus();
    }), [element("label", "edit-select", `${words.compare_with} `, select)];
  };
  return {
    draw: () => {
      drawScores(atlas);
      let { plan } = shown, { variant } = plan;
      if (panel.hidden = !variant, !variant) return;
      let [broken, other] = [brokenOf(plan), comparedWith(plan)];
      heading2.textContent = variant.name, byId("variant-change", HTMLElement).replaceChildren(...planChange(atlas, plan, other)), drawTools(variant), naming.draw(variant);
      let verdict = byId("verdict", HTMLElement);
      verdict.className = broken.length ? "verdict bad" : "verdict good", verdict.textContent = broken.length ? counted(broken.length, "broken_rules") : words.keeps_rules;
      let moves = movesList(atlas, plan, other, actions.seeUnits);
      byId("variant-details", HTMLElement).replaceChildren(
        ...broken.length ? [brokenList(broken)] : [],
        ...againstChoice2(variant),
        ...moves.length ? [foldable("variant moves", words.moves_heading, !1, ...moves)] : [],
        foldable("criteria", words.criteria_heading, roomy(), scoreTable(atlas, other, plan)),
        ...savingPart(atlas, plan, variant),
        element("p", "hint", words[isKept ? "kept_here" : "not_kept"])
      );
    },
    /** Keep all variants in the browser, where it allows it. */
    keep: () => {
      isKept = editor.keep();
    },
    focus: () => {
      panel.focus({ preventScroll: !0 }), panel.scrollIntoView({ block: "nearest" });
    }
  };
};

// editor/editor.js
var createEditor = (atlas, ground, actions) => {
  let { shown, units, values, membersOf, regionOf } = atlas, history = createHistory(atlas, words.variant), { say, sayStep, ...edits } = createEdits(atlas, history, {
    ...actions,
    showPlan: (plan) => card.steadily(() => actions.showPlan(plan))
  }), chosen = () => shown.unit === null ? shown.several : [shown.unit], choose = (some) => actions.chooseSeveral(joinedBy(some, [])), store = createStore(() => window.localStorage, atlas.plans);
  store.read(units.length).forEach(({ plan, kept }) => history.add(plan, kept));
  let panel = createVariantPanel(atlas, actions, {
    undo: edits.undo,
    redo: edits.redo,
    drop: (variant) => actions.showPlan(history.drop(variant)),
    copy: ({ base, name: name2, note, locked }) => {
      let kept = { name: name2, note, locked: structuredClone(locked), division: shown.plan.division };
      actions.showPlan(planOf(history.add(base, kept))), say(fill("said_copied", { name: shown.plan.name }));
    },
    keep: () => store.write(atlas.variants)
  }), openFile = (file, text) => {
    card.show(!0);
    let read = readFile(atlas, file, text);
    if ("problem" in read) {
      say(read.problem);
      return;
    }
    actions.showPlan(planOf(history.add(read.base, read.kept))), sayStep(fill("said_opened", { name: shown.plan.name }));
  }, card = createCard(atlas, actions, {
    ...edits,
    choose,
    chosen,
    opening: createOpening(ground.map.getContainer(), values.heads, openFile),
    setTool: (tool) => painting.hold(tool)
  }), drawLockMarks = createLockMarks(atlas, ground.map), stroke = createStroke(atlas, {
    brushAt: card.brushAt,
    say,
    // labels, lists and table follow at the end
    draw: (division) => {
      shown.plan = atlas.variantPlan(history.begin(), division), ground.repaint(), panel.draw(), card.drawBars();
    },
    finish: edits.paint
  }), painting = openPainting(ground, units.map(({ at }) => at), {
    ...stroke,
    tool: card.tool,
    circled: (some) => {
      choose([...chosen(), ...some]), say(counted(chosen().length, "chosen"));
    }
  });
  return openKeys({
    undo: edits.undo,
    redo: edits.redo,
    escape: () => {
      painting.isBusy() || !card.isOpen() || (shown.several.length ? choose([]) : card.show(!1), say(""));
    }
  }), openArrows(ground.map.getContainer(), (arrow, more) => {
    let from = chosen().at(-1);
    if (from === void 0) return !1;
    let next = neighbourAt(units, values.scenarios[shown.plan.scenario].pairs, from, arrow);
    return next === null ? (say(fill("said_no_neighbour", { name: units[from].name })), !0) : (more && card.show(!0), choose(more ? [...chosen().filter((n) => n !== next), next] : [next]), ground.map.panInside(units[next].at, { padding: [60, 60], animate: !1 }), more && say(`${units[next].name}. ${counted(chosen().length, "chosen")}.`), !0);
  }), {
    draw: () => {
      panel.keep(), panel.draw(), card.draw(), drawLockMarks();
    },
    drawChosen: card.draw,
    /** @param {number} n */
    moveControl: (n) => {
      if (card.isOpen()) return null;
      let heading2 = fill(regionOf(n) < 0 ? "what_if_joins" : "what_if", { name: units[n].name });
      return foldable(
        "move",
        heading2,
        shown.plan.isVariant === !0,
        element("p", "hint", words.what_if_hint),
        targetList(atlas, freeUnits(shown.plan.variant?.locked, shown.plan.division, [n]), (region) => {
          edits.move([n], region), panel.focus(), shown.region !== null && actions.flyTo(ground.bounds(membersOf(shown.region)));
        })
      );
    },
    /** @param {number} n @param {boolean} more */
    takesPress: (n, more) => card.tool() === "paint" ? !0 : !more && !card.isOpen() ? !1 : (card.show(!0), choose(toggled(chosen(), n)), !0)
  };
};

// panels/plans.js
var drawAbout = (atlas, actions) => {
  let { plan } = atlas.shown, heading2 = atlas.brokenHeading(plan);
  byId("summary", HTMLElement).textContent = atlas.summaryOf(plan);
  let status = byId("broken", HTMLElement);
  status.hidden = !heading2, status.textContent = heading2, byId("about-plan", HTMLElement).replaceChildren(
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

// panels/steps.js
var STEP_MS = 1500, player = ({ at, last, go }) => {
  let still = window.matchMedia("(prefers-reduced-motion: reduce)"), timer = 0, label = () => timer ? words.steps_pause : at() === last() ? words.steps_again : still.matches ? words.steps_next : words.steps_play, made = button("secondary play", "", () => press()), draw = () => {
    made.textContent = label();
  }, stop = () => {
    window.clearInterval(timer), timer = 0, draw();
  }, press = () => {
    if (timer) {
      stop();
      return;
    }
    let isEnd = at() === last();
    still.matches || (timer = window.setInterval(() => {
      go(at() + 1), at() === last() && stop();
    }, STEP_MS)), go(isEnd ? 0 : at() + 1), at() === last() && stop();
  };
  return still.addEventListener("change", stop), { made, draw, stop };
}, stepSlider = (atlas, showPlan) => {
  let all = () => atlas.choices(), at = () => all().indexOf(atlas.shown.plan), go = (step) => showPlan(all()[step]), play = player({ at, go, last: () => all().length - 1 }), choose = (step) => {
    play.stop(), go(step);
  }, slider = element("input", "steps");
  return Object.assign(slider, { type: "range", min: 0, step: 1, id: "step" }), slider.addEventListener("input", () => choose(slider.valueAsNumber)), slider.setAttribute("aria-label", words.steps_legend), (choices) => {
    if (Number(slider.max) !== all().length - 1 || !slider.isConnected) {
      slider.max = String(all().length - 1);
      let marks = all().map((plan, n) => {
        let mark = button("step", "", () => choose(n)), before = n ? all()[n - 1].division.codes : [], first = plan.division.codes.findIndex((code) => !before.includes(code));
        return mark.append(...first < 0 ? [] : [dot(plan.colours[first])], name(plan.name)), mark;
      });
      choices.replaceChildren(slider, element("div", "marks", ...marks), play.made);
    }
    slider.value = String(at()), slider.setAttribute("aria-valuetext", atlas.shown.plan.name), choices.querySelectorAll(".step").forEach((mark, n) => {
      mark.setAttribute("aria-pressed", String(n === at()));
    }), play.draw();
  };
};

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

// panels/groups.js
var groupsIn = ({ groupings, groupsOf: groupsOf2, shown }, region, g) => groupsOf2(shown.plan)[g].map((group, code) => ({ ...group, name: groupings[g].names[code] })).filter(({ members, regions }) => members.length > 1 && regions.includes(region)), cutIn = (atlas, region, g) => groupsIn(atlas, region, g).filter((group) => !atlas.isTooLarge(group) && isCut(group)).length, areaNames = ({ membersOf }, region, { names, of }) => [...new Set(membersOf(region).map((n) => names[of[n]]))].filter((one) => one !== void 0);

// panels/facts.js
var createFacts = (atlas, actions) => {
  let { shown, units, parents, groupings, figuresIn, groupsOf: groupsOf2, isTooLarge, labelOf } = atlas, summary = (region, unit) => {
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
    let groups = groupsIn(atlas, region, g), large = groups.filter(isTooLarge).map((group) => group.name), small = groups.filter((group) => !isTooLarge(group)), kept = small.filter((group) => !isCut(group)).map((group) => group.name), listed2 = (key, names) => names.length ? [element("p", "", ...sentence(key, { groups: enumeration(names) }))] : [], cut = small.filter(isCut).map((group) => {
      let others = group.regions.filter((one) => one !== region), places = { group: group.name, regions: regionNames(others) };
      return element("p", "cut", ...sentence(others.length ? "groups_cut" : "group_partly", places));
    });
    return [...listed2("groups_kept", kept), ...cut, ...listed2("groups_too_large", large)];
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
    let group = groupsOf2(shown.plan)[g][code];
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
  }, control = (n) => [moveControl(n) ?? []].flat(), wholeMapButton = () => button("quiet", words.whole_map, actions.showEverything), aboutRegion = (key, region, isOpen2) => {
    let hint = words[has("inhabitants") ? "named_after" : "named_after_area"];
    return foldable(
      key,
      fill("about_region", { region: labelOf(region) }),
      isOpen2,
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
    let open = menus.find((one) => one.open);
    event.key !== "Escape" || !open || (open.open = !1, open.querySelector("summary")?.focus());
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

// model/numbers.js
var rint = (value) => {
  let up = Math.round(value);
  return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
}, quanta = (value) => rint(value * 1e6), millionths = (value) => Math.abs(value) >= 1 ? rint(value * 1e6) / 1e6 : Number(value.toPrecision(6)), sum = (values) => values.reduce((total, value) => total + value, 0);

// model/criteria.js
var planCriteria = (base, scenario, travel) => {
  let { units } = base, between = travel.minutes ?? travel.km, beside = units.map(() => []);
  scenario.pairs.forEach(([a, b, border, ties]) => {
    beside[a].push({ unit: b, km: border / 1e3, ties }), beside[b].push({ unit: a, km: border / 1e3, ties });
  });
  let goneFrom = (division) => new Set(scenario.left_out.filter((unit) => division.of[unit] < 0)), insideOf = ({ members, parent }) => members.filter((unit) => units[unit].parent === parent), cutBy = (region, gone) => {
    let inside = new Set(insideOf(region)), cut = ({ unit }) => units[unit].parent === region.parent && !inside.has(unit) && !gone.has(unit);
    return [...inside].flatMap((unit) => beside[unit].filter(cut));
  }, outline = (regions, gone, value) => sum(regions.flatMap((region) => cutBy(region, gone).map(value))), toCentre = (region, cost) => {
    let inside = insideOf(region), total = (to) => sum(inside.map((from) => cost(between(from, to) ?? 0) * travel.travellers(from)));
    return Math.min(...travel.possibleCentres(inside).map(total));
  }, furthest = (region) => {
    let inside = insideOf(region), longest = (to) => Math.max(...inside.map((from) => between(from, to) ?? 0));
    return Math.min(...travel.possibleCentres(inside).map(longest));
  }, targetsOf = (regions, gone) => {
    let { target, values } = scenario.balance;
    if (values === null || regions.length === 0) return null;
    let counts = base.parents.map(() => 0);
    regions.forEach(({ parent }) => counts[parent]++);
    let totals = base.parents.map(() => 0);
    units.forEach(({ parent }, unit) => totals[parent] += gone.has(unit) ? 0 : values[unit]);
    let wanted = totals.map((total, parent) => target === "own" ? total / counts[parent] : target === "all" ? sum(totals) / regions.length : target);
    return wanted.every((figure, parent) => figure > 0 || counts[parent] === 0) ? { wanted, values } : null;
  }, balanceOf = (region, { wanted, values }) => ({
    balance: sum(insideOf(region).map((unit) => values[unit])),
    target: wanted[region.parent]
  }), objective = (values, division) => {
    let parts = Object.entries(scenario.weights).map(([name2, weight]) => weight * values[name2]);
    if (scenario.coverage !== null) {
      let { reward, values: each } = scenario.coverage, covered = [...units.keys()].filter((unit) => division.of[unit] >= 0);
      parts.push(-reward * sum(covered.map((unit) => each === null ? 1 : each[unit])));
    }
    let total = sum(parts);
    return Number.isNaN(total) ? null : total;
  };
  return { beside, goneFrom, cutBy, balanceOf, targetsOf, valuesOf: (regions, division) => {
    let gone = goneFrom(division), targets = targetsOf(regions, gone), total = (cost) => millionths(sum(regions.map(cost))), half = scenario.sides / 2, values = {
      distance: total((region) => toCentre(region, (way) => way)),
      dispersion: total((region) => toCentre(region, (way) => way * way)),
      reach: total(furthest),
      border: millionths(half * outline(regions, gone, ({ km: km2 }) => km2)),
      ties: millionths(half * outline(regions, gone, ({ ties }) => ties))
    };
    return targets !== null && (values.balance = total((region) => {
      let { balance, target } = balanceOf(region, targets);
      return Math.abs(balance - target) / target;
    })), { ...values, objective: objective(values, division) };
  } };
};

// model/planfile.js
var planFile = ({ units, parents }) => {
  let label = (code, parent, isOnly) => {
    let { slug, label: start } = parents[parent], letters2 = code.startsWith(`${slug}-`) ? code.slice(slug.length + 1) : "";
    return /^[a-z]{1,2}$/.test(letters2) ? isOnly ? start : `${start} ${letters2.toUpperCase()}` : code;
  }, letters = (number) => {
    let rest = Math.floor(number / 26);
    return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(97 + number % 26);
  }, newCode = ({ codes }, parent) => {
    let number = 0;
    for (; codes.includes(`${parents[parent].slug}-${letters(number)}`); ) number++;
    return `${parents[parent].slug}-${letters(number)}`;
  }, cell2 = (text) => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return { label, newCode, csv: (division, regions, colours, more) => {
    let rows = [["nis", "name", "reference_region", "region", "centre", "region_name"]];
    return colours.length > 0 && rows[0].push("colour"), rows[0].push(...Object.keys(more)), units.forEach(({ nis, name: name2, parent, written: written2 = [nis, name2] }, unit) => {
      let region = division.of[unit];
      if (region < 0) return;
      let { centre, label: called } = (
        /** @type {Region} */
        regions[region]
      ), isCentre = centre === unit ? "1" : "0", row = [...written2, parents[parent].code, division.codes[region], isCentre, called];
      colours.length > 0 && row.push(colours[region]), rows.push([...row, ...Object.values(more)]);
    }), rows.map((row) => `${row.map(cell2).join(",")}
`).join("");
  } };
};

// model/rules.js
var planRules = (base, scenario, travel) => {
  let { units, parents } = base, leftOut = new Set(scenario.left_out), locale2 = scenario.language === "nl" ? "nl-BE" : "en-GB", written2 = (value, maximumFractionDigits = 0) => new Intl.NumberFormat(locale2, { maximumFractionDigits }).format(value), exceeding = (value, limit) => {
    let nearest = Math.round(value * 10) / 10;
    return written2(nearest > limit ? nearest : Math.ceil(value * 10) / 10, 1);
  }, range = ([least, most]) => least === most ? written2(least) : `${written2(least)}–${written2(most)}`, beyond = (count, [least, most]) => count < least || count > most, listed2 = (texts) => [texts.slice(0, -1).join(", "), ...texts.slice(-1)].filter(Boolean).join(` ${scenario.and} `), ofAll = (rule, key, places) => ({ rule, region: null, key, places }), ofOne = (region, rule, key, places = {}) => ({
    rule,
    region: region.position,
    key,
    places: { region: region.label, ...places }
  }), neighbours = units.map(() => []);
  scenario.pairs.forEach(([a, b]) => {
    neighbours[a].push(b), neighbours[b].push(a);
  });
  let complete = ({ of }) => {
    let planned = [...units.keys()].filter((unit) => !leftOut.has(unit)), members = planned.filter((unit) => of[unit] < 0);
    if (scenario.coverage === null) {
      let key = members.length === 1 ? "broken_complete_one" : "broken_complete_many";
      return members.length > 0 ? [ofAll("complete", key, { members })] : [];
    }
    let { least, most } = scenario.coverage, count = planned.length - members.length, found = [], said = (key, limit) => found.push(ofAll("complete", key, { count: written2(count), limit: written2(limit) }));
    return least !== null && count < least && said("broken_complete_least", least), most !== null && count > most && said("broken_complete_most", most), found;
  }, numbers = (regions) => {
    let found = [];
    if (scenario.regions !== null && beyond(regions.length, scenario.regions)) {
      let places = { count: written2(regions.length), wanted: range(scenario.regions) };
      found.push(ofAll("number", "broken_number", places));
    }
    return scenario.regions_per.forEach(([code, ...wanted]) => {
      let inside = regions.filter(({ members }) => members.some((u) => units[u].parent === code));
      if (!beyond(inside.length, wanted)) return;
      let places = { count: written2(inside.length), wanted: range(wanted), parent: parents[code].name };
      found.push(ofAll("number", "broken_number_in", places));
    }), found;
  }, together = ({ of }) => scenario.together.filter(
    (group) => new Set(group.units.map((unit) => of[unit]).filter((r) => r >= 0)).size > 1
  ).map(
    ({ units: members, column }) => column === null ? ofAll("together", "broken_together", { members }) : ofAll("together", "broken_together_column", { members, column })
  ), apart2 = (regions, { of }) => scenario.apart.filter(([a, b]) => of[a] === of[b]).flatMap((members) => {
    let region = regions.find(({ position }) => position === of[members[0]]);
    return region ? [ofOne(region, "apart", "broken_apart", { members })] : [];
  }), outside = ({ of }) => {
    let members = scenario.left_out.filter((unit) => of[unit] >= 0), key = `broken_complete_left_out_${members.length === 1 ? "one" : "many"}`;
    return members.length > 0 ? [ofAll("complete", key, { members })] : [];
  }, same = (members, lock) => String(members) === String(lock.units), locked = (regions) => scenario.locked.filter((lock) => !regions.some(({ members }) => same(members, lock))).map(
    (lock) => ofAll("locked", "broken_locked", { lock: lock.label, members: lock.units })
  ), size = (region) => {
    let { length } = region.members;
    return beyond(length, scenario.sizes) ? [ofOne(region, "size", length === 1 ? "broken_size_one" : "broken_size_many", { count: written2(length), size: scenario.size })] : [];
  }, nested = (region) => {
    let members = region.members.filter((unit) => units[unit].parent !== region.parent);
    if (members.length === 0) return [];
    let others = [...new Set(members.map((unit) => units[unit].parent))].sort((a, b) => a - b), places = {
      parent: parents[region.parent].name,
      others: listed2(others.map((parent) => parents[parent].name)),
      members
    };
    return [ofOne(region, "nested", "broken_nested", places)];
  }, partsOf = (members) => {
    let left = new Set(members), parts = [];
    return members.forEach((start) => {
      if (!left.delete(start)) return;
      let part = [start];
      for (let unit of part) part.push(...neighbours[unit].filter((other) => left.delete(other)));
      parts.push(part.sort((one, other) => one - other));
    }), parts.sort((one, other) => other.length - one.length);
  }, contiguous = (region) => {
    let [, ...loose] = partsOf(region.members);
    return loose.map((members) => {
      let key = members.length === 1 ? "broken_contiguous_one" : "broken_contiguous_many";
      return ofOne(region, "contiguous", key, { members });
    });
  }, beyondBound = (region, { figure, allowed: allowed2, least, most, values }) => {
    let total = sum(region.members.map((unit) => values[unit] ?? 0));
    if (!beyond(total, [least ?? -1 / 0, most ?? 1 / 0])) return [];
    let places = { total: written2(total, 2), figure, allowed: allowed2 };
    return [ofOne(region, "bounds", "broken_bounds", places)];
  }, bounds = (region) => scenario.bounds.flatMap((bound) => beyondBound(region, bound)), without = (region) => scenario.member_bounds.filter(({ units: reaching }) => !region.members.some((unit) => reaching.includes(unit))).map(({ rule, figure, least }) => ofOne(region, rule, `broken_${rule}`, { figure, least })), fineness = (mean) => 10 ** (Math.abs(mean) >= 1e-3 ? 6 : 6 - Math.floor(Math.log10(Math.abs(mean) || 1))), meanBounds = (region, regions) => {
    let parentOf = (members) => units[members[0]].parent, parent = parentOf(region.members), inside = regions.filter(({ members }) => parentOf(members) === parent).length;
    return scenario.mean_bounds.flatMap(({ figure, own, least, most, values }) => {
      let planned = values.filter((_, n) => (!own || units[n].parent === parent) && !leftOut.has(n)).map((value) => value ?? 0), mean = sum(planned) / (own ? inside : regions.length), whole2 = planned.every(Number.isInteger), finer = fineness(mean), limit = (side, toWhole) => {
        if (side?.share === void 0) return side?.number ?? null;
        let value = Math.round(mean * (1 + side.share) * finer) / finer;
        return whole2 ? toWhole(value) : value;
      }, [low, high] = [limit(least, Math.ceil), limit(most, Math.floor)], allowed2 = [low, high].map((value) => value === null ? "…" : written2(value, 2)), found = { figure, allowed: allowed2.join("–"), least: low, most: high, values };
      return beyondBound(region, found);
    });
  }, far = (region, { rule, way, toCentre, most }) => {
    let { members, centre } = region, ends = toCentre ? [centre] : members, { from, to, length } = members.flatMap((a) => ends.map((b) => ({ from: a, to: b, length: way(a, b) ?? 0 }))).reduce((a, b) => b.length > a.length ? b : a);
    if (length <= most) return [];
    let places = { length: exceeding(length, most), limit: written2(most, 3) };
    return [
      ofOne(region, rule, `broken_${rule}`, {
        ...places,
        ...toCentre ? { members: [from], centre: [to] } : { members: [from, to] }
      })
    ];
  }, notNearest = (region) => {
    let { members, centre } = region, near = scenario.near?.[centre];
    if (!near || travel.outside(members).length === 0) return [];
    let limit = String(near.length), others = members.filter((unit) => !travel.isNear(unit, centre));
    return [ofOne(region, "neighbourhood", "broken_neighbourhood", { limit, members: others, centre: [centre] })];
  }, judged = (region, regions) => [
    ...bounds(region),
    ...meanBounds(region, regions),
    ...without(region),
    ...travel.limits.flatMap((limit) => far(region, limit)),
    ...notNearest(region)
  ], each = (region, regions) => {
    let given = scenario.locked.filter((lock) => same(region.members, lock)), withoutCentre = !region.members.some(travel.mayBeCentre);
    return [
      ...given.some((lock) => lock.exception) ? [] : size(region),
      ...nested(region),
      ...contiguous(region),
      ...withoutCentre ? [ofOne(region, "centres", "broken_centres")] : [],
      ...given.length > 0 ? [] : judged(region, regions)
    ];
  };
  return (regions, division) => [
    ...complete(division),
    ...outside(division),
    ...numbers(regions),
    ...locked(regions),
    ...together(division),
    ...apart2(regions, division),
    ...regions.flatMap((region) => each(region, regions))
  ];
};

// model/travel.js
var waysOf = ({ units, parents, minutes: times }) => {
  let km2 = (a, b) => {
    let [x, y] = [units[a].x - units[b].x, units[a].y - units[b].y];
    return Math.sqrt(x * x + y * y) / 1e3;
  };
  if (times === null) return { km: km2, minutes: null };
  let sizes = parents.map(() => 0), places = units.map(({ parent }) => sizes[parent]++), pair = (a, b) => a * units.length + b, across = new Map(times.across.map(([a, b, minutes2]) => [pair(a, b), minutes2]));
  return { km: km2, minutes: (a, b) => {
    let { parent } = units[a];
    return parent !== units[b].parent ? across.get(pair(a, b)) ?? null : times.inside[parent][places[a] * sizes[parent] + places[b]];
  } };
}, planTravel = (base, scenario) => {
  let { km: km2, minutes } = waysOf(base), travellers = (unit) => scenario.travellers ? scenario.travellers[unit] : 1, centres = new Set(scenario.centres ?? base.units.keys()), mayBeCentre = (unit) => centres.has(unit), nearest = (scenario.near ?? []).map((some) => some && new Set(some)), isNear = (from, to) => nearest[to]?.has(from) ?? !0, limits = Object.entries(scenario).flatMap(([rule, most]) => {
    if (!/^max_.*_(km|min)$/.test(rule) || typeof most != "number") return [];
    let way = rule.endsWith("_km") ? km2 : minutes;
    return way === null ? [] : [{ rule, most, toCentre: rule.includes("centre"), way }];
  }), toCentre = limits.filter((limit) => limit.toCentre), withinReach = (from, to) => from === to || toCentre.every(({ way, most }) => (way(from, to) ?? 0) <= most), possibleCentres = (members) => {
    let allowed2 = members.filter(mayBeCentre);
    return [allowed2.filter((to) => members.every((from) => withinReach(from, to))), allowed2].find((some) => some.length > 0) ?? members;
  };
  return {
    km: km2,
    limits,
    minutes,
    travellers,
    mayBeCentre,
    possibleCentres,
    isNear,
    outside: (members) => {
      let allowed2 = members.filter(mayBeCentre);
      return (allowed2.length > 0 ? allowed2 : members).map((to) => members.filter((from) => !isNear(from, to))).reduce((a, b) => b.length < a.length ? b : a);
    },
    centre: (members) => {
      let way = minutes !== null && members.every((a) => members.every((b) => minutes(a, b) !== null)) ? minutes : km2, weight = (from, to) => quanta((way(from, to) ?? 0) * (travellers(from) / scenario.traveller_unit)), total = (to) => sum(members.map((from) => weight(from, to)));
      return possibleCentres(members).map((to) => ({ to, total: total(to) })).reduce((a, b) => b.total < a.total ? b : a).to;
    }
  };
};

// model/model.js
var planModel = (base, scenario) => {
  let { units } = base, travel = planTravel(base, scenario), criteria = planCriteria(base, scenario, travel), rules = planRules(base, scenario, travel), file = planFile(base), parentOf = (members) => {
    let counts = base.parents.map(() => 0);
    return members.forEach((unit) => counts[units[unit].parent]++), counts.indexOf(Math.max(...counts));
  }, regionsOf = ({ codes, of, names = [] }) => {
    let members = codes.map(() => []);
    of.forEach((region, unit) => {
      region >= 0 && members[region].push(unit);
    });
    let parentsOf = members.map((all) => all.length === 0 ? -1 : parentOf(all));
    return codes.map((code, position) => {
      let parent = parentsOf[position];
      if (parent < 0) return null;
      let isOnly = parentsOf.filter((same) => same === parent).length === 1, label = names[position] ?? file.label(code, parent, isOnly), centre = travel.centre(members[position]);
      return { position, code, label, parent, members: members[position], centre };
    });
  }, present = (division) => regionsOf(division).filter((region) => region !== null), totalOf = (members, figure) => {
    let known2 = members.flatMap((unit) => units[unit][figure] ?? []);
    return known2.length < members.length ? null : rint(sum(known2));
  }, spread = (values) => {
    let known2 = values.flatMap((value) => value ?? []);
    return known2.length === 0 ? values.length === 0 ? [0, 0] : [null, null] : [sum(known2) / known2.length, Math.max(...known2)];
  }, travelOf = ({ members, centre }) => {
    let { km: km2, minutes } = travel, others = members.filter((unit) => unit !== centre), [meanKm, maxKm] = spread(others.map((unit) => km2(unit, centre)));
    if (minutes === null) return { meanKm, maxKm, meanMin: null, maxMin: null };
    let [meanMin, maxMin] = spread(others.map((unit) => minutes(unit, centre)));
    return { meanKm, maxKm, meanMin, maxMin };
  }, balanceOf = (region, targets) => {
    if (targets === null) return { balance: null, deviationPct: null };
    let { balance, target } = criteria.balanceOf(region, targets);
    return { balance, deviationPct: 100 * (balance - target) / target };
  }, neighboursOf = ({ members, position }, { of }) => [...new Set(members.flatMap((unit) => criteria.beside[unit].map((b) => of[b.unit])))].filter((other) => other >= 0 && other !== position).sort((a, b) => a - b), figures = (division) => {
    let regions = regionsOf(division), gone = criteria.goneFrom(division), targets = scenario.weights.balance ? criteria.targetsOf(present(division), gone) : null;
    return regions.map((region) => {
      if (region === null) return null;
      let { members, parent, centre, label } = region, cut = criteria.cutBy(region, gone);
      return {
        members,
        parent,
        centre,
        label,
        inhabitants: totalOf(members, "inhabitants"),
        children: totalOf(members, "children"),
        area: sum(members.map((unit) => units[unit].area)),
        ...travelOf(region),
        borderKm: sum(cut.map(({ km: km2 }) => km2)),
        tiesCut: sum(cut.map(({ ties }) => ties)),
        ...balanceOf(region, targets),
        neighbours: neighboursOf(region, division)
      };
    });
  }, groupings = base.groupings.map(({ names, of }) => {
    let members = names.map(() => []);
    return of.forEach((group, unit) => {
      group >= 0 && members[group].push(unit);
    }), members;
  }), groupOf = (members, { codes, of }) => {
    let counts = /* @__PURE__ */ new Map();
    members.forEach((unit) => counts.set(of[unit], (counts.get(of[unit]) ?? 0) + 1));
    let outside = counts.get(-1) ?? 0;
    counts.delete(-1);
    let regions = [...counts].sort(([a, few], [b, many]) => many - few || (codes[a] < codes[b] ? -1 : 1)).map(([region]) => region);
    return { members, regions, outside };
  };
  return {
    figures,
    values: (division) => criteria.valuesOf(present(division), division),
    violations: (division) => rules(present(division), division),
    groups: (division) => groupings.map((groups) => groups.map((members) => groupOf(members, division))),
    newCode: file.newCode,
    csv: (division, colours = [], more = {}) => file.csv(division, regionsOf(division), colours, more)
  };
};

// units/atlas.js
var figuresOf = (plan) => plan.figures ??= plan.model.figures(plan.division), groupsOf = (plan) => plan.groups ??= plan.model.groups(plan.division), violationsOf = (plan) => plan.violations ??= plan.model.violations(plan.division), valuesOf = (plan) => plan.values ??= plan.model.values(plan.division), planOf2 = ({ codes, names, of, ...plan }, scenario, model) => ({ ...plan, model, division: { codes, names, of }, later: new Set(plan.later), most: scenario.sizes[1] }), plansOf = ({ plans, scenarios, ...values }) => {
  let models = scenarios.map((scenario) => planModel(values, scenario));
  return plans.map((plan) => planOf2(plan, scenarios[plan.scenario], models[plan.scenario]));
}, spotOf = (units, of, region, before) => {
  let inside = of.flatMap((one, n) => one === region ? [n] : []);
  if (before?.unit !== void 0 && of[before.unit] === region) return before;
  let roomiest = inside.reduce((a, b) => units[b].room > units[a].room ? b : a, inside[0]);
  return { at: units[roomiest].at, room: units[roomiest].room, unit: roomiest };
}, variantPlan = ({ units, palette }, variant, division) => {
  let { base, name: name2 } = variant, colours = [...base.colours], lines = [...base.lines], spots = [...base.spots], figures = base.model.figures(division);
  return figures.forEach((one, region) => {
    if (!one) return;
    if (region >= base.colours.length) {
      let beside = new Set(one.neighbours.map((other) => colours[other]));
      colours[region] = palette.find((colour) => !beside.has(colour)) ?? palette[0], lines[region] = `new ${division.codes[region]}`;
    }
    division.of.some(
      (of, n) => of === region != (base.division.of[n] === region)
    ) && (spots[region] = spotOf(units, division.of, region, base.spots[region]));
  }), {
    ...base,
    base,
    variant,
    name: name2,
    isVariant: !0,
    division,
    figures,
    colours,
    lines,
    spots,
    groups: void 0,
    violations: void 0,
    values: void 0
  };
}, unitsAtlas = (values) => {
  let { units, parents, groupings } = values, plans = plansOf(values), variants = [], atlas = createAtlas({
    units,
    parents,
    groupings,
    plans,
    figuresOf,
    groupsOf,
    brokenOf: (plan) => violationsOf(plan).map(brokenText),
    brokenPlaces: (plan) => violationsOf(plan).map((violation) => placeOf(plan, violation)),
    brokenHeading: (plan) => {
      let { length } = violationsOf(plan);
      return length ? counted(length, plan.isVariant ? "variant_breaks" : "rules") : "";
    },
    summaryOf: (plan) => plan.isVariant ? variantSummary(plan) : plan.summary,
    aboutOf: (plan) => plan.isVariant ? [words.variant_about] : [...plan.about, ...data.eachBest ? [words.best_each] : []],
    choices: () => [...plans, ...variants.map(({ steps, at }) => steps[at])],
    // a step in time, with the one before it; a variant with what it is held against
    comparedWith: (plan) => {
      let against = plan.variant?.against;
      if (against) return against.steps[against.at];
      let before = values.steps ? plans.findIndex(({ name: name2 }) => name2 === plan.name) - 1 : 0;
      return plan.base ?? plans[Math.max(0, before)];
    },
    keptRegion: (plan, region) => region !== null && figuresOf(plan)[region] ? region : null
  }), brokenText = ({ key, places }) => sentence(key, Object.fromEntries(Object.entries(places).map(([place, value]) => [place, Array.isArray(value) ? atlas.unitNames(value, 9) : value]))), placeOf = (plan, { region, places: { members, parent } }) => {
    let inside = region === null ? [] : atlas.membersOf(region, plan), named2 = Array.isArray(members) ? members : [], group = inside.length || named2.length ? [] : units.flatMap((unit, n) => parents[unit.parent].name === parent ? [n] : []);
    return {
      marked: named2.length ? named2 : [...inside, ...group],
      seen: [.../* @__PURE__ */ new Set([...inside, ...named2, ...group])]
    };
  }, variantSummary = (plan) => {
    let covered = plan.division.of.filter((region) => region >= 0).length, { coverage, left_out: leftOut } = values.scenarios[plan.scenario], possible = units.length - leftOut.length, isPart = coverage !== null && covered < possible;
    return fill(isPart ? "summary_partial" : "summary", {
      covered: digits.format(covered),
      units: counted(isPart ? possible : covered, "units"),
      regions: counted(atlas.regionsOf(plan).length, "regions")
    });
  };
  return {
    ...atlas,
    values,
    variants,
    violationsOf,
    valuesOf,
    brokenText,
    variantPlan: (variant, division) => variantPlan(values, variant, division),
    planFrom: (plan, scenario) => {
      values.scenarios.push(scenario);
      let at = values.scenarios.length - 1;
      return planOf2({ ...plan, scenario: at }, scenario, planModel(values, scenario));
    }
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

// units/arcs.js
var ringsOf = (geometry) => geometry.type === "Polygon" ? geometry.coordinates : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [], joined = (pieces) => {
  let ends = /* @__PURE__ */ new Map(), at = ([x, y]) => `${x} ${y}`, tips = (piece) => [at(piece[0]), at(piece[piece.length - 1])], meeting = (tip) => ends.get(tip) ?? [];
  pieces.forEach((piece) => tips(piece).forEach((tip) => {
    ends.set(tip, [...meeting(tip), piece]);
  }));
  let used = /* @__PURE__ */ new Set(), strokes = [], follow = (start, piece) => {
    let stroke = [...start];
    for (used.add(piece); ; ) {
      let tip = at(stroke[stroke.length - 1]), there = meeting(tip), next = there.length === 2 ? there.find((other) => !used.has(other)) : void 0;
      if (!next) return stroke;
      used.add(next);
      let onward = at(next[0]) === tip ? next : [...next].reverse();
      stroke.push(...onward.slice(1));
    }
  };
  return pieces.forEach((piece) => {
    let [head, tail] = tips(piece).map((tip) => meeting(tip).length !== 2);
    used.has(piece) || !(head || tail) || strokes.push(follow(head ? piece : [...piece].reverse(), piece));
  }), pieces.forEach((piece) => {
    used.has(piece) || strokes.push(follow(piece, piece));
  }), strokes;
}, arcsOf = (arcs, rings) => arcs.map(([a, b, ring, first, last]) => ({ a, b, points: rings[a][ring].slice(first, last + 1) })), outlineOf = (arcs, group) => joined(arcs.filter(({ a, b }) => group(a) !== (b < 0 ? -1 : group(b))).map(({ points }) => points));

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

// units/areas.js
var SHADE = { plain: 0.58, lit: 0.62, chosen: 0.85, faded: 0.16, over: 0.15 }, unitOf = (layer) => Number(
  /** @type {UnitLayer} */
  layer.feature.id
), restyle = (layer, style) => {
  Object.entries(style).some(
    ([key, value]) => Reflect.get(layer.options, key) !== value
  ) && layer.setStyle(style);
}, createAreas = (atlas, area, ticked) => {
  let { shown, regionOf, values } = atlas, layers = [];
  area.eachLayer((layer) => {
    layers[unitOf(layer)] = /** @type {UnitLayer} */
    layer;
  });
  let fillOf = (n) => {
    let region = regionOf(n);
    return region >= 0 ? shown.plan.colours[region] : shown.plan.later.has(n) ? values.later : values.outside;
  }, opacity = (n) => shown.several.includes(n) ? SHADE.chosen : shown.region === null && shown.unit === null ? SHADE.plain : n === shown.unit ? SHADE.chosen : shown.region !== null && regionOf(n) === shown.region ? SHADE.lit : SHADE.faded;
  return {
    layers,
    fillOf,
    open: ({ pressUnit }) => {
      let shade = ({ propagatedFrom: layer }, more) => layer.setStyle(
        { fillOpacity: Math.min(1, opacity(unitOf(layer)) + more) }
      );
      area.bindTooltip(
        (layer) => unitTip(atlas, ticked, unitOf(layer)),
        { sticky: !0, className: "tip", opacity: 1 }
      ), area.on("mouseover", (event) => shade(event, SHADE.over)), area.on("mouseout", (event) => shade(event, 0)), area.on("click", ({ propagatedFrom, originalEvent: { shiftKey, ctrlKey, metaKey } }) => {
        area.closeTooltip(), pressUnit(unitOf(propagatedFrom), shiftKey || ctrlKey || metaKey);
      }), layers.forEach((layer) => layer.getElement()?.setAttribute("tabindex", "-1"));
    },
    paint: () => layers.forEach((layer, n) => restyle(layer, {
      fillColor: fillOf(n),
      fillOpacity: opacity(n)
    }))
  };
};

// units/beside.js
var drawBeside = (map, beside) => {
  if (!beside) return;
  map.createPane("beside").setAttribute("aria-hidden", "true"), map.getContainer().classList.add("beside-sea"), beside.rings.forEach((rings) => L.polygon(
    rings.map((ring) => ring.map(([x, y]) => (
      /** @type {[number, number]} */
      [y, x]
    ))),
    { pane: "beside", className: "beside-land", interactive: !1, weight: 0.8, fillOpacity: 1 }
  ).addTo(map));
  let names = beside.names.map(({ label, at }) => {
    let name2 = element("span", "", label);
    return L.marker(at, {
      pane: "beside",
      interactive: !1,
      keyboard: !1,
      zIndexOffset: 1e3,
      // above the land in the same pane
      icon: L.divIcon({ className: "beside-name", html: name2, iconSize: [0, 0] })
    }).addTo(map), name2;
  }), hideHalves = () => {
    let controls = [...map.getContainer().querySelectorAll(".leaflet-control")].map((one) => one.getBoundingClientRect());
    names.forEach((name2) => {
      let { left, top, right, bottom } = name2.getBoundingClientRect(), isFree = controls.every((one) => one.right < left || one.left > right || one.bottom < top || one.top > bottom);
      name2.style.visibility = isFree ? "" : "hidden";
    });
  }, hideSoon = () => setTimeout(hideHalves);
  map.on("moveend resize", hideSoon), hideSoon();
};

// units/hatches.js
var createHatches = (units, map) => {
  map.createPane("hatches");
  let drawn2 = /* @__PURE__ */ new Map(), fill2 = (kind) => `url(#hatch-${kind})`;
  return {
    /** @param {string} kind @param {number[]} striped */
    draw: (kind, striped) => {
      if (drawn2.get(kind)?.layer.remove(), drawn2.delete(kind), !striped.length) return;
      let layer = L.geoJSON(void 0, {
        interactive: !1,
        style: { pane: "hatches", stroke: !1, fillColor: fill2(kind), fillOpacity: 1 },
        pane: "hatches"
      });
      striped.forEach((n) => layer.addData(units[n].feature)), drawn2.set(kind, { layer: layer.addTo(map), striped });
    },
    /** Who is striped, with what fills them, for the printed map. */
    fills: () => [...drawn2].map(([kind, { striped }]) => ({ fill: fill2(kind), striped }))
  };
};

// units/homes.js
var NAMES_FROM_ZOOM = 8, homes = () => {
  let here = /* @__PURE__ */ new Map();
  return Object.entries(data.homes).forEach(([area, n]) => here.set(n, [...here.get(n) ?? [], area])), [...here];
}, openHomes = (atlas, map, actions) => {
  if (!homes().length) return;
  let pane = map.createPane("homes");
  homes().forEach(([n, areas]) => {
    let html = element("div", "", ...areas.map((area) => areaButton(atlas, actions, area)));
    L.DomEvent.disableClickPropagation(html);
    let options = { icon: L.divIcon({ className: "home", html, iconSize: [0, 0] }), pane: "homes", interactive: !1, keyboard: !1 };
    L.marker(atlas.units[n].at, options).addTo(map);
  });
  let hideNames = () => pane.classList.toggle("far", map.getZoom() < NAMES_FROM_ZOOM);
  map.on("zoomend viewreset", hideNames), hideNames();
};

// units/label_fit.js
var SIZES = [12, 11, 10], LINE = 1.1, STEP = 7, EDGE = 2, NEXT = 10, OFFSETS = Array.from({ length: 81 }, (_, n) => [n % 9 - 4, Math.floor(n / 9) - 4]).sort((a, b) => Math.hypot(a[0], 1.5 * a[1]) - Math.hypot(b[0], 1.5 * b[1])).map(([x, y]) => [x * STEP, y * STEP]), partOf = (rings) => {
  let points = rings.flat(), [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { rings, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}, holds = ({ rings, box }, x, y) => {
  if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) return !1;
  let inside = !1;
  return rings.forEach((ring) => {
    for (let n = 1; n < ring.length; n += 1) {
      let [[ax, ay], [bx, by]] = [ring[n - 1], ring[n]];
      ay > y != by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax && (inside = !inside);
    }
  }), inside;
}, inLines = (text, count) => {
  let room = Math.ceil(text.length / count) + 1, rows = [];
  return (text.match(/[^ -]*[ -]*/g) ?? []).filter(Boolean).forEach((word) => {
    let last = rows[rows.length - 1];
    last && (last + word).trim().length <= room ? rows[rows.length - 1] += word : rows.push(word);
  }), rows.map((row) => row.trim());
}, measurer = () => {
  let context = document.createElement("canvas").getContext("2d"), { fontFamily } = getComputedStyle(document.body);
  return (texts, font) => {
    if (!context) return [];
    context.font = `${font} 100px ${fontFamily}`;
    let forms = texts.flatMap((text) => [1, 2, 3].map((count) => inLines(text, count)));
    return [...new Map(forms.map((rows) => [rows.join(`
`), rows])).values()].map((rows) => ({ rows, widths: rows.map((row) => context.measureText(row).width / 100) }));
  };
}, boxOf = ({ widths }, size, { x, y }) => {
  let [width, height] = [Math.max(...widths) * size, widths.length * size * LINE];
  return { left: x - width / 2, top: y - height / 2, width, height };
}, staysInside = ({ widths }, size, isInside2) => widths.every((width, row) => {
  let top = (row - widths.length / 2) * size * LINE, half = width * size / 2 + EDGE, steps = Math.ceil(2 * half / NEXT), places = Array.from({ length: steps + 1 }, (_, n) => -half + 2 * half * n / steps);
  return [top + 1, top + (size + 1) / 2, top + size].every((y) => places.every((x) => isInside2(x, y)));
}), fitted = (versions, parts, at, point, isFree) => {
  let centre = point(at), perDegree = { x: point([at[0], at[1] + 0.1]).x - centre.x, y: point([at[0] + 0.1, at[1]]).y - centre.y }, isInside2 = (x, y) => {
    let [lng, lat] = [at[1] + 0.1 * x / perDegree.x, at[0] + 0.1 * y / perDegree.y];
    return parts.some((part) => holds(part, lng, lat));
  }, boxes = parts.map(({ box }) => box), widest = (Math.max(...boxes.map((box) => box[2])) - Math.min(...boxes.map((box) => box[0]))) * perDegree.x / 0.1;
  for (let size of SIZES)
    for (let version of versions.filter(({ widths }) => Math.max(...widths) * size < widest))
      for (let [dx, dy] of OFFSETS) {
        let box = boxOf(version, size, { x: centre.x + dx, y: centre.y + dy });
        if (isFree(box) && staysInside(version, size, (x, y) => isInside2(x + dx, y + dy)))
          return { rows: version.rows, size, ...box };
      }
  return null;
};

// units/labels.js
var UNIT_NAMES_FROM_ZOOM = 9.4, GAP = 3, MOST_PX = 176, [MARK_PX, MARK_LEFT] = [26, 12], FONTS = {
  place: "italic 500",
  "parent-label": "650",
  "region-label": "650",
  "unit-label": "500"
}, apart = (a, b) => a.left + a.width + GAP < b.left || b.left + b.width + GAP < a.left || a.top + a.height + GAP < b.top || b.top + b.height + GAP < a.top, createLabels = (atlas, map, outlines, pane = "labels") => {
  let { shown, units, parents, values, figuresIn, labelOf, membersOf, regionsOf } = atlas, layer = element("div", "labels");
  (map.getPane(pane) ?? map.createPane(pane)).append(layer), layer.setAttribute("aria-hidden", "true");
  let versionsOf = measurer(), parts = outlines.units.map(partOf), stacks = homes().map(([n, areas]) => {
    let widths = areas.map((area) => versionsOf([area], "600")[0]?.widths[0] ?? 0);
    return { at: units[n].at, width: Math.max(...widths) * SIZES[0], height: areas.length * MARK_PX };
  }), ofPlaces = values.places.map(({ label, short, ...spot }, n) => ({ ...spot, kind: "place", parts: [partOf(outlines.places[n])], versions: versionsOf([label, short], FONTS.place) })), ofRegions = [], ofUnits = [], ofParents = parents.flatMap(({ label }, parent) => {
    let own = units.flatMap((unit, n) => unit.parent === parent ? [n] : []);
    if (!own.length) return [];
    let mean = (axis) => own.reduce((sum2, n) => sum2 + units[n].at[axis], 0) / own.length;
    return [{
      at: [mean(0), mean(1)],
      room: 0,
      kind: "parent-label",
      parent,
      parts: own.map((n) => parts[n]),
      versions: versionsOf([label], FONTS["parent-label"])
    }];
  }), makeRegionLabels = () => {
    ofRegions = regionsOf().map((region) => ({
      ...shown.plan.spots[region],
      kind: "region-label",
      parent: figuresIn(region).parent,
      parts: membersOf(region).map((n) => parts[n]),
      versions: versionsOf([labelOf(region)], FONTS["region-label"])
    }));
  }, makeUnitLabels = () => {
    ofUnits = units.map(({ at, room, name: name2 }, n) => ({ at, room, n, kind: "unit-label", parts: [parts[n]], versions: versionsOf([name2], FONTS["unit-label"]) }));
  }, isWanted = ({ kind, n }) => kind === "place" || n !== void 0 && n === shown.unit, arranged = (labels, point) => {
    let taken = [], areNamed = map.getZoom() >= NAMES_FROM_ZOOM, marks = stacks.map(({ at, width, height }) => ({
      left: point(at).x - MARK_LEFT,
      top: point(at).y + MARK_PX / 2 - height,
      width: MARK_PX + (areNamed ? width : 0),
      height
    })), isFree = (box) => [...marks, ...taken].every((one) => apart(box, one));
    return labels.forEach((label) => {
      if (label.kind === "parent-label" && taken.some((one) => one.label.kind === "region-label" && one.label.parent === label.parent)) return;
      let place = fitted(label.versions, label.parts, label.at, point, isFree);
      if (place) taken.push({ label, ...place });
      else if (isWanted(label)) {
        let [version, size] = [label.versions[label.versions.length - 1], SIZES[SIZES.length - 1]], box = boxOf(version, size, point(label.at));
        isFree(box) && taken.push({ label, rows: version.rows, size, ...box, width: Math.min(box.width, MOST_PX) });
      }
    }), taken;
  }, wanted = () => {
    let isFar = map.getZoom() < UNIT_NAMES_FROM_ZOOM;
    !ofUnits.length && (!isFar || shown.unit !== null) && makeUnitLabels();
    let chosen = ofUnits.filter(({ n }) => n === shown.unit), others = isFar ? [] : ofUnits.filter(({ n }) => n !== shown.unit);
    return [...chosen, ...ofPlaces, ...ofRegions, ...ofParents, ...others];
  }, boxFor = ({ label, rows, size }) => {
    let chosen = label.n !== void 0 && label.n === shown.unit ? " chosen" : "", box = element("div", `label ${label.kind}${chosen}`, element("bdi", "", rows.join(`
`)));
    return box.style.fontSize = `${size}px`, box;
  };
  return {
    makeRegionLabels,
    place: () => {
      let point = (at) => map.project(at).subtract(map.getPixelOrigin());
      layer.replaceChildren(...arranged(wanted(), point).map((placed) => {
        let box = boxFor(placed);
        return box.style.transform = `translate(${placed.left}px, ${placed.top}px)`, box;
      }));
    },
    /** @param {Projection} point */
    printed: (point) => arranged([...ofPlaces, ...ofRegions, ...ofParents], point).map((placed) => ({ ...placed, box: boxFor(placed) }))
  };
};

// units/lines.js
var INK = "#1d2a36", CHOSEN = "#10202e", FIRM = "#a30000", STYLES = {
  coast: [{ color: INK, weight: 1.1, opacity: 0.9 }],
  regions: [{ color: INK, weight: 3.2, opacity: 1 }],
  parents: [
    { color: INK, weight: 3.2, opacity: 1, lineCap: "butt" },
    { color: "#ffffff", weight: 1.2, opacity: 1, lineCap: "butt" }
  ],
  moved: [
    { color: "#ffffff", weight: 5.6, opacity: 0.95 },
    { color: "#c2185b", weight: 3, opacity: 1 }
  ],
  broken: [
    { color: "#ffffff", weight: 5.6, opacity: 0.95 },
    { color: "#7c1219", weight: 3, opacity: 1 }
  ],
  overlay0: [
    { color: "#ffffff", weight: 6, opacity: 0.9 },
    { color: "#00695c", weight: 3.4, opacity: 1 }
  ],
  overlay1: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#0b3d91", weight: 2.6, opacity: 1, dashArray: "1 5.5" }
  ],
  overlay2: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#8a0f5c", weight: 2.4, opacity: 1, dashArray: "7 5", lineCap: "butt" }
  ],
  overlay3: [
    { color: "#ffffff", weight: 5, opacity: 0.9 },
    { color: "#6b3a00", weight: 3, opacity: 1, dashArray: "14 5 2 5", lineCap: "butt" }
  ],
  overlay4: [
    { color: "#ffffff", weight: 4.4, opacity: 0.9 },
    { color: "#3d4a00", weight: 2.4, opacity: 1, dashArray: "3 3", lineCap: "butt" }
  ],
  chosenRegion: [
    { color: "#ffffff", weight: 6.4, opacity: 0.9 },
    { color: CHOSEN, weight: 3.6, opacity: 1 }
  ],
  chosenUnits: [
    { color: "#ffffff", weight: 5.4, opacity: 0.9 },
    { color: CHOSEN, weight: 3, opacity: 1 }
  ]
}, ON_TOP = ["chosenRegion", "chosenUnits"], INSIDE = ["regions", "before", "parents"], SMALL = 0.03, placesOf = (stroke) => stroke.map(([x, y]) => [y, x]), extent = (stroke) => [0, 1].reduce((sum2, axis) => {
  let values = stroke.map((point) => point[axis]);
  return sum2 + Math.max(...values) - Math.min(...values);
}, 0), firmStyles = ({ plans, values }) => plans.length < 3 || values.steps ? [] : plans.map((_, n) => {
  let weight = 1 + 5 * (n + 1) / plans.length, styles = [
    { color: "#ffffff", weight: weight + 2, opacity: 0.9 },
    { color: FIRM, weight, opacity: 1, lineCap: "butt" }
  ];
  return { key: `firm${n + 1}`, styles };
}), createLines = (atlas, rings, map) => {
  let { units, plans, overlays, values } = atlas, arcs = arcsOf(values.arcs, rings), inside = arcs.filter(({ b }) => b >= 0);
  map.createPane("land").style.zIndex = "390", map.createPane("chosen").style.zIndex = "460";
  let firm = firmStyles(atlas), firmKeys = firm.map(({ key }) => key), styles = { ...STYLES, before: STYLES.regions, ...Object.fromEntries(firm.map((one) => [one.key, one.styles])) }, clips = {}, clipLayer = (key, layer) => {
    clips[key] ? layer.getElement()?.setAttribute("clip-path", `url(#swipe-${clips[key]})`) : layer.getElement()?.removeAttribute("clip-path");
  }, drawn2 = /* @__PURE__ */ new Map(), hide = (key) => {
    drawn2.get(key)?.layers.forEach((layer) => layer.remove()), drawn2.delete(key);
  }, keys = [
    "coast",
    "regions",
    "before",
    "parents",
    ...firmKeys,
    "overlay0",
    "overlay1",
    "overlay2",
    "overlay3",
    "overlay4",
    "broken",
    "moved",
    ...ON_TOP
  ], rankOf = (key, isBand) => ON_TOP.includes(key) ? 4 : key === "broken" || key === "moved" ? 3 : key === "coast" || INSIDE.includes(key) ? 1 : isBand ? 0 : 2, stacked = (of) => keys.flatMap((key) => of(key).map((one, n, all) => ({ one, rank: rankOf(key, n < all.length - 1) }))).sort((a, b) => a.rank - b.rank).map(({ one }) => one), drawStrokes = (kind, strokes) => {
    hide(kind);
    let places = strokes.map(placesOf), layers = styles[kind].map((style) => L.polyline(places, {
      ...style,
      fill: !1,
      interactive: !1,
      smoothFactor: 0.5,
      pane: ON_TOP.includes(kind) ? "chosen" : "outlines"
    }).addTo(map));
    layers.forEach((layer) => clipLayer(kind, layer)), drawn2.set(kind, { layers, strokes }), stacked((one) => drawn2.get(one)?.layers ?? []).forEach((layer) => layer.bringToFront());
  }, draw = (key, group) => drawStrokes(key, outlineOf(INSIDE.includes(key) ? inside : arcs, group)), separatedIn = ({ a, b }) => b < 0 || units[a].parent !== units[b].parent ? 0 : plans.filter(({ division: { of } }) => of[a] !== of[b]).length, drawFirm = () => {
    let counts = arcs.map(separatedIn);
    firmKeys.forEach((key, n) => drawStrokes(key, joined(
      arcs.filter((_, arc) => counts[arc] === n + 1).map(({ points }) => points)
    )));
  };
  return {
    draw,
    /** The outer border; round parts so small that it would blot them out, units have a line. */
    drawCoast: () => {
      let strokes = outlineOf(arcs.filter(({ b }) => b < 0), () => 0), least = SMALL * Math.max(...strokes.map(extent));
      L.polygon(strokes.map(placesOf), {
        stroke: !1,
        fillColor: "#ffffff",
        fillOpacity: 1,
        interactive: !1,
        pane: "land"
      }).addTo(map), drawStrokes("coast", strokes.filter((stroke) => extent(stroke) > least));
    },
    hide,
    has: (key) => drawn2.has(key),
    /** @param {Record<string, string>} sides */
    clip: (sides) => {
      clips = sides, drawn2.forEach(({ layers }, key) => layers.forEach((layer) => clipLayer(key, layer)));
    },
    layers: () => [...drawn2.values()].flatMap(({ layers }) => layers),
    /**
     * Every stroke with its style, from below to above.
     * @template T
     * @param {(strokes: Line[], style: LineStyle) => T} stroke
     */
    strokes: (stroke) => stacked((key) => {
      let strokes = key === "before" ? void 0 : drawn2.get(key)?.strokes;
      return strokes ? styles[key].map((style) => stroke(strokes, style)) : [];
    }),
    /**
     * Show or hide a layer by the value of its checkbox: its position, or "firm".
     * @param {string} value
     * @param {boolean} on
     * @param {Set<string>} ticked
     */
    tick: (value, on, ticked) => {
      let overlay = overlays[Number(value)];
      value === "firm" ? on ? drawFirm() : firmKeys.forEach(hide) : on ? (ticked.add(overlay.key), draw(overlay.key, overlay.of)) : (ticked.delete(overlay.key), hide(overlay.key));
    }
  };
};

// units/swipe.js
var HANDLE = 44, [LEFT, RIGHT] = [["left", "left-labels"], ["hatches", "labels"]], CLIPPED = { before: "left", regions: "right", moved: "right", broken: "right", chosenRegion: "right" }, atlasOf = (atlas, plan) => ({ ...atlas, ...createAtlas({ ...atlas, plans: [plan] }) }), clipTo = (side, start, end) => {
  let rect = document.querySelector(`#swipe-${side} rect`), { x, y } = start;
  Object.entries({ x, y, width: end.x - x, height: end.y - y }).forEach(
    ([key, value]) => rect?.setAttribute(key, String(value))
  );
}, createSwipe = (atlas, { map, units, ticked, lines, outlines }) => {
  let { shown } = atlas;
  LEFT.forEach((pane2) => map.createPane(pane2));
  let pane = (key) => (
    /** @type {HTMLElement} */
    map.getPane(key)
  ), slider = element("input", "swipe-slider");
  Object.assign(slider, { type: "range", min: 0, max: 100, value: 50 });
  let titles = [element("span", "swipe-name before"), element("span", "swipe-name after")], bar2 = element("div", "swipe", element("div", "swipe-line"), ...titles, slider);
  L.DomEvent.disableClickPropagation(slider);
  let side = null, actions = null, isOn = !1, sideOf = (plan) => {
    let own = atlasOf(atlas, plan), features = units.map(({ feature }) => feature), layerOf = (style, interactive) => L.geoJSON(features, {
      interactive,
      style: { ...style, pane: "left" },
      pane: "left"
    }).addTo(map), { color, opacity } = units[0].options, ground = layerOf({ stroke: !1, fillColor: "#ffffff", fillOpacity: 1 }, !1), layer = layerOf({ color, opacity }, !0), areas = createAreas(own, layer, ticked);
    actions && areas.open(actions);
    let labels = createLabels(own, map, outlines, "left-labels");
    return labels.makeRegionLabels(), { plan, atlas: own, areas, labels, layers: [ground, layer] };
  }, clear = () => {
    side?.layers.forEach((layer) => layer.remove()), pane("left-labels").replaceChildren(), side = null;
  }, follow = () => {
    if (!side) return;
    let { x: width, y: height } = map.getSize(), at = HANDLE / 2 + slider.valueAsNumber / 100 * (width - HANDLE), [start2, end] = [[0, 0], [width, height]].map(([x, y]) => map.containerPointToLayerPoint([x, y])), middle = start2.x + at;
    clipTo("left", start2, L.point(middle, end.y)), clipTo("right", L.point(middle, start2.y), end);
    let box = (from, to) => `polygon(${[[from, start2.y], [to, start2.y], [to, end.y], [from, end.y]].map((point) => point.map((value) => `${value}px`).join(" ")).join(", ")})`;
    LEFT.forEach((key) => {
      pane(key).style.clipPath = box(start2.x, middle);
    }), RIGHT.forEach((key) => {
      pane(key).style.clipPath = box(middle, end.x);
    }), bar2.style.setProperty("--at", `${at}px`);
    let share = String(slider.valueAsNumber);
    slider.setAttribute("aria-valuetext", fill("swipe_share", { share, left: side.plan.name }));
  }, place = () => {
    side?.areas.layers.forEach((layer, n) => restyle(layer, { weight: units[n].options.weight })), side?.labels.place(), follow();
  }, stop = () => {
    clear(), lines.hide("before"), lines.clip({}), RIGHT.forEach((key) => {
      pane(key).style.clipPath = "";
    }), bar2.remove();
  }, start = () => {
    let { plan } = shown, compared = atlas.comparedWith(plan), left = compared === plan ? atlas.choices()[1] : compared;
    side?.plan !== left && (clear(), side = sideOf(left)), [left, plan].forEach((one, n) => titles[n].replaceChildren(name(one.name))), slider.setAttribute("aria-label", fill("swipe_label", { left: left.name, right: plan.name })), bar2.isConnected || map.getContainer().append(bar2), lines.clip(CLIPPED), lines.draw("before", (n) => atlas.regionOf(n, left));
  }, opener = button("secondary swipe-button", words.swipe_button, () => {
  });
  return {
    /** @param {Actions} given */
    open: (given) => {
      actions = given, byId("plan-moves", HTMLElement).before(opener), opener.addEventListener("click", () => {
        isOn = !isOn;
        let compared = atlas.comparedWith(shown.plan);
        given.showPlan(isOn && compared === shown.plan ? atlas.choices()[1] : shown.plan), isOn && map.getContainer().scrollIntoView({ block: "nearest" });
      }), slider.addEventListener("input", follow), map.on("move zoomend resize", follow);
    },
    draw: () => {
      let isPossible = atlas.choices().length > 1;
      opener.hidden = !isPossible, opener.setAttribute("aria-pressed", String(isOn && isPossible)), isOn && isPossible ? start() : side && stop();
    },
    place,
    /** Light there what is lit here. */
    light: () => {
      if (!side) return;
      let { unit, region, several } = shown, same = region === null ? -1 : side.plan.lines.indexOf(shown.plan.lines[region]), there = unit === null ? same : side.atlas.regionOf(unit);
      Object.assign(side.atlas.shown, { unit, several, region: there < 0 ? null : there }), side.areas.paint();
    }
  };
};

// units/ground.js
var written = (called) => Reflect.get(window, called), layersIn = (names) => names.flatMap((one) => written(one).getLayers()), unitsGround = (atlas) => {
  let { shown, units, overlays, comparedWith, membersOf, movedUnits, regionOf } = atlas, { names, areas: hasAreas, steps: isInSteps } = atlas.values, map = written(names.map), [holes, links] = [layersIn(names.holes), layersIn(names.lines)], ticked = /* @__PURE__ */ new Set(["parents"]);
  drawBeside(map, atlas.values.beside), holes.forEach((layer) => layer.getElement()?.classList.add("hole"));
  let areas = createAreas(atlas, written(names.units), ticked), rings = areas.layers.map(({ feature }) => ringsOf(feature.geometry)), hatches = createHatches(areas.layers, map), lines = createLines(atlas, rings, map), outlines = { units: rings, places: holes.map(({ feature }) => ringsOf(feature.geometry)) }, labels = createLabels(atlas, map, outlines), swipe = createSwipe(atlas, { map, units: areas.layers, ticked, lines, outlines }), weights = /* @__PURE__ */ new WeakMap(), thinLines = () => {
    let share = Math.min(1, Math.max(0.4, (map.getZoom() - 5.4) / 3.2));
    [...links, ...areas.layers, ...lines.layers()].forEach((layer) => {
      let weight = weights.get(layer) ?? layer.options.weight ?? 0;
      weights.set(layer, weight), restyle(layer, { weight: weight * share });
    });
  }, outline = (kind, marked, group) => {
    marked.size ? lines.draw(kind, (n) => marked.has(n) ? group(n) : -1) : lines.hide(kind);
  };
  map.getPane("overlayPane")?.setAttribute("aria-hidden", "true");
  let light = (region, unit, several = []) => {
    Object.assign(shown, { region, unit, several }), areas.paint(), outline("chosenRegion", new Set(region === null ? [] : membersOf(region)), () => 0), outline("chosenUnits", new Set(unit === null ? several : [unit]), (n) => n), thinLines(), pressRegion(region), swipe.light();
  }, mark = (kind, marked, group) => {
    (kind === "broken" || !isInSteps) && hatches.draw(kind, [...marked]), outline(kind, marked, group);
  }, placeLabels = () => {
    labels.place(), swipe.place();
  }, drawPlan = () => {
    lines.draw("regions", (n) => regionOf(n)), mark("broken", new Set(atlas.brokenPlaces(shown.plan).flatMap(({ marked }) => marked)), () => 0);
    let { moved, came } = movedUnits(shown.plan, comparedWith(shown.plan));
    mark("moved", new Set(isInSteps ? came : moved), regionOf), swipe.draw(), thinLines();
  }, tick = (value, on) => {
    lines.tick(value, on, ticked), thinLines();
  }, bounds = (some) => L.latLngBounds(some.map((n) => areas.layers[n].getBounds()).flatMap(
    (box) => [box.getSouthWest(), box.getNorthEast()]
  )), everything = bounds(units.map((_, n) => n));
  return { ...{
    map,
    everything,
    bounds,
    regionBounds: (region) => bounds(membersOf(region)),
    flightZoom: () => Math.max(10.8, map.getMinZoom() + 2),
    nearestZoom: () => 14,
    open: (actions, { fitWhole, keepNear, hasSize }) => {
      areas.open(actions), isInSteps || swipe.open(actions);
      let openMap = () => {
        fitWhole(), thinLines(), placeLabels();
      }, isLaidOut = hasSize();
      isLaidOut || map.setView(everything.getCenter(), 8, { animate: !1, reset: !0 }), map.on("zoomstart", () => map.getContainer().classList.add("flying")), map.on("zoomend", () => map.getContainer().classList.remove("flying")), map.on("zoomend", () => {
        if (map.getZoom() < map.getMinZoom()) {
          openMap();
          return;
        }
        thinLines(), placeLabels();
      }), map.on("resize", () => {
        hasSize() && (shown.region === null && shown.unit === null && openMap(), !isLaidOut && (isLaidOut = !0, keepNear(), actions.showPlan(shown.plan)));
      }), isLaidOut && (map.getBounds().contains(everything) && map.getZoom() > map.getBoundsZoom(everything) - 0.5) ? keepNear() : isLaidOut && openMap(), lines.drawCoast(), lines.draw("parents", overlays[0].of), hasAreas && tick("1", !0);
    },
    drawPlan,
    drawLabels: () => {
      labels.makeRegionLabels(), placeLabels();
    },
    placeLabels,
    light,
    tick,
    showsMoved: () => lines.has("moved")
  }, repaint: () => {
    areas.paint(), lines.draw("regions", (n) => regionOf(n)), thinLines();
  }, rings, areas, hatches, lines, labels, holes, links };
};

// units/list.js
var createList = (atlas, actions) => {
  let { shown, units, parents, figuresIn, membersOf, regionOf, regionsOf } = atlas, list = byId("region-list", HTMLElement);
  list.addEventListener("keydown", (event) => {
    let by = { ArrowRight: 1, ArrowLeft: -1 }[event.key], { activeElement } = document, stops = [...activeElement?.closest("li")?.querySelectorAll("button") ?? []], next = by && stops[stops.findIndex((stop) => stop === activeElement) + by];
    next && (event.preventDefault(), next.focus());
  });
  let memberButtons = (members) => {
    let all = element("span", "");
    return [...members].sort((a, b) => inOrder(units[a].name, units[b].name)).forEach((n, at) => {
      let made = button("link member", name(units[n].name), () => actions.chooseUnit(n, !0));
      made.tabIndex = -1;
      let left = members.length - 1 - at, comma = left > 1 ? "," : "";
      all.append(element("span", "whole", made, comma), left === 1 ? ` ${words.and} ` : " ");
    }), all;
  }, entryOf = (region) => {
    let members = membersOf(region), { division, isVariant, notes } = shown.plan, note = isVariant ? "" : notes[division.codes[region]];
    return listEntry(
      atlas,
      actions,
      region,
      `${counted(members.length, "units")}: `,
      memberButtons(members),
      note ? ` ${note}` : ""
    );
  };
  return () => list.replaceChildren(...parents.flatMap((parent, p) => {
    let regions = regionsOf().filter((region) => figuresIn(region).parent === p), waiting = units.flatMap((unit, n) => unit.parent === p && regionOf(n) < 0 && shown.plan.later.has(n) ? [n] : []);
    if (!regions.length && !waiting.length) return [];
    let later = () => sentence("later_list", { members: memberButtons(waiting) });
    return [
      element("h3", "", name(parent.name)),
      element("ul", "regions", ...regions.map(entryOf)),
      ...waiting.length ? [element("p", "waiting", ...later())] : []
    ];
  }));
};

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
    let { plan, sheets: [first, ...others] } = sheetsOf(), heading2 = element("h1", "", textOf(".head h1")), under = element("p", "", ...plan === null ? [] : [name(plan), " · "], textOf(".corner")), sheets = [[heading2, under, ...first], ...others];
    printed.replaceChildren(...sheets.map((content) => element("div", "sheet", ...content)));
  }), window.addEventListener("afterprint", () => printed.replaceChildren()), byId("print-button", HTMLElement).addEventListener("click", () => window.print());
};

// units/print.js
var WIDTH = 1150, SVG2 = "http://www.w3.org/2000/svg", drawn = (tag, attributes, ...children) => {
  let made = document.createElementNS(SVG2, tag);
  return Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value))), made.append(...children), made;
}, paper = (everything) => {
  let mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)) * 180 / Math.PI, [west, east] = [everything.getWest(), everything.getEast()], [south, north] = [everything.getSouth(), everything.getNorth()].map(mercator), scale = (WIDTH - 16) / (east - west), point = ([lat, lng]) => ({ x: 8 + (lng - west) * scale, y: 8 + (north - mercator(lat)) * scale });
  return { height: (north - south) * scale + 16, point };
}, pathOf = (strokes, point, end) => strokes.map((stroke) => `M${stroke.map(([lng, lat]) => {
  let { x, y } = point([lat, lng]);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}).join("L")}${end}`).join(""), strokePath = (strokes, style, point) => drawn("path", {
  d: pathOf(strokes, point, ""),
  fill: "none",
  stroke: style.color ?? "",
  "stroke-width": style.weight ?? 1,
  "stroke-opacity": style.opacity ?? 1,
  "stroke-dasharray": String(style.dashArray ?? "none"),
  "stroke-linecap": style.lineCap ?? "round",
  "stroke-linejoin": "round"
}), linesOf = (geometry) => geometry.type === "LineString" ? [geometry.coordinates] : geometry.type === "MultiLineString" ? geometry.coordinates : [], homeMarks = ({ units }, point) => homes().flatMap(([n, areas]) => {
  let { x, y } = point(units[n].at);
  return [
    drawn("circle", { cx: x, cy: y, r: 5, fill: "#c2185b", stroke: "#ffffff", "stroke-width": 2 }),
    drawn("text", { x: x + 8, y: y + 4, class: "print-home" }, areas.join(", "))
  ];
}), printedMap = (atlas, ground) => {
  let { everything, rings, areas, hatches, lines, labels, holes, links } = ground, { height, point } = paper(everything), units = rings.map((own, n) => drawn("path", {
    d: pathOf(own, point, "Z"),
    fill: areas.fillOf(n),
    "fill-opacity": SHADE.plain,
    stroke: areas.layers[n].options.color ?? "",
    "stroke-width": 0.6
  })), outside = holes.map(({ feature }) => drawn("path", {
    d: pathOf(ringsOf(feature.geometry), point, "Z"),
    fill: "#e3e7ea",
    stroke: "#8b959e",
    "stroke-width": 0.8
  })), stripes = hatches.fills().flatMap(({ fill: fill2, striped }) => striped.map((n) => drawn("path", { d: pathOf(rings[n], point, "Z"), fill: fill2 }))), borders = lines.strokes((strokes, style) => strokePath(strokes, style, point)), joins = links.map(({ feature, options }) => strokePath(linesOf(feature.geometry), options, point)), texts = labels.printed(point).map(({ box, left, top, width, height: tall }) => drawn("foreignObject", { x: left - 4, y: top - 2, width: width + 8, height: tall + 4 }, box));
  return drawn(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height.toFixed(0)}`,
      class: "print-map",
      role: "img",
      "aria-label": words.map_label
    },
    ...outside,
    ...units,
    ...stripes,
    ...borders,
    ...joins,
    ...texts,
    ...homeMarks(atlas, point)
  );
}, printedTable = (drawTable) => {
  let panel = byId("table-panel", HTMLElement), wasHidden = panel.hidden;
  panel.hidden = !1, drawTable();
  let copy = copyOf("regions-table");
  return panel.hidden = wasHidden, copy.querySelectorAll("th button.sort").forEach((one) => one.replaceWith(one.textContent ?? "")), copy;
}, openUnitsPrinting = (atlas, ground, drawTable) => openPrinting(() => {
  let { plan } = atlas.shown, [broken, other] = [atlas.brokenOf(plan), atlas.comparedWith(plan)], change = plan === other ? [] : [element("p", "", ...planChange(atlas, plan, other))], moves = plan === other || atlas.values.steps ? [] : movesList(atlas, plan, other, null), warning = broken.length ? [element("p", "verdict bad", `${atlas.brokenHeading(plan)}:`), brokenList(broken)] : [];
  return {
    plan: atlas.choices().length > 1 ? plan.name : null,
    sheets: [
      [...change, ...warning, printedMap(atlas, ground)],
      [
        copyOf("legend-part"),
        ...moves.length ? [element("h2", "", words.moves_heading), ...moves] : [],
        printedTable(drawTable)
      ],
      [...besides(), copyOf("regions-part"), copyOf("about-part"), copyOf("sources-part")]
    ]
  };
});

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

// units/search.js
var shownNamesOf = (units) => {
  let keys = units.map((unit) => fold(unit.name)), counts = /* @__PURE__ */ new Map();
  return keys.forEach((key) => counts.set(key, (counts.get(key) ?? 0) + 1)), units.map(({ name: name2, nis }, n) => counts.get(keys[n]) === 1 ? name2 : `${name2} (${nis})`);
}, createFinder = (units) => {
  let keys = units.map((unit) => fold(unit.name)), shownNames = shownNamesOf(units), byQuery = new Map(units.map(({ nis }, n) => [fold(nis), n]));
  shownNames.forEach((name2, n) => byQuery.set(fold(name2), n));
  let aliased = (key) => units.flatMap(({ aliases }, unit) => {
    let alias = aliases.find((one) => fold(one) === key);
    return alias === void 0 ? [] : [{ unit, alias }];
  }), holding = (key) => keys.map((text, n) => ({ n, place: text.indexOf(key), name: units[n].name })).filter(({ place }) => place >= 0).sort((a, b) => Math.sign(a.place) - Math.sign(b.place) || inOrder(a.name, b.name)).map(({ n }) => n), nearMisses = (key) => {
    let limit = Math.min(2, Math.floor(key.length / 3));
    return keys.map((text, n) => ({ n, rank: Math.abs(text.length - key.length) > 2 ? 9 : difference(key, text) })).filter(({ rank }) => rank <= limit).sort((a, b) => a.rank - b.rank || a.n - b.n).slice(0, 5).map(({ n }) => n);
  };
  return { shownNames, find: (text) => {
    let key = fold(text), unit = byQuery.get(key);
    return unit !== void 0 ? { unit } : foundBy(key, aliased(key), { keys, holding, nearMisses });
  }, isName: (text) => byQuery.has(fold(text)) };
}, openSearch = ({ units }, actions) => {
  let form = byId("search", HTMLFormElement), query = byId("query", HTMLInputElement), { shownNames, find, isName } = createFinder(units);
  return query.addEventListener("input", (event) => {
    let { inputType = "" } = (
      /** @type {InputEvent} */
      event
    );
    (!inputType || inputType === "insertReplacementText") && isName(query.value) && actions.search();
  }), byId("names", HTMLDataListElement).append(...[...shownNames].sort(inOrder).map((name2) => {
    let option2 = element("option", "");
    return option2.value = name2, option2;
  })), { form, query, find, shownName: (n) => shownNames[n], prepare: () => {
  } };
};

// panels/columns.js
var numeric = (value, format) => ({ text: known(value, format), sort: value ?? -1, number: !0 }), named = (text) => ({ text, sort: text }), columnsOf = (atlas, cutIn2) => {
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
  ], own = groupings.map((grouping, g) => grouping.area ? { key: null, heading: grouping.label, cell: (n) => named(areaNames(atlas, n, grouping).join(", ")) } : { key: null, heading: fill("cut_heading", { groups: grouping.labels }), cell: (n) => numeric(cutIn2(n, g)) });
  return [...all, ...own].filter(({ key }) => key !== "inhabitants" && key !== "children" || has(key));
}, headingOf = ({ key, heading: heading2 }) => heading2 ?? words[key ?? ""], rowsOf = ({ figuresIn, regionsOf }, columns, regions = regionsOf()) => regions.map((region) => columns.map(({ cell: cell2 }) => cell2(region, figuresIn(region)))), compare = ({ sort: a }, { sort: b }) => typeof a == "number" && typeof b == "number" ? a - b : inOrder(String(a), String(b)), sortRows = (rows, { column, down }) => {
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

// units/table.js
var createTable = (atlas, actions) => {
  let table = byId("regions-table", HTMLTableElement), panel = byId("table-panel", HTMLElement), columns = columnsOf(atlas, (region, g) => cutIn(atlas, region, g)), sorting = { column: 1, down: !1 }, sorted = (column) => {
    draw(), table.tHead?.querySelectorAll("button")[column].focus();
  }, draw = () => {
    if (panel.hidden) return;
    let rows = sortRows(rowsOf(atlas, columns), sorting);
    table.replaceChildren(
      element("caption", "", fill("table_caption", { plan: atlas.shown.plan.name })),
      headings(columns, sorting, sorted),
      element("tbody", "", ...rows.map((row) => tableRow(atlas, actions, row)))
    );
  };
  return draw;
};

// units/page.js
var openUnitsPage = (more = () => () => {
}) => {
  let atlas = unitsAtlas(
    /** @type {UnitsValues} */
    data
  ), ground = unitsGround(atlas);
  openShell(atlas, ground, (actions) => {
    let editor = createEditor(atlas, ground, actions), drawTable = createTable(atlas, actions), drawSteps = stepSlider(atlas, actions.showPlan);
    openHomes(atlas, ground.map, actions), openUnitsPrinting(atlas, ground, drawTable);
    let drawMore = more(atlas, ground, actions);
    return {
      search: openSearch(atlas, actions),
      drawList: createList(atlas, actions),
      drawTable,
      drawChoices: (element2) => data.steps ? drawSteps(element2) : radioButtons(element2, atlas, actions.showPlan),
      drawVariant: () => {
        editor.draw(), drawMore();
      },
      moveControl: editor.moveControl,
      drawChosen: () => {
        editor.drawChosen(), drawMore();
      },
      takesPress: editor.takesPress
    };
  });
};

// desk.js
document.documentElement.className && openUnitsPage(createDesk);
})();
