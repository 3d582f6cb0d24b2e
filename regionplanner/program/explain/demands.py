"""Demands: everything a scenario asks of one reference region that a planner could give up."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np

from regionplanner.choices import regions_text
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import counted, listing
from regionplanner.numerals import shown
from regionplanner.rules.centres import CENTRES
from regionplanner.rules.limits import LIMITS
from regionplanner.rules.neighbourhood import NEIGHBOURHOOD
from regionplanner.rules.registry import RULES
from regionplanner.rules.rules import FigureBound, Rules
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked of a reference region.

    Attributes
    ----------
    kind
        What sort of thing: as in scenarios, but ``"lock"``, ``"no_link"``, ``"number"`` of
        regions, and ``"least"`` and ``"most"`` of a figure.
    index
        Its position among the rules of that sort.
    text
        The rule, in words that stand in a list.
    value
        Its figure; 0 for rules without one.
    column
        The figure that is bounded, else empty.
    """

    kind: str
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
        *_reaches(code, rules),
        *_places(units, municipalities, scenario, rules),
    ]
    if code in scenario.regions_per:
        found.append(Demand("number", 0, regions_text(scenario.regions_per[code])))
    sizes = (("max_units", scenario.max_units), ("min_units", scenario.min_units))
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
    if rules.centres is not None:
        yield Demand(CENTRES.name, 0, CENTRES.demand)
    for i, lock in enumerate(rules.locked):
        if lock.members[0] in units:
            yield Demand("lock", i, f"the locked region {lock.region}")


def _figures(rules: Rules) -> Iterator[Demand]:
    for i, bound in enumerate(rules.bounds):
        for kind, value in (("least", bound.least), ("most", bound.most)):
            if np.isfinite(value):
                yield Demand(kind, i, _text(kind, value, bound.column), value, bound.column)


def _reaches(code: str, rules: Rules) -> Iterator[Demand]:
    near = {NEIGHBOURHOOD.name: rules.neighbourhoods[code]} if code in rules.neighbourhoods else {}
    for kind, value in {**rules.limits, **near}.items():
        yield Demand(kind, 0, _text(kind, value, ""), value)


def _text(kind: str, value: float, column: str) -> str:
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
            return RULES[kind].demand.format(f"{value:g}")


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
    limits = {kind: kept[kind, 0] for kind in LIMITS if (kind, 0) in kept}
    n_nearest = int(kept.get((NEIGHBOURHOOD.name, 0), n_units))
    near = dict.fromkeys(rules.neighbourhoods, n_nearest) if n_nearest < n_units else {}
    choices = scenario.model_copy(
        update={
            # a criterion with a centre finds regions within reach, one without is quicker
            "criteria": {"distance": 1.0} if limits or near else {"border": 1.0},
            "ties": {},
            "min_units": int(kept.get(("min_units", 0), 1)),
            "max_units": int(kept.get(("max_units", 0), n_units)),
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
        limits=limits,
        neighbourhoods=near,
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
