"""How a case is searched for plans, and how many processes and states fit in a memory."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from regionplanner.choice import Language
from regionplanner.data.assignment import PlanTable, RegionLooks
from regionplanner.jobs.callbacks import JobCallbacks
from regionplanner.naming import with_kept_codes
from regionplanner.program.instance.problem import MOST_STATES
from regionplanner.program.propose import best_proposal
from regionplanner.program.result import Proposal
from regionplanner.program.running.processes import (
    LEAST_BYTES,
    LEAST_STATES,
    Budget,
    budget_for,
    states_in,
)
from regionplanner.program.running.scheduler import PLAIN_SETTINGS, SearchSettings
from regionplanner.rules.case import Case
from regionplanner.stopping import stoppable


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequest:
    """A case that is searched.

    Attributes
    ----------
    case
        Data, graph and scenario.
    settings
        How it is searched.
    language
        Of what plans and regions are called.
    earlier
        A plan whose regions go on, with their codes, names and colours; None: none.
    """

    case: Case
    settings: SearchSettings = PLAIN_SETTINGS
    language: Language = "nl"
    earlier: PlanTable | None = None

    @property
    def kept_looks(self) -> RegionLooks:
        """How the regions of the earlier plan are shown."""
        return RegionLooks() if self.earlier is None else self.earlier.looks

    def continued(self, assignment: Mapping[str, str]) -> Mapping[str, str]:
        """Return the same regions, with the codes of those of the earlier plan that go on.

        Parameters
        ----------
        assignment
            Region code by NIS code.

        Returns
        -------
        Mapping
            Region code by NIS code; as it was where there is no earlier plan.
        """
        if self.earlier is None:
            return assignment
        return with_kept_codes(assignment, self.earlier.assignment, self.case.municipalities)


def proposal_for(
    case: Case, settings: SearchSettings, callbacks: JobCallbacks, what: str = ""
) -> Proposal:
    """Return the best plan of a case, and report the search as ``what``, empty for the plan."""
    with stoppable(callbacks.stop), callbacks.search(case.municipalities, what) as on:
        return best_proposal(case, replace(settings, **on.of_proposal))


_MEMINFO = Path("/proc/meminfo")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryRequest:
    """What a search may use.

    Attributes
    ----------
    workers
        Number of processes; None: one per processor.
    max_states
        Largest decision diagram [states]; None: 4,000,000.
    memory_bytes
        For all processes together, or for one worker of a cluster [bytes]; None: half of what is
        free.
    on_cluster
        Whether a cluster plans, where the number of processes is not ours.
    """

    workers: int | None = None
    max_states: int | None = None
    memory_bytes: int | None = None
    on_cluster: bool = False


@dataclass(frozen=True, slots=True)
class MemoryBudget:
    """What a search uses: give its parts to `propose`.

    Attributes
    ----------
    memory_bytes
        What it was made for [bytes]; None: nobody says what is free.
    asked, fits
        Processes at once and the largest diagram [states]: as asked for, and as they fit.
    held_states
        Most states of diagrams that a process keeps at once; None: no limit.
    """

    memory_bytes: int | None
    asked: Budget
    fits: Budget
    held_states: int | None


def memory_budget(request: MemoryRequest) -> MemoryBudget:
    """Return how many processes, and diagrams of how many states, fit in a memory.

    Parameters
    ----------
    request
        The memory, and what is asked for; never more is returned.

    Returns
    -------
    MemoryBudget
        Processes and diagrams [states] as they fit, never more than asked for.

    Raises
    ------
    ScenarioError
        When the memory is not enough for one process.

    Notes
    -----
    What happens to be free says how many processes work at once, never which plan is found: large
    diagrams, which few need, have the other half, and one is built whatever is free.

    Examples
    --------
    >>> asked = MemoryRequest(workers=8, max_states=1_000_000, memory_bytes=2_000_000_000)
    >>> memory_budget(asked).fits.n_workers
    3
    """
    memory, on_cluster = request.memory_bytes, request.on_cluster
    asked = Budget(request.workers or os.cpu_count() or 1, request.max_states or MOST_STATES)
    if memory is not None:
        fits = budget_for(memory, asked, on_cluster=on_cluster)
        held = states_in(memory // (1 if on_cluster else fits.n_workers))
        return MemoryBudget(memory, asked, fits, held)
    if on_cluster or (free := free_bytes()) is None:
        return MemoryBudget(None, asked, asked, None)
    memory = free // 2
    few = budget_for(max(memory, LEAST_BYTES), replace(asked, max_states=LEAST_STATES))
    held = max(asked.max_states, states_in(memory // few.n_workers))
    return MemoryBudget(memory, asked, replace(asked, n_workers=few.n_workers), held)


def free_bytes() -> int | None:
    """Return the memory that is free, or can be freed at once [bytes]; None where nobody says."""
    try:
        rows = dict(line.split(":", 1) for line in _MEMINFO.read_text().splitlines())
        return int(rows["MemAvailable"].split()[0]) * 1024
    except (OSError, ValueError, KeyError, IndexError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
