// The what-if editor: move a municipality, see which rules break and what each criterion becomes.
const variantPanel = document.getElementById("variant");

const isLost = () => variant.steps.length > 1 && !variant.saved;
const mayLose = () => !isLost() || window.confirm(fill("variant_lost", { plan: variant.base.name }));
window.addEventListener("beforeunload", (event) => { if (isLost()) event.preventDefault(); });

// A variant of the plan on the page; false when the reader keeps the one there is.
const startVariant = () => {
  if (shown.plan.isVariant) return true;
  if (!mayLose()) return false;
  const division = { codes: [...shown.plan.division.codes], of: [...shown.plan.division.of] };
  Object.assign(variant, { base: shown.plan, steps: [variantPlan(shown.plan, division)], at: 0, saved: false });
  return true;
};

// Move a unit to a region; null makes a new one of its own.
const move = (n, region) => {
  if (!startVariant()) return;
  const { division } = variant.steps[variant.at];
  const next = { codes: [...division.codes], of: [...division.of] };
  if (region === null) next.codes.push(shown.plan.model.newCode(division, data.units[n].parent));
  next.of[n] = region ?? next.codes.length - 1;
  variant.steps.length = variant.at + 1;
  variant.steps.push(variantPlan(variant.base, next));
  variant.saved = false;
  go(variant.steps.length - 1);
  variantPanel.focus({ preventScroll: true }); // the button that was pressed is gone
  variantPanel.scrollIntoView({ block: "nearest" });
  if (shown.region !== null) flyTo(bounds(membersOf(shown.region)));
};
const go = (at) => {
  variant.at = at;
  shown.region = shown.unit === null ? shown.region : null;
  showPlan(variant.steps[at]);
};
const dropVariant = () => {
  if (!mayLose()) return;
  const { base } = variant;
  Object.assign(variant, { base: null, steps: [], at: 0 });
  showPlan(base);
};

// Regions that a unit touches, by where it could go; its own region aside.
const touched = (n) => {
  const { pairs } = data.scenarios[shown.plan.scenario];
  const beside = pairs.flatMap(([a, b]) => (a === n ? [b] : b === n ? [a] : []));
  const regions = new Set(beside.map((other) => regionOf(other)));
  return [...regions].filter((region) => region >= 0 && region !== regionOf(n))
    .sort((a, b) => inOrder(labelOf(a), labelOf(b)));
};

const moveControl = (n) => {
  const targets = touched(n).map((region) => {
    const made = button("target", "", () => move(n, region));
    made.append(dot(shown.plan.colours[region]), name(labelOf(region)));
    return made;
  });
  const alone = regionOf(n) >= 0 && membersOf(regionOf(n)).length === 1;
  const fresh = alone ? [] : [button("target", words.new_region, () => move(n, null))];
  return foldable("move", fill(regionOf(n) < 0 ? "what_if_joins" : "what_if", { name: data.units[n].name }), shown.plan.isVariant === true,
    element("p", "hint", words.what_if_hint), element("div", "targets", ...targets, ...fresh));
};

// Counts, such as of ties, are whole in both plans.
const criterionRow = (label, before, after, { isTotal = false, isCount = false } = {}) => {
  const [from, to] = [before, after].map((value) => Math.round(value * 10) / 10);
  const isWhole = isCount && Number.isInteger(from) && Number.isInteger(to);
  const written = (value, sign) => new Intl.NumberFormat(locale, {
    signDisplay: sign, minimumFractionDigits: isWhole ? 0 : 1, maximumFractionDigits: 1,
  }).format(value).replace("-", "\u2212");
  const rounded = Math.round((to - from) * 10) / 10; // of what is shown, so that it adds up
  const tone = rounded === 0 ? "" : rounded < 0 ? " better" : " worse";
  const heading = element("th", "", label);
  heading.scope = "row";
  return element("tr", isTotal ? "total" : "", heading,
    element("td", "number", written(from, "auto")), element("td", "number", written(to, "auto")),
    element("td", `number${tone}`, rounded === 0 ? "=" : written(rounded, "exceptZero")));
};

