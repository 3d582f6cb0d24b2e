"""The certificate of a plan: all numbers from which others can see that no plan is better.

It is plain JSON. Costs are integers of ``quantum`` natural units each (the unit of the
objective).

- ``format``: the name of this format, with its number.
- ``plan``: ``regions`` in all, ``objective``, proven lower ``bound``, and ``split``: how many
  regions each reference region has.
- ``asked``: the least and the most ``regions`` that were asked for, in all and in some reference
  regions (``regions_per``).
- ``parents``: one a reference region, with its candidate regions and what they cost, and an
  answer for every number of regions.

A reference region:

- ``code``; ``units``: the municipalities of each unit. What must stay together and adjoins is one
  unit. Below, a unit is its position in this list, from 0. ``locked``: municipalities of each
  region that is given; they are in no unit.
- ``neighbours``: pairs of units. ``min_units``, ``max_units``: municipalities in a region.
  ``together``, ``apart``: pairs that must share a region, or cannot (too far apart as well);
  a unit paired with itself can be in no region.
- ``bounds``: figures of each unit (``values``) whose total in a region is bounded (``least``,
  ``most``; null is open).
- ``unit_costs``, ``pair_costs`` (unit, unit, cost): a region costs what its units cost, plus what
  the pairs inside it cost.
- ``centres``: tables of which each adds the cost of the cheapest centre. A centre lists the
  ``units`` that must be in the region, the cost of every unit under it, and the ``barred`` units,
  that cannot be in its region. Without a possible centre a region is none.
- ``deviation``: null, or the share of each unit (``values``) in a total with a ``target``: a
  region costs abs(``factor`` * total - ``target``); the factor is the answer's.
- ``distance``: a table of centres: the distance [m] that decides between equals; only where it
  counted in a search, else empty.
- ``candidates``: how many candidate regions there are, before ``bounds`` and ``barred``.

An answer:

- ``regions``, the locked ones too, and ``status``: ``optimal`` and ``infeasible`` are proven.
- ``objective``, ``bound``: with ``locked_cost``, what the locked regions cost; null when unknown.
- ``members``: units of each region of the best division, without the locked ones.
- ``bounds``, only where bounds depend on the number of regions: ``least`` and ``most`` of each, in
  place of those of the reference region.
- ``evidence``: null where totals alone show the bound, or where it is not shown.

Evidence is a linear program's, for costs that were searched: ``weights`` (a, b, c) times what a
region costs, deviates, and its distance. ``prices`` of units and a ``region_price`` leave no
candidate region with a negative reduced cost (its searched cost, less its units' prices, less the
region's), so every division costs at least ``linear_bound``, the sum of all prices. Where
``shown`` is more than that, ``columns`` holds, after its reduced cost, each candidate region
whose reduced cost is at most the difference. Every division that costs less than ``shown`` would
be made of these only, and there is none.

One step is left, from searched to true costs. With L the least that all regions together must
deviate (abs(factor * total - regions * target)) and D the sum over all units of the largest
distance, a division costs at least (``shown`` + (a - b) L - c D) / a, or, where a is 0, at least
L and (``shown`` - c D) / b; without deviation and centres it is a multiple of the greatest common
divisor of the pair costs away from any other division. With all weights 0 a division would cost
0, so where more is shown there is none.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from regionplanner.choices import count_range
from regionplanner.criteria.costs import QUANTUM, AnchorCosts, Integers, Members, without_values
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import LimitError, ScenarioError
from regionplanner.program.columns.cover import CoverProblem, cheapest_cover
from regionplanner.program.columns.generate import DualBound, Master, MasterSolution, dual_bound
from regionplanner.program.columns.prove import Evidence, evidence, members_of
from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.instance.candidates import problem_candidates
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.result import Proposal, numbers_apart
from regionplanner.regions.candidates import Candidates
from regionplanner.regions.limits import RegionLimits
from regionplanner.rules.neighbourhood import is_local, neighbourhoods
from regionplanner.scenario import Scenario

_NOTHING = (0, 0, 0)
_MAX_COLUMNS = 50_000

_OPEN = 2**60
"""Bounds beyond this are open."""

FORMAT = "regionplanner certificate 1"


class _FirstPhase(Master):
    """A master that may leave units uncovered, at a price, and is content with that."""

    def solve(self) -> MasterSolution:
        """Return the optimum over the known columns."""
        return replace(super().solve(), covered=True)


def ruled_out(
    problem: ParentProblem, n_regions: int, *, deadline: float = float("inf")
) -> Evidence | None:
    """Return what shows that there is no division, or None when that would be too much to write.

    Regions are free, so any division would cost nothing. Prices show that each costs more, or no
    division can be made of the regions that prices leave.

    Parameters
    ----------
    problem
        The reference region.
    n_regions
        Number of regions, besides the locked ones, of which there is no division.
    deadline
        `time.monotonic` value after which nothing may be shown.

    Raises
    ------
    ValueError
        When there is a division.
    """
    costs = without_values(problem.costs)
    free = replace(problem, costs=costs)
    candidates = problem_candidates(free, costs)
    master = _FirstPhase(len(problem.units), penalty=round(1 / QUANTUM))
    zeros = np.zeros(len(problem.units), dtype=np.int64)
    dual = dual_bound(candidates, master, n_regions, zeros, deadline=deadline)
    if dual is None:
        return None
    if dual.bound > 0:
        return evidence(dual, weights=_NOTHING)
    return _without_cover(candidates, dual, deadline)


def _without_cover(candidates: Candidates, dual: DualBound, deadline: float) -> Evidence | None:
    """Return the regions of which any division would be made, if there are not too many."""
    limit = dual.best + 1 - dual.bound
    try:
        columns = candidates.enumerate_within(
            dual.prices, limit, max_regions=_MAX_COLUMNS, deadline=deadline
        )
    except LimitError:
        return None
    zeros = np.zeros(len(columns), dtype=np.int64)
    if cheapest_cover(CoverProblem(columns, dual.n_regions, zeros)) is not None:
        raise ValueError(f"{dual.n_regions} regions are possible")
    return evidence(dual, shown=1, columns=columns, weights=_NOTHING)


def certified_parent(problem: ParentProblem, curve: ParentResult) -> dict[str, Any]:
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
    answers = [_answer(problem, known.get(n, CountResult(n, "unknown"))) for n in numbers]
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
    forbidden = np.zeros_like(anchors.weight) if anchors.forbidden is None else anchors.forbidden
    return [
        {
            "units": forced.tolist(),
            "costs": anchors.weight[:, anchor].tolist(),
            "barred": np.flatnonzero(forbidden[:, anchor]).tolist(),
        }
        for anchor, forced in enumerate(anchors.forced)
    ]


def _answer(problem: ParentProblem, answer: CountResult) -> dict[str, Any]:
    n_free = answer.n_regions - len(problem.locked)
    own = problem.with_own_limits(n_free)
    of_count = own.for_regions(n_free)
    place = {nis: unit for unit, members in enumerate(problem.units) for nis in members}
    evidence = answer.evidence
    if answer.status == "infeasible":
        evidence = ruled_out(own, n_free)
    deviation = of_count.costs.deviation
    return {
        "regions": answer.n_regions,
        "status": answer.status,
        "objective": answer.objective,
        "bound": answer.bound,
        "locked_cost": of_count.locked_cost,
        "factor": 1 if deviation is None else deviation.factor,
        "members": [
            sorted({place[nis] for nis in region})
            for region in answer.regions
            if region not in problem.locked
        ],
        "evidence": None if evidence is None else _evidence(of_count, evidence, n_free),
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


def plan_certificate(proposal: Proposal, scenario: Scenario) -> dict[str, Any]:
    """Return the certificate of a plan, ready for `certificate_text`.

    Parameters
    ----------
    proposal
        What the engine found and proved.
    scenario
        The choices it was made with.

    Raises
    ------
    ScenarioError
        When municipalities may be left for later.
    """
    check_certifiable(scenario)
    solved = proposal.solved
    if solved is None:
        raise ValueError("a proposal without the answers it was made from")
    asked = count_range(scenario.regions or 0)
    return {
        "format": FORMAT,
        "quantum": float(f"{QUANTUM * solved.unit:.15g}"),
        "plan": {
            "regions": sum(proposal.split.values()),
            "objective": solved.objective,
            "bound": solved.bound,
            "split": dict(proposal.split),
        },
        "asked": {
            "regions": _ends(asked),
            "regions_per": {
                code: _ends(count_range(counts)) for code, counts in scenario.regions_per.items()
            },
        },
        "parents": [
            certified_parent(problem, curve)
            for problem, curve in zip(solved.problems, solved.curves, strict=True)
        ],
    }


def check_certifiable(scenario: Scenario) -> None:
    """Raise when a plan of this scenario can have no certificate.

    Parameters
    ----------
    scenario
        The choices.

    Raises
    ------
    ScenarioError
        When municipalities may be left for later, or several numbers of regions in all have bounds
        of their own.
    """
    if numbers_apart(scenario) is not None:
        raise ScenarioError(
            "a certificate was asked for (--certificate) for more than one number of regions, and "
            "bounds that are shares of the mean are others for each; ask for one number"
        )
    if scenario.coverage is not None:
        raise ScenarioError(
            "a certificate was asked for (--certificate) of a plan that leaves municipalities for "
            "later (coverage); there is none for such a plan yet; leave one of the two out"
        )


def check_countable(municipalities: Municipalities, scenario: Scenario) -> None:
    """Raise when the regions of a reference region are too many for others to go through.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The choices.

    Raises
    ------
    ScenarioError
        Where only regions near each centre are candidates.
    """
    sizes = neighbourhoods(municipalities, scenario)
    planned = municipalities.frame.drop(index=list(scenario.leave_out), errors="ignore")
    for code, n_units in planned.groupby("reference_region", sort=True).size().items():
        if is_local(sizes.get(str(code)), int(n_units)):
            raise ScenarioError(
                "a certificate was asked for (--certificate), but {parent} has {count} "
                "municipalities and is planned within neighbourhoods; there is no certificate for "
                "such a plan yet; leave it out",
                parent=municipalities.parent_label(code),
                count=n_units,
            )


def certificate_text(certificate: Mapping[str, Any]) -> str:
    """Return a certificate as JSON, one line an answer; the same bytes for the same certificate.

    Parameters
    ----------
    certificate
        Of `plan_certificate`.
    """
    head = [f'"{key}": {_json(certificate[key])}' for key in certificate if key != "parents"]
    parents = ",\n".join(_parent_text(parent) for parent in certificate["parents"])
    return "{\n" + ",\n".join(head) + ',\n"parents": [\n' + parents + "\n]\n}\n"


def _parent_text(parent: Mapping[str, Any]) -> str:
    facts = [f'"{key}": {_json(parent[key])}' for key in parent if key != "answers"]
    answers = ",\n".join(_json(answer) for answer in parent["answers"])
    return "{" + ",\n".join(facts) + ',\n"answers": [\n' + answers + "\n]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _ends(numbers: range) -> list[int]:
    return [numbers.start, numbers.stop - 1]
