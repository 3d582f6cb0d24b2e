"""Support as a 0-1 program: areas that can be listed, or desks for any kind of area."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from regionplanner.program.binary import BinaryProgram, Row
from regionplanner.program.highs import solver_limit_s
from regionplanner.rollout_choices import SupportChoices, Supporter


@dataclass(frozen=True, slots=True)
class SupportProblem:
    """Which of some regions can be supported by whom.

    Attributes
    ----------
    regions
        Their codes, in order.
    parents
        The reference region of each, by code.
    neighbours
        Adjoining regions, by code.
    loads
        By what is balanced: what each region has of it, in whole numbers, in order.
    metres
        By home (NIS code): the distance to the centre of each region [m], in order.
    bases
        The centre (NIS code) of each region, in order: a supporter without a home travels from
        the best of those of their own regions.
    choices
        Supporters, balance and areas.
    """

    regions: tuple[str, ...]
    parents: Mapping[str, str]
    neighbours: Mapping[str, frozenset[str]]
    loads: Mapping[str, tuple[int, ...]]
    metres: Mapping[str, tuple[int, ...]]
    bases: tuple[str, ...]
    choices: SupportChoices

    @property
    def desks(self) -> tuple["Desk", ...]:
        """Every home of every kind of supporter, in order."""
        return tuple(
            Desk(kind, home)
            for kind, members in enumerate(self.kinds)
            for home in ([members[0].home] if members[0].home else self.bases)
        )

    @property
    def kinds(self) -> tuple[tuple[Supporter, ...], ...]:
        """Supporters who can stand in for each other: those without a home and of one share."""
        kinds: dict[object, list[Supporter]] = {}
        for supporter in self.choices.supporters:
            kinds.setdefault(supporter.name if supporter.home else supporter.share, []).append(
                supporter
            )
        return tuple(map(tuple, kinds.values()))

    def span(self, what: str, kind: int) -> tuple[int, int]:
        """Return the least and the most load of a supporter of a kind."""
        target, off = self.share(kind) * sum(self.loads[what]), self.choices.balance[what]
        return max(0, math.ceil(target * (1 - off) - 1e-9)), math.floor(target * (1 + off) + 1e-9)

    def share(self, kind: int) -> float:
        """Return which part of all work a supporter of a kind has."""
        return self.kinds[kind][0].share / sum(
            supporter.share for supporter in self.choices.supporters
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """A home from which a supporter of a kind can travel.

    Attributes
    ----------
    kind
        Position among the kinds.
    home
        NIS code.
    """

    kind: int
    home: str


def pieces(problem: SupportProblem, regions: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the connected pieces of some regions, the largest first.

    Parameters
    ----------
    problem
        Says who adjoins.
    regions
        Codes.
    """
    graph = nx.Graph((code, near) for code in regions for near in problem.neighbours[code])
    graph.add_nodes_from(regions)
    parts = nx.connected_components(graph.subgraph(regions))
    result = [tuple(sorted(piece)) for piece in parts]
    return sorted(result, key=lambda piece: (-len(piece), piece)) or [()]


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """An area that a supporter of a kind can have.

    Attributes
    ----------
    regions
        Positions of its regions, sorted.
    desk
        Where the supporter travels from: the best of the homes there are.
    metres
        Distance to the centres together [m].
    """

    regions: tuple[int, ...]
    desk: Desk
    metres: int


def area_columns(
    problem: SupportProblem, *, most: int, deadline: float
) -> tuple[AreaColumn, ...] | None:
    """Return every connected area within the balance, for every kind of supporter.

    Parameters
    ----------
    problem
        Regions and supporters.
    most
        The most areas that are listed.
    deadline
        `time.monotonic` value at which to stop.

    Returns
    -------
    tuple of AreaColumn or None
        Sorted; None when there are more.

    Raises
    ------
    SolverError
        When the limit came first.
    """
    areas = []
    for area in _connected(problem):
        solver_limit_s(deadline)
        areas.append(area)
        if len(areas) > most:
            return None
    result = []
    for area in areas:
        solver_limit_s(deadline)
        columns = (_column(problem, area, kind) for kind in range(len(problem.kinds)))
        result += [column for column in columns if column is not None]
    return tuple(sorted(result, key=lambda made: (made.regions, made.desk.kind)))


