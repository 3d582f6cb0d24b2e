"""Sentences about the rules that held for a plan."""

import math
from collections.abc import Iterable, Iterator

from regionplanner.choice import Language
from regionplanner.choices import Bound, Counts, count_range
from regionplanner.data.municipalities import Municipalities
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Plan, Region
from regionplanner.rules.neighbourhood import NEIGHBOURHOOD, neighbourhoods
from regionplanner.rules.registry import RULES
from regionplanner.rules.resolved import FigureBound, MeanBound
from regionplanner.rules.rule import Rule
from regionplanner.scenario import UNIT_RULES, Scenario
from regionplanner.words.sentences import (
    counted,
    decimal,
    enumeration,
    figure_text,
    number,
    size_text,
)
from regionplanner.words.text import plain, rule_key, words_in

_AT_MOST = 6


def given_regions(plan: Plan) -> dict[str, bool]:
    """Return which regions of a plan were given beforehand, and whether as an exception.

    Returns
    -------
    dict
        By region code: True where the region is of another size than the rules say.
    """
    scenario = plan.scenario
    if scenario is None:
        return {}
    locked = {tuple(sorted(lock.members)) for lock in scenario.locked}
    sizes = range(scenario.min_units, scenario.max_units + 1)
    return {r.code: len(r.members) not in sizes for r in plan if r.members in locked}


def held_sentences(
    plan: Plan, scenario: Scenario, municipalities: Municipalities, language: Language
) -> Iterator[str]:
    """Yield what had to hold, a sentence a rule."""
    words, given = words_in(language), given_regions(plan)
    exceptions = [region for region in plan if given.get(region.code)]
    kept = [region for region in plan if given.get(region.code) is False]
    held = words["held_but" if exceptions else "held"]
    yield held.format(size=size_text(scenario, language))
    yield from _numbers(plan, scenario, language)
    yield from _coverage(scenario, language)
    if kept:
        yield words["held_locked"].format(regions=_names_of(kept, language))
    for region in exceptions:
        units = counted(len(region.members), "units", language)
        yield words["exception"].format(region=plain(region.label), units=units)
    spared = [rule for rule in RULES.values() if rule.spares_locked]
    figures = [said for rule in spared for said in _kept(rule, scenario, language)]
    figures += _nearest(scenario, municipalities, language)
    if figures and given:
        yield words["held_free"]
    yield from figures
    yield from _groups(scenario, municipalities, language)
    for rule in RULES.values():
        if not rule.spares_locked:
            yield from _kept(rule, scenario, language)
    if scenario.min_border_m:
        yield words["held_border"].format(metres=decimal(scenario.min_border_m, language))


def _numbers(plan: Plan, scenario: Scenario, language: Language) -> Iterator[str]:
    words = words_in(language)
    names = {region.parent: plain(region.parent_name) for region in plan}
    numbers = [
        words["number_in"].format(
            count=_from(counts, language) + number(count_range(counts)[-1], language),
            parent=names.get(code, plain(code)),
        )
        for code, counts in scenario.regions_per.items()
    ]
    if scenario.regions is not None:
        total = counted(count_range(scenario.regions)[-1], "regions", language)
        numbers.insert(
            0, words["number_in_all"].format(regions=_from(scenario.regions, language) + total)
        )
    if numbers:
        asked = (*scenario.regions_per.values(), scenario.regions)
        ranges = any(_from(counts, language) for counts in asked if counts is not None)
        yield words["held_number_ranges" if ranges else "held_number"].format(
            numbers=", ".join(numbers)
        )


def _coverage(scenario: Scenario, language: Language) -> Iterator[str]:
    coverage, words = scenario.coverage, words_in(language)
    if coverage is None:
        return
    count = _span(coverage.least or None, coverage.most, language)
    yield words["held_complete"].format(count=count) if count else words["held_complete_open"]


def rule_sentences(scenario: Scenario, language: Language) -> Iterator[str]:
    """Yield what the rules of a scenario say of themselves that need no data to be said."""
    for rule in RULES.values():
        yield from _kept(rule, scenario, language)


