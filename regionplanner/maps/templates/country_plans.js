// Which plan is on the page: its borders, list, table and what is said about it.
function showPlan(plan) {
  shown.plan = plan;
  const { unit } = shown;
  const region = unit === null ? null : regionOf(unit);
  Object.assign(shown, { region: region === null || region < 0 ? null : region, unit });
  Object.assign(hover, { region: null, unit: null });
  findMoved();
  drawList();
  drawTable();
  drawPlans();
  drawAbout();
  [ground, labelSheet].forEach((one) => one.again());
  light(shown.region, shown.unit);
  if (unit !== null) sayUnit(unit);
  else if (!answer.hidden) showEverything();
}

const summary = document.getElementById("summary");
const status = document.getElementById("broken");
const about = document.getElementById("about-plan");
function drawAbout() {
  const { broken, breaks: heading, ...plan } = shown.plan;
  summary.textContent = plan.summary;
  status.hidden = !broken.length;
  status.textContent = heading;
  about.replaceChildren(
    ...(broken.length ? [element("p", "", element("strong", "", `${heading}.`)),
      element("ul", "violations", ...broken.map((text) => element("li", "", name(text))))] : []),
    ...[...plan.about, ...(data.eachBest ? [words.best_each] : [])].map((text) => element("p", "", name(text))));
}

const planChoices = document.getElementById("plan-choices");
function drawPlans() {
  document.getElementById("plans").hidden = plans.length < 2;
  if (!planChoices.children.length) {
    planChoices.replaceChildren(...plans.map((plan, n) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "radio", name: "plan", value: n });
      input.addEventListener("change", () => showPlan(plan));
      return element("label", "", input, element("span", "", name(plan.name)));
    }));
  }
  planChoices.querySelectorAll("input").forEach((input, n) => { input.checked = plans[n] === shown.plan; });
  document.getElementById("plan-change").replaceChildren(...(shown.plan === comparedWith() ? [] : [
    ...planChange(shown.plan, comparedWith()),
    ...(moved.size ? [element("span", "moved-sign", words.moved_sign)] : []),
  ]));
}
