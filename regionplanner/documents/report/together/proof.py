"""What is proven of a plan that was made with others, in plain sentences."""

from collections.abc import Iterator
from functools import singledispatch

from regionplanner.documents.marked import said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.question import criterion_text, unit_text, value_text
from regionplanner.files.set_records import (
    AlternativesRecord,
    FrontRecord,
    GrowthRecord,
    MergeRecord,
    RepairRecord,
    SetRecord,
)
from regionplanner.words.language import Language
from regionplanner.words.sentences import decimal, proof_sentence
from regionplanner.words.text import words_in


def together_proof(measured: MeasuredPlan, language: Language) -> list[str]:
    """Return what is proven, the most important first; nothing where nothing is.

    Parameters
    ----------
    measured
        The plan, with the records of what made it.
    language
        Language of the sentences.
    """
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
