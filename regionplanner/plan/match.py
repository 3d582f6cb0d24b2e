"""Which region of one plan is which region of another."""

from collections.abc import Mapping, Sequence

from regionplanner.matching import continued_regions
from regionplanner.plan.plan import Plan


def matched_regions(plan: Plan, earlier: Plan) -> Mapping[str, str]:
    """Return which region of an earlier plan each region of a plan continues.

    Parameters
    ----------
    plan, earlier
        The plans; they may have other municipalities in a region.

    Returns
    -------
    Mapping
        Code in the earlier plan by code in the plan, for the regions that continue one: those of
        the assignment with most municipalities that stay. No code is there twice.

    Notes
    -----
    As `regionplanner.matching.continued_regions`.
    """
    return continued_regions(plan.assignment, earlier.assignment)


def region_lines(plans: Sequence[Plan]) -> list[Mapping[str, int]]:
    """Return the line that each region belongs to: the same number for one that continues.

    Parameters
    ----------
    plans
        In order; each is matched with the first, what is new there with the plans between.

    Returns
    -------
    list of Mapping
        Number by region code, one mapping a plan. Numbers of the first plan are its positions.
    """
    found: list[Mapping[str, int]] = []
    n_lines = 0
    for number, plan in enumerate(plans):
        line: dict[str, int] = {}
        for other in range(number):
            for code, old in matched_regions(plan, plans[other]).items():
                known = found[other][old]
                if code not in line and known not in line.values():
                    line[code] = known
        for region in plan:
            if region.code not in line:
                line[region.code] = n_lines
                n_lines += 1
        found.append(line)
    return found
