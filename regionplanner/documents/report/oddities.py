"""What stands out in a plan, in sentences: said so that nobody has to find it first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import fixed
from regionplanner.score.groupings import Group
from regionplanner.score.kept import unplanned_groups, whole_groups
from regionplanner.score.oddities import (
    SHORT_BORDER_M,
    Extremes,
    Hinge,
    at_limits,
    extremes,
    far_units,
    hinges,
    whole_parents,
)
from regionplanner.words.held import given_regions
from regionplanner.words.language import Language
from regionplanner.words.sentences import counted, number
from regionplanner.words.text import words_in

_FARTHEST = 5


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that stands out.

    Attributes
    ----------
    heading
        What it is about.
    text
        A sentence; empty where the items say it all.
    items
        A sentence each.
    """

    heading: str
    text: Markup
    items: tuple[Markup, ...] = ()


def oddities(measured: MeasuredPlan, language: Language) -> list[Oddity]:
    """Return what stands out, the most telling first.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the sentences.
    """
    return [
        *_whole(measured, language),
        *_sizes(measured, language),
        *_youth_regions(measured, language),
        *_limits(measured, language),
        *_exceptions(measured, language),
        *_hinges(measured, language),
        *_far(measured, language),
    ]


def _whole(measured: MeasuredPlan, language: Language) -> Iterator[Oddity]:
    words, regions = words_in(language), whole_parents(measured.plan, measured.municipalities)
    if not regions:
        return
    names = [named(region.parent_name, region.parent) for region in regions]
    key = "report_whole_one" if len(regions) == 1 else "report_whole_many"
    text = said(key, language, parents=listed(names, language))
    yield Oddity(words["report_whole_heading"], text)


def _sizes(measured: MeasuredPlan, language: Language) -> Iterator[Oddity]:
    words = words_in(language)
    columns = (("inhabitants", "report_unequal_people"), ("municipalities", "report_unequal_units"))
    items = [
        _unequal(found, key, measured, language)
        for column, key in columns
        if (found := extremes(measured.score, column)) and found.least < found.most
    ]
    if items:
        yield Oddity(words["report_sizes_heading"], Markup(""), tuple(items))


def _unequal(found: Extremes, key: str, measured: MeasuredPlan, language: Language) -> Markup:
    text = said(
        key,
        language,
        small=listed([measured.labels[code] for code in found.smallest], language),
        least=number(found.least, language),
        large=listed([measured.labels[code] for code in found.largest], language),
        most=number(found.most, language),
    )
    if not found.least:
        return text
    ratio = fixed(found.most / found.least, 1, language)
    return Markup("{} {}").format(text, said("report_ratio", language, ratio=ratio))


def _youth_regions(measured: MeasuredPlan, language: Language) -> Iterator[Oddity]:
    words, groups = words_in(language), measured.groups.get("jeugdregio", ())
    if not groups:
        return
    kept, cut = whole_groups(groups), [group for group in groups if group.cut]
    items = [cut_sentence(group, measured, language) for group in cut]
    for key, some in (
        ("report_youth_kept", kept),
        ("report_youth_unplanned", unplanned_groups(groups)),
    ):
        if some:
            names = [named(group.name, group.code) for group in some]
            items.append(said(key, language, groups=listed(names, language)))
    text = said(
        "report_youth_one" if len(groups) == 1 else "report_youth_many",
        language,
        count=number(len(groups), language),
        kept=number(len(kept), language),
        cut=number(len(cut), language),
    )
    yield Oddity(words["report_youth_heading"], text, tuple(items))


def cut_sentence(group: Group, measured: MeasuredPlan, language: Language) -> Markup:
    """Return who of a group that is cut comes where.

    Parameters
    ----------
    group
        A group with members in more than one region, or outside the plan.
    measured
        The plan.
    language
        Language of the sentence.
    """
    where = measured.plan.assignment
    parts = [
        said(
            "report_members_in",
            language,
            members=listed(
                measured.units(tuple(nis for nis in group.members if where.get(nis) == code)),
                language,
            ),
            region=measured.labels[code],
        )
        for code in group.regions
    ]
    if group.outside:
        outside = listed(measured.units(group.outside), language)
        parts.append(said("report_members_outside", language, members=outside))
    name = named(group.name, group.code)
    return said("report_cut", language, group=name, parts=Markup("; ").join(parts))


def _limits(measured: MeasuredPlan, language: Language) -> Iterator[Oddity]:
    words, scenario = words_in(language), measured.scenario
    if scenario.min_units == scenario.max_units:
        return
    smallest, largest = at_limits(measured.plan, scenario)
    items = [
        said(
            key,
            language,
            regions=listed([measured.labels[region.code] for region in regions], language),
            units=counted(limit, "units", language),
        )
        for key, regions, limit in (
            ("report_at_least", smallest, scenario.min_units),
            ("report_at_most", largest, scenario.max_units),
        )
        if regions
    ]
    if items:
        yield Oddity(words["report_limits_heading"], Markup(""), tuple(items))


def _exceptions(measured: MeasuredPlan, language: Language) -> Iterator[Oddity]:
    words, given = words_in(language), given_regions(measured.plan)
    items = [
        said(
            "report_exception",
            language,
            region=measured.labels[region.code],
            units=counted(len(region.members), "units", language),
        )
        for region in measured.plan
        if given.get(region.code)
    ]
    if items:
        yield Oddity(words["report_exceptions_heading"], Markup(""), tuple(items))


def _hinges(measured: MeasuredPlan, language: Language) -> Iterator[Oddity]:
    words, found = words_in(language), hinges(measured.plan, measured.graph)
    items = [_hinge(hinge, measured, language) for hinge in found]
    if items:
        text = said("report_hinges", language, metres=number(SHORT_BORDER_M, language))
        yield Oddity(words["report_hinges_heading"], text, tuple(items))


def _hinge(hinge: Hinge, measured: MeasuredPlan, language: Language) -> Markup:
    names = {
        "one": measured.unit(hinge.one),
        "other": measured.unit(hinge.other),
        "region": measured.labels[hinge.region],
    }
    if not hinge.border_m:
        return said("report_hinge_link", language, **names)
    return said("report_hinge", language, metres=number(hinge.border_m, language), **names)


def _far(measured: MeasuredPlan, language: Language) -> Iterator[Oddity]:
    words = words_in(language)
    farthest = far_units(measured.plan, measured.municipalities)[:_FARTHEST]
    key = "report_far_min" if measured.in_minutes else "report_far_km"
    items: Sequence[Markup] = [
        said(
            key,
            language,
            unit=measured.unit(far.unit),
            travel=fixed(far.travel, 1, language),
            centre=measured.unit(far.centre),
            region=measured.labels[far.region],
        )
        for far in farthest
    ]
    if items:
        yield Oddity(words["report_far_heading"], Markup(""), tuple(items))
