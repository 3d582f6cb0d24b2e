"""Growth, support and trekkers in the report: who starts when, who supports and pulls whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.curves import Chart, Frame, Line, polyline
from regionplanner.documents.report.maps import Drawer, area_map
from regionplanner.files.set_records import (
    AreaRecord,
    GrowthRecord,
    SupportRecord,
    TrekkersRecord,
    YearRecord,
)
from regionplanner.maps.colour import palette_colour
from regionplanner.proof import relative_gap
from regionplanner.rollout.trekkers import Trekker
from regionplanner.words.language import Language
from regionplanner.words.sentences import NONE, counted, fixed, number, percent, reasons_text
from regionplanner.words.text import words_in

_FRAME = Frame(width=680, height=250, left=52.0, right=560.0, top=16.0, base=216.0)
_DARK, _PALE = (3, 45, 96), (196, 222, 245)
_NAMES = {"units": "report_growth_units", "children": "report_growth_children"}


@dataclass(frozen=True, slots=True)
class GrowthPart:
    """What the report says of a growth.

    Attributes
    ----------
    sentences
        From how many to how many, and what is proven.
    chart
        What is reached, by year: municipalities and children.
    drawn, signs
        The map with the years in which regions start, and the colour of each year.
    heads, rows
        Of the table of years.
    starts
        A sentence a year: who starts.
    """

    sentences: tuple[str, ...]
    chart: Chart
    drawn: Markup
    signs: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    starts: tuple[Markup, ...]


def growth_part(draw: Drawer, measured: MeasuredPlan, language: Language) -> GrowthPart | None:
    """Return what the report says of the growth of the plan; None where there is none."""
    record = next((one for one in measured.made if isinstance(one, GrowthRecord)), None)
    if record is None or not record.years:
        return None
    words, costs = words_in(language), any(year.cost is not None for year in record.years)
    keys = ["report_head_year", "report_head_regions", "report_head_new", "report_head_units"]
    keys += ["report_head_children", *(["report_head_cost"] if costs else [])]
    colours = _colours([year.year for year in record.years])
    fills = {code: colours[year] for code, year in record.start.items() if year in colours}
    return GrowthPart(
        drawn=area_map(draw, measured, fills, described="report_map_growth"),
        signs=tuple((str(year), colour) for year, colour in colours.items()),
        sentences=tuple(_growth_sentences(record, language)),
        chart=_chart(record.years, measured, language),
        heads=tuple(words[key] for key in keys),
        rows=tuple(_year_row(year, language, costs=costs) for year in record.years),
        starts=tuple(_starts(record, measured, language)),
    )


def _colours(years: Sequence[int]) -> dict[int, str]:
    """Return a colour by year, from dark for the first to pale for the last."""
    steps = max(1, len(years) - 1)
    mixed = {}
    for place, year in enumerate(years):
        share = place / steps
        parts = (
            round(dark + share * (pale - dark)) for dark, pale in zip(_DARK, _PALE, strict=True)
        )
        mixed[year] = "#" + "".join(f"{part:02x}" for part in parts)
    return mixed


def _growth_sentences(record: GrowthRecord, language: Language) -> Iterator[str]:
    words, first, last = words_in(language), record.years[0], record.years[-1]
    yield words["report_growth_lead"].format(
        first=number(first.regions, language),
        first_year=first.year,
        last=number(last.regions, language),
        last_year=last.year,
    )
    gap = relative_gap(record.value, record.bound)
    key = "report_growth_gap" if gap > 0 else "report_growth_proven"
    yield words[key].format(gap=percent(gap, language))
    if record.begun_gap is not None:
        yield words["report_growth_begun"].format(gap=percent(record.begun_gap, language))
    if record.price is not None:
        yield words["report_growth_price"].format(price=fixed(record.price, 1, language))


def _year_row(year: YearRecord, language: Language, *, costs: bool) -> tuple[str, ...]:
    figures = [year.regions, year.new_regions, year.municipalities, year.inhabitants_0_14]
    figures += [None if year.cost is None else round(year.cost)] if costs else []
    cells = (NONE if figure is None else number(figure, language) for figure in figures)
    return (str(year.year), *cells)


def _starts(record: GrowthRecord, measured: MeasuredPlan, language: Language) -> Iterator[Markup]:
    labels = measured.labels
    for year in record.years:
        new = [labels[code] for code, start in record.start.items() if start == year.year]
        if new:
            regions = listed(new, language)
            yield said("report_growth_year", language, year=year.year, regions=regions)
    yield from _waiting(record, measured, language)


def _waiting(record: GrowthRecord, measured: MeasuredPlan, language: Language) -> Iterator[Markup]:
    """Yield who does not start; a record of before these were kept says it by its regions."""
    names, last = measured.municipalities.frame["name"], record.years[-1].year
    regions = [region for region in measured.plan if region.code not in record.start]
    if regions:
        yield said(
            "growth_waiting",
            language,
            year=last,
            regions=counted(len(regions), "regions", language),
            units=counted(sum(len(region.members) for region in regions), "units", language),
        )
    for region in regions:
        members = listed([named(names[nis]) for nis in region.members], language)
        label = measured.labels[region.code]
        yield said("growth_waiting_region", language, region=label, members=members)
    if record.outside:
        outside = listed([named(names[nis]) for nis in record.outside], language)
        yield said("growth_outside", language, members=outside)


def _chart(years: Sequence[YearRecord], measured: MeasuredPlan, language: Language) -> Chart:
    words, frame = words_in(language), measured.municipalities.frame
    up, places = _FRAME.up(0.0, 1.0), _FRAME.columns(len(years))
    shares = {"units": [year.municipalities / len(frame) for year in years]}
    children = [year.inhabitants_0_14 for year in years]
    if "inhabitants_0_14" in frame and all(known is not None for known in children):
        total = float(frame["inhabitants_0_14"].sum())
        shares["children"] = [(known or 0) / total for known in children]
    lines = []
    for kind, values in shares.items():
        points = [(x, up.place(value)) for x, value in zip(places, values, strict=True)]
        lines.append(Line(polyline(points), kind, words[_NAMES[kind]], *points[-1]))
    return Chart(
        frame=_FRAME,
        lines=_apart(lines),
        ticks_x=tuple((x, str(year.year)) for x, year in zip(places, years, strict=True)),
        ticks_y=up.ticks(lambda value: f"{round(100 * value)}\N{NO-BREAK SPACE}%"),
    )


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with names that do not lie over each other: the higher one above."""
    if len(lines) < 2 or abs(lines[0].y - lines[1].y) >= 14:
        return tuple(lines)
    upper, lower = sorted(lines, key=lambda line: line.y)
    middle = (upper.y + lower.y) / 2
    return replace(upper, y=middle - 7), replace(lower, y=middle + 7)


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
    """Return what the report says of the supporters of the plan; None where there are none."""
    record = next((one for one in measured.made if isinstance(one, SupportRecord)), None)
    if record is None:
        return None
    names = sorted(area.supporter for area in record.areas)
    colours = {name: palette_colour(n) for n, name in enumerate(names)}  # as on the map page
    fills = {code: colours[area.supporter] for area in record.areas for code in area.regions}
    return SupportPart(
        sentences=tuple(_support_sentences(record, language)),
        drawn=area_map(draw, measured, fills, described="report_map_support"),
        rows=tuple(
            _supporter_row(area, colours[area.supporter], measured, language)
            for area in record.areas
        ),
    )


def _support_sentences(record: SupportRecord, language: Language) -> Iterator[str]:
    words = words_in(language)
    yield words["report_support_lead"].format(
        meetings=number(record.meetings, language), km=number(round(record.travel_km), language)
    )
    gap = relative_gap(record.travel_km, record.bound_km)
    key = "report_support_gap" if gap > 0 else "report_support_proven"
    yield words[key].format(gap=percent(gap, language))


def _supporter_row(
    area: AreaRecord, colour: str, measured: MeasuredPlan, language: Language
) -> SupporterRow:
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
    """Return who could pull each region; nothing where that was not looked into."""
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
