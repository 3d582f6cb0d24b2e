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
from collections.abc import Mapping
from typing import Any

from regionplanner.choices import count_range
from regionplanner.criteria.costs import QUANTUM
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError
from regionplanner.program.certificate.certified import certified_parent
from regionplanner.program.each_number import numbers_apart
from regionplanner.program.proposal import Proposal
from regionplanner.rules.neighbourhood import is_local, neighbourhoods
from regionplanner.scenario import Scenario

FORMAT = "regionplanner certificate 1"


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
        Where regions are looked for near each centre only.
    """
    sizes = neighbourhoods(municipalities, scenario)
    planned = municipalities.frame.drop(index=list(scenario.leave_out), errors="ignore")
    for code, n_units in planned.groupby("reference_region", sort=True).size().items():
        if is_local(sizes.get(str(code)), int(n_units)):
            raise ScenarioError(
                "a certificate was asked for (--certificate), but "
                f"{municipalities.parent_label(code)} has {n_units} municipalities and is planned "
                "within neighbourhoods; there is no certificate for such a plan yet; leave it "
                "out"
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
