"""The jobs on plans that exist, as notebooks call them: checks, comparison, support."""

import pytest

from regionplanner import Scenario, ScenarioError, make_plan
from regionplanner.graph.contiguity import scenario_case
from regionplanner.jobs import (
    CheckRequest,
    GroupCheckRequest,
    PlanRequest,
    SupportRequest,
    check_groups,
    check_plan,
    compare_plans,
    open_plans,
    plan_support,
    resolve_request,
)
from regionplanner.rollout_choices import SupportChoices
from tests.cli.worlds import save
from tests.worlds import grid, grid_municipalities

RULES = {"min_units": 2, "max_units": 4}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checks")
    save(folder / "world.gpkg", grid(6, 1), zone=["a", "b", "a", "c", "c", "c"])
    for name, ends in (("even", 3), ("odd", 5)):
        rows = (f"{n:05d},{'r' if n < ends else 's'}\n" for n in range(6))
        (folder / f"{name}.csv").write_text("nis,region\n" + "".join(rows))
    return folder


def asked(folder):
    data = {"file": folder / "world.gpkg", "id": "nis", "parent": "reference_region"}
    return resolve_request(None, RULES, data=data)


def test_a_plan_is_held_against_the_rules(folder):
    assert not check_plan(CheckRequest(asked(folder), folder / "even.csv")).violations
    broken = check_plan(CheckRequest(asked(folder), folder / "odd.csv")).violations
    assert {(one.rule, one.region) for one in broken} == {("size", "r"), ("size", "s")}


def test_groups_of_today_are_held_against_the_rules(folder):
    request = GroupCheckRequest(
        asked=asked(folder), columns=["zone"], plan_file=folder / "even.csv"
    )
    result = check_groups(request)
    kept = {check.group.code: check.keeps_rules for check in result.checked["zone"]}
    assert kept == {"a": False, "b": False, "c": True}
    assert not result.keeps_rules
    with pytest.raises(ScenarioError, match="zonne is no column that groups"):
        check_groups(GroupCheckRequest(asked=asked(folder), columns=["zonne"]))


def test_plans_are_compared(folder):
    files = [folder / "even.csv", folder / "odd.csv"]
    data = {"file": folder / "world.gpkg", "id": "nis", "parent": "reference_region"}
    changes = compare_plans(open_plans(PlanRequest(files=files, data=data)))
    assert changes.comparison.moved == ("00003", "00004")


def test_regions_are_shared_among_supporters():
    world, scenario = grid_municipalities(grid(6, 1)), Scenario(**RULES)
    case = scenario_case(world, scenario)
    plan = make_plan({f"{n:05d}": f"r{n // 3}" for n in range(6)}, world, case.graph, scenario)
    supporters = [{"name": "Noor", "home": "00001"}, {"name": "Sam", "home": "00004"}]
    choices = SupportChoices.made({"supporters": supporters})
    result = plan_support(SupportRequest(case=case, plan=plan, choices=choices))
    assert {area.supporter: area.regions for area in result.support.areas} == {
        "Noor": ("r0",),
        "Sam": ("r1",),
    }
    assert list(result.loads["municipalities"]) == [3, 3]