// What two plans score on what counts in the first, and on the rest.
const criteriaTable = (base, plan) => {
  const [before, after] = [valuesOf(base), base.model.values(plan.division)];
  const { weights, travelled_by: travelledBy } = data.scenarios[base.scenario];
  const label = (key) => {
    const timed = data.minutes === null ? undefined : words[`criterion_value_min_${key}`];
    const text = timed ?? words[`criterion_value_${key}`];
    return key in travelledBy ? text.replace(/\)$/, ` \u00d7 ${travelledBy[key]})`) : text;
  };
  const row = (key) => criterionRow(label(key), before[key], after[key], { isCount: key === "ties" });
  const there = Object.keys(before).filter((key) => key !== "objective" && after[key] !== undefined);
  const counts = there.filter((key) => weights[key]);
  const others = there.filter((key) => !weights[key]);
  const totals = counts.length > 1 && before.objective !== null && after.objective !== null
    ? [criterionRow(words.value_total, before.objective, after.objective, { isTotal: true })] : [];
  const part = (title, rows) => (rows.length
    ? [element("tbody", "", element("tr", "part", Object.assign(element("th", "", title), { colSpan: 4, scope: "rowgroup" })), ...rows)]
    : []);
  const heads = [words.criterion, base.name, plan.name, words.difference].map((text) => {
    const head = element("th", "", text);
    head.scope = "col";
    return head;
  });
  return element("div", "scroll", element("table", "criteria",
    element("caption", "", words.criteria_caption),
    element("thead", "", element("tr", "", ...heads)),
    ...part(words.criteria_count, [...counts.map(row), ...totals]),
    ...part(words.criteria_others, others.map(row))));
};

// A rule that is broken, in words: places are texts, or units by position.
const brokenText = ({ key, places }) => sentence(key, Object.fromEntries(Object.entries(places).map(
  ([place, value]) => [place, Array.isArray(value) ? namesOf(value, 9) : String(value)])));
const brokenList = (plan) => element("ul", "violations", ...violationsOf(plan).map(
  (violation) => element("li", "", ...brokenText(violation))));

const download = () => {
  const plan = variant.steps[variant.at];
  const text = plan.model.csv(plan.division);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = violationsOf(plan).length ? words.file_broken : "plan.csv";
  link.click();
  variant.saved = true;
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const tools = document.getElementById("variant-tools");
const tool = (key, usable, act) => {
  const made = button("tool", words[key], act);
  return Object.assign(made, { id: `tool-${key}`, disabled: !usable });
};
const drawTools = () => {
  const focused = document.activeElement?.id;
  tools.replaceChildren(
    tool("undo", variant.at > 0, () => go(variant.at - 1)),
    tool("redo", variant.at < variant.steps.length - 1, () => go(variant.at + 1)),
    tool("drop", true, dropVariant));
  // the button that was pressed is a new one now; where it cannot be pressed again, its opposite can
  if (!["tool-undo", "tool-redo"].includes(focused)) return;
  const again = document.getElementById(focused);
  const other = document.getElementById(focused === "tool-undo" ? "tool-redo" : "tool-undo");
  (again.disabled ? other : again).focus();
};

const verdict = document.getElementById("verdict");
const sayVariant = () => {
  const { plan } = shown;
  variantPanel.hidden = !plan.isVariant;
  if (variantPanel.hidden) return;
  const broken = violationsOf(plan);
  document.getElementById("variant-change").replaceChildren(...planChange(plan, plan.base));
  drawTools();
  verdict.className = broken.length ? "verdict bad" : "verdict good";
  verdict.textContent = broken.length ? counted(broken.length, "broken_rules") : words.keeps_rules;
  const save = button(broken.length ? "secondary" : "primary",
    broken.length ? words.download_broken : words.download, download);
  document.getElementById("variant-details").replaceChildren(
    ...(broken.length ? [brokenList(plan)] : []),
    foldable("criteria", words.criteria_heading, roomy(), criteriaTable(plan.base, plan)),
    Object.assign(save, { id: "download" }),
    element("p", "hint", words.download_hint));
};
