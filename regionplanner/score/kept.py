"""Existing groupings beside every region: which groups lie in it whole, and which in part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from regionplanner.plan.plan import Plan
from regionplanner.score.groupings import Group


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
    """Return the groups that have all their members in one region.

    Parameters
    ----------
    groups
        Of one grouping. One without any member in the plan is neither whole nor cut.
    """
    return tuple(group for group in groups if group.regions and not group.cut)


def unplanned_groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups that have no member in any region.

    Parameters
    ----------
    groups
        Of one grouping.
    """
    return tuple(group for group in groups if not group.regions)


def kept_groups(plan: Plan, groups: Sequence[Group]) -> Mapping[str, KeptGroups]:
    """Return which groups lie in each region, whole or in part.

    Parameters
    ----------
    plan
        The regions.
    groups
        Of one grouping (`groups_of`).

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
        code for code, found in values.items() if found.notna().all() and len(set(found)) == 1
    )
