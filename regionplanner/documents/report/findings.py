"""What stands out in a plan, and the groupings of today beside it and held against the rules."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.score.group_check import GroupCheck, checked_groups, group_counts
from regionplanner.score.groups import Group, regions_within_a_group, unplanned_groups, whole_groups
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
from regionplanner.words.language import Language
from regionplanner.words.rule_text import given_regions
from regionplanner.words.sentences import counted, fixed, grouping_text, number
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
    """Return what stands out, the most telling first."""
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
    """Return who of a group that is cut comes where."""
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


@dataclass(frozen=True, slots=True)
class GroupingRow:
    """A grouping beside a plan.

    Attributes
    ----------
    name
        What it is called.
    n_groups, n_kept, n_cut, n_unplanned
        Groups of at least two municipalities, those in one region, those that are cut, and those
        without a member in any region.
    n_too_large
        Groups that are cut and have more municipalities than a region may have.
    n_inside
        Regions that lie within one group.
    cut
        The groups that are cut: names, or a sentence each.
    in_full
        Whether those are sentences.
    """

    name: str
    n_groups: str
    n_kept: str
    n_cut: str
    n_unplanned: str
    n_too_large: str
    n_inside: str
    cut: tuple[Markup, ...]
    in_full: bool


def grouping_rows(measured: MeasuredPlan, language: Language) -> list[GroupingRow]:
    """Return every existing grouping beside the plan."""
    return [
        _grouping_row(column, groups, measured, language)
        for column, groups in measured.groups.items()
        if groups
    ]


def _grouping_row(
    column: str, groups: tuple[Group, ...], measured: MeasuredPlan, language: Language
) -> GroupingRow:
    cut = [group for group in groups if group.cut]
    most = measured.scenario.max_units
    in_full = column == "jeugdregio"
    tell: Callable[[Group], Markup]
    if in_full:
        tell = lambda group: cut_sentence(group, measured, language)  # noqa: E731
    else:
        tell = lambda group: _in_so_many(group, language)  # noqa: E731
    frame = measured.municipalities.frame
    return GroupingRow(
        name=grouping_text(column, language),
        n_groups=number(len(groups), language),
        n_kept=number(len(whole_groups(groups)), language),
        n_cut=number(len(cut), language),
        n_unplanned=number(len(unplanned_groups(groups)), language),
        n_too_large=number(sum(len(group.members) > most for group in cut), language),
        n_inside=number(len(regions_within_a_group(measured.plan, frame, column)), language),
        cut=tuple(tell(group) for group in cut),
        in_full=in_full,
    )


def _in_so_many(group: Group, language: Language) -> Markup:
    """Return the name of a group with the number of regions that it is in."""
    n_parts = len(group.regions) + bool(group.outside)
    name = named(group.name, group.code)
    return said("report_in_parts", language, group=name, count=number(n_parts, language))


_COUNTS = ("groups", "keep_rules", "in_pieces", "too_small", "too_large", "across")
_IN_FULL = "jeugdregio"


@dataclass(frozen=True, slots=True)
class FittingRow:
    """How many groups of a grouping could be regions.

    Attributes
    ----------
    name
        What the grouping is called.
    figures
        Groups of at least two municipalities, those that keep the rules, and those that are in
        pieces, too small, too large, and in more than one reference region.
    """

    name: str
    figures: tuple[str, ...]


def fitting_groups(
    measured: MeasuredPlan, language: Language
) -> tuple[list[FittingRow], list[Markup]]:
    """Return which groups of today could be regions, and why some youth regions could not."""
    checked = {
        column: checked_groups(groups, measured.municipalities, measured.graph, measured.scenario)
        for column, groups in measured.groups.items()
        if groups
    }
    rows = [_fitting_row(column, checks, language) for column, checks in checked.items()]
    unfit = [
        _sentence(check, measured, language)
        for check in checked.get(_IN_FULL, ())
        if not check.keeps_rules
    ]
    return rows, unfit


def _fitting_row(column: str, checks: tuple[GroupCheck, ...], language: Language) -> FittingRow:
    counts = group_counts(checks)
    figures = tuple(number(counts[key], language) for key in _COUNTS)
    return FittingRow(grouping_text(column, language), figures)


def _sentence(check: GroupCheck, measured: MeasuredPlan, language: Language) -> Markup:
    facts = list(_facts(check, measured, language)) or [said("report_unfit_other", language)]
    name = named(check.group.name, check.group.code)
    return said("report_unfit", language, group=name, facts=Markup("; ").join(facts))


def _facts(check: GroupCheck, measured: MeasuredPlan, language: Language) -> Iterator[Markup]:
    if check.size != "fits":
        units = counted(len(check.group.members), "units", language)
        key = "report_unfit_small" if check.size == "small" else "report_unfit_large"
        yield said(key, language, units=units)
    if not check.contiguous:
        loose = tuple(nis for piece in check.pieces[1:] for nis in piece)
        yield said(
            "report_unfit_between" if check.between else "report_unfit_pieces",
            language,
            cut=listed(measured.units(loose), language),
            between=listed(measured.units(check.between or ()), language),
        )
    if not check.nested:
        frame = measured.municipalities.frame
        parents = [
            said(
                "report_unfit_parent",
                language,
                parent=named(frame.at[units[0], "reference_region_name"], code),
                units=counted(len(units), "units", language),
            )
            for code, units in check.parents.items()
        ]
        yield said("report_unfit_across", language, parents=Markup("; ").join(parents))
