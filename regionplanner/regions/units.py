"""What the units of a diagram count for, and what they ask of each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from regionplanner.regions.order import Adjacency
from regionplanner.regions.tally import Tally


@dataclass(frozen=True, slots=True)
class UnitRules:
    """What each unit counts for, and which units cannot or must share its region.

    Attributes
    ----------
    sizes
        Number of municipalities of each unit; more than 1 for an atom.
    apart
        For each unit the units that may not be in its region, by position, symmetric.
    together
        For each unit the units that must be in its region, by position, symmetric.
    tallies
        Totals that tell regions apart, or rule them out.
    """

    sizes: Sequence[int]
    apart: Adjacency
    together: Adjacency
    tallies: tuple[Tally, ...] = ()


def plain_units(n_units: int) -> UnitRules:
    """Return rules for units that count for one each and ask nothing of each other."""
    nothing: list[frozenset[int]] = [frozenset()] * n_units
    return UnitRules(sizes=[1] * n_units, apart=nothing, together=nothing)
