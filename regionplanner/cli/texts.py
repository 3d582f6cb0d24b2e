"""Texts of the command line read as choices: weights, numbers, pairs, bounds."""

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from regionplanner.choices import Counts
from regionplanner.cli.named_values import named_values, read_text, unread
from regionplanner.errors import ScenarioError
from regionplanner.numerals import (
    NumeralError,
    named_parts,
    number,
    numeral,
    whole_number,
)

Value = TypeVar("Value")


def read_criteria(text: str) -> dict[str, float]:
    """Return ``{"distance": 1.0, "ties": 2.0}`` from the text ``distance=1,ties=2``.

    Parameters
    ----------
    text
        Comma-separated ``name=number`` pairs.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a name is given twice.
    """
    return _weights(text, "--criteria", "distance=1,ties=2")


def read_ties(text: str) -> dict[str, float]:
    """Return ``{"politiezone": 1.0}`` from the text ``politiezone=1``.

    Parameters
    ----------
    text
        Comma-separated ``column=number`` pairs.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a column is given twice.
    """
    return _weights(text, "--ties", "politiezone=1,elz=1")


def read_share(text: str, *, option: str, example: float) -> float:
    """Return ``0.05`` from the text ``5%`` or ``0.05``.

    Parameters
    ----------
    text
        A share of at least 0.
    option
        Where it was given.
    example
        A usual value, in percent.

    Raises
    ------
    ScenarioError
        When it is none, or above 1 without a percent sign.
    """
    found = numeral(text)
    share = -1.0 if found is None or found.money else found.value
    if found is None or share < 0:
        raise ScenarioError(
            f"{option} is {text!r}; a share of at least 0 is expected; give one such as "
            f"{example:g}% or {example / 100:g}"
        )
    if share > 1 and not found.percent:
        raise ScenarioError(
            f"{option} is {text!r}, which is {share:.0%}; a share is expected; give {share:g}% or "
            f"{share / 100:g}"
        )
    return share


def read_count(text: str) -> Counts:
    """Return a number of regions from ``30``, or the least and the most from ``28-32``.

    Parameters
    ----------
    text
        As it was typed.

    Raises
    ------
    ScenarioError
        When it is not of this form.
    """
    return read_text(text, _count, "--regions", "a number or a range is expected", "30 or 28-32")


def read_counts(text: str) -> dict[str, Counts]:
    """Return ``{"REFREG15": 4}`` from a text such as ``REFREG15=4`` or ``REFREG15=4-5``.

    Parameters
    ----------
    text
        Comma-separated ``code=number`` or ``code=range`` pairs.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a code is given twice.
    """
    return named_values(
        named_parts(text),
        _count,
        "--regions-per",
        "a number or a range for each code is expected",
        "REFREG15=4 or REFREG15=4-5",
    )


def read_bounds(texts: Iterable[str]) -> dict[str, dict[str, float | str]]:
    """Return ``{"inhabitants": {"min": 40000.0}}`` from texts such as ``inhabitants=40000:``.

    Parameters
    ----------
    texts
        ``column=least:most``, where either may be left out, or be so much less or more than the
        mean of all regions: ``-5%:+5%``.

    Raises
    ------
    ScenarioError
        When a text is not of this form, or a column is given twice.
    """
    expected = "the least and the most are expected, either may be left out"
    return named_values(texts, _bound, "--bound", expected, "inhabitants=40000:90000")


