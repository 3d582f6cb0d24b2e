"""report_page: a plan for the council, on paper: what was asked, what came of it, what is odd."""

from collections.abc import Mapping
from typing import Any

from regionplanner.data.check import drawable
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.measured import MeasuredPlan, data_dates, measured_plan
from regionplanner.documents.report import maps
from regionplanner.documents.report.changes import mergers_part, repair_part
from regionplanner.documents.report.comparison import figure_rows, other_plan
from regionplanner.documents.report.curves import (
    curve_rows,
    lonely_parents,
    parent_charts,
    unproven,
    whole_chart,
)
from regionplanner.documents.report.findings import fitting_groups, grouping_rows, oddities
from regionplanner.documents.report.plan_sets import alternatives_part, firm_part, front_part
from regionplanner.documents.report.question import (
    broken_sentences,
    chosen_for,
    criterion_rows,
    essentials,
    points_text,
    proof_sentences,
    question_sentences,
    rule_sentences,
)
from regionplanner.documents.report.regions import figure_heads, parent_rows
from regionplanner.documents.report.rollout import growth_part, support_part, trekker_rows
from regionplanner.files.run_record import RunRecord
from regionplanner.files.set_records import SetRecord
from regionplanner.maps.frame import HtmlPage, html_page, packed_file
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan
from regionplanner.words.about import approximations, source_rows
from regionplanner.words.language import Language, plain
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import counted
from regionplanner.words.text import words_in

_PACKAGE = "regionplanner.documents"
_STYLES = ("svg.css", "report.css")


def report_page(  # noqa: PLR0913 (what is known, and how it is told, by name)
    plans: Plan | Mapping[str, Plan],
    municipalities: Municipalities,
    records: Mapping[str, RunRecord] | None = None,
    *,
    made: Mapping[str, tuple[SetRecord, ...]] | None = None,
    language: Language = "nl",
    title: str | None = None,
    contact: str | None = None,
) -> HtmlPage:
    """Return a report on a plan as one page without scripts, made to be printed.

    Parameters
    ----------
    plans
        A plan, or plans by name: the plan that it is about, then those it is compared with.
    municipalities
        The data that all of them are on.
    records
        By name, the record of the run that made a plan: its proof and its curves.
    made
        By name, records of what made a plan with others: alternatives, a front, a repair, mergers.
    language
        ``"nl"`` or ``"en"``; names in the data are not translated.
    title
        Heading; None for a general one.
    contact
        Whom to turn to; None for nobody.

    Returns
    -------
    HtmlPage
        HTML that makes no request and forbids any; the same bytes for the same plans.

    Raises
    ------
    DataError
        There is no plan, or one names municipalities that the data lack.
    ValueError
        The language is not known.
    """
    municipalities = drawable(municipalities)
    language = spoken(language, municipalities)
    words, known, together = words_in(language), records or {}, made or {}
    called = {words["the_plan"]: plans} if isinstance(plans, Plan) else plans
    check_fit(called.values(), municipalities)
    (name, plan), *rest = called.items()
    measured = measured_plan(
        name, plan, municipalities, known.get(name), made=together.get(name, ())
    )
    others = [
        measured_plan(n, p, municipalities, known.get(n), choices=measured.scenario)
        for n, p in rest
    ]
    draw = maps.drawer(list(called.values()), municipalities, language)
    shown = {
        "words": words,
        "language": language,
        "title": plain(title or "") or words["title"],
        "contact": plain(contact or ""),
        **_asked(measured, language),
        **_regions(measured, draw, language),
        **_judged(measured, language),
        **_together(measured, others, draw, language),
        **_compared(measured, others, draw, language),
        **_sources(measured, others, language),
    }
    styles = [packed_file(_PACKAGE, style) for style in _STYLES]
    return HtmlPage(html_page(_PACKAGE, "report.html.j2", shown, styles=styles))


