"""From the problems of the reference regions to one joint program, and from its answer back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from regionplanner.choices import Coverage, count_range
from regionplanner.criteria.costs import Members
from regionplanner.errors import ScenarioError
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.joint.problem import Budget, JointProblem, Span, joint_problem
from regionplanner.program.split import usable_numbers
from regionplanner.scenario import Scenario


def coverage_span(scenario: Scenario, problems: Sequence[ParentProblem]) -> Span:
    """Return how many municipalities are in a region.

    Parameters
    ----------
    scenario
        Without a coverage, all of them.
    problems
        All reference regions.
    """
    n_units = sum(sum(p.rules.sizes) + sum(map(len, p.locked)) for p in problems)
    coverage = scenario.coverage or Coverage(least=n_units)
    return Span(
        coverage.least or 0, n_units if coverage.most is None else min(coverage.most, n_units)
    )


def posed_jointly(
    scenario: Scenario,
    problems: Sequence[ParentProblem],
    regions: Span,
    *,
    budget: Budget | None = None,
) -> JointProblem:
    """Return the reference regions as one program, without what is locked.

    Parameters
    ----------
    scenario
        Coverage and numbers of regions of single reference regions.
    problems
        All reference regions.
    regions
        How many regions there are in all, with the locked ones.
    budget
        A second kind of cost over all problems, in their order, and its limit without what locked
        regions cost; None without.

    Raises
    ------
    LimitError
        When a reference region is too large.
    """
    span = coverage_span(scenario, problems)
    locked = sum(len(region) for p in problems for region in p.locked)
    n_locked = sum(len(p.locked) for p in problems)
    numbers = _numbers(scenario, problems, regions)
    problems = [_with_own_limits(p, span) for p, span in zip(problems, numbers, strict=True)]
    open_ = [n for n, p in enumerate(problems) if p.units]
    if budget is not None:
        budget = replace(budget, costs=tuple(budget.costs[n] for n in open_))
    return joint_problem(
        [problems[n] for n in open_],
        Span(max(0, regions.least - n_locked), max(0, regions.most - n_locked)),
        Span(max(0, span.least - locked), max(0, span.most - locked)),
        [numbers[n] for n in open_],
        whole=scenario.coverage is None,
        budget=budget,
    )


def allowed_numbers(scenario: Scenario, problems: Sequence[ParentProblem]) -> Mapping[str, range]:
    """Return how many regions each reference region may have, with the locked ones, by code.

    Parameters
    ----------
    scenario
        Numbers of regions of single reference regions.
    problems
        All reference regions.
    """
    counts = scenario.regions_per
    return {
        p.code: count_range(counts[p.code]) if p.code in counts else p.possible_totals
        for p in problems
    }


def _numbers(scenario: Scenario, problems: Sequence[ParentProblem], regions: Span) -> list[Span]:
    """Return how many regions each reference region has, besides the locked ones."""
    possible = allowed_numbers(scenario, problems)
    if any(p.own_limits for p in problems):
        usable = usable_numbers(possible, range(regions.least, regions.most + 1))
        possible = {code: usable[code] or numbers for code, numbers in possible.items()}
    ends = [(possible[p.code][0], possible[p.code][-1], len(p.locked)) for p in problems]
    return [Span(max(0, least - locked), max(0, most - locked)) for least, most, locked in ends]


def _with_own_limits(problem: ParentProblem, number: Span) -> ParentProblem:
    """Return a problem with the limits of its number of regions."""
    if not (problem.own_limits and problem.units):
        return problem
    if not number.fixed:
        raise ScenarioError(
            f"bounds asks for {problem.own_limits[0].bound}, and the number of regions of "
            f"{problem.label} is open; one number for each reference region is expected; give it "
            "(--regions-per NAME=N)"
        )
    return problem.with_own_limits(number.least)


def chosen_regions(
    joint: JointProblem, problems: Sequence[ParentProblem], regions: Members | None
) -> Mapping[str, list[tuple[str, ...]]]:
    """Return the members of the regions of each reference region, by code, with the locked ones.

    Parameters
    ----------
    joint
        The program.
    problems
        All reference regions.
    regions
        Those that are chosen, shape ``(n_regions, n_units)``; None: none.
    """
    found = {p.code: list(p.locked) for p in problems}
    if regions is not None:
        parents = joint.parents_of(regions).tolist()
        for parent, row in zip(parents, regions, strict=True):
            problem = joint.parents[parent]
            found[problem.code].append(problem.codes(row[joint.units_of(parent)]))
    return {code: sorted(members) for code, members in found.items()}


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
