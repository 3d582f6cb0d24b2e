"""From one division to another: which municipality moves, and which broken rule that mends."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regionplanner.rules.rule import Violation


@dataclass(frozen=True, slots=True)
class Move:
    """A municipality that goes to another region.

    Attributes
    ----------
    nis
        Its code.
    before, after
        Region codes; None is no region.
    mends
        Rules that were broken and no longer are: by the region it leaves or joins, or by the plan
        as a whole where that names one of these or the municipality. Empty where the move only
        follows from others.
    """

    nis: str
    before: str | None
    after: str | None
    mends: tuple[Violation, ...]


def moves(
    before: Mapping[str, str], after: Mapping[str, str], broken: Iterable[Violation]
) -> tuple[Move, ...]:
    """Return the municipalities whose region changes, sorted by code, with what that mends.

    Parameters
    ----------
    before, after
        Region code by NIS code; regions that continue have the same code.
    broken
        Rules that are broken before, and no longer.
    """
    mended = tuple(broken)
    found = []
    for nis in sorted({*before, *after}):
        old, new = before.get(nis), after.get(nis)
        if old != new:
            mends = tuple(one for one in mended if _concerns(one, nis, old, new))
            found.append(Move(nis, old, new, mends))
    return tuple(found)


def _concerns(violation: Violation, nis: str, before: str | None, after: str | None) -> bool:
    """Return whether a broken rule is one of the regions that a municipality leaves or joins."""
    if violation.region:
        return violation.region in {before, after}
    if violation.rule == "complete":
        return before is None or after is None
    # a rule of the plan as a whole, such as a group that is cut, names regions or municipalities
    words = set(re.split(r"[\s,;:()]+", violation.message))
    return not words.isdisjoint({nis, before, after})
