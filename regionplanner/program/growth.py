"""Growth: which regions start in which year, as a 0-1 program with its proof."""

import math
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from regionplanner.errors import (
    InfeasibleError,
    LimitError,
    Message,
    ScenarioError,
    SolverError,
    counted,
    either,
)
from regionplanner.numerals import shown
from regionplanner.program.binary import (
    BinaryProgram,
    NamedRows,
    Row,
    best_choice,
    collision_text,
    deletion_filter,
    is_possible,
    settled,
)
from regionplanner.proof import relative_gap
from regionplanner.rollout_choices import GrowthChoices
from regionplanner.stopping import check_time

_CENT = 100
_USUAL_UNIT = 0.001

_MOST_VALUE = 2**24
"""Costs of a program are at most about this: whole numbers that solvers still distinguish."""

_EXPLAIN_S = 20.0

STATED_SHARE = 1e-4
"""Share of the value of a growth that is no difference."""


@dataclass(frozen=True, slots=True)
class GrowthProblem:
    """Which of some regions can start when.

    Attributes
    ----------
    regions
        Their codes, in order.
    names
        What they are called, by code.
    values
        What a year of support of each is worth.
    neighbours
        Adjoining regions, by code.
    existing
        Regions that exist today.
    groups
        By column: the regions with a municipality in each of its values.
    choices
        Years, money and rules.
    """

    regions: tuple[str, ...]
    names: Mapping[str, str]
    values: tuple[float, ...]
    neighbours: Mapping[str, frozenset[str]]
    existing: frozenset[str]
    groups: Mapping[str, Mapping[str, frozenset[str]]]
    choices: GrowthChoices

    @property
    def unit(self) -> float:
        """What a quantum of value is: so small that rounding is no more than a ten-millionth."""
        total = sum(self.values) * len(self.choices.years)
        if not total:
            return _USUAL_UNIT
        coarse = 10.0 ** math.ceil(math.log10(total / _MOST_VALUE))
        least = min(value for value in self.values if value)
        return max(coarse, min(_USUAL_UNIT, 10.0 ** math.floor(math.log10(least * _USUAL_UNIT))))

    @property
    def rounding(self) -> float:
        """What rounding to quanta can do to the value of a growth."""
        off = sum(abs(value - round(value / self.unit) * self.unit) for value in self.values)
        return off * len(self.choices.years)


def growth_program(problem: GrowthProblem) -> BinaryProgram:
    """Return the 0-1 program of a growth: a choice for each region and each year to start in.

    Parameters
    ----------
    problem
        Regions, years and rules.

    Notes
    -----
    Maximises the sum over regions of their value times the years in which they are supported.
    """
    _check_values(problem)
    n_years = len(problem.choices.years)
    costs = tuple(
        -round(value / problem.unit) * (n_years - year)
        for value in problem.values
        for year in range(n_years)
    )
    once = tuple(Row(dict.fromkeys(_starts(problem, code), 1), most=1) for code in problem.regions)
    return BinaryProgram(
        costs,
        once,
        tuple(_demands(problem)),
        order=tuple(_starts(problem, code) for code in problem.regions),
    )


def _check_values(problem: GrowthProblem) -> None:
    """Raise where what a region is worth would be rounded away beside another."""
    worth = dict(zip(problem.regions, problem.values, strict=True))
    lost = [code for code, value in worth.items() if value and value < problem.unit]
    if lost:
        least, most = min(lost, key=worth.__getitem__), max(worth, key=worth.__getitem__)
        raise ScenarioError(
            "a year of {poorest} is worth {least:g}, so little beside the {most:g} of {richest} "
            "that it would be rounded away; give growth another value, or correct its column",
            poorest=problem.names[least],
            least=worth[least],
            most=worth[most],
            richest=problem.names[most],
        )


def start_years(problem: GrowthProblem, chosen: tuple[int, ...]) -> dict[str, int]:
    """Return the year in which each region starts that does, by code.

    Parameters
    ----------
    problem
        Regions and years.
    chosen
        Positions in its program.
    """
    years = problem.choices.years
    pairs = (divmod(choice, len(years)) for choice in chosen)
    return {problem.regions[region]: years[year] for region, year in sorted(pairs)}


