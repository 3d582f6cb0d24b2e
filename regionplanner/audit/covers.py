"""Divisions of all units into given regions, by plain recursion."""

from collections.abc import Mapping


def cheaper_cover(
    columns: Mapping[int, int], everything: int, n_regions: int, most: int
) -> tuple[int, ...] | None:
    """Return regions that cover every unit once and cost no more than a limit; None without any.

    Parameters
    ----------
    columns
        The known regions, with costs of at least 0.
    everything
        All units.
    n_regions
        How many are needed.
    most
        The limit.
    """
    by_first: dict[int, list[tuple[int, int]]] = {}
    for region, cost in sorted(columns.items(), key=lambda item: (item[1], item[0])):
        by_first.setdefault(region & -region, []).append((cost, region))
    spent_before: dict[tuple[int, int], int] = {}

    def completed(left: int, n_left: int, spent: int) -> tuple[int, ...] | None:
        if not left or not n_left:
            return () if not left and not n_left else None
        known = spent_before.get((left, n_left))
        if known is not None and known <= spent:
            return None  # was here with as much to spend
        spent_before[left, n_left] = spent
        for cost, region in by_first.get(left & -left, ()):
            if spent + cost > most:
                return None  # the others cost more
            if region & left == region:
                rest = completed(left ^ region, n_left - 1, spent + cost)
                if rest is not None:
                    return (region, *rest)
        return None

    return completed(everything, n_regions, 0)
