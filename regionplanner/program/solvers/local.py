"""Reference regions with local diagrams: one search, and better covers where it leaves a gap."""

from dataclasses import replace

from regionplanner.program.columns.prove import Cover
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.program.solvers.additive import AdditiveSolver
from regionplanner.program.solvers.beyond import BeyondSolver, improved
from regionplanner.proof import relative_gap


class LocalSolver:
    """Finds the best cover by regions within a neighbourhood of their centre.

    Parameters
    ----------
    problem
        The reference region; its costs have no deviation.
    exact
        Searches its local diagrams.
    """

    def __init__(self, problem: ParentProblem, exact: AdditiveSolver) -> None:
        self._problem = problem
        self._exact = exact
        self._beyond = BeyondSolver(problem)

    def best_cover(self, n_regions: int, *, deadline: float) -> Cover:
        """Return the best cover found, with what is proven by the deadline.

        Where the search ends with a gap, two neighbouring regions at a time are planned anew.
        """
        found = self._exact.best_cover(n_regions, deadline=deadline)
        if found.status in ("optimal", "infeasible"):
            return found
        if found.regions is None or found.objective is None:
            rough = self._beyond.best_cover(n_regions, deadline=deadline)
            bound = max(rough.bound, found.bound)
            return replace(rough, bound=bound, evidence=found.evidence, limit=found.limit)
        if relative_gap(found.objective, found.bound) <= self._problem.gap:
            return found
        regions = improved(self._problem, found.regions, deadline)
        objective = int(self._problem.costs.of(regions).sum())
        return replace(found, objective=objective, regions=regions)

    def least(self, n_regions: int) -> Cover:
        """Return what is known of a number of regions without looking for a cover."""
        return self._exact.least(n_regions)
