"""Instance: a scenario on its municipalities, checked, before any search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from regionplanner.criteria.costs import MOST
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.check import Finding, raise_findings
from regionplanner.data.municipalities import Municipalities, without
from regionplanner.errors import InfeasibleError, Reason, ScenarioError, joined, listing
from regionplanner.graph.contiguity import expect_graph, structure_findings
from regionplanner.graph.layout import Obstacle, raise_obstacles
from regionplanner.graph.obstacles import rule_obstacles
from regionplanner.objective.mix import cost_unit
from regionplanner.objective.parents import parent_figures
from regionplanner.program.instance.build import parent_problem
from regionplanner.program.instance.problem import MOST_STATES, ParentProblem, division_costs
from regionplanner.regions.candidates import NO_END, Room
from regionplanner.rules.case import Case


@dataclass(frozen=True, slots=True)
class Instance:
    """A scenario on its municipalities.

    Attributes
    ----------
    case
        What is planned: without the municipalities that are left out.
    figures
        Of every reference region, by code, in the order of the codes.
    unit
        Power of ten that the weights are divided by.
    problems
        One a reference region, in the order of their codes.
    """

    case: Case
    figures: Mapping[str, ParentFigures]
    unit: float
    problems: tuple[ParentProblem, ...]

    def cost(self, division: Mapping[str, str]) -> int:
        """Return what a division costs, in quanta, locked regions included."""
        return sum(division_costs(self.problems, division))

    def with_numbers(self, split: Mapping[str, int]) -> "Instance":
        """Return it with so many regions asked of each reference region, by code."""
        scenario = self.case.scenario.model_copy(update={"regions_per": dict(split)})
        return replace(self, case=replace(self.case, scenario=scenario))

    @property
    def locked_cost(self) -> int:
        """What locked regions cost, in quanta; no target of balance is a region's own."""
        return sum(problem.for_regions(0).locked_cost for problem in self.problems)


def build_instance(
    case: Case,
    *,
    max_states: int = MOST_STATES,
    held_states: int | None = None,
    gap: float = 0.0,
    most: int = MOST,
) -> Instance:
    """Return what a search starts from.

    Parameters
    ----------
    case
        What is asked for.
    max_states
        Largest decision diagram that is built.
    held_states
        Most states of diagrams that are kept at once: no diagram of all regions is larger, local
        ones are built anew.
    gap
        Divisions that are proven to cost at most this share more than any other will do.
    most
        What the largest plan should cost in quanta; see `cost_unit`.

    Raises
    ------
    DataError
        When a reference region is too small, in pieces or has a unit without neighbours.
    ScenarioError
        When a rule names what the data lack, or contradicts another.
    InfeasibleError
        When the map, or who may be a centre, already rules a plan out.
    """
    expect_graph(case.graph)
    scenario, rules = case.scenario, case.rules
    _check(case)
    municipalities = without(case.municipalities, rules.left_out)
    graph = case.graph.subgraph(municipalities.frame.index)
    case = Case(municipalities, graph, scenario, rules)
    figures = parent_figures(municipalities, graph, scenario)
    _check_centres(case, figures)
    _check_locks(case, figures)
    unit = cost_unit(scenario, next(iter(figures.values())).extents, most=most)
    room = NO_END if held_states is None else Room(held_states)
    largest = int(min(max_states, room.n_states))
    sized = tuple(
        replace(
            p,
            max_states=max_states if p.local else largest,
            room=room,
            gap=gap,
            name=municipalities.parent_label(p.code),
        )
        for p in (parent_problem(code, parent, case, unit=unit) for code, parent in figures.items())
    )
    return Instance(case, figures, unit, sized)


def _check_centres(case: Case, figures: Mapping[str, ParentFigures]) -> None:
    """Raise when no unit of a reference region may be a centre, though all must be in a region."""
    without_any = [code for code, parent in figures.items() if not parent.centres.any()]
    if case.scenario.coverage is None and without_any:
        raise InfeasibleError(
            "no municipality of {parents_named} may be "
            "the centre of a region (centres in the scenario); each region needs one; allow one "
            "there, or leave these municipalities out",
            parents=dict.fromkeys(
                without_any, Reason("no municipality may be the centre of a region", "centre")
            ),
            parents_named=listing(map(case.municipalities.parent_label, without_any)),
        )


def _check_locks(case: Case, figures: Mapping[str, ParentFigures]) -> None:
    """Raise where a locked region cannot have a centre."""
    allowed = {nis for parent in figures.values() for nis in compress(parent.units, parent.centres)}
    for lock in case.rules.locked:
        if allowed.isdisjoint(lock.members):
            names = listing(map(case.municipalities.label, sorted(lock.members)))
            raise ScenarioError(
                "{region} is locked as {names}, none of which may be its centre (centres in "
                "the scenario); allow one of them, or drop the lock",
                region=lock.region,
                names=names,
            )


def _check(case: Case) -> None:
    """Raise when the map already rules a plan out: by its parts, or by what is locked."""
    if case.scenario.coverage is None:  # else what cannot be in a region is left for later
        findings = structure_findings(case)
        raise_findings(findings, parents=_by_parent(case.municipalities, findings))
    obstacles = rule_obstacles(case)
    raise_obstacles(obstacles, parents=_by_parent(case.municipalities, obstacles))


def _by_parent(
    municipalities: Municipalities, wrong: Sequence[Finding | Obstacle]
) -> Mapping[str, str]:
    """Return what is wrong by reference region; nothing when some of it is in several."""
    by_parent: dict[str, list[Finding | Obstacle]] = {}
    for reason in wrong:
        parents = municipalities.frame.loc[list(reason.units), "reference_region"].unique()
        if len(parents) != 1:
            return {}
        by_parent.setdefault(str(parents[0]), []).append(reason)
    return {code: _reason(several) for code, several in by_parent.items()}


def _reason(wrong: Sequence[Finding | Obstacle]) -> Reason:
    """Return what is wrong with a reference region as one reason, of the kind of the first."""
    kind = getattr(wrong[0], "kind", "rules")
    messages = [obstacle.message for obstacle in wrong]
    return Reason(
        joined(messages) if len(messages) > 1 else messages[0],
        "parts" if kind in ("isolated", "split") else kind,
        explanations=[obstacle for obstacle in wrong if obstacle.ways],
    )
