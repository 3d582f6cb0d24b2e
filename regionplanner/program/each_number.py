"""The best plan where the rules depend on the number of regions: one search a number."""

from collections.abc import Callable
from dataclasses import replace

from regionplanner.choices import count_range
from regionplanner.errors import InfeasibleError, ScenarioError
from regionplanner.program.proposal import Proposal
from regionplanner.scenario import Scenario

MOST_NUMBERS = 20


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
