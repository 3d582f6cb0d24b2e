"""Task: one reference region to plan, the same wherever it is planned.

Every way of running tasks is a function that takes a `Take` and yields what is `Done`, in the order
in which it gets done. It takes a task only when somebody is free to begin with it, so that the
share of the time it comes with is of the time that is really left.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from regionplanner.program.answer import ParentCurve
from regionplanner.program.curve import parent_curve
from regionplanner.program.posed.problem import ParentProblem

MOST_DEATHS = 3
"""How many workers may end over one reference region before it is given up."""


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
class Done:
    """A task with its answers."""

    task: Task
    curve: ParentCurve


Take = Callable[[int], Task | None]
"""Returns a task for one of so many workers; None when there is none (for now)."""


Narrowed = Callable[[str, int, float | None], None]
"""Called with the code of a reference region in work, a number of regions, and the gap of the
division that is known for it, as a share; None without one."""


def answered(task: Task, narrowed: Narrowed | None = None) -> ParentCurve:
    """Return the answers of a task, in the process that this is called in.

    Parameters
    ----------
    task
        The reference region and its time.
    narrowed
        Called while a number of regions is looked at.
    """
    deadline = time.monotonic() + task.time_s
    told = None if narrowed is None else partial(narrowed, task.problem.code)
    return parent_curve(task.problem, deadline=deadline, wanted=task.wanted, narrowed=told)
