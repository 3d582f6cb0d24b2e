"""A study of one reference region: which of its demands can be kept together."""

import math
import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import networkx as nx
import numpy as np

from regionplanner.choices import count_range
from regionplanner.criteria.costs import RegionCosts, no_pairs
from regionplanner.criteria.mix import ParentFigures, parent_figures
from regionplanner.io.municipalities import Municipalities
from regionplanner.program.demands import Demand, asked, asked_figures, demands_of
from regionplanner.program.divisions import Divisions
from regionplanner.program.pose import parent_problem
from regionplanner.program.problem import ParentProblem
from regionplanner.program.reach import most_remote
from regionplanner.rules import Rules
from regionplanner.scenario import Scenario

_CLOSE = 1e-9
"""Rounding of a quotient of totals."""


@dataclass(frozen=True, slots=True)
class Study:
    """One reference region, and what is known of what can be kept together.

    Attributes
    ----------
    code
        Of the reference region.
    municipalities, scenario, rules
        The planned units and what must hold.
    graph
        Their adjacency.
    figures
        Of the reference region.
    demands
        All that is asked of it.
    deadline
        `time.monotonic` value after which nothing more is found out.
    patience_s
        How long one question may take [s].
    """

    code: str
    municipalities: Municipalities
    graph: "nx.Graph[str]"
    scenario: Scenario
    rules: Rules
    figures: ParentFigures
    demands: tuple[Demand, ...]
    deadline: float
    patience_s: float = 3.0
    _known: dict[frozenset[Demand], Divisions] = field(default_factory=dict)

    @property
    def wanted(self) -> range | None:
        """Numbers of regions that are asked for, if any."""
        counts = self.scenario.regions_per.get(self.code)
        return None if counts is None else count_range(counts)

    @property
    def time_is_up(self) -> bool:
        """Whether nothing more is found out."""
        return time.monotonic() > self.deadline

    def possible(self, demands: Collection[Demand]) -> bool | None:
        """Return whether any division keeps some demands; None: not known."""
        unknown = False
        numbers = sorted(self.counted(demands), key=lambda n: abs(n - self._usual))
        for n_regions in numbers:
            known = self.divides(demands, n_regions)
            if known:
                return True
            unknown |= known is None
        return None if unknown else False

    @property
    def _usual(self) -> float:
        """A number of regions that is likely to be possible."""
        sizes = self.scenario.min_units + self.scenario.max_units
        return 2 * len(self.figures.units) / sizes

    def divides(self, demands: Collection[Demand], n_regions: int) -> bool | None:
        """Return whether a division into a number of regions keeps some demands."""
        if n_regions not in self.counted(demands):
            return False
        rest = frozenset(demand for demand in demands if demand.kind != "number")
        if rest not in self._known:
            self._known[rest] = Divisions(self.problem(rest))
        deadline = min(self.deadline, time.monotonic() + self.patience_s)
        return self._known[rest].exists(n_regions, deadline=deadline)

    def problem(self, demands: Collection[Demand]) -> ParentProblem:
        """Return the problem that asks for some demands, with costs that make it quick."""
        figures = asked_figures(demands, self.figures, self.municipalities, self.scenario)
        scenario, rules = asked(demands, self.scenario, self.rules, len(figures.units))
        problem = parent_problem(self.code, figures, self.municipalities.frame, scenario, rules)
        n_units = len(problem.units)
        nothing = np.zeros(n_units, dtype=np.int64)
        return replace(problem, distance=RegionCosts(nothing, no_pairs(n_units), anchors=None))

    def free(self, demands: Collection[Demand]) -> tuple[str, ...]:
        """Return the units that are in no locked region when some demands are kept."""
        _, rules = asked(demands, self.scenario, self.rules, len(self.figures.units))
        locked = {nis for lock in rules.locked for nis in lock.members}
        return tuple(nis for nis in self.figures.units if nis not in locked)

    def counted(self, demands: Collection[Demand]) -> range:
        """Return the numbers of regions that sizes, totals and reach allow, at a glance."""
        scenario, rules = asked(demands, self.scenario, self.rules, len(self.figures.units))
        free = list(self.free(demands))
        n_locked = sum(lock.members[0] in self.figures.units for lock in rules.locked)
        fewest, most = -(-len(free) // scenario.max_units), len(free) // scenario.min_units
        groups = [g.members for g in rules.together if g.members[0] in free]
        if any(len(members) > scenario.max_units for members in groups):
            return range(0)
        for bound in rules.bounds:
            values = self.municipalities.frame.loc[free, bound.column]
            total = float(values.sum())
            if bound.least > 0:
                most = min(most, math.floor(total / bound.least + _CLOSE))
            if 0 < bound.most < math.inf:
                fewest = max(fewest, math.ceil(total / bound.most - _CLOSE))
            if (values >= 0).all() and (values > bound.most).any():
                return range(0)
        remote = most_remote(self.figures, free, demands)
        if remote is not None and remote.n_units < scenario.min_units:
            return range(0)
        fewest, most = fewest + n_locked, most + n_locked
        if self.wanted is not None and any(demand.kind == "number" for demand in demands):
            fewest, most = max(fewest, self.wanted.start), min(most, self.wanted.stop - 1)
        return range(fewest, max(most + 1, fewest))


def study(
    code: str,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
    rules: Rules,
    *,
    seconds: float,
) -> Study:
    """Return a study of one reference region.

    Parameters
    ----------
    code
        Of the reference region.
    municipalities, graph
        The planned units and their adjacency.
    scenario, rules
        What must hold.
    seconds
        How long it may take [s].
    """
    deadline = time.monotonic() + seconds
    plain = scenario.model_copy(update={"criteria": {"distance": 1.0}, "ties": {}})
    figures = parent_figures(municipalities, graph, plain)[code]
    demands = demands_of(code, frozenset(figures.units), municipalities, scenario, rules)
    return Study(code, municipalities, graph, scenario, rules, figures, demands, deadline)
