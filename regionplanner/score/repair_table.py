"""What a repair changes, pair by pair, and why."""

from collections.abc import Iterable, Mapping

import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.program.repair import Repair
from regionplanner.rules.rule import Violation


def repair_table(
    found: Repair,
    today: Mapping[str, str],
    municipalities: Municipalities,
    broken: Iterable[Violation],
) -> pd.DataFrame:
    """Return the pairs of neighbours that change, a row each, with the rule that asks for it.

    Parameters
    ----------
    found
        The repair.
    today
        Region by NIS code.
    municipalities
        The units.
    broken
        The rules that today's regions break.

    Returns
    -------
    pandas.DataFrame
        Columns ``what`` (``apart`` or ``together``), ``nis_a``, ``municipality``, ``nis_b``,
        ``neighbour``, ``region_a`` and ``region_b`` (today) and ``why``.
    """
    names = municipalities.frame["name"]
    why: dict[str, list[str]] = {}
    for violation in broken:
        if violation.region:
            why.setdefault(violation.region, []).append(violation.message)
    rows = []
    for change in found.changes:
        a, b = change.pair
        regions = dict.fromkeys((today[a], today[b]))
        reasons = [text for region in regions for text in why.get(region, ())]
        rows.append(
            {
                "what": "together" if change.together else "apart",
                "nis_a": a,
                "municipality": names[a],
                "nis_b": b,
                "neighbour": names[b],
                "region_a": today[a],
                "region_b": today[b],
                "why": "; ".join(reasons) or "follows from the other changes",
            }
        )
    columns = ["what", "nis_a", "municipality", "nis_b", "neighbour", "region_a", "region_b", "why"]
    return pd.DataFrame(rows, columns=columns).set_index("what")
