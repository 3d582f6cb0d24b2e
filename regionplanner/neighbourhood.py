"""How many units near one of them a region may reach for: a rule of large reference regions."""

from regionplanner.scenario import Scenario

MOST_WHOLE_UNITS = 120
"""Units of the largest reference region in which all regions are looked at."""


def neighbourhood_size(scenario: Scenario, n_units: int) -> int | None:
    """Return among how many units nearest to one of them all members of a region are.

    Parameters
    ----------
    scenario
        The choices. Where balance counts, a neighbourhood is only there when it is asked for: the
        regions within it cannot be told apart by their totals.
    n_units
        Number of planned units of a reference region.

    Returns
    -------
    int or None
        None where the rule asks for nothing.
    """
    size = scenario.neighbourhood
    if size is None and n_units > MOST_WHOLE_UNITS and not scenario.criteria.get("balance"):
        size = 2 * scenario.max_units
    return None if size is None or size >= n_units else size


def is_local(scenario: Scenario, n_units: int) -> bool:
    """Return whether regions are looked for near each centre, and not in all of a parent at once.

    Parameters
    ----------
    scenario
        The choices.
    n_units
        Number of planned units of a reference region.
    """
    n_nearest = neighbourhood_size(scenario, n_units)
    return n_nearest is not None and n_units >= 2 * n_nearest
