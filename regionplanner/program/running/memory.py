"""What fits in a memory: how many processes at once, and how large a diagram in each."""

from dataclasses import dataclass

from regionplanner.errors import ScenarioError

_PROCESS = 250_000_000
"""Of a process that plans [bytes]: 140 MB for Python and libraries, and the columns of a search."""
_STATE = 390
"""Of a state of a diagram [bytes], measured: 320 while it is compiled, 70 of one that is kept."""
LEAST_STATES = 10_000
"""Of the smallest diagram that memory is looked for: a reference region of about 40 units."""

LEAST_BYTES = _PROCESS + LEAST_STATES * _STATE
"""Memory of a process with a diagram of that size [bytes]."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many processes plan at once, and the largest diagram that each may build [states]."""

    n_workers: int
    max_states: int


def states_in(memory: int) -> int:
    """Return how many states a process with so much memory [bytes] keeps, and as many it builds."""
    return (memory - _PROCESS) // _STATE


def budget_for(memory: int, asked: Budget, *, on_cluster: bool = False) -> Budget:
    """Return what fits: fewer processes first, then, with one left, smaller diagrams.

    Parameters
    ----------
    memory
        For all processes together [bytes]; of one worker of a cluster.
    asked
        What is asked for; never more is returned.
    on_cluster
        Whether the processes are on a cluster, where their number is not ours.

    Raises
    ------
    ScenarioError
        When it is not enough for one process.
    """
    most_states = states_in(memory)
    if most_states < LEAST_STATES:
        raise ScenarioError(
            f"{memory / 1e6:,.0f} MB of memory were given; at least "
            f"{LEAST_BYTES / 1e6:,.0f} MB are expected; give --memory more"
        )
    n_workers = memory // (_PROCESS + asked.max_states * _STATE)
    if on_cluster:
        n_workers = asked.n_workers
    return Budget(max(1, min(asked.n_workers, n_workers)), min(asked.max_states, most_states))
