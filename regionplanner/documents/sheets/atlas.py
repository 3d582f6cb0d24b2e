"""Atlas: plans on the same data with all that the pages of municipalities share."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from regionplanner.data.check import drawable
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.drawing.paper import Paper, Spot, label_spot, paper
from regionplanner.maps.colour import plan_colours
from regionplanner.maps.payload import later_units
from regionplanner.naming import alphabet
from regionplanner.plan.fit import check_fit
from regionplanner.plan.plan import Plan, Region
from regionplanner.scenario import Scenario
from regionplanner.score.groupings import Group, groups_of, membership_columns

_SMALL_TOLERANCE_M = 300.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper and the lines on it.

    Attributes
    ----------
    paper
        The units.
    parent_lines
        Borders of the reference regions.
    region_lines
        Borders of the regions, by name of the plan.
    hole_spot
        Where the name of the Brussels-Capital Region goes, where the units leave it out.
    """

    paper: Paper
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
    """Plans on the same data; the first is the proposal that the pages tell of.

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
    large: Drawn
    small: Drawn | None
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

    Parameters
    ----------
    plans
        By name, at least one.
    municipalities
        The data they were made from.

    Raises
    ------
    DataError
        A plan names units that the municipalities lack.
    """
    municipalities = drawable(municipalities)
    check_fit(plans.values(), municipalities)
    parents = _parents(municipalities)
    large = _drawn(paper(municipalities), plans, parents)
    others = dict(list(plans.items())[1:])
    small = None
    if others:
        coarse = paper(municipalities, tolerance_m=_SMALL_TOLERANCE_M)
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
        neighbours=_neighbours(municipalities, first.scenario or Scenario()),
        groups=_groups(first, municipalities),
        large=large,
        small=small,
        spots={region.code: large.paper.spot(region.members) for region in first},
    )


def _drawn(
    drawn: Paper, plans: Mapping[str, Plan], parents: Mapping[str, tuple[str, ...]]
) -> Drawn:
    parent_lines = drawn.borders(parents)
    region_lines = {
        name: drawn.borders({r.code: r.members for r in plan}, without=parent_lines)
        for name, plan in plans.items()
    }
    hole_spot = None if drawn.hole is None else label_spot(drawn.hole)
    return Drawn(drawn, parent_lines, region_lines, hole_spot)


def _parents(municipalities: Municipalities) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for nis, parent in municipalities.frame["reference_region"].items():
        found[str(parent)].append(str(nis))
    return {code: tuple(found[code]) for code in sorted(found)}


def _neighbours(
    municipalities: Municipalities, scenario: Scenario
) -> Mapping[str, tuple[Neighbour, ...]]:
    names = municipalities.frame["name"]
    found: dict[str, dict[str, float | None]] = defaultdict(dict)
    for a, b in {*municipalities.links, *scenario.links} - set(scenario.no_links):
        if {a, b}.isdisjoint(municipalities.undrawn):
            found[a][b] = found[b][a] = None
    borders = municipalities.borders
    for a, b, length_m in zip(borders["nis_a"], borders["nis_b"], borders["border_m"], strict=True):
        found[a][b] = found[b][a] = float(length_m) / 1000
    return {
        nis: tuple(
            Neighbour(other, near[other])
            for other in sorted(near, key=lambda code: (alphabet(str(names.get(code, ""))), code))
        )
        for nis, near in found.items()
    }


def _groups(plan: Plan, municipalities: Municipalities) -> Mapping[str, Mapping[str, Group | None]]:
    found: dict[str, dict[str, Group | None]] = defaultdict(dict)
    for column in membership_columns(municipalities):
        for nis in municipalities.frame[column].dropna().index:
            found[str(nis)][column] = None
        for group in groups_of(plan, municipalities, column):
            for nis in group.members:
                found[nis][column] = group
    return found
