"""Tables of several plans: alternatives, points of a front, firm borders, a repair."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, joined
from regionplanner.objective.change import neighbouring_pairs
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan
from regionplanner.rules.case import Case
from regionplanner.rules.rule import Violation
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import known_values

if TYPE_CHECKING:
    from regionplanner.program.alternatives import Alternative
    from regionplanner.program.front import Front
    from regionplanner.program.repair import Repair


def alternatives_table(
    plans: Mapping[str, Plan],
    found: "Sequence[Alternative]",
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

    Raises
    ------
    DataError
        When a plan is no `Plan`, `municipalities` is no `Municipalities`, or travel times inside a
        reference region are missing.
    ScenarioError
        When the scenario names a column that the data lack or that has missing or negative values,
        or limits travel time where the data have no travel times.
    """
    values = known_values([*plans.values()], Case(municipalities, graph, scenario))
    best = next(iter(plans.values())).proof.objective or 0.0
    rows = {}
    for number, (name, plan) in enumerate(plans.items()):
        alternative = found[number - 1] if number else None
        objective = plan.proof.objective or 0.0
        rows[name] = {
            "objective": objective,
            "more": round((objective - best) / abs(best), 6) if best else 0.0,
            "pairs_from_best": alternative.differences[0] if alternative else 0,
            "pairs_in_all": alternative.difference if alternative else 0,
            "pairs_at_most": alternative.most if alternative else 0,
            **values[number],
        }
    return _table(rows)


def front_table(
    plans: Mapping[str, Plan],
    found: "Front",
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
        What `front` returns.
    municipalities, graph, scenario
        What they were made with.

    Returns
    -------
    pandas.DataFrame
        Index ``plan``; first the two criteria of the front, then ``bound`` (proven least of the
        first), ``gap`` and ``allowed`` (most of the second), then the other criteria.

    Raises
    ------
    DataError
        When a plan is no `Plan`, `municipalities` is no `Municipalities`, or travel times inside a
        reference region are missing.
    ScenarioError
        When the scenario names a column that the data lack or that has missing or negative values,
        or limits travel time where the data have no travel times.
    """
    values = known_values([*plans.values()], Case(municipalities, graph, scenario))
    rows = {}
    for name, own, point in zip(plans, values, found.points, strict=True):
        rows[name] = {
            found.first: point.first,
            found.second: point.second,
            "bound": point.bound,
            "gap": round(point.gap, 6),
            "allowed": point.most,
            **{c: value for c, value in own.items() if c not in (found.first, found.second)},
        }
    return _table(rows)


def _table(rows: Mapping[str, Mapping[str, object]]) -> pd.DataFrame:
    return pd.DataFrame([*rows.values()], index=pd.Index([*rows], name="plan"))


def border_firmness(
    plans: Sequence[Plan], municipalities: Municipalities, graph: "nx.Graph[str]"
) -> pd.DataFrame:
    """Return for each pair of neighbours in which share of plans they are together.

    Parameters
    ----------
    plans
        At least one, such as the best plan and its alternatives.
    municipalities
        The units.
    graph
        Their rook graph.

    Returns
    -------
    pandas.DataFrame
        Index ``nis_a`` and ``nis_b`` (sorted, each pair once, both in one reference region);
        columns ``name_a``, ``name_b``, ``border_km`` [km] and ``together`` (share of the plans,
        0 to 1: 0 is a firm border, 1 is none). Who is in no region is with nobody.

    Raises
    ------
    DataError
        When there is no plan, or one names units that the data do not have.
    """
    check_fit(plans, municipalities)
    names = municipalities.frame["name"]
    pairs = neighbouring_pairs(municipalities, graph)
    divisions = [plan.assignment for plan in plans]
    rows = [
        (
            a,
            b,
            names[a],
            names[b],
            round(graph.edges[a, b]["border_m"] / 1000, 3),
            sum(a in division and division[a] == division.get(b) for division in divisions)
            / len(divisions),
        )
        for a, b in pairs
    ]
    columns = ["nis_a", "nis_b", "name_a", "name_b", "border_km", "together"]
    return pd.DataFrame(rows, columns=columns).set_index(["nis_a", "nis_b"])


def repair_table(
    found: "Repair",
    today: Mapping[str, str],
    municipalities: Municipalities,
    broken: Iterable[Violation],
) -> pd.DataFrame:
    """Return the pairs of neighbours that change, a row each, with the rule that asks for it.

    Parameters
    ----------
    found
        What `repair` returns.
    today
        Region by NIS code.
    municipalities
        The units.
    broken
        The rules that today's regions break.

    Returns
    -------
    pandas.DataFrame
        Columns ``what`` (``apart`` or ``together``), ``nis_a``, ``municipality``, ``nis_b``,
        ``neighbour``, ``region_a`` and ``region_b`` (today) and ``why``.
    """
    names = municipalities.frame["name"]
    why: dict[str, list[str]] = {}
    for violation in broken:
        if violation.region:
            why.setdefault(violation.region, []).append(violation.message)
    rows = []
    for change in found.changes:
        a, b = change.pair
        regions = dict.fromkeys((today[a], today[b]))
        reasons = [text for region in regions for text in why.get(region, ())]
        rows.append(
            {
                "what": "together" if change.together else "apart",
                "nis_a": a,
                "municipality": names[a],
                "nis_b": b,
                "neighbour": names[b],
                "region_a": today[a],
                "region_b": today[b],
                "why": joined(reasons) if reasons else Message("follows from the other changes"),
            }
        )
    columns = ["what", "nis_a", "municipality", "nis_b", "neighbour", "region_a", "region_b", "why"]
    # an object, or pandas keeps the English of the messages alone
    return pd.DataFrame(rows, columns=columns, dtype=object).set_index("what")
