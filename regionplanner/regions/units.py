"""What the units of a diagram count for, and what they ask of each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regionplanner.criteria.costs import Members
from regionplanner.regions.order import Adjacency
from regionplanner.regions.states import DROPPED, EITHER, Labels
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


@dataclass(frozen=True, slots=True)
class SizedRules:
    """Rules of units, with the sizes of a region in municipalities."""

    units: UnitRules
    min_units: int
    max_units: int

    def fits(self, totals: Labels) -> Members:
        """Return which totals are not surely too large.

        Parameters
        ----------
        totals
            Number of municipalities, then each tally, shape ``(n, 1 + n_tallies)``.
        """
        counts = totals[:, 0].astype(np.intp)
        found: Members = counts <= self.max_units
        counts = np.minimum(counts, self.max_units)
        for column, tally in enumerate(self.units.tallies, start=1):
            found &= ~tally.exceeds(totals[:, column], counts)
        return found

    def closing(self, totals: Labels) -> Labels:
        """Return how each path would end if its region were complete.

        Parameters
        ----------
        totals
            As in `fits`.
        """
        counts = np.minimum(totals[:, 0].astype(np.intp), self.max_units)
        end = np.full(len(totals), EITHER, dtype=np.uint8)
        for column, tally in enumerate(self.units.tallies, start=1):
            end = np.maximum(end, tally.ends(totals[:, column], counts))
        end[counts < self.min_units] = DROPPED
        return end
