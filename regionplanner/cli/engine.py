"""The engine as the command line runs it: with progress, and with the answers of earlier runs."""

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from regionplanner.cli.progress import shown_progress
from regionplanner.cli.stopped import stoppable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.cache import FolderStore
    from regionplanner.program.plannable import Plannable
    from regionplanner.program.result import Proposal
    from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What plans are made of, and how.

    Attributes
    ----------
    municipalities, graph
        The units and their rook graph.
    n_workers
        Number of processes.
    time_limit_s
        Limit on each search [s].
    max_states
        Largest decision diagram that is built.
    held_states
        Most states of diagrams that a process keeps at once; None: no limit.
    gap
        What each plan may cost more than any other, as a share.
    dask
        Address of the scheduler of a Dask cluster that plans instead.
    store
        Has answers of earlier runs, and keeps new ones; None: no.
    quiet
        Show no progress.
    """

    municipalities: "Municipalities"
    graph: "nx.Graph[str]"
    n_workers: int
    time_limit_s: float | None
    max_states: int
    held_states: int | None
    gap: float
    dask: str | None
    store: "FolderStore | None"
    quiet: bool

    def proposal(self, scenario: "Scenario", *, what: str = "") -> "Proposal":
        """Return the best plan for a scenario."""
        return self.proposal_of(self.municipalities, scenario, what=what)

    def proposal_of(
        self, municipalities: "Municipalities", scenario: "Scenario", *, what: str = ""
    ) -> "Proposal":
        """Return the best plan of other municipalities, such as some of these."""
        from regionplanner.program.propose import propose

        graph = self.graph if municipalities is self.municipalities else None
        with self._options(municipalities, what) as options:
            return propose(municipalities, scenario, graph=graph, **options)

    def plannable(self, scenario: "Scenario") -> "Plannable":
        """Return the best plan of the reference regions that can be planned."""
        from regionplanner.program.plannable import propose_plannable

        with self._options(self.municipalities, "") as options:
            return propose_plannable(self.municipalities, scenario, graph=self.graph, **options)

    @contextmanager
    def _options(self, municipalities: "Municipalities", what: str) -> "Iterator[dict[str, Any]]":
        """Yield how a search runs, while its progress is shown and Ctrl-C is heard."""
        with (
            shown_progress(
                municipalities, quiet=self.quiet, what=what, time_limit_s=self.time_limit_s
            ) as shown,
            stoppable(shown, kept=self.store is not None) as told,
        ):
            yield {
                "workers": self.n_workers,
                "dask": self.dask,
                "time_limit_s": self.time_limit_s,
                "max_states": self.max_states,
                "held_states": self.held_states,
                "gap": self.gap,
                "started": told.started,
                "progress": told.done,
                "narrowed": told.narrowed,
                "store": self.store,
            }

    def best_alone(self, scenario: "Scenario") -> "Proposal":
        """Return the best plan for a scenario with one criterion."""
        return self.proposal(scenario, what=f"best {' '.join(scenario.criteria)} alone")
