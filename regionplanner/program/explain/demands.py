"""Demands: everything a scenario asks of one reference region that a planner could give up."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from regionplanner.choices import regions_text
from regionplanner.criteria.figures import ParentFigures
from regionplanner.errors import counted, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.neighbourhood import neighbourhood_size
from regionplanner.numerals import shown
from regionplanner.rules import FigureBound, Rules
from regionplanner.scenario import Scenario

Kind = Literal[
    "together",
    "apart",
    "least",
    "most",
    "max_distance_km",
    "max_centre_distance_km",
    "max_travel_min",
    "max_centre_travel_min",
    "neighbourhood",
    "no_link",
    "centres",
    "lock",
    "number",
    "max_units",
    "min_units",
]
"""In the order in which they are given up first when any of several would do."""

_REACH: Mapping[str, str] = {
    "max_distance_km": "at most {} km between any two of a region",
    "max_centre_distance_km": "at most {} km to the centre of a region",
    "max_travel_min": "at most {} minutes between any two of a region",
    "max_centre_travel_min": "at most {} minutes to the centre of a region",
    "neighbourhood": (
        "all members of a region are among the {} municipalities nearest to one of them"
    ),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked of a reference region.

    Attributes
    ----------
    kind
        What sort of thing.
    index
        Its position among the rules of that sort.
    text
        The rule, in words that stand in a list.
    value
        Its figure; 0 for rules without one.
    column
        The figure that is bounded, else empty.
    """

    kind: Kind
    index: int
    text: str
    value: float = 0.0
    column: str = ""

    def with_value(self, value: float) -> "Demand":
        """Return the same demand with another figure."""
        return replace(self, value=value, text=_text(self.kind, value, self.column))


def demands_of(
    code: str,
    units: Collection[str],
    municipalities: Municipalities,
    scenario: Scenario,
    rules: Rules,
) -> tuple[Demand, ...]:
    """Return all that is asked of a reference region, least important first.

    Parameters
    ----------
    code
        Its code.
    units
        Its planned units.
    municipalities
        All planned units.
    scenario, rules
        What must hold.
    """
    found = [
        *_groups(units, municipalities, rules),
        *_figures(rules),
        *_reaches(scenario, rules, len(units)),
        *_places(units, municipalities, scenario, rules),
    ]
    if code in scenario.regions_per:
        found.append(Demand("number", 0, regions_text(scenario.regions_per[code])))
    sizes: tuple[tuple[Kind, int], ...] = (
        ("max_units", scenario.max_units),
        ("min_units", scenario.min_units),
    )
    return (*found, *(Demand(kind, 0, _text(kind, value, ""), value) for kind, value in sizes))


def _groups(
    units: Collection[str], municipalities: Municipalities, rules: Rules
) -> Iterator[Demand]:
    for i, group in enumerate(rules.together):
        if group.members[0] in units:
            yield Demand("together", i, group.why, len(group.members))
    for i, (a, b) in enumerate(rules.apart):
        if a in units and b in units:
            names = listing(map(municipalities.label, (a, b)))
            yield Demand("apart", i, f"{names} stay apart")


def _places(
    units: Collection[str], municipalities: Municipalities, scenario: Scenario, rules: Rules
) -> Iterator[Demand]:
    for i, (a, b) in enumerate(scenario.no_links):
        if a in units and b in units:
            names = listing(map(municipalities.label, (a, b)))
            yield Demand("no_link", i, f"{names} are no neighbours")
    if scenario.centres:
        yield Demand("centres", 0, "only some municipalities may be centres")
    for i, lock in enumerate(rules.locked):
        if lock.members[0] in units:
            yield Demand("lock", i, f"the locked region {lock.region}")


def _figures(rules: Rules) -> Iterator[Demand]:
    kinds: tuple[Kind, Kind] = ("least", "most")
    for i, bound in enumerate(rules.bounds):
        for kind, value in zip(kinds, (bound.least, bound.most), strict=True):
            if np.isfinite(value):
                yield Demand(kind, i, _text(kind, value, bound.column), value, bound.column)


def _reaches(scenario: Scenario, rules: Rules, n_units: int) -> Iterator[Demand]:
    values: tuple[tuple[Kind, float | None], ...] = (
        ("max_distance_km", rules.max_distance_km),
        ("max_centre_distance_km", rules.max_centre_distance_km),
        ("max_travel_min", scenario.max_travel_min),
        ("max_centre_travel_min", scenario.max_centre_travel_min),
        ("neighbourhood", neighbourhood_size(scenario, n_units)),
    )
    for kind, value in values:
        if value is not None and np.isfinite(value):
            yield Demand(kind, 0, _text(kind, value, ""), value)