def _asked(measured: MeasuredPlan, language: Language) -> dict[str, Any]:
    violations = measured.plan.violations
    return {
        "dates": data_dates(measured.municipalities, language),
        "essentials": essentials(measured, language),
        "question": question_sentences(measured, language),
        "rules": rule_sentences(measured, language),
        "broken": counted(len(violations), "rules", language) if violations else "",
        "broken_rules": broken_sentences(measured, language),
        "chosen_for": chosen_for(measured, language),
        "criteria": criterion_rows(measured, language),
        "proof": proof_sentences(measured, language),
    }


def _regions(measured: MeasuredPlan, draw: maps.Drawer, language: Language) -> dict[str, Any]:
    parents = parent_rows(measured, language)
    partial = measured.scenario.coverage is not None
    n_planned = len(measured.plan.assignment) + len(measured.scenario.leave_out) * partial
    heads = figure_heads(measured, language)
    return {
        "map": maps.whole_map(draw, measured),
        "linked": maps.link_names(draw),
        "parents": parents,
        "parent_maps": {
            parent.code: maps.parent_map(draw, measured, parent.code)
            for parent in parents
            if parent.regions
        },
        "region_maps": maps.region_maps(draw, measured),
        "swatches": maps.swatches(draw),
        "numbers": measured.numbers,
        "heads": heads,
        "n_columns": 2 + sum(len(head["parts"]) or 1 for head in heads),
        "later": partial and n_planned < len(measured.municipalities.frame),
        "outside": not partial and n_planned < len(measured.municipalities.frame),
    }


def _judged(measured: MeasuredPlan, language: Language) -> dict[str, Any]:
    record = measured.record
    curves = [] if record is None else [record.curve, *record.parent_curves.values()]
    fits, unfit = fitting_groups(measured, language)
    return {
        "oddities": oddities(measured, language),
        "groupings": grouping_rows(measured, language),
        "fits": fits,
        "unfit": unfit,
        "curve": curve_rows(measured, language),
        "chart": whole_chart(measured, language),
        "lonely": lonely_parents(measured, language),
        "charts": parent_charts(measured, language),
        "any_unproven": any(unproven(point) for curve in curves for point in curve),
        "points": points_text(measured, language),
    }


def _together(
    measured: MeasuredPlan,
    others: list[MeasuredPlan],
    draw: maps.Drawer,
    language: Language,
) -> dict[str, Any]:
    words = words_in(language)
    parts = {
        "growth": growth_part(draw, measured, language),
        "support": support_part(draw, measured, language),
        "trekkers": trekker_rows(measured, language),
        "repair": repair_part(measured, language),
        "mergers": mergers_part(measured, language),
        "alternatives": alternatives_part(measured, others, language),
        "front": front_part(measured, others, language),
    }
    headings = [(key, words[f"report_{key}_heading"]) for key, part in parts.items() if part]
    return {**parts, "together_headings": headings}


def _compared(
    measured: MeasuredPlan,
    others: list[MeasuredPlan],
    draw: maps.Drawer,
    language: Language,
) -> dict[str, Any]:
    found = [other_plan(measured, other, language) for other in others]
    return {
        "plan_name": plain(measured.name),
        "others": found,
        "other_maps": [
            maps.other_map(draw, measured, other, place, there.moved)
            for place, (other, there) in enumerate(zip(others, found, strict=True), 1)
        ],
        "firm": firm_part(draw, measured, others, language),
        "side_by_side": figure_rows(measured, others, language) if others else [],
    }


def _sources(
    measured: MeasuredPlan, others: list[MeasuredPlan], language: Language
) -> dict[str, Any]:
    return {
        "sources": source_rows(measured.municipalities.source, language),
        "approximations": approximations(measured.municipalities, language),
        "digests": [
            (
                plain(one.name),
                "" if one.plan.scenario is None else one.plan.scenario.sha256,
                one.record.plan_sha256 if one.record else "",
            )
            for one in (measured, *others)
        ],
        "data_digest": measured.plan.data_hash,
    }
