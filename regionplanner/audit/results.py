"""Whether an answer holds together: its division, its columns, and the bound they show."""

from collections.abc import Iterator

from regionplanner.audit.bounds import shown_bound, shown_impossible
from regionplanner.audit.costs import Costs, Prices, RegionCost
from regionplanner.audit.covers import cheaper_cover
from regionplanner.audit.parts import ClaimedResult, Evidence, Parent
from regionplanner.audit.regions import is_candidate, is_connected
from regionplanner.errors import Message


def answer_faults(parent: Parent, costs: Costs, answer: ClaimedResult) -> Iterator[str]:
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


def _division_faults(parent: Parent, costs: Costs, answer: ClaimedResult) -> Iterator[str]:
    """Yield what is wrong with the best division that is given."""
    covered = cost = 0
    for region in answer.members:
        measured = _region(parent, costs, region)
        if measured is None:
            yield Message(
                "its region {region} is not one that the rules allow", region=parent.text(region)
            )
            return
        if covered & region:
            twice = parent.text(covered & region)
            yield Message("{twice} is in two of its regions; once is expected", twice=twice)
            return
        covered |= region
        cost += measured.whole(answer.factor)
    if covered != parent.all_units:
        outside = parent.text(parent.all_units & ~covered)
        yield Message("{outside} is in none of its regions", outside=outside)
    n_regions = len(answer.members) + len(parent.locked)
    if n_regions != answer.regions:
        yield Message(
            "its division has {n_regions} regions; {expected} are expected",
            n_regions=n_regions,
            expected=answer.regions,
        )
    if cost + answer.locked_cost != answer.objective:
        yield Message(
            "its regions cost {cost}; the objective is said to be {objective}",
            cost=cost + answer.locked_cost,
            objective=answer.objective,
        )


def _region(parent: Parent, costs: Costs, region: int) -> RegionCost | None:
    """Return what a region costs, or None when the rules do not allow it."""
    if not (is_connected(parent, region) and is_candidate(parent, region)):
        return None
    cost = RegionCost(costs, region)
    return cost if cost.allowed else None


def _evidence_faults(
    parent: Parent, costs: Costs, answer: ClaimedResult, evidence: Evidence
) -> Iterator[str]:
    """Yield what is wrong with sums and columns, and what can be made of the columns."""
    if evidence.weights[2] and not parent.distance:
        yield Message("its search counted a distance; a table of distances is expected")
        return
    n_regions = answer.regions - len(parent.locked)
    total = sum(evidence.prices) + n_regions * evidence.region_price
    if total != evidence.linear_bound:
        yield Message(
            "its prices add up to {total}; their bound is said to be {bound}",
            total=total,
            bound=evidence.linear_bound,
        )
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
        yield Message(
            "a division costs {cost}, less than the {shown} that is shown: {regions}",
            cost=cost,
            shown=evidence.shown,
            regions=regions,
        )


def _column_fault(parent: Parent, costs: Costs, answer: ClaimedResult, evidence: Evidence) -> str:
    """Return what is wrong with one of the columns, if anything."""
    prices = Prices(evidence)
    for region, stated in evidence.columns.items():
        cost = _region(parent, costs, region)
        if cost is None:
            return Message(
                "its column {region} is not a region that the rules allow",
                region=parent.text(region),
            )
        reduced = prices.reduced(cost, region, answer.factor)
        if reduced < 0:
            return negative(parent, region, reduced)
        if reduced != stated:
            return Message(
                "its column {region} has the reduced cost {reduced}; it is said to be {stated}",
                region=parent.text(region),
                reduced=reduced,
                stated=stated,
            )
    return ""


def negative(parent: Parent, region: int, reduced: int) -> str:
    """Return that a region costs less than its prices, so that they show nothing.

    Parameters
    ----------
    parent, region, reduced
        Which region, and its reduced cost.
    """
    return Message(
        "the region {region} has the reduced cost {reduced}; at least 0 is "
        "expected of every region, or the prices show nothing",
        region=parent.text(region),
        reduced=reduced,
    )


def _claim_faults(parent: Parent, answer: ClaimedResult) -> Iterator[str]:
    """Yield what is said but not shown."""
    match answer.status:
        case "optimal":
            bound = shown_bound(parent, answer)
            if answer.objective is None or answer.objective != answer.bound:
                yield Message(
                    "it is said to be optimal, with the objective {objective} and the bound "
                    "{bound}; the same is expected",
                    objective=answer.objective,
                    bound=answer.bound,
                )
            elif bound is None or bound < answer.objective:
                shown = Message("nothing") if bound is None else bound
                yield Message(
                    "its bound is said to be {bound}; {shown} is shown",
                    bound=answer.bound,
                    shown=shown,
                )
        case "infeasible":
            if answer.evidence is not None and not shown_impossible(answer):
                yield Message("it is said to be impossible; its evidence does not show that")
        case "feasible" | "unknown":
            pass
        case _:
            yield Message(
                "its status is {status!r}; optimal, infeasible, feasible or unknown is expected",
                status=answer.status,
            )
