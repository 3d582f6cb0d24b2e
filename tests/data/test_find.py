"""Municipalities that people name."""

import pytest

from regionplanner.data.named_scenario import found_units
from regionplanner.errors import ScenarioError
from tests.maps.plans import grid


@pytest.mark.parametrize(
    ("text", "nis"),
    [("12021", "12021"), ("Lier", "12021"), (" LIER ", "12021"), ("kruibeke", "46030")],
)
def test_codes_names_and_earlier_names(flanders, text, nis):
    assert found_units(flanders, [text]) == (nis,)


def test_each_once_in_the_order_of_the_data(flanders):
    assert found_units(flanders, ["Lier", "Antwerpen", "12021"]) == ("11002", "12021")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Lierr", r"no municipality 'Lierr'; .*; did you mean Lier \(12021\) or "),
        ("gent-", r"did you mean Gent \(44021\)"),
        ("99999", "look it up in the plan file"),
        ("", "there is no municipality ''"),
    ],
)
def test_unknown_names(flanders, text, message):
    with pytest.raises(ScenarioError, match=message):
        found_units(flanders, [text])


def test_all_mistakes_at_once(flanders):
    with pytest.raises(ScenarioError, match=r"2 mistakes in --municipality:\n- .*Lierr.*\n- .*Gnt"):
        found_units(flanders, ["Lierr", "Gent", "Gnt"])


def test_a_name_that_two_have():
    world = grid(names={"00": "Twin", "13": "twin"})
    with pytest.raises(ScenarioError, match=r"'TWIN' can be Twin \(00\) or twin \(13\)"):
        found_units(world, ["TWIN"])
    assert found_units(world, ["13"]) == ("13",)
