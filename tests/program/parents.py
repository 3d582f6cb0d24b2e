"""Several reference regions that take a moment each, for everything that happens meanwhile."""

from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities, parent_problem, rich_figures

SCENARIO = Scenario(criteria={"distance": 1.0}, min_units=3, max_units=8)


def scenario(regions):
    """The choices with so many regions."""
    return SCENARIO.model_copy(update={"regions": regions})


def parents(n, n_units=12):
    """Problems of random planar graphs, by code A, B, ..."""
    return [
        parent_problem(rich_figures(seed, n_units), SCENARIO, "ABCDEFGH"[seed]) for seed in range(n)
    ]


def cells(n):
    """Cells of reference regions of 4 x 5, far apart."""
    return [
        Cell(f"{number}{column}{row}00", column + 10 * number, row, "PQRSTUVW"[number])
        for number in range(n)
        for column in range(4)
        for row in range(5)
    ]


def world(n):
    """Municipalities of such cells."""
    return grid_municipalities(cells(n))
