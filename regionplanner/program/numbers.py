"""Numbers of regions: which are possible, and why a wanted one is not."""

from collections.abc import Mapping, Sequence

from regionplanner.errors import InfeasibleError, LimitError, ScenarioError, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.program.curve import ParentCurve, ParentProblem
from regionplanner.program.split import Split
from regionplanner.scenario import Scenario


def check_numbers(
    municipalities: Municipalities, scenario: Scenario, problems: Sequence[ParentProblem]
) -> None:
    """Raise when the sizes alone already rule the wanted numbers of regions out.

    Parameters
    ----------
    municipalities
        The units, for names.
    scenario
        Sizes and wanted numbers.
    problems
        All reference regions.

    Raises
    ------
    ScenarioError
        When the number of regions is missing or names an unknown reference region.
    InfeasibleError
        When the sizes do not allow it.
    """
    possible = {p.code: p.possible_regions for p in problems}
    unknown = [code for code in scenario.regions_per if code not in possible]
    if unknown:
        raise ScenarioError(
            f"there is no reference region {listing(unknown)}; "
            f"choose from {listing(possible, at_most=20)}"
        )
    for code, numbers in possible.items():
        if not numbers:
            raise InfeasibleError(_no_number(municipalities, scenario, code))
    for code, wanted in scenario.regions_per.items():
        if wanted not in possible[code]:
            raise InfeasibleError(_out_of_range(municipalities, scenario, code, wanted, possible))
    least = sum(scenario.regions_per.get(c, r.start) for c, r in possible.items())
    most = sum(scenario.regions_per.get(c, r.stop - 1) for c, r in possible.items())
    if scenario.regions is None:
        raise ScenarioError(
            f"the number of regions is not given; {least} to {most} are possible with "
            f"{scenario.min_units} to {scenario.max_units} municipalities each; "
            "choose one (--regions N)"
        )
    if not least <= scenario.regions <= most:
        raise InfeasibleError(
            f"{scenario.regions} regions were asked for; with {scenario.min_units} to "
            f"{scenario.max_units} municipalities each, inside one reference region, "
            f"{least} to {most} are possible; choose a number in that range or change the sizes"
        )


def _no_number(municipalities: Municipalities, scenario: Scenario, code: str) -> str:
    name, n_units = _named(municipalities, code)
    return (
        f"{name} ({code}) has {n_units} municipalities, which no number of regions of "
        f"{scenario.min_units} to {scenario.max_units} can hold; change the sizes"
    )


def _named(municipalities: Municipalities, code: str) -> tuple[str, int]:
    """Return the name of a reference region and its number of municipalities."""
    frame = municipalities.frame
    members = frame[frame["reference_region"] == code]
    return str(members["reference_region_name"].iloc[0]), len(members)


def _no_division(
    municipalities: Municipalities, scenario: Scenario, code: str, fixed: int | None
) -> str:
    name, _ = _named(municipalities, code)
    number = "" if fixed is None else f"{fixed} "
    return (
        f"{name} ({code}) cannot be divided into {number}adjoining regions of "
        f"{scenario.min_units} to {scenario.max_units} municipalities, by the way its "
        "municipalities border on each other; change the numbers or sizes, or add a link"
    )


def _out_of_range(
    municipalities: Municipalities,
    scenario: Scenario,
    code: str,
    wanted: int,
    possible: Mapping[str, range],
) -> str:
    name, n_units = _named(municipalities, code)
    allowed = possible[code]
    return (
        f"{name} ({code}) has {n_units} municipalities and needs {allowed.start} to "
        f"{allowed.stop - 1} regions of {scenario.min_units} to {scenario.max_units}; "
        f"{wanted} were asked for; choose a number in that range"
    )


def wanted_split(
    municipalities: Municipalities,
    scenario: Scenario,
    curves: Sequence[ParentCurve],
    splits: Mapping[int, Split],
    bounds: Mapping[int, int],
) -> Split:
    """Return the split of the wanted total, or say why there is none.

    Parameters
    ----------
    municipalities
        The units, for names.
    scenario
        The wanted number of regions.
    curves
        Answers of every reference region.
    splits, bounds
        Best split and lower bound for every total, as far as known.

    Raises
    ------
    InfeasibleError
        When no plan has the wanted number of regions.
    LimitError
        When the search stopped before one was found.
    """
    wanted = scenario.regions or 0
    if wanted in splits:
        return splits[wanted]
    if wanted in bounds:  # not ruled out, only not found
        raise LimitError(
            "the limit was reached before any plan was found; allow more time (--time-limit)"
        )
    for curve in curves:
        fixed = scenario.regions_per.get(curve.code)
        left = [a for a in curve.answers if fixed in (None, a.n_regions)]
        if all(answer.status == "infeasible" for answer in left):
            raise InfeasibleError(_no_division(municipalities, scenario, curve.code, fixed))
    raise InfeasibleError(
        f"no plan has {wanted} regions; plans exist for {listing(map(str, splits), at_most=40)}; "
        "choose one of these numbers"
    )
