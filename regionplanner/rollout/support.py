"""support: which supporter has which regions of a plan."""

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np

from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError, listing
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan
from regionplanner.program.support.assign import Support, best_support
from regionplanner.program.support.problem import SupportProblem
from regionplanner.rollout.inputs import adjoining_regions, region_sums, support_with_codes
from regionplanner.rollout_choices import MUNICIPALITIES, OWN_LOADS, REGIONS, SupportChoices

_MOST_LOAD = 1e9
"""All loads together, in whole numbers, at the most."""


def support(
    plan: Plan,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    choices: SupportChoices,
    *,
    time_limit_s: float | None = None,
) -> Support:
    """Return which supporter has which regions of a plan: with least travel, proven.

    Parameters
    ----------
    plan
        The regions; each has one supporter.
    municipalities
        Its units.
    graph
        Their rook graph.
    choices
        Supporters, how loads are balanced, and what areas are like.
    time_limit_s
        Limit on the search [s]; the division may then lack its proof, and says so. None: until it
        is proven.

    Returns
    -------
    Support
        The area of each supporter, and the travel of all [km a year, there and back] with its
        proven least.

    Raises
    ------
    DataError
        When the plan names municipalities that the data lack, or figures are not known.
    ScenarioError
        When the choices name a municipality or a column that is not there, or a home without a
        polygon.
    InfeasibleError
        When no division keeps all rules: names those that collide, and what would work.
    LimitError
        When the limit came before any division was found.
    StoppedError
        When it was asked to stop before (`stoppable`).

    Notes
    -----
    A capacitated p-median problem where homes are open, a generalised assignment where they are
    given; areas in one piece are listed, or held by node separators where they are too many to
    list.

    References
    ----------
    Mulvey & Beck 1984 (capacitated p-median); Carvajal, Constantino, Goycoolea, Vielma & Weintraub
    2013 (node separators).
    """
    problem = support_problem(plan, municipalities, graph, choices)
    return best_support(problem, time_limit_s=time_limit_s)


def support_problem(
    plan: Plan, municipalities: Municipalities, graph: "nx.Graph[str]", choices: SupportChoices
) -> SupportProblem:
    """Return the regions of a plan with their loads and distances, as a problem.

    Parameters
    ----------
    plan, municipalities, graph, choices
        As of `support`.

    Returns
    -------
    SupportProblem
        Loads by region, and straight-line distances from each possible home to its centre [m].

    Raises
    ------
    DataError, ScenarioError
        As of `support`.
    """
    check_fit([plan], municipalities)
    choices = support_with_codes(choices, municipalities)
    bases = tuple(region.centre for region in plan)
    homes = [supporter.home for supporter in choices.supporters if supporter.home is not None]
    nowhere = sorted({*homes} & {*without_polygon(municipalities)})
    if nowhere:
        raise ScenarioError(
            "{units} is the home of a supporter and has no "
            "usable polygon, so that no distance from it is known; give a home nearby",
            units=listing(map(municipalities.label, nowhere)),
        )
    return SupportProblem(
        regions=tuple(region.code for region in plan),
        parents={region.code: region.parent for region in plan},
        neighbours=adjoining_regions(plan, graph),
        loads={what: _loads(plan, municipalities, what) for what in choices.balance},
        metres={home: _metres(plan, municipalities, home) for home in {*bases, *homes}},
        bases=bases,
        choices=choices,
    )


def _loads(plan: Plan, municipalities: Municipalities, what: str) -> tuple[int, ...]:
    if what == REGIONS:
        return (1,) * len(plan)
    if what == MUNICIPALITIES:
        return tuple(len(region.members) for region in plan)
    sums: Mapping[str, float] = region_sums(
        plan, municipalities, what, choice="balance", own=OWN_LOADS
    )
    unit = _load_unit([*sums.values()])
    return tuple(round(sums[region.code] / unit) for region in plan)


def _load_unit(sums: Sequence[float]) -> float:
    """Return the power of ten in which loads are whole numbers that solvers tell apart."""
    total = sum(map(abs, sums))
    if total <= _MOST_LOAD and all(float(load).is_integer() for load in sums):
        return 1.0
    return 10.0 ** math.ceil(math.log10(total / _MOST_LOAD))


def _metres(plan: Plan, municipalities: Municipalities, home: str) -> tuple[int, ...]:
    """Return the straight-line distance from a home to the centre of each region [m]."""
    xy = municipalities.frame[["x_m", "y_m"]].astype(float)
    centres = xy.loc[[region.centre for region in plan]].to_numpy()
    away = np.hypot(*(centres - xy.loc[home].to_numpy()).T)
    return tuple(round(float(metres)) for metres in away)
