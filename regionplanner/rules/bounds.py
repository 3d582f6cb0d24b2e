"""Bounds: the least and the most of a figure in any region."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from regionplanner.choices import Bound, count_range, count_text
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.figures import check_sizes, figure_names, why_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError, listing
from regionplanner.numerals import shown
from regionplanner.rules.resolved import FigureBound, MeanBound, Rules, figure_bound, figure_text
from regionplanner.rules.rule import (
    AskedParent,
    CheckedPlan,
    CheckedRegion,
    Demand,
    DemandKind,
    Held,
    Kept,
    Rule,
    round_step,
)
from regionplanner.scenario import Scenario

_NOISE = 1e-12
"""Share of a total that adding its figures up can change: 0.1 and 0.2 are 0.3."""


def _resolved(municipalities: Municipalities, scenario: Scenario, n_regions: int | None) -> Rules:
    resolved = [*_bounds(municipalities, scenario, n_regions)]
    bounds = tuple(bound for bound in resolved if isinstance(bound, FigureBound))
    return Rules(
        bounds=bounds,
        own_bounds=tuple(bound for bound in resolved if isinstance(bound, MeanBound)),
        notes=tuple(_notes(municipalities, scenario, bounds)),
    )


def _bounds(
    municipalities: Municipalities, scenario: Scenario, n_regions: int | None
) -> Iterator[FigureBound | MeanBound]:
    """Yield the bounds of a scenario on the municipalities it is used on, by column."""
    frame = municipalities.frame
    for column, bound in sorted(scenario.bounds.items()):
        expect_figure(municipalities, column, use="bounds")
        missing = frame.index[frame[column].isna()].difference(list(scenario.leave_out))
        if len(missing):
            names = listing(municipalities.label(nis) for nis in missing)
            raise ScenarioError(
                "bounds needs {column} of every municipality; it is missing for {names}; "
                "fill it in or leave them out",
                column=column,
                names=names,
            )
        planned = frame[column].drop(index=list(scenario.leave_out), errors="ignore")
        check_sizes(municipalities, planned, use="bounds")
        if not bound.shares:
            yield figure_bound(column, bound)
            continue
        if scenario.coverage is not None:
            raise ScenarioError(
                "bounds asks for {bound}; a plan that leaves municipalities "
                "for later (coverage) has no such mean before it is made, as it depends on who is "
                "left; give the least and the most as numbers",
                bound=str(MeanBound(column, bound)),
            )
        whole = bool((planned == planned.round()).all())
        if bound.of == "own":
            yield MeanBound(column, bound, whole)
        else:
            mean = _mean(float(planned.sum()), scenario, n_regions)
            share = MeanBound(column, bound, whole)
            yield replace(figure_bound(column, bound, mean, whole=whole), share=share)


def expect_figure(municipalities: Municipalities, column: str, *, use: str) -> None:
    """Raise where a column that a rule is about is no figure of the data."""
    frame = municipalities.frame
    if column not in figure_names(frame):
        if why := why_text(municipalities, column):
            raise ScenarioError("{use}: {why}", use=use, why=why)
        raise ScenarioError(
            "{use} names {column}, which is no figure of the data; choose from {figures}",
            use=use,
            column=column,
            figures=listing(figure_names(frame), at_most=30),
        )


def bound_texts(scenario: Scenario) -> tuple[str, ...]:
    """Return how bounds are understood, such as ``at least 40,000 inhabitants``."""
    texts = (
        str(MeanBound(column, bound) if bound.shares else figure_bound(column, bound))
        for column, bound in sorted(scenario.bounds.items())
    )
    return tuple(text for text in texts if not text.startswith(" "))


def _notes(
    municipalities: Municipalities, scenario: Scenario, bounds: tuple[FigureBound, ...]
) -> Iterator[str]:
    """Yield what bounds come to, and which locked regions break them."""
    for bound in bounds:
        if bound.share is not None:
            yield Message("{mean}: {bound} in a region", mean=str(bound.share), bound=str(bound))
    for lock in scenario.locked:
        for bound in bounds:
            total = float(municipalities.frame.loc[list(lock.members), bound.column].sum())
            if not bound.least <= total <= bound.most:
                yield Message(
                    "{lock} is locked with {total}; other regions have {bound}, and it is kept "
                    "as it is",
                    lock=lock.region,
                    total=figure_text(shown(total, None), bound.column),
                    bound=str(bound),
                )


def _own_bounds(plan: CheckedPlan, code: str) -> Iterator[FigureBound]:
    """Yield the bounds by the mean of the regions of a reference region."""
    if not plan.case.rules.own_bounds:
        return
    frame = plan.case.municipalities.frame
    parents = frame["reference_region"]
    number = sum(parents.at[region.units[0]] == code for region in plan.regions)
    planned = frame[parents == code].drop(index=list(plan.case.rules.left_out), errors="ignore")
    for bound in plan.case.rules.own_bounds:
        yield bound.of(float(planned[bound.column].sum()), number)


def _broken(region: CheckedRegion) -> Iterator[str]:
    frame = region.plan.case.municipalities.frame
    own = _own_bounds(region.plan, frame.at[region.units[0], "reference_region"])
    for bound in (*region.plan.case.rules.bounds, *own):
        values = frame[bound.column].loc[list(region.units)]
        total = float(values.sum())
        noise = _NOISE * float(values.abs().sum())
        if not bound.least - noise <= total <= bound.most + noise:
            yield Message(
                "{region} has {total}; allowed: {bound}",
                region=region.code,
                total=figure_text(shown(total, None), bound.column),
                bound=str(bound),
            )


def _mean(total: float, scenario: Scenario, n_regions: int | None) -> float:
    """Return the mean that shares are of: the total by the number of regions."""
    if n_regions is None:
        wanted = range(0) if scenario.regions is None else count_range(scenario.regions)
        if len(wanted) != 1:
            asked = Message("open")
            if scenario.regions is not None:
                asked = Message(count_text(scenario.regions))
            raise ScenarioError(
                "bounds has a share of the mean, the total by the number of regions, but that "
                "number is {asked}; ask for one number of regions (--regions N), or give the "
                "least and the most as numbers",
                asked=asked,
            )
        n_regions = wanted[0]
    return total / max(n_regions, 1)


def _held(scenario: Scenario) -> Held:
    asked = scenario.bounds.items()
    numbers = [figure_bound(column, bound.sides(shares=False)) for column, bound in asked]
    said = [bound for bound in numbers if math.isfinite(bound.least) or math.isfinite(bound.most)]
    if said:
        yield "held", {"bounds": said}
    for column, bound in asked:
        if bound.shares:
            part = "held_mean" if bound.of == "all" else "held_own_mean"
            yield part, {"bounds": [MeanBound(column, bound.sides(shares=True))]}


def _most(_figures: ParentFigures, rows: pd.DataFrame, column: str) -> float:
    return float(rows[column].clip(lower=0).sum())


def _in_a_region(bound: FigureBound) -> Message:
    return Message("{bound} in a region", bound=str(bound))


def _changed(asked: AskedParent, demand: Demand, value: float | None) -> Mapping[str, Any]:
    """Return the bounds of a scenario with another side: shares of a mean become figures."""
    given, bound = asked.case.scenario.bounds, asked.case.rules.bounds[demand.index]
    sides = {"least": bound.least, "most": bound.most} | {demand.kind: value}
    least, most = (s if s is not None and math.isfinite(s) else None for s in sides.values())
    others = {column: limits for column, limits in given.items() if column != demand.column}
    if least is None and most is None:
        return {"bounds": others}
    return {"bounds": {**others, demand.column: Bound(min=least, max=most)}}


_LEAST = DemandKind(
    name="least",
    text=lambda value, column: _in_a_region(FigureBound(column, value, math.inf)),
    eases=-1,
    step=round_step,
    change=_changed,
    shape=True,
)
_MOST = DemandKind(
    name="most",
    text=lambda value, column: _in_a_region(FigureBound(column, -math.inf, value)),
    eases=1,
    step=round_step,
    change=_changed,
    furthest=_most,
    shape=True,
)


def _demands(asked: AskedParent) -> Iterator[Demand]:
    for i, bound in enumerate(asked.case.rules.bounds):
        for kind, value in ((_LEAST, bound.least), (_MOST, bound.most)):
            if math.isfinite(value):
                yield kind.demand(i, value, bound.column)


def _keep(rules: Rules, kept: Kept, _n_units: int) -> dict[str, Any]:
    held = (
        FigureBound(
            bound.column, kept.get(("least", i), -math.inf), kept.get(("most", i), math.inf)
        )
        for i, bound in enumerate(rules.bounds)
    )
    return {"bounds": tuple(b for b in held if math.isfinite(b.least) or math.isfinite(b.most))}


BOUNDS = Rule(
    name="bounds",
    resolve=_resolved,
    each=_broken,
    held=_held,
    kinds=(_LEAST, _MOST),
    demands=_demands,
    keep=_keep,
    spares_locked=True,
    words={
        "held": {"nl": "Elke regio heeft {bounds}.", "en": "Each region has {bounds}."},
        "held_mean": {
            "nl": "Elke regio heeft {bounds} tegenover het gemiddelde van alle regio's.",
            "en": "Each region has {bounds} compared with the mean of all regions.",
        },
        "held_own_mean": {
            "nl": "Elke regio heeft {bounds} tegenover het gemiddelde van de regio's in haar "
            "referentieregio.",
            "en": "Each region has {bounds} compared with the mean of the regions in its "
            "reference region.",
        },
        "rule": {
            "nl": "Te klein of te groot totaal: {regions}.",
            "en": "A total that is too small or too large: {regions}.",
        },
        "broken": {
            "nl": "{region} heeft {total} {figure}; toegestaan: {allowed}.",
            "en": "{region} has {total} {figure}; allowed: {allowed}.",
        },
    },
)
"""See `bounds` of `Scenario`."""
