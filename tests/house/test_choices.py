"""Each choice is described once, at its field: all that people read of it is made from that."""

import typer.main

from regionplanner.choice import choices_of, part_of
from regionplanner.cli.main import app
from regionplanner.files.scenario_file import TABLES
from regionplanner.files.scenario_text import CRITERION_CHOICES
from regionplanner.scenario import Scenario
from regionplanner.vocabulary import Vocabulary
from tests.house.reference import README, referenced

MODELS = [Scenario, *(model for model, _ in TABLES.values())]
PARTS = {part_of(model, name) for model in MODELS for name in model.model_fields}
ALL = [*MODELS, *(PARTS - {None, Vocabulary})]


def test_every_choice_is_described_at_its_field():
    assert [model for model in ALL if set(choices_of(model)) != set(model.model_fields)] == []


def test_descriptions_are_one_line_in_each_language():
    found = [choice for model in ALL for choice in choices_of(model).values()]
    for choice in [*found, *CRITERION_CHOICES.values(), *(said for _, said in TABLES.values())]:
        assert choice.en != choice.nl, choice
        for language in ("en", "nl"):
            line = choice.line(language)
            assert line[0].isupper(), line
            assert line.endswith("."), line
            assert not line.endswith(".."), line
            assert len(line) <= 98, line  # with "# " in a scenario file


def test_every_option_of_a_choice_is_one_of_a_command():
    commands = typer.main.get_command(app).commands.values()
    options = {name for command in commands for option in command.params for name in option.opts}
    named = {choice.option_name for model in ALL for choice in choices_of(model).values()} - {""}
    assert named <= options


def test_the_docstring_of_a_model_has_its_choices():
    assert "\nmax_distance_km\n    Largest distance between two members" in Scenario.__doc__


def test_the_reference_in_the_readme_is_made_from_the_choices():
    text = README.read_text(encoding="utf-8")
    assert referenced(text) == text, "run python -m tests.house.reference"
