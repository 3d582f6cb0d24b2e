"""The cases that Node reads are what Python says today: same worlds, divisions and answers."""

import json
import re
from numbers import Real

import pytest

from regionplanner.rules.registry import RULES
from regionplanner.words.text import TABLE
from tests.web import cases


def same(stored, found, place=""):
    """Compare values; numbers to the last digits, which differ by how a machine adds."""
    if isinstance(found, Real) and not isinstance(found, bool):
        assert stored == pytest.approx(found, rel=1e-9, abs=1e-12), place
    elif isinstance(found, dict):
        assert stored.keys() == found.keys(), place
        for key, value in found.items():
            same(stored[key], value, f"{place}/{key}")
    elif isinstance(found, list | tuple):
        assert len(stored) == len(found), place
        for n, value in enumerate(found):
            same(stored[n], value, f"{place}/{n}")
    else:
        assert stored == found, place


def stored(name):
    return json.loads((cases.FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", cases.CASES)
def test_a_case_is_what_python_says(name):
    same(stored(name), cases.case(name), "python -m tests.web.cases: ")


def test_sentences_are_those_of_python():
    assert stored(cases.SENTENCES) == cases.sentences()


def test_every_sentence_has_its_places():
    for name in cases.CASES:
        for answer in stored(name)["expected"]:
            for *_, key, places in answer["violations"]:
                assert set(re.findall(r"{(\w+)}", TABLE[key]["en"])) <= places.keys(), key


def test_there_are_no_other_cases():
    files = {path.stem for path in cases.FOLDER.glob("*.json")}
    assert files == {*cases.CASES, cases.SENTENCES}


def test_every_rule_is_broken_in_some_random_world():
    worlds = [name for name in cases.CASES if name.startswith("world-")]
    broken = {
        rule
        for name in worlds
        for answer in stored(name)["expected"]
        for rule, *_ in answer["violations"]
    }
    assert broken == {*RULES} - {"no_links"}  # which says who adjoins whom, and is never broken
