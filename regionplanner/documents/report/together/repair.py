"""A repair in the report: what breaks the rules today, and which neighbours change."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from regionplanner.documents.marked import named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.files.set_records import PairRecord, RepairRecord
from regionplanner.plan.make import make_plan
from regionplanner.words.about import violation_sentences
from regionplanner.words.language import Language
from regionplanner.words.sentences import number
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
    """Return what the report says of the repair that made the plan; None where none did.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the words.
    """
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
