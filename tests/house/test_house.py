"""House rules that a machine can keep: public names, sizes, paths."""

import importlib
import inspect
import json
import pkgutil
import re
import shutil
import subprocess
import sys

import pytest

import regionplanner
from tests import quick
from tests.conftest import ROOT

PUBLIC = [
    "Alternative",
    "AlternativesRequest",
    "AlternativesResult",
    "AssetError",
    "BestPlanRequest",
    "BestPlanResult",
    "BorderChange",
    "Case",
    "CheckRequest",
    "CheckResult",
    "Comparison",
    "DataError",
    "DataSource",
    "Front",
    "FrontPoint",
    "FrontRequest",
    "FrontResult",
    "GroupCheck",
    "GroupCheckRequest",
    "GroupCheckResult",
    "GrowthChoices",
    "GrowthRequest",
    "GrowthResult",
    "HtmlPage",
    "InfeasibleError",
    "JobCallbacks",
    "LimitError",
    "MapPage",
    "MemoryBudget",
    "MemoryRequest",
    "MergeRequest",
    "MergeResult",
    "Mergers",
    "Municipalities",
    "OpenedCase",
    "Plan",
    "PlanBundle",
    "PlanChanges",
    "PlanRequest",
    "PlanSet",
    "Proof",
    "Proposal",
    "Region",
    "RegionDiagram",
    "RegionplannerError",
    "Repair",
    "RepairRequest",
    "RepairResult",
    "ResolvedRequest",
    "RunRecord",
    "Scenario",
    "ScenarioError",
    "ScenarioFile",
    "SearchCallbacks",
    "SearchSettings",
    "SolverError",
    "StoppedError",
    "SupportChoices",
    "SupportRequest",
    "SupportResult",
    "Supporter",
    "TrekkersRequest",
    "TrekkersResult",
    "Violation",
    "Vocabulary",
    "WorkerError",
    "__version__",
    "alternatives",
    "alternatives_table",
    "best_plan",
    "border_change",
    "border_firmness",
    "carried_assignment",
    "carried_data",
    "carried_scenario",
    "carried_table",
    "change_tables",
    "check_groups",
    "check_plan",
    "checked_groups",
    "compare_plans",
    "compared",
    "comparison_table",
    "composed",
    "document_tables",
    "fetch_boundaries",
    "front",
    "front_table",
    "group_check_table",
    "groups_of",
    "growth",
    "growth_from_scratch",
    "growth_page",
    "growth_regions",
    "growth_years",
    "load_data",
    "load_flanders",
    "make_plan",
    "map_page",
    "memory_budget",
    "merge",
    "municipality_page",
    "open_case",
    "open_plan",
    "open_plans",
    "parent_figures",
    "plan_alternatives",
    "plan_changes",
    "plan_colours",
    "plan_front",
    "plan_growth",
    "plan_summary",
    "plan_support",
    "plan_table",
    "propose",
    "propose_plannable",
    "rank_trekkers",
    "read_assignment",
    "read_mergers",
    "read_municipalities",
    "read_record",
    "read_scenario",
    "read_scenario_file",
    "read_set_records",
    "read_words",
    "region_costs",
    "region_diagram",
    "repair",
    "repair_plan",
    "repair_table",
    "report_page",
    "resolve_request",
    "rook_graph",
    "scenario_text",
    "scorecard",
    "stoppable",
    "support",
    "support_page",
    "support_problem",
    "support_regions",
    "supporter_loads",
    "trekker_table",
    "trekkers",
    "violations",
    "write_belgian_csv",
    "write_front_plot",
    "write_picture",
    "write_workbook",
]
GROUPS = [
    "errors",
    "jobs",
    "municipalities",
    "pages",
    "planning",
    "plans",
    "rollouts",
    "scenarios",
    "scores",
]
LONGEST_MODULE = 450
"""Lines of a module that is one idea."""
MODULES = {".py", ".pyi", ".js", ".mjs", ".ts", ".css"}


def test_the_public_names():
    assert sorted(["__version__", *regionplanner.__all__]) == sorted([*PUBLIC, *GROUPS])
    assert dir(regionplanner) == sorted(regionplanner.__all__)
    assert len(set(regionplanner.__all__)) == len(regionplanner.__all__)


def test_every_public_name_is_there_and_called_so():
    names = [name for name in PUBLIC if name != "__version__"]
    assert [name for name in names if getattr(regionplanner, name).__name__ != name] == []


def test_values_given_by_position_mean_what_they_meant_in_0_1_0():
    stored = ROOT / "tests" / "stored" / "0.1.0" / "positions.json"
    for name, before in json.loads(stored.read_text()).items():
        positions = [
            parameter.name
            for parameter in inspect.signature(getattr(regionplanner, name)).parameters.values()
            if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
        ]
        assert positions[: len(before)] == before, name


