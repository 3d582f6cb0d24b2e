"""Texts of the command line read as choices: weights, counts, links."""

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar, get_args

from regionplanner.choices import Criterion
from regionplanner.errors import ScenarioError, listing

Number = TypeVar("Number", int, float)


def read_weights(text: str, *, option: str) -> dict[str, float]:
    """Return ``{"distance": 1.0, ...}`` from a text such as ``distance=1,ties=2``.

    Parameters
    ----------
    text
        Comma-separated ``name=number`` pairs.
    option
        Name of the option, for messages.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a name is given twice.
    """
    return _pairs(text, option=option, number=float, example="distance=1,ties=2")


def read_counts(text: str | None) -> dict[str, int]:
    """Return ``{"REFREG15": 4}`` from a text such as ``REFREG15=4``; nothing from None.

    Parameters
    ----------
    text
        Comma-separated ``code=number`` pairs.

    Raises
    ------
    ScenarioError
        When a part is not of this form, or a code is given twice.
    """
    if text is None:
        return {}
    return _pairs(text, option="--regions-per", number=int, example="REFREG15=4")


def read_criteria(text: str) -> dict[str, float]:
    """Return the weights of criteria; a name that is not one is an error with a suggestion.

    Parameters
    ----------
    text
        As in `read_weights`.

    Raises
    ------
    ScenarioError
        When a name is not a criterion.
    """
    known = get_args(Criterion)
    weights = read_weights(text, option="--criteria")
    for name in weights:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"choose from {listing(known)}"
            raise ScenarioError(f"there is no criterion {name!r}; {hint}")
    return weights


def _pairs(
    text: str, *, option: str, number: Callable[[str], Number], example: str
) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for part in text.split(","):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        try:
            parsed = number(value)
        except ValueError:
            parsed = None
        if not name or not equals or parsed is None:
            raise ScenarioError(
                f"{option} has {part.strip()!r}; name=number pairs are expected; "
                f"write it like {example}"
            )
        if name in found:
            raise ScenarioError(f"{option} names {name} twice; give it once")
        found[name] = parsed
    return found


def read_links(links: Iterable[str] | None, file: Path | None) -> tuple[tuple[str, str], ...]:
    """Return the declared links of the command line and of a file.

    Parameters
    ----------
    links
        Texts such as ``"73109:73066"``.
    file
        CSV with the columns ``nis_a`` and ``nis_b``.

    Raises
    ------
    ScenarioError
        When a text is not of this form.
    DataError
        When the file cannot be read.
    """
    found = []
    for text in links or ():
        a, colon, b = (piece.strip() for piece in text.partition(":"))
        if not (a and colon and b):
            raise ScenarioError(
                f"--link has {text!r}; two ids are expected; write it like 73066:73109"
            )
        found.append((a, b))
    if file is not None:
        from regionplanner.io.pairs import read_pairs

        found += read_pairs(file)
    return tuple(found)
