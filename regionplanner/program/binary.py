"""Small 0-1 programs with demands that a planner could give up: solved, settled, explained."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import pulp
from numpy.typing import NDArray

from regionplanner.errors import Message, SolverError, joined
from regionplanner.program.highs import HighsUntilStop, solver_limit_s

_A_FEW = 1000
_LARGEST = 1000.0  # solvers like rows and objectives of moderate size
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """Bounds on a sum over the chosen, whole numbers, inclusive; None is open.

    Attributes
    ----------
    terms
        Coefficient by choice.
    least, most
        Bounds.
    """

    terms: Mapping[int, int]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class NamedRows:
    """Something that is asked for, and that a planner could give up.

    Attributes
    ----------
    text
        What, in words that stand in a list.
    rows
        The rows that it takes.
    """

    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class BinaryProgram:
    """Choose of a number of things those that together cost least.

    Attributes
    ----------
    costs
        Of each choice, whole numbers.
    rows
        What always holds.
    demands
        What is asked for besides.
    order
        Blocks of choices, which break ties: by the first possible choice of the first block, then
        of the second, and so on.
    partitions
        Whether no choice can hold all of another and more, as where every unit is in one part.
    """

    costs: tuple[int, ...]
    rows: tuple[Row, ...]
    demands: tuple[NamedRows, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    partitions: bool = False

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows, with those of the demands."""
        return (*self.rows, *(row for demand in self.demands for row in demand.rows))

    def with_rows(self, *rows: Row) -> "BinaryProgram":
        """Return the program with more rows that always hold."""
        return replace(self, rows=(*self.rows, *rows))


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
        # a solver's tolerance let a sum slip: whole numbers show it, and rule the choice out
        program = program.with_rows(_no_good(program, answer.chosen))


