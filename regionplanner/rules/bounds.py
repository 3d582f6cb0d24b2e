"""Bounds: the least and the most of a figure in any region."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from regionplanner.choices import Bound, MeanShare, count_range, count_text
from regionplanner.data.figures import check_sizes, why_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError, listing
from regionplanner.numerals import shown
from regionplanner.rules.rule import Violation
from regionplanner.scenario import Scenario

_SMALL = 1e-3
_NOISE = 1e-12
"""Share of a total that adding its figures up can change: 0.1 and 0.2 are 0.3."""


@dataclass(frozen=True, slots=True)
class FigureBound:
    """Bounds on the total of a figure over any region.

    Attributes
    ----------
    column
        The figure.
    least, most
        Inclusive; infinite where open.
    """

    column: str
    least: float
    most: float

    def __str__(self) -> str:
        parts = []
        if self.least > float("-inf"):
            parts.append(f"at least {shown(self.least, None)}")
        if self.most < float("inf"):
            parts.append(f"at most {shown(self.most, None)}")
        return f"{' and '.join(parts)} {self.column}"


@dataclass(frozen=True, slots=True)
class OwnBound:
    """Bounds by the mean of the regions of each reference region.

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
        return _figure_bound(self.column, self.bound, total / n_regions, whole=self.whole)

    def __str__(self) -> str:
        return _share_text(self.column, self.bound)


def resolved_bounds(
    municipalities: Municipalities, scenario: Scenario, n_regions: int | None
) -> Iterator[FigureBound | OwnBound]:
    """Yield the bounds of a scenario on the municipalities it is used on, by column."""
    frame = municipalities.frame
    for column, bound in sorted(scenario.bounds.items()):
        if column not in frame or not pd.api.types.is_numeric_dtype(frame[column]):
            if why := why_text(municipalities, column):
                raise ScenarioError(f"bounds: {why}")
            numbers = frame.select_dtypes("number").columns
            raise ScenarioError(
                f"bounds names {column}, which is no figure of the data; "
                f"choose from {listing(map(str, numbers), at_most=30)}"
            )
        missing = frame.index[frame[column].isna()].difference(list(scenario.leave_out))
        if len(missing):
            names = listing(municipalities.label(nis) for nis in missing)
            raise ScenarioError(
                f"bounds needs {column} of every municipality; it is missing for {names}; "
                "fill it in or leave them out"
            )
        planned = frame[column].drop(index=list(scenario.leave_out), errors="ignore")
        check_sizes(municipalities, planned, use="bounds")
        if not bound.shares:
            yield _figure_bound(column, bound)
            continue
        if scenario.coverage is not None:
            raise ScenarioError(
                f"bounds asks for {_share_text(column, bound)}; a plan that leaves municipalities "
                "for later (coverage) has no such mean before it is made, as it depends on who is "
                "left; give the least and the most as numbers"
            )
        whole = bool((planned == planned.round()).all())
        if bound.of == "own":
            yield OwnBound(column, bound, whole)
        else:
            mean = _mean(float(planned.sum()), scenario, n_regions)
            yield _figure_bound(column, bound, mean, whole=whole)


def bound_texts(scenario: Scenario) -> tuple[str, ...]:
    """Return how bounds are understood, such as ``at least 40,000 inhabitants``."""
    texts = (
        _share_text(column, bound) if bound.shares else str(_figure_bound(column, bound))
        for column, bound in sorted(scenario.bounds.items())
    )
    return tuple(text for text in texts if not text.startswith(" "))


def bound_notes(
    municipalities: Municipalities, scenario: Scenario, bounds: Sequence[FigureBound]
) -> Iterator[str]:
    """Yield what bounds come to, and which locked regions break them."""
    for bound in bounds:
        asked = scenario.bounds[bound.column]
        if asked.shares:
            shares = _share_text(bound.column, asked)
            yield f"{shares}: {bound} in a region"
    for lock in scenario.locked:
        for bound in bounds:
            total = float(municipalities.frame.loc[list(lock.members), bound.column].sum())
            if not bound.least <= total <= bound.most:
                yield (
                    f"{lock.region} is locked with {shown(total, None)} {bound.column}; other "
                    f"regions have {bound}, and it is kept as it is"
                )


def own_bounds(
    members: Mapping[str, Sequence[str]],
    municipalities: Municipalities,
    bounds: Iterable[OwnBound],
    left_out: Iterable[str],
) -> Mapping[str, tuple[FigureBound, ...]]:
    """Return the bounds by the mean of the regions of each reference region, by its code."""
    frame = municipalities.frame
    numbers = Counter(str(frame.at[units[0], "reference_region"]) for units in members.values())
    planned = frame.drop(index=list(left_out), errors="ignore")
    return {
        code: tuple(
            bound.of(
                float(planned.loc[planned["reference_region"] == code, bound.column].sum()), number
            )
            for bound in bounds
        )
        for code, number in numbers.items()
    }


def bound_violations(
    region: str, rows: pd.DataFrame, bounds: Iterable[FigureBound]
) -> Iterator[Violation]:
    """Yield the bounds that a region breaks."""
    for bound in bounds:
        total = float(rows[bound.column].sum())
        noise = _NOISE * float(rows[bound.column].abs().sum())
        if not bound.least - noise <= total <= bound.most + noise:
            yield Violation(
                "bounds",
                region,
                f"{region} has {shown(total, None)} {bound.column}; allowed: {bound}",
            )


def _mean(total: float, scenario: Scenario, n_regions: int | None) -> float:
    """Return the mean that shares are of: the total by the number of regions."""
    if n_regions is None:
        wanted = range(0) if scenario.regions is None else count_range(scenario.regions)
        if len(wanted) != 1:
            asked = "open" if scenario.regions is None else count_text(scenario.regions)
            raise ScenarioError(
                "bounds has a share of the mean, the total by the number of regions, but that "
                f"number is {asked}; ask for one number of regions (--regions N), or give the "
                "least and the most as numbers"
            )
        n_regions = wanted[0]
    return total / max(n_regions, 1)


def _figure_bound(
    column: str, bound: Bound, mean: float = 0.0, *, whole: bool = False
) -> FigureBound:
    """Return what a bound comes to."""
    least = float("-inf") if bound.min is None else _side(bound.min, mean)
    most = float("inf") if bound.max is None else _side(bound.max, mean)
    if whole and isinstance(bound.min, MeanShare):
        least = math.ceil(least)  # no total lies between
    if whole and isinstance(bound.max, MeanShare):
        most = math.floor(most)
    return FigureBound(column, least, most)


def _share_text(column: str, bound: Bound) -> str:
    """Return a bound with a share of a mean as it was asked for."""
    limits = {"at least": bound.min, "at most": bound.max}
    parts = [
        f"{words} {limit if isinstance(limit, MeanShare) else shown(limit, None)}"
        for words, limit in limits.items()
        if limit is not None
    ]
    regions = "all regions" if bound.of == "all" else "the regions of its reference region"
    return f"{column} {' and '.join(parts)} of the mean of {regions}"


def _side(limit: float, mean: float) -> float:
    # to a millionth, so that the engine, which counts in millionths, and the check agree; of
    # small figures, which it counts finer, to seven digits
    places = 6 if abs(mean) >= _SMALL else 6 - math.floor(math.log10(abs(mean) or 1.0))
    return round(mean * (1 + limit), places) if isinstance(limit, MeanShare) else limit
