"""A plan beside the groupings that exist today."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.oddities import cut_sentence
from regionplanner.score.groupings import Group
from regionplanner.score.kept import regions_within_a_group, unplanned_groups, whole_groups
from regionplanner.words.groupings import grouping_text
from regionplanner.words.language import Language
from regionplanner.words.sentences import number


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
    """Return every existing grouping beside the plan.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the words.
    """
    return [
        _row(column, groups, measured, language)
        for column, groups in measured.groups.items()
        if groups
    ]


def _row(
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
