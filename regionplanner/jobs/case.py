"""open_case: the data, the graph and the scenario that a search starts from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx

from regionplanner.data.municipalities import Municipalities
from regionplanner.data.read import load_data
from regionplanner.errors import SolverError
from regionplanner.files.file_choices import DataChoices
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.request import ResolvedRequest
from regionplanner.plan.make import case_plan
from regionplanner.plan.plan import Plan
from regionplanner.proof import Proof
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario


def load_reported(
    data: DataChoices,
    callbacks: JobCallbacks,
    *,
    figures: Collection[str] = (),
    leave_out: Collection[str] = (),
) -> Municipalities:
    """Return the municipalities that data choices ask for, as `load_data`."""
    with callbacks.step("reading the data"):
        municipalities = load_data(data, figures=figures, leave_out=leave_out)
    callbacks.loaded(municipalities, data)
    return municipalities


def neighbours_reported(
    municipalities: Municipalities, scenario: Scenario, callbacks: JobCallbacks
) -> "nx.Graph[str]":
    """Return the rook graph with the links of a scenario, as `scenario_graph`."""
    with callbacks.step("finding neighbours"):
        return scenario_graph(municipalities, scenario)


def verified_plan(assignment: Mapping[str, str], case: Case, proof: Proof) -> Plan:
    """Return a plan of a case, held against the rules without the solver.

    Raises
    ------
    SolverError
        When it breaks one.
    """
    made = case_plan(assignment, case, proof)
    if made.violations:
        raise SolverError(
            "a plan found breaks a rule: {message}", message=made.violations[0].message
        )
    return made


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case, and what was asked for.

    Attributes
    ----------
    asked
        With the codes and columns of the data for the names of the scenario.
    case
        What is planned.
    """

    asked: ResolvedRequest
    case: Case


def open_case(asked: ResolvedRequest, *, callbacks: JobCallbacks = TO_LOG) -> OpenedCase:
    """Return the data, the graph and the scenario that are asked for.

    Parameters
    ----------
    asked
        A scenario file and choices that override it, as `resolve_request` returns.
    callbacks
        Receive progress and notes.

    Returns
    -------
    OpenedCase
        The municipalities, their rook graph and the scenario, and what was asked for with the codes
        of these data.

    Raises
    ------
    DataError
        When a file of data cannot be read, or what is in it cannot be used.
    ScenarioError
        When a choice is impossible, or the scenario names what the data lack.
    """
    asked, units = load_asked(asked, callbacks)
    return OpenedCase(asked, case_of(units, asked.plan_scenario(), callbacks))


def load_asked(
    asked: ResolvedRequest, callbacks: JobCallbacks, *, figures: Collection[str] = ()
) -> tuple[ResolvedRequest, Municipalities]:
    """Return what is asked for with the codes and columns of its data, and the data.

    Parameters
    ----------
    asked
        As of `open_case`.
    callbacks
        Receive progress and notes.
    figures
        Columns that must hold numbers, besides those of the scenario.
    """
    units = load_reported(
        asked.data, callbacks, leave_out=asked.leave_out, figures={*asked.figures(), *figures}
    )
    return asked.resolved(units), units


def case_of(municipalities: Municipalities, scenario: Scenario, callbacks: JobCallbacks) -> Case:
    """Return a case of data and a scenario, with its graph."""
    return Case(municipalities, neighbours_reported(municipalities, scenario, callbacks), scenario)
