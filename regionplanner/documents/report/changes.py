"""What repairs and mergers change, in the report."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.files.set_records import (
    AmbiguityRecord,
    MergeRecord,
    MergerRecord,
    RepairRecord,
)
from regionplanner.plan.make import case_plan
from regionplanner.words.about import violation_sentences
from regionplanner.words.sentences import NONE, grouping_text


def repair_part(measured: MeasuredPlan) -> dict[str, Any] | None:
    """Return what the report says of the repair that made the plan; None where none did."""
    record, say = measured.made_by(RepairRecord), measured.say
    if record is None:
        return None
    today = case_plan(record.today, measured.case)
    # who is in no region yet breaks no rule here
    of_regions = tuple(violation for violation in today.violations if violation.region)
    n_changed = record.pairs_that_change
    key = {0: "report_repair_none", 1: "report_repair_one"}.get(n_changed, "report_repair_many")
    return {
        "lead": say(key, count=say.number(n_changed)),
        "broken": violation_sentences(replace(today, violations=of_regions), say.language),
        "changes": [
            say(
                "report_repair_together" if change.together else "report_repair_apart",
                one=measured.unit(change.nis_a),
                other=measured.unit(change.nis_b),
                region_one=named(record.today[change.nis_a]),
                region_other=named(record.today[change.nis_b]),
            )
            for change in record.changes
        ],
    }


def mergers_part(measured: MeasuredPlan) -> dict[str, Any] | None:
    """Return what the report says of the mergers that the plan was carried over; None for none."""
    record, say = measured.made_by(MergeRecord), measured.say
    if record is None:
        return None
    moves = record.moves if measured.sha256 == record.mended_sha256 else {}
    before, after = (say.counted(n, "units") for n in (record.units_before, record.units_after))
    return {
        "lead": say("report_mergers_lead", before=before, after=after),
        "rows": [
            _merger_cells(merger, measured) for merger in record.mergers if len(merger.parts) > 1
        ],
        "ambiguous": list(_ambiguous(record, measured)),
        "moves": [
            say(
                "report_merger_move",
                name=measured.unit(nis),
                before=_region(old, measured),
                after=_region(new, measured),
            )
            for nis, (old, new) in moves.items()
        ],
    }


def _merger_cells(merger: MergerRecord, measured: MeasuredPlan) -> tuple[Markup, ...]:
    """Return a municipality that was made out of others: name, parts, regions before and after."""
    say, regions = measured.say, dict.fromkeys(merger.before.values())
    return (
        named(merger.name, merger.nis),
        say.listed([named(name, code) for code, name in merger.parts.items()]),
        say.listed([_region(code, measured) for code in regions]) or escape(NONE),
        _region(merger.after, measured),
    )


def _region(code: str | None, measured: MeasuredPlan) -> Markup:
    """Return what a region is called; one that is no more by its code."""
    return escape(NONE) if code is None else measured.labels.get(code) or named(code)


def _ambiguous(record: MergeRecord, measured: MeasuredPlan) -> Iterator[Markup]:
    """Yield the regions that parts were in, then by column in which municipalities they differ."""
    say, made = measured.say, {merger.nis: merger for merger in record.mergers}
    columns: dict[str, list[Markup]] = {}
    for ambiguity in record.ambiguous:
        if ambiguity.what == "region":
            yield _sides(ambiguity, made[ambiguity.nis], measured)
        elif ambiguity.nis in made:
            columns.setdefault(ambiguity.what, []).append(
                named(made[ambiguity.nis].name, ambiguity.nis)
            )
    for column, names in columns.items():
        what = grouping_text(column, say.language)
        yield say("report_merger_column", what=what, units=say.listed(names))


def _sides(ambiguity: AmbiguityRecord, made: MergerRecord, measured: MeasuredPlan) -> Markup:
    say, having = measured.say, dict[str | None, list[Markup]]()
    for code, region in ambiguity.parts.items():
        having.setdefault(region, []).append(named(made.parts.get(code, code), code))
    sides = [
        say("report_merger_side", region=_region(region, measured), parts=say.listed(parts))
        for region, parts in having.items()
    ]
    return say(
        "report_merger_regions",
        name=named(made.name, ambiguity.nis),
        sides=say.listed(sides),
        taken=_region(ambiguity.taken, measured),
    )
