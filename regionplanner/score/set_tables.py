"""Tables of sets of plans: alternatives beside the best plan, and the points of a front."""

from collections.abc import Mapping, Sequence

import networkx as nx
import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.plan import Plan
from regionplanner.program.alternatives import Alternative
from regionplanner.program.front import Front
from regionplanner.scenario import Scenario
from regionplanner.score.values import criterion_values, measured_criteria, plan_figures


def alternatives_table(
    plans: Mapping[str, Plan],
    found: Sequence[Alternative],
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> pd.DataFrame:
    """Return the best plan and its alternatives, a row each.

    Parameters
    ----------
    plans
        The best plan, then the alternatives, by name.
    found
        The alternatives, in the same order.
    municipalities, graph, scenario
        What they were made with.

    Returns
    -------
    pandas.DataFrame
        Index ``plan``; columns ``objective``, ``more`` (share above the best), ``pairs_from_best``
        and ``pairs_in_all`` (neighbouring pairs in which it differs from the best plan, and from
        all earlier ones together), ``pairs_at_most`` (the proven most of the latter), and the
        value of every criterion in its own unit.
    """
    values = _values(plans, municipalities, graph, scenario)
    best = next(iter(plans.values())).proof.objective or 0.0
    rows = {}
    for number, (name, plan) in enumerate(plans.items()):
        one = found[number - 1] if number else None
        objective = plan.proof.objective or 0.0
        rows[name] = {
            "objective": objective,
            "more": round((objective - best) / abs(best), 6) if best else 0.0,
            "pairs_from_best": one.differences[0] if one else 0,
            "pairs_in_all": one.difference if one else 0,
            "pairs_at_most": one.most if one else 0,
            **values[name],
        }
    return _table(rows)


def front_table(
    plans: Mapping[str, Plan],
    found: Front,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> pd.DataFrame:
    """Return the points of a front, a row each.

    Parameters
    ----------
    plans
        The points in their order, by name.
    found
        The front.
    municipalities, graph, scenario
        What they were made with.

    Returns
    -------
    pandas.DataFrame
        Index ``plan``; first the two criteria of the front, then ``bound`` (proven least of the
        first), ``gap`` and ``allowed`` (most of the second), then the other criteria.
    """
    values = _values(plans, municipalities, graph, scenario)
    rows = {}
    for (name, own), point in zip(values.items(), found.points, strict=True):
        rows[name] = {
            found.first: point.first,
            found.second: point.second,
            "bound": point.bound,
            "gap": round(point.gap, 6),
            "allowed": point.most,
            **{c: value for c, value in own.items() if c not in (found.first, found.second)},
        }
    return _table(rows)


def _values(
    plans: Mapping[str, Plan],
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
) -> dict[str, dict[str, float]]:
    found = {}
    for name, plan in plans.items():
        told = measured_criteria(plan, municipalities, scenario)
        all_ = criterion_values(plan, plan_figures(plan, municipalities, graph, scenario))
        found[name] = {str(c): all_[c] for c in told if c in all_}
    return found


def _table(rows: Mapping[str, Mapping[str, object]]) -> pd.DataFrame:
    return pd.DataFrame([*rows.values()], index=pd.Index([*rows], name="plan"))
