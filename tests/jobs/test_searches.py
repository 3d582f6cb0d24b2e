"""The jobs that search, as notebooks call them: a request in, a result out, nothing on disk."""

from contextlib import contextmanager

import pytest

from regionplanner import Scenario, ScenarioError
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.jobs import (
    AlternativesRequest,
    BestPlanRequest,
    Case,
    FrontRequest,
    JobCallbacks,
    RepairRequest,
    SearchCallbacks,
    best_plan,
    open_case,
    plan_alternatives,
    plan_front,
    repair_plan,
    resolve_request,
)
from regionplanner.words.about import about_plan
from tests.cli.worlds import save
from tests.worlds import grid, grid_municipalities

RULES = {"criteria": {"distance": 1.0}, "regions": 2, "min_units": 2, "max_units": 4}


def case(**choices):
    world = grid_municipalities(grid(6, 1))
    scenario = Scenario(**{**RULES, **choices})
    return Case(world, scenario_graph(world, scenario), scenario)


class Seen:
    """What callbacks were called with."""

    def __init__(self):
        self.searched, self.started, self.done, self.counted = [], [], [], []

    @contextmanager
    def search(self, _municipalities, what):
        self.searched.append(what)
        yield SearchCallbacks(self.started.append, lambda _, n, of: self.done.append((n, of)))

    @contextmanager
    def many(self, what, total):
        yield lambda: self.counted.append((what, total))

    @property
    def callbacks(self):
        return JobCallbacks(search=self.search, counted=self.many)


def test_the_best_plan_has_its_figures_its_proof_and_its_certificate():
    seen = Seen()
    request = BestPlanRequest(case=case(), explain=True, certificate=True)
    result = best_plan(request, callbacks=seen.callbacks)
    assert sorted(map(len, (r.members for r in result.plan))) == [3, 3]
    assert result.plan.proof.objective == pytest.approx(4.0)
    assert result.summary["criteria"]["distance"]["best_alone"] == pytest.approx(4.0)
    assert '"objective"' in result.certificate
    assert list(result.regions["municipalities"]) == [3, 3]
    assert seen.searched[0] == ""
    assert "best border alone" in seen.searched
    assert seen.started[0] == "P"
    assert (1, 1) in seen.done


def test_what_cannot_be_planned_is_left_out_where_that_is_asked_for():
    cells = [*grid(6, 1), *grid(1, 1, parent="Q")]
    alone = [type(cells[-1])("99999", 6, 0, "Q")]
    world = grid_municipalities([*cells[:-1], *alone])
    scenario = Scenario(**{**RULES, "regions": None})
    graph = scenario_graph(world, scenario)
    result = best_plan(BestPlanRequest(case=Case(world, graph, scenario), keep_going=True))
    assert [one.code for one in result.left_out] == ["Q"]
    assert set(result.plan.left_out) == {"Q"}


def test_alternatives_come_with_how_often_neighbours_are_together():
    seen = Seen()
    request = AlternativesRequest(case=case(), plans=1, within=0.5, language="en")
    result = plan_alternatives(request, callbacks=seen.callbacks)
    assert list(result.made.plans) == ["best", "alternative-1"]
    sizes = sorted(len(region.members) for region in result.made.plans["alternative-1"])
    assert sizes == [2, 4]
    assert result.made.tables["borders"]["together"].min() == 0.5
    assert result.made.record.within == 0.5
    assert seen.counted == [("alternatives", 1)]


def test_alternatives_have_the_number_of_the_best_plan_where_bounds_are_by_the_mean_of_all():
    bounds = {"area_km2": {"min": "-50%"}}
    made = plan_alternatives(
        AlternativesRequest(case=case(regions=(1, 2), bounds=bounds), plans=2, within=0.9)
    ).made
    numbers = {len(plan) for plan in made.plans.values()}
    assert len(made.plans) > 1
    assert len(numbers) == 1
    assert made.case.scenario.regions in numbers
    assert not any(plan.violations for plan in made.plans.values())


def test_a_front_goes_from_one_criterion_to_the_other():
    result = plan_front(FrontRequest(case=case(), first="distance", second="border", points=2))
    assert [point.first for point in result.front.points] == [pytest.approx(4.0)]
    assert list(result.made.plans) == ["point-1"]
    (plan,) = result.made.plans.values()
    assert about_plan(plan, case().municipalities, "nl")[:2] == [
        "Bewezen: geen andere indeling die aan de regels voldoet, scoort beter op “Afstand tot het "
        "centrum” zonder slechter te scoren op “Grens tussen de regio's”.",
        "Gekozen op: zo weinig mogelijk afstand tot het centrum van de regio, met een bovengrens "
        "voor “Grens tussen de regio's”.",
    ]
    assert plan.proof == result.made.record.proof(result.made.record.plans[0])
    assert "no more border" in plan.proof.sentence()


def test_criteria_that_are_one_cannot_be_traded():
    with pytest.raises(ScenarioError, match="distance"):
        plan_front(FrontRequest(case=case(), first="distance", second="distance"))


def test_a_repair_changes_as_few_pairs_as_can_be():
    today = {f"{n:05d}": "a" if n < 5 else "b" for n in range(6)}
    result = repair_plan(RepairRequest(case=case(), today=today, keep_codes=True))
    assert result.repair.n_changed == 2
    assert result.made.plans["plan"].assignment["00004"] == "b"
    assert len(result.made.tables["changes"]) == 2
    assert not list(result.made.plans["plan"].violations)
    assert result.made.plans["today"].violations
    plan, today_plan = result.made.plans.values()
    proven, chosen, _ = about_plan(plan, case().municipalities, "en")
    assert proven == (
        "Proven: no proposal that keeps all rules changes less of what exists today. "
        "Of all proposals with so little change this scores best; that is proven too."
    )
    assert chosen.startswith("Chosen for: as little change as possible of what exists today, then")
    assert plan.proof == result.made.record.proof(result.made.record.plan_sha256)
    assert "not been proven" in about_plan(today_plan, case().municipalities, "en")[0]


def test_a_case_is_opened_from_choices(tmp_path):
    path = save(tmp_path / "world.gpkg", grid(6, 1), inhabitants=range(6))
    data = {"file": path, "id": "nis", "parent": "reference_region"}
    asked = resolve_request(None, {**RULES, "balance": {"column": "inhabitants"}}, data=data)
    opened = open_case(asked)
    assert opened.asked.data.file == path
    assert opened.case.scenario.max_units == RULES["max_units"]
    assert opened.case.graph.number_of_edges() == 5
