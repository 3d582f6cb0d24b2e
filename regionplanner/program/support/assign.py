"""The best division of regions among supporters, with its proof, or why there is none."""

import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from regionplanner.errors import InfeasibleError, LimitError, Message, SolverError, counted
from regionplanner.program.binary import (
    BinaryAnswer,
    Row,
    best_choice,
    collision_text,
    deletion_filter,
    growing_thresholds,
    relaxed,
    settled,
)
from regionplanner.program.support.problem import (
    AreaColumn,
    Desk,
    SupportProblem,
    area_columns,
    area_program,
    desk_areas,
    desk_program,
    joined_rows,
)
from regionplanner.proof import relative_gap
from regionplanner.stopping import check_time

_FIRST_SHARE = 200
_EXPLAIN_S, _EACH_S = 20.0, 3.0
_MOST_AREAS = 200_000
_STEPS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0, 2.0)


def cheapest_partition(
    problem: SupportProblem, columns: tuple[AreaColumn, ...], *, deadline: float
) -> tuple[tuple[AreaColumn, ...], BinaryAnswer] | None:
    """Return the areas of a partition with least travel, and its proof; None when there is none.

    Parameters
    ----------
    problem
        Regions and supporters.
    columns
        Every area that there can be.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    SolverError
        When the limit came before any was found.

    Notes
    -----
    Whole numbers near the duals of the linear relaxation prove a bound. A partition within a
    threshold of it has no area with a larger reduced cost; the threshold doubles until the best
    of those is within it.

    References
    ----------
    Baldacci, Christofides & Mingozzi 2008.
    """
    result = relaxed(area_program(problem, columns), deadline=deadline)
    if result is None:
        return None
    bound, reduced = result
    most = int(reduced.max(initial=0))
    for threshold in growing_thresholds(max(1, bound // _FIRST_SHARE), most):
        near = tuple(columns[n] for n in np.flatnonzero(reduced <= threshold))
        program = area_program(problem, near)
        answer = best_choice(program, deadline=deadline)
        if answer is not None and (threshold == most or answer.cost <= bound + threshold):
            with suppress(SolverError):  # it is as good as any
                answer = settled(program, answer, deadline=deadline)
            return near, answer
    return None


@dataclass(frozen=True, slots=True)
class Area:
    """What a supporter has.

    Attributes
    ----------
    supporter
        Their name.
    home
        Where they travel from (NIS code).
    regions
        Codes, in order.
    home_chosen
        Whether none was given, so that it is the centre of a region from which travel is least.
    """

    supporter: str
    home: str
    regions: tuple[str, ...]
    home_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """Which supporter has which regions.

    Attributes
    ----------
    areas
        Of each supporter, in their order.
    travel_km
        Straight-line distance of all supporters together in a year [km], there and back.
    bound_km
        Proven: no division that keeps the rules takes less.
    """

    areas: tuple[Area, ...]
    travel_km: float
    bound_km: float

    @property
    def gap(self) -> float:
        """How much less another division could take at most, as a share of this one."""
        return relative_gap(self.travel_km, self.bound_km)

    @property
    def supporter(self) -> Mapping[str, str]:
        """The supporter of each region, by code."""
        return {code: area.supporter for area in self.areas for code in area.regions}


@dataclass(frozen=True, slots=True)
class _Found:
    """Regions of each desk that is taken, with their distance and the proven least of it [m]."""

    areas: tuple[tuple[Desk, tuple[str, ...]], ...]
    metres: int
    bound: int


def best_support(problem: SupportProblem, *, time_limit_s: float | None = None) -> Support:
    """Return the division with least travel, with its proof.

    Parameters
    ----------
    problem
        Regions and supporters.
    time_limit_s
        Limit on the search [s]; the division may then lack its proof, and says so.

    Raises
    ------
    InfeasibleError
        When no division keeps all rules: names those that collide, and what would work.
    LimitError
        When the limit came before any division was found.
    """
    ends = time.monotonic() + (float("inf") if time_limit_s is None else time_limit_s)
    try:
        partition = _divided(problem, ends)
    except SolverError:
        check_time()
        raise LimitError(
            "the limit was reached before any division was found; allow more time (--time-limit)"
        ) from None
    if partition is None:
        raise InfeasibleError(_why(problem))
    per_metre = 2 * problem.choices.meetings / 1000
    areas = _areas(problem, partition)
    return Support(areas, partition.metres * per_metre, partition.bound * per_metre)


def _divided(problem: SupportProblem, deadline: float) -> _Found | None:
    """Return the best division: of listed areas where these are in one piece and not too many."""
    if problem.choices.contiguous and problem.choices.balance:
        columns = area_columns(problem, most=_MOST_AREAS, deadline=deadline)
        if columns is not None:
            partition = cheapest_partition(problem, columns, deadline=deadline)
            return None if partition is None else _listed(problem, *partition)
    return _at_desks(problem, deadline)


def _listed(
    problem: SupportProblem, columns: tuple[AreaColumn, ...], answer: BinaryAnswer
) -> _Found:
    chosen = [columns[n] for n in answer.chosen or ()]
    areas = ((column.desk, tuple(problem.regions[n] for n in column.regions)) for column in chosen)
    return _Found(tuple(areas), answer.cost, answer.bound)


def _at_desks(problem: SupportProblem, deadline: float) -> _Found | None:
    """Return the best choice of desks, with areas in one piece where that is asked for.

    What areas in pieces break is added as it is met: one row in a great many is ever needed.
    """
    program = desk_program(problem)
    while True:
        answer = best_choice(program, deadline=deadline)
        if answer is None:
            return None
        rows = _in_pieces(problem, answer.chosen)
        if not rows:
            with suppress(SolverError):  # it is as good as any
                answer = settled(program, answer, deadline=deadline)
            rows = _in_pieces(problem, answer.chosen)
        if not rows:
            areas = tuple(desk_areas(problem, answer.chosen or ()).items())
            return _Found(areas, answer.cost, answer.bound)
        program = program.with_rows(*rows)


def _in_pieces(problem: SupportProblem, chosen: tuple[int, ...] | None) -> tuple[Row, ...]:
    if not problem.choices.contiguous:
        return ()
    return tuple(joined_rows(problem, desk_areas(problem, chosen or ())))


def _areas(problem: SupportProblem, partition: _Found) -> tuple[Area, ...]:
    """Return the areas by supporter; who can stand in for each other have theirs in order."""
    names = [[supporter.name for supporter in members] for members in problem.kinds]
    areas = {}
    for desk, regions in sorted(partition.areas, key=lambda item: item[1]):
        name = names[desk.kind].pop(0)
        is_open = problem.kinds[desk.kind][0].home is None
        areas[name] = Area(name, desk.home, regions, home_chosen=is_open)
    return tuple(areas[supporter.name] for supporter in problem.choices.supporters)


def _why(problem: SupportProblem) -> str:
    """Return which demands collide, and with how much less balance they would not."""
    n_supporters, n_regions = len(problem.choices.supporters), len(problem.regions)
    if n_supporters > n_regions:
        return Message(
            "{supporters} are too many for {regions}; ask for fewer",
            supporters=counted(n_supporters, "supporter"),
            regions=counted(n_regions, "region"),
        )
    step = _enough(problem, time.monotonic() + _EXPLAIN_S)
    texts = _demands(problem)

    def collide(names: tuple[str, ...]) -> bool:
        return _is_possible(_asking(problem, names), time.monotonic() + _EACH_S) is False

    needed = [texts[name] for name in deletion_filter([*texts], [*texts], collide)]
    would = Message("loads within {share:.0%}", share=step) if step is not None else ""
    return collision_text("division", needed, would)


def _demands(problem: SupportProblem) -> dict[str, str]:
    """Return what is asked for and could be given up, in words, by name."""
    choices = problem.choices
    demands: dict[str, str] = {}
    if choices.parents != "across":
        demands["parents"] = Message(
            "no reference region divided"
            if choices.parents == "whole"
            else "areas inside a reference region"
        )
    if choices.contiguous:
        demands["contiguous"] = Message("the regions of a supporter adjoin")
    for what, off in choices.balance.items():
        text = Message("{load} within {share:.0%} of each share", load=Message(what), share=off)
        demands[f"balance {what}"] = text
    return demands


def _asking(problem: SupportProblem, kept: Collection[str]) -> SupportProblem:
    """Return the problem with these demands alone."""
    balance = {w: off for w, off in problem.choices.balance.items() if f"balance {w}" in kept}
    return _with_balance(
        problem,
        balance,
        parents=problem.choices.parents if "parents" in kept else "across",
        contiguous="contiguous" in kept,
    )


def _with_balance(
    problem: SupportProblem, balance: Mapping[str, float], **changed: object
) -> SupportProblem:
    choices = problem.choices.model_copy(update={"balance": dict(balance), **changed})
    loads = {what: problem.loads[what] for what in balance}
    return replace(problem, choices=choices, loads=loads)


def _is_possible(problem: SupportProblem, deadline: float) -> bool | None:
    """Return whether there is a division; None where that is not known in time."""
    free = {home: (0,) * len(problem.regions) for home in problem.metres}
    try:
        return _divided(replace(problem, metres=free), deadline) is not None
    except SolverError:
        return None


def _enough(problem: SupportProblem, deadline: float) -> float | None:
    """Return the least of some round parts within which loads can be balanced."""
    balance = problem.choices.balance
    for step in _STEPS:
        if any(off < step for off in balance.values()):
            looser = {what: max(off, step) for what, off in balance.items()}
            if _is_possible(_with_balance(problem, looser), deadline):
                return step
    return None
