"""What a beginner gives instead of municipalities, a plan or a graph is named."""

import pytest

import regionplanner as rp
from regionplanner.plan.make import make_plan
from tests.worlds import grid, grid_municipalities

UNITS = grid_municipalities(grid(4, 1))
RULES = rp.Scenario(criteria={"border": 1.0}, min_units=1, regions=2)
GRAPH = rp.rook_graph(UNITS)
ASSIGNMENT = dict(zip(UNITS.frame.index, "aabb", strict=True))
PLAN = make_plan(ASSIGNMENT, UNITS, GRAPH, RULES)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rp.scorecard(PLAN, UNITS.frame, GRAPH, RULES), "municipalities are expected"),
        (lambda: rp.compared(PLAN, ASSIGNMENT), "a plan is expected, and a dict is given"),
        (lambda: rp.map_page({"mine": ASSIGNMENT}, UNITS), "a plan is expected, and a dict"),
        (lambda: rp.propose(UNITS, RULES, graph={}), "a graph of neighbours is expected"),
    ],
)
def test_another_value_is_named_with_what_is_expected(call, message):
    with pytest.raises(rp.DataError, match=message):
        call()


def test_an_index_may_be_named_as_the_column_of_ids():
    table = UNITS.frame.assign(code=UNITS.frame.index)[
        ["code", "name", "reference_region", "geometry"]
    ]
    read = rp.read_municipalities(table.rename_axis("code"), id_column="code")
    assert list(read.frame.index) == list(UNITS.frame.index)
