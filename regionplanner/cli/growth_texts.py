"""Texts of the options of growth and support: years, money, values, supporters."""

from collections.abc import Callable
from typing import Any, TypeVar

from regionplanner.cli.named_values import named_values, unread

_Number = TypeVar("_Number", int, float)


def read_whole_numbers(text: str) -> tuple[int, ...]:
    """Return whole numbers from a text such as ``8,12,20,30``.

    Parameters
    ----------
    text
        As it was typed.

    Raises
    ------
    ScenarioError
        When a part is no whole number.
    """
    return _numbers(text, int, "--supported", "whole numbers are expected", "8,12,20,30")


def read_money(text: str) -> tuple[float, ...]:
    """Return amounts from a text such as ``100000,150000``.

    Parameters
    ----------
    text
        As it was typed.

    Raises
    ------
    ScenarioError
        When a part is no number.
    """
    return _numbers(text, float, "--budget", "numbers are expected", "100000,150000")


def read_values(text: str) -> dict[str, float]:
    """Return ``{"inhabitants_0_14": 1.0}`` from the text ``inhabitants_0_14=1``.

    Parameters
    ----------
    text
        As it was typed.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a name is given twice.
    """
    expected, example = "name=number pairs are expected", "inhabitants_0_14=1,existing=500"
    return named_values(text.split(","), float, "--value", expected, example)


def read_years(text: str, *, option: str, example: str) -> dict[str, int]:
    """Return ``{"kempen-a": 2027}`` from the text ``kempen-a=2027``.

    Parameters
    ----------
    text
        As it was typed.
    option, example
        For messages.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a name is given twice.
    """
    return named_values(text.split(","), int, option, "name=year pairs are expected", example)


def read_balance(text: str) -> dict[str, float]:
    """Return ``{"municipalities": 0.15}`` from the text ``municipalities=15%``.

    Parameters
    ----------
    text
        As it was typed; empty for no balance.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a name is given twice.
    """
    if not text.strip():
        return {}
    expected, example = "name=share pairs are expected", "municipalities=15%,regions=20%"
    return named_values(text.split(","), _share, "--balance", expected, example)


def read_supporters(text: str) -> list[dict[str, Any]]:
    """Return supporters from ``5``, or from ``Noor:44021:0.8,Sam``.

    Parameters
    ----------
    text
        How many there are, or of each a name, and after colons a home (NIS code; may be empty)
        and a share of a full-time job.

    Raises
    ------
    ScenarioError
        When it is not of this form.
    """
    if text.strip().isdigit():
        return [{"name": f"Ondersteuner {n}"} for n in range(1, int(text) + 1)]
    return [_supporter(part.strip(), text) for part in text.split(",")]


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
            found["share"] = _share(more[1])
        except ValueError:
            raise unread("--supporters", text, expected, example) from None
    return found


def _share(text: str) -> float:
    number = text.strip().removesuffix("%")
    return float(number) / (100 if text.strip().endswith("%") else 1)


def _numbers(
    text: str, read: Callable[[str], _Number], option: str, expected: str, example: str
) -> tuple[_Number, ...]:
    try:
        return tuple(read(part.strip()) for part in text.split(","))
    except ValueError:
        raise unread(option, text, expected, example) from None