def area_program(problem: SupportProblem, columns: tuple[AreaColumn, ...]) -> BinaryProgram:
    """Return the 0-1 program: set partitioning of the regions by areas.

    Parameters
    ----------
    problem
        Regions and supporters.
    columns
        Areas that can be chosen.

    References
    ----------
    Garfinkel & Nemhauser 1970 (political districting as set partitioning).
    """
    having: list[list[int]] = [[] for _ in problem.regions]
    own: list[list[int]] = [[] for _ in problem.kinds]
    for n, column in enumerate(columns):
        own[column.desk.kind].append(n)
        for region in column.regions:
            having[region].append(n)
    rows = [Row(dict.fromkeys(chosen, 1), least=1, most=1) for chosen in having]
    for members, chosen in zip(problem.kinds, own, strict=True):
        rows.append(Row(dict.fromkeys(chosen, 1), least=len(members), most=len(members)))
    return BinaryProgram(
        tuple(column.metres for column in columns),
        tuple(rows),
        order=tuple(map(tuple, having)),
        partitions=True,
    )


def _connected(problem: SupportProblem) -> Iterator[int]:
    """Yield every connected set of regions, as bits, that is not too much for anybody."""
    at = {code: n for n, code in enumerate(problem.regions)}
    near = [sum(1 << at[beside] for beside in problem.neighbours[code]) for code in problem.regions]
    kinds = range(len(problem.kinds))
    limits = {what: max(problem.span(what, kind)[1] for kind in kinds) for what in problem.loads}
    loads = [[problem.loads[what][n] for what in limits] for n in range(len(problem.regions))]
    most = list(limits.values())
    stack = [(1 << n, near[n] & ~((2 << n) - 1), (1 << n) - 1, loads[n]) for n in range(len(loads))]
    while stack:
        area, edge, excluded, load = stack.pop()
        if any(amount > limit for amount, limit in zip(load, most, strict=True)):
            continue
        yield area
        while edge:  # each set once: what was passed over is excluded from then on
            bit = edge & -edge
            edge ^= bit
            n = bit.bit_length() - 1
            more = [amount + own for amount, own in zip(load, loads[n], strict=True)]
            stack.append((area | bit, (edge | near[n]) & ~(area | bit | excluded), excluded, more))
            excluded |= bit


def _column(problem: SupportProblem, area: int, kind: int) -> AreaColumn | None:
    regions = tuple(n for n in range(len(problem.regions)) if area >> n & 1)
    for what, loads in problem.loads.items():
        least, most = problem.span(what, kind)
        if not least <= sum(loads[n] for n in regions) <= most:
            return None
    if not _fits_parents(problem, regions):
        return None
    home = problem.kinds[kind][0].home
    homes = [problem.bases[n] for n in regions] if home is None else [home]
    metres = {place: sum(problem.metres[place][n] for n in regions) for place in homes}
    best = min(homes, key=lambda place: metres[place])
    return AreaColumn(regions, Desk(kind, best), metres[best])


def _fits_parents(problem: SupportProblem, regions: tuple[int, ...]) -> bool:
    codes = [problem.regions[n] for n in regions]
    parents = {problem.parents[code] for code in codes}
    if problem.choices.parents == "inside":
        return len(parents) == 1
    if problem.choices.parents == "whole":
        inside = sum(parent in parents for parent in problem.parents.values())
        return inside == len(codes)
    return True


@dataclass(frozen=True, slots=True)
class _Positions:
    """Positions of the choices: first which desks are taken, then which region has which desk."""

    n_desks: int

    def of(self, desk: int, region: int) -> int:
        return self.n_desks + region * self.n_desks + desk


def desk_program(problem: SupportProblem) -> BinaryProgram:
    """Return the 0-1 program: which desks are taken, and which region has which desk.

    Parameters
    ----------
    problem
        Regions and supporters.

    Notes
    -----
    Minimises the travel of all supporters: a capacitated p-median problem (Mulvey & Beck 1984)
    where homes are open, a generalised assignment where they are given.
    """
    desks, n_regions = problem.desks, len(problem.regions)
    place = _Positions(len(desks))
    travel = [problem.metres[desk.home] for desk in desks]
    costs = [0] * len(desks)
    costs += [travel[desk][region] for region in range(n_regions) for desk in range(len(desks))]
    order = [tuple(place.of(d, r) for d in range(len(desks))) for r in range(n_regions)]
    rows = [*_always(problem, place)]
    for what in problem.choices.balance:
        rows += _balanced(problem, place, what)
    if problem.choices.parents == "whole":
        rows += _whole(problem, place)
    if problem.choices.parents == "inside":
        rows += _inside(problem, place)
    return BinaryProgram(tuple(costs), tuple(rows), order=tuple(order), partitions=True)


