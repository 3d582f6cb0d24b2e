"""No links: pairs with a border that do not count as neighbours; no plan breaks that by itself."""

from collections.abc import Iterator
from typing import Any

from regionplanner.errors import Message, listing
from regionplanner.rules.rule import AskedParent, Demand, DemandKind, Rule


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
"""See `no_links` of `Scenario`; the graph is made without them."""
