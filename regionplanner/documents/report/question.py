"""What was asked, what had to hold and what counted; the essentials of the plan, and its proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from markupsafe import Markup

from regionplanner.choices import count_range
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.documents.marked import listed, parents_text, said
from regionplanner.documents.measured import MeasuredPlan, data_dates
from regionplanner.files.set_records import (
    AlternativesRecord,
    FrontRecord,
    GrowthRecord,
    MergeRecord,
    RepairRecord,
    SetRecord,
)
from regionplanner.score.groups import whole_groups
from regionplanner.score.oddities import extremes, far_units
from regionplanner.words.about import broken_rules, choice_sentences, source_title, summary_text
from regionplanner.words.language import Language, plain
from regionplanner.words.rule_text import held_sentences
from regionplanner.words.sentences import (
    counted,
    criterion_unit,
    criterion_word,
    decimal,
    enumeration,
    figure_text,
    fixed,
    number,
    proof_sentence,
)
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
    """Return what was asked, a sentence each."""
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
    """Return the rules, a sentence each."""
    return list(held_sentences(measured.plan, measured.scenario, measured.municipalities, language))


def chosen_for(measured: MeasuredPlan, language: Language) -> str:
    """Return what the plan was chosen for, in a paragraph; nothing where it was not chosen."""
    chosen = any(record.proof(measured.sha256) for record in measured.made)
    if measured.record is None and not chosen:
        return ""
    found = choice_sentences(measured.plan, measured.municipalities, language)
    return found[0] if found else ""


def criterion_rows(measured: MeasuredPlan, language: Language) -> list[CriterionRow]:
    """Return every criterion with its weight and what the plan has of it."""
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
    """Return what a criterion measures."""
    figure = figure_text(measured.scenario.balance.column, language)
    minutes = measured.in_minutes
    return criterion_word(name, "report", language, in_minutes=minutes, figure=figure)


def value_text(name: CriterionName, value: float, language: Language) -> str:
    """Return the value of a criterion as people write it."""
    if name == "ties" and value == round(value):
        return number(value, language)
    return fixed(value, CRITERIA[name].decimals, language)


def unit_text(name: CriterionName, measured: MeasuredPlan, language: Language) -> str:
    """Return the unit of a criterion."""
    who = measured.scenario.travellers
    return criterion_unit(name, language, in_minutes=measured.in_minutes, travellers=who)


def points_text(measured: MeasuredPlan, language: Language) -> str:
    """Return what a point of the score is."""
    words = words_in(language)
    parts = [
        words["report_point"].format(weight=row.weight, per=row.per)
        for row in criterion_rows(measured, language)
        if row.weight
    ]
    return words["report_points"].format(parts=enumeration(parts, language))


def broken_sentences(measured: MeasuredPlan, language: Language) -> list[Markup]:
    """Return the rules that a plan breaks, a sentence a rule."""
    labels = measured.labels
    return [
        said(key, language, regions=Markup(", ").join(labels[code] for code in codes))
        for key, codes in broken_rules(measured.plan).items()
    ]


def together_proof(measured: MeasuredPlan, language: Language) -> list[str]:
    """Return what is proven, the most important first; nothing where nothing is."""
    found = [text for record in measured.made for text in _proof(record, measured, language)]
    return [*found, words_in(language)["report_proof_holds"]] if found else []


@singledispatch
def _proof(record: SetRecord, measured: MeasuredPlan, language: Language) -> Iterator[str]:  # noqa: ARG001
    return iter(())  # nothing of the plan itself


@_proof.register
def _(record: GrowthRecord, measured: MeasuredPlan, language: Language) -> Iterator[str]:  # noqa: ARG001
    if record.price is not None:
        yield words_in(language)["report_begun_proven"]


@_proof.register
def _(record: AlternativesRecord, measured: MeasuredPlan, language: Language) -> Iterator[str]:
    yield proof_sentence(record.proof(measured.sha256), language)


@_proof.register
def _(record: FrontRecord, measured: MeasuredPlan, language: Language) -> Iterator[str]:
    point = next(one for one in record.points if one.plan_sha256 == measured.sha256)
    yield str(
        said(
            "report_front_proof",
            language,
            allowed=value_text(record.second, point.allowed, language),
            unit=unit_text(record.second, measured, language),
            second=criterion_text(record.second, measured, language),
            bound=value_text(record.first, point.bound, language),
            least_unit=unit_text(record.first, measured, language),
            first=criterion_text(record.first, measured, language),
        )
    )


@_proof.register
def _(record: RepairRecord, measured: MeasuredPlan, language: Language) -> Iterator[str]:  # noqa: ARG001
    words = words_in(language)
    if record.weight == record.proven_least:
        yield words["report_repair_proven"]
        if record.cheapest_of_these:
            yield words["report_repair_cheapest"]
    else:
        least = decimal(record.proven_least, language)
        yield words["report_repair_bound"].format(least=least)


@_proof.register
def _(record: MergeRecord, measured: MeasuredPlan, language: Language) -> Iterator[str]:
    if record.proven and measured.sha256 == record.mended_sha256:
        yield words_in(language)["report_mended_proven"]


@dataclass(frozen=True, slots=True)
class Essential:
    """A line of the summary.

    Attributes
    ----------
    label
        What it is about, in a word.
    text
        What is said.
    """

    label: str
    text: Markup


def essentials(measured: MeasuredPlan, language: Language) -> list[Essential]:
    """Return the lines of the summary."""
    words = words_in(language)
    n_parents = len({region.parent for region in measured.plan})
    division = said(
        "report_division",
        language,
        summary=summary_text(measured.plan, measured.municipalities, language),
        parents=parents_text(n_parents, language),
    )
    lines = [
        Essential(words["report_division_label"], division),
        Essential(words["report_size_label"], _sizes(measured, language)),
    ]
    lines += [Essential(words["report_near_label"], text) for text in _nearness(measured, language)]
    lines += [Essential(words["report_kept_label"], text) for text in _kept(measured, language)]
    proof = " ".join(proof_sentences(measured, language)[:1])
    return [*lines, Essential(words["report_proof_label"], Markup("{}").format(proof))]


def proof_sentences(measured: MeasuredPlan, language: Language) -> list[str]:
    """Return how good the plan is known to be, in plain sentences, the most important first."""
    words, record = words_in(language), measured.record
    if record is None:
        return together_proof(measured, language) or [words["report_unproven_hand"]]
    found = [proof_sentence(measured.plan.proof, language)]
    if record.n_candidates:
        n_candidates = number(record.n_candidates, language)
        key = "report_candidates_one" if record.n_candidates == 1 else "report_candidates_many"
        found.append(words[key].format(count=n_candidates))
    return [*found, words["report_proof_holds"]]


def _sizes(measured: MeasuredPlan, language: Language) -> Markup:
    score = measured.score
    units = extremes(score, "municipalities")
    assert units is not None  # noqa: S101 (every region has members)
    if units.least == units.most:
        each = counted(round(units.most), "units", language)
        text = said("report_size_same", language, units=each)
    else:
        least, most = number(units.least, language), number(units.most, language)
        text = said("report_size_units", language, least=least, most=most)
    people = extremes(score, "inhabitants")
    if people is None:
        return text
    if people.least == people.most:
        every = number(people.most, language)
        same = said("report_size_people_same", language, inhabitants=every)
        return Markup("{}; {}").format(text, same)
    inhabitants = said(
        "report_size_people",
        language,
        least=number(people.least, language),
        small=listed([measured.labels[code] for code in people.smallest], language),
        most=number(people.most, language),
        large=listed([measured.labels[code] for code in people.largest], language),
    )
    return Markup("{}; {}").format(text, inhabitants)


def _nearness(measured: MeasuredPlan, language: Language) -> Iterator[Markup]:
    far = far_units(measured.plan, measured.municipalities)
    if far:
        yield said(
            "report_near_min" if measured.in_minutes else "report_near_km",
            language,
            mean=fixed(sum(unit.travel for unit in far) / len(far), 1, language),
            most=fixed(far[0].travel, 1, language),
            unit=measured.unit(far[0].unit),
        )


def _kept(measured: MeasuredPlan, language: Language) -> Iterator[Markup]:
    groups = measured.groups.get("jeugdregio", ())
    if groups:
        n_kept = len(whole_groups(groups))
        yield said(
            "report_kept_one" if len(groups) == 1 else "report_kept_many",
            language,
            kept=number(n_kept, language),
            count=number(len(groups), language),
        )
