"""A study of one reference region: which of its demands can be kept together."""

import math
import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np

from regionplanner.choices import count_range
from regionplanner.criteria.costs import RegionCosts, no_pairs
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.program.explain.demands import asked, asked_figures
from regionplanner.program.explain.divisions import Divisions
from regionplanner.program.explain.reach import far_pair, most_remote
from regionplanner.program.posed.pose import parent_problem
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.rules.rule import Demand
from regionplanner.rules.rules import MemberBound, Rules
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

    def n_locked(self, demands: Collection[Demand]) -> int:
        """Return the number of locked regions when some demands are kept."""
        _, rules = asked(demands, self.scenario, self.rules, len(self.figures.units))
        return sum(lock.members[0] in self.figures.units for lock in rules.locked)

    def possible(self, demands: Collection[Demand]) -> bool | None:
        """Return whether any division keeps some demands; None: not known."""
        unknown = False
        counted = self.counted(demands)
        if counted and self._divisions(demands).at_a_glance() & set(counted):
            return True
        numbers = sorted(counted, key=lambda n: abs(n - self._usual))
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
        deadline = min(self.deadline, time.monotonic() + self.patience_s)
        return self._divisions(demands).exists(n_regions, deadline=deadline)

    def _divisions(self, demands: Collection[Demand]) -> Divisions:
        rest = frozenset(demand for demand in demands if demand.kind != "number")
        if rest not in self._known:
            self._known[rest] = Divisions(self.problem(rest))
        return self._known[rest]

    def problem(self, demands: Collection[Demand]) -> ParentProblem:
        """Return the problem that asks for some demands, with costs that make it quick."""
        figures = asked_figures(demands, self.figures, self.municipalities, self.scenario)
        scenario, rules = asked(demands, self.scenario, self.rules, len(figures.units))
        problem = parent_problem(self.code, figures, self.municipalities.frame, scenario, rules)
        n_units = len(problem.units)
        nothing = np.zeros(n_units, dtype=np.int64)
        return replace(problem, distance=RegionCosts(nothing, no_pairs(n_units)))

    def free(self, demands: Collection[Demand]) -> tuple[str, ...]:
        """Return the units that are in no locked region when some demands are kept."""
        _, rules = asked(demands, self.scenario, self.rules, len(self.figures.units))
        locked = {nis for lock in rules.locked for nis in lock.members}
        return tuple(nis for nis in self.figures.units if nis not in locked)

    def groups(self, demands: Collection[Demand]) -> list[tuple[str, ...]]:
        """Return the units that must be in one region when some demands are kept."""
        indices = [demand.index for demand in demands if demand.kind == "together"]
        free = set(self.free(demands))
        groups = (self.rules.together[index].members for index in sorted(indices))
        return [members for members in groups if free.issuperset(members)]

    def reaching(self, bound: MemberBound, demands: Collection[Demand]) -> list[str]:
        """Return the units outside locked regions that reach a figure, when demands are kept."""
        rows = self.municipalities.frame.loc[list(self.free(demands))]
        return [str(nis) for nis in rows.index[bound.reached(rows)]]

    def counted(self, demands: Collection[Demand]) -> range:
        """Return the numbers of regions that sizes, totals and reach allow, at a glance."""
        scenario, rules = asked(demands, self.scenario, self.rules, len(self.figures.units))
        free = list(self.free(demands))
        figures = asked_figures(demands, self.figures, self.municipalities, self.scenario)
        remote = most_remote(figures, free, demands)
        near = remote is None or remote.n_units >= scenario.min_units
        if not near or not self._fits(demands) or far_pair(figures, self.groups(demands), demands):
            return range(0)
        fewest, most = -(-len(free) // scenario.max_units), len(free) // scenario.min_units
        for bound in rules.bounds:
            total = float(self.municipalities.frame.loc[free, bound.column].sum())
            if bound.least > 0:
                most = min(most, math.floor(total / bound.least + _CLOSE))
            if 0 < bound.most < math.inf:
                fewest = max(fewest, math.ceil(total / bound.most - _CLOSE))
        for reach in rules.member_bounds:
            most = min(most, len(self.reaching(reach, demands)))
        n_locked = self.n_locked(demands)
        fewest, most = fewest + n_locked, most + n_locked
        if self.wanted is not None and any(demand.kind == "number" for demand in demands):
            fewest, most = max(fewest, self.wanted.start), min(most, self.wanted.stop - 1)
        return range(fewest, max(most + 1, fewest))

    def _fits(self, demands: Collection[Demand]) -> bool:
        """Return whether no unit or group is too large for a region by itself."""
        scenario, rules = asked(demands, self.scenario, self.rules, len(self.figures.units))
        free, groups = list(self.free(demands)), self.groups(demands)
        fits = all(len(members) <= scenario.max_units for members in groups)
        for bound in rules.bounds:
            values = self.municipalities.frame.loc[free, bound.column]
            if free and (values >= 0).all():
                largest = [values.max(), *(values.loc[list(group)].sum() for group in groups)]
                fits &= max(largest) <= bound.most + _CLOSE
        return bool(fits)
