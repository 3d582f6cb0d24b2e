"""Every candidate region of a small reference region, one by one, in case any was forgotten."""

from collections.abc import Iterator

from regionplanner.audit.costs import Costs, Prices, RegionCost
from regionplanner.audit.parts import Evidence, Parent
from regionplanner.audit.regions import connected_sets, is_candidate
from regionplanner.audit.results import negative
from regionplanner.errors import Message


def recount_faults(parent: Parent, costs: Costs) -> Iterator[tuple[int | None, str]]:
    """Yield what is wrong with the number of candidates, or under an answer's prices.

    Parameters
    ----------
    parent, costs
        The reference region.

    Yields
    ------
    tuple
        Number of regions of the answer (None: of them all), and what is wrong; at most one fault
        an answer.
    """
    recounted = [
        (
            answer,
            answer.evidence,
            Prices(answer.evidence),
            costs if answer.bounds is None else Costs(parent.under(answer)),
        )
        for answer in parent.answers
        if answer.evidence is not None
    ]
    wrong: dict[int, str] = {}
    n_candidates = 0
    for region in connected_sets(parent):
        if not is_candidate(parent, region):
            continue
        n_candidates += 1
        cost = RegionCost(costs, region)
        if not cost.allowed:
            continue
        for answer, evidence, prices, own in recounted:
            if own is not costs and not own.keeps_limits(region):
                continue
            reduced = prices.reduced(cost, region, answer.factor)
            if reduced <= evidence.shown - evidence.linear_bound and answer.regions not in wrong:
                fault = _fault(parent, evidence, region, reduced)
                if fault:
                    wrong[answer.regions] = fault
    yield from wrong.items()
    if n_candidates != parent.candidates:
        yield (
            None,
            Message(
                "it has {n_candidates:,} candidate regions by this count; {stated:,} are stated",
                n_candidates=n_candidates,
                stated=parent.candidates,
            ),
        )


def _fault(parent: Parent, evidence: Evidence, region: int, reduced: int) -> str:
    """Return what is wrong with a region of little reduced cost, if anything."""
    if reduced < 0:
        return negative(parent, region, reduced)
    gap = evidence.shown - evidence.linear_bound
    if gap and region not in evidence.columns:
        return Message(
            "the region {region}, of reduced cost {reduced}, could be in a better "
            "division, within {gap}; it is expected among the {n_columns} columns",
            region=parent.text(region),
            reduced=reduced,
            gap=gap,
            n_columns=len(evidence.columns),
        )
    return ""
