"""The best choice of a 0-1 program, proven, and the one of equals that every run makes."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pulp

from regionplanner.errors import SolverError
from regionplanner.program.binary.problem import BinaryProgram, Row

_LARGEST = 1000.0  # solvers like rows and objectives of moderate size


@dataclass(frozen=True, slots=True)
class BinaryAnswer:
    """The best choice that was found.

    Attributes
    ----------
    chosen
        Positions; None when there is none, or the limit came first.
    cost, bound
        Of the choice, and the proven least of any; whole numbers.
    """

    chosen: tuple[int, ...] | None
    cost: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Whether no choice costs less."""
        return self.chosen is not None and self.cost == self.bound


def best_choice(program: BinaryProgram, *, deadline: float = float("inf")) -> BinaryAnswer | None:
    """Return the best choice with its proof; None when there is none.

    Parameters
    ----------
    program
        What can be chosen.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    SolverError
        When the solver ended without an answer, at the limit or otherwise.
    """
    while True:
        answer = _solved(program, deadline)
        if answer is None or answer.chosen is None or _keeps(program, answer.chosen):
            return answer
        # a solver's tolerance let a sum slip: whole numbers tell, and rule the choice out
        program = program.with_rows(_no_good(program, answer.chosen))


def settled(
    program: BinaryProgram, answer: BinaryAnswer, *, deadline: float = float("inf")
) -> BinaryAnswer:
    """Return of equally good choices the one that every run makes: the first in the order.

    Parameters
    ----------
    program
        What can be chosen, with the order.
    answer
        A best choice; one that is not proven to be best is returned as it is.
    deadline
        `time.monotonic` value at which to stop; what is chosen by then is as good, but may differ
        from run to run.
    """
    if not answer.optimal:
        return answer
    costs = {n: cost for n, cost in enumerate(program.costs) if cost}
    program = program.with_rows(Row(costs, most=answer.cost))
    for block in program.order:
        if time.monotonic() >= deadline or _is_only(program, answer, deadline):
            break
        # below 0: of a block any choice comes before none
        places = {choice: place - len(block) for place, choice in enumerate(block)}
        wanted = tuple(places.get(n, 0) for n in range(len(program.costs)))
        found = best_choice(replace(program, costs=wanted), deadline=deadline)
        if found is None or not found.optimal:
            break
        answer = replace(answer, chosen=found.chosen)
        program = program.with_rows(Row(places, least=found.cost, most=found.cost))
    return answer


def is_possible(program: BinaryProgram, *, deadline: float = float("inf")) -> bool:
    """Return whether anything can be chosen.

    Parameters
    ----------
    program
        What can be chosen.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    SolverError
        When the limit came first.
    """
    free = replace(program, costs=(0,) * len(program.costs))
    return best_choice(free, deadline=deadline) is not None


def _is_only(program: BinaryProgram, answer: BinaryAnswer, deadline: float) -> bool:
    chosen = answer.chosen or ()
    return not is_possible(program.with_rows(_no_good(program, chosen)), deadline=deadline)


def _no_good(program: BinaryProgram, chosen: Iterable[int]) -> Row:
    """Return the row that rules out one choice."""
    inside = set(chosen)
    if program.partitions:
        return Row(dict.fromkeys(inside, 1), most=len(inside) - 1)
    terms = {n: 1 if n in inside else -1 for n in range(len(program.costs))}
    return Row(terms, most=len(inside) - 1)


def _keeps(program: BinaryProgram, chosen: tuple[int, ...]) -> bool:
    for row in program.all_rows:
        total = sum(row.terms.get(choice, 0) for choice in chosen)
        if row.least is not None and total < row.least:
            return False
        if row.most is not None and total > row.most:
            return False
    return True


def _solved(program: BinaryProgram, deadline: float) -> BinaryAnswer | None:
    posed, variables = _posed(program)
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        raise SolverError("no time left")
    limit_s = None if left_s == float("inf") else left_s
    # costs are whole numbers: a gap below one is no gap
    options = {"msg": False, "threads": 1, "gapRel": 0.0, "gapAbs": 0.5, "timeLimit": limit_s}
    for more in ({}, {"presolve": "off"}):  # presolve now and then ends in an error
        posed.solve(pulp.HiGHS(**options, **more))
        if posed.sol_status == pulp.LpSolutionInfeasible:
            return None
        if posed.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
            chosen = tuple(n for n, variable in enumerate(variables) if variable.value() > 0.5)
            cost = sum(program.costs[n] for n in chosen)
            proven = posed.sol_status == pulp.LpSolutionOptimal
            return BinaryAnswer(chosen, cost, cost if proven else _bound(posed, program))
    raise SolverError("the integer program ended without a proven answer")


def _bound(posed: pulp.LpProblem, program: BinaryProgram) -> int:
    """Return the bound that HiGHS has proven, rounded up to what a choice can cost."""
    bound = posed.solverModel.getInfo().mip_dual_bound
    least = sum(cost for cost in program.costs if cost < 0)
    return least if bound == -float("inf") else max(least, int(-(-(bound - 1e-6) // 1)))


def _posed(program: BinaryProgram) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    posed = pulp.LpProblem("choice", pulp.LpMinimize)
    variables = [posed.add_variable(f"x{n}", cat="Binary") for n in range(len(program.costs))]
    posed += pulp.LpAffineExpression(
        {variables[n]: float(cost) for n, cost in enumerate(program.costs) if cost}
    )
    for row in program.all_rows:
        scale = max(1.0, max(map(abs, row.terms.values()), default=1) / _LARGEST)
        total = pulp.LpAffineExpression(
            {variables[n]: value / scale for n, value in row.terms.items() if value}
        )
        half = 0.5 / scale if scale > 1 else 0.0  # whole numbers: half of one is within bounds
        if row.least is not None and row.least == row.most and not half:
            posed += total == row.least
            continue
        if row.least is not None:
            posed += total >= row.least / scale - half
        if row.most is not None:
            posed += total <= row.most / scale + half
    return posed, variables
