"""Texts of the form ``name=value``, read with one message for all that are not."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from regionplanner.errors import ScenarioError

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
    found: dict[str, Value] = {}
    for text in texts:
        name, equals, value = (piece.strip() for piece in text.partition("="))
        try:
            if not (name and equals):
                raise ValueError  # noqa: TRY301 (one message for all)
            parsed = read(value)
        except ValueError:
            raise unread(option, text.strip(), expected, example) from None
        if name in found:
            raise ScenarioError(f"{option} names {name} twice; once is enough; drop one of them")
        found[name] = parsed
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
    return ScenarioError(f"{option} has {text!r}; {expected}; write it like {example}")