def _starts(problem: GrowthProblem, code: str, *, until: int | None = None) -> tuple[int, ...]:
    """Return the choices in which a region starts, up to a year (by position, inclusive)."""
    n_years = len(problem.choices.years)
    first = problem.regions.index(code) * n_years
    return tuple(range(first, first + (n_years if until is None else until + 1)))


def _demands(problem: GrowthProblem) -> Iterator[NamedRows]:
    choices, years = problem.choices, problem.choices.years
    for year, most in enumerate(choices.regions):
        yield NamedRows(
            Message("at most {n} in {year}", n=counted(most, "region"), year=years[year]),
            (Row(dict.fromkeys(_supported(problem, year), 1), most=most),),
        )
    for year, money in enumerate(choices.budget):
        yield NamedRows(
            Message("a budget of {money} in {year}", money=shown(money, None), year=years[year]),
            (Row(_spent(problem, year), most=round(money * _CENT)),),
        )
    yield from _order(problem)
    yield from _own_years(problem)
    for column, by in choices.one_in_each.items():
        for group, regions in sorted(problem.groups[column].items()):
            there = [
                n
                for code in sorted(regions)
                for n in _starts(problem, code, until=_at(problem, by))
            ]
            text = Message(
                "a region in {column} {group} by {year}", column=column, group=group, year=by
            )
            yield NamedRows(text, (Row(dict.fromkeys(there, 1), least=1),))
    if choices.all_by is not None:
        until = _at(problem, choices.all_by)
        rows = (
            Row(dict.fromkeys(_starts(problem, c, until=until), 1), least=1)
            for c in problem.regions
        )
        count = counted(len(problem.regions), "region")
        text = Message("all {count} by {year}", count=count, year=choices.all_by)
        yield NamedRows(text, tuple(rows))


def _at(problem: GrowthProblem, year: int) -> int:
    return problem.choices.years.index(year)


def _supported(problem: GrowthProblem, year: int) -> list[int]:
    """Return the choices by which a region is supported in a year."""
    return [n for code in problem.regions for n in _starts(problem, code, until=year)]


def _spent(problem: GrowthProblem, year: int) -> dict[int, int]:
    """Return what each choice costs in a year, in cents."""
    choices = problem.choices
    run, start = round(choices.run_cost * _CENT), round(choices.start_cost * _CENT)
    spent = dict.fromkeys(_supported(problem, year), run)
    for code in problem.regions:
        spent[_starts(problem, code)[year]] += start
    return spent


def _order(problem: GrowthProblem) -> Iterator[NamedRows]:
    """Yield who starts before whom, and beside whom."""
    choices, n_years = problem.choices, len(problem.choices.years)
    if choices.existing_first and problem.existing:
        others = [code for code in problem.regions if code not in problem.existing]
        yield NamedRows(
            Message("the regions of today first"),
            tuple(
                _not_before(
                    _starts(problem, near, until=year), _starts(problem, region, until=year)
                )
                for region in sorted(problem.existing)
                for near in others
                for year in range(n_years)
            ),
        )
    if choices.neighbours == "together":
        yield NamedRows(
            Message("regions start beside one that started earlier"),
            tuple(
                _not_before(_starts(problem, code)[year : year + 1], _earlier(problem, code, year))
                for code in problem.regions
                for year in range(1, n_years)
            ),
        )
    if choices.neighbours == "spread":
        yield NamedRows(
            Message("no two adjoining regions start in the same year"),
            tuple(
                Row({_starts(problem, region)[year]: 1, _starts(problem, near)[year]: 1}, most=1)
                for region in problem.regions
                for near in sorted(problem.neighbours[region])
                if region < near
                for year in range(n_years)
            ),
        )


def _earlier(problem: GrowthProblem, code: str, year: int) -> tuple[int, ...]:
    """Return the choices by which a neighbour of a region is supported before a year."""
    return tuple(
        n
        for near in sorted(problem.neighbours[code])
        for n in _starts(problem, near, until=year - 1)
    )


