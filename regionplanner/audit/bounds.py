"""From what a search showed to what any division must cost: the last step of a proof."""

from math import gcd

from regionplanner.audit.parts import ClaimedResult, Evidence, Parent


def shown_bound(parent: Parent, answer: ClaimedResult) -> int | None:
    """Return the least that a division can cost by what is shown, or None when nothing is.

    Parameters
    ----------
    parent
        The reference region.
    answer
        Of one number of regions, with its evidence.
    """
    if not parent.units:
        return answer.locked_cost
    least = _least_deviation(parent, answer)
    bound = least if _only_deviation(parent) else None
    if answer.evidence is not None:
        best = _bound(parent, answer.evidence, least)
        bound = best if bound is None or best is None else max(bound, best)
    return None if bound is None else _rounded_up(parent, bound) + answer.locked_cost


def shown_impossible(answer: ClaimedResult) -> bool:
    """Return whether the evidence shows that there is no division.

    Parameters
    ----------
    answer
        Of one number of regions.
    """
    evidence = answer.evidence
    return evidence is not None and not any(evidence.weights) and evidence.shown > 0


def _bound(parent: Parent, evidence: Evidence, least: int) -> int | None:
    """Return the bound on the cost, without locked regions, that a bound on a search gives."""
    rest, off, distance = evidence.weights
    if min(evidence.weights) < 0:
        return None
    shown = evidence.shown - distance * _most_distance(parent)
    if rest:
        return -(-(shown + (rest - off) * least) // rest) if off <= rest else None
    return -(-shown // off) if off and _only_deviation(parent) else None


def _least_deviation(parent: Parent, answer: ClaimedResult) -> int:
    """Return what all regions together must be off their targets."""
    if parent.deviation is None:
        return 0
    n_regions = answer.regions - len(parent.locked)
    total = answer.factor * sum(parent.deviation.values)
    return abs(total - n_regions * parent.deviation.target)


def _most_distance(parent: Parent) -> int:
    costs = [centre.costs for centre in parent.distance]
    return sum(max(column) for column in zip(*costs, strict=True))


def _only_deviation(parent: Parent) -> bool:
    """Return whether regions cost nothing but their deviation."""
    pairs = any(cost for _, _, cost in parent.pair_costs)
    return not (any(parent.unit_costs) or pairs or _centres_cost(parent))


def _centres_cost(parent: Parent) -> bool:
    return any(any(centre.costs) for table in parent.centres for centre in table)


def _rounded_up(parent: Parent, bound: int) -> int:
    """Return the least possible cost from a bound on: all differ by a multiple of the divisor."""
    divisor = gcd(*(cost for _, _, cost in parent.pair_costs))
    if parent.deviation is not None or _centres_cost(parent) or not divisor:
        return bound
    return bound + (sum(parent.unit_costs) - bound) % divisor
