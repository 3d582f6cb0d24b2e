"""Tasks: one reference region each, done in this process, and how long each may take.

Every way of running tasks is a function that takes a `Take` and yields what is `Done`, in the order
in which it gets done. It takes a task only when somebody is free to begin with it, so that the
share of the time it comes with is of the time that is really left.
"""

import logging
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from regionplanner.errors import StoppedError
from regionplanner.program.curve import CountResult, ParentResult, parent_curve
from regionplanner.program.instance.problem import ParentProblem

logger = logging.getLogger(__name__)

MOST_DEATHS = 3
"""How many workers may end over one reference region before it is given up."""

OnIncumbent = Callable[[str, int, float | None], None]
"""Called with the code of a reference region in work, a number of regions, and the gap of its
incumbent, as a share; None without one."""

_MORE = 1.25
"""A second search begins anew: with less than so many times the first's time it finds nothing."""


@dataclass(frozen=True, slots=True)
class Task:
    """One reference region to plan.

    Attributes
    ----------
    problem
        The reference region.
    wanted
        Numbers of regions that a plan can use; all when None.
    time_s
        Time for it [s], from when work on it begins: clocks of machines differ.
    """

    problem: ParentProblem
    wanted: range | None = None
    time_s: float = float("inf")


@dataclass(frozen=True, slots=True)
class Returned:
    """The answers of a task as a worker sends them back.

    Attributes
    ----------
    curve
        The answers.
    warnings
        What was logged meanwhile, message by message: a worker has nobody to say that to.
    """

    curve: ParentResult
    warnings: tuple[str, ...]

    def logged(self) -> ParentResult:
        """Return the answers, once what the worker warned of is logged here."""
        for message in self.warnings:
            logger.warning(message)
        return self.curve


