// Which plan is on the page: its borders, list, table, scores and what is said about it.

// Another plan, or another step of the variant: all that depends on it is made again.
function showPlan(plan) {
  shown.plan = plan;
  const { unit } = shown;
  const region = unit === null ? shown.region : regionOf(unit);
  const gone = region === null || region < 0 || !figuresOf(plan)[region];
  Object.assign(shown, { region: gone ? null : region, unit });
  drawLines("regions", (n) => regionOf(n));
  drawMoved();
  thinLines();
  drawList();
  drawTable();
  drawPlans();
  drawAbout();
  makeRegionLabels(); // last: it makes the browser lay out the page
  placeLabels();
  light(shown.region, shown.unit);
  sayVariant();
  if (unit !== null || region !== null) sayAgain();
}

// Who is in another region than in the plan it is compared with gets an outline.
const comparedWith = (plan) => (plan.isVariant ? plan.base : choices()[0]);
function drawMoved() {
  const { plan } = shown;
  const other = comparedWith(plan);
  const moved = new Set(movedUnits(plan, other).filter((n) => regionOf(n) >= 0 && regionOf(n, other) >= 0));
  if (moved.size) drawLines("moved", (n) => (moved.has(n) ? n : -1));
  else hideLines("moved");
}
// Totals of other municipalities are not to be compared.
const sameUnits = (plan, other) => data.units.every((_, n) => (regionOf(n, plan) < 0) === (regionOf(n, other) < 0));
const variantSummary = () => {
  const covered = shown.plan.division.of.filter((region) => region >= 0).length;
  const { coverage, left_out: leftOut } = data.scenarios[shown.plan.scenario];
  const possible = data.units.length - leftOut.length;
  const isPart = coverage !== null && covered < possible;
  return fill(isPart ? "summary_partial" : "summary", {
    covered: digits.format(covered), units: counted(isPart ? possible : covered, "units"), regions: counted(regionsOf().length, "regions"),
  });
};

const summary = document.getElementById("summary");
const status = document.getElementById("broken");
const about = document.getElementById("about-plan");
function drawAbout() {
  const { plan } = shown;
  const broken = violationsOf(plan);
  const heading = broken.length ? counted(broken.length, plan.isVariant ? "variant_breaks" : "rules") : "";
  summary.textContent = plan.isVariant ? variantSummary() : plan.summary;
  status.hidden = !broken.length;
  status.textContent = heading;
  const told = plan.isVariant ? [words.variant_about]
    : [...plan.about, ...(data.eachBest ? [words.best_each] : [])];
  about.replaceChildren(
    ...(broken.length ? [element("p", "", element("strong", "", `${heading}.`)), brokenList(plan)] : []),
    ...told.map((text) => element("p", "", name(text))));
}

// Steps in time: a slider, made once for as many as there are, so that a drag is not cut off.
function drawSteps(all) {
  let slider = planChoices.querySelector("input");
  if (!slider || Number(slider.max) !== all.length - 1) {
    slider = element("input", "steps");
    Object.assign(slider, { type: "range", min: 0, max: all.length - 1, step: 1, id: "step" });
    slider.addEventListener("input", () => showPlan(choices()[slider.value]));
    slider.setAttribute("aria-label", words.steps_legend);
    const marks = all.map((plan, n) => {
      const mark = element("button", "step", name(plan.name));
      mark.type = "button";
      mark.addEventListener("click", () => showPlan(choices()[n]));
      return mark;
    });
    planChoices.replaceChildren(slider, element("div", "marks", ...marks));
  }
  const place = all.indexOf(shown.plan);
  slider.value = place;
  slider.setAttribute("aria-valuetext", shown.plan.name);
  planChoices.querySelectorAll(".step").forEach((mark, n) => mark.setAttribute("aria-pressed", String(n === place)));
}

const planPicker = document.getElementById("plans");
const planChoices = document.getElementById("plan-choices");
function drawPlans() {
  const all = choices();
  planPicker.hidden = all.length < 2;
  const focused = planChoices.contains(document.activeElement);
  if (data.steps) drawSteps(all);
  else planChoices.replaceChildren(...all.map((plan, n) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "plan", value: n, checked: plan === shown.plan });
    input.addEventListener("change", () => showPlan(plan));
    return element("label", "", input, element("span", "", name(plan.name)));
  }));
  const other = comparedWith(shown.plan);
  document.getElementById("plan-change").replaceChildren(...(shown.plan === other ? [] : [
    ...planChange(shown.plan, other),
    ...(lineLayers.has("moved") ? [element("span", "moved-sign", words.moved_sign)] : []),
  ]));
  document.getElementById("plan-scores").replaceChildren(...(shown.plan === other || shown.plan.isVariant || !sameUnits(shown.plan, other) ? []
    : [foldable("scores", words.compare_scores, false, criteriaTable(other, shown.plan),
      ...(shown.plan.scenario === other.scenario ? [] : [element("p", "hint", ...sentence("measured_by", { plan: other.name }))]))]));
  if (focused && !data.steps) planChoices.querySelector("input:checked").focus();
}
