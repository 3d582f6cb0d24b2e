"""growth: which regions of a plan start in which year, and who does not start."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import (
    DataError,
    InfeasibleError,
    Message,
    ScenarioError,
    counted,
    listing,
)
from regionplanner.numerals import shown
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan, Region
from regionplanner.program.growth import Growth, GrowthProblem, best_growth
from regionplanner.rollout.inputs import adjoining_regions, growth_with_codes, region_sums
from regionplanner.rollout_choices import EXISTING, MUNICIPALITIES, OWN_VALUES, TIES, GrowthChoices
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of, membership_columns
from regionplanner.score.scorecard import plan_figures
from regionplanner.validation_messages import suggestion


def growth(
    plan: Plan,
    municipalities: Municipalities,
    graph: "nx.Graph[str]",
    scenario: Scenario,
    choices: GrowthChoices,
    *,
    time_limit_s: float | None = None,
) -> Growth:
    """Return which regions of a plan start in which year: the growth of most value, proven.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        Its units.
    graph
        Their rook graph.
    scenario
        Says what a tie is, where the value of a region counts ties.
    choices
        Years, money, values and rules.
    time_limit_s
        Limit on the search [s]; the growth may then lack its proof, and says so. None: until it is
        proven.

    Returns
    -------
    Growth
        Year by code of each region that starts, and its value with the proven bound of it, in the
        unit of the values times years.

    Raises
    ------
    DataError
        When the plan names municipalities that the data lack or has no regions, or figures are not
        known.
    ScenarioError
        When the choices name a region or a column that is not there, or no region has a value.
    InfeasibleError
        When no growth keeps all rules: names those that collide, and what would work; or when no
        region starts at all.
    LimitError
        When the limit came before any growth was found.
    StoppedError
        When it was asked to stop before (`stoppable`).

    Notes
    -----
    A 0-1 program with a variable for each region and each year to start in. Ties are broken by the
    first region that starts earliest, then by the second, and so on.
    """
    case = Case(municipalities, graph, scenario)
    return case_growth(plan, case, choices, time_limit_s=time_limit_s)


def case_growth(
    plan: Plan, case: Case, choices: GrowthChoices, *, time_limit_s: float | None = None
) -> Growth:
    """Return which regions of a plan start in which year, as `growth`."""
    problem = growth_problem(plan, case, choices)
    if not any(problem.values):
        raise ScenarioError(
            "a year of support is worth 0 for every region; a value above 0 is expected; give "
            "value another column (--value)"
        )
    solved = best_growth(problem, time_limit_s=time_limit_s)
    if not solved.start:
        first, last = choices.years[0], choices.years[-1]
        raise InfeasibleError(
            "no region starts from {first} to {last}, {why_none}",
            first=first,
            last=last,
            why_none=_why_none(problem),
        )
    return solved


def growth_problem(plan: Plan, case: Case, choices: GrowthChoices) -> GrowthProblem:
    """Return the regions of a plan with their values, as a problem.

    Raises
    ------
    DataError, ScenarioError
        As of `growth`.
    """
    municipalities = case.municipalities
    check_fit([plan], municipalities)
    choices = growth_with_codes(choices, plan, municipalities)
    _check_regions(plan, choices)
    values = region_values(plan, case, choices)
    codes = tuple(region.code for region in plan)
    return GrowthProblem(
        regions=codes,
        names={region.code: region.label for region in plan},
        values=tuple(values[code] for code in codes),
        neighbours=adjoining_regions(plan, case.graph),
        existing=existing_regions(plan, municipalities, choices.existing)
        if choices.existing_first
        else frozenset(),
        groups={c: _groups(plan, municipalities, c) for c in choices.one_in_each},
        choices=choices,
    )


def region_values(plan: Plan, case: Case, choices: GrowthChoices) -> Mapping[str, float]:
    """Return what a year of support of each region is worth, by code.

    Raises
    ------
    DataError, ScenarioError
        As of `growth`.
    """
    municipalities = case.municipalities
    total = dict.fromkeys((region.code for region in plan), 0.0)
    for name, weight in choices.value.items():
        if not weight:
            continue
        sums: Mapping[str, float]
        if name == MUNICIPALITIES:
            sums = {region.code: float(len(region.members)) for region in plan}
        elif name == EXISTING:
            sums = _in_groups(plan, municipalities, choices.existing)
        elif name == TIES:
            sums = _ties_inside(plan, case)
        else:
            sums = region_sums(plan, municipalities, name, choice="value", own=OWN_VALUES)
        for code, number in sums.items():
            total[code] += weight * number
    return total


def existing_regions(plan: Plan, municipalities: Municipalities, column: str) -> frozenset[str]:
    """Return the regions that exist today: that have most of the municipalities of a group."""
    existing = set()
    for group in groups_of(plan, municipalities, column):
        inside = Counter(plan.assignment.get(nis) for nis in group.members)
        code, count = inside.most_common(1)[0]
        if code is not None and 2 * count > len(group.members):
            existing.add(code)
    return frozenset(existing)


def _in_groups(plan: Plan, municipalities: Municipalities, column: str) -> Mapping[str, float]:
    there = municipalities.frame[column].notna()
    return {region.code: float(there.loc[list(region.members)].sum()) for region in plan}


def _ties_inside(plan: Plan, case: Case) -> Mapping[str, float]:
    ties = {}
    figures = plan_figures(plan, case)
    for region in plan:
        parent = figures[region.parent]
        inside = np.isin(parent.units, region.members)
        ties[region.code] = float(np.triu(parent.ties[inside][:, inside]).sum())
    return ties


def _groups(
    plan: Plan, municipalities: Municipalities, column: str
) -> Mapping[str, frozenset[str]]:
    """Return for each value of a column the regions that have a municipality with it."""
    known = [*membership_columns(municipalities), "reference_region"]
    if column not in known:
        raise ScenarioError(
            "one_in_each names {column}; {suggestion}",
            column=column,
            suggestion=suggestion(column, known),
        )
    groups: dict[str, set[str]] = {}
    for nis, value in municipalities.frame[column].dropna().astype(str).items():
        groups.setdefault(value, set())
        code = plan.assignment.get(str(nis))
        if code is not None:
            groups[value].add(code)
    return {value: frozenset(codes) for value, codes in groups.items()}


def _why_none(problem: GrowthProblem) -> str:
    """Return why the best growth is that no region starts, and what to do."""
    choices = problem.choices
    if choices.regions and not any(choices.regions):
        return Message("as no year has a supported region; raise regions (--supported)")
    if choices.budget:
        costs = (choices.start_cost + choices.run_cost, choices.run_cost)
        first, later = (shown(cost, None) for cost in costs)
        amounts = listing(shown(money, None) for money in choices.budget)
        return Message(
            "as the budget ({amounts} EUR) never pays for one: {first} EUR in its first year and "
            "{later} EUR in each year after it; raise the budget or lower what a region costs",
            amounts=amounts,
            first=first,
            later=later,
        )
    return Message("as the rules of the years leave none; give more regions in the last years")


def _check_regions(plan: Plan, choices: GrowthChoices) -> None:
    if not len(plan):
        raise DataError("the plan has no regions; at least one is expected; give another plan")
    codes = [region.code for region in plan]
    for name, named in (("start", choices.start), ("not_before", choices.not_before)):
        for code in named:
            if code not in codes:
                raise ScenarioError(
                    "{name} names region {code}; {suggestion}",
                    name=name,
                    code=code,
                    suggestion=suggestion(code, codes),
                )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who does not start in the years of a growth.

    Attributes
    ----------
    last_year
        The last of them.
    regions
        Regions of the plan that do not start, in its order.
    outside
        Municipalities in no region of the plan, by NIS code.
    """

    last_year: int
    regions: tuple[Region, ...]
    outside: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Municipalities of the regions that do not start, in the order of the regions."""
        return tuple(nis for region in self.regions for nis in region.members)


def waiting(solved: Growth, plan: Plan, municipalities: Municipalities) -> Waiting:
    """Return who does not start."""
    return Waiting(
        solved.years[-1],
        tuple(region for region in plan if region.code not in solved.start),
        tuple(sorted(set(municipalities.frame.index) - set(plan.assignment))),
    )


def limit_text(who: Waiting, plan: Plan, choices: GrowthChoices) -> str:
    """Return why regions do not start, where that is the number that was asked for.

    Returns
    -------
    str
        A sentence, empty where another rule or money is the reason.
    """
    if not who.regions or not choices.regions or choices.regions[-1] >= len(plan):
        return ""
    return Message(
        "At most {most} of the {regions} are supported in {year}, as asked; a last number of {all} "
        "lets all of them start",
        most=choices.regions[-1],
        regions=counted(len(plan), "region"),
        year=who.last_year,
        all=len(plan),
    )
