"""Which demands cannot be kept together: the fewest, so that a planner can give one up."""

from collections.abc import Sequence

from regionplanner.errors import SolverError
from regionplanner.program.binary.problem import BinaryProgram, Demand
from regionplanner.program.binary.solve import is_possible


def colliding(program: BinaryProgram, *, deadline: float = float("inf")) -> tuple[Demand, ...]:
    """Return demands that cannot be kept together; without any one of them the others can.

    Parameters
    ----------
    program
        A program without a choice.
    deadline
        `time.monotonic` value at which to stop; then there may be more than are needed.

    Returns
    -------
    tuple of Demand
        In their order; none when not even the rows that always hold can be kept.

    References
    ----------
    Chinneck & Dravnieks 1991 (deletion filter).
    """
    kept: Sequence[Demand] = program.demands
    for demand in reversed(program.demands):  # of two that would do, the first stays
        fewer = [one for one in kept if one is not demand]
        try:
            if not is_possible(program.asking(*fewer), deadline=deadline):
                kept = fewer
        except SolverError:
            break
    return tuple(kept)
