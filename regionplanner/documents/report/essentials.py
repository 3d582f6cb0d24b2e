"""The essentials of a plan in a few lines, and its proof in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, parents_text, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import fixed
from regionplanner.documents.report.together.proof import together_proof
from regionplanner.score.kept import whole_groups
from regionplanner.score.oddities import extremes, far_units
from regionplanner.words.about import summary_text
from regionplanner.words.language import Language
from regionplanner.words.sentences import counted, number, proof_sentence
from regionplanner.words.text import words_in


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
    """Return the lines of the summary.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the lines.
    """
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
    """Return how good the plan is known to be, in plain sentences, the most important first.

    Parameters
    ----------
    measured
        Without a record nothing is known, but for plans that were made together.
    language
        Language of the sentences.
    """
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
