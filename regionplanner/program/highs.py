"""HiGHS by PuLP, until a deadline or a stop."""

import threading
import time
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


def run_solver(program: pulp.LpProblem, solver: pulp.LpSolver) -> None:
    """Solve a program; give it up soon after a stop.

    A solver that heeds a stop runs in a thread of its own, for HiGHS asks only now and then whether
    it is to go on. One that is given up ends by itself when it next asks; Python waits for that
    before it ends, as HiGHS cannot be cut off.

    Raises
    ------
    SolverError
        When it was given up.
    """
    if heeded() is None or not isinstance(solver, pulp.HiGHS):
        program.solve(solver)
        return
    if moment_s(float("inf")) <= 0:
        raise SolverError("stopped")
    given_up = threading.Event()

    def ask(_kind: object, _message: str, _out: object, answer: Any, _data: object) -> None:
        answer.user_interrupt = given_up.is_set()

    solver.callbackTuple, solver.callbacksToActivate = (ask, None), _ASKS
    raised: list[BaseException] = []
    thread = threading.Thread(target=_solve, args=(program, solver, raised))
    thread.start()
    while thread.is_alive():
        thread.join(_POLL_S)
        if moment_s(float("inf")) <= 0:
            given_up.set()
            thread.join(_WAIT_S)
            if thread.is_alive() or not _has_solution(program):
                raise SolverError("stopped")
    if raised:
        raise raised[0]


def _has_solution(program: pulp.LpProblem) -> bool:
    known: int = program.solverModel.getInfo().primal_solution_status
    return known == int(highspy.SolutionStatus.kSolutionStatusFeasible)


def _solve(program: pulp.LpProblem, solver: pulp.LpSolver, raised: list[BaseException]) -> None:
    try:
        program.solve(solver)
    except BaseException as error:  # noqa: BLE001 (raised again where it is waited for)
        raised.append(error)
