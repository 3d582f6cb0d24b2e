"""Findings: what is wrong with data, collected so that a planner sees all of it at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from regionplanner.errors import DataError

Kind = Literal[
    "crs",  # no coordinate reference system, or one that cannot be right
    "id",  # missing or not unique
    "parent",  # missing reference region
    "shape",  # no polygon, or an invalid one
    "overlap",  # units that overlap
    "gap",  # a sliver between units
    "mismatch",  # borders that do not follow the same line
    "isolated",  # a unit without any neighbour
    "split",  # a parent in several parts
    "small",  # a parent with too few units
    "figure",  # a figure that is no number
    "table",  # an extra table that does not fit
]

AT_MOST = 40
"""So many findings are written out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the data.

    Attributes
    ----------
    kind
        What sort of thing, for programs.
    units
        Ids of the units concerned, where they have one.
    message
        What is wrong, what was expected, what to do, for people.
    mended
        What a repair mends: the first part of the message; empty where there is no repair.
    """

    kind: Kind
    units: tuple[str, ...]
    message: str
    mended: str = ""


def raise_findings(
    findings: Iterable[Finding], *, parents: Mapping[str, str] | None = None
) -> None:
    """Raise one error that shows all findings; do nothing when there are none.

    Parameters
    ----------
    findings
        In the order in which they are shown.
    parents
        Reference regions that cannot be planned, with the reason of each, by code.

    Raises
    ------
    DataError
        When there is any finding.
    """
    messages = [finding.message for finding in findings]
    if len(messages) == 1:
        raise DataError(messages[0], parents=parents)
    if messages:
        shown, rest = messages[:AT_MOST], len(messages) - AT_MOST
        lines = "\n- ".join([*shown, *([f"and {rest:,} more"] if rest > 0 else [])])
        raise DataError(f"{len(messages)} findings in the data:\n- {lines}", parents=parents)
