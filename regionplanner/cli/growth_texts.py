"""Texts of the options of growth and support: years, money, values, supporters."""

import re
from functools import partial
from typing import Any

from regionplanner.cli.named_values import named_values, read_text, unread
from regionplanner.cli.texts import read_share, weight
from regionplanner.numerals import named_parts, numbers, numeral, whole_number, whole_numbers
from regionplanner.support_choices import MOST_SUPPORTERS
from regionplanner.words.language import Language
from regionplanner.words.text import words_in


def read_whole_numbers(text: str) -> tuple[int, ...]:
    """Return whole numbers from a text such as ``8,12,20,30``."""
    expected, example = "whole numbers are expected", "8,12,20,30"
    return read_text(text, whole_numbers, "--supported", expected, example)


def read_money(text: str) -> tuple[float, ...]:
    """Return amounts from a text such as ``100000,150000``."""
    return read_text(text, numbers, "--budget", "numbers are expected", "100000,150000")


def read_values(text: str) -> dict[str, float]:
    """Return ``{"inhabitants_0_14": 1.0}`` from the text ``inhabitants_0_14=1``."""
    expected, example = "name=number pairs are expected", "inhabitants_0_14=1,existing=500"
    return named_values(named_parts(text), weight, "--value", expected, example)


def read_years(text: str, *, option: str, example: str) -> dict[str, int]:
    """Return ``{"kempen-a": 2027}`` from the text ``kempen-a=2027``."""
    return named_values(
        named_parts(text), whole_number, option, "name=year pairs are expected", example
    )


def read_balance(text: str) -> dict[str, float]:
    """Return ``{"municipalities": 0.15}`` from the text ``municipalities=15%``."""
    if not text.strip():
        return {}
    expected, example = "name=share pairs are expected", "municipalities=15%,regions=20%"
    share = partial(read_share, option="--balance", example=15)
    return named_values(named_parts(text), share, "--balance", expected, example)


def read_supporters(text: str, language: Language = "nl") -> list[dict[str, Any]]:
    """Return supporters from ``5``, or from ``Noor:44021:0.8,Sam``.

    That is of each a name, and after colons a home (NIS code; may be empty) and a share of a
    full-time job; where only their number is given, names are in a language.
    """
    expected, example = "a number, or name:home:share of each, is expected", "Noor:44021:0.8,Sam"
    if numeral(text) is None:
        return [_supporter(part.strip(), text) for part in _supporter_parts(text)]
    how_many = read_text(text, whole_number, "--supporters", expected, example)
    if how_many > MOST_SUPPORTERS:
        expected = f"at most {MOST_SUPPORTERS:,} supporters are expected"
        raise unread("--supporters", text.strip(), expected, "5")
    named = words_in(language)["supporter_numbered"]
    return [{"name": named.format(number=n)} for n in range(1, how_many + 1)]


def _supporter_parts(text: str) -> list[str]:
    """Return what stands between commas, or semicolons; 0,8 is one share."""
    if ";" in text:
        return text.split(";")
    closed = re.sub(r"\s*:\s*", ":", text)
    return re.split(r"(?<!:[01]),|,(?![0-9]+%?\s*(?:,|$))", closed)


def _supporter(part: str, text: str) -> dict[str, Any]:
    name, *more = (piece.strip() for piece in part.split(":"))
    expected, example = "a number, or name:home:share of each, is expected", "Noor:44021:0.8,Sam"
    if not name or len(more) > 2:
        raise unread("--supporters", text, expected, example)
    found: dict[str, Any] = {"name": name}
    if more and more[0]:
        found["home"] = more[0]
    if len(more) == 2:
        try:
            found["share"] = weight(more[1])
        except ValueError:
            raise unread("--supporters", text, expected, example) from None
    return found
