"""Support as a partition into connected areas: every area that can be one is listed."""

from collections.abc import Iterator
from dataclasses import dataclass

from regionplanner.program.binary.problem import BinaryProgram, Row
from regionplanner.program.support.problem import Desk, SupportProblem


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


def area_columns(problem: SupportProblem, *, most: int) -> tuple[AreaColumn, ...] | None:
    """Return every connected area within the balance, for every kind of supporter.

    Parameters
    ----------
    problem
        Regions and supporters.
    most
        The most areas that are looked at.

    Returns
    -------
    tuple of AreaColumn or None
        Sorted; None when there are more to look at.
    """
    areas = []
    for area in _connected(problem):
        areas.append(area)
        if len(areas) > most:
            return None
    found = [
        column
        for area in areas
        for kind in range(len(problem.kinds))
        if (column := _column(problem, area, kind)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.regions, one.desk.kind)))


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
    near = [sum(1 << at[other] for other in problem.neighbours[code]) for code in problem.regions]
    kinds = range(len(problem.kinds))
    limits = {what: max(problem.span(what, kind)[1] for kind in kinds) for what in problem.loads}
    loads = [[problem.loads[what][n] for what in limits] for n in range(len(problem.regions))]
    most = list(limits.values())
    stack = [(1 << n, near[n] & ~((2 << n) - 1), (1 << n) - 1, loads[n]) for n in range(len(loads))]
    while stack:
        area, edge, barred, load = stack.pop()
        if any(one > limit for one, limit in zip(load, most, strict=True)):
            continue
        yield area
        while edge:  # each set once: what was passed over is barred from then on
            bit = edge & -edge
            edge ^= bit
            n = bit.bit_length() - 1
            more = [one + own for one, own in zip(load, loads[n], strict=True)]
            stack.append((area | bit, (edge | near[n]) & ~(area | bit | barred), barred, more))
            barred |= bit


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
    metres = {one: sum(problem.metres[one][n] for n in regions) for one in homes}
    best = min(homes, key=lambda one: metres[one])
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
