"""The maps of a report: the plan, each reference and youth region, other plans, areas, borders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.canvas import Paper, paper
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.svg import Label, MapSheet, svg_map
from regionplanner.maps.colour import LATER, plan_colours
from regionplanner.plan.compare import matched_regions
from regionplanner.plan.plan import Plan, Region
from regionplanner.words.language import Language, plain
from regionplanner.words.text import words_in

WIDE, _PARENT, _SMALL = 700, 460, 225


@dataclass(frozen=True, slots=True)
class Drawer:
    """What all maps of a report share.

    Attributes
    ----------
    drawn
        The municipalities on paper.
    municipalities
        The data.
    parent_lines
        Borders of reference regions.
    colours
        Colour by region code, for every plan.
    language
        Of the descriptions.
    """

    drawn: Paper
    municipalities: Municipalities
    parent_lines: BaseGeometry
    colours: Sequence[Mapping[str, str]]
    language: Language


def drawer(plans: Sequence[Plan], municipalities: Municipalities, language: Language) -> Drawer:
    """Return what the maps of plans share."""
    drawn = paper(municipalities)
    parents: dict[str, list[str]] = {}
    for nis, parent in municipalities.frame["reference_region"].items():
        parents.setdefault(str(parent), []).append(str(nis))
    return Drawer(
        drawn=drawn,
        municipalities=municipalities,
        parent_lines=drawn.borders(parents),
        colours=plan_colours(plans, municipalities),
        language=language,
    )


def whole_map(draw: Drawer, measured: MeasuredPlan) -> Markup:
    """Return the map of the whole plan, with the names of its regions."""
    labels = {code: str(number) for code, number in measured.numbers.items()}
    return _map(draw, measured, 0, described="report_map_all", labels=labels)


def other_map(
    draw: Drawer, measured: MeasuredPlan, other: MeasuredPlan, place: int, moved: Sequence[str]
) -> Markup:
    """Return the map of another plan, on which those that move are brightest."""
    still = set(draw.municipalities.frame.index) - set(moved) if moved else ()
    before = matched_regions(other.plan, measured.plan)
    labels = {
        region.code: str(measured.numbers[before[region.code]])
        if region.code in before
        else plain(region.label)
        for region in other.plan
    }
    return _map(
        draw,
        other,
        place,
        described="report_map_other",
        labels=labels,
        faint=tuple(sorted(still)),
    )


def parent_map(draw: Drawer, measured: MeasuredPlan, parent: str) -> Markup:
    """Return the map of one reference region, with the names of its municipalities."""
    frame, drawn, plan = draw.municipalities.frame, draw.drawn, measured.plan
    own = [str(nis) for nis in frame.index[frame["reference_region"] == parent]]
    regions = {r.code: r.members for r in plan if r.parent == parent}
    shown = sorted({*own, *(nis for members in regions.values() for nis in members)})
    fills = {nis: colour for nis, colour in plan_fills(draw, plan, 0).items() if nis in set(shown)}
    names = [Label(plain(frame.at[nis, "name"]), drawn.spots[nis]) for nis in shown]
    names += region_numbers(draw, measured, {code: str(measured.numbers[code]) for code in regions})
    description = words_in(draw.language)["report_map_parent"].format(
        parent=plain(frame.at[own[0], "reference_region_name"])
    )
    sheet = MapSheet(
        within=shown,
        description=description,
        fills=fills,
        region_lines=drawn.borders(regions, without=draw.parent_lines),
        parent_lines=draw.parent_lines,
        labels=names,
        width=_PARENT,
        narrow=0,  # a phone shows it at the same width
    )
    return svg_map(drawn, sheet)


def region_maps(draw: Drawer, measured: MeasuredPlan) -> dict[str, Markup]:
    """Return the small map of each youth region, with the names of its municipalities, by code.

    A region that is a whole reference region has none: it is the map of that one.
    """
    drawn, plan = draw.drawn, measured.plan
    lines = drawn.borders({r.code: r.members for r in plan}, without=draw.parent_lines)
    sizes = draw.municipalities.frame["reference_region"].value_counts()
    return {
        region.code: svg_map(drawn, _region_sheet(draw, measured, region, lines))
        for region in plan
        if len(region.members) != sizes[region.parent]
    }


def _region_sheet(
    draw: Drawer, measured: MeasuredPlan, region: Region, lines: BaseGeometry
) -> MapSheet:
    names, fills = draw.municipalities.frame["name"], plan_fills(draw, measured.plan, 0)
    words = words_in(draw.language)
    return MapSheet(
        within=region.members,
        description=words["report_map_region"].format(region=plain(region.label)),
        fills=fills,
        faint=fills.keys() - set(region.members),
        region_lines=lines,
        parent_lines=draw.parent_lines,
        labels=[Label(plain(names[nis]), draw.drawn.spots[nis]) for nis in region.members],
        width=_SMALL,
        narrow=0,
        key=f"-{measured.numbers[region.code]}",
    )


def swatches(draw: Drawer) -> Mapping[str, str]:
    """Return the colour of each region of the first plan, by code."""
    return draw.colours[0]


def link_names(draw: Drawer) -> str:
    """Return who is connected without a shared border, for a legend."""
    names, both = draw.municipalities.frame["name"], words_in(draw.language)["and"]
    return ", ".join(
        f" {both} ".join(plain(names[nis]) for nis in pair) for pair in draw.drawn.links
    )


def _map(
    draw: Drawer,
    measured: MeasuredPlan,
    place: int,
    *,
    described: str,
    labels: Mapping[str, str],
    faint: Sequence[str] = (),
) -> Markup:
    drawn, plan = draw.drawn, measured.plan
    regions = {region.code: region.members for region in plan}
    sheet = MapSheet(
        within=draw.municipalities.frame.index,
        description=words_in(draw.language)[described].format(plan=plain(measured.name)),
        fills=plan_fills(draw, plan, place),
        faint=faint,
        region_lines=drawn.borders(regions, without=draw.parent_lines),
        parent_lines=draw.parent_lines,
        labels=region_numbers(draw, measured, labels),
        width=WIDE,
    )
    return svg_map(drawn, sheet)


def region_numbers(draw: Drawer, measured: MeasuredPlan, labels: Mapping[str, str]) -> list[Label]:
    """Return the labels of regions."""
    return [
        Label(labels[region.code], draw.drawn.spot(region.members), "region")
        for region in measured.plan
        if region.code in labels
    ]


def plan_fills(draw: Drawer, plan: Plan, number: int) -> dict[str, str]:
    """Return the colour of every municipality."""
    fills = {nis: draw.colours[number][code] for nis, code in plan.assignment.items()}
    scenario = plan.scenario
    if scenario is not None and scenario.coverage is not None:
        waiting = set(draw.municipalities.frame.index) - set(fills) - set(scenario.leave_out)
        fills |= dict.fromkeys(sorted(waiting), LATER)
    return fills


def firm_map(draw: Drawer, measured: MeasuredPlan, together: "pd.Series[float]") -> Markup:
    """Return the map of firm and loose borders.

    Parameters
    ----------
    draw
        What all maps share; the plan is its first.
    measured
        The plan.
    together
        Share of plans that have a pair of neighbours (index: their NIS codes) in one region.
    """
    kinds = {"firm-some": together.ge(0.5) & together.lt(1), "firm-most": together.lt(0.5)}
    kinds["firm-all"] = together.eq(0)
    kinds["firm-most"] &= ~kinds["firm-all"]
    fills, labels = plan_fills(draw, measured.plan, 0), measured.numbers
    sheet = MapSheet(
        within=draw.municipalities.frame.index,
        description=words_in(draw.language)["report_map_firm"],
        fills=fills,
        faint=fills,
        strokes={
            name: draw.drawn.between([*together.index[chosen]]) for name, chosen in kinds.items()
        },
        parent_lines=draw.parent_lines,
        labels=region_numbers(
            draw, measured, {code: str(number) for code, number in labels.items()}
        ),
        width=WIDE,
    )
    return svg_map(draw.drawn, sheet)


def area_map(
    draw: Drawer, measured: MeasuredPlan, colours: Mapping[str, str], *, described: str
) -> Markup:
    """Return the map of the plan with regions in other colours than their own."""
    drawn, plan, numbers = draw.drawn, measured.plan, measured.numbers
    sheet = MapSheet(
        within=draw.municipalities.frame.index,
        description=words_in(draw.language)[described],
        fills={nis: colours[code] for nis, code in plan.assignment.items() if code in colours},
        region_lines=drawn.borders({r.code: r.members for r in plan}, without=draw.parent_lines),
        parent_lines=draw.parent_lines,
        labels=region_numbers(draw, measured, {code: str(n) for code, n in numbers.items()}),
        width=WIDE,
    )
    return svg_map(drawn, sheet)
