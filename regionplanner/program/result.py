"""What is known of reference regions for each number of regions, and the best plan of all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from regionplanner.choices import count_range
from regionplanner.errors import InfeasibleError, ScenarioError
from regionplanner.program.columns.prove import AnswerStatus, Evidence
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.proof import Proof, Status
from regionplanner.scenario import Scenario

MOST_NUMBERS = 20


@dataclass(frozen=True, slots=True)
class CountResult:
    """The best division of one reference region into a number of regions.

    Attributes
    ----------
    n_regions
        Number of regions.
    status
        ``optimal`` and ``infeasible`` are proven; ``unknown``: the limit came first.
    objective, bound
        Value and proven lower bound, in quanta; None when there is no plan (known).
    distance_m
        Total distance to the centres [m], the secondary objective.
    regions
        Members of each region by NIS code, ordered by first member.
    evidence
        What shows the bound; None where sizes and totals do, or where there is none.
    limit
        Which limit was met where no plan was found, and what helps; empty where it is the time.
    cost
        What the division was measured to cost, in natural units; None before it was.
    """

    n_regions: int
    status: AnswerStatus
    objective: int | None = None
    bound: int | None = None
    distance_m: int | None = None
    regions: tuple[tuple[str, ...], ...] = ()
    evidence: Evidence | None = field(default=None, repr=False)
    limit: str = ""
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class ParentResult:
    """Answers of one reference region for every number of regions, in that order.

    Attributes
    ----------
    code
        Of the reference region.
    n_candidates
        How many candidate regions there are; 0 where they were not all compiled.
    answers
        One a number of regions.
    within
        Of how many nearest units the neighbourhoods were, where those asked for did not fit: the
        answers are among regions within these.
    """

    code: str
    n_candidates: int
    answers: tuple[CountResult, ...]
    within: int | None = None


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
    curves: tuple[ParentResult, ...]
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


def numbers_apart(scenario: Scenario) -> range | None:
    """Return the numbers of regions that are searched one by one, None where one search will do.

    Parameters
    ----------
    scenario
        Bounds that are shares of the mean are others for every number of regions.

    Raises
    ------
    ScenarioError
        When they are too many.
    """
    if scenario.regions is None or not depends_on_number(scenario):
        return None
    numbers = count_range(scenario.regions)
    if len(numbers) > MOST_NUMBERS:
        raise ScenarioError(
            f"regions is {numbers[0]} to {numbers[-1]}, and bounds that are shares of the mean "
            f"need a search for each number; at most {MOST_NUMBERS} are expected; ask for fewer"
        )
    return numbers if len(numbers) > 1 else None


def depends_on_number(scenario: Scenario) -> bool:
    """Return whether bounds are others for every number of regions: shares of the mean of all.

    Parameters
    ----------
    scenario
        The choices.
    """
    return any(bound.shares and bound.of == "all" for bound in scenario.bounds.values())


def with_number(scenario: Scenario, n_regions: int) -> Scenario:
    """Return the scenario that a plan was found for: with its number where rules depend on that.

    Parameters
    ----------
    scenario
        The choices.
    n_regions
        Number of regions of the plan.
    """
    if not depends_on_number(scenario):
        return scenario
    return scenario.model_copy(update={"regions": n_regions})


def best_of_numbers(
    scenario: Scenario, numbers: range, search: Callable[[Scenario], Proposal]
) -> Proposal:
    """Return the best plan of several numbers of regions, each searched with its own rules.

    Parameters
    ----------
    scenario
        Criteria and rules.
    numbers
        Of regions, in all.
    search
        Returns the best plan of a scenario with one number of regions.

    Raises
    ------
    InfeasibleError
        When no number has a plan: why the first has none.
    """
    found: list[Proposal] = []
    reasons: list[InfeasibleError] = []
    for number in numbers:
        try:
            found.append(search(scenario.model_copy(update={"regions": number})))
        except InfeasibleError as error:
            reasons.append(error)
    if not found:
        raise InfeasibleError(
            f"none of {numbers[0]} to {numbers[-1]} regions has a plan; of {numbers[0]}: "
            f"{reasons[0]}",
            parents=reasons[0].parents,
        )
    best = min(found, key=lambda proposal: proposal.objective)
    within: dict[str, int] = {}
    for proposal in found:
        for parent, size in proposal.within.items():
            within[parent] = min(size, within.get(parent, size))
    return replace(
        best,
        within=within,
        bound=min(proposal.bound for proposal in found),
        curve=tuple(point for proposal in found for point in proposal.curve),
        seconds=sum(proposal.seconds for proposal in found),
    )


def numbered(regions: Mapping[str, list[tuple[str, ...]]]) -> Mapping[str, str]:
    """Return the region of every unit, by NIS code, under codes such as ``REFREG01-1``.

    Parameters
    ----------
    regions
        Members of each region, by code of the reference region.
    """
    pairs = {
        nis: f"{code}-{number}"
        for code, members in regions.items()
        for number, region in enumerate(members, start=1)
        for nis in region
    }
    return dict(sorted(pairs.items()))
