"""The engine against a compact assignment model, solved by CBC.

The model is Hess et al. 1965 with the flow contiguity of Shirabe 2009: another formulation, and
another solver.
"""

import numpy as np
import pulp
import pytest

from regionplanner import rook_graph
from regionplanner.criteria.figures import ParentFigures
from regionplanner.objective.parents import parent_figures
from regionplanner.program.curve import parent_curve
from regionplanner.scenario import Scenario
from tests.worlds import parent_problem

CASES = [("REFREG08", 2), ("REFREG07", 3), ("REFREG13", 3)]


def compact_optimum(figures: ParentFigures, n_regions: int, scenario: Scenario) -> float:
    """Least total distance [km] by assignment and flow variables."""
    n_units = len(figures.units)
    units = range(n_units)
    arcs = [tuple(arc) for arc in np.argwhere(figures.neighbours).tolist()]
    model = pulp.LpProblem("hess", pulp.LpMinimize)
    x = {(i, j): model.add_variable(f"x_{i}_{j}", cat="Binary") for i in units for j in units}
    flow = {
        (u, v, j): model.add_variable(f"f_{u}_{v}_{j}", lowBound=0) for u, v in arcs for j in units
    }
    model += pulp.lpSum(figures.distance_km[i, j] * x[i, j] for i in units for j in units)
    model += pulp.lpSum(x[j, j] for j in units) == n_regions
    for i in units:
        model += pulp.lpSum(x[i, j] for j in units) == 1
    for j in units:
        size = pulp.lpSum(x[i, j] for i in units)
        model += size >= scenario.min_units * x[j, j]
        model += size <= scenario.max_units * x[j, j]
        for i in units:
            inflow = pulp.lpSum(flow[u, v, j] for u, v in arcs if v == i)
            outflow = pulp.lpSum(flow[u, v, j] for u, v in arcs if u == i)
            model += inflow <= (scenario.max_units - 1) * x[i, j]
            if i != j:
                model += inflow - outflow == x[i, j]
            else:
                model += inflow == 0
    model.solve(pulp.PULP_CBC_CMD(msg=False, threads=1))
    assert model.sol_status == pulp.LpSolutionOptimal
    return float(pulp.value(model.objective))


@pytest.mark.parametrize(("code", "n_regions"), CASES)
def test_a_compact_model_and_cbc_agree(code: str, n_regions: int, flanders) -> None:
    scenario = Scenario(criteria={"distance": 1.0})
    figures = parent_figures(flanders, rook_graph(flanders), scenario)[code]
    curve = parent_curve(parent_problem(figures, scenario, code))
    answer = next(a for a in curve.answers if a.n_regions == n_regions)
    assert answer.objective is not None
    assert answer.objective / 1e6 == pytest.approx(
        compact_optimum(figures, n_regions, scenario), abs=1e-3
    )
