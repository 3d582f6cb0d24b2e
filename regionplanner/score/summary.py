"""The summary of a run: what was asked, what came out, and what is proven."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from regionplanner.criteria.figures import ParentFigures
from regionplanner.criteria.registry import CriterionName
from regionplanner.data.assignment import assignment_sha256
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, Reason
from regionplanner.objective.parents import tie_columns
from regionplanner.plan.plan import Plan
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import (
    balance_targets,
    criterion_units,
    criterion_values,
    plan_figures,
)

if TYPE_CHECKING:
    from regionplanner.program.plannable import LeftOut
    from regionplanner.program.propose import Alone
    from regionplanner.program.result import CurvePoint, Proposal


def plan_summary(
    plan: Plan,
    proposal: "Proposal",
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
    alone: "Mapping[CriterionName, Alone] | None" = None,
) -> dict[str, Any]:
    """Return the summary of a plan, ready for JSON; all but ``seconds`` repeats exactly.

    Parameters
    ----------
    plan
        The verified plan.
    proposal
        What the engine found and proved for it.
    municipalities
        The units, with the source that the summary names.
    graph
        Their rook graph (`rook_graph`).
    scenario
        The choices that the plan was made with, its number of regions among them.
    alone
        The best value of each criterion alone; None: the summary says nothing of it.

    Returns
    -------
    dict
        Texts, numbers, lists and dicts by these keys:

        - ``status`` (``"optimal"``, ``"feasible"``, ``"unproven"``), ``objective`` and ``bound``
          (weighted sum of the criteria), ``gap`` (share of the larger of the two; None without a
          bound), ``neighbourhoods`` (nearest units by reference region, where fewer than asked
          for);
        - ``regions``, ``municipalities`` and ``candidate_regions``: numbers; the last None when not
          all were compiled;
        - ``criteria``: by name ``weight``, ``value`` and its ``unit``, such as ``"km"``; with
          `alone` also ``best_alone`` and ``best_alone_bound`` in that unit, None where not known;
        - ``tie_columns``: weight by column or table of ties;
        - ``balance``, only where it counts: ``column``, and ``targets`` by reference region, in the
          unit of the column;
        - ``coverage``, only where the scenario has one: ``municipalities`` covered and ``of`` how
          many, ``rewarded`` in units of ``per``, and the ``reward`` that the objective is less by;
        - ``exceptions``: locked regions of another size than the rules allow, each with ``region``,
          ``locked_as``, ``municipalities`` and ``allowed`` (least and most);
        - ``rule_notes``: sentences;
        - ``split``: number of regions by reference region;
        - ``curve``: for each number of ``regions`` its ``objective``, ``bound`` and whether it was
          ``chosen``; ``curves_per_reference_region``: the same by code;
        - ``scenario``: its choices; ``plan_sha256`` and ``scenario_sha256``: digests;
        - ``data``: ``title``, ``boundaries_date`` and ``figures_date`` (ISO 8601),
          ``generalised_boundaries``, ``attribution``, ``licence``, ``sha256``, ``notes``, and
          ``repaired`` where polygons were;
        - ``approximations``: sentences;
        - ``seconds``: how long the search took [s].

    Raises
    ------
    DataError
        When `plan` is no `Plan` of these units, `municipalities` is no `Municipalities`, or travel
        times inside a reference region are missing.
    ScenarioError
        When the scenario names a column or a unit that the data lack, names a column with missing
        or negative values, has rules that contradict each other, or limits travel time where the
        data have no travel times.
    """
    return case_summary(plan, proposal, Case(municipalities, graph, scenario), alone)


def case_summary(
    plan: Plan,
    proposal: "Proposal",
    case: Case,
    alone: "Mapping[CriterionName, Alone] | None" = None,
    figures: Mapping[str, ParentFigures] | None = None,
) -> dict[str, Any]:
    """Return the summary of a plan, as `plan_summary`; from `plan_figures` if they are known."""
    municipalities, scenario = case.municipalities, case.scenario
    figures = figures or plan_figures(plan, case)
    values, units = criterion_values(plan, figures), criterion_units(municipalities, scenario)
    source = municipalities.source
    return {
        "status": plan.proof.status,
        "objective": proposal.objective,
        "bound": proposal.bound,
        "gap": plan.proof.gap,
        "neighbourhoods": dict(plan.proof.within),
        "regions": len(plan),
        "municipalities": len(plan.assignment),
        "candidate_regions": proposal.n_candidates or None,
        "criteria": {
            name: {
                "weight": scenario.criteria.get(name, 0.0),
                "value": value,
                "unit": units[name],
                **_alone(name, alone),
            }
            for name, value in values.items()
        },
        "tie_columns": dict(tie_columns(municipalities, scenario)),
        **_balance(plan, figures, scenario),
        **_coverage(plan, figures, scenario),
        "exceptions": _exceptions(plan, scenario),
        "rule_notes": list(case.rules.notes),
        "split": dict(proposal.split),
        "curve": [_point(p, chosen=len(plan)) for p in proposal.curve],
        "curves_per_reference_region": {
            code: [_point(p, chosen=proposal.split[code]) for p in points]
            for code, points in proposal.parent_curves.items()
        },
        "plan_sha256": assignment_sha256(plan.assignment),
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
            **({"repaired": True} if source.repaired else {}),
        },
        "approximations": _approximations(municipalities),
        "seconds": round(proposal.seconds, 2),
    }


def left_out_summary(left_out: "Sequence[LeftOut]") -> dict[str, Any]:
    """Return the reference regions that could not be planned, ready for JSON."""
    if not left_out:
        return {}
    return {
        "left_out": [
            {
                "reference_region": parent.code,
                "municipalities": list(parent.units),
                "reason": parent.reason,
                "kind": Reason(parent.reason).kind,
            }
            for parent in left_out
        ]
    }


def _point(point: "CurvePoint", *, chosen: int) -> Mapping[str, Any]:
    return {
        "regions": point.regions,
        "objective": point.objective,
        "bound": point.bound,
        "chosen": point.regions == chosen,
    }


def _alone(
    name: CriterionName, alone: "Mapping[CriterionName, Alone] | None"
) -> Mapping[str, float | None]:
    """Return what is known of a criterion alone; nothing where that was not asked."""
    if alone is None:
        return {}
    best = alone.get(name)
    return {
        "best_alone": None if best is None else best.objective,
        "best_alone_bound": None if best is None else best.bound,
    }


def _exceptions(plan: Plan, scenario: Scenario) -> list[Mapping[str, Any]]:
    """Return the locked regions that are of another size than the rules say, and may be."""
    locks = {tuple(sorted(lock.members)): lock for lock in scenario.locked if lock.exception}
    return [
        {
            "region": region.code,
            "locked_as": locks[region.members].region,
            "municipalities": len(region.members),
            "allowed": [scenario.min_units, scenario.max_units],
        }
        for region in plan
        if region.members in locks
        and not scenario.min_units <= len(region.members) <= scenario.max_units
    ]


def _balance(
    plan: Plan, figures: Mapping[str, ParentFigures], scenario: Scenario
) -> Mapping[str, Any]:
    """Return what was balanced, and the target of each reference region."""
    targets = balance_targets(plan, figures)
    if not scenario.criteria.get("balance"):
        return {}
    return {"balance": {"column": scenario.balance.column, "targets": dict(targets)}}


def _coverage(
    plan: Plan, figures: Mapping[str, ParentFigures], scenario: Scenario
) -> Mapping[str, Any]:
    """Return what is covered of what could be, and what that is rewarded by."""
    if scenario.coverage is None:
        return {}
    covered = sum(
        float(parent.covered[np.isin(parent.units, list(plan.assignment))].sum())
        for parent in figures.values()
    )
    return {
        "coverage": {
            "municipalities": len(plan.assignment),
            "of": sum(len(parent.units) for parent in figures.values()),
            "rewarded": covered,
            "per": scenario.coverage.per or "municipalities",
            "reward": round(scenario.coverage.reward * covered, 6),
        }
    }


def _approximations(municipalities: Municipalities) -> list[str]:
    notes: list[str] = [
        Message("Distances are straight lines between the centroids of municipalities.")
        if municipalities.travel_min is None
        else Message(
            "Travel is measured in minutes, by the table of travel times; distances in km are "
            "straight lines between the centroids of municipalities."
        )
    ]
    if municipalities.source.generalised:
        notes.append(
            Message("Drawn boundaries are generalised; figures are of the official boundaries.")
        )
    return notes
