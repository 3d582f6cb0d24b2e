"""Atlas: plans on the same data with all that municipality pages share, and their maps."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from regionplanner.choice import Language
from regionplanner.data.check import drawable
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.canvas import (
    Canvas,
    Spot,
    canvas,
    label_spot,
    parent_members,
)
from regionplanner.documents.svg import Kind, Label, MapSheet, svg_map
from regionplanner.maps.colour import LATER, plan_colours
from regionplanner.naming import alphabet
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan, Region, later_units, linked_units
from regionplanner.score.groups import Group, groups_of, membership_columns
from regionplanner.words.sentences import enumeration
from regionplanner.words.text import plain, words_in

_SMALL_TOLERANCE_M = 300.0


@dataclass(frozen=True, slots=True)
class AtlasCanvas:
    """A canvas and the lines on it.

    Attributes
    ----------
    canvas
        The units.
    parent_lines
        Borders of the reference regions.
    region_lines
        Borders of the regions, by name of the plan.
    hole_spot
        Where the name of the Brussels-Capital Region goes, where the units leave it out.
    """

    canvas: Canvas
    parent_lines: BaseGeometry
    region_lines: Mapping[str, BaseGeometry]
    hole_spot: Spot | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A municipality next to another.

    Attributes
    ----------
    nis
        Its code.
    border_km
        Length of the shared border [km]; None for a declared link without one.
    """

    nis: str
    border_km: float | None


@dataclass(frozen=True, slots=True)
class Atlas:
    """Plans on the same data; the first is the proposal that the pages report.

    Attributes
    ----------
    municipalities
        The data.
    plans
        By name.
    regions
        Region of every municipality that is in one, by name of the plan.
    later
        Municipalities that a plan leaves for later, by its name.
    colours
        Colour by region code, by name of the plan.
    parents
        Municipalities of every reference region.
    neighbours
        Of every municipality, by name of the neighbour.
    groups
        Existing groups of every municipality under the first plan, by membership column; None for
        a group that it is alone in.
    large, small
        For a map across the page, and for small ones of the other plans (of these only).
    spots
        Where the label of a region of the first plan goes, by code.
    """

    municipalities: Municipalities
    plans: Mapping[str, Plan]
    regions: Mapping[str, Mapping[str, Region]]
    later: Mapping[str, frozenset[str]]
    colours: Mapping[str, Mapping[str, str]]
    parents: Mapping[str, tuple[str, ...]]
    neighbours: Mapping[str, tuple[Neighbour, ...]]
    groups: Mapping[str, Mapping[str, Group | None]]
    large: AtlasCanvas
    small: AtlasCanvas | None
    spots: Mapping[str, Spot]

    @property
    def first(self) -> str:
        """Name of the first plan."""
        return next(iter(self.plans))

    def parent_of(self, nis: str) -> str:
        """Return the code of the reference region of a municipality."""
        return str(self.municipalities.frame.at[nis, "reference_region"])


def atlas(plans: Mapping[str, Plan], municipalities: Municipalities) -> Atlas:
    """Return plans with all that the pages of municipalities share.

    Raises
    ------
    DataError
        A plan names units that the municipalities lack.
    """
    municipalities = drawable(municipalities)
    check_fit(plans.values(), municipalities)
    parents = parent_members(municipalities)
    links = linked_units(plans.values(), municipalities)
    large = _drawn(canvas(municipalities, links), plans, parents)
    others = dict(list(plans.items())[1:])
    small = None
    if others:
        coarse = canvas(municipalities, links, tolerance_m=_SMALL_TOLERANCE_M)
        small = _drawn(coarse, others, parents)
    first = next(iter(plans.values()))
    colours = plan_colours([*plans.values()], municipalities)
    return Atlas(
        municipalities=municipalities,
        plans=plans,
        regions={
            name: {nis: region for region in plan for nis in region.members}
            for name, plan in plans.items()
        },
        later={name: later_units(plan, municipalities) for name, plan in plans.items()},
        colours=dict(zip(plans, colours, strict=True)),
        parents=parents,
        neighbours=_neighbours(municipalities, first),
        groups=_groups(first, municipalities),
        large=large,
        small=small,
        spots={region.code: large.canvas.spot(region.members) for region in first},
    )


def _drawn(
    drawn: Canvas, plans: Mapping[str, Plan], parents: Mapping[str, tuple[str, ...]]
) -> AtlasCanvas:
    parent_lines = drawn.borders(parents)
    region_lines = {
        name: drawn.borders({r.code: r.members for r in plan}, without=parent_lines)
        for name, plan in plans.items()
    }
    hole_spot = None if drawn.hole is None else label_spot(drawn.hole)
    return AtlasCanvas(drawn, parent_lines, region_lines, hole_spot)


def _neighbours(municipalities: Municipalities, plan: Plan) -> Mapping[str, tuple[Neighbour, ...]]:
    names = municipalities.frame["name"]
    neighbours: dict[str, dict[str, float | None]] = defaultdict(dict)
    for a, b in linked_units([plan], municipalities):
        neighbours[a][b] = neighbours[b][a] = None
    borders = municipalities.borders
    for a, b, length_m in zip(borders["nis_a"], borders["nis_b"], borders["border_m"], strict=True):
        neighbours[a][b] = neighbours[b][a] = float(length_m) / 1000
    return {
        nis: tuple(
            Neighbour(neighbour, near[neighbour])
            for neighbour in sorted(
                near, key=lambda code: (alphabet(str(names.get(code, ""))), code)
            )
        )
        for nis, near in neighbours.items()
    }