def test_every_public_name_is_in_one_group():
    """And the same there: who writes ``rp.planning.propose`` has ``rp.propose``."""
    groups = {name: getattr(regionplanner, name) for name in GROUPS}
    homes = {
        name: [group for group, module in groups.items() if name in dir(module)]
        for name in PUBLIC
        if name != "__version__"
    }
    assert {name: found for name, found in homes.items() if len(found) != 1} == {}
    for name, (group,) in homes.items():
        assert getattr(groups[group], name) is getattr(regionplanner, name), name


def test_no_public_name_is_also_a_module():
    """Else what it is would depend on what was imported before."""
    packages = {regionplanner, *(getattr(regionplanner, group) for group in GROUPS)}
    modules = {
        f"{package.__name__}.{name}"
        for package in packages
        for _, name, _ in pkgutil.iter_modules(getattr(package, "__path__", []))
        if name in {*PUBLIC} & {*dir(package)}
    }
    assert modules == set()


def test_a_class_name_stands_for_one_thing():
    """The audit, which shares no code, has names of its own."""
    places: dict[str, list[str]] = {}
    for path in sorted((ROOT / "regionplanner").rglob("*.py")):
        if "audit" not in path.parts:
            for name in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
                places.setdefault(name, []).append(path.name)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_all_names_can_be_imported_at_once():
    names: dict[str, object] = {}
    exec("from regionplanner import *", names)
    assert {*PUBLIC, *GROUPS} - {"__version__"} <= names.keys()


def test_a_name_that_is_not_public():
    with pytest.raises(AttributeError, match="'regionplanner' has no attribute 'optimise'"):
        importlib.import_module("regionplanner").optimise  # noqa: B018


def test_public_errors_have_one_base():
    errors = [getattr(regionplanner, name) for name in PUBLIC if name.endswith("Error")]
    assert all(issubclass(error, regionplanner.RegionplannerError) for error in errors)


def test_modules_are_short():
    paths = (ROOT / "regionplanner").rglob("*")
    modules = [path for path in paths if path.suffix in MODULES and path.parent.name != "bundles"]
    lines = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {name: n for name, n in lines.items() if n > LONGEST_MODULE} == {}


def test_scripts_of_pages_can_be_read():
    """A script that a browser cannot read leaves the page empty."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("SCRIPTS NOT CHECKED: no node found; run: apt-get install nodejs")
    for bundle in sorted((ROOT / "regionplanner" / "web" / "bundles").glob("*.js")):
        subprocess.run([node, "--check", bundle], check=True)


def test_worker_processes_load_only_the_engine():
    """Each starts in a fraction of the time that tables, polygons and choices take to import."""
    heavy = {"pandas", "geopandas", "shapely", "pydantic", "folium", "rich", "typer"}
    code = "import regionplanner.program.running.processes, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(run.stdout.split())


def test_what_shows_plans_loads_no_engine():
    """Maps, reports, pages and checks start sooner without solvers and diagrams."""
    modules = ["jobs.check", "jobs.plans", "jobs.trekkers", "maps.page", "documents.report.report"]
    named = ", ".join(f"regionplanner.{module}" for module in modules)
    code = f"import {named}, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pulp", "highspy", "regionplanner.program"}.isdisjoint(run.stdout.split())


def test_files_that_are_named_exist():
    """In comments, messages and the guide for who works on the code."""
    package = ROOT / "regionplanner"
    there = {p.as_posix() for folder in (package, ROOT / "tests") for p in folder.rglob("*.*")}
    there.add("/leaflet.js")
    sources = [path for kind in ("py", "js", "j2") for path in package.rglob(f"*.{kind}")]
    texts = {p.name: p.read_text(encoding="utf-8") for p in (*sources, ROOT / "CONTRIBUTING.md")}
    wrong = {
        (place, named)
        for place, text in texts.items()
        for named in re.findall(r"\w[\w/]*\.(?:py|js|mjs)\b", text)
        if not any(path.endswith(f"/{named}") for path in there)
    }
    assert not wrong


def test_what_is_left_out_of_the_quick_tests_is_there():
    """A room or file of another name would be run, or its list read, for nothing."""
    assert [name for name in sorted(quick.LONG) if not (quick.TESTS / name).exists()] == []
    assert not quick.left_out(quick.TESTS)
    assert all(quick.left_out(quick.TESTS / name) for name in quick.LONG)


@pytest.mark.slow
def test_a_plan_loads_no_more_modules_than_it_needs(tmp_path):
    """A command of every day starts fast: a new module takes the place of another, or waits."""
    command = [sys.executable, "-X", "importtime", "-m", "regionplanner", "plan", "--out", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    names = set(re.findall(r"\| +(regionplanner[\w.]*)$", done.stderr, re.MULTILINE))
    assert 100 < len(names) <= 180, sorted(names)
