"""What is left of a search that was stopped: each finished reference region near its share."""

from dataclasses import replace

import pytest

from regionplanner.graph.contiguity import scenario_case
from regionplanner.program.propose import propose, unfinished_assignment
from tests.program.parents import scenario, world


@pytest.fixture(scope="module")
def curves():
    return propose(world(2), scenario(8)).solved.curves


def test_the_finished_ones_have_the_number_nearest_to_their_share(curves):
    found = unfinished_assignment(curves[:1], scenario_case(world(2), scenario(8)))
    assert {nis[0] for nis in found} == {"0"}
    assert len(found) == 20
    assert len(set(found.values())) == 4


def test_a_number_that_was_chosen_is_kept(curves):
    asked = scenario(8).model_copy(update={"regions_per": {"P": 3}})
    assert len(set(unfinished_assignment(curves[:1], scenario_case(world(2), asked)).values())) == 3


def test_nothing_is_left_where_no_plan_is_known(curves):
    assert unfinished_assignment([], scenario_case(world(2), scenario(8))) == {}
    unknown = replace(curves[0], answers=())
    assert unfinished_assignment([unknown], scenario_case(world(2), scenario(8))) == {}
