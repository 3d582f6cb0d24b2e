"""Plans of a part, where a reference region has too few units for any region."""

from regionplanner.choices import Coverage
from regionplanner.program.propose import propose
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities


def test_a_parent_too_small_for_a_region_is_left_for_later():
    cells = [
        Cell(f"{x}{y}000", x, y, "P" if x < 4 else "Q")
        for x in range(5)
        for y in range(4 if x < 4 else 2)
    ]
    scenario = Scenario(
        criteria={"distance": 1.0}, min_units=3, max_units=5, regions=3, coverage=Coverage(least=9)
    )
    found = propose(grid_municipalities(cells), scenario)
    assert found.optimal
    assert found.split == {"P": 3, "Q": 0}
