"""What is wrong with choices is said in our own words, whatever pydantic found."""

import datetime as dt
import re

import pytest
from pydantic_core import PydanticCustomError, ValidationError
from pydantic_core._pydantic_core import list_all_errors

from regionplanner import GrowthChoices, Scenario, ScenarioError, SupportChoices, Supporter
from regionplanner.choices import Balance, Bound, Coverage, Lock
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.validation_messages import choice_mistakes

RAW = re.compile(
    r"Input|Field required|Object|input_|pydantic|should|valid\b|instance of|For further"
)
VALUES = [
    *(None, True, 0, -1, 1.5, 10**30, float("nan"), float("inf"), "", "x", "5", b"x", "x" * 500),
    *([], ["x"], [1], [["a"]], [["a", "b"]], [["a", "b", "c"]], [{}], [None], [{"name": 1}], (1,)),
    *({}, {"x": 1}, {"x": "y"}, {"x": None}, {"x": [1]}, {1: 2}, {"x": {"min": "a", "max": []}}),
    *([{"name": "a", "share": "x", "home": 1, "z": 2}], [{"region": 1, "members": "x"}]),
    *({"least": "x", "most": -1, "reward": "y", "per": 1}, {"column": 1, "target": "z"}),
    *(dt.date(2027, 1, 1), dt.datetime(2027, 1, 1, tzinfo=dt.UTC), dt.time(1), set(), object()),
]
MODELS = {
    Scenario: {},
    GrowthChoices: {"regions": [1, 2]},
    SupportChoices: {"supporters": [{"name": "a"}]},
    Supporter: {"name": "a"},
    DataChoices: {},
    RunChoices: {},
    Lock: {"region": "a", "members": ["1"]},
    Bound: {},
    Balance: {},
    Coverage: {},
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_value_of_any_choice_gives_a_raw_sentence(model):
    said = [
        message
        for field in (*model.model_fields, "nothing")
        for value in VALUES
        if (message := refusal(model, {**MODELS[model], field: value}))
    ]
    assert len(said) > len(VALUES)
    assert [message for message in said if RAW.search(message)] == []


def test_a_whole_that_is_wrong_has_no_place():
    assert (
        refusal(SupportChoices, {}) == "there are no supporters; give at least one (--supporters)"
    )


def test_a_long_name_and_many_mistakes_are_cut_off():
    assert len(refusal(Scenario, {"x" * 100_000: 1})) < 1000
    message = refusal(Scenario, {f"x{n}": 1 for n in range(1234)})
    assert message.startswith("1,234 mistakes in the scenario:\n- there is no choice x0;")
    assert message.endswith("\n- 1,204 more")


def refusal(model, choices):
    try:
        model(**choices)
    except ScenarioError as error:
        return str(error)
    return ""


KINDS = list_all_errors()


@pytest.mark.parametrize("found", KINDS, ids=lambda found: found["type"])
def test_every_kind_of_error_has_our_words(found):
    context = found.get("example_context") or {}
    if found["type"] == "too_short":  # with items enough it follows from another mistake
        context = {**context, "min_length": 1}
    detail = {"type": found["type"], "loc": ("a", 1), "input": [], "ctx": context}
    error = ValidationError.from_exception_data("choices", [detail])
    (message,) = choice_mistakes(error, known={"": ("b",)})
    assert "a (item 2)" in message
    assert not RAW.search(message)


def test_an_error_of_another_kind_has_our_words_too():
    kind = PydanticCustomError("of_tomorrow", "Input should be new")
    error = ValidationError.from_exception_data(
        "choices", [{"type": kind, "loc": ("a",), "input": 1}]
    )
    assert choice_mistakes(error, known={}) == (
        "a is 1; it cannot be used here; look at an example (regionplanner init writes one)",
    )
