"""Neighbours: who they are under a scenario, and the rule that some are none (`no_links`)."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, listing
from regionplanner.rules.rule import AskedParent, Demand, DemandKind, Rule
from regionplanner.scenario import Scenario

Link = tuple[str, str]


def linked_pairs(municipalities: Municipalities, scenario: Scenario) -> set[Link]:
    """Return who counts as a neighbour by a link, of the data or of a scenario.

    Returns
    -------
    set of tuple
        The smaller id first; without pairs that the scenario removes, and without units that have
        no polygon or are not there.
    """
    drawn = set(municipalities.frame.index).difference(municipalities.undrawn)
    linked = in_order((*municipalities.links, *scenario.links)) - in_order(scenario.no_links)
    return {pair for pair in linked if drawn.issuperset(pair)}


def pairs_before_removal(municipalities: Municipalities, scenario: Scenario) -> set[Link]:
    """Return who would be neighbours if a scenario removed none (`Scenario.no_links`).

    Returns
    -------
    set of tuple
        The smaller id first; links also of units that are not there, as those left out.
    """
    borders = long_borders(municipalities, scenario.min_border_m)
    pairs = zip(borders["nis_a"], borders["nis_b"], strict=True)
    return in_order((*pairs, *municipalities.links, *scenario.links))


def neighbours(municipalities: Municipalities, scenario: Scenario) -> set[Link]:
    """Return who are neighbours under a scenario, the smaller id first."""
    return pairs_before_removal(municipalities, scenario) - in_order(scenario.no_links)


def long_borders(municipalities: Municipalities, min_border_m: float) -> pd.DataFrame:
    """Return the borders longer than `min_border_m` [m]; 0: all that are more than a point."""
    borders = municipalities.borders
    return borders[borders["border_m"] > min_border_m]


def in_order(pairs: Iterable[Link]) -> set[Link]:
    """Return each pair once, its smaller id first."""
    return {(min(pair), max(pair)) for pair in pairs}


def _demands(asked: AskedParent) -> Iterator[Demand]:
    for i, pair in enumerate(asked.case.scenario.no_links):
        if pair[0] in asked.units and pair[1] in asked.units:
            names = listing(map(asked.case.municipalities.label, pair))
            yield Demand("no_link", i, Message("{names} are no neighbours", names=names))


def _changed(asked: AskedParent, demand: Demand, _value: None) -> dict[str, Any]:
    pairs = asked.case.scenario.no_links
    return {"no_links": (*pairs[: demand.index], *pairs[demand.index + 1 :])}


NO_LINKS = Rule(
    name="no_links",
    words={},
    kinds=(DemandKind(name="no_link", change=_changed, own=True, shape=True),),
    demands=_demands,
)
"""See `no_links` of `Scenario`; no plan breaks it by itself, as the graph is made without them."""
