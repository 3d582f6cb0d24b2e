"""The JSON schema of scenario files: accepts what is read, flags slips, explains each choice."""

import re
import tomllib

import pytest
from jsonschema import Draft7Validator

from regionplanner import Scenario, ScenarioFile, scenario_text
from regionplanner.files.scenario_text import scenario_schema

SCHEMA = scenario_schema()
EDITOR = Draft7Validator(SCHEMA)


def test_it_is_a_json_schema():
    Draft7Validator.check_schema(SCHEMA)


def test_every_example_of_a_new_file_fits(tmp_path):
    text = scenario_text(ScenarioFile(Scenario(regions=30)), folder=tmp_path)
    EDITOR.validate(tomllib.loads(text))
    EDITOR.validate(tomllib.loads(re.sub(r'^#(?=[\w"\[])', "", text, flags=re.MULTILINE)))


@pytest.mark.parametrize(
    "text",
    [
        "regions = [28, 32]",
        'centres = "arrondissement"',
        'words = "jeugdregio"',
        '[bounds.inhabitants]\nmin = "40 000"\nmax = "+5%"',
        '[balance]\ncolumn = "units"\ntarget = 9.5',
        "[growth]\nregions = [1, 2]\nrun_cost = 12500",
        '[run]\ngap = "0,5%"',
    ],
)
def test_what_is_read_fits(text):
    EDITOR.validate(tomllib.loads(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("regoins = 3", []),
        ("max_distance_km = -1", ["max_distance_km"]),
        ('min_units = "5"', ["min_units"]),
        ('leave_out = "73109"', ["leave_out"]),
        ('words = "city"', ["words"]),
        ("[criteria]\ndistnace = 1", ["criteria"]),
        ("[criteria]\ndistance = -1", ["criteria", "distance"]),
        ('[data]\nfiel = "x.gpkg"', ["data"]),
        ("[balance]\ncolumn = 3", ["balance", "column"]),
        ('[bounds.inhabitants]\nof = "each"', ["bounds", "inhabitants", "of"]),
        ('[[locked]]\nregion = "a"', ["locked", 0]),
    ],
)
def test_a_slip_is_flagged_in_its_place(text, place):
    (error,) = EDITOR.iter_errors(tomllib.loads(text))
    assert list(error.absolute_path) == place


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Fewest municipalities in a region."),
        ("nl", "Kleinste aantal gemeenten in een regio."),
    ],
)
def test_it_says_what_each_choice_is(language, line):
    schema = scenario_schema(language)
    assert schema["properties"]["min_units"]["description"] == line
    tables = [schema, *schema["definitions"].values()]
    words = {"Vocabulary", "_Dutch", "_English"}  # their names say it
    said = [table["properties"] for table in tables if table.get("title") not in words]
    assert [name for part in said for name in part if "description" not in part[name]] == []
