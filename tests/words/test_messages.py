"""Messages: English with figures apart, and the same sentence in Dutch."""

import ast
import copy
import pickle
import re
import tomllib
from string import Formatter

import pytest

from regionplanner.cli.say import terminal_language
from regionplanner.data.municipalities import DataSource
from regionplanner.errors import (
    DataError,
    Message,
    Reason,
    ScenarioError,
    counted,
    length_text,
    listing,
)
from regionplanner.words.messages import dutch_sentences, said
from tests.conftest import ROOT

SAYS = {
    "AssetError",
    "DataError",
    "InfeasibleError",
    "LimitError",
    "Message",
    "Reason",
    "ScenarioError",
    "SolverError",
    "WorkerError",
    "WrongValueError",
    "inconsistent",
    "shown_steps",
    "step",
    "worded",
}
MODULES = sorted((ROOT / "regionplanner").rglob("*.py"))
NAMES = listing(["Lier (12021)", "Mol (13025)", "Ranst (11035)"], at_most=2)


def _sentences(tree):
    """The templates that a module writes out: those of messages, and further texts with places."""
    nodes = list(ast.walk(tree))
    # parts of f-strings, words of both languages, docstrings
    others = [node for node in nodes if isinstance(node, ast.JoinedStr | ast.Dict)]
    others += [node.value for node in nodes if isinstance(node, ast.Expr) and _text(node.value)]
    known = {one for node in others for one in ast.walk(node)}
    for node in nodes:
        if isinstance(node, ast.Call) and _called(node.func) in SAYS and node.args:
            yield from _constants(node.args[0])
        elif _text(node) and node not in known and re.search(r"{[a-z_]+[:!}]", node.value):
            yield from [node.value] if " " in node.value else []


def _called(function):
    return getattr(function, "id", getattr(function, "attr", ""))


def _text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _constants(node):
    if isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif _text(node):
        yield node.value


def _places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _words(template):
    return any(re.search("[a-z]{3}", text) for text, *_ in Formatter().parse(template))


def test_every_sentence_has_its_dutch():
    english = {s for file in MODULES for s in _sentences(ast.parse(file.read_text("utf-8")))}
    assert {s for s in english if _words(s)} <= dutch_sentences().keys()


def test_no_sentence_has_two_translations():
    files = sorted((ROOT / "regionplanner" / "words" / "dutch").iterdir())
    tables = [tomllib.loads(file.read_text("utf-8")) for file in files]
    assert len(dutch_sentences()) == sum(map(len, tables))


def test_dutch_has_no_place_that_english_lacks():
    for english, dutch in dutch_sentences().items():
        assert _places(dutch) <= _places(english), english


@pytest.mark.parametrize(
    ("message", "english", "dutch"),
    [
        (counted(1234, "municipality"), "1,234 municipalities", "1.234 gemeenten"),
        (counted(1, "region"), "1 region", "1 regio"),
        (length_text(4520), "4.5 km", "4,5 km"),
        (NAMES, "Lier (12021), Mol (13025) and 1 more", "Lier (12021), Mol (13025) en nog 1"),
        (Message("{x:.{n}f} %", x=12.345, n=1), "12.3 %", "12,3 %"),
        (Message("{not a place}"), "{not a place}", "{not a place}"),
        (Message("no Dutch {n:,}", n=2500), "no Dutch 2,500", "no Dutch 2.500"),
        ("plain {text}", "plain {text}", "plain {text}"),
    ],
)
def test_a_message_is_said_in_both_languages(message, english, dutch):
    assert (str(message), said(message, "en"), said(message, "nl")) == (english, english, dutch)


def test_messages_stand_in_messages_and_errors():
    wrong = DataError("{names} in {file}", names=NAMES, file="{t}.csv")
    outer = ScenarioError(Message("{first}: {wrong}", first="a", wrong=wrong))
    assert str(outer) == "a: Lier (12021), Mol (13025) and 1 more in {t}.csv"
    assert said(outer.message, "nl") == "a: Lier (12021), Mol (13025) en nog 1 in {t}.csv"


def test_the_data_is_called_the_same_in_messages_and_on_pages():
    facts = tomllib.loads((ROOT / "geodata" / "source.toml").read_text("utf-8"))
    for one in (facts, facts["official_boundaries"]):
        source = DataSource(title=one["title"], title_nl=one["title_nl"])
        assert said(source.named, "nl") == source.title_nl
        merged = DataSource(
            f"{source.title}, after mergers", title_nl=f"{source.title_nl}, na fusies"
        )
        assert said(merged.named, "nl") == merged.title_nl
    assert not isinstance(DataSource("municipalities.gpkg").named, Message)


def test_an_error_takes_its_message_by_name_too():
    """As in 0.1.0."""
    assert DataError(message="a {brace}").message == "a {brace}"


@pytest.mark.parametrize("again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_messages_stay_values_between_processes(again):
    reason = again(Reason("{n:,} rules", "limit", n=1000))
    assert (reason, reason.kind, reason.template) == ("1,000 rules", "limit", "{n:,} rules")
    error = again(DataError(reason, parents={"P": "why"}))
    assert (error.parents, said(error.message, "nl")) == ({"P": "why"}, "1.000 rules")


@pytest.mark.parametrize(
    ("arguments", "variable", "language"),
    [
        ([], "", "en"),
        ([], "nl_BE.UTF-8", "nl"),
        (["plan", "--lang", "nl"], "", "nl"),
        (["plan", "--lang=en"], "nl", "en"),
        (["plan", "--lang"], "nl", "nl"),
        (["plan", "--lang", "fr"], "nl", "nl"),
        (["plan", "--lang", "fr"], "", "en"),
        ([], "fr", "en"),
    ],
)
def test_the_terminal_speaks_the_language_that_is_asked_for(arguments, variable, language):
    assert terminal_language(arguments, variable) == language