def settled(
    program: BinaryProgram, answer: BinaryAnswer, *, deadline: float = float("inf")
) -> BinaryAnswer:
    """Return the choice that every run makes: ties are broken by the order.

    Parameters
    ----------
    program
        What can be chosen, with the order.
    answer
        A best choice; one that is not proven to be best is returned as it is.
    deadline
        `time.monotonic` value at which to stop; what is chosen by then is as good, but may differ
        from run to run.

    Raises
    ------
    SolverError
        When the solver ended without an answer, at the limit or otherwise.
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
        best = best_choice(replace(program, costs=wanted), deadline=deadline)
        if best is None or not best.optimal:
            break
        answer = replace(answer, chosen=best.chosen)
        program = program.with_rows(Row(places, least=best.cost, most=best.cost))
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
    inside = frozenset(chosen)
    for row in program.all_rows:
        total = sum(row.terms[choice] for choice in row.terms.keys() & inside)
        if row.least is not None and total < row.least:
            return False
        if row.most is not None and total > row.most:
            return False
    return True


def _solved(program: BinaryProgram, deadline: float) -> BinaryAnswer | None:
    model, variables = _model(program, "Binary", deadline)
    # costs are whole numbers: a gap below one is no gap
    options = {"gapRel": 0.0, "gapAbs": 0.5, "timeLimit": solver_limit_s(deadline)}
    for more in ({}, {"presolve": "off"}):  # presolve now and then ends in an error
        model.solve(HighsUntilStop(**options, **more))
        if model.sol_status == pulp.LpSolutionInfeasible:
            return None
        if model.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
            chosen = tuple(n for n, variable in enumerate(variables) if variable.value() > 0.5)
            cost = sum(program.costs[n] for n in chosen)
            proven = model.sol_status == pulp.LpSolutionOptimal
            return BinaryAnswer(chosen, cost, cost if proven else _bound(model, program))
    raise SolverError("the integer program ended without a proven answer")


def _bound(model: pulp.LpProblem, program: BinaryProgram) -> int:
    """Return the bound that HiGHS has proven, rounded up to what a choice can cost."""
    bound = model.solverModel.getInfo().mip_dual_bound
    least = sum(cost for cost in program.costs if cost < 0)
    return least if bound == -float("inf") else max(least, int(-(-(bound - 1e-6) // 1)))


def _model(
    program: BinaryProgram, kind: str, deadline: float
) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    model = pulp.LpProblem("choice", pulp.LpMinimize)
    variables = []
    for n in range(len(program.costs)):
        if n % _A_FEW == 0:  # hundreds of thousands of choices take seconds
            solver_limit_s(deadline)
        variables.append(model.add_variable(f"x{n}", 0, cat=kind))
    model += pulp.LpAffineExpression(
        {variables[n]: float(cost) for n, cost in enumerate(program.costs) if cost}
    )
    for row in program.all_rows:
        solver_limit_s(deadline)
        scale = max(1.0, max(map(abs, row.terms.values()), default=1) / _LARGEST)
        total = pulp.LpAffineExpression(
            {variables[n]: value / scale for n, value in row.terms.items() if value}
        )
        half = 0.5 / scale if scale > 1 else 0.0  # whole numbers: half of one is within bounds
        if row.least is not None and row.least == row.most and not half:
            model += total == row.least
            continue
        if row.least is not None:
            model += total >= row.least / scale - half
        if row.most is not None:
            model += total <= row.most / scale + half
    return model, variables


def growing_thresholds(first: int, most: int, *, factor: int = 2) -> Iterator[int]:
    """Yield thresholds for completion by reduced costs, up to one that no plan has more than.

    The best of what lies within a threshold above a bound is the best of all once it is within the
    threshold itself (Baldacci, Christofides & Mingozzi 2008).
    """
    threshold = first
    while threshold < most:
        yield threshold
        threshold = max(1, factor * threshold)
    yield most


def relaxed(
    program: BinaryProgram, *, deadline: float = float("inf")
) -> tuple[int, NDArray[np.int64]] | None:
    """Return a proven bound and the reduced cost of each choice; None where not even parts fit.

    Whole numbers near the duals of the linear relaxation prove it.

    Parameters
    ----------
    program
        With rows of ones alone, each with one sum.
    deadline
        `time.monotonic` value at which to stop.

    Raises
    ------
    SolverError
        When the solver ended without an answer, at the limit or otherwise.
    """
    model, _ = _model(program, "Continuous", deadline)
    model.solve(HighsUntilStop(timeLimit=solver_limit_s(deadline)))
    if model.sol_status == pulp.LpSolutionInfeasible:
        return None
    if model.sol_status != pulp.LpSolutionOptimal:
        raise SolverError("the linear program ended without an answer")
    duals = np.rint(model.solverModel.getSolution().row_dual).astype(np.int64).tolist()
    reduced, bound = np.array(program.costs, dtype=np.int64), 0
    for price, row in zip(duals, program.rows, strict=True):  # in the order of the rows
        reduced[list(row.terms)] -= price
        bound += price * (row.least or 0)
    return bound + int(np.minimum(reduced, 0).sum()), np.maximum(reduced, 0)


def deletion_filter(
    items: Sequence[Item],
    part: Sequence[Item],
    collide: Callable[[tuple[Item, ...]], bool],
    *,
    by_halves: bool = False,
) -> tuple[Item, ...]:
    """Return items that collide, without those of a part that the collision does not need.

    Parameters
    ----------
    items
        Known to collide.
    part
        Those that may go; what comes first goes first.
    collide
        Whether some items are known to collide; where that is not found out, more stay.
    by_halves
        Whether many are tried at once: quicker where most can go.

    References
    ----------
    Chinneck & Dravnieks 1991 (deletion filter); Junker 2004 (by halves).
    """
    if part and (by_halves or len(part) == 1):
        fewer = without(items, part)
        if collide(fewer):
            return fewer
    if len(part) > 1:
        half = len(part) // 2
        for some in (part[:half], part[half:]):
            items = deletion_filter(items, some, collide, by_halves=by_halves)
    return tuple(items)


def without(items: Sequence[Item], gone: Sequence[Item]) -> tuple[Item, ...]:
    """Return items but for some of them."""
    return tuple(item for item in items if all(item is not dropped for dropped in gone))


def collision_text(what: str, demands: Sequence[str], would: str) -> str:
    """Return which demands collide, and what to do.

    Parameters
    ----------
    what
        That keeps them: ``"division"``.
    demands
        What was asked, in words, at least one.
    would
        With what there would be one: ``"loads within 20%"``; empty where that is not known.
    """
    return Message(
        "no {what} keeps this: {demands}{with_it}; change it"
        if len(demands) == 1
        else "no {what} keeps these together: {demands}{with_it}; change one of them",
        what=Message(what),
        demands=joined(demands),
        with_it=Message("; with {would} there is one", would=would) if would else "",
    )
