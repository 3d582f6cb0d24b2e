"""Proposal: the best plan found, as a plain assignment, and what is proven about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from regionplanner.program.answer import ParentCurve
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.proof import Proof, Status


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What a number of regions would cost.

    Attributes
    ----------
    regions
        Number of regions, in all or of one reference region.
    objective
        Best value known, in natural units.
    bound
        Proven lower bound; equal to the objective when that is optimal.
    """

    regions: int
    objective: float
    bound: float


@dataclass(frozen=True, slots=True)
class Solved:
    """Every reference region with its answers.

    Attributes
    ----------
    problems, curves
        One a reference region, in the same order.
    objective, bound
        Of the plan, in quanta.
    unit
        Power of ten that the weights were divided by.
    """

    problems: tuple[ParentProblem, ...]
    curves: tuple[ParentCurve, ...]
    objective: int
    bound: int
    unit: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """The best plan found, as a plain assignment, and what is proven about it.

    Attributes
    ----------
    assignment
        Region code of every unit that is in a region, by NIS code.
    objective, bound
        Value and proven lower bound, in natural units; equal when optimal.
    split
        Number of regions of each reference region, by code.
    curve
        Best value for every possible number of regions in all; where municipalities are left for
        later, only for the numbers that were asked for.
    parent_curves
        The same for each reference region, by code; empty where municipalities are left for later.
    n_candidates
        How many candidate regions the plan was chosen from; 0 when they were not all compiled, as
        in large reference regions.
    seconds
        Time taken.
    within
        Reference regions with a neighbourhood smaller than was asked for, and its size.
    solved
        What it was made from, for a certificate; None where municipalities are left for later.
    """

    assignment: Mapping[str, str]
    objective: float
    bound: float
    split: Mapping[str, int]
    curve: tuple[CurvePoint, ...]
    parent_curves: Mapping[str, tuple[CurvePoint, ...]]
    n_candidates: int
    seconds: float
    within: Mapping[str, int] = field(default_factory=dict)
    solved: Solved | None = field(default=None, repr=False, compare=False)

    @property
    def optimal(self) -> bool:
        """Whether the plan is proven to be the best."""
        return self.objective == self.bound

    @property
    def proof(self) -> Proof:
        """What is proven about the plan."""
        status: Status = "optimal" if self.optimal else "feasible"
        return Proof(status, self.objective, self.bound, tuple(self.within.items()))
