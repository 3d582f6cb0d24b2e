"""The engine on the real municipalities of Flanders."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from regionplanner import make_plan, propose, read_municipalities, rook_graph
from regionplanner.data.joins import join_columns
from regionplanner.data.municipalities import Municipalities
from regionplanner.objective.parents import parent_figures
from regionplanner.program.result import Proposal
from regionplanner.regions.compile import region_diagram
from regionplanner.regions.diagram import RegionDiagram
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import criterion_values
from tests.conftest import ROOT

LIMBURG, VOEREN, RIEMST = "REFREG15", "73109", "73066"
CASES = {
    "default": {"distance": 1.0, "ties": 2.0},
    "distance": {"distance": 1.0},
    "dispersion": {"dispersion": 1.0},
    "border": {"border": 1.0},
    "ties": {"ties": 1.0},
    "distance and half border": {"distance": 1.0, "border": 0.5},
}


QUICK = {"default"}
"""Those that every run of the tests makes; the others are for the slow ones."""


@pytest.fixture(scope="module")
def official(shared_geodata: Path, tmp_path_factory: pytest.TempPathFactory) -> Municipalities:
    """The official polygons: borders, centroids and areas are measured on them."""
    units = read_municipalities(shared_geodata / "flanders_2025.gpkg", links=[(RIEMST, VOEREN)])
    table = tmp_path_factory.mktemp("join") / "jeugdregio.csv"
    facts = pd.read_csv(ROOT / "geodata" / "municipalities.csv", dtype=str)
    facts[["nis", "jeugdregio"]].to_csv(table, index=False)
    return join_columns(units, table)


def diagram(municipalities: Municipalities, code: str, *, linked: bool = True) -> RegionDiagram:
    graph = rook_graph(municipalities)
    figures = parent_figures(municipalities, graph, Scenario())[code]
    neighbours = figures.neighbours.copy()
    if not linked:
        voeren = figures.units.index(VOEREN)
        neighbours[voeren] = neighbours[:, voeren] = False
    adjacency = [frozenset(np.flatnonzero(row).tolist()) for row in neighbours]
    return region_diagram(adjacency, figures.xy, min_units=5, max_units=15)


def test_limburg_has_as_many_candidate_regions_as_published(flanders: Municipalities) -> None:
    assert diagram(flanders, LIMBURG).count() == 318_846_030
    assert diagram(flanders, LIMBURG, linked=False).count() == 282_937_515


def run(municipalities: Municipalities, name: str) -> Proposal:
    scenario = Scenario(criteria=CASES[name], regions=30)
    return propose(municipalities, scenario, workers=1)


@pytest.mark.parametrize(
    "name",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in CASES],
)
def test_default_data_and_official_boundaries_give_the_same_proven_plan(
    name: str, flanders: Municipalities, official: Municipalities
) -> None:
    ours, theirs = run(flanders, name), run(official, name)
    assert ours.optimal
    assert theirs.optimal
    assert ours.assignment == theirs.assignment
    assert ours.objective == pytest.approx(theirs.objective, rel=1e-4)


def test_the_plan_of_flanders_keeps_all_rules(flanders: Municipalities) -> None:
    proposal = run(flanders, "border")
    scenario = Scenario(criteria=CASES["border"], regions=30)
    plan = make_plan(proposal.assignment, flanders, rook_graph(flanders), scenario)
    assert plan.violations == ()
    assert len(plan) == 30
    assert len(plan.assignment) == 285
    assert proposal.n_candidates == 370_595_920
    assert [point.regions for point in proposal.curve] == list(range(25, 52))
    best = next(p for p in proposal.curve if p.regions == 30)
    assert best.objective == best.bound == proposal.objective


@pytest.mark.slow
def test_the_number_of_workers_does_not_change_the_plan(flanders: Municipalities) -> None:
    scenario = Scenario(criteria=CASES["border"], regions=30)
    one = propose(flanders, scenario, workers=1)
    two = propose(flanders, scenario, workers=2)
    assert (one.assignment, one.objective, one.bound, one.curve) == (
        two.assignment,
        two.objective,
        two.bound,
        two.curve,
    )


@pytest.mark.slow
def test_some_numbers_of_regions_can_be_fixed(flanders: Municipalities) -> None:
    scenario = Scenario(criteria={"border": 1.0}, regions=30, regions_per={LIMBURG: 6})
    proposal = propose(flanders, scenario, workers=1)
    assert proposal.split[LIMBURG] == 6
    assert sum(proposal.split.values()) == 30
    free = run(flanders, "border")
    assert free.objective < proposal.objective


MIXES = [
    {"border": 1.0, "ties": 1.0},
    {"border": 1000.0},
    {"border": 1e-6},
    {"distance": 1.0, "ties": 1000.0},
    {"dispersion": 0.01, "border": 3.0, "ties": 0.5},
]


@pytest.mark.slow
@pytest.mark.parametrize("criteria", MIXES, ids=str)
def test_any_mix_is_proven_whatever_the_size_of_its_weights(
    criteria: dict[str, float], flanders: Municipalities
) -> None:
    proposal = propose(flanders, Scenario(criteria=criteria, regions=30))
    assert proposal.optimal
    plan = make_plan(
        proposal.assignment, flanders, rook_graph(flanders), Scenario(criteria=criteria)
    )
    values = criterion_values(plan, parent_figures(flanders, rook_graph(flanders), Scenario()))
    weighted = sum(weight * values[name] for name, weight in criteria.items())
    assert proposal.objective == pytest.approx(weighted, rel=1e-4)


@pytest.mark.slow
def test_scaling_all_weights_gives_the_same_plan(flanders: Municipalities) -> None:
    plain = run(flanders, "border")
    for weight in (1e-6, 1000.0):
        scaled = propose(flanders, Scenario(criteria={"border": weight}, regions=30))
        assert scaled.assignment == plain.assignment
        assert scaled.objective == pytest.approx(plain.objective * weight)


@pytest.mark.parametrize(
    "grouping", ["vervoerregio", pytest.param("igs_wonen", marks=pytest.mark.slow)]
)
def test_ties_of_one_grouping_are_proven(grouping: str, flanders: Municipalities) -> None:
    scenario = Scenario(criteria={"ties": 1.0}, ties={grouping: 1.0}, regions=30)
    assert propose(flanders, scenario).optimal
