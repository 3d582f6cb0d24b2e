"""plan_growth: which regions start when, of a plan or from scratch."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from regionplanner.data.municipalities import Municipalities
from regionplanner.graph.contiguity import scenario_case
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.maps.colour import with_colours
from regionplanner.plan.make import case_plan
from regionplanner.plan.plan import Plan
from regionplanner.program.growth import Growth
from regionplanner.proof import Begun
from regionplanner.rollout.growth import case_growth, region_values
from regionplanner.rollout.inputs import growth_with_codes
from regionplanner.rollout_choices import GrowthChoices
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.stopping import stoppable

if TYPE_CHECKING:
    from regionplanner.program.result import Proposal
    from regionplanner.program.running.scheduler import SearchSettings
    from regionplanner.rollout.from_scratch import Beginning, Propose


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthRequest:
    """Regions that start over the years.

    Attributes
    ----------
    case
        Data, graph and scenario. Without a plan, the coverage of the scenario says what the first
        regions cover, and it has the number of regions in the end.
    choices
        Years, money, what a year of support is worth, and who starts when.
    plan
        The plan whose regions start; None: the first year takes the best regions by partial
        coverage, and the best complete plan that has these is made.
    settings
        How plans are searched where none is given; None: in one process, without a limit.
    time_limit_s
        Limit on the choice of who starts when [s]; None: that of the settings.
    """

    case: Case
    choices: GrowthChoices
    plan: Plan | None = None
    settings: "SearchSettings | None" = None
    time_limit_s: float | None = None


@dataclass(frozen=True, slots=True)
class GrowthResult:
    """Which regions start when.

    Attributes
    ----------
    municipalities
        The data.
    scenario
        What the plan is held against.
    choices
        As they were asked for, with codes for names.
    plan
        The regions of the end.
    growth
        Which start when.
    beginning
        How the plan was made; None for one that was given.
    """

    municipalities: Municipalities
    scenario: Scenario
    choices: GrowthChoices
    plan: Plan
    growth: Growth
    beginning: "Beginning | None"


def plan_growth(
    request: GrowthRequest,
    *,
    propose: "Propose | None" = None,
    callbacks: JobCallbacks = TO_LOG,
) -> GrowthResult:
    """Return which regions start when: those of a plan, or of one that is made for it.

    Parameters
    ----------
    request
        The case, the choices and, where there is one, the plan.
    propose
        Makes plans where none is given; None: `propose`, with the settings of the request.
    callbacks
        Receive progress, and can ask to stop; by default nobody watches.

    Returns
    -------
    GrowthResult
        The plan, which of its regions start in which year, and how the plan was made where none was
        given.

    Raises
    ------
    DataError
        When the plan names municipalities that the data lack or has no regions, or a figure is not
        known of them.
    ScenarioError
        When a choice is impossible or names what is not there, or a year of support is worth
        nothing for every region.
    InfeasibleError
        When no growth keeps the rules, no region starts at all, or there is no plan for it.
    LimitError
        When the time limit passed before any growth was found.
    StoppedError
        When `callbacks` asked to stop before; a LimitError too.
    SolverError
        When HiGHS ends without an answer, where a plan is made.
    WorkerError
        As `propose`, where that makes the plan.
    """
    case, plan = request.case, request.plan
    units, scenario = case.municipalities, case.scenario
    choices = growth_with_codes(request.choices, plan or Plan(()), units)
    fixed, beginning = choices, None
    if plan is None:
        # a column that is missing is named before the search
        region_values(Plan(()), case, choices)
        with stoppable(callbacks.stop):
            beginning = _begun(request, choices, propose, callbacks)
        case = replace(case, scenario=scenario.model_copy(update={"coverage": None}))
        complete = beginning.complete
        proof = replace(complete.proof, of=Begun())
        plan = with_colours({"plan": case_plan(complete.assignment, case, proof)}, units)["plan"]
        first = dict.fromkeys(beginning.regions, choices.first_year)
        fixed = choices.model_copy(update={"start": {**first, **choices.start}})
    with stoppable(callbacks.stop), callbacks.step("choosing who starts when"):
        limit_s = request.time_limit_s
        if limit_s is None and request.settings is not None:
            limit_s = request.settings.time_limit_s
        growth = case_growth(plan, case, fixed, time_limit_s=limit_s)
    return GrowthResult(units, case.scenario, choices, plan, growth, beginning)


def _begun(
    request: GrowthRequest,
    choices: GrowthChoices,
    propose: "Propose | None",
    callbacks: JobCallbacks,
) -> "Beginning":
    """Return the first regions and a plan with them; the engine is imported for that alone."""
    from regionplanner.jobs.search import proposal_for
    from regionplanner.program.running.scheduler import PLAIN_SETTINGS
    from regionplanner.rollout.from_scratch import growth_from_scratch

    case, settings = request.case, request.settings or PLAIN_SETTINGS

    def proposed(units: Municipalities, scenario: Scenario) -> "Proposal":
        graph = case.graph if units is case.municipalities else None
        asked = scenario_case(units, scenario, graph)
        return proposal_for(asked, settings, callbacks)

    return growth_from_scratch(case.municipalities, case.scenario, choices, propose or proposed)
