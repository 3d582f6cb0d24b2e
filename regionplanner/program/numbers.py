"""Numbers of regions: which are possible, and why a wanted one is not."""

from collections.abc import Mapping, Sequence

from regionplanner.choices import Counts, count_range, count_text
from regionplanner.errors import InfeasibleError, LimitError, ScenarioError, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.program.answer import ParentCurve
from regionplanner.program.problem import ParentProblem
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
    possible = {p.code: p.possible_totals for p in problems}
    wanted_of = {code: count_range(counts) for code, counts in scenario.regions_per.items()}
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
        if not set(wanted_of[code]) & set(possible[code]):
            raise InfeasibleError(_out_of_range(municipalities, scenario, code, wanted, possible))
    open_ = [sorted(set(r) & set(wanted_of.get(c, r))) for c, r in possible.items()]
    least, most = sum(numbers[0] for numbers in open_), sum(numbers[-1] for numbers in open_)
    if scenario.regions is None:
        raise ScenarioError(
            f"the number of regions is not given; {least} to {most} are possible with "
            f"{scenario.min_units} to {scenario.max_units} municipalities each; "
            "choose one (--regions N)"
        )
    if not set(count_range(scenario.regions)) & set(range(least, most + 1)):
        raise InfeasibleError(
            f"{count_text(scenario.regions)} regions were asked for; with {scenario.min_units} to "
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
    municipalities: Municipalities, scenario: Scenario, code: str, fixed: Counts | None
) -> str:
    name, _ = _named(municipalities, code)
    number = "" if fixed is None else f"{count_text(fixed)} "
    return (
        f"{name} ({code}) cannot be divided into {number}adjoining regions of "
        f"{scenario.min_units} to {scenario.max_units} municipalities, by the way its "
        "municipalities border on each other; change the numbers or sizes, or add a link"
    )


def _out_of_range(
    municipalities: Municipalities,
    scenario: Scenario,
    code: str,
    wanted: Counts,
    possible: Mapping[str, range],
) -> str:
    name, n_units = _named(municipalities, code)
    allowed = possible[code]
    return (
        f"{name} ({code}) has {n_units} municipalities and needs {allowed.start} to "
        f"{allowed.stop - 1} regions of {scenario.min_units} to {scenario.max_units}; "
        f"{count_text(wanted)} were asked for; choose a number in that range"
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
    wanted = count_range(scenario.regions or 0)
    found = [splits[total] for total in wanted if total in splits]
    if found:
        return min(found, key=lambda s: (s.objective, s.distance_m, s.regions))
    if any(total in bounds for total in wanted):  # not ruled out, only not found
        raise LimitError(
            "the limit was reached before any plan was found; allow more time (--time-limit)"
        )
    for curve in curves:
        fixed = scenario.regions_per.get(curve.code)
        allowed = None if fixed is None else count_range(fixed)
        left = [a for a in curve.answers if allowed is None or a.n_regions in allowed]
        if all(answer.status == "infeasible" for answer in left):
            raise InfeasibleError(_no_division(municipalities, scenario, curve.code, fixed))
    raise InfeasibleError(
        f"no plan has {count_text(scenario.regions or 0)} regions; "
        f"plans exist for {listing(map(str, splits), at_most=40)}; "
        "choose one of these numbers"
    )
