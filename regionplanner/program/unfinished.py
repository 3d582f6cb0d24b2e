"""What is left of a search that was stopped: a plan of the reference regions that were finished."""

from collections.abc import Mapping, Sequence

from regionplanner.choices import count_range
from regionplanner.data.municipalities import Municipalities
from regionplanner.naming import region_codes
from regionplanner.program.answer import Answer, ParentCurve
from regionplanner.program.joint.pose import numbered
from regionplanner.scenario import Scenario


def unfinished_assignment(
    curves: Sequence[ParentCurve], municipalities: Municipalities, scenario: Scenario
) -> Mapping[str, str]:
    """Return the region of every unit of the reference regions that were finished.

    How many regions each gets in the end depends on all; here it is the number nearest to its
    share of the total.

    Parameters
    ----------
    curves
        Answers of the finished reference regions.
    municipalities
        All units.
    scenario
        The wanted number of regions.

    Returns
    -------
    Mapping
        Region code by NIS code; empty where no plan is known.
    """
    total = count_range(scenario.regions or 0)
    n_units = len(municipalities.frame.index.difference(scenario.leave_out))
    of_a_unit = (total[0] + total[-1]) / 2 / max(1, n_units)
    chosen = {}
    for curve in curves:
        counts = scenario.regions_per.get(curve.code)
        known = [
            answer
            for answer in curve.answers
            if answer.regions and (counts is None or answer.n_regions in count_range(counts))
        ]
        if known:
            chosen[curve.code] = list(min(known, key=lambda a: _off(a, of_a_unit)).regions)
    return region_codes(numbered(chosen), municipalities) if chosen else {}


def _off(answer: Answer, of_a_unit: float) -> tuple[float, int]:
    """Return how far a number of regions is from its share."""
    n_units = sum(map(len, answer.regions))
    return abs(answer.n_regions - of_a_unit * n_units), answer.n_regions
