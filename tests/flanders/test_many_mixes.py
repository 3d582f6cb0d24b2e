"""Many mixes of criteria on all of Flanders: minutes long."""

import numpy as np
import pytest

from regionplanner import make_plan, parent_figures, propose, rook_graph
from regionplanner.scenario import Scenario
from regionplanner.score.scorecard import criterion_values


def random_mix(seed: int) -> dict[str, float]:
    """Some of the criteria, with weights over three orders of magnitude."""
    rng = np.random.default_rng(seed)
    names = rng.permutation(["distance", "border", "ties", "dispersion"])[: rng.integers(1, 4)]
    if {"distance", "dispersion"} <= set(names):  # two centres a region: slow, tested elsewhere
        names = [name for name in names if name != "dispersion"]
    return {str(name): float(np.round(10 ** rng.uniform(-2, 1), 3)) for name in names}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_every_mix_is_proven_and_worth_what_it_says(seed: int, flanders) -> None:
    graph = rook_graph(flanders)
    scenario = Scenario(criteria=random_mix(seed), regions=30)
    proposal = propose(flanders, scenario, graph=graph)
    assert proposal.optimal
    plan = make_plan(proposal.assignment, flanders, graph, scenario, proposal.proof)
    assert plan.violations == ()
    values = criterion_values(plan, parent_figures(flanders, graph, scenario))
    weighted = sum(weight * values[name] for name, weight in scenario.criteria.items())
    assert proposal.objective == pytest.approx(weighted, rel=1e-4)