def _groups(plan: Plan, municipalities: Municipalities) -> Mapping[str, Mapping[str, Group | None]]:
    groups: dict[str, dict[str, Group | None]] = defaultdict(dict)
    for column in membership_columns(municipalities):
        for nis in municipalities.frame[column].dropna().index:
            groups[str(nis)][column] = None
        for group in groups_of(plan, municipalities, column):
            for nis in group.members:
                groups[nis][column] = group
    return groups


WIDE, NARROW, SMALL = 660, 343, 343
"""Width of the maps [px]: across the page, on a phone, and of the other plans."""
_FLATTEST = 0.64


def reference_map(atlas: Atlas, nis: str, language: Language) -> Markup:
    """Return the map of the reference region of a municipality under the first plan."""
    name, drawn = atlas.first, atlas.large
    region = atlas.regions[name].get(nis)
    fills, faint = _fills(atlas, name, nis)
    return svg_map(
        drawn.canvas,
        MapSheet(
            within=_within(atlas, nis, region),
            description=_description(atlas, nis, region, language),
            fills=fills,
            faint=faint,
            region_lines=drawn.region_lines[name],
            parent_lines=drawn.parent_lines,
            highlight=[nis],
            labels=list(_labels(atlas, nis, region, language)),
            width=WIDE,
            narrow=NARROW,
            flattest=_FLATTEST,
        ),
    )


def small_map(atlas: Atlas, name: str, nis: str, language: Language) -> Markup:
    """Return a small map of the same reference region under one of the other plans."""
    drawn = atlas.small or atlas.large
    region = atlas.regions[name].get(nis)
    fills, faint = _fills(atlas, name, nis)
    mates = region.members if region else (nis,)
    return svg_map(
        drawn.canvas,
        MapSheet(
            within=_within(atlas, nis, region),
            description=words_in(language)["sheet_small_map"].format(
                plan=plain(name), name=_name(atlas, nis)
            ),
            fills=fills,
            faint=faint,
            region_lines=drawn.region_lines[name],
            parent_lines=drawn.parent_lines,
            highlight=[nis],
            labels=[
                _name_label(atlas, drawn, mate, "chosen" if mate == nis else "member")
                for mate in mates
            ],
            width=SMALL,
            narrow=0,
            key=f"-{list(atlas.plans).index(name)}",
        ),
    )


def _within(atlas: Atlas, nis: str, region: Region | None) -> set[str]:
    """Return what is seen: a region that breaks rules can reach past its reference region."""
    return {*atlas.parents[atlas.parent_of(nis)], *(region.members if region else ())}


def _fills(atlas: Atlas, name: str, nis: str) -> tuple[dict[str, str], set[str]]:
    """Return the colours in the reference region, and whose are paler."""
    regions, colours, later = atlas.regions[name], atlas.colours[name], atlas.later[name]
    own = regions.get(nis)
    fills, faint = {}, set()
    for unit in sorted(_within(atlas, nis, own)):
        region = regions.get(unit)
        if region is not None:
            fills[unit] = colours[region.code]
            if own is None or region.code != own.code:
                faint.add(unit)
        elif unit in later:
            fills[unit] = LATER
    return fills, faint


def _labels(atlas: Atlas, nis: str, own: Region | None, language: Language) -> Iterator[Label]:
    """Yield names: ours, those of our region, the other regions around, and our neighbours."""
    drawn, parent = atlas.large, atlas.parent_of(nis)
    members = set(own.members if own else ()) - {nis}
    yield _name_label(atlas, drawn, nis, "chosen")
    for unit in sorted(members):
        yield _name_label(atlas, drawn, unit, "member")
    for region in atlas.plans[atlas.first]:
        if region.parent == parent and region != own:
            yield Label(plain(region.label), atlas.spots[region.code], "region")
    near = {neighbour.nis for neighbour in atlas.neighbours.get(nis, ())}
    for unit in sorted((near | set(atlas.parents[parent])) - members - {nis}):
        yield _name_label(atlas, drawn, unit, "unit")
    if drawn.hole_spot is not None:
        yield Label(words_in(language)["brussels_short"], drawn.hole_spot, "place")


def _name_label(atlas: Atlas, drawn: AtlasCanvas, nis: str, kind: Kind) -> Label:
    return Label(_name(atlas, nis), drawn.canvas.spots[nis], kind, drawn.canvas.box([nis]))


def _description(atlas: Atlas, nis: str, region: Region | None, language: Language) -> str:
    words = words_in(language)
    parent = plain(atlas.municipalities.frame.at[nis, "reference_region_name"])
    if region is None:
        return words["sheet_map"].format(parent=parent, name=_name(atlas, nis))
    return words["sheet_map_region"].format(
        parent=parent,
        name=_name(atlas, nis),
        region=plain(region.label),
        members=enumeration(
            sorted((_name(atlas, member) for member in region.members), key=alphabet), language
        ),
    )


def _name(atlas: Atlas, nis: str) -> str:
    return plain(atlas.municipalities.frame.at[nis, "name"]) or plain(nis)
