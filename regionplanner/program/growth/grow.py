"""The best growth, with its proof, or why there is none and what would work."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from regionplanner.errors import InfeasibleError, LimitError, SolverError
from regionplanner.growth_choices import GrowthChoices
from regionplanner.program.binary.problem import BinaryProgram, Demand
from regionplanner.program.binary.solve import best_choice, is_possible, settled
from regionplanner.program.deletion import collision_text, deletion_filter
from regionplanner.program.growth.problem import GrowthProblem, growth_program, start_years
from regionplanner.proof import relative_gap

_EXPLAIN_S = 20.0

STATED_SHARE = 1e-4
"""Share of the value of a growth that is no difference."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Which regions start in which year.

    Attributes
    ----------
    years
        The years.
    start
        Year by code of each region that starts.
    value
        Sum over the regions of their value times the years in which they are supported.
    bound
        Proven: no growth that keeps the rules is worth more.
    """

    years: tuple[int, ...]
    start: Mapping[str, int]
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """How much more another growth could be worth at most, as a share of that."""
        return relative_gap(self.value, self.bound)

    def supported(self, year: int) -> tuple[str, ...]:
        """Return the regions that are supported in a year."""
        return tuple(code for code, start in self.start.items() if start <= year)


def best_growth(problem: GrowthProblem, *, time_limit_s: float | None = None) -> Growth:
    """Return the growth of most value, with its proof.

    Parameters
    ----------
    problem
        Regions, years and rules.
    time_limit_s
        Limit on the search [s]; the growth may then lack its proof, and says so.

    Raises
    ------
    InfeasibleError
        When no growth keeps all rules: names those that collide, and what would work.
    LimitError
        When the limit came before any growth was found.

    Notes
    -----
    A 0-1 program with a variable for each region and each year to start in. Of equally good
    growths the one is taken in which the first region starts earliest, then the second, and on.
    """
    ends = time.monotonic() + (float("inf") if time_limit_s is None else time_limit_s)
    program = growth_program(problem)
    try:
        answer = best_choice(program, deadline=ends)
    except SolverError:
        raise LimitError(
            "the limit was reached before any growth was found; allow more time (--time-limit)"
        ) from None
    if answer is None:
        raise InfeasibleError(_why(problem, program))
    answer = settled(program, answer, deadline=ends)
    start = start_years(problem, answer.chosen or ())
    worth = dict(zip(problem.regions, problem.values, strict=True))
    last = problem.choices.years[-1]
    value = sum(worth[code] * (last - year + 1) for code, year in start.items())
    # where nothing has a value in quanta nothing has any: what would be rounded away is refused
    fine = not value or problem.rounding <= STATED_SHARE * value
    if answer.optimal and fine:
        return Growth(problem.choices.years, start, value, value)
    bound = max(value, -answer.bound * problem.unit) + problem.rounding
    return Growth(problem.choices.years, start, value, bound)


def _why(problem: GrowthProblem, program: BinaryProgram) -> str:
    """Return which demands collide, and with what more of money or regions they would not."""
    deadline = time.monotonic() + _EXPLAIN_S

    def collide(demands: tuple[Demand, ...]) -> bool:
        try:
            return not is_possible(program.asking(*demands), deadline=deadline)
        except SolverError:
            return False

    # of two that would do, the first stays
    demands = deletion_filter(program.demands, program.demands[::-1], collide)
    found = _enough(problem, demands, deadline)
    return collision_text("growth", [demand.text for demand in demands], " or ".join(found))


def _enough(problem: GrowthProblem, demands: tuple[Demand, ...], deadline: float) -> list[str]:
    """Return how much more money, or how many more regions, would do in every year."""
    choices, found = problem.choices, []
    told = " ".join(demand.text for demand in demands)
    if choices.budget and "budget" in told:
        most = _least_factor(problem, deadline)
        if most is not None:
            found.append(f"{most:.0%} of the budget in every year")
    if choices.regions and "at most" in told:
        more = _least_more(problem, deadline)
        if more is not None:
            found.append(f"{more} more region{'' if more == 1 else 's'} in every year")
    return found


def _possible(problem: GrowthProblem, deadline: float, **changed: object) -> bool:
    choices: GrowthChoices = problem.choices.model_copy(update=changed)
    return is_possible(growth_program(replace(problem, choices=choices)), deadline=deadline)


def _least_factor(problem: GrowthProblem, deadline: float) -> float | None:
    """Return the least share of the budget that is enough, in percents; None where none is."""
    budget = problem.choices.budget

    def enough(percent: int) -> bool:
        more = tuple(money * percent / 100 for money in budget)
        return _possible(problem, deadline, budget=more)

    found = _least(enough, 101, 10_000)
    return None if found is None else found / 100


def _least_more(problem: GrowthProblem, deadline: float) -> int | None:
    regions = problem.choices.regions

    def enough(more: int) -> bool:
        return _possible(problem, deadline, regions=tuple(n + more for n in regions))

    return _least(enough, 1, len(problem.regions))


def _least(enough: Callable[[int], bool], least: int, most: int) -> int | None:
    """Return the least number that is enough, where more than enough is enough."""
    try:
        if most < least or not enough(most):
            return None
        while least < most:
            middle = (least + most) // 2
            if enough(middle):
                most = middle
            else:
                least = middle + 1
    except SolverError:
        return None
    return most
