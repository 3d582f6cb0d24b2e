"""The maps of a report: the plan, each reference and youth region, other plans, areas, borders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.canvas import Canvas, canvas, label_spot, parent_members
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.svg import Kind, Label, MapSheet, svg_map
from regionplanner.maps.colour import LATER, plan_colours
from regionplanner.plan.compare import matched_regions
from regionplanner.plan.plan import Plan, Region, later_units, linked_units
from regionplanner.words.text import plain

_WIDE, _PARENT, _SMALL = 700, 460, 225


@dataclass(frozen=True, slots=True)
class Drawer:
    """What all maps of a report share.

    Attributes
    ----------
    drawn
        The municipalities on a canvas.
    municipalities
        The data.
    parent_lines
        Borders of reference regions.
    colours
        Colour by region code, for every plan.
    """

    drawn: Canvas
    municipalities: Municipalities
    parent_lines: BaseGeometry
    colours: Sequence[Mapping[str, str]]

    def region_lines(self, plan: Plan) -> BaseGeometry:
        """Return the borders of regions, but for those of reference regions."""
        groups = {region.code: region.members for region in plan}
        return self.drawn.borders(groups, without=self.parent_lines)


def drawer(plans: Sequence[Plan], municipalities: Municipalities) -> Drawer:
    """Return what the maps of plans share."""
    drawn = canvas(municipalities, linked_units(plans, municipalities))
    return Drawer(
        drawn=drawn,
        municipalities=municipalities,
        parent_lines=drawn.borders(parent_members(municipalities)),
        colours=plan_colours(plans, municipalities),
    )


def whole_sheet(draw: Drawer, measured: MeasuredPlan) -> MapSheet:
    """Return the map of the whole plan, with the names of its regions."""
    say, plan = measured.say, measured.plan
    description = say("report_map_all", plan=plain(measured.name))
    sheet = _sheet(draw, measured, description, _fills(draw, plan))
    return replace(sheet, region_lines=draw.region_lines(plan))


def other_map(
    draw: Drawer, measured: MeasuredPlan, against: MeasuredPlan, place: int, moved: Sequence[str]
) -> Markup:
    """Return the map of another plan, on which those that move are brightest."""
    still = set(draw.municipalities.frame.index) - set(moved) if moved else ()
    before, plan = matched_regions(against.plan, measured.plan), against.plan
    numbers = {
        region.code: str(measured.numbers[before[region.code]])
        for region in plan
        if region.code in before
    }
    description = measured.say("report_map_other", plan=plain(against.name))
    sheet = _sheet(draw, against, description, _fills(draw, plan, place), numbers)
    return svg_map(draw.drawn, replace(sheet, region_lines=draw.region_lines(plan), faint=still))


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
    kinds = {
        "firm-some": together.ge(0.5) & together.lt(1),
        "firm-most": together.lt(0.5) & together.ne(0),
        "firm-all": together.eq(0),
    }
    strokes = {
        name: draw.drawn.between([*together.index[chosen]]) for name, chosen in kinds.items()
    }
    fills = _fills(draw, measured.plan)
    description = measured.say("report_map_firm")
    sheet = _sheet(draw, measured, description, fills)
    return svg_map(draw.drawn, replace(sheet, faint=fills, strokes=strokes))


def area_map(
    draw: Drawer, measured: MeasuredPlan, colours: Mapping[str, str], *, described: str
) -> Markup:
    """Return the map of the plan with regions in other colours than their own."""
    plan = measured.plan
    fills = {nis: colours[code] for nis, code in plan.assignment.items() if code in colours}
    sheet = _sheet(draw, measured, measured.say(described), fills)
    return svg_map(draw.drawn, replace(sheet, region_lines=draw.region_lines(plan)))


def _sheet(
    draw: Drawer,
    measured: MeasuredPlan,
    description: str,
    fills: Mapping[str, str],
    numbers: Mapping[str, str] | None = None,
) -> MapSheet:
    """Return a map of everything, with the names of regions, without lines."""
    return MapSheet(
        within=draw.municipalities.frame.index,
        description=description,
        fills=fills,
        parent_lines=draw.parent_lines,
        labels=[
            *_region_labels(draw, measured.plan, numbers or _numbers(measured), "overview"),
            *_hole_label(draw, measured),
        ],
        width=_WIDE,
    )


def _hole_label(draw: Drawer, measured: MeasuredPlan) -> Iterator[Label]:
    if draw.drawn.hole is not None:
        yield Label(measured.say("brussels_short"), label_spot(draw.drawn.hole), "place")


def parent_sheet(draw: Drawer, measured: MeasuredPlan, parent: str) -> MapSheet:
    """Return the map of one reference region, with the names of its municipalities."""
    frame, drawn, plan = draw.municipalities.frame, draw.drawn, measured.plan
    own = [str(nis) for nis in frame.index[frame["reference_region"] == parent]]
    inside = [region for region in plan if region.parent == parent]
    shown = sorted({*own, *(nis for region in inside for nis in region.members)})
    name = plain(frame.at[own[0], "reference_region_name"])
    return MapSheet(
        within=shown,
        description=measured.say("report_map_parent", parent=name),
        fills={nis: colour for nis, colour in _fills(draw, plan).items() if nis in set(shown)},
        region_lines=drawn.borders(
            {region.code: region.members for region in inside}, without=draw.parent_lines
        ),
        parent_lines=draw.parent_lines,
        labels=[*_names(draw, shown), *_region_labels(draw, inside, _numbers(measured))],
        width=_PARENT,
        narrow=0,  # a phone shows it at the same width
    )


def region_maps(draw: Drawer, measured: MeasuredPlan) -> dict[str, Markup]:
    """Return the small map of each youth region, with the names of its municipalities, by code.

    A region that is a whole reference region has none: it is the map of that one.
    """
    plan = measured.plan
    fills, lines = _fills(draw, plan), draw.region_lines(plan)
    sizes = draw.municipalities.frame["reference_region"].value_counts()

    def sheet(region: Region) -> MapSheet:
        return MapSheet(
            within=region.members,
            description=measured.say("report_map_region", region=plain(region.label)),
            fills=fills,
            faint=fills.keys() - set(region.members),
            region_lines=lines,
            parent_lines=draw.parent_lines,
            labels=_names(draw, region.members),
            width=_SMALL,
            narrow=0,
            key=f"-{measured.numbers[region.code]}",
        )

    return {
        region.code: svg_map(draw.drawn, sheet(region))
        for region in plan
        if len(region.members) != sizes[region.parent]
    }


def _numbers(measured: MeasuredPlan) -> dict[str, str]:
    return {code: str(number) for code, number in measured.numbers.items()}


def _names(draw: Drawer, units: Sequence[str]) -> list[Label]:
    names = draw.municipalities.frame["name"]
    return [Label(plain(names[nis]), draw.drawn.spots[nis]) for nis in units]


def _region_labels(
    draw: Drawer, plan: Iterable[Region], numbers: Mapping[str, str], kind: Kind = "region"
) -> list[Label]:
    """Return the names of regions, with the number that stands where a name has no room."""
    return [
        Label(
            plain(region.label),
            draw.drawn.spot(region.members),
            kind,
            short=numbers.get(region.code, ""),
        )
        for region in plan
    ]


def _fills(draw: Drawer, plan: Plan, place: int = 0) -> dict[str, str]:
    """Return the colour of every municipality."""
    fills = {nis: draw.colours[place][code] for nis, code in plan.assignment.items()}
    return fills | dict.fromkeys(sorted(later_units(plan, draw.municipalities)), LATER)