def _not_before(before: tuple[int, ...], after: tuple[int, ...]) -> Row:
    """Return the row by which any of these is only chosen with one of those."""
    return Row({**dict.fromkeys(before, 1), **dict.fromkeys(after, -1)}, most=0)


def _own_years(problem: GrowthProblem) -> Iterator[NamedRows]:
    choices = problem.choices
    for code, year in sorted(choices.start.items()):
        wanted = _starts(problem, code)[_at(problem, year)]
        text = Message("{region} starts in {year}", region=problem.names[code], year=year)
        yield NamedRows(text, (Row({wanted: 1}, least=1),))
    for code, year in sorted(choices.not_before.items()):
        if year > choices.first_year:
            early = _starts(problem, code, until=_at(problem, year) - 1)
            row = Row(dict.fromkeys(early, 1), most=0)
            name = problem.names[code]
            text = Message("{region} not before {year}", region=name, year=year)
            yield NamedRows(text, (row,))


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
    A 0-1 program with a variable for each region and each year to start in. Ties are
    broken by the first region that starts earliest, then by the second, and so on.
    """
    ends = time.monotonic() + (float("inf") if time_limit_s is None else time_limit_s)
    program = growth_program(problem)
    try:
        answer = best_choice(program, deadline=ends)
    except SolverError:
        check_time()
        raise LimitError(
            "the limit was reached before any growth was found; allow more time (--time-limit)"
        ) from None
    if answer is None:
        raise InfeasibleError(_why(problem, program))
    with suppress(SolverError):  # it is as good as any
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

    def collide(demands: tuple[NamedRows, ...]) -> bool:
        try:
            return not is_possible(replace(program, demands=demands), deadline=deadline)
        except SolverError:
            return False

    # of two that would do, the first stays
    demands = deletion_filter(program.demands, program.demands[::-1], collide)
    reason = _enough(problem, demands, deadline)
    would = either(reason) if reason else ""
    return collision_text("growth", [demand.text for demand in demands], would)


def _enough(problem: GrowthProblem, demands: tuple[NamedRows, ...], deadline: float) -> list[str]:
    """Return how much more money, or how many more regions, would do in every year."""
    choices, lacking = problem.choices, list[str]()
    asked = " ".join(demand.text for demand in demands)
    if choices.budget and "budget" in asked:
        most = _least_factor(problem, deadline)
        if most is not None:
            lacking.append(Message("{share:.0%} of the budget in every year", share=most))
    if choices.regions and "at most" in asked:
        more = _least_more(problem, deadline)
        if more is not None:
            text = (
                "{more} more region in every year"
                if more == 1
                else "{more} more regions in every year"
            )
            lacking.append(Message(text, more=more))
    return lacking


def _possible(problem: GrowthProblem, deadline: float, **changed: object) -> bool:
    choices: GrowthChoices = problem.choices.model_copy(update=changed)
    return is_possible(growth_program(replace(problem, choices=choices)), deadline=deadline)


def _least_factor(problem: GrowthProblem, deadline: float) -> float | None:
    """Return the least share of the budget that is enough, in percents; None where none is."""
    budget = problem.choices.budget

    def enough(percent: int) -> bool:
        more = tuple(money * percent / 100 for money in budget)
        return _possible(problem, deadline, budget=more)

    factor = _least(enough, 101, 10_000)
    return None if factor is None else factor / 100


def _least_more(problem: GrowthProblem, deadline: float) -> int | None:
    regions = problem.choices.regions

    def enough(more: int) -> bool:
        return _possible(problem, deadline, regions=tuple(n + more for n in regions))

    return _least(enough, 1, len(problem.regions))


def _least(enough: Callable[[int], bool], least: int, most: int) -> int | None:
    """Return the least number that is enough, where more than enough is enough."""
    numbers = range(least, most + 1)
    try:
        at = bisect_left(numbers, 1, key=enough)
    except SolverError:
        return None
    return numbers[at] if at < len(numbers) else None
