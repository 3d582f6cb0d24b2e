"""``--memory``: how many processes, and how large a diagram, fit in it."""

import re
from typing import TYPE_CHECKING

from regionplanner.cli.say import say
from regionplanner.cli.search_options import SearchOptions
from regionplanner.errors import ScenarioError
from regionplanner.numerals import number

if TYPE_CHECKING:
    from regionplanner.jobs.memory import MemoryBudget

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def memory_budget(search: SearchOptions, *, quiet: bool) -> "MemoryBudget":
    """Return what fits in the memory for a search, and say when that lowers what is asked for."""
    from regionplanner.jobs.memory import MemoryRequest
    from regionplanner.jobs.memory import memory_budget as budget_of

    budget = budget_of(
        MemoryRequest(
            workers=search.workers,
            max_states=search.max_states,
            memory_bytes=None if search.memory is None else read_size(search.memory),
            on_cluster=search.dask is not None,
        )
    )
    if budget.fits != budget.asked and not quiet:
        say(_sentence(budget), err=True)
    return budget


def read_size(text: str) -> int:
    """Return a number of bytes from a text such as ``4G``; K, M, G and T are powers of 1000."""
    match = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?) *([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    size = number(match[1], "measure") * _UNITS[match[2].upper()] if match else 0
    if size < 1:
        raise ScenarioError(f"--memory is {text!r}; a size is expected, such as 4G or 500M")
    return int(size)


def _sentence(budget: "MemoryBudget") -> str:
    asked, fits, lowered = budget.asked, budget.fits, []
    if fits.n_workers < asked.n_workers:
        lowered.append(f"{fits.n_workers} instead of {asked.n_workers} processes at once")
    if fits.max_states < asked.max_states:
        lowered.append(
            f"diagrams of at most {fits.max_states:,} instead of {asked.max_states:,} states"
        )
    given = (budget.memory_bytes or 0) / 1e9
    return f"Note: {given:.1f} GB of memory allow {' and '.join(lowered)} (see --memory)."
