"""``--memory``: how many processes, and how large a diagram, fit in it."""

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from regionplanner.cli.say import say
from regionplanner.cli.search_options import SearchOptions
from regionplanner.errors import ScenarioError
from regionplanner.numerals import number

if TYPE_CHECKING:
    from regionplanner.program.running.memory import Budget

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def memory_budget(search: SearchOptions, *, quiet: bool) -> "Budget":
    """Return the number of processes and the largest diagram, and say when memory lowers them.

    Parameters
    ----------
    search
        What is asked for.
    quiet
        Say nothing.

    Raises
    ------
    ScenarioError
        When the memory is no size, or not enough for one process.
    """
    from regionplanner.io.free_memory import free_bytes
    from regionplanner.program.posed.problem import MOST_STATES
    from regionplanner.program.running.memory import LEAST_BYTES, LEAST_STATES, Budget, budget_for

    asked = Budget(search.workers or os.cpu_count() or 1, search.max_states or MOST_STATES)
    if search.memory is not None:
        given = read_size(search.memory)
        budget = budget_for(given, asked, on_cluster=search.dask is not None)
    elif search.dask is None and (free := free_bytes()) is not None:
        given = free // 2
        # what happens to be free says how many work at once, never which plan is found; large
        # diagrams, which few need, have the other half
        few = budget_for(max(given, LEAST_BYTES), replace(asked, max_states=LEAST_STATES))
        budget = replace(asked, n_workers=few.n_workers)
    else:
        return asked
    if budget != asked and not quiet:
        say(_sentence(given, asked, budget), err=True)
    return budget


def held_states(search: SearchOptions, budget: "Budget") -> int | None:
    """Return the most states of diagrams that a process keeps at once; None: no limit.

    Parameters
    ----------
    search
        What is asked for.
    budget
        What fits.
    """
    from regionplanner.io.free_memory import free_bytes
    from regionplanner.program.posed.problem import MOST_STATES
    from regionplanner.program.running.memory import states_in

    asked = search.max_states or MOST_STATES
    if search.memory is not None:
        n_sharing = 1 if search.dask is not None else budget.n_workers
        return states_in(read_size(search.memory) // n_sharing)
    if search.dask is not None or (free := free_bytes()) is None:
        return None
    # one diagram is built whatever happens to be free
    return max(asked, states_in(free // 2 // budget.n_workers))


def read_size(text: str) -> int:
    """Return a number of bytes from a text such as ``4G`` or ``500M``.

    Parameters
    ----------
    text
        As it was typed; K, M, G and T are powers of 1000.

    Raises
    ------
    ScenarioError
        When it is not of this form.
    """
    match = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?) *([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    size = number(match[1], "measure") * _UNITS[match[2].upper()] if match else 0
    if size < 1:
        raise ScenarioError(f"--memory is {text!r}; a size is expected, such as 4G or 500M")
    return int(size)


def _sentence(given: int, asked: "Budget", budget: "Budget") -> str:
    lowered = []
    if budget.n_workers < asked.n_workers:
        lowered.append(f"{budget.n_workers} instead of {asked.n_workers} processes at once")
    if budget.max_states < asked.max_states:
        lowered.append(
            f"diagrams of at most {budget.max_states:,} instead of {asked.max_states:,} states"
        )
    return f"Note: {given / 1e9:.1f} GB of memory allow {' and '.join(lowered)} (see --memory)."
