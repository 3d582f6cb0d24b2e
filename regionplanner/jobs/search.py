"""How a case is searched for plans."""

from dataclasses import dataclass
from typing import Any

import networkx as nx

from regionplanner.data.municipalities import Municipalities
from regionplanner.jobs.callbacks import JobCallbacks
from regionplanner.program.cache import CurveStore
from regionplanner.program.instance.problem import MOST_STATES
from regionplanner.program.propose import propose
from regionplanner.program.result import Proposal
from regionplanner.scenario import Scenario
from regionplanner.stopping import stoppable


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """How plans are searched for; none changes which plan is proven the best.

    Attributes
    ----------
    workers
        Number of processes.
    dask
        Address of the scheduler of a Dask cluster that plans instead.
    time_limit_s
        Limit on each search [s]; None: until it is proven.
    gap
        What each plan may cost more than any other, as a share.
    max_states
        Largest decision diagram that is built.
    held_states
        Most states of diagrams that a process keeps at once; None: no limit.
    store
        Has answers of earlier runs, and keeps new ones; None: no.
    """

    workers: int = 1
    dask: str | None = None
    time_limit_s: float | None = None
    gap: float = 0.0
    max_states: int = MOST_STATES
    held_states: int | None = None
    store: CurveStore | None = None

    @property
    def limits(self) -> dict[str, Any]:
        """The arguments of every search, also of those in this process alone."""
        names = ("time_limit_s", "max_states", "held_states")
        return {name: getattr(self, name) for name in names}

    @property
    def of_proposal(self) -> dict[str, Any]:
        """The arguments of `propose`."""
        names = ("workers", "dask", "gap", "store")
        return self.limits | {name: getattr(self, name) for name in names}


PLAIN_SETTINGS = SearchSettings()
"""One process, no limit, and no answers of earlier runs."""


def proposal_for(
    municipalities: Municipalities,
    scenario: Scenario,
    *,
    graph: "nx.Graph[str] | None" = None,
    settings: SearchSettings,
    callbacks: JobCallbacks,
    what: str = "",
) -> Proposal:
    """Return the best plan as `propose`, and report the search as ``what``, empty for the plan."""
    with stoppable(callbacks.stop), callbacks.search(municipalities, what) as on:
        return propose(
            municipalities, scenario, graph=graph, **on.of_proposal, **settings.of_proposal
        )
