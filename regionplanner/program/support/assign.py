"""The best division of regions among supporters, with its proof, or why there is none."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from regionplanner.errors import InfeasibleError, LimitError, SolverError
from regionplanner.program.binary.collide import colliding
from regionplanner.program.binary.problem import BinaryProgram, Demand, Row
from regionplanner.program.binary.solve import BinaryAnswer, best_choice, settled
from regionplanner.program.support.problem import (
    SupportProblem,
    areas_of,
    joined_rows,
    support_program,
)

_EXPLAIN_S = 20.0
_PIECES = "the regions of a supporter adjoin"
_STEPS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0, 2.0)


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
    """

    supporter: str
    home: str
    regions: tuple[str, ...]


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
        return (self.travel_km - self.bound_km) / self.travel_km if self.travel_km else 0.0

    @property
    def supporter(self) -> Mapping[str, str]:
        """The supporter of each region, by code."""
        return {code: area.supporter for area in self.areas for code in area.regions}


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
    program = support_program(problem)
    try:
        program, answer = _joined(problem, program, ends)
    except SolverError:
        raise LimitError(
            "the limit was reached before any division was found; allow more time (--time-limit)"
        ) from None
    if answer is None:
        raise InfeasibleError(_why(problem, program))
    per_metre = 2 * problem.choices.meetings / 1000
    areas = _areas(problem, answer.chosen or ())
    return Support(areas, answer.cost * per_metre, answer.bound * per_metre)


def _joined(
    problem: SupportProblem, program: BinaryProgram, deadline: float
) -> tuple[BinaryProgram, BinaryAnswer | None]:
    """Return the best choice, with areas in one piece where that is asked for.

    What areas in pieces break is added as it is met: one row in a great many is ever needed.
    """
    while True:
        answer = best_choice(program, deadline=deadline)
        if answer is None:
            return program, None
        rows = _in_pieces(problem, answer)
        if not rows:
            answer = settled(program, answer, deadline=deadline)
            rows = _in_pieces(problem, answer)
        if not rows:
            return program, answer
        program = _with_pieces(program, rows)


def _in_pieces(problem: SupportProblem, answer: BinaryAnswer) -> tuple[Row, ...]:
    if not problem.choices.contiguous:
        return ()
    return tuple(joined_rows(problem, areas_of(problem, answer.chosen or ())))


def _with_pieces(program: BinaryProgram, rows: tuple[Row, ...]) -> BinaryProgram:
    """Return the program with more rows of the demand that areas are in one piece."""
    others = [demand for demand in program.demands if demand.text != _PIECES]
    known = [row for demand in program.demands if demand.text == _PIECES for row in demand.rows]
    return program.asking(*others, Demand(_PIECES, (*known, *rows)))


def _areas(problem: SupportProblem, chosen: tuple[int, ...]) -> tuple[Area, ...]:
    """Return the areas by supporter; who can stand in for each other have theirs in order."""
    found = sorted(areas_of(problem, chosen).items(), key=lambda item: item[1])
    names = [[one.name for one in members] for members in problem.kinds]
    areas = {}
    for desk, regions in found:
        name = names[desk.kind].pop(0)
        areas[name] = Area(name, desk.home, regions)
    return tuple(areas[one.name] for one in problem.choices.supporters)


def _why(problem: SupportProblem, program: BinaryProgram) -> str:
    """Return which demands collide, and with how much less balance they would not."""
    deadline = time.monotonic() + _EXPLAIN_S
    demands = colliding(program, deadline=deadline)
    told = "; ".join(demand.text for demand in demands)
    if not demands:
        return (
            f"{len(problem.choices.supporters)} supporters are too many for "
            f"{len(problem.regions)} regions; every supporter needs a home of their own; ask for "
            "fewer"
        )
    step = _enough(problem, deadline)
    would = f"; with loads within {step:.0%} there is one" if step is not None else ""
    return f"no division keeps these together: {told}{would}; change one of them"


def _enough(problem: SupportProblem, deadline: float) -> float | None:
    """Return the least of some round parts within which loads can be balanced."""
    for step in _STEPS:
        balance = {what: max(off, step) for what, off in problem.choices.balance.items()}
        if balance == dict(problem.choices.balance):
            continue
        choices = problem.choices.model_copy(update={"balance": balance})
        looser = replace(problem, choices=choices)
        program = support_program(looser)
        free = replace(program, costs=(0,) * len(program.costs), order=())
        try:
            if _joined(looser, free, deadline)[1] is not None:
                return step
        except SolverError:
            return None
    return None
