"""Which groups of today could be regions, held against the rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.score.group_check import GroupCheck, checked_groups
from regionplanner.score.group_tables import group_counts
from regionplanner.words.groupings import grouping_text
from regionplanner.words.language import Language
from regionplanner.words.sentences import counted, number

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
    """Return which groups of today could be regions, and why some youth regions could not.

    Parameters
    ----------
    measured
        The plan, with the groups beside it and the rules.
    language
        Language of the words.
    """
    checked = {
        column: checked_groups(groups, measured.municipalities, measured.graph, measured.scenario)
        for column, groups in measured.groups.items()
        if groups
    }
    rows = [_row(column, checks, language) for column, checks in checked.items()]
    unfit = [
        _sentence(check, measured, language)
        for check in checked.get(_IN_FULL, ())
        if not check.keeps_rules
    ]
    return rows, unfit


def _row(column: str, checks: tuple[GroupCheck, ...], language: Language) -> FittingRow:
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
