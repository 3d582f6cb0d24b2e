"""Borders between regions that another plan has, and those that it does without."""

from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import fixed, signed
from regionplanner.plan.borders import BorderChange, border_change
from regionplanner.words.language import Language
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True)
class BorderRow:
    """Borders that come and go in one reference region, or in all.

    Attributes
    ----------
    name
        The reference region.
    gained, lost, net
        How much border [km].
    """

    name: Markup
    gained: str
    lost: str
    net: str


def border_rows(
    measured: MeasuredPlan, other: MeasuredPlan, language: Language
) -> tuple[BorderRow, ...]:
    """Return the borders that come and go, by reference region where any do, then in all.

    Parameters
    ----------
    measured
        The plan that the report is about.
    other
        The other plan.
    language
        Language of the figures.
    """
    found = border_change(other.plan, measured.plan, measured.graph)
    frame = measured.municipalities.frame
    parents = frame["reference_region"]
    changed = sorted({parents[border.one] for border in (*found.gained, *found.lost)})
    names = frame.drop_duplicates("reference_region").set_index("reference_region")
    rows = [
        _row(
            named(names.at[code, "reference_region_name"], code),
            BorderChange(
                gained=tuple(one for one in found.gained if parents[one.one] == code),
                lost=tuple(one for one in found.lost if parents[one.one] == code),
            ),
            language,
        )
        for code in changed
    ]
    if len(rows) > 1:
        rows.append(_row(Markup.escape(words_in(language)["report_all"]), found, language))
    return tuple(rows)


def _row(name: Markup, change: BorderChange, language: Language) -> BorderRow:
    return BorderRow(
        name=name,
        gained=fixed(change.gained_km, 1, language),
        lost=fixed(change.lost_km, 1, language),
        net=signed(change.gained_km - change.lost_km, 1, language),
    )
