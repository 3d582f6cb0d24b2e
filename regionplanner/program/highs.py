"""HiGHS by PuLP, until a deadline or a stop."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import highspy
import pulp

from regionplanner.errors import SolverError
from regionplanner.stopping import heeded, moment_s

_POLL_S = 0.02
_WAIT_S = 0.1
"""HiGHS may be in a part of its search in which it asks nobody: it is not waited for longer."""

_ASKS = [
    highspy.cb.HighsCallbackType.kCallbackMipInterrupt,
    highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
    highspy.cb.HighsCallbackType.kCallbackIpmInterrupt,
]


def solver_limit_s(deadline: float) -> float | None:
    """Return the time that a solver has until a `time.monotonic` value [s]; None: all of it.

    Raises
    ------
    SolverError
        When there is none.
    """
    limit_s = min(deadline - time.monotonic(), moment_s(float("inf")))
    if limit_s <= 0:
        raise SolverError("no time left")
    return None if limit_s == float("inf") else limit_s


class HighsUntilStop(pulp.HiGHS):  # type: ignore[misc]
    """HiGHS for PuLP, given up soon after a stop.

    Where a stop is heeded it runs in a thread of its own, for it asks only now and then whether it
    is to go on. One that is given up ends by itself when it next asks; Python waits for that before
    it ends, as HiGHS cannot be cut off.

    Parameters
    ----------
    **options
        Of `pulp.HiGHS`.

    Raises
    ------
    SolverError
        When a program is solved and it is given up.
    """

    def __init__(self, **options: Any) -> None:
        self._given_up = threading.Event()
        if heeded() is not None:
            options |= {"callbackTuple": (self._ask, None), "callbacksToActivate": _ASKS}
        super().__init__(msg=False, threads=1, **options)

    def _ask(self, _kind: object, _message: str, _out: object, answer: Any, _data: object) -> None:
        answer.user_interrupt = self._given_up.is_set()

    def callSolver(self, lp: pulp.LpProblem) -> None:  # noqa: N802 (PuLP calls it)
        """Run HiGHS on the model of a program."""
        model: highspy.Highs = lp.solverModel
        if heeded() is None:
            model.run()
            return
        if moment_s(float("inf")) <= 0:
            raise SolverError("stopped")
        pool = ThreadPoolExecutor(max_workers=1)
        running = pool.submit(model.run)
        pool.shutdown(wait=False)
        while not running.done():
            wait([running], timeout=_POLL_S)
            if moment_s(float("inf")) <= 0:
                self._given_up.set()
                wait([running], timeout=_WAIT_S)
                if not running.done() or not _has_solution(model):
                    raise SolverError("stopped")
        running.result()  # raises what ended it, such as too little memory


def _has_solution(model: highspy.Highs) -> bool:
    known: int = model.getInfo().primal_solution_status
    return known == int(highspy.SolutionStatus.kSolutionStatusFeasible)
