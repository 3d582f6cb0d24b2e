"""plan_support: which supporter has which regions of a plan."""

from dataclasses import dataclass

import pandas as pd

from regionplanner.choice import Language
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.plan.plan import Plan
from regionplanner.program.support.assign import Support, best_support
from regionplanner.rollout.inputs import support_with_codes
from regionplanner.rollout.support import support_problem
from regionplanner.rollout.tables import support_regions, supporter_loads
from regionplanner.rollout_choices import SupportChoices
from regionplanner.rules.case import Case
from regionplanner.stopping import stoppable


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequest:
    """Regions that are shared among supporters.

    Attributes
    ----------
    case
        Data, graph and scenario; the links in the graph join regions.
    plan
        The plan whose regions are supported.
    choices
        Who supports, and which loads are in balance.
    time_limit_s
        Limit on the search [s]; None: until it is proven.
    language
        Of the names in the table of regions.
    """

    case: Case
    plan: Plan
    choices: SupportChoices
    time_limit_s: float | None = None
    language: Language = "nl"


@dataclass(frozen=True, slots=True)
class SupportResult:
    """Who supports which regions.

    Attributes
    ----------
    choices
        As they were asked for, with codes for names.
    support
        The areas, and what is proven.
    loads
        What each supporter has, by name.
    regions
        Who has each region, by code.
    """

    choices: SupportChoices
    support: Support
    loads: pd.DataFrame
    regions: pd.DataFrame


def plan_support(request: SupportRequest, *, callbacks: JobCallbacks = TO_LOG) -> SupportResult:
    """Return which supporter has which regions: loads in balance, the least travel.

    Parameters
    ----------
    request
        The case, the plan and the choices.
    callbacks
        Receive progress, and can ask to stop; by default nobody watches.

    Returns
    -------
    SupportResult
        The area of each supporter, with the tables `supporter_loads` and `support_regions`.

    Raises
    ------
    DataError
        When the plan names municipalities that the data lack, or a load is not known of them.
    ScenarioError
        When a choice is impossible or names what is not there, or a home has no polygon.
    InfeasibleError
        When the loads cannot be in balance; says which demands collide.
    LimitError
        When the time limit passed before any division was found.
    StoppedError
        When `callbacks` asked to stop before; a LimitError too.
    """
    units, plan = request.case.municipalities, request.plan
    choices = support_with_codes(request.choices, units)
    problem = support_problem(plan, units, request.case.graph, choices)
    with stoppable(callbacks.stop), callbacks.step("sharing the regions"):
        division = best_support(problem, time_limit_s=request.time_limit_s)
    loads = supporter_loads(division, plan, units, problem, choices)
    regions = support_regions(division, plan, units, problem, language=request.language)
    return SupportResult(choices, division, loads, regions)
