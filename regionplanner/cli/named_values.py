"""Texts of options, ``name=value`` and numbers, read with one message for all that are not."""

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

from regionplanner.errors import ScenarioError
from regionplanner.mistakes import shown
from regionplanner.numerals import AmbiguousError, Kind, number, whole_number

Value = TypeVar("Value")


def named_values(
    texts: Iterable[str], read: Callable[[str], Value], option: str, expected: str, example: str
) -> dict[str, Value]:
    """Return what ``name=value`` texts say, by name.

    Parameters
    ----------
    texts
        As they were typed.
    read
        Reads a value; raises ValueError.
    option, expected, example
        For messages: the option, what is expected, and how it looks.

    Raises
    ------
    ScenarioError
        When a text is not of this form, or a name is given twice.
    """

    def pair(text: str) -> tuple[str, Value]:
        name, equals, value = (piece.strip() for piece in text.partition("="))
        if not (name and equals):
            raise ValueError
        return name, read(value)

    found: dict[str, Value] = {}
    for text in texts:
        name, value = read_text(text.strip(), pair, option, expected, example)
        if name in found:
            raise ScenarioError(f"{option} names {name} twice; once is enough; drop one of them")
        found[name] = value
    return found


def unread(option: str, text: str, expected: str, example: str) -> ScenarioError:
    """Return the error of an option that cannot be read.

    Parameters
    ----------
    option, text
        Its name, and what was typed.
    expected, example
        What is expected, and how it looks.
    """
    return ScenarioError(f"{option} has {shown(text)}; {expected}; write it like {example}")


def read_text(
    text: str, read: Callable[[str], Value], option: str, expected: str, example: str
) -> Value:
    """Return what the text of an option says.

    Parameters
    ----------
    text
        As it was typed.
    read
        Reads it; raises ValueError.
    option, expected, example
        As of `named_values`.

    Raises
    ------
    ScenarioError
        When it cannot be read, or in two ways.
    """
    try:
        return read(text)
    except AmbiguousError as error:
        raise ScenarioError(f"{option} has {shown(text.strip())}; {error}") from None
    except ValueError:
        raise unread(option, text, expected, example) from None


def figure_reader(
    option: str,
    kind: Kind | Literal["whole"],
    *,
    least: float = float("-inf"),
    most: float = float("inf"),
) -> Callable[[str | float], float]:
    """Return the function that reads the number of an option.

    Parameters
    ----------
    option
        Its name.
    kind
        What the number is of; ``"whole"``: it has no decimals.
    least, most
        The least and the most that it may be.
    """

    def value(text: str) -> float:
        found = whole_number(text) if kind == "whole" else number(text, kind)
        if not least <= found <= most:
            raise ValueError
        return found

    def read(text: str | float) -> float:
        what = "a whole number" if kind == "whole" else "a number"
        limits = [f"at least {least:g}"] if least > float("-inf") else []
        limits += [f"at most {most:g}"] if most < float("inf") else []
        expected = f"{what}{' of ' if limits else ''}{' and '.join(limits)} is expected"
        example = {"count": "40000", "whole": "12"}.get(kind, "12.5")
        return read_text(str(text), value, option, expected, example)

    return read
