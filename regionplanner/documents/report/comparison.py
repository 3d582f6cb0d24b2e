"""Borders between regions that another plan has, and those that it does without."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.criteria.registry import CriterionName
from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.question import criterion_text, unit_text, value_text
from regionplanner.plan.compare import BorderChange, RegionChange, border_change, compared
from regionplanner.score.groups import whole_groups
from regionplanner.score.oddities import extremes, far_units
from regionplanner.words.language import Language
from regionplanner.words.sentences import NONE, counted, fixed, percent, signed
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True)
class BorderRow:
    """Borders that come and go in one reference region, or in all.

    Attributes
    ----------
    name
        The reference region.
    gained, lost, net
        How much border [km].
    """

    name: Markup
    gained: str
    lost: str
    net: str


def border_rows(
    measured: MeasuredPlan, other: MeasuredPlan, language: Language
) -> tuple[BorderRow, ...]:
    """Return the borders that come and go, by reference region where any do, then in all."""
    found = border_change(other.plan, measured.plan, measured.graph)
    frame = measured.municipalities.frame
    parents = frame["reference_region"]
    changed = sorted({parents[border.one] for border in (*found.gained, *found.lost)})
    names = frame.drop_duplicates("reference_region").set_index("reference_region")
    rows = [
        _border_row(
            named(names.at[code, "reference_region_name"], code),
            BorderChange(
                gained=tuple(one for one in found.gained if parents[one.one] == code),
                lost=tuple(one for one in found.lost if parents[one.one] == code),
            ),
            language,
        )
        for code in changed
    ]
    if len(rows) > 1:
        rows.append(_border_row(Markup.escape(words_in(language)["report_all"]), found, language))
    return tuple(rows)


def _border_row(name: Markup, change: BorderChange, language: Language) -> BorderRow:
    return BorderRow(
        name=name,
        gained=fixed(change.gained_km, 1, language),
        lost=fixed(change.lost_km, 1, language),
        net=signed(change.gained_km - change.lost_km, 1, language),
    )


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of every plan.

    Attributes
    ----------
    what, unit
        The figure and its unit.
    value
        Of the plan that the report is about.
    others
        Of each other plan: its value and the difference.
    """

    what: str
    unit: str
    value: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A region that another plan has otherwise.

    Attributes
    ----------
    code
        Its code in the plan that the report is about; empty where it is new.
    heading
        What it is called, in both plans.
    text
        Who joins and who leaves.
    """

    code: str
    heading: Markup
    text: Markup


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """Another plan, and what it does otherwise.

    Attributes
    ----------
    name, heading
        What it is called, in a table and above its own part.
    summary
        A sentence on how much is different.
    changes
        Region by region, what is different.
    borders
        Borders between regions that come and go, by reference region.
    moved
        Municipalities (NIS codes) that are in another region.
    """

    name: Markup
    heading: Markup
    summary: Markup
    changes: tuple[ChangeRow, ...]
    borders: tuple[BorderRow, ...]
    moved: tuple[str, ...]


def figure_rows(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan], language: Language
) -> list[FigureRow]:
    """Return the figures of plans side by side."""
    words = words_in(language)
    rows = [
        _row(words["report_n_regions"], "", [float(len(m.plan)) for m in (measured, *others)], 0),
        _row(
            words["report_n_units"],
            "",
            [float(len(m.plan.assignment)) for m in (measured, *others)],
            0,
        ),
        *_sizes((measured, *others), language),
        _row(
            words["report_mean_time" if measured.in_minutes else "report_mean_distance"],
            "min" if measured.in_minutes else "km",
            [_mean_travel(one) for one in (measured, *others)],
            1,
        ),
    ]
    found = [_told(what, unit, values, places, language) for what, unit, values, places in rows]
    return [*found, *_criteria(measured, others, language)]


_Row = tuple[str, str, list[float | None], int]


def _row(what: str, unit: str, values: Sequence[float | None], places: int) -> _Row:
    return what, unit, list(values), places


def _sizes(plans: Sequence[MeasuredPlan], language: Language) -> Iterator[_Row]:
    words = words_in(language)
    found = [extremes(one.score, "inhabitants") for one in plans]
    if all(found):
        smallest, largest = words["report_smallest"], words["report_largest"]
        people = words["report_people"]
        yield smallest, people, [one.least for one in found if one], 0
        yield largest, people, [one.most for one in found if one], 0
    groups = [one.groups.get("jeugdregio", ()) for one in plans]
    if all(groups):
        kept: list[float | None] = [float(len(whole_groups(found))) for found in groups]
        yield words["report_youth_whole"], "", kept, 0


def _mean_travel(measured: MeasuredPlan) -> float | None:
    far = far_units(measured.plan, measured.municipalities)
    return sum(unit.travel for unit in far) / len(far) if far else None


def _told(
    what: str, unit: str, values: list[float | None], places: int, language: Language
) -> FigureRow:
    first, *rest = values

    def cell(value: float | None) -> str:
        return NONE if value is None else fixed(value, places, language)

    def difference(value: float | None) -> str:
        if value is None or first is None:
            return ""
        return signed(value - first, places, language)

    return FigureRow(what, unit, cell(first), tuple((cell(v), difference(v)) for v in rest))


def _criteria(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan], language: Language
) -> Iterator[FigureRow]:
    weights = measured.scenario.criteria
    for name, value in measured.values.items():
        if not weights.get(name) and name not in ("border", "ties"):
            continue
        yield FigureRow(
            what=criterion_text(name, measured, language),
            unit=unit_text(name, measured, language),
            value=value_text(name, value, language),
            others=tuple(_against(name, value, other, language) for other in others),
        )


def _against(
    name: CriterionName, value: float, other: MeasuredPlan, language: Language
) -> tuple[str, str]:
    if name not in other.values:
        return NONE, ""
    theirs = other.values[name]
    more = percent((theirs - value) / value, language, sign=True) if value else ""
    return value_text(name, theirs, language), more


def other_plan(measured: MeasuredPlan, other: MeasuredPlan, language: Language) -> OtherPlan:
    """Return what another plan does otherwise."""
    found = compared(other.plan, measured.plan)
    n_same = sum(region.same for region in found.regions)
    summary = said(
        "report_moved" if found.moved else "report_same_plan",
        language,
        units=counted(len(found.moved), "units", language),
        regions=counted(n_same, "regions", language),
    )
    changes = tuple(
        ChangeRow(
            code=change.before,
            heading=_heading(change, measured, other, language),
            text=_change(change, measured, other, language),
        )
        for change in found.regions
        if not change.same
    )
    name = named(other.name)
    heading = said("report_other_heading", language, plan=name)
    borders = border_rows(measured, other, language)
    return OtherPlan(name, heading, summary, changes, borders, found.moved)


def _heading(
    change: RegionChange, measured: MeasuredPlan, other: MeasuredPlan, language: Language
) -> Markup:
    before, after = measured.labels.get(change.before), other.labels.get(change.after)
    if before is None:
        return said("report_new_region", language, region=after)
    if after is None or after == before:
        return before
    return said("report_renamed", language, before=before, after=after)


def _change(
    change: RegionChange, measured: MeasuredPlan, other: MeasuredPlan, language: Language
) -> Markup:
    if not change.after:
        return _gone(change, other, language)
    parts = [
        said(key, language, members=listed(measured.units(units), language))
        for key, units in (("report_joins", change.join), ("report_leaves", change.leave))
        if units
    ]
    return Markup(" ").join(parts)


def _gone(change: RegionChange, other: MeasuredPlan, language: Language) -> Markup:
    """Return where the municipalities of a region go that another plan does not have."""
    where = other.plan.assignment
    codes = {where[nis] for nis in change.leave if nis in where}
    n_outside = sum(nis not in where for nis in change.leave)
    parts = [said("report_gone", language)]
    if codes:
        regions = [other.labels[region.code] for region in other.plan if region.code in codes]
        parts.append(said("report_gone_to", language, regions=listed(regions, language)))
    if n_outside:
        units = counted(n_outside, "units", language)
        parts.append(said("report_gone_outside", language, units=units))
    return Markup(" ").join(parts)
