"""What changes from one plan to another: who joins a region, and who leaves it."""

from collections.abc import Mapping
from dataclasses import dataclass

from regionplanner.plan.match import matched_regions
from regionplanner.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class RegionChange:
    """What becomes of one region.

    Attributes
    ----------
    before, after
        Its code in each plan; empty where it ends or is new.
    stay, leave, join
        Municipalities (NIS codes, sorted) that are in both, only before and only after.
    """

    before: str
    after: str
    stay: tuple[str, ...]
    leave: tuple[str, ...]
    join: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether it has the same municipalities in both plans."""
        return not self.leave and not self.join


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one plan to another.

    Attributes
    ----------
    regions
        Those of the earlier plan in its order, then the new ones.
    moved
        Municipalities (NIS codes, sorted) that come into another region, or into or out of one.
    """

    regions: tuple[RegionChange, ...]
    moved: tuple[str, ...]


def compared(plan: Plan, earlier: Plan) -> Comparison:
    """Return what changes from an earlier plan to a plan.

    Parameters
    ----------
    plan, earlier
        The plans. Regions are paired, whatever their codes, so that as few municipalities as can
        be are in another one; who is in a region in only one of the two plans has moved.

    Returns
    -------
    Comparison
        Each region of either plan once, with who stays, leaves and joins.

    Notes
    -----
    A plan that only has other codes moves nobody. The number of those who move is the same from
    the earlier plan to the plan and back.

    See Also
    --------
    comparison_table : The same with names, for reading.
    """
    match = matched_regions(plan, earlier)
    after = {old: code for code, old in match.items()}
    new = [region.code for region in plan if region.code not in match]
    members = {region.code: set(region.members) for region in plan}
    old_members = {region.code: set(region.members) for region in earlier}
    pairs = [(old, after.get(old, "")) for old in old_members] + [("", code) for code in new]
    regions = tuple(_change(old, code, old_members, members) for old, code in pairs)
    moved = {nis for region in regions for nis in (*region.leave, *region.join)}
    return Comparison(regions, tuple(sorted(moved)))


def _change(
    before: str,
    after: str,
    old_members: Mapping[str, set[str]],
    members: Mapping[str, set[str]],
) -> RegionChange:
    old, new = old_members.get(before, set()), members.get(after, set())
    return RegionChange(
        before=before,
        after=after,
        stay=tuple(sorted(old & new)),
        leave=tuple(sorted(old - new)),
        join=tuple(sorted(new - old)),
    )