def read_pairs(texts: Iterable[str], *, option: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of codes from texts such as ``73066:73109``.

    Parameters
    ----------
    texts
        One pair each.
    option
        Name of the option, for messages.

    Raises
    ------
    ScenarioError
        When a text is not of this form.
    """
    pairs = []
    for text in texts:
        a, colon, b = (piece.strip() for piece in text.partition(":"))
        if not (a and colon and b):
            raise unread(option, text, "two ids are expected", "73066:73109")
        pairs.append((a, b))
    return tuple(pairs)


def read_list(text: str) -> tuple[str, ...]:
    """Return the items of a comma-separated text.

    Parameters
    ----------
    text
        As it was typed; empty items are left out, and commas in double quotes are in an item.
    """
    (items,) = csv.reader([" ".join(text.split())], skipinitialspace=True)
    return tuple(item.strip() for item in items if item.strip())


def read_balance(text: str) -> dict[str, Any]:
    """Return the column and the target of ``inhabitants``, ``inhabitants=own`` or ``units=9``.

    Parameters
    ----------
    text
        As it was typed.
    """
    column, equals, target = (piece.strip() for piece in text.partition("="))
    expected, example = "a column is expected, and a target", "inhabitants=40000"
    read = read_text(target, _number_or_text, "--balance", expected, example)
    return {"column": column} | ({"target": read} if equals else {})


def read_covered(text: str) -> dict[str, int | None]:
    """Return the least and the most of ``95-105``, ``95-``, ``-105`` or ``100``.

    Parameters
    ----------
    text
        As it was typed.

    Raises
    ------
    ScenarioError
        When it is not of this form.
    """
    expected = "a number or a range is expected, either side may be open"
    return read_text(text, _covered, "--covered", expected, "95-105 or 95-")


def read_reward(text: str) -> dict[str, Any]:
    """Return what covering is worth from ``2``, or from ``0.01/inhabitants_0_14``.

    Parameters
    ----------
    text
        A number, and the column that it is for one unit of.

    Raises
    ------
    ScenarioError
        When it does not begin with a number.
    """
    reward, slash, column = (piece.strip() for piece in text.partition("/"))
    try:
        return {"reward": weight(reward), "per": column if slash else None}
    except ValueError:
        expected = "a number is expected, or number/column"
        raise unread("--reward", text, expected, "2 or 0.01/inhabitants_0_14") from None


def read_files(texts: Iterable[str]) -> dict[str, str]:
    """Return ``{"name": "file.csv"}`` from texts such as ``name=file.csv``.

    Parameters
    ----------
    texts
        One file each.

    Raises
    ------
    ScenarioError
        When a text is not of this form, or a name is given twice.
    """
    expected = "a name and a file are expected"
    return named_values(texts, _not_empty, "--pair-ties", expected, "samenwerking=pairs.csv")


def _weights(text: str, option: str, example: str) -> dict[str, float]:
    expected = "name=number pairs are expected"
    return named_values(named_parts(text), weight, option, expected, example)


def weight(text: str) -> float:
    """Return a weight from a text such as ``0.5``, ``0,5`` or ``50%``.

    Parameters
    ----------
    text
        As it was typed.

    Raises
    ------
    NumeralError
        When it is no number.
    """
    return number(text, "share")


def _count(text: str) -> Counts:
    least, dash, most = _range(text)
    return (whole_number(least), whole_number(most)) if dash else whole_number(least)


def _covered(text: str) -> dict[str, int | None]:
    least, dash, most = _range(text)
    if not (least or most):
        raise NumeralError("neither side is given")
    sides = (least, most if dash else least)
    return {
        name: whole_number(side) if side else None
        for name, side in zip(("least", "most"), sides, strict=True)
    }


def _range(text: str) -> tuple[str, str, str]:
    """Return both sides of a range, with the dash, which a text processor makes longer."""
    least, dash, most = text.replace("\u2013", "-").replace("\u2014", "-").partition("-")
    return least.strip(), dash, most.strip()


def _bound(text: str) -> dict[str, float | str]:
    of_own = text.removeprefix("own:")
    if of_own != text:
        return {**_bound(of_own), "of": "own"}
    least, colon, most = (piece.strip() for piece in text.partition(":"))
    if not (colon and (least or most)):
        raise ValueError
    return {name: _limit(part) for name, part in (("min", least), ("max", most)) if part}


def _limit(text: str) -> float | str:
    """Return a number, or a share of the mean as its text, ``-5%``."""
    found = numeral(text)
    return text if found is not None and found.percent else number(text, "count")


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError
    return text


def _number_or_text(text: str) -> float | str:
    return text if numeral(text) is None else number(text, "count")


def optional(read: Callable[[str], Value], text: str | None) -> Value | None:
    """Return what a text says, None when there is none.

    Parameters
    ----------
    read
        One of the functions here.
    text
        As it was typed.
    """
    return None if text is None else read(text)


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the choices that were made: not None, and no empty list of a repeated option.

    Parameters
    ----------
    values
        By name.
    """
    return {name: value for name, value in values.items() if value not in (None, [], ())}