def _kept(rule: Rule, scenario: Scenario, language: Language) -> Iterator[str]:
    """Yield what a rule says of itself."""
    for part, places in rule.held(scenario):
        said = {name: _place(value, language) for name, value in places.items()}
        yield words_in(language)[rule_key(rule.name, part)].format(**said)


def _place(value: float | Iterable[FigureBound | MeanBound], language: Language) -> str:
    """Return a figure, or an enumeration of bounds."""
    if isinstance(value, int | float):
        return decimal(value, language)
    spans = [
        (
            _share_span(item.bound, language)
            if isinstance(item, MeanBound)
            else _limits(item, language)
        )
        + f" {figure_text(item.column, language)}"
        for item in value
    ]
    return enumeration(spans, language)


def _limits(bound: FigureBound, language: Language) -> str:
    least, most = (side if math.isfinite(side) else None for side in (bound.least, bound.most))
    return _span(least, most, language)


def _nearest(
    scenario: Scenario, municipalities: Municipalities, language: Language
) -> Iterator[str]:
    """Yield among how many municipalities near one of them a region lies, and where that holds."""
    sizes = neighbourhoods(municipalities, scenario)
    if not sizes:
        return
    words, frame = words_in(language), municipalities.frame
    planned = frame.drop(index=[nis for nis in scenario.leave_out if nis in frame.index])
    names = planned.groupby("reference_region")["reference_region_name"].first()
    limit = number(max(sizes.values()), language)
    if len(sizes) == len(names):
        yield words[rule_key(NEIGHBOURHOOD.name, "held")].format(limit=limit)
    else:
        parents = enumeration([plain(name) for name in sorted(names[[*sizes]])], language)
        yield words[rule_key(NEIGHBOURHOOD.name, "held_in")].format(limit=limit, parents=parents)


def _groups(
    scenario: Scenario, municipalities: Municipalities, language: Language
) -> Iterator[str]:
    """Yield who stays together, who may not be together, and who is left out."""
    words, names = words_in(language), municipalities.frame["name"]

    def named(units: Iterable[str]) -> list[str]:
        return sorted((plain(names.get(nis, nis)) for nis in units), key=alphabet)

    for column in scenario.keep_together:
        yield words["held_together_column"].format(
            column=words.get(f"tie_{column}", f"“{plain(column)}”")
        )
    for rule in UNIT_RULES:
        groups = getattr(scenario, rule)
        if groups:
            texts = [enumeration(named(group), language) for group in groups]
            yield words[f"held_{rule}"].format(groups=_first_of(texts, language))
    if scenario.leave_out:
        left_out = named(scenario.leave_out)
        yield words["held_complete_left_out"].format(
            units=_first_of(left_out, language, between=", ")
        )


def _names_of(regions: Iterable[Region], language: Language) -> str:
    return enumeration([plain(region.label) for region in regions], language)


def _first_of(texts: list[str], language: Language, *, between: str = "; ") -> str:
    """Return the first few texts, and how many more there are."""
    if len(texts) <= _AT_MOST:
        return between.join(texts)
    first = between.join(texts[: _AT_MOST - 1])
    count = number(len(texts) - _AT_MOST + 1, language)
    return words_in(language)["more"].format(first=first, count=count)


def _share_span(bound: Bound, language: Language) -> str:
    """Return limits that are shares of the mean."""
    words = words_in(language)
    parts = []
    for key, name, limit in (("at_least", "least", bound.min), ("at_most", "most", bound.max)):
        if limit is not None:
            text = f"{'+' if limit > 0 else ''}{decimal(100 * limit, language)}%"
            parts.append(words[key].format(**{name: text}))
    return enumeration(parts, language)


def _span(least: float | None, most: float | None, language: Language) -> str:
    words = words_in(language)
    if least is not None and least == most:
        return decimal(least, language)
    if least is not None and most is not None:
        return words["between"].format(least=decimal(least, language), most=decimal(most, language))
    if least is not None:
        return words["at_least"].format(least=decimal(least, language))
    return "" if most is None else words["at_most"].format(most=decimal(most, language))


def _from(counts: Counts, language: Language) -> str:
    """Return the start of a range of numbers, ``"25-"``; nothing for one number."""
    return f"{number(counts[0], language)}\N{EN DASH}" if isinstance(counts, tuple) else ""
