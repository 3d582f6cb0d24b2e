"""What repairs and mergers change, in the report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.files.set_records import (
    AmbiguityRecord,
    MergeRecord,
    MergerRecord,
    PairRecord,
    RepairRecord,
)
from regionplanner.plan.make import make_plan
from regionplanner.words.about import violation_sentences
from regionplanner.words.language import Language
from regionplanner.words.sentences import NONE, counted, grouping_text, number
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True)
class RepairPart:
    """What the report says of a repair.

    Attributes
    ----------
    lead
        How much changes.
    broken
        Rules that the regions of today break.
    changes
        A sentence a pair of neighbours.
    """

    lead: str
    broken: tuple[str, ...]
    changes: tuple[Markup, ...]


def repair_part(measured: MeasuredPlan, language: Language) -> RepairPart | None:
    """Return what the report says of the repair that made the plan; None where none did."""
    record = next((one for one in measured.made if isinstance(one, RepairRecord)), None)
    if record is None:
        return None
    n_changed = record.pairs_that_change
    key = "report_repair_one" if n_changed == 1 else "report_repair_many"
    key = key if n_changed else "report_repair_none"
    count = number(n_changed, language)
    return RepairPart(
        lead=words_in(language)[key].format(count=count),
        broken=tuple(_broken(record, measured, language)),
        changes=tuple(_change(one, record, measured, language) for one in record.changes),
    )


def _broken(record: RepairRecord, measured: MeasuredPlan, language: Language) -> list[str]:
    """Return the rules that regions of today break: who is in none yet breaks no rule here."""
    today = make_plan(record.today, measured.municipalities, measured.graph, measured.scenario)
    of_regions = tuple(one for one in today.violations if one.region)
    return violation_sentences(replace(today, violations=of_regions), language)


def _change(
    change: PairRecord, record: RepairRecord, measured: MeasuredPlan, language: Language
) -> Markup:
    a, b = change.nis_a, change.nis_b
    return said(
        "report_repair_together" if change.together else "report_repair_apart",
        language,
        one=measured.unit(a),
        other=measured.unit(b),
        region_one=named(record.today[a]),
        region_other=named(record.today[b]),
    )


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
    """Return what the report says of the mergers that the plan was carried over; None for none."""
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
