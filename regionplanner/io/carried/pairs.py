"""Tables of pairs of municipalities, carried: weights of pairs that become one add up."""

from collections.abc import Iterable

import pandas as pd

from regionplanner.io.nis_changes import Mergers


def carried_pairs(pairs: pd.DataFrame, mergers: Mergers) -> pd.DataFrame:
    """Return a table of pairs for the municipalities after mergers.

    Parameters
    ----------
    pairs
        Columns ``nis_a`` and ``nis_b``, and numbers that add up: weights of ties, metres of
        border.
    mergers
        What becomes of the municipalities.

    Returns
    -------
    pandas.DataFrame
        The same columns, ``nis_a < nis_b``, sorted, each pair once; pairs inside one new
        municipality are gone.
    """
    a, b = (pairs[end].map(mergers.of).astype("str") for end in ("nis_a", "nis_b"))
    ends = pd.DataFrame({"nis_a": a.where(a < b, b), "nis_b": b.where(a < b, a)})
    carried = pairs.assign(nis_a=ends["nis_a"], nis_b=ends["nis_b"])[a != b]
    summed: pd.DataFrame = carried.groupby(["nis_a", "nis_b"], as_index=False, sort=True).sum()
    return summed[list(pairs.columns)]


def carried_links(
    links: Iterable[tuple[str, str]], mergers: Mergers
) -> tuple[tuple[str, str], ...]:
    """Return pairs of municipalities after mergers, each once and sorted.

    Parameters
    ----------
    links
        Pairs of old codes.
    mergers
        What becomes of the municipalities.
    """
    ends = ((mergers.of(a), mergers.of(b)) for a, b in links)
    return tuple(sorted({(min(a, b), max(a, b)) for a, b in ends if a != b}))
