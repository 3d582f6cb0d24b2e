"""Contiguous: a region is in one piece."""

from collections.abc import Iterator

import networkx as nx

from regionplanner.errors import Message, listing
from regionplanner.rules.rule import CheckedRegion, Rule


def _broken(region: CheckedRegion) -> Iterator[str]:
    inside = region.plan.case.graph.subgraph(region.units)
    first, *others = sorted(
        (sorted(part) for part in nx.connected_components(inside)),
        key=lambda part: (-len(part), part),
    ) or [[]]
    label = region.plan.case.municipalities.label
    for part in others:
        yield Message(
            "{region} is not in one piece: {part} is cut off from {rest}"
            if len(part) == 1
            else "{region} is not in one piece: {part} are cut off from {rest}",
            region=region.code,
            part=listing(map(label, part)),
            rest=listing(map(label, first)),
        )


CONTIGUOUS = Rule(
    name="contiguous",
    each=_broken,
    words={
        "rule": {"nl": "Niet aaneengesloten: {regions}.", "en": "Not in one piece: {regions}."},
        "broken_one": {
            "nl": "{region} hangt niet aaneen: {members} ligt los van de rest.",
            "en": "{region} is not in one piece: {members} is cut off from the rest.",
        },
        "broken_many": {
            "nl": "{region} hangt niet aaneen: {members} liggen los van de rest.",
            "en": "{region} is not in one piece: {members} are cut off from the rest.",
        },
    },
)
