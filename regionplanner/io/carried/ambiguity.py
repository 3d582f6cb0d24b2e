"""What mergers make ambiguous: parts that disagree, and how that was settled."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from regionplanner.errors import listing

Label = Callable[[str], str]

_SIZES = (("inhabitants", "most inhabitants"), ("area_km2", "most area"))


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Something on which the parts of a new municipality disagree.

    Attributes
    ----------
    what
        ``"region"``, the name of a column, or the rule that is concerned.
    nis
        Code of the new municipality.
    parts
        What each part has, by old code; None is nothing.
    taken
        What the new municipality has; None is nothing.
    why
        What decided it; empty where it was left open.
    """

    what: str
    nis: str
    parts: Mapping[str, str | None]
    taken: str | None = None
    why: str = ""

    def sentence(self, old_label: Label, new_label: Label) -> str:
        """Return it in words: whose, which parts have what, and what was taken.

        Parameters
        ----------
        old_label, new_label
            What to call an old and a new municipality, by code.
        """
        having: dict[str | None, list[str]] = {}
        for nis, value in self.parts.items():
            having.setdefault(value, []).append(old_label(nis))
        sides = " or ".join(
            f"{'none' if value is None else value} ({listing(names)})"
            for value, names in having.items()
        )
        taken = "none" if self.taken is None else self.taken
        ending = f"{taken} was taken: {self.why}" if self.why else "left empty"
        return f"{self.what} of {new_label(self.nis)}: {sides}; {ending}"


def settled(
    nis: str, parts: Mapping[str, str | None], figures: pd.DataFrame | None = None
) -> tuple[str | None, str]:
    """Return which of the values of parts stands for all of them, and what decided.

    Parameters
    ----------
    nis
        Code of the new municipality.
    parts
        Value by old code; None is nothing.
    figures
        Index ``nis``; with or without ``inhabitants`` and ``area_km2`` [km2].

    Returns
    -------
    value, why
        The value of most inhabitants; where these are unknown or equal of most area; else of the
        part that keeps its code; else of most parts; else the first value in order, a value before
        nothing.
    """
    order = sorted(set(parts.values()), key=lambda value: (value is None, value or ""))
    for column, why in _SIZES:
        totals = _totals(parts, figures, column)
        best = [value for value in order if totals and totals[value] == max(totals.values())]
        if len(best) == 1:
            return best[0], why
    if nis in parts:
        return parts[nis], "the part that keeps its code"
    counts = Counter(parts.values())
    best = [value for value in order if counts[value] == max(counts.values())]
    return best[0], "most parts" if len(best) == 1 else "the first code of equals"


def _totals(
    parts: Mapping[str, str | None], figures: pd.DataFrame | None, column: str
) -> dict[str | None, float]:
    """Return the total of each value; nothing where a part has no figure."""
    if figures is None or column not in figures:
        return {}
    sizes = figures[column].reindex(list(parts)).astype(float).tolist()
    if any(math.isnan(size) for size in sizes):
        return {}
    totals: dict[str | None, float] = {}
    for value, size in zip(parts.values(), sizes, strict=True):
        totals[value] = totals.get(value, 0.0) + size
    return totals
