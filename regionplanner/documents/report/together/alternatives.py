"""Alternatives in the report: what each costs, and how different it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import fixed, percent
from regionplanner.files.set_records import AlternativesRecord
from regionplanner.words.language import Language
from regionplanner.words.sentences import decimal, number
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """A plan that costs little more than the best, or the best itself.

    Attributes
    ----------
    name
        What it is called.
    objective, more
        What it costs, and how much that is above the best.
    from_best, in_all, at_most
        Neighbouring pairs in which it differs from the best, from all earlier ones, and the
        proven most of the latter; empty for the best.
    here
        Whether the report is about it.
    """

    name: Markup
    objective: str
    more: str
    from_best: str
    in_all: str
    at_most: str
    here: bool


@dataclass(frozen=True, slots=True)
class AlternativesPart:
    """What the report says of alternatives.

    Attributes
    ----------
    lead
        How they were chosen.
    rows
        The best plan and the alternatives.
    """

    lead: str
    rows: tuple[AlternativeRow, ...]


def alternatives_part(
    measured: MeasuredPlan, others: Sequence[MeasuredPlan], language: Language
) -> AlternativesPart | None:
    """Return what the report says of the alternatives that the plan is one of; None without any.

    Parameters
    ----------
    measured
        The plan.
    others
        Other plans in the report, for what they are called.
    language
        Language of the words.
    """
    record = next((one for one in measured.made if isinstance(one, AlternativesRecord)), None)
    if record is None:
        return None
    words = words_in(language)
    called = {one.sha256: named(one.name) for one in (measured, *others)}
    best = record.best
    rows = [
        AlternativeRow(
            name=called.get(best.plan_sha256) or Markup.escape(words["set_best"]),
            objective=fixed(best.objective, 1, language),
            more="",
            from_best="",
            in_all="",
            at_most="",
            here=best.plan_sha256 == measured.sha256,
        )
    ]
    for n, one in enumerate(record.alternatives, 1):
        more = (one.objective - best.objective) / abs(best.objective) if best.objective else 0.0
        rows.append(
            AlternativeRow(
                name=called.get(one.plan_sha256)
                or Markup.escape(words["set_alternative"].format(number=n)),
                objective=fixed(one.objective, 1, language),
                more=percent(more, language, sign=True),
                from_best=number(one.pairs_that_differ[0], language),
                in_all=number(one.pairs_in_all, language),
                at_most=number(one.proven_most, language),
                here=one.plan_sha256 == measured.sha256,
            )
        )
    within = decimal(round(100 * record.within, 6), language) + "\N{NO-BREAK SPACE}%"
    return AlternativesPart(words["report_alternatives_lead"].format(within=within), tuple(rows))
