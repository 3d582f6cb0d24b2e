"""Support as a choice of desks, and of a desk for each region: for any kind of area."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regionplanner.program.binary.problem import BinaryProgram, Row
from regionplanner.program.support.problem import Desk, SupportProblem, pieces


@dataclass(frozen=True, slots=True)
class _Place:
    """Positions of the choices: first which desks are taken, then which region has which desk."""

    n_desks: int
    n_regions: int

    def desk(self, desk: int) -> int:
        return desk

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
    place = _Place(len(desks), n_regions)
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


def _always(problem: SupportProblem, place: _Place) -> Iterator[Row]:
    """Yield what always holds: every region has one taken desk, every supporter one desk."""
    desks, n_regions = problem.desks, len(problem.regions)
    for region in range(n_regions):
        yield Row({place.of(d, region): 1 for d in range(len(desks))}, least=1, most=1)
        for desk in range(len(desks)):
            yield Row({place.of(desk, region): 1, place.desk(desk): -1}, most=0)
    for n, own_desk in enumerate(desks):  # an open home is in one of the supporter's own regions
        if problem.kinds[own_desk.kind][0].home is None:
            base = problem.bases.index(own_desk.home)
            yield Row({place.of(n, base): 1, place.desk(n): -1}, least=0, most=0)
    for kind, members in enumerate(problem.kinds):
        own = {place.desk(n): 1 for n, desk in enumerate(desks) if desk.kind == kind}
        yield Row(own, least=len(members), most=len(members))


def _balanced(problem: SupportProblem, place: _Place, what: str) -> Iterator[Row]:
    for desk, one in enumerate(problem.desks):
        least, most = problem.span(what, one.kind)
        terms = {place.of(desk, region): load for region, load in enumerate(problem.loads[what])}
        yield Row({**terms, place.desk(desk): -least}, least=0)
        yield Row({**terms, place.desk(desk): -most}, most=0)


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
