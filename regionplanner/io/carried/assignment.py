"""A plan of one year's municipalities, carried to those of another."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from regionplanner.io.assignment import expect_assignment
from regionplanner.io.carried.ambiguity import Ambiguity, settled
from regionplanner.io.nis_changes import Mergers


@dataclass(frozen=True, slots=True)
class CarriedAssignment:
    """An assignment after mergers.

    Attributes
    ----------
    assignment
        Region code by new code, sorted.
    ambiguous
        New municipalities of which the parts were in different regions, or not all in one.
    """

    assignment: Mapping[str, str]
    ambiguous: tuple[Ambiguity, ...]


def carried_assignment(
    assignment: Mapping[str, str], mergers: Mergers, *, figures: pd.DataFrame | None = None
) -> CarriedAssignment:
    """Return the region of every municipality after mergers.

    Parameters
    ----------
    assignment
        Region code by old code; what is not in it is in no region.
    mergers
        What becomes of the municipalities.
    figures
        Of the old municipalities, index ``nis``: ``inhabitants`` and ``area_km2`` decide where
        parts were in different regions; see `settled`.

    Notes
    -----
    A new municipality of which no part was in a region is in none. Two tables one after the other
    and their composition agree wherever nothing is ambiguous; where something is, the composition
    is right, as it weighs all the parts at once.
    """
    expect_assignment(assignment)
    carried = {nis: region for nis, region in assignment.items() if nis not in mergers.into}
    ambiguous = []
    for new, olds in mergers.parts.items():
        regions = {old: assignment.get(old) for old in olds}
        value, why = next(iter(regions.values())), ""
        if len(set(regions.values())) > 1:
            value, why = settled(new, regions, figures)
            ambiguous.append(Ambiguity("region", new, regions, value, why))
        if value is not None:
            carried[new] = value
    return CarriedAssignment(dict(sorted(carried.items())), tuple(ambiguous))
