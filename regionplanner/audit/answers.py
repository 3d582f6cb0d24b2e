"""Whether an answer holds together: its division, its columns, and the bound they show."""

from collections.abc import Iterator

from regionplanner.audit.bounds import shown_bound, shown_impossible
from regionplanner.audit.costs import Costs, Prices, RegionCost
from regionplanner.audit.covers import cheaper_cover
from regionplanner.audit.parts import Answer, Evidence, Parent
from regionplanner.audit.regions import is_candidate, is_connected


def answer_faults(parent: Parent, costs: Costs, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with an answer, as far as can be seen without any other region.

    Parameters
    ----------
    parent, costs
        The reference region.
    answer
        Of one number of regions.
    """
    if answer.objective is not None:
        yield from _division_faults(parent, costs, answer)
    if answer.evidence is not None:
        yield from _evidence_faults(parent, costs, answer, answer.evidence)
    yield from _claim_faults(parent, answer)


def _division_faults(parent: Parent, costs: Costs, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with the best division that is given."""
    covered = cost = 0
    for region in answer.members:
        found = _region(parent, costs, region)
        if found is None:
            yield f"its region {parent.text(region)} is not one that the rules allow"
            return
        if covered & region:
            yield f"{parent.text(covered & region)} is in two of its regions; once is expected"
            return
        covered |= region
        cost += found.whole(answer.factor)
    if covered != parent.all_units:
        yield f"{parent.text(parent.all_units & ~covered)} is in none of its regions"
    n_regions = len(answer.members) + len(parent.locked)
    if n_regions != answer.regions:
        yield f"its division has {n_regions} regions; {answer.regions} are expected"
    if cost + answer.locked_cost != answer.objective:
        yield (
            f"its regions cost {cost + answer.locked_cost}; "
            f"the objective is said to be {answer.objective}"
        )


def _region(parent: Parent, costs: Costs, region: int) -> RegionCost | None:
    """Return what a region costs, or None when the rules do not allow it."""
    if not (is_connected(parent, region) and is_candidate(parent, region)):
        return None
    cost = RegionCost(costs, region)
    return cost if cost.allowed else None


def _evidence_faults(
    parent: Parent, costs: Costs, answer: Answer, evidence: Evidence
) -> Iterator[str]:
    """Yield what is wrong with sums and columns, and what can be made of the columns."""
    if evidence.weights[2] and not parent.distance:
        yield "its search counted a distance; a table of distances is expected"
        return
    n_regions = answer.regions - len(parent.locked)
    total = sum(evidence.prices) + n_regions * evidence.region_price
    if total != evidence.linear_bound:
        yield f"its prices add up to {total}; their bound is said to be {evidence.linear_bound}"
        return
    if evidence.shown <= total:
        return
    wrong = _column_fault(parent, costs, answer, evidence)
    if wrong:
        yield wrong
        return
    most = evidence.shown - total - 1
    cover = cheaper_cover(evidence.columns, parent.all_units, n_regions, most)
    if cover is not None:
        cost = total + sum(evidence.columns[region] for region in cover)
        regions = ", ".join(parent.text(region) for region in cover)
        yield f"a division costs {cost}, less than the {evidence.shown} that is shown: {regions}"


def _column_fault(parent: Parent, costs: Costs, answer: Answer, evidence: Evidence) -> str:
    """Return what is wrong with one of the columns, if anything."""
    prices = Prices(evidence)
    for region, stated in evidence.columns.items():
        cost = _region(parent, costs, region)
        if cost is None:
            return f"its column {parent.text(region)} is not a region that the rules allow"
        reduced = prices.reduced(cost, region, answer.factor)
        if reduced < 0:
            return negative(parent, region, reduced)
        if reduced != stated:
            return (
                f"its column {parent.text(region)} has the reduced cost {reduced}; "
                f"it is said to be {stated}"
            )
    return ""


def negative(parent: Parent, region: int, reduced: int) -> str:
    """Return that a region costs less than its prices, so that they show nothing.

    Parameters
    ----------
    parent, region, reduced
        Which region, and its reduced cost.
    """
    return (
        f"the region {parent.text(region)} has the reduced cost {reduced}; at least 0 is expected "
        "of every region, or the prices show nothing"
    )


def _claim_faults(parent: Parent, answer: Answer) -> Iterator[str]:
    """Yield what is said but not shown."""
    match answer.status:
        case "optimal":
            bound = shown_bound(parent, answer)
            if answer.objective is None or answer.objective != answer.bound:
                yield (
                    f"it is said to be optimal, with the objective {answer.objective} and the "
                    f"bound {answer.bound}; the same is expected"
                )
            elif bound is None or bound < answer.objective:
                shown = "nothing" if bound is None else bound
                yield f"its bound is said to be {answer.bound}; {shown} is shown"
        case "infeasible":
            if answer.evidence is not None and not shown_impossible(answer):
                yield "it is said to be impossible; its evidence does not show that"
        case "feasible" | "unknown":
            pass
        case _:
            yield (
                f"its status is {answer.status!r}; optimal, infeasible, feasible or unknown is "
                "expected"
            )
