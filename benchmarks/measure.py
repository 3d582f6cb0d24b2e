"""Plain definitions of the criteria, and the rules broken: one yardstick for everybody.

They share no code with the engine, and take any assignment: unit to region.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

import regionplanner as rp


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What plans are measured with.

    Attributes
    ----------
    municipalities, graph, scenario
        As the planner takes them; for the rules.
    place_km
        Centroid of each unit [km].
    parent
        Reference region of each unit.
    borders
        Pairs of units with the length of their border [km].
    """

    municipalities: rp.Municipalities
    graph: "nx.Graph[str]"
    scenario: rp.Scenario
    place_km: Mapping[str, tuple[float, float]]
    parent: Mapping[str, str]
    borders: Sequence[tuple[str, str, float]]

    def value(self, criterion: str, assignment: Mapping[str, str]) -> float:
        """Return what a plan is charged for a criterion [km].

        Parameters
        ----------
        criterion
            ``"border"`` or ``"distance"``.
        assignment
            Region of every unit.
        """
        if criterion == "border":
            return border_km(assignment, self.borders, self.parent)
        return distance_km(assignment, self.place_km)

    def broken(self, assignment: Mapping[str, str]) -> Mapping[str, int]:
        """Return how often each rule is broken.

        Parameters
        ----------
        assignment
            Region of units.
        """
        found = rp.violations(assignment, self.municipalities, self.graph, self.scenario)
        return dict(sorted(Counter(str(violation.rule) for violation in found).items()))


def yardstick(n_regions: int) -> Yardstick:
    """Return what plans of all of Flanders are measured with.

    Parameters
    ----------
    n_regions
        Number of regions that is asked for.
    """
    flanders = rp.load_flanders()
    borders = flanders.borders[["nis_a", "nis_b", "border_m"]]
    return _yardstick(
        flanders,
        rp.rook_graph(flanders),
        rp.Scenario(regions=n_regions),
        borders=[(a, b, metres / 1000) for a, b, metres in borders.itertuples(index=False)],
    )


def yardstick_of(
    municipalities: rp.Municipalities, graph: "nx.Graph[str]", n_regions: int
) -> Yardstick:
    """Return what plans of any polygons are measured with; no region has a neighbourhood to keep.

    Parameters
    ----------
    municipalities
        The units.
    graph
        Their neighbours, with the length of the border of each pair, ``border_m`` [m].
    n_regions
        Number of regions that is asked for.
    """
    n_units = len(municipalities.frame)
    scenario = rp.Scenario(regions=n_regions, neighbourhood=n_units)
    borders = [(a, b, metres / 1000) for a, b, metres in graph.edges(data="border_m")]
    return _yardstick(municipalities, graph, scenario, borders)


def _yardstick(
    municipalities: rp.Municipalities,
    graph: "nx.Graph[str]",
    scenario: rp.Scenario,
    borders: Sequence[tuple[str, str, float]],
) -> Yardstick:
    frame = municipalities.frame
    places = zip(frame.index, frame["x_m"] / 1000, frame["y_m"] / 1000, strict=True)
    return Yardstick(
        municipalities=municipalities,
        graph=graph,
        scenario=scenario,
        place_km={unit: (x, y) for unit, x, y in places},
        parent=dict(frame["reference_region"]),
        borders=borders,
    )


def border_km(
    assignment: Mapping[str, str],
    borders: Sequence[tuple[str, str, float]],
    parent: Mapping[str, str],
) -> float:
    """Return the length of border drawn between regions inside reference regions [km].

    Parameters
    ----------
    assignment
        Region of units; borders of others are left out.
    borders
        Pairs of units with the length of their border [km].
    parent
        Reference region of every unit.
    """
    return sum(
        length
        for a, b, length in borders
        if a in assignment
        and b in assignment
        and parent[a] == parent[b]
        and assignment[a] != assignment[b]
    )


def distance_km(
    assignment: Mapping[str, str], place_km: Mapping[str, tuple[float, float]]
) -> float:
    """Return the travel of all units to the member that is nearest to its region in all [km].

    Parameters
    ----------
    assignment
        Region of every unit.
    place_km
        Centroid of every unit [km].
    """
    members: dict[str, list[tuple[float, float]]] = {}
    for unit, region in assignment.items():
        members.setdefault(region, []).append(place_km[unit])
    return sum(
        min(sum(math.dist(place, centre) for place in places) for centre in places)
        for places in members.values()
    )
