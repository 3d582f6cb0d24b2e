"""A study of one reference region: which of its demands can be kept together."""

import math
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import networkx as nx
import numpy as np

from regionplanner.choices import count_range
from regionplanner.criteria.costs import Members, member_rows, no_costs
from regionplanner.criteria.figures import ParentFigures
from regionplanner.errors import LimitError, Message, SolverError
from regionplanner.program.binary import growing_thresholds
from regionplanner.program.columns.cover import CoverProblem, cheapest_cover
from regionplanner.program.columns.generate import DualBound
from regionplanner.program.columns.search import Search
from regionplanner.program.explain.demands import asked, asked_figures, far_pair, most_remote
from regionplanner.program.instance.build import parent_problem
from regionplanner.program.instance.candidates import problem_candidates
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.solvers.additive import keeping
from regionplanner.rules.case import Case
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.resolved import MemberBound
from regionplanner.rules.rule import AskedParent, Demand, WayOut
from regionplanner.scenario import Scenario
from regionplanner.stopping import check_time, left_s

_MOST_COLUMNS = 3000
_MOST_COLUMNS = 20_000
_FIRST_SHARE = 1000
_FASTER = 8

_CLOSE = 1e-9
"""Rounding of a quotient of totals."""


class CountSearch:
    """Finds out, one by one, which numbers of regions are possible, and keeps the answers.

    Parameters
    ----------
    problem
        The reference region.
    """

    def __init__(self, problem: ParentProblem) -> None:
        self._problem = problem
        self._search: Search | None = None
        self._known: dict[int, bool | None] = {}

    def at_a_glance(self) -> set[int]:
        """Return numbers of regions that are easily seen to be possible: very small or large."""
        problem, n_units = self._problem, len(self._problem.units)
        if not n_units:
            return {len(problem.locked)}
        graph = nx.Graph((a, b) for a, row in enumerate(problem.adjacency) for b in row)
        graph.add_nodes_from(range(n_units))
        whole = member_rows([*nx.connected_components(graph)], n_units)
        return {
            len(regions) + len(problem.locked)
            for regions in (np.eye(n_units, dtype=bool), whole)
            if self._allowed(regions)
        }

    def _allowed(self, regions: Members) -> bool:
        """Return whether connected regions keep everything that is asked of a region."""
        problem = self._problem
        sizes = regions @ np.array(problem.rules.sizes)
        fits = ((sizes >= problem.min_units) & (sizes <= problem.max_units)).all()
        return bool(fits and keeping(problem, regions).all())

    def exists(self, n_regions: int, *, deadline: float) -> bool | None:
        """Return whether a division into a number of regions exists; None: not known."""
        if not self._problem.units:
            return n_regions == len(self._problem.locked)
        if n_regions not in self._known:
            if left_s(deadline) <= 0:
                return None
            free = n_regions - len(self._problem.locked)
            try:
                self._known[n_regions] = self._exists(free, deadline)
            except (LimitError, SolverError):
                self._known[n_regions] = None
        return self._known[n_regions]

    def _exists(self, n_regions: int, deadline: float) -> bool | None:
        costs = self._problem.costs
        if self._search is None:
            candidates = problem_candidates(self._problem, costs, deadline=deadline)
            self._search = Search(candidates)
        search = self._search
        dual = search.dual_bound(n_regions, deadline=deadline)
        if dual is None:
            return False
        likely = search.master.members
        if len(likely) > _MOST_COLUMNS:
            reduced = costs.of(likely) - likely @ dual.prices
            likely = likely[np.argsort(reduced, kind="stable")[:_MOST_COLUMNS]]
        if self._covers(likely, n_regions, deadline):
            return True
        return self._completed(search, dual, n_regions, deadline)

    def _completed(
        self, search: Search, dual: DualBound, n_regions: int, deadline: float
    ) -> bool | None:
        """Return whether all regions that could matter cover the units; None: too many to say."""
        ceiling = search.costs.ceiling() - dual.bound
        first = max(1, abs(dual.bound) // _FIRST_SHARE)
        for threshold in growing_thresholds(first, ceiling, factor=_FASTER):
            if left_s(deadline) <= 0:
                return None
            members = search.candidates.enumerate_within(
                dual.prices, dual.best + threshold, max_regions=_MOST_COLUMNS
            )
            if self._covers(members, n_regions, deadline):
                return True
        return False

    def _covers(self, members: Members, n_regions: int, deadline: float) -> bool:
        """Return whether some of the regions are a division; raise when it is not known."""
        zeros = np.zeros(len(members), dtype=np.int64)
        cover = CoverProblem(members, n_regions, zeros)
        return cheapest_cover(cover, deadline=deadline) is not None


@dataclass(frozen=True, slots=True)
class Study:
    """One reference region, and what is known of what can be kept together.

    Attributes
    ----------
    code
        Of the reference region.
    case
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
    case: Case
    figures: ParentFigures
    demands: tuple[Demand, ...]
    deadline: float
    patience_s: float = 3.0
    _known: dict[frozenset[Demand], CountSearch] = field(default_factory=dict)

    @property
    def wanted(self) -> range | None:
        """Numbers of regions that are asked for, if any."""
        counts = self.case.scenario.regions_per.get(self.code)
        return None if counts is None else count_range(counts)

    def asked(self, demands: Collection[Demand]) -> Case:
        """Return the case in which some demands are all that is asked of it."""
        return asked(demands, self.case, len(self.figures.units))

    def n_locked(self, demands: Collection[Demand]) -> int:
        """Return the number of locked regions when some demands are kept."""
        locked = self.asked(demands).rules.locked
        return sum(lock.members[0] in self.figures.units for lock in locked)

    def change(self, demand: Demand, value: Any = None) -> Mapping[str, Any]:
        """Return what becomes of a scenario where a demand has another figure, or is given up."""
        asked = AskedParent(self.code, frozenset(self.figures.units), self.case)
        fields = DEMAND_KINDS[demand.kind].change(asked, demand, value)
        return {f: new for f, new in fields.items() if new != getattr(self.case.scenario, f)}

    def way_out(self, demand: Demand, template: str, *, certain: bool = True) -> WayOut:
        """Return the change to a demand with another figure."""
        message = Message(template, demand=demand.text)
        return WayOut(message, self.change(demand, demand.value), demand, certain)

    def possible(self, demands: Collection[Demand]) -> bool | None:
        """Return whether any division keeps some demands; None: not known."""
        unknown = False
        counted = self.counted(demands)
        if counted and self._count_search(demands).at_a_glance() & set(counted):
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
        sizes = self.case.scenario.min_units + self.case.scenario.max_units
        return 2 * len(self.figures.units) / sizes

    def divides(self, demands: Collection[Demand], n_regions: int) -> bool | None:
        """Return whether a division into a number of regions keeps some demands."""
        check_time()
        if n_regions not in self.counted(demands):
            return False
        deadline = min(self.deadline, time.monotonic() + self.patience_s)
        return self._count_search(demands).exists(n_regions, deadline=deadline)

    def _count_search(self, demands: Collection[Demand]) -> CountSearch:
        rest = frozenset(demand for demand in demands if demand.kind != "number")
        if rest not in self._known:
            self._known[rest] = CountSearch(self.problem(rest))
        return self._known[rest]

    def problem(self, demands: Collection[Demand]) -> ParentProblem:
        """Return the problem that asks for some demands, with costs that make it quick."""
        figures = asked_figures(demands, self.figures, self.case)
        problem = parent_problem(self.code, figures, self.asked(demands))
        return replace(problem, distance=no_costs(len(problem.units)))

    def free(self, demands: Collection[Demand]) -> tuple[str, ...]:
        """Return the units that are in no locked region when some demands are kept."""
        locked = {nis for lock in self.asked(demands).rules.locked for nis in lock.members}
        return tuple(nis for nis in self.figures.units if nis not in locked)

    def groups(self, demands: Collection[Demand]) -> list[tuple[str, ...]]:
        """Return the units that must be in one region when some demands are kept."""
        indices = [demand.index for demand in demands if demand.kind == "together"]
        free = set(self.free(demands))
        groups = (self.case.rules.together[index].members for index in sorted(indices))
        return [members for members in groups if free.issuperset(members)]

    def reaching(self, bound: MemberBound, demands: Collection[Demand]) -> list[str]:
        """Return the units outside locked regions that reach a figure, when demands are kept."""
        rows = self.case.municipalities.frame.loc[list(self.free(demands))]
        return [str(nis) for nis in rows.index[bound.reached(rows)]]

    def counted(self, demands: Collection[Demand]) -> range:
        """Return the numbers of regions that sizes, totals and reach allow, at a glance."""
        case, free = self.asked(demands), list(self.free(demands))
        scenario, rules = case.scenario, case.rules
        figures = asked_figures(demands, self.figures, self.case)
        remote = most_remote(figures, free, demands)
        near = remote is None or remote.n_units >= scenario.min_units
        if not near or not self._fits(demands) or far_pair(figures, self.groups(demands), demands):
            return range(0)
        fewest, most = -(-len(free) // scenario.max_units), len(free) // scenario.min_units
        for bound in rules.bounds:
            total = float(self.case.municipalities.frame.loc[free, bound.column].sum())
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
        case, free, groups = self.asked(demands), list(self.free(demands)), self.groups(demands)
        fits = all(len(members) <= case.scenario.max_units for members in groups)
        for bound in case.rules.bounds:
            values = self.case.municipalities.frame.loc[free, bound.column]
            if free and (values >= 0).all():
                largest = [values.max(), *(values.loc[list(group)].sum() for group in groups)]
                fits &= max(largest) <= bound.most + _CLOSE
        return bool(fits)


def without_left_out(scenario: Scenario) -> Scenario:
    """Return the scenario for units of which those that are left out are none."""
    changed: dict[str, Any] = {"leave_out": ()}
    if isinstance(scenario.centres, tuple):
        gone = set(scenario.leave_out)
        changed["centres"] = tuple(nis for nis in scenario.centres if nis not in gone)
    return scenario.model_copy(update=changed)


def with_number_of_its_own(case: Case) -> Case:
    """Return the case in which the total is that of the only reference region."""
    codes, scenario = case.municipalities.frame["reference_region"].unique(), case.scenario
    if len(codes) > 1 or scenario.regions is None or scenario.regions_per:
        return case
    per = {"regions_per": {str(codes[0]): scenario.regions}}
    return replace(case, scenario=scenario.model_copy(update=per))
