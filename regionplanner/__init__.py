"""Plan contiguous, nested youth regions that are provably the best.

Every public name is a plain function or an immutable value. Names are imported on first use, so
that the command line starts fast and worker processes load only the engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regionplanner.data.assignment import read_assignment
    from regionplanner.data.carried import carried_assignment, carried_scenario
    from regionplanner.data.carried_data import carried_data, carried_table
    from regionplanner.data.fetch import fetch_boundaries
    from regionplanner.data.flanders import load_flanders
    from regionplanner.data.mergers import Mergers, composed, read_mergers
    from regionplanner.data.municipalities import DataSource, Municipalities
    from regionplanner.data.read import load_data, read_municipalities
    from regionplanner.documents.municipality_pages.municipality_page import municipality_page
    from regionplanner.documents.picture import write_front_plot, write_picture
    from regionplanner.documents.report.report import report_page
    from regionplanner.documents.tables import document_tables
    from regionplanner.errors import (
        AssetError,
        DataError,
        InfeasibleError,
        LimitError,
        RegionplannerError,
        ScenarioError,
        SolverError,
        StoppedError,
        WorkerError,
    )
    from regionplanner.files.run_record import RunRecord, read_record
    from regionplanner.files.scenario_file import (
        ScenarioFile,
        read_scenario,
        read_scenario_file,
        read_words,
    )
    from regionplanner.files.scenario_text import scenario_text
    from regionplanner.files.set_records import read_set_records
    from regionplanner.files.spreadsheets import write_belgian_csv, write_workbook
    from regionplanner.graph.contiguity import rook_graph
    from regionplanner.growth_choices import GrowthChoices
    from regionplanner.jobs.callbacks import JobCallbacks
    from regionplanner.jobs.growth import GrowthRequest, GrowthResult, plan_growth
    from regionplanner.jobs.memory import MemoryBudget, MemoryRequest, memory_budget
    from regionplanner.jobs.merge.inputs import MergeRequest
    from regionplanner.jobs.merge.merge import MergeResult, merge
    from regionplanner.jobs.plans import PlanBundle, PlanRequest, open_plan, open_plans
    from regionplanner.maps.colour import plan_colours
    from regionplanner.maps.frame import HtmlPage
    from regionplanner.maps.page import MapPage, map_page
    from regionplanner.maps.rollout_pages import growth_page, support_page
    from regionplanner.objective.mix import region_costs
    from regionplanner.objective.parents import parent_figures
    from regionplanner.plan.compare import (
        BorderChange,
        Comparison,
        border_change,
        compared,
        comparison_table,
    )
    from regionplanner.plan.make import make_plan
    from regionplanner.plan.plan import Plan, Region, plan_table
    from regionplanner.plan.verify import violations
    from regionplanner.program.alternatives import Alternative, alternatives
    from regionplanner.program.front import Front, FrontPoint, front
    from regionplanner.program.plannable import propose_plannable
    from regionplanner.program.propose import propose
    from regionplanner.program.repair import Repair, repair
    from regionplanner.program.result import Proposal
    from regionplanner.proof import Proof
    from regionplanner.regions.compile import region_diagram
    from regionplanner.regions.diagram import RegionDiagram
    from regionplanner.rollout.from_scratch import growth_from_scratch
    from regionplanner.rollout.growth import growth
    from regionplanner.rollout.support import support, support_problem
    from regionplanner.rollout.tables import (
        growth_regions,
        growth_years,
        support_regions,
        supporter_loads,
        trekker_table,
    )
    from regionplanner.rollout.trekkers import trekkers
    from regionplanner.rules.rule import Violation
    from regionplanner.scenario import Scenario
    from regionplanner.score.changes import PlanChanges, change_tables, plan_changes
    from regionplanner.score.group_check import GroupCheck, checked_groups, group_check_table
    from regionplanner.score.groups import groups_of
    from regionplanner.score.plan_sets import (
        alternatives_table,
        border_firmness,
        front_table,
        repair_table,
    )
    from regionplanner.score.scorecard import scorecard
    from regionplanner.score.summary import plan_summary
    from regionplanner.stopping import stoppable
    from regionplanner.support_choices import SupportChoices, Supporter
    from regionplanner.vocabulary import Vocabulary

__version__ = "0.1.0"

_HOME = {
    "Alternative": "program.alternatives",
    "AssetError": "errors",
    "BorderChange": "plan.compare",
    "Comparison": "plan.compare",
    "DataError": "errors",
    "DataSource": "data.municipalities",
    "Front": "program.front",
    "FrontPoint": "program.front",
    "GroupCheck": "score.group_check",
    "GrowthRequest": "jobs.growth",
    "GrowthResult": "jobs.growth",
    "HtmlPage": "maps.frame",
    "InfeasibleError": "errors",
    "JobCallbacks": "jobs.callbacks",
    "LimitError": "errors",
    "MapPage": "maps.page",
    "MemoryBudget": "jobs.memory",
    "MemoryRequest": "jobs.memory",
    "MergeRequest": "jobs.merge.inputs",
    "MergeResult": "jobs.merge.merge",
    "Mergers": "data.mergers",
    "Municipalities": "data.municipalities",
    "Plan": "plan.plan",
    "PlanBundle": "jobs.plans",
    "PlanChanges": "score.changes",
    "PlanRequest": "jobs.plans",
    "Proof": "proof",
    "Proposal": "program.result",
    "Region": "plan.plan",
    "RegionDiagram": "regions.diagram",
    "RegionplannerError": "errors",
    "Repair": "program.repair",
    "RunRecord": "files.run_record",
    "Scenario": "scenario",
    "ScenarioError": "errors",
    "ScenarioFile": "files.scenario_file",
    "SolverError": "errors",
    "StoppedError": "errors",
    "Violation": "rules.rule",
    "Vocabulary": "vocabulary",
    "WorkerError": "errors",
    "alternatives": "program.alternatives",
    "alternatives_table": "score.plan_sets",
    "border_change": "plan.compare",
    "border_firmness": "score.plan_sets",
    "carried_assignment": "data.carried",
    "carried_data": "data.carried_data",
    "carried_scenario": "data.carried",
    "carried_table": "data.carried_data",
    "change_tables": "score.changes",
    "checked_groups": "score.group_check",
    "compared": "plan.compare",
    "comparison_table": "plan.compare",
    "composed": "data.mergers",
    "document_tables": "documents.tables",
    "fetch_boundaries": "data.fetch",
    "front": "program.front",
    "front_table": "score.plan_sets",
    "group_check_table": "score.group_check",
    "groups_of": "score.groups",
    "load_data": "data.read",
    "load_flanders": "data.flanders",
    "make_plan": "plan.make",
    "map_page": "maps.page",
    "memory_budget": "jobs.memory",
    "merge": "jobs.merge.merge",
    "municipality_page": "documents.municipality_pages.municipality_page",
    "open_plan": "jobs.plans",
    "open_plans": "jobs.plans",
    "parent_figures": "objective.parents",
    "plan_changes": "score.changes",
    "plan_colours": "maps.colour",
    "plan_growth": "jobs.growth",
    "plan_summary": "score.summary",
    "plan_table": "plan.plan",
    "propose": "program.propose",
    "propose_plannable": "program.plannable",
    "read_assignment": "data.assignment",
    "read_mergers": "data.mergers",
    "read_municipalities": "data.read",
    "GrowthChoices": "growth_choices",
    "SupportChoices": "support_choices",
    "Supporter": "support_choices",
    "growth": "rollout.growth",
    "growth_from_scratch": "rollout.from_scratch",
    "support": "rollout.support",
    "support_problem": "rollout.support",
    "trekkers": "rollout.trekkers",
    "growth_years": "rollout.tables",
    "growth_regions": "rollout.tables",
    "support_regions": "rollout.tables",
    "supporter_loads": "rollout.tables",
    "trekker_table": "rollout.tables",
    "growth_page": "maps.rollout_pages",
    "support_page": "maps.rollout_pages",
    "read_record": "files.run_record",
    "read_set_records": "files.set_records",
    "read_scenario": "files.scenario_file",
    "read_scenario_file": "files.scenario_file",
    "read_words": "files.scenario_file",
    "region_costs": "objective.mix",
    "region_diagram": "regions.compile",
    "repair": "program.repair",
    "repair_table": "score.plan_sets",
    "report_page": "documents.report.report",
    "rook_graph": "graph.contiguity",
    "scenario_text": "files.scenario_text",
    "scorecard": "score.scorecard",
    "stoppable": "stopping",
    "violations": "plan.verify",
    "write_belgian_csv": "files.spreadsheets",
    "write_front_plot": "documents.picture",
    "write_picture": "documents.picture",
    "write_workbook": "files.spreadsheets",
}

__all__ = [
    "Alternative",
    "AssetError",
    "BorderChange",
    "Comparison",
    "DataError",
    "DataSource",
    "Front",
    "FrontPoint",
    "GroupCheck",
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
    "Plan",
    "PlanBundle",
    "PlanChanges",
    "PlanRequest",
    "Proof",
    "Proposal",
    "Region",
    "RegionDiagram",
    "RegionplannerError",
    "Repair",
    "RunRecord",
    "Scenario",
    "ScenarioError",
    "ScenarioFile",
    "SolverError",
    "StoppedError",
    "SupportChoices",
    "Supporter",
    "Violation",
    "Vocabulary",
    "WorkerError",
    "__version__",
    "alternatives",
    "alternatives_table",
    "border_change",
    "border_firmness",
    "carried_assignment",
    "carried_data",
    "carried_scenario",
    "carried_table",
    "change_tables",
    "checked_groups",
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
    "open_plan",
    "open_plans",
    "parent_figures",
    "plan_changes",
    "plan_colours",
    "plan_growth",
    "plan_summary",
    "plan_table",
    "propose",
    "propose_plannable",
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
    "repair_table",
    "report_page",
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


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(f"{__name__}.{_HOME[name]}"), name))


def __dir__() -> list[str]:
    return __all__
