"""SupportProblem: regions with their loads, supporters with their homes, and the 0-1 program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regionplanner.program.binary.problem import BinaryProgram, Demand, Row
from regionplanner.support_choices import SupportChoices, Supporter


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
        Homes (NIS codes) for supporters without one, in order: where they would travel least.
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
        found: dict[object, list[Supporter]] = {}
        for one in self.choices.supporters:
            found.setdefault(one.name if one.home else one.share, []).append(one)
        return tuple(map(tuple, found.values()))

    def share(self, kind: int) -> float:
        """Return which part of all work a supporter of a kind has."""
        return self.kinds[kind][0].share / sum(one.share for one in self.choices.supporters)


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


@dataclass(frozen=True, slots=True)
class _Place:
    """Positions of the choices: first which desks are taken, then which region has which desk."""

    n_desks: int
    n_regions: int

    def desk(self, desk: int) -> int:
        return desk

    def of(self, desk: int, region: int) -> int:
        return self.n_desks + region * self.n_desks + desk


def support_program(problem: SupportProblem) -> BinaryProgram:
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
    place = _Place(len(desks), n_regions)
    travel = [problem.metres[desk.home] for desk in desks]
    costs = [0] * len(desks)
    costs += [travel[desk][region] for region in range(n_regions) for desk in range(len(desks))]
    order = [tuple(place.of(d, r) for d in range(len(desks))) for r in range(n_regions)]
    return BinaryProgram(
        tuple(costs),
        tuple(_always(problem, place)),
        tuple(_demands(problem, place)),
        order=tuple(order),
    )


def areas_of(problem: SupportProblem, chosen: tuple[int, ...]) -> dict[Desk, tuple[str, ...]]:
    """Return the regions of each desk that is taken.

    Parameters
    ----------
    problem
        Regions and supporters.
    chosen
        Positions in its program.
    """
    desks = problem.desks
    found: dict[Desk, list[str]] = {desks[n]: [] for n in chosen if n < len(desks)}
    for choice in chosen:
        if choice >= len(desks):
            region, desk = divmod(choice - len(desks), len(desks))
            found[desks[desk]].append(problem.regions[region])
    return {desk: tuple(regions) for desk, regions in found.items()}


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
    place = _Place(len(desks), len(problem.regions))
    at = {code: n for n, code in enumerate(problem.regions)}
    for regions in areas.values():
        first, *others = pieces(problem, regions)
        for piece in others:
            around = {c for code in piece for c in problem.neighbours[code]} - set(piece)
            one, other = at[piece[0]], at[first[0]]
            for desk in range(len(desks)):
                terms = {place.of(desk, at[code]): -1 for code in sorted(around)}
                yield Row({**terms, place.of(desk, one): 1, place.of(desk, other): 1}, most=1)


def pieces(problem: SupportProblem, regions: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the connected pieces of some regions, the largest first.

    Parameters
    ----------
    problem
        Says who adjoins.
    regions
        Codes.
    """
    left, found = set(regions), []
    while left:
        piece, edge = set(), {min(left)}
        while edge:
            piece |= edge
            edge = {c for code in edge for c in problem.neighbours[code]} & left - piece
        left -= piece
        found.append(tuple(sorted(piece)))
    return sorted(found, key=lambda piece: (-len(piece), piece)) or [()]


def _always(problem: SupportProblem, place: _Place) -> Iterator[Row]:
    """Yield what always holds: every region has one taken desk, every supporter one desk."""
    desks, n_regions = problem.desks, len(problem.regions)
    for region in range(n_regions):
        yield Row({place.of(d, region): 1 for d in range(len(desks))}, least=1, most=1)
        for desk in range(len(desks)):
            yield Row({place.of(desk, region): 1, place.desk(desk): -1}, most=0)
    for kind, members in enumerate(problem.kinds):
        own = {place.desk(n): 1 for n, desk in enumerate(desks) if desk.kind == kind}
        yield Row(own, least=len(members), most=len(members))


def _demands(problem: SupportProblem, place: _Place) -> Iterator[Demand]:
    for what, off in problem.choices.balance.items():
        rows = tuple(_balanced(problem, place, what, off))
        yield Demand(f"{what} within {off:.0%} of each share", rows)
    if problem.choices.parents == "whole":
        yield Demand(
            "no reference region divided between supporters", tuple(_whole(problem, place))
        )
    if problem.choices.parents == "inside":
        yield Demand("every area inside one reference region", tuple(_inside(problem, place)))


def _balanced(problem: SupportProblem, place: _Place, what: str, off: float) -> Iterator[Row]:
    loads = problem.loads[what]
    for desk, one in enumerate(problem.desks):
        target = problem.share(one.kind) * sum(loads)
        least, most = -(-target * (1 - off) // 1), target * (1 + off) // 1
        terms = {place.of(desk, region): load for region, load in enumerate(loads)}
        yield Row({**terms, place.desk(desk): -int(max(0, least))}, least=0)
        yield Row({**terms, place.desk(desk): -int(most)}, most=0)


def _whole(problem: SupportProblem, place: _Place) -> Iterator[Row]:
    first: dict[str, int] = {}
    for region, code in enumerate(problem.regions):
        start = first.setdefault(problem.parents[code], region)
        if start != region:
            for desk in range(place.n_desks):
                yield Row({place.of(desk, region): 1, place.of(desk, start): -1}, least=0, most=0)


def _inside(problem: SupportProblem, place: _Place) -> Iterator[Row]:
    for region, code in enumerate(problem.regions):
        for other in range(region):
            if problem.parents[problem.regions[other]] != problem.parents[code]:
                for desk in range(place.n_desks):
                    yield Row({place.of(desk, region): 1, place.of(desk, other): 1}, most=1)
