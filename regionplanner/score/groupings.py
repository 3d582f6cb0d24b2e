"""Existing groupings beside a plan: which groups stay whole, and which are cut."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from regionplanner.io.municipalities import Municipalities
from regionplanner.plan.plan import Plan

_OWN = frozenset({"name", "reference_region", "reference_region_name", "geometry"})


@dataclass(frozen=True, slots=True)
class Group:
    """A group of municipalities that exists today, beside a plan.

    Attributes
    ----------
    column
        Membership column that it is a value of.
    code, name
        That value, and what it is called (the code where it has no name).
    members
        NIS codes, sorted.
    regions
        Codes of the regions that its members are in, the one with most of them first.
    outside
        Members (NIS codes, sorted) that are in no region of the plan.
    """

    column: str
    code: str
    name: str
    members: tuple[str, ...]
    regions: tuple[str, ...]
    outside: tuple[str, ...]

    @property
    def cut(self) -> bool:
        """Whether its members are in more than one region, or some are in none."""
        return len(self.regions) + bool(self.outside) > 1


def membership_columns(municipalities: Municipalities) -> tuple[str, ...]:
    """Return the columns that group municipalities, in the order of the data.

    Parameters
    ----------
    municipalities
        The units. A column of texts is a grouping when some value of it is shared, and not all
        that have a value have the same.
    """
    frame = municipalities.frame
    found = []
    for column in frame.columns:
        if column in _OWN or pd.api.types.is_numeric_dtype(frame[column]):
            continue
        counts = _codes(frame, column).value_counts()
        if len(counts) > 1 and counts.iloc[0] > 1:
            found.append(str(column))
    return tuple(found)


def groups_of(plan: Plan, municipalities: Municipalities, column: str) -> tuple[Group, ...]:
    """Return the groups of a membership column that have at least two members, by code.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        The units, with the names of groups where they are known.
    column
        A membership column.
    """
    codes, where = _codes(municipalities.frame, column), plan.assignment
    names = municipalities.group_names.get(column, {})
    groups = []
    for code, rows in codes.groupby(codes, sort=True):
        members = tuple(sorted(map(str, rows.index)))
        if len(members) < 2:
            continue
        counts = Counter(where[nis] for nis in members if nis in where)
        groups.append(
            Group(
                column=column,
                code=str(code),
                name=names.get(str(code), str(code)),
                members=members,
                regions=tuple(sorted(counts, key=lambda region: (-counts[region], region))),
                outside=tuple(nis for nis in members if nis not in where),
            )
        )
    return tuple(groups)


def _codes(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Return the values of a membership column as text, of the units that have one."""
    return frame[column].dropna().astype(str)
