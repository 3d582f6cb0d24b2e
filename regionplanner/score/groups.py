"""Existing groupings beside a plan: which groups stay whole, and which are cut."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from regionplanner.data.municipalities import Municipalities
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
    """Return the columns that group municipalities, in the order of the data."""
    frame = municipalities.frame
    columns = []
    for column in frame.columns:
        if column in _OWN or pd.api.types.is_numeric_dtype(frame[column]):
            continue
        counts = _codes(frame, column).value_counts()
        if len(counts) > 1 and counts.iloc[0] > 1:
            columns.append(str(column))
    return tuple(columns)


def groups_of(
    plan: Plan, municipalities: Municipalities, column: str, *, at_least: int = 2
) -> tuple[Group, ...]:
    """Return the groups of a membership column beside a plan, by code.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        The units, with the names of groups where they are known.
    column
        A membership column of ``municipalities.frame``, such as ``"politiezone"``; a name that is
        not there is a KeyError.
    at_least
        Fewest members of a group that is returned.

    Returns
    -------
    tuple of Group
        Sorted by code, each with its members, the regions that these are in, and who of them is in
        none; units without a value are in no group.
    """
    codes = _codes(municipalities.frame, column)
    names = municipalities.group_names.get(column, {})
    groups = groups_among(
        {str(nis): code for nis, code in codes.items()}, plan, column=column, names=names
    )
    return tuple(group for group in groups if len(group.members) >= at_least)


def groups_among(
    codes: Mapping[str, str], plan: Plan, *, column: str, names: Mapping[str, str] | None = None
) -> tuple[Group, ...]:
    """Return groups of municipalities beside a plan, by code."""
    where = plan.assignment
    members: dict[str, list[str]] = {}
    for nis in sorted(codes):
        members.setdefault(codes[nis], []).append(nis)
    groups = []
    for code in sorted(members):
        counts = Counter(where[nis] for nis in members[code] if nis in where)
        groups.append(
            Group(
                column=column,
                code=code,
                name=(names or {}).get(code, code),
                members=tuple(members[code]),
                regions=tuple(sorted(counts, key=lambda region: (-counts[region], region))),
                outside=tuple(nis for nis in members[code] if nis not in where),
            )
        )
    return tuple(groups)


def _codes(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Return the values of a membership column as text, of the units that have one."""
    return frame[column].dropna().astype(str)


@dataclass(frozen=True, slots=True)
class KeptGroups:
    """The groups of one grouping that have members in a region.

    Attributes
    ----------
    whole
        Those with all their members in the region.
    part
        Those with members elsewhere too.
    """

    whole: tuple[Group, ...]
    part: tuple[Group, ...]


def whole_groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups that have all their members in one region."""
    return tuple(group for group in groups if group.regions and not group.cut)


def unplanned_groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups that have no member in any region."""
    return tuple(group for group in groups if not group.regions)


def kept_groups(plan: Plan, groups: Sequence[Group]) -> Mapping[str, KeptGroups]:
    """Return which groups lie in each region, whole or in part.

    Returns
    -------
    Mapping
        By region code, in the order of the plan; groups in their own order.
    """
    return {
        region.code: KeptGroups(
            whole=tuple(g for g in groups if region.code in g.regions and not g.cut),
            part=tuple(g for g in groups if region.code in g.regions and g.cut),
        )
        for region in plan
    }


def regions_within_a_group(plan: Plan, frame: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Return the codes of the regions whose members are all in one group of a grouping.

    Parameters
    ----------
    plan
        The regions.
    frame
        The units, index ``nis``.
    column
        A membership column; who has no value is in no group.
    """
    values = {region.code: frame.loc[list(region.members), column] for region in plan}
    return tuple(
        code for code, named in values.items() if named.notna().all() and len(set(named)) == 1
    )