def _text(kind: Kind, value: float, column: str) -> str:
    """Return a demand that has a figure, in words."""
    match kind:
        case "least":
            return f"at least {shown(value, None)} {column} in a region"
        case "most":
            return f"at most {shown(value, None)} {column} in a region"
        case "min_units":
            return f"at least {counted(int(value), 'municipality')} in a region"
        case "max_units":
            return f"at most {counted(int(value), 'municipality')} in a region"
        case _:
            return _REACH[kind].format(f"{value:g}")


def asked(
    demands: Collection[Demand], scenario: Scenario, rules: Rules, n_units: int
) -> tuple[Scenario, Rules]:
    """Return a scenario and rules that ask nothing of a reference region but some demands.

    Parameters
    ----------
    demands
        What is asked; their figures may differ from the scenario's.
    scenario, rules
        Where the demands come from.
    n_units
        Number of units of the reference region: no size is larger.
    """
    kept = {(demand.kind, demand.index): demand.value for demand in demands}
    reach = kept.keys() & {(kind, 0) for kind in _REACH}
    choices = scenario.model_copy(
        update={
            # a criterion with a centre finds regions within reach, one without is quicker
            "criteria": {"distance": 1.0} if reach else {"border": 1.0},
            "ties": {},
            "min_units": int(kept.get(("min_units", 0), 1)),
            "max_units": int(kept.get(("max_units", 0), n_units)),
            "max_travel_min": kept.get(("max_travel_min", 0)),
            "max_centre_travel_min": kept.get(("max_centre_travel_min", 0)),
            "neighbourhood": int(kept.get(("neighbourhood", 0), n_units)),
        }
    )
    bounds = [
        FigureBound(
            bound.column,
            kept.get(("least", i), -np.inf),
            kept.get(("most", i), np.inf),
        )
        for i, bound in enumerate(rules.bounds)
    ]
    return choices, replace(
        rules,
        together=tuple(g for i, g in enumerate(rules.together) if ("together", i) in kept),
        apart=tuple(pair for i, pair in enumerate(rules.apart) if ("apart", i) in kept),
        bounds=tuple(b for b in bounds if np.isfinite([b.least, b.most]).any()),
        max_distance_km=kept.get(("max_distance_km", 0), np.inf),
        max_centre_distance_km=kept.get(("max_centre_distance_km", 0), np.inf),
        locked=tuple(lock for i, lock in enumerate(rules.locked) if ("lock", i) in kept),
    )


def asked_figures(
    demands: Collection[Demand],
    figures: ParentFigures,
    municipalities: Municipalities,
    scenario: Scenario,
) -> ParentFigures:
    """Return the figures without the removed neighbours and centres that no demand asks for.

    Parameters
    ----------
    demands
        What is asked.
    figures
        Of the reference region, with all removed.
    municipalities
        The planned units, with the borders they share.
    scenario
        Where the demands come from.
    """
    kept = {(demand.kind, demand.index) for demand in demands}
    place = {nis: i for i, nis in enumerate(figures.units)}
    neighbours = figures.neighbours.copy()
    beside = _beside(municipalities, scenario) if scenario.no_links else set()
    for i, (a, b) in enumerate(scenario.no_links):
        if a in place and b in place and ("no_link", i) not in kept and frozenset((a, b)) in beside:
            neighbours[place[a], place[b]] = neighbours[place[b], place[a]] = True
    centres = figures.centres
    if ("centres", 0) not in kept:
        centres = np.ones_like(centres)
    return replace(figures, neighbours=neighbours, centres=centres)


def _beside(municipalities: Municipalities, scenario: Scenario) -> set[frozenset[str]]:
    """Return the pairs that would be neighbours if none were removed."""
    borders = municipalities.borders
    long_enough = borders[borders["border_m"] > scenario.min_border_m]
    pairs = zip(long_enough["nis_a"], long_enough["nis_b"], strict=True)
    return set(map(frozenset, (*pairs, *municipalities.links, *scenario.links)))


def phrase(demands: Collection[Demand]) -> str:
    """Return demands as an enumeration.

    Parameters
    ----------
    demands
        In the order in which they are named.
    """
    return listing((demand.text for demand in demands), at_most=6)
