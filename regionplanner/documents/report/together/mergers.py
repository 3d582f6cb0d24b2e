"""Mergers in the report: what was carried, what is ambiguous, and what mends the plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import NONE
from regionplanner.files.set_records import AmbiguityRecord, MergeRecord, MergerRecord
from regionplanner.words.groupings import grouping_text
from regionplanner.words.language import Language
from regionplanner.words.sentences import counted


@dataclass(frozen=True, slots=True)
class MergerRow:
    """A municipality that was made out of others.

    Attributes
    ----------
    name, parts
        The new one, and those it was made out of.
    before, after
        Regions of the parts before the mergers, and the region of the new one in the carried plan.
    """

    name: Markup
    parts: Markup
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class MergersPart:
    """What the report says of mergers.

    Attributes
    ----------
    lead
        How many municipalities became how many.
    rows
        The mergers.
    ambiguous
        What parts disagree on, a sentence each.
    moves
        What the mended plan moves, a sentence each; empty for the plan as it was carried.
    """

    lead: Markup
    rows: tuple[MergerRow, ...]
    ambiguous: tuple[Markup, ...]
    moves: tuple[Markup, ...]


def mergers_part(measured: MeasuredPlan, language: Language) -> MergersPart | None:
    """Return what the report says of the mergers that the plan was carried over; None for none.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the words.
    """
    record = next((one for one in measured.made if isinstance(one, MergeRecord)), None)
    if record is None:
        return None
    mended = measured.sha256 == record.mended_sha256
    return MergersPart(
        lead=said(
            "report_mergers_lead",
            language,
            before=counted(record.units_before, "units", language),
            after=counted(record.units_after, "units", language),
        ),
        rows=tuple(_rows(record, measured, language)),
        ambiguous=tuple(_ambiguous(record, measured, language)),
        moves=tuple(_moves(record, measured, language)) if mended else (),
    )


def _rows(record: MergeRecord, measured: MeasuredPlan, language: Language) -> Iterator[MergerRow]:
    for one in record.mergers:
        if len(one.parts) > 1:
            parts = [named(name, code) for code, name in one.parts.items()]
            regions = dict.fromkeys(one.before.values())
            yield MergerRow(
                name=named(one.name, one.nis),
                parts=listed(parts, language),
                before=listed([_region(code, measured) for code in regions], language)
                or Markup.escape(NONE),
                after=_region(one.after, measured),
            )


def _region(code: str | None, measured: MeasuredPlan) -> Markup:
    """Return what a region is called; one that is no more by its code."""
    return Markup.escape(NONE) if code is None else measured.labels.get(code) or named(code)


def _ambiguous(record: MergeRecord, measured: MeasuredPlan, language: Language) -> Iterator[Markup]:
    """Yield the regions that parts were in, then by column in which municipalities they differ."""
    made = {one.nis: one for one in record.mergers}
    columns: dict[str, list[Markup]] = {}
    for one in record.ambiguous:
        if one.what == "region":
            yield _regions(one, made[one.nis], measured, language)
        elif one.nis in made:
            columns.setdefault(one.what, []).append(named(made[one.nis].name, one.nis))
    for column, names in columns.items():
        what = grouping_text(column, language)
        yield said("report_merger_column", language, what=what, units=listed(names, language))


def _regions(
    one: AmbiguityRecord, made: MergerRecord, measured: MeasuredPlan, language: Language
) -> Markup:
    having: dict[str | None, list[Markup]] = {}
    for code, region in one.parts.items():
        having.setdefault(region, []).append(named(made.parts.get(code, code), code))
    sides = [
        said(
            "report_merger_side",
            language,
            region=_region(region, measured),
            parts=listed(parts, language),
        )
        for region, parts in having.items()
    ]
    return said(
        "report_merger_regions",
        language,
        name=named(made.name, one.nis),
        sides=listed(sides, language),
        taken=_region(one.taken, measured),
    )


def _moves(record: MergeRecord, measured: MeasuredPlan, language: Language) -> Iterator[Markup]:
    for nis, (before, after) in record.moves.items():
        yield said(
            "report_merger_move",
            language,
            name=measured.unit(nis),
            before=_region(before, measured),
            after=_region(after, measured),
        )
