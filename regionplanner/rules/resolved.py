"""Rules: what must hold, with the scenario's columns and names resolved to municipalities."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from regionplanner.choices import Bound, Lock, MeanShare
from regionplanner.data.figures import CHILDREN
from regionplanner.errors import Message, listing
from regionplanner.numerals import shown

if TYPE_CHECKING:
    import pandas as pd

_SMALL = 1e-3
_NAMES = {"area_km2": "km² of area"}


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Municipalities that must be in one region, and why.

    Attributes
    ----------
    members
        NIS codes, sorted, all in one reference region.
    why
        The rule in words.
    column
        Whose value they share; empty where they are listed.
    """

    members: tuple[str, ...]
    why: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class FigureBound:
    """Bounds on the total of a figure over any region.

    Attributes
    ----------
    column
        The figure.
    least, most
        Inclusive; infinite where open.
    share
        The share of the mean of all regions that it comes from, if any.
    """

    column: str
    least: float
    most: float
    share: "MeanBound | None" = field(default=None, compare=False)

    def __str__(self) -> str:
        parts = []
        if self.least > float("-inf"):
            parts.append(Message("at least {least}", least=shown(self.least, None)))
        if self.most < float("inf"):
            parts.append(Message("at most {most}", most=shown(self.most, None)))
        return figure_text(listing(parts), self.column)


@dataclass(frozen=True, slots=True)
class MemberBound:
    """A figure that at least one member of every region reaches.

    Attributes
    ----------
    rule
        Name of the rule that asks for it.
    column, least
        The figure, and what is reached; a missing value reaches nothing.
    """

    rule: str
    column: str
    least: float

    def reached(self, rows: "pd.DataFrame") -> "pd.Series":
        """Return which municipalities reach it, True or False, by NIS code."""
        return rows[self.column] >= self.least

    def __str__(self) -> str:
        return figure_text(shown(self.least, None), self.column)


@dataclass(frozen=True, slots=True)
class MeanBound:
    """Bounds by the mean of all regions, or of those of each reference region.

    Attributes
    ----------
    column
        The figure.
    bound
        Of which a side is a share of that mean.
    whole
        Whether all values are whole numbers.
    """

    column: str
    bound: Bound
    whole: bool = False

    def of(self, total: float, n_regions: int) -> FigureBound:
        """Return the bounds in a reference region.

        Parameters
        ----------
        total
            What its municipalities have together.
        n_regions
            Its number of regions, with those that are locked.
        """
        return figure_bound(self.column, self.bound, total / n_regions, whole=self.whole)

    def __str__(self) -> str:
        text = Message(
            "{column} {sides} from the mean of all regions"
            if self.bound.of == "all"
            else "{column} {sides} from the mean of the regions of its reference region",
            column=_figure_name(self.column),
            sides=_sides(self.bound.sides(shares=True)),
        )
        number = _sides(self.bound.sides(shares=False))
        return Message("{mean} and {number}", mean=text, number=number) if number else text


def _sides(bound: Bound) -> str:
    limits = {"at least {least}": bound.min, "at most {least}": bound.max}
    return listing(
        Message(words, least=limit if isinstance(limit, MeanShare) else shown(limit, None))
        for words, limit in limits.items()
        if limit is not None
    )


def figure_text(amount: object, column: str) -> Message:
    """Return an amount of a figure, such as ``"at least 40,000 inhabitants"``."""
    return Message("{amount} {column}", amount=amount, column=_figure_name(column))


def _figure_name(column: str) -> Message:
    """Return what a column counts; its own name where there is no word for it."""
    children = CHILDREN.fullmatch(column)
    if children:
        return Message("inhabitants aged 0 to {most}", most=children[1])
    return Message(_NAMES.get(column, column))


def figure_bound(
    column: str, bound: Bound, mean: float = 0.0, *, whole: bool = False
) -> FigureBound:
    """Return what a bound comes to, shares of a mean rounded inwards where totals are whole."""
    least = float("-inf") if bound.min is None else _side(bound.min, mean)
    most = float("inf") if bound.max is None else _side(bound.max, mean)
    if whole and isinstance(bound.min, MeanShare):
        least = math.ceil(least)  # no total lies between
    if whole and isinstance(bound.max, MeanShare):
        most = math.floor(most)
    return FigureBound(column, least, most)


def _side(limit: float, mean: float) -> float:
    # to a millionth, so that the engine, which counts in millionths, and the check agree; of
    # small figures, which it counts finer, to seven digits
    places = 6 if abs(mean) >= _SMALL else 6 - math.floor(math.log10(abs(mean) or 1.0))
    return round(mean * (1 + limit), places) if isinstance(limit, MeanShare) else limit


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rules of a scenario come to on its data, as the engine and the verifier see it.

    What needs no data is read from the scenario itself: sizes, numbers of regions and coverage. Who
    is a neighbour (links, no_links, min_border_m), and with it which parts allow_parts plans apart,
    is in the graph.

    Attributes
    ----------
    together
        Groups that must be in one region.
    apart
        Pairs that may not be.
    bounds
        Bounds on figures.
    own_bounds
        Bounds on figures by the mean of each reference region.
    member_bounds
        Figures that at least one member of every region reaches.
    limits
        Largest distances [km] and travel times [min], by name (`LIMITS`).
    neighbourhoods
        Among how many units nearest to one of them all members of a region are, by code of the
        reference regions where that is a rule.
    centres
        Units that may be the centre of a region; None: any.
    locked
        Regions that are given.
    left_out
        Municipalities that are not planned, sorted.
    notes
        What a planner should know about how the rules were read.
    """

    together: tuple[UnitGroup, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    bounds: tuple[FigureBound, ...] = ()
    own_bounds: tuple[MeanBound, ...] = ()
    member_bounds: tuple[MemberBound, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    neighbourhoods: Mapping[str, int] = field(default_factory=dict)
    centres: frozenset[str] | None = None
    locked: tuple[Lock, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __add__(self, others: "Rules") -> "Rules":
        """Return both together."""
        names = [part.name for part in fields(self)]
        return Rules(**{name: _both(getattr(self, name), getattr(others, name)) for name in names})


def _both(a: Any, b: Any) -> Any:
    if isinstance(a, tuple):
        return a + b
    return {**a, **b} if isinstance(a, Mapping) else b if a is None else a
