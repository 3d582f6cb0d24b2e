"""Growth, support and trekkers in the report: who starts when, who supports and leads whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.curves import Chart, ChartFrame, Line, polyline
from regionplanner.documents.report.maps import Drawer, area_map
from regionplanner.files.set_records import (
    AreaRecord,
    GrowthRecord,
    SupportRecord,
    TrekkersRecord,
    YearRecord,
)
from regionplanner.maps.colour import palette_colour, step_colours
from regionplanner.proof import relative_gap
from regionplanner.words.sentences import NONE, gap_text, reasons_text

_FRAME = ChartFrame(width=680, height=250, left=52.0, right=560.0, top=16.0, base=216.0)


def growth_part(draw: Drawer, measured: MeasuredPlan) -> dict[str, Any] | None:
    """Return what the report says of the growth of the plan; None where there is none."""
    record = measured.made_by(GrowthRecord)
    if record is None or not record.years:
        return None
    costs = any(year.cost is not None for year in record.years)
    heads = ["report_head_year", "report_head_regions", "report_head_new", "report_head_units"]
    heads += ["report_head_children", *(["report_head_cost"] if costs else [])]
    colours = dict(
        zip((year.year for year in record.years), step_colours(len(record.years)), strict=True)
    )
    fills = {code: colours[year] for code, year in record.start.items() if year in colours}
    return {
        "drawn": area_map(draw, measured, fills, described="report_map_growth"),
        "signs": list(colours.items()),
        "sentences": list(_growth_sentences(record, measured)),
        "chart": _chart(record.years, measured),
        "heads": [measured.say(head) for head in heads],
        "rows": [_year_row(year, measured, costs=costs) for year in record.years],
        "starts": list(_starts(record, measured)),
    }


def _growth_sentences(record: GrowthRecord, measured: MeasuredPlan) -> Iterator[Markup]:
    say, first, last = measured.say, record.years[0], record.years[-1]
    yield say(
        "report_growth_lead",
        first=say.number(first.regions),
        first_year=first.year,
        last=say.number(last.regions),
        last_year=last.year,
    )
    gap = relative_gap(record.value, record.bound)
    yield say(
        "report_growth_gap" if gap > 0 else "report_growth_proven", gap=gap_text(gap, say.language)
    )
    if record.begun_gap is not None:
        yield say("report_growth_begun", gap=gap_text(record.begun_gap, say.language))
    if record.price is not None:
        yield say("report_growth_price", price=say.fixed(record.price))


def _year_row(year: YearRecord, measured: MeasuredPlan, *, costs: bool) -> list[str]:
    figures = [year.regions, year.new_regions, year.municipalities, year.inhabitants_0_14]
    figures += [None if year.cost is None else round(year.cost)] if costs else []
    cells = (NONE if figure is None else measured.say.number(figure) for figure in figures)
    return [str(year.year), *cells]


def _starts(record: GrowthRecord, measured: MeasuredPlan) -> Iterator[Markup]:
    """Yield who starts in each year, and who does not: old records say that by their regions."""
    say, labels, last = measured.say, measured.labels, record.years[-1].year
    for year in record.years:
        new = [labels[code] for code, start in record.start.items() if start == year.year]
        if new:
            yield say("report_growth_year", year=year.year, regions=say.listed(new))
    waiting = [region for region in measured.plan if region.code not in record.start]
    if waiting:
        yield say(
            "growth_waiting",
            year=last,
            regions=say.counted(len(waiting), "regions"),
            units=say.counted(sum(len(region.members) for region in waiting), "units"),
        )
    for region in waiting:
        members = say.listed([_name(nis, measured) for nis in region.members])
        yield say("growth_waiting_region", region=labels[region.code], members=members)
    if record.outside:
        members = say.listed([_name(nis, measured) for nis in record.outside])
        yield say("growth_outside", members=members)


def _name(nis: str, measured: MeasuredPlan) -> Markup:
    return named(measured.case.municipalities.frame.at[nis, "name"])


def _chart(years: Sequence[YearRecord], measured: MeasuredPlan) -> Chart:
    frame, up, places = (
        measured.case.municipalities.frame,
        _FRAME.up(0.0, 1.0),
        _FRAME.columns(len(years)),
    )
    shares = {"units": [year.municipalities / len(frame) for year in years]}
    children = [year.inhabitants_0_14 for year in years]
    if "inhabitants_0_14" in frame and all(known is not None for known in children):
        total = float(frame["inhabitants_0_14"].sum())
        shares["children"] = [(known or 0) / total for known in children]
    names = {"units": "report_growth_units", "children": "report_growth_children"}
    lines = []
    for kind, values in shares.items():
        points = [(x, up.place(value)) for x, value in zip(places, values, strict=True)]
        lines.append(Line(polyline(points), kind, measured.say(names[kind]), *points[-1]))
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


def support_part(draw: Drawer, measured: MeasuredPlan) -> dict[str, Any] | None:
    """Return what the report says of the supporters of the plan; None where there are none."""
    record, say = measured.made_by(SupportRecord), measured.say
    if record is None:
        return None
    names = sorted(area.supporter for area in record.areas)
    colours = {name: palette_colour(n) for n, name in enumerate(names)}  # as on the map page
    fills = {code: colours[area.supporter] for area in record.areas for code in area.regions}
    gap = relative_gap(record.travel_km, record.bound_km)
    travel = say.number(round(record.travel_km))
    return {
        "sentences": [
            say("report_support_lead", meetings=say.number(record.meetings), km=travel),
            say(
                "report_support_gap" if gap > 0 else "report_support_proven",
                gap=gap_text(gap, say.language),
            ),
        ],
        "drawn": area_map(draw, measured, fills, described="report_map_support"),
        "rows": [_supporter_row(area, colours[area.supporter], measured) for area in record.areas],
    }


def _supporter_row(area: AreaRecord, colour: str, measured: MeasuredPlan) -> dict[str, Any]:
    say, children, home = measured.say, area.inhabitants_0_14, measured.unit(area.home)
    counts = (len(area.regions), area.municipalities, children, round(area.travel_km))
    return {
        "colour": colour,
        "name": named(area.supporter),
        "home": say("support_home_chosen", home=home) if area.home_chosen else home,
        "figures": [
            say.percent(area.share).replace(",0", "").replace(".0", ""),
            *(NONE if count is None else say.number(count) for count in counts),
        ],
        "regions": say.listed([measured.labels[code] for code in area.regions]),
    }


def trekker_rows(measured: MeasuredPlan) -> list[tuple[Markup, list[Markup]]]:
    """Return the candidate lead municipalities of each region, a sentence each, where known."""
    record = measured.made_by(TrekkersRecord)
    rows: dict[str, list[Markup]] = {}
    for lead in record.trekkers if record else ():
        reasons = reasons_text(lead, measured.say.language)
        text = measured.say("report_trekker", name=measured.unit(lead.nis), reasons=reasons)
        rows.setdefault(lead.region, []).append(text)
    return [(measured.labels[code], texts) for code, texts in rows.items()]
