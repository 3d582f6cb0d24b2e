"""What stands out in a plan, and the groupings of today beside it and held against the rules."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.score.group_check import GroupCheck, case_groups, group_counts
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
from regionplanner.words.rule_text import given_regions
from regionplanner.words.sentences import decimal, grouping_text

_FARTHEST = 5
_COUNTS = ("groups", "keep_rules", "in_pieces", "too_small", "too_large", "across")
_IN_FULL = "jeugdregio"
Oddity = tuple[Markup, Markup, Sequence[Markup]]
"""Something that stands out: heading, text, and a list of where."""


def oddities(measured: MeasuredPlan) -> list[Oddity]:
    """Return what stands out, the most telling first: said so that nobody has to find it first."""
    return [
        sentences
        for some in (_whole, _sizes, _youth_regions, _limits, _exceptions, _hinges, _far)
        for sentences in some(measured)
    ]


def _listed(heading: str, items: Sequence[Markup], measured: MeasuredPlan) -> Iterator[Oddity]:
    if items:
        yield measured.say(heading), Markup(""), items


def _whole(measured: MeasuredPlan) -> Iterator[Oddity]:
    say, regions = measured.say, whole_parents(measured.plan, measured.case.municipalities)
    if regions:
        names = [named(region.parent_name, region.parent) for region in regions]
        key = "report_whole_one" if len(regions) == 1 else "report_whole_many"
        yield say("report_whole_heading"), say(key, parents=say.listed(names)), ()


def _sizes(measured: MeasuredPlan) -> Iterator[Oddity]:
    columns = (("inhabitants", "report_unequal_people"), ("municipalities", "report_unequal_units"))
    items = [
        _unequal(sizes, key, measured)
        for column, key in columns
        if (sizes := extremes(measured.score, column)) and sizes.least < sizes.most
    ]
    return _listed("report_sizes_heading", items, measured)


def _unequal(sizes: Extremes, key: str, measured: MeasuredPlan) -> Markup:
    say, labels = measured.say, measured.labels
    small, large = (
        say.listed([labels[code] for code in codes]) for codes in (sizes.smallest, sizes.largest)
    )
    least, most = say.number(sizes.least), say.number(sizes.most)
    text = say(key, small=small, least=least, large=large, most=most)
    if not sizes.least:
        return text
    ratio = say("report_ratio", ratio=decimal(round(sizes.most / sizes.least, 1), say.language))
    return Markup("{} {}").format(text, ratio)


def _youth_regions(measured: MeasuredPlan) -> Iterator[Oddity]:
    say, groups = measured.say, measured.groups.get(_IN_FULL, ())
    if not groups:
        return
    whole, cut = whole_groups(groups), [group for group in groups if group.cut]
    items = [_cut_sentence(group, measured) for group in cut]
    for key, some in (
        ("report_youth_kept", whole),
        ("report_youth_unplanned", unplanned_groups(groups)),
    ):
        if some:
            names = [named(group.name, group.code) for group in some]
            items.append(say(key, groups=say.listed(names)))
    count, kept, n_cut = (say.number(len(some)) for some in (groups, whole, cut))
    key = "report_youth_one" if len(groups) == 1 else "report_youth_many"
    yield say("report_youth_heading"), say(key, count=count, kept=kept, cut=n_cut), items


def _cut_sentence(group: Group, measured: MeasuredPlan) -> Markup:
    """Return who of a group that is cut comes where."""
    say, where = measured.say, measured.plan.assignment
    inside = {
        code: tuple(nis for nis in group.members if where.get(nis) == code)
        for code in group.regions
    }
    parts = [
        say(
            "report_members_in",
            members=say.listed(measured.units(units)),
            region=measured.labels[code],
        )
        for code, units in inside.items()
    ]
    if group.outside:
        outside = say.listed(measured.units(group.outside))
        parts.append(say("report_members_outside", members=outside))
    name = named(group.name, group.code)
    return say("report_cut", group=name, parts=Markup("; ").join(parts))


def _limits(measured: MeasuredPlan) -> Iterator[Oddity]:
    say, scenario, labels = measured.say, measured.case.scenario, measured.labels
    if scenario.min_units == scenario.max_units:
        return iter(())
    smallest, largest = at_limits(measured.plan, scenario)
    items = [
        say(
            key,
            regions=say.listed([labels[region.code] for region in regions]),
            units=say.counted(limit, "units"),
        )
        for key, regions, limit in (
            ("report_at_least", smallest, scenario.min_units),
            ("report_at_most", largest, scenario.max_units),
        )
        if regions
    ]
    return _listed("report_limits_heading", items, measured)


def _exceptions(measured: MeasuredPlan) -> Iterator[Oddity]:
    say, labels, given = measured.say, measured.labels, given_regions(measured.plan)
    sizes = {r.code: say.counted(len(r.members), "units") for r in measured.plan}
    items = [
        say("report_exception", region=labels[code], units=units)
        for code, units in sizes.items()
        if given.get(code)
    ]
    return _listed("report_exceptions_heading", items, measured)


def _hinges(measured: MeasuredPlan) -> Iterator[Oddity]:
    say = measured.say
    items = [_hinge(hinge, measured) for hinge in hinges(measured.plan, measured.case.graph)]
    if items:
        text = say("report_hinges", metres=say.number(SHORT_BORDER_M))
        yield say("report_hinges_heading"), text, items


def _hinge(hinge: Hinge, measured: MeasuredPlan) -> Markup:
    return measured.say(
        "report_hinge" if hinge.border_m else "report_hinge_link",
        one=measured.unit(hinge.a),
        other=measured.unit(hinge.b),
        region=measured.labels[hinge.region],
        metres=measured.say.number(hinge.border_m),
    )


def _far(measured: MeasuredPlan) -> Iterator[Oddity]:
    items = [
        measured.say(
            "report_far_min" if measured.in_minutes else "report_far_km",
            unit=measured.unit(far.unit),
            travel=measured.say.fixed(far.travel),
            centre=measured.unit(far.centre),
            region=measured.labels[far.region],
        )
        for far in far_units(measured.plan, measured.case.municipalities)[:_FARTHEST]
    ]
    return _listed("report_far_heading", items, measured)


def grouping_rows(measured: MeasuredPlan) -> list[dict[str, object]]:
    """Return every existing grouping beside the plan, with the groups that are cut."""
    say, most = measured.say, measured.case.scenario.max_units
    rows = []
    for column, groups in measured.groups.items():
        cut = [group for group in groups if group.cut]
        inside = regions_within_a_group(measured.plan, measured.case.municipalities.frame, column)
        too_large = [group for group in cut if len(group.members) > most]
        in_full = column == _IN_FULL
        if groups:
            rows.append(
                {
                    "name": grouping_text(column, say.language),
                    "n_unplanned": say.number(len(unplanned_groups(groups))),
                    "n_inside": say.number(len(inside)),
                    "figures": [
                        say.number(len(some))
                        for some in (groups, whole_groups(groups), cut, too_large)
                    ],
                    "cut": [(_cut_sentence if in_full else _in_parts)(g, measured) for g in cut],
                    "in_full": in_full,
                }
            )
    return rows


def _in_parts(group: Group, measured: MeasuredPlan) -> Markup:
    """Return the name of a group with the number of regions that it is in."""
    count = measured.say.number(len(group.regions) + bool(group.outside))
    return measured.say("report_in_parts", group=named(group.name, group.code), count=count)


def fitting_groups(measured: MeasuredPlan) -> tuple[list[tuple[str, list[str]]], list[Markup]]:
    """Return which groups of today could be regions, and why some youth regions could not."""
    say, rows, unfit = measured.say, [], list[Markup]()
    for column, groups in measured.groups.items():
        if not groups:
            continue
        checks = case_groups(groups, measured.case)
        counts = group_counts(checks)
        figures = [say.number(counts[key]) for key in _COUNTS]
        rows.append((grouping_text(column, say.language), figures))
        if column == _IN_FULL:
            unfit = [_unfit(check, measured) for check in checks if not check.keeps_rules]
    return rows, unfit


def _unfit(check: GroupCheck, measured: MeasuredPlan) -> Markup:
    facts = list(_unfit_facts(check, measured)) or [measured.say("report_unfit_other")]
    name = named(check.group.name, check.group.code)
    return measured.say("report_unfit", group=name, facts=Markup("; ").join(facts))


def _unfit_facts(check: GroupCheck, measured: MeasuredPlan) -> Iterator[Markup]:
    say = measured.say
    if check.size != "fits":
        units = say.counted(len(check.group.members), "units")
        key = "report_unfit_small" if check.size == "small" else "report_unfit_large"
        yield say(key, units=units)
    if not check.contiguous:
        loose = tuple(nis for piece in check.pieces[1:] for nis in piece)
        yield say(
            "report_unfit_between" if check.between else "report_unfit_pieces",
            cut=say.listed(measured.units(loose)),
            between=say.listed(measured.units(check.between or ())),
        )
    if not check.nested:
        names = measured.parent_names
        parents = [
            say("report_unfit_parent", parent=names[code], units=say.counted(len(units), "units"))
            for code, units in check.parents.items()
        ]
        yield say("report_unfit_across", parents=Markup("; ").join(parents))
