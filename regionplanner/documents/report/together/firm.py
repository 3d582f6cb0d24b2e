"""Firm and loose borders in the report: how often plans draw a border between neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.report_maps import Drawer
from regionplanner.documents.report.together.maps import firm_map
from regionplanner.score.firmness import border_firmness
from regionplanner.words.language import Language
from regionplanner.words.sentences import number
from regionplanner.words.text import words_in

_FROM = 3  # plans: of fewer there is no telling which borders are firm, as on the map


@dataclass(frozen=True, slots=True)
class FirmRow:
    """Pairs of neighbours of a reference region, or of all.

    Attributes
    ----------
    name
        The reference region.
    firm, loose, never
        How many have a border between them in every plan, in some, and in none.
    """

    name: Markup
    firm: str
    loose: str
    never: str


@dataclass(frozen=True, slots=True)
class FirmPart:
    """What the report says of firm and loose borders.

    Attributes
    ----------
    lead
        What was counted.
    drawn
        The map.
    rows
        By reference region, then in all.
    """

    lead: str
    drawn: Markup
    rows: tuple[FirmRow, ...]


def firm_part(
    draw: Drawer, measured: MeasuredPlan, others: Sequence[MeasuredPlan], language: Language
) -> FirmPart | None:
    """Return what the report says of firm and loose borders; None of fewer than three plans.

    Parameters
    ----------
    draw
        What all maps share.
    measured, others
        The plans.
    language
        Language of the words.
    """
    plans = [one.plan for one in (measured, *others)]
    if len(plans) < _FROM:
        return None
    words, municipalities = words_in(language), measured.municipalities
    shares = border_firmness(plans, municipalities, measured.graph)["together"]
    lead = words["report_firm_lead"].format(plans=number(len(plans), language))
    return FirmPart(lead, firm_map(draw, measured, shares), _rows(measured, shares, language))


def _rows(
    measured: MeasuredPlan, shares: "pd.Series[float]", language: Language
) -> tuple[FirmRow, ...]:
    frame = measured.municipalities.frame
    parents = frame["reference_region"].loc[shares.index.get_level_values(0)].to_numpy()
    names = frame.drop_duplicates("reference_region").set_index("reference_region")
    rows = [
        _row(named(names.at[code, "reference_region_name"], code), own, language)
        for code, own in shares.groupby(parents)
        if (own < 1).any()
    ]
    return (*rows, _row(Markup.escape(words_in(language)["report_all"]), shares, language))


def _row(name: Markup, shares: "pd.Series[float]", language: Language) -> FirmRow:
    firm, never = int((shares == 0).sum()), int((shares == 1).sum())
    counts = (firm, len(shares) - firm - never, never)
    return FirmRow(name, *(number(count, language) for count in counts))
