"""What was asked, what had to hold and what counted, with what became of it."""

from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.choices import Criterion, count_range
from regionplanner.documents.marked import parents_text, said
from regionplanner.documents.measured import MeasuredPlan, data_dates
from regionplanner.documents.numbers import fixed
from regionplanner.words.about import broken_rules, source_title
from regionplanner.words.chosen import choice_sentences
from regionplanner.words.figures import figure_text
from regionplanner.words.held import held_sentences
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import counted, decimal, enumeration, number
from regionplanner.words.text import words_in

_VALUES: dict[Criterion, tuple[str, str, int]] = {
    "distance": ("report_value_distance", "per_distance", 1),
    "dispersion": ("report_value_dispersion", "per_dispersion", 0),
    "border": ("report_value_border", "per_border", 1),
    "ties": ("report_value_ties", "per_ties", 1),
    "balance": ("report_value_balance", "per_balance", 2),
}
"""Criteria in the order in which they are told: words, words for a unit, decimals."""


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
    words, weights = words_in(language), measured.scenario.criteria
    rows = []
    for name, (_, per, _) in _VALUES.items():
        if name not in measured.values:
            continue
        weight = weights.get(name, 0.0)
        minutes = measured.in_minutes and name in ("distance", "dispersion")
        rows.append(
            CriterionRow(
                what=criterion_text(name, measured, language),
                weight=decimal(weight, language) if weight else "",
                per=words[per.replace("per_", "per_travel_", 1) if minutes else per],
                value=value_text(name, measured.values[name], language),
                unit=unit_text(name, measured, language),
            )
        )
    return rows


def criterion_text(name: Criterion, measured: MeasuredPlan, language: Language) -> str:
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
    words = words_in(language)
    if measured.in_minutes and name == "distance":
        return words["report_value_time"]
    if measured.in_minutes and name == "dispersion":
        return words["report_value_time_spread"]
    figure = figure_text(measured.scenario.balance.column, language)
    return words[_VALUES[name][0]].format(figure=figure)


def value_text(name: Criterion, value: float, language: Language) -> str:
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
    return fixed(value, _VALUES[name][2], language)


def unit_text(name: Criterion, measured: MeasuredPlan, language: Language) -> str:
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
    words, who = words_in(language), measured.scenario.travellers
    if name in ("border", "ties", "balance"):
        keys = {"border": "km", "ties": words["report_unit_ties"]}
        return keys.get(name, words["report_unit_targets"])
    unit = "min" if measured.in_minutes else "km"
    unit = unit if name == "distance" else f"{unit}²"
    return unit if who is None else f"{unit} \N{MULTIPLICATION SIGN} {figure_text(who, language)}"


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
