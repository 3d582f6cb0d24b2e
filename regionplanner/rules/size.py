"""Size: how many municipalities a region has."""

from collections.abc import Iterator

from regionplanner.errors import Message, counted
from regionplanner.rules.rule import AskedParent, CheckedRegion, Demand, DemandKind, Rule


def _broken(region: CheckedRegion) -> Iterator[str]:
    scenario, n_units = region.plan.case.scenario, len(region.units)
    excepted = region.lock is not None and region.lock.exception
    if not (excepted or scenario.min_units <= n_units <= scenario.max_units):
        yield Message(
            "{region} has {count}; {sizes} are allowed",
            region=region.code,
            count=counted(n_units, "municipality"),
            sizes=scenario.sizes_text,
        )


def _count(value: float) -> str:
    return counted(int(value), "municipality")


_MOST = DemandKind(
    name="max_units",
    text=lambda value, _: Message("at most {count} in a region", count=_count(value)),
    eases=1,
    change=lambda _asked, _demand, value: {"max_units": int(value)},
    furthest=lambda figures, *_: float(len(figures.units)),
    shape=True,
    general=True,
)
_LEAST = DemandKind(
    name="min_units",
    text=lambda value, _: Message("at least {count} in a region", count=_count(value)),
    eases=-1,
    change=lambda _asked, _demand, value: {"min_units": int(value)},
    furthest=lambda *_: 1.0,
    shape=True,
    general=True,
)


def _demands(asked: AskedParent) -> Iterator[Demand]:
    yield _MOST.demand(0, asked.case.scenario.max_units)
    yield _LEAST.demand(0, asked.case.scenario.min_units)


SIZE = Rule(
    name="size",
    each=_broken,
    kinds=(_MOST, _LEAST),
    demands=_demands,
    words={
        "rule": {
            "nl": "Te weinig of te veel gemeenten: {regions}.",
            "en": "Too few or too many municipalities: {regions}.",
        },
        "broken_one": {
            "nl": "{region} heeft 1 gemeente; toegestaan: {size}.",
            "en": "{region} has 1 municipality; allowed: {size}.",
        },
        "broken_many": {
            "nl": "{region} heeft {count} gemeenten; toegestaan: {size}.",
            "en": "{region} has {count} municipalities; allowed: {size}.",
        },
    },
)
"""See `min_units` and `max_units` of `Scenario`."""
