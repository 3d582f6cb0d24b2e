"""Data and their neighbours, read and reported as a step of a job."""

from collections.abc import Collection

import networkx as nx

from regionplanner.data.municipalities import Municipalities
from regionplanner.data.read import load_data
from regionplanner.files.file_choices import DataChoices
from regionplanner.graph.contiguity import scenario_graph
from regionplanner.jobs.callbacks import JobCallbacks
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
