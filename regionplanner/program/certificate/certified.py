"""What a certificate says of one reference region: its candidates, their costs, its answers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from regionplanner.criteria.costs import AnchorCosts, Integers, Members
from regionplanner.program.answer import Answer, ParentCurve
from regionplanner.program.certificate.ruled_out import ruled_out
from regionplanner.program.columns.evidence import Evidence, members_of
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.regions.limits import RegionLimits

_OPEN = 2**60
"""Bounds beyond this are open."""


def certified_parent(problem: ParentProblem, curve: ParentCurve) -> dict[str, Any]:
    """Return a reference region as a certificate has it: see the module `written`.

    Parameters
    ----------
    problem
        The reference region.
    curve
        Its answers.
    """
    costs, rules = problem.costs, problem.rules
    first, second = np.nonzero(np.triu(costs.pair))
    known = {answer.n_regions: answer for answer in curve.answers}
    numbers = sorted({*known, *problem.possible_totals})
    answers = [_answer(problem, known.get(n, Answer(n, "unknown"))) for n in numbers]
    searched = [answer["evidence"]["weights"] for answer in answers if answer["evidence"]]
    distance = problem.distance.anchors if any(weights[2] for weights in searched) else ()
    return {
        "code": problem.code,
        "units": [list(members) for members in problem.units],
        "locked": [list(members) for members in problem.locked],
        "neighbours": _pairs(problem.adjacency),
        "min_units": problem.min_units,
        "max_units": problem.max_units,
        "together": _pairs(rules.together),
        "apart": _pairs(rules.apart),
        "bounds": _bounds(problem.limits),
        "unit_costs": costs.unit.tolist(),
        "pair_costs": np.column_stack([first, second, costs.pair[first, second]]).tolist(),
        "centres": [_table(anchors) for anchors in costs.anchors],
        "deviation": costs.deviation
        and {"values": costs.deviation.values.tolist(), "target": costs.deviation.target},
        "distance": [anchor for anchors in distance for anchor in _table(anchors)],
        "candidates": curve.n_candidates,
        "answers": answers,
    }


def _pairs(others: Sequence[frozenset[int]]) -> list[list[int]]:
    return [[a, b] for a, row in enumerate(others) for b in sorted(row) if a <= b]


def _bounds(limits: RegionLimits) -> list[dict[str, Any]]:
    held = limits.municipalities.astype(np.int64)
    return [
        {"values": (held @ values).tolist(), **span}
        for values, span in zip(limits.values, _spans(limits), strict=True)
    ]


def _spans(limits: RegionLimits) -> list[dict[str, int | None]]:
    return [
        {"least": least if least > -_OPEN else None, "most": most if most < _OPEN else None}
        for least, most in zip(limits.least.tolist(), limits.most.tolist(), strict=True)
    ]


def _table(anchors: AnchorCosts) -> list[dict[str, Any]]:
    barred = np.zeros_like(anchors.weight) if anchors.barred is None else anchors.barred
    return [
        {
            "units": forced.tolist(),
            "costs": anchors.weight[:, anchor].tolist(),
            "barred": np.flatnonzero(barred[:, anchor]).tolist(),
        }
        for anchor, forced in enumerate(anchors.forced)
    ]


def _answer(problem: ParentProblem, answer: Answer) -> dict[str, Any]:
    n_free = answer.n_regions - len(problem.locked)
    own = problem.with_own_limits(n_free)
    posed = own.for_regions(n_free)
    place = {nis: unit for unit, members in enumerate(problem.units) for nis in members}
    evidence = answer.evidence
    if answer.status == "infeasible":
        evidence = ruled_out(own, n_free)
    deviation = posed.costs.deviation
    return {
        "regions": answer.n_regions,
        "status": answer.status,
        "objective": answer.objective,
        "bound": answer.bound,
        "locked_cost": posed.locked_cost,
        "factor": 1 if deviation is None else deviation.factor,
        "members": [
            sorted({place[nis] for nis in region})
            for region in answer.regions
            if region not in problem.locked
        ],
        "evidence": None if evidence is None else _evidence(posed, evidence, n_free),
    } | ({"bounds": _spans(own.limits)} if problem.own_limits else {})


def _evidence(problem: ParentProblem, evidence: Evidence, n_regions: int) -> dict[str, Any]:
    columns = members_of(evidence.columns, len(problem.units))
    priced = columns @ np.array(evidence.prices, dtype=np.int64) + evidence.region_price
    reduced = _searched_costs(problem, evidence.weights, columns) - priced
    return {
        "weights": list(evidence.weights),
        "prices": list(evidence.prices),
        "region_price": evidence.region_price,
        "linear_bound": sum(evidence.prices) + n_regions * evidence.region_price,
        "shown": evidence.shown,
        "columns": [
            [int(cost), np.flatnonzero(row).tolist()]
            for cost, row in zip(reduced, columns, strict=True)
        ],
    }


def _searched_costs(
    problem: ParentProblem, weights: tuple[int, int, int], columns: Members
) -> Integers:
    rest, off, distance = weights
    costs = rest * replace(problem.costs, deviation=None).of(columns)
    if distance:
        costs = costs + distance * problem.distance.of(columns)
    if off and problem.costs.deviation is not None:
        costs = costs + off * problem.costs.deviation.of(columns)
    return costs
