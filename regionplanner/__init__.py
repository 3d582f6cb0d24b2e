"""Plan contiguous, nested youth regions that are provably the best.

Every public name is a plain function or an immutable value; see the README for the chain from
municipalities to map. Names are imported on first use, so that the command line starts fast and
worker processes load only the engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regionplanner.criteria.mix import parent_figures, region_costs
    from regionplanner.documents.picture.picture import write_picture
    from regionplanner.documents.report.report import report_page
    from regionplanner.documents.sheets.municipality_page import municipality_page
    from regionplanner.documents.tables.tables import document_tables
    from regionplanner.errors import (
        AssetError,
        DataError,
        InfeasibleError,
        LimitError,
        RegionplannerError,
        ScenarioError,
        SolverError,
    )
    from regionplanner.graph.contiguity import rook_graph
    from regionplanner.io.assignment import read_assignment
    from regionplanner.io.belgian import write_belgian_csv
    from regionplanner.io.bundled import load_flanders
    from regionplanner.io.fetch import fetch_boundaries
    from regionplanner.io.load import load_data
    from regionplanner.io.municipalities import DataSource, Municipalities
    from regionplanner.io.read import read_municipalities
    from regionplanner.io.record import RunRecord, read_record
    from regionplanner.io.scenario_file import ScenarioFile, read_scenario, read_scenario_file
    from regionplanner.io.scenario_text import scenario_text
    from regionplanner.io.workbook import write_workbook
    from regionplanner.maps.colour import plan_colours
    from regionplanner.maps.frame import HtmlPage
    from regionplanner.maps.page import MapPage, map_page
    from regionplanner.plan.compare import Comparison, compared
    from regionplanner.plan.make import make_plan
    from regionplanner.plan.plan import Plan, Region
    from regionplanner.plan.table import comparison_table, plan_table
    from regionplanner.plan.verify import violations
    from regionplanner.plan.violation import Violation
    from regionplanner.program.proposal import Proposal
    from regionplanner.program.propose import propose
    from regionplanner.proof import Proof
    from regionplanner.regions.compile import region_diagram
    from regionplanner.regions.diagram import RegionDiagram
    from regionplanner.scenario import Scenario
    from regionplanner.score.scorecard import scorecard
    from regionplanner.score.summary import plan_summary

__version__ = "0.1.0"

_HOME = {
    "AssetError": "errors",
    "Comparison": "plan.compare",
    "DataError": "errors",
    "DataSource": "io.municipalities",
    "HtmlPage": "maps.frame",
    "InfeasibleError": "errors",
    "LimitError": "errors",
    "MapPage": "maps.page",
    "Municipalities": "io.municipalities",
    "Plan": "plan.plan",
    "Proof": "proof",
    "Proposal": "program.proposal",
    "Region": "plan.plan",
    "RegionDiagram": "regions.diagram",
    "RegionplannerError": "errors",
    "RunRecord": "io.record",
    "Scenario": "scenario",
    "ScenarioError": "errors",
    "ScenarioFile": "io.scenario_file",
    "SolverError": "errors",
    "Violation": "plan.violation",
    "compared": "plan.compare",
    "comparison_table": "plan.table",
    "document_tables": "documents.tables.tables",
    "fetch_boundaries": "io.fetch",
    "load_data": "io.load",
    "load_flanders": "io.bundled",
    "make_plan": "plan.make",
    "map_page": "maps.page",
    "municipality_page": "documents.sheets.municipality_page",
    "parent_figures": "criteria.mix",
    "plan_colours": "maps.colour",
    "plan_summary": "score.summary",
    "plan_table": "plan.table",
    "propose": "program.propose",
    "read_assignment": "io.assignment",
    "read_municipalities": "io.read",
    "read_record": "io.record",
    "read_scenario": "io.scenario_file",
    "read_scenario_file": "io.scenario_file",
    "region_costs": "criteria.mix",
    "region_diagram": "regions.compile",
    "report_page": "documents.report.report",
    "rook_graph": "graph.contiguity",
    "scenario_text": "io.scenario_text",
    "scorecard": "score.scorecard",
    "violations": "plan.verify",
    "write_belgian_csv": "io.belgian",
    "write_picture": "documents.picture.picture",
    "write_workbook": "io.workbook",
}

__all__ = [
    "AssetError",
    "Comparison",
    "DataError",
    "DataSource",
    "HtmlPage",
    "InfeasibleError",
    "LimitError",
    "MapPage",
    "Municipalities",
    "Plan",
    "Proof",
    "Proposal",
    "Region",
    "RegionDiagram",
    "RegionplannerError",
    "RunRecord",
    "Scenario",
    "ScenarioError",
    "ScenarioFile",
    "SolverError",
    "Violation",
    "__version__",
    "compared",
    "comparison_table",
    "document_tables",
    "fetch_boundaries",
    "load_data",
    "load_flanders",
    "make_plan",
    "map_page",
    "municipality_page",
    "parent_figures",
    "plan_colours",
    "plan_summary",
    "plan_table",
    "propose",
    "read_assignment",
    "read_municipalities",
    "read_record",
    "read_scenario",
    "read_scenario_file",
    "region_costs",
    "region_diagram",
    "report_page",
    "rook_graph",
    "scenario_text",
    "scorecard",
    "violations",
    "write_belgian_csv",
    "write_picture",
    "write_workbook",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
