"""Support and trekkers in the report: who supports whom, and who could pull."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import NONE, percent
from regionplanner.documents.report.report_maps import Drawer
from regionplanner.documents.report.together.maps import area_map
from regionplanner.files.set_records import AreaRecord, SupportRecord, TrekkersRecord
from regionplanner.maps.colour import palette_colour
from regionplanner.proof import relative_gap
from regionplanner.rollout.trekkers import Trekker
from regionplanner.words.language import Language
from regionplanner.words.sentences import number
from regionplanner.words.text import words_in
from regionplanner.words.trekkers import reasons_text


@dataclass(frozen=True, slots=True)
class SupporterRow:
    """A supporter: colour on the map, name, home, figures, and the regions they have."""

    colour: str
    name: Markup
    home: Markup
    figures: tuple[str, ...]
    regions: Markup


@dataclass(frozen=True, slots=True)
class SupportPart:
    """What the report says of support: sentences, the map, and a row a supporter."""

    sentences: tuple[str, ...]
    drawn: Markup
    rows: tuple[SupporterRow, ...]


@dataclass(frozen=True, slots=True)
class TrekkerRow:
    """A region and who could pull it, a sentence each."""

    region: Markup
    sentences: tuple[Markup, ...]


def support_part(draw: Drawer, measured: MeasuredPlan, language: Language) -> SupportPart | None:
    """Return what the report says of the supporters of the plan; None where there are none.

    Parameters
    ----------
    draw
        What all maps share.
    measured
        The plan.
    language
        Language of the words.
    """
    record = next((one for one in measured.made if isinstance(one, SupportRecord)), None)
    if record is None:
        return None
    names = sorted(area.supporter for area in record.areas)
    colours = {name: palette_colour(n) for n, name in enumerate(names)}  # as on the map page
    fills = {code: colours[area.supporter] for area in record.areas for code in area.regions}
    return SupportPart(
        sentences=tuple(_sentences(record, language)),
        drawn=area_map(draw, measured, fills, described="report_map_support"),
        rows=tuple(
            _row(area, colours[area.supporter], measured, language) for area in record.areas
        ),
    )


def _sentences(record: SupportRecord, language: Language) -> Iterator[str]:
    words = words_in(language)
    yield words["report_support_lead"].format(
        meetings=number(record.meetings, language), km=number(round(record.travel_km), language)
    )
    gap = relative_gap(record.travel_km, record.bound_km)
    key = "report_support_gap" if gap > 0 else "report_support_proven"
    yield words[key].format(gap=percent(gap, language))


def _row(area: AreaRecord, colour: str, measured: MeasuredPlan, language: Language) -> SupporterRow:
    children, home = area.inhabitants_0_14, measured.unit(area.home)
    return SupporterRow(
        colour=colour,
        name=named(area.supporter),
        home=said("support_home_chosen", language, home=home) if area.home_chosen else home,
        figures=(
            percent(area.share, language).replace(",0", "").replace(".0", ""),
            number(len(area.regions), language),
            number(area.municipalities, language),
            NONE if children is None else number(children, language),
            number(round(area.travel_km), language),
        ),
        regions=listed([measured.labels[code] for code in area.regions], language),
    )


def trekker_rows(measured: MeasuredPlan, language: Language) -> tuple[TrekkerRow, ...]:
    """Return who could pull each region; nothing where that was not looked into.

    Parameters
    ----------
    measured
        The plan.
    language
        Language of the sentences.
    """
    record = next((one for one in measured.made if isinstance(one, TrekkersRecord)), None)
    if record is None:
        return ()
    found: dict[str, list[Markup]] = {}
    for one in record.trekkers:
        text = said(
            "report_trekker",
            language,
            name=measured.unit(one.nis),
            reasons=reasons_text(Trekker(**one.model_dump()), language),
        )
        found.setdefault(one.region, []).append(text)
    return tuple(TrekkerRow(measured.labels[code], tuple(texts)) for code, texts in found.items())
