"""What was asked, what had to hold and what counted, with what became of it."""

from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.choices import count_range
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.documents.marked import parents_text, said
from regionplanner.documents.measured import MeasuredPlan, data_dates
from regionplanner.documents.numbers import fixed
from regionplanner.words.about import broken_rules, source_title
from regionplanner.words.chosen import choice_sentences
from regionplanner.words.criteria import criterion_unit, criterion_word
from regionplanner.words.figures import figure_text
from regionplanner.words.held import held_sentences
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import counted, decimal, enumeration, number
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """What a criterion counted, and what the plan has of it.

    Attributes
    ----------
    what
        The criterion in words.
    weight
        Its weight; empty where it did not count.
    per
        Of what the weight is, such as ``"per km"``.
    value, unit
        What the plan has, in the unit of the criterion.
    """

    what: str
    weight: str
    per: str
    value: str
    unit: str


def question_sentences(measured: MeasuredPlan, language: Language) -> list[Markup]:
    """Return what was asked, a sentence each.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the sentences.
    """
    scenario, frame = measured.scenario, measured.municipalities.frame
    asked = frame.index.difference(list(scenario.leave_out))
    dates = data_dates(measured.municipalities, language)
    units = counted(len(asked), "units", language)
    if scenario.coverage is not None:
        units = str(said("report_some_of", language, units=units))
    found = [
        said(
            "report_question",
            language,
            units=units,
            regions=_asked_number(measured, language),
            parents=parents_text(frame.loc[asked, "reference_region"].nunique(), language),
        ),
        said(
            "report_data",
            language,
            title=plain(source_title(measured.municipalities.source, language)),
            dates=f" ({dates})" if dates else "",
        ),
    ]
    if measured.record is None and not measured.made:
        found.append(said("report_no_record", language))
    return found


def _asked_number(measured: MeasuredPlan, language: Language) -> str:
    asked, words = measured.scenario.regions, words_in(language)
    if asked is None:
        return words["report_number_open"]
    least, most = count_range(asked)[0], count_range(asked)[-1]
    most_text = counted(most, "regions", language)
    if least == most:
        return most_text
    return words["report_number_range"].format(least=number(least, language), most=most_text)


def rule_sentences(measured: MeasuredPlan, language: Language) -> list[str]:
    """Return the rules, a sentence each.

    Parameters
    ----------
    measured
        The plan, whether it keeps them or not.
    language
        Language of the sentences.
    """
    return list(held_sentences(measured.plan, measured.scenario, measured.municipalities, language))


def chosen_for(measured: MeasuredPlan, language: Language) -> str:
    """Return what the plan was chosen for, in a paragraph; nothing where it was not chosen.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the sentences.
    """
    chosen = any(record.proof(measured.sha256) for record in measured.made)
    if measured.record is None and not chosen:
        return ""
    found = choice_sentences(measured.plan, measured.municipalities, language)
    return found[0] if found else ""


def criterion_rows(measured: MeasuredPlan, language: Language) -> list[CriterionRow]:
    """Return every criterion with its weight and what the plan has of it.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the words.
    """
    weights, in_minutes = measured.scenario.criteria, measured.in_minutes
    rows = []
    for name in CRITERIA:
        if name not in measured.values:
            continue
        weight = weights.get(name, 0.0)
        rows.append(
            CriterionRow(
                what=criterion_text(name, measured, language),
                weight=decimal(weight, language) if weight else "",
                per=criterion_word(name, "per", language, in_minutes=in_minutes),
                value=value_text(name, measured.values[name], language),
                unit=unit_text(name, measured, language),
            )
        )
    return rows


def criterion_text(name: CriterionName, measured: MeasuredPlan, language: Language) -> str:
    """Return what a criterion measures.

    Parameters
    ----------
    name
        The criterion.
    measured
        Whether travel is in minutes, and what is balanced.
    language
        Language of the words.
    """
    figure = figure_text(measured.scenario.balance.column, language)
    minutes = measured.in_minutes
    return criterion_word(name, "report", language, in_minutes=minutes, figure=figure)


def value_text(name: CriterionName, value: float, language: Language) -> str:
    """Return the value of a criterion as people write it.

    Parameters
    ----------
    name
        The criterion.
    value
        Its value.
    language
        Decides the signs.
    """
    if name == "ties" and value == round(value):
        return number(value, language)
    return fixed(value, CRITERIA[name].decimals, language)


def unit_text(name: CriterionName, measured: MeasuredPlan, language: Language) -> str:
    """Return the unit of a criterion.

    Parameters
    ----------
    name
        The criterion.
    measured
        Whether travel is in minutes, and who travels.
    language
        Language of the words.
    """
    who = measured.scenario.travellers
    return criterion_unit(name, language, in_minutes=measured.in_minutes, travellers=who)


def points_text(measured: MeasuredPlan, language: Language) -> str:
    """Return what a point of the score is.

    Parameters
    ----------
    measured
        The plan with its weights.
    language
        Language of the words.
    """
    words = words_in(language)
    parts = [
        words["report_point"].format(weight=row.weight, per=row.per)
        for row in criterion_rows(measured, language)
        if row.weight
    ]
    return words["report_points"].format(parts=enumeration(parts, language))


def broken_sentences(measured: MeasuredPlan, language: Language) -> list[Markup]:
    """Return the rules that a plan breaks, a sentence a rule.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the sentences.
    """
    labels = measured.labels
    return [
        said(key, language, regions=Markup(", ").join(labels[code] for code in codes))
        for key, codes in broken_rules(measured.plan).items()
    ]
