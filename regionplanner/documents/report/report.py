"""report_page: a plan for the council, on paper: what was asked, what came of it, what is odd."""

from collections.abc import Mapping
from typing import Any

from regionplanner.choice import Language
from regionplanner.data.check import drawable
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.measured import MeasuredPlan, case_to_measure, measured_plan
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
)
from regionplanner.documents.report.regions import figure_heads, parent_rows
from regionplanner.documents.report.rollout import growth_part, support_part, trekker_rows
from regionplanner.documents.svg import shortened, svg_map
from regionplanner.files.run_record import RunRecord
from regionplanner.files.set_records import SetRecord
from regionplanner.maps.frame import HtmlPage, html_page, packed_file
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan
from regionplanner.words.about import approximations, data_dates, linked_names, source_rows
from regionplanner.words.nouns import spoken
from regionplanner.words.rule_text import held_sentences
from regionplanner.words.text import plain, words_in

_PACKAGE = "regionplanner.documents"
_STYLES = ("svg.css", "report.css")


def report_page(  # noqa: PLR0913 (what is known, and how it is said, by name)
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
        By name, the record of the run that made a plan: its proof and its curves. None: there are
        none.
    made
        By name, records of what made a plan with others: alternatives, a front, a repair, mergers.
        None: there are none.
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
        When there is no plan, one names municipalities that the data lack or that have no polygon,
        or travel times inside a reference region are missing.
    ScenarioError
        When the scenario of a plan names columns or municipalities that the data lack, has rules
        that contradict each other, or limits travel time where the data have no travel times.
    ValueError
        When the language is not known.
    """
    municipalities = drawable(municipalities)
    language = spoken(language, municipalities)
    words, known, together = words_in(language), records or {}, made or {}
    called = {words["the_plan"]: plans} if isinstance(plans, Plan) else plans
    check_fit(called.values(), municipalities)
    (name, plan), *rest = called.items()
    case = case_to_measure(plan, municipalities)
    measured = measured_plan(
        name, plan, case, known.get(name), made=together.get(name, ()), language=language
    )
    others = [measured_plan(n, p, case, known.get(n), language=language) for n, p in rest]
    draw = maps.drawer(list(called.values()), municipalities)
    shown = {
        "words": words,
        "language": language,
        "title": plain(title or "") or words["title"],
        "contact": plain(contact or ""),
        **_asked(measured),
        **_regions(measured, draw),
        **_judged(measured),
        **_together(measured, others, draw),
        **_compared(measured, others, draw),
        **_sources(measured, others),
    }
    styles = [packed_file(_PACKAGE, style) for style in _STYLES]
    return HtmlPage(html_page(_PACKAGE, "report.html.j2", shown, styles=styles))


def _asked(measured: MeasuredPlan) -> dict[str, Any]:
    plan, data, say = measured.plan, measured.case.municipalities, measured.say
    n_broken = len(plan.violations)
    return {
        "dates": ", ".join(data_dates(data.source, say.language)),
        "essentials": list(essentials(measured)),
        "question": question_sentences(measured),
        "rules": list(held_sentences(plan, measured.case.scenario, data, say.language)),
        "broken": say.counted(n_broken, "rules") if n_broken else "",
        "broken_rules": broken_sentences(measured),
        "chosen_for": chosen_for(measured),
        "criteria": criterion_rows(measured),
        "proof": proof_sentences(measured),
    }


def _regions(measured: MeasuredPlan, draw: maps.Drawer) -> dict[str, Any]:
    parents, heads = parent_rows(measured), figure_heads(measured)
    partial = measured.case.scenario.coverage is not None
    n_planned = len(measured.plan.assignment) + len(measured.case.scenario.leave_out) * partial
    some_left = n_planned < len(measured.case.municipalities.frame)
    whole = maps.whole_sheet(draw, measured)
    sheets = {
        parent["code"]: maps.parent_sheet(draw, measured, parent["code"])
        for parent in parents
        if parent["regions"]
    }
    return {
        "map": svg_map(draw.drawn, whole),
        "linked": linked_names(
            draw.drawn.links, measured.case.municipalities, measured.say.language
        ),
        "parents": parents,
        "parent_maps": {code: svg_map(draw.drawn, sheet) for code, sheet in sheets.items()},
        "region_maps": maps.region_maps(draw, measured),
        "swatches": draw.colours[0],
        "numbers": measured.numbers,
        "on_maps": frozenset().union(
            *(shortened(draw.drawn, sheet) for sheet in (whole, *sheets.values()))
        ),
        "heads": heads,
        "n_columns": 2 + sum(len(head["parts"]) or 1 for head in heads),
        "later": partial and some_left,
        "outside": not partial and some_left,
    }


def _judged(measured: MeasuredPlan) -> dict[str, Any]:
    record = measured.record
    curves = [] if record is None else [record.curve, *record.parent_curves.values()]
    fits, unfit = fitting_groups(measured)
    return {
        "oddities": oddities(measured),
        "groupings": grouping_rows(measured),
        "fits": fits,
        "unfit": unfit,
        "curve": curve_rows(measured),
        "chart": whole_chart(measured),
        "lonely": lonely_parents(measured),
        "charts": parent_charts(measured),
        "any_unproven": any(unproven(point) for curve in curves for point in curve),
        "points": points_text(measured),
    }


def _together(
    measured: MeasuredPlan, others: list[MeasuredPlan], draw: maps.Drawer
) -> dict[str, Any]:
    parts = {
        "growth": growth_part(draw, measured),
        "support": support_part(draw, measured),
        "trekkers": trekker_rows(measured),
        "repair": repair_part(measured),
        "mergers": mergers_part(measured),
        "alternatives": alternatives_part(measured, others),
        "front": front_part(measured, others),
    }
    headings = [(key, measured.say(f"report_{key}_heading")) for key, part in parts.items() if part]
    return {**parts, "together_headings": headings}


def _compared(
    measured: MeasuredPlan, others: list[MeasuredPlan], draw: maps.Drawer
) -> dict[str, Any]:
    compared = [other_plan(measured, against) for against in others]
    return {
        "others": compared,
        "other_maps": [
            maps.other_map(draw, measured, against, place, there["moved"])
            for place, (against, there) in enumerate(zip(others, compared, strict=True), 1)
        ],
        "firm": firm_part(draw, measured, others),
        "side_by_side": list(figure_rows(measured, others)) if others else [],
    }


def _sources(measured: MeasuredPlan, others: list[MeasuredPlan]) -> dict[str, Any]:
    data, language = measured.case.municipalities, measured.say.language
    return {
        "sources": source_rows(data.source, language),
        "approximations": approximations(data, language),
        "digests": [
            (
                plain(plan.name),
                "" if plan.plan.scenario is None else plan.plan.scenario.sha256,
                plan.record.plan_sha256 if plan.record else "",
            )
            for plan in (measured, *others)
        ],
        "data_digest": measured.plan.data_hash,
    }