class _Collected(logging.Handler):
    """Keeps messages, whose parts are values that can be said in any language."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage() if record.args else record.msg)


@dataclass(frozen=True, slots=True)
class Done:
    """A task with its answers."""

    task: Task
    curve: ParentResult


Take = Callable[[int], Task | None]
"""Returns a task for one of so many workers; None when there is none (for now)."""


def answered(task: Task, on_incumbent: OnIncumbent | None = None) -> ParentResult:
    """Return the answers of a task, in the process that this is called in.

    Parameters
    ----------
    task
        The reference region and its time.
    on_incumbent
        Called while a number of regions is searched; None disables the callback.
    """
    deadline = time.monotonic() + task.time_s
    report = None if on_incumbent is None else partial(on_incumbent, task.problem.code)
    return parent_curve(task.problem, deadline=deadline, wanted=task.wanted, on_incumbent=report)


def returned(task: Task, on_incumbent: OnIncumbent | None = None) -> Returned:
    """Return the answers of a task as a worker sends them back; as `answered`."""
    collected, library = _Collected(), logging.getLogger("regionplanner")
    library.addHandler(collected)
    propagates, library.propagate = library.propagate, False
    try:
        curve = answered(task, on_incumbent)
    finally:
        library.propagate = propagates
        library.removeHandler(collected)
    return Returned(curve, tuple(collected.messages))


def done_serially(take: Take, on_incumbent: OnIncumbent | None = None) -> Generator[Done]:
    """Yield every task with its answers.

    Parameters
    ----------
    take
        Returns the next task.
    on_incumbent
        Called while a task is in work.
    """
    while (task := take(1)) is not None:
        with suppress(StoppedError):  # then none is next
            yield Done(task, answered(task, on_incumbent))


def share_s(size: float, sizes_left: float, left_s: float, busy_s: float, n_workers: int) -> float:
    """Return the time that a reference region may take [s].

    Parameters
    ----------
    size, sizes_left
        Its size, and that of all that are still to be planned, itself included.
    left_s
        Time until the deadline [s].
    busy_s
        What workers may still spend on what they are at, summed over them [s].
    n_workers
        Number of workers.
    """
    fair_s = (n_workers * left_s - busy_s) * size / sizes_left if size else 0.0
    return max(0.0, min(left_s, fair_s))


def size_of(problem: ParentProblem) -> int:
    """Return what counts as the size of a reference region: its pairs of units, and more.

    Parameters
    ----------
    problem
        The reference region.
    """
    return len(problem.units) ** 2


def open_gap(curve: ParentResult, wanted: range | None = None) -> float:
    """Return the widest gap that answers leave open [quanta]; infinite where no plan is known.

    Parameters
    ----------
    curve
        The answers.
    wanted
        Numbers of regions that count; all when None.
    """
    counted = [a for a in curve.answers if wanted is None or a.n_regions in wanted]
    return max((_gap(answer) for answer in counted), default=0.0)


def _gap(answer: CountResult) -> float:
    if answer.status in ("optimal", "infeasible"):
        return 0.0
    if answer.objective is None or answer.bound is None:
        return float("inf")
    return float(answer.objective - answer.bound)


def bettered(first: ParentResult, second: ParentResult) -> ParentResult:
    """Return the better plan and the better bound of two for every number of regions.

    Parameters
    ----------
    first, second
        Answers for the same numbers; of equal ones the first stay.
    """
    pairs = zip(first.answers, second.answers, strict=True)
    return replace(first, answers=tuple(_better(a, b) for a, b in pairs))


def _better(known: CountResult, new: CountResult) -> CountResult:
    for answer in (known, new):
        if answer.status in ("optimal", "infeasible"):
            return answer
    best = min(known, new, key=lambda a: float("inf") if a.objective is None else a.objective)
    proven = max(known, new, key=lambda a: float("-inf") if a.bound is None else a.bound)
    best = replace(best, bound=proven.bound, evidence=proven.evidence)
    if best.objective is not None and best.bound is not None and best.bound >= best.objective:
        return replace(best, status="optimal", bound=best.objective)
    return best


class TimeBudget:
    """Deals out reference regions, each with its share of the time that is left.

    Without a limit the largest go first, so that no worker is left alone with one at the end. With
    a limit the smallest do, so that the large ones get what these leave; and who is free when all
    have begun searches the widest gap a second time, with all the time there is.

    Parameters
    ----------
    problems
        Reference regions.
    wanted
        Numbers of regions of some of them, by code.
    deadline
        When all must be done, on the clock.
    clock
        The time [s].
    """

    def __init__(
        self,
        problems: Sequence[ParentProblem],
        wanted: Callable[[str], range | None],
        deadline: float = float("inf"),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._deadline, self._clock = deadline, clock
        sign = -1 if deadline == float("inf") else 1
        tasks = [Task(problem, wanted(problem.code)) for problem in problems]
        self._waiting = sorted(tasks, key=lambda t: (sign * len(t.problem.units), t.problem.code))
        self._ends: dict[str, float] = {}  # of what is in work
        self._done: dict[str, Done] = {}

    def next_task(self, n_workers: int) -> Task | None:
        """Return the next reference region for one of so many workers; None without one."""
        now = self._clock()
        task = self._first(now, n_workers) if self._waiting else self._second(now)
        if task is not None:
            self._ends[task.problem.code] = now + task.time_s
        return task

    def finish(self, done: Done) -> ParentResult:
        """Return what is now known of a reference region that has been planned."""
        code = done.task.problem.code
        del self._ends[code]
        if code in self._done:
            done = replace(done, curve=bettered(self._done[code].curve, done.curve))
        self._done[code] = done
        return done.curve

    def _first(self, now: float, n_workers: int) -> Task:
        sizes = [size_of(task.problem) for task in self._waiting]
        task = self._waiting.pop(0)
        if self._deadline == float("inf"):
            return task
        busy_s = sum(max(0.0, end - now) for end in self._ends.values())
        given_s = share_s(sizes[0], sum(sizes), self._deadline - now, busy_s, n_workers)
        return replace(task, time_s=given_s)

    def _second(self, now: float) -> Task | None:
        if self._deadline == float("inf"):
            return None  # a gap that is left then is not for want of time
        left_s = self._deadline - now
        gaps = {code: self._gap(done, left_s) for code, done in self._done.items()}
        waiting = [code for code, gap in gaps.items() if gap > 0 and code not in self._ends]
        if not waiting:
            return None
        widest = min(waiting, key=lambda code: (-gaps[code], code))
        return replace(self._done[widest].task, time_s=left_s)

    def _gap(self, done: Done, left_s: float) -> float:
        """Return the gap of a reference region that more time may close; else nothing."""
        worth = left_s >= 1 and left_s >= _MORE * done.task.time_s
        return open_gap(done.curve, done.task.wanted) if worth else 0.0
