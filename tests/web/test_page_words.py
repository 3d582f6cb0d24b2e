"""The words that scripts ask for by key are on their page: nothing else says that one is not."""

import re

import pytest

from regionplanner.words.text import country_words, page_words
from tests.web.test_bundles import sources

WORDS = {"map": page_words("nl"), "country": country_words("nl")}
ARGUMENT = r"((?:[^,()\[\]{}`;]|\([^()]*\))*)"
TAKES_KEY = re.compile(r"const (\w+) = \(key\b")
FORMS = ("one", "many")
CALL = re.compile(r'\w+\("\w+"\)')  # what decides which key it is


def keys_in(script):
    """Keys that stand in a script as texts; those that are put together are of no test here."""
    takers = "|".join(["fill", "sentence", *TAKES_KEY.findall(script)])
    arguments = re.findall(rf"(?<!\w)(?<!\w\.)(?:{takers})\({ARGUMENT}", script)
    arguments += re.findall(rf"\bwords\[{ARGUMENT}\]", script)
    arguments += re.findall(r"\bconst key = ([^`;]*);", script)
    arguments += re.findall(r'\bkey: ("\w+"), cell\b', script)
    found = {key for text in arguments for key in re.findall(r'"(\w+)"', CALL.sub("", text))}
    found |= set(re.findall(r"\bwords\.(?!js\b)(\w+)", script))
    for text in re.findall(rf"\bcounted\([^\"`;]*?,\s*{ARGUMENT}", script):
        found |= {f"{what}_{form}" for what in re.findall(r'"(\w+)"', text) for form in FORMS}
    return found


@pytest.mark.parametrize("page", WORDS)
def test_every_word_that_a_script_asks_for_is_on_its_page(page):
    found = {path: keys_in(script) - WORDS[page].keys() for path, script in sources(page).items()}
    assert {path: keys for path, keys in found.items() if keys} == {}


@pytest.mark.parametrize(
    "script",
    [
        'fill("typo", { a })',
        "words.typo",
        'words[isPart ? "summary" : "typo"]',
        'sentence(others.length ? "typo" : "answer", places)',
        'sentence(has("x") ? "typo" : "answer", {})',
        '[...sentence("typo", {}), ...cut]',
        'const say = (key, text) => sentence(key, { text });\nsay("typo", "");',
        'const key = length === 1 ? "typo" : "answer";',
        '{ key: "typo", cell: (n) => n }',
    ],
)
def test_a_key_that_is_none_is_found(script):
    assert keys_in(script) - WORDS["map"].keys() == {"typo"}


def test_counted_things_have_two_forms():
    assert keys_in('counted(atlas.regionsOf(plan).length, "typo")') == {"typo_one", "typo_many"}
