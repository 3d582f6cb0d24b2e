"""Tables about a run: other numbers of regions, and where everything came from."""

from collections.abc import Iterator

import pandas as pd

from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.tables.tabled import Tabled
from regionplanner.files.run_record import CurvePoint
from regionplanner.naming import parent_names
from regionplanner.words.about import (
    about_plan,
    approximations,
    fingerprint,
    region_notes,
    source_rows,
    summary_text,
    violation_sentences,
)
from regionplanner.words.plain import plain


def curve_table(told: Tabled) -> pd.DataFrame:
    """Return the best score for every number of regions, in all and by reference region.

    Parameters
    ----------
    told
        The plans; those without a record of their run have no rows.
    """
    return pd.DataFrame(
        [
            _point(told, measured, part, point)
            for measured in told.plans
            for part, points in _curves(told, measured)
            for point in points
        ]
    )


def about_table(told: Tabled) -> pd.DataFrame:
    """Return what a reader should know of plans and data, in two columns.

    Parameters
    ----------
    told
        The plans.
    """
    words, language = told.words, told.language
    rows = [(told.heading("status"), words["status"])]
    for measured in told.plans:
        rows += _about(told, measured)
    if len(told.plans) > 1:
        rows.append((words["sheet_figures"], told.heading("measured")))
    rows.append((told.heading("centre"), told.heading("centre_note")))
    for sentence in approximations(told.municipalities, language):
        rows.append((told.heading("approximation"), sentence))
    rows += source_rows(told.municipalities.source, language)
    return pd.DataFrame(rows, columns=[told.heading("subject"), told.heading("text")])


def _curves(told: Tabled, measured: MeasuredPlan) -> Iterator[tuple[str, tuple[CurvePoint, ...]]]:
    record = measured.record
    if record is None:
        return
    yield told.heading("whole"), record.curve
    names = parent_names(told.municipalities)
    for code, points in record.parent_curves.items():
        yield plain(names[code][1] if code in names else code), points


def _point(told: Tabled, measured: MeasuredPlan, part: str, point: CurvePoint) -> dict[str, object]:
    proven = point.objective is not None and point.objective == point.bound
    return {
        **told.of_plan(measured),
        told.heading("part"): part,
        told.heading("n_regions"): point.regions,
        told.heading("objective"): _rounded(point.objective),
        told.heading("bound"): _rounded(point.bound),
        told.heading("proven"): told.yes(answer=proven),
        told.heading("chosen"): told.yes(answer=point.chosen),
    }


def _about(told: Tabled, measured: MeasuredPlan) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of a plan: proof, choices, broken rules, and what it is."""
    plan, language = measured.plan, told.language
    subject = told.heading("about_plan", plan=measured.name)
    yield subject, summary_text(plan, told.municipalities, language)
    for paragraph in about_plan(plan, told.municipalities, language):
        yield subject, paragraph
    labels = {region.code: plain(region.label) for region in plan}
    for code, note in region_notes(plan, language).items():
        yield subject, f"{labels[code]}: {note}"
    for sentence in violation_sentences(plan, language):
        yield told.heading("broken"), sentence
    if digests := fingerprint(plan):
        yield told.words["fingerprint"], digests


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