def desk_areas(problem: SupportProblem, chosen: tuple[int, ...]) -> dict[Desk, tuple[str, ...]]:
    """Return the regions of each desk that is taken.

    Parameters
    ----------
    problem
        Regions and supporters.
    chosen
        Positions in its program.
    """
    desks = problem.desks
    areas: dict[Desk, list[str]] = {desks[n]: [] for n in chosen if n < len(desks)}
    for choice in chosen:
        if choice >= len(desks):
            region, desk = divmod(choice - len(desks), len(desks))
            areas[desks[desk]].append(problem.regions[region])
    return {desk: tuple(regions) for desk, regions in areas.items()}


def joined_rows(problem: SupportProblem, areas: Mapping[Desk, tuple[str, ...]]) -> Iterator[Row]:
    """Yield rows that areas in pieces break: whoever has both pieces has what lies between.

    Parameters
    ----------
    problem
        Regions and supporters.
    areas
        Regions of each desk.

    References
    ----------
    Carvajal, Constantino, Goycoolea, Vielma & Weintraub 2013 (node separators).
    """
    desks = problem.desks
    place = _Positions(len(desks))
    at = {code: n for n, code in enumerate(problem.regions)}
    for regions in areas.values():
        first, *others = pieces(problem, regions)
        for piece in others:
            around = {c for code in piece for c in problem.neighbours[code]} - set(piece)
            a, b = at[piece[0]], at[first[0]]
            for desk in range(len(desks)):
                terms = {place.of(desk, at[code]): -1 for code in sorted(around)}
                yield Row({**terms, place.of(desk, a): 1, place.of(desk, b): 1}, most=1)


def _always(problem: SupportProblem, place: _Positions) -> Iterator[Row]:
    """Yield what always holds: every region has one taken desk, every supporter one desk."""
    desks, n_regions = problem.desks, len(problem.regions)
    for region in range(n_regions):
        yield Row({place.of(d, region): 1 for d in range(len(desks))}, least=1, most=1)
        for desk in range(len(desks)):
            yield Row({place.of(desk, region): 1, desk: -1}, most=0)
    for n, own_desk in enumerate(desks):  # an open home is in one of the supporter's own regions
        if problem.kinds[own_desk.kind][0].home is None:
            base = problem.bases.index(own_desk.home)
            yield Row({place.of(n, base): 1, n: -1}, least=0, most=0)
    for kind, members in enumerate(problem.kinds):
        own = {n: 1 for n, desk in enumerate(desks) if desk.kind == kind}
        yield Row(own, least=len(members), most=len(members))


def _balanced(problem: SupportProblem, place: _Positions, what: str) -> Iterator[Row]:
    for desk, desk_of in enumerate(problem.desks):
        least, most = problem.span(what, desk_of.kind)
        terms = {place.of(desk, region): load for region, load in enumerate(problem.loads[what])}
        yield Row({**terms, desk: -least}, least=0)
        yield Row({**terms, desk: -most}, most=0)


def _whole(problem: SupportProblem, place: _Positions) -> Iterator[Row]:
    first: dict[str, int] = {}
    for region, code in enumerate(problem.regions):
        start = first.setdefault(problem.parents[code], region)
        if start != region:
            for desk in range(place.n_desks):
                yield Row({place.of(desk, region): 1, place.of(desk, start): -1}, least=0, most=0)


def _inside(problem: SupportProblem, place: _Positions) -> Iterator[Row]:
    for region, code in enumerate(problem.regions):
        for inside in range(region):
            if problem.parents[problem.regions[inside]] != problem.parents[code]:
                for desk in range(place.n_desks):
                    yield Row({place.of(desk, region): 1, place.of(desk, inside): 1}, most=1)
