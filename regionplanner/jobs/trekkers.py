"""rank_trekkers: the candidate lead municipalities of each region of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from regionplanner.choice import Language
from regionplanner.files.set_records import Trekker, TrekkersRecord
from regionplanner.plan.plan import Plan
from regionplanner.rollout.tables import trekker_table, trekkers_record
from regionplanner.rollout.trekkers import DEFAULT_WEIGHTS, trekkers
from regionplanner.rules.case import Case
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import reasons_text


@dataclass(frozen=True, slots=True, kw_only=True)
class TrekkersRequest:
    """Regions, and what makes a municipality a candidate lead.

    Attributes
    ----------
    case
        Data, graph and scenario.
    plan
        The regions.
    readiness
        Column of numbers of at least 0 that says how ready a municipality is; None: none does.
    weights
        Of ``readiness``, ``inhabitants`` and ``nearness``.
    most
        How many of each region.
    language
        Of names and reasons in the table.
    """

    case: Case
    plan: Plan
    readiness: str | None = None
    weights: Mapping[str, float] | None = None
    most: int = 2
    language: Language = "nl"


@dataclass(frozen=True, slots=True)
class TrekkersResult:
    """The candidate lead municipalities of each region.

    Attributes
    ----------
    trekkers
        By region, by rank.
    table
        One row each, with a sentence of reasons.
    record
        All that was found, to lie beside the plan.
    """

    trekkers: tuple[Trekker, ...]
    table: pd.DataFrame
    record: TrekkersRecord


def rank_trekkers(request: TrekkersRequest) -> TrekkersResult:
    """Return the candidate lead municipalities of each region, ranked, each with its reasons.

    Parameters
    ----------
    request
        The case, the plan, and what counts.

    Returns
    -------
    TrekkersResult
        The municipalities by region and rank, as values, as a table with a sentence of reasons, and
        as a record.

    Raises
    ------
    DataError
        When the plan names municipalities that the data lack.
    ScenarioError
        When there is no such column of numbers of at least 0, or a weight is not known or below 0.
    """
    plan, units = request.plan, request.case.municipalities
    weights = DEFAULT_WEIGHTS if request.weights is None else request.weights
    leads = trekkers(plan, units, readiness=request.readiness, weights=weights, most=request.most)
    language = spoken(request.language, units)
    table = trekker_table(leads, plan, units, language=request.language)
    table = table.assign(reasons=[reasons_text(lead, language) for lead in leads])
    return TrekkersResult(leads, table, trekkers_record(leads, plan, request.case.scenario))
