"""The summary of a run: what was asked, what came out, and what is proven."""

from collections.abc import Mapping
from typing import Any

import networkx as nx

from regionplanner.criteria.mix import parent_figures, tie_columns
from regionplanner.io.municipalities import Municipalities
from regionplanner.plan.plan import Plan
from regionplanner.program.propose import CurvePoint, Proposal
from regionplanner.scenario import Scenario
from regionplanner.score.values import UNITS, criterion_values


def plan_summary(
    plan: Plan,
    proposal: Proposal,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> dict[str, Any]:
    """Return the summary of a plan, ready for JSON; all but ``seconds`` repeats exactly.

    Parameters
    ----------
    plan
        The verified plan.
    proposal
        What the engine found and proved.
    municipalities
        The units.
    graph
        Their rook graph.
    scenario
        The choices.
    """
    values = criterion_values(plan, parent_figures(municipalities, graph, scenario))
    source = municipalities.source
    return {
        "status": plan.proof.status,
        "objective": proposal.objective,
        "bound": proposal.bound,
        "gap": plan.proof.gap,
        "regions": len(plan),
        "municipalities": len(plan.assignment),
        "candidate_regions": proposal.n_candidates,
        "criteria": {
            name: {"weight": scenario.criteria.get(name, 0.0), "value": value, "unit": UNITS[name]}
            for name, value in values.items()
        },
        "tie_columns": dict(tie_columns(municipalities, scenario)),
        "split": dict(proposal.split),
        "curve": [_point(p, chosen=len(plan)) for p in proposal.curve],
        "curves_per_reference_region": {
            code: [_point(p, chosen=proposal.split[code]) for p in points]
            for code, points in proposal.parent_curves.items()
        },
        "scenario": scenario.model_dump(mode="json"),
        "scenario_sha256": scenario.sha256,
        "data": {
            "title": source.title,
            "boundaries_date": source.boundaries_date,
            "figures_date": source.figures_date,
            "generalised_boundaries": source.generalised,
            "attribution": source.attribution,
            "licence": source.licence,
            "sha256": source.sha256,
            "notes": list(source.notes),
        },
        "approximations": _approximations(source.generalised),
        "seconds": round(proposal.seconds, 2),
    }


def _point(point: CurvePoint, *, chosen: int) -> Mapping[str, Any]:
    return {
        "regions": point.regions,
        "objective": point.objective,
        "bound": point.bound,
        "chosen": point.regions == chosen,
    }


def _approximations(generalised: bool) -> list[str]:
    found = ["Distances are straight lines between the centroids of municipalities."]
    if generalised:
        found.append("Drawn boundaries are generalised; figures are of the official boundaries.")
    return found
