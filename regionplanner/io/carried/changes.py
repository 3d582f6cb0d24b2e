"""What changed, as a table: one row a merger."""

from collections.abc import Iterable, Mapping

import pandas as pd

from regionplanner.io.carried.ambiguity import Ambiguity
from regionplanner.io.nis_changes import Mergers


def changes_table(
    mergers: Mergers,
    before: Mapping[str, str],
    after: Mapping[str, str],
    ambiguous: Iterable[Ambiguity] = (),
) -> pd.DataFrame:
    """Return the mergers with the regions before and after, one row a new municipality.

    Parameters
    ----------
    mergers
        What became of the municipalities.
    before, after
        Region code by old code, and by new code.
    ambiguous
        On what parts disagreed.

    Returns
    -------
    pandas.DataFrame
        Index ``new_nis``, sorted; columns ``new_name``, ``kind`` (``merged``, ``grown`` for one
        that kept its code, ``renamed``), ``old_nis``, ``old_names``, ``regions_before`` (in the
        order of the old codes, empty for none), ``region_after``, ``ambiguous``; several values
        are separated by ``"; "``.
    """
    open_ends: dict[str, list[str]] = {}
    for one in ambiguous:
        open_ends.setdefault(one.nis, []).append(_told(one))
    rows = [
        {
            "new_nis": new,
            "new_name": mergers.new_names[new],
            "kind": _kind(new, olds),
            "old_nis": "; ".join(olds),
            "old_names": "; ".join(mergers.old_names[old] for old in olds),
            "regions_before": "; ".join(before.get(old, "") for old in olds),
            "region_after": after.get(new, ""),
            "ambiguous": "; ".join(open_ends.get(new, ())),
        }
        for new, olds in mergers.parts.items()
    ]
    return pd.DataFrame(rows).set_index("new_nis")


def _kind(new: str, olds: tuple[str, ...]) -> str:
    if len(olds) == 1:
        return "renamed"
    return "grown" if new in olds else "merged"


def _told(one: Ambiguity) -> str:
    parts = ", ".join(f"{nis} {value or 'none'}" for nis, value in one.parts.items())
    return f"{one.what}: {parts}"
