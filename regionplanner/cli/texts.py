"""Texts of options read as choices: numbers, weights, pairs, bounds, years, supporters."""

import csv
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Literal, TypeVar

from regionplanner.choice import Language
from regionplanner.choices import Counts
from regionplanner.errors import Message, ScenarioError, WrongValueError, either, listing
from regionplanner.numerals import (
    AmbiguousError,
    Kind,
    NumeralError,
    named_parts,
    number,
    numbers,
    numeral,
    whole_number,
    whole_numbers,
)
from regionplanner.rollout_choices import MOST_SUPPORTERS
from regionplanner.validation_messages import shown

Value = TypeVar("Value")

_OF_EACH = Message("a number, or name:home:share of each, is expected")
_SUPPORTERS = "Noor:44021:0.8,Sam"


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

    values: dict[str, Value] = {}
    for text in texts:
        name, value = read_text(text.strip(), pair, option, expected, example)
        if name in values:
            raise ScenarioError(
                "{option} names {name} twice; once is enough; drop one of them",
                option=option,
                name=name,
            )
        values[name] = value
    return values


def unread(option: str, text: str, expected: str, example: str) -> ScenarioError:
    """Return the error of an option that cannot be read."""
    return ScenarioError(
        "{option} has {text}; {expected}; write it like {example}",
        option=option,
        text=shown(text),
        expected=expected,
        example=example,
    )


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
        raise ScenarioError(
            "{option} has {text}; {error}", option=option, text=shown(text.strip()), error=error
        ) from None
    except WrongValueError as error:
        raise unread(option, text, error.args[0], example) from None
    except ValueError:
        raise unread(option, text, expected, example) from None


def figure_reader(
    option: str,
    kind: Kind | Literal["whole"],
    *,
    least: float = float("-inf"),
    most: float = float("inf"),
    above: float | None = None,
    example: str = "",
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
    above
        What it must be more than, in place of both; None: nothing.
    example
        How it looks, in a message; empty: of its kind.
    """

    def value(text: str) -> float:
        figure = whole_number(text) if kind == "whole" else number(text, kind)
        if not least <= figure <= most or (above is not None and figure <= above):
            raise ValueError
        return figure

    expected = _expected(least, most, above, whole=kind == "whole")
    like = example or ("12.5" if kind in ("measure", "share") else "12")

    def read(text: str | float) -> float:
        return read_text(str(text), value, option, expected, like)

    return read


def _expected(least: float, most: float, above: float | None, *, whole: bool) -> Message:
    """Return what is expected of a number."""
    if above is not None:
        return Message("a number above {gt:g} is expected", gt=above)
    limits = listing(
        text
        for limit, text in (
            (least, Message("at least {least:g}", least=least)),
            (most, Message("at most {most:g}", most=most)),
        )
        if abs(limit) < float("inf")
    )
    if limits:
        return Message(
            "a whole number of {limits} is expected"
            if whole
            else "a number of {limits} is expected",
            limits=limits,
        )
    return Message("a whole number is expected" if whole else "a number is expected")


def read_criteria(text: str) -> dict[str, float]:
    """Return ``{"distance": 1.0, "ties": 2.0}`` from the text ``distance=1,ties=2``."""
    return read_weights(text, "--criteria", "distance=1,ties=2")


def read_ties(text: str) -> dict[str, float]:
    """Return ``{"politiezone": 1.0}`` from the text ``politiezone=1``."""
    return read_weights(text, "--ties", "politiezone=1,elz=1")


def read_share(text: str, *, option: str, example: float, most: float = float("inf")) -> float:
    """Return ``0.05`` from the text ``5%`` or ``0.05``; at most so much may be meant."""
    read = numeral(text)
    share = -1.0 if read is None or read.money else read.value
    if read is None or share < 0:
        raise ScenarioError(
            "{option} is {text!r}; a share of at least 0 is expected; give one such as "
            "{percent:g}% or {share:g}",
            option=option,
            text=text,
            percent=example,
            share=example / 100,
        )
    if share > 1 and not read.percent:
        raise ScenarioError(
            "{option} is {text!r}, which is {share:.0%}; a share is expected; give {percent:g}% or "
            "{meant:g}",
            option=option,
            text=text,
            share=share,
            percent=share,
            meant=share / 100,
        )
    if share > most:
        raise ScenarioError(
            "{option} is {text!r}; a share of at most {most:.0%} is expected; give one such as "
            "{percent:g}% or {share:g}",
            option=option,
            text=text,
            most=most,
            percent=example,
            share=example / 100,
        )
    return share


def read_count(text: str) -> Counts:
    """Return a number of regions from ``30``, or the least and the most from ``28-32``."""
    expected, example = Message("a number or a range is expected"), either(("30", "28-32"))
    return read_text(text, _count, "--regions", expected, example)


def read_counts(text: str) -> dict[str, Counts]:
    """Return ``{"REFREG15": 4}`` from a text such as ``REFREG15=4`` or ``REFREG15=4-5``."""
    expected = Message("a number or a range for each code is expected")
    example = either(("REFREG15=4", "REFREG15=4-5"))
    return named_values(named_parts(text), _count, "--regions-per", expected, example)


def read_bounds(texts: Iterable[str]) -> dict[str, dict[str, float | str]]:
    """Return ``{"inhabitants": {"min": 40000.0}}`` from texts such as ``inhabitants=40000:``."""
    expected = Message("the least and the most are expected, either may be left out")
    return named_values(texts, _bound, "--bound", expected, "inhabitants=40000:90000")


def read_pairs(texts: Iterable[str], *, option: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of codes from texts such as ``73066:73109``."""
    pairs = []
    for text in texts:
        a, colon, b = (piece.strip() for piece in text.partition(":"))
        if not (a and colon and b):
            raise unread(option, text, Message("two ids are expected"), "73066:73109")
        if a == b:
            expected = Message("two different ids are expected")
            raise unread(option, text, expected, "73066:73109")
        pairs.append((a, b))
    return tuple(pairs)


def read_list(text: str) -> tuple[str, ...]:
    """Return the items of a comma-separated text."""
    (items,) = csv.reader([" ".join(text.split())], skipinitialspace=True)
    return tuple(item.strip() for item in items if item.strip())


def read_balance(text: str) -> dict[str, Any]:
    """Return the column and the target of ``inhabitants``, ``inhabitants=own`` or ``units=9``."""
    column, equals, target = (piece.strip() for piece in text.partition("="))
    expected, example = Message("a column is expected, and a target"), "inhabitants=40000"
    read = read_text(target, _number_or_text, "--balance", expected, example)
    return {"column": column} | ({"target": read} if equals else {})


def read_covered(text: str) -> dict[str, int | None]:
    """Return the least and the most of ``95-105``, ``95-``, ``-105`` or ``100``."""
    expected = Message("a number or a range is expected, either side may be open")
    return read_text(text, _covered, "--covered", expected, either(("95-105", "95-")))


def read_reward(text: str) -> dict[str, Any]:
    """Return what covering is worth from ``2``, or from ``0.01/inhabitants_0_14``."""
    reward, slash, column = (piece.strip() for piece in text.partition("/"))
    try:
        return {"reward": weight(reward), "per": column if slash else None}
    except ValueError:
        expected = Message("a number is expected, or number/column")
        example = either(("2", "0.01/inhabitants_0_14"))
        raise unread("--reward", text, expected, example) from None


def read_files(texts: Iterable[str]) -> dict[str, str]:
    """Return ``{"name": "file.csv"}`` from texts such as ``name=file.csv``."""
    expected = Message("a name and a file are expected")
    return named_values(texts, _not_empty, "--pair-ties", expected, "samenwerking=pairs.csv")


def read_weights(text: str, option: str, example: str) -> dict[str, float]:
    """Return ``{"distance": 1.0}`` from a text such as ``distance=1``."""
    expected = Message("name=number pairs are expected")
    return named_values(named_parts(text), _weight_from_0, option, expected, example)


def weight(text: str) -> float:
    """Return a weight from a text such as ``0.5``, ``0,5`` or ``50%``."""
    return number(text, "share")


def _weight_from_0(text: str) -> float:
    read = weight(text)
    if read < 0:
        raise WrongValueError("weights of at least 0 are expected")
    return read


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
    limit = numeral(text)
    return text if limit is not None and limit.percent else number(text, "count")


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError
    return text


def _number_or_text(text: str) -> float | str:
    return text if numeral(text) is None else number(text, "count")


def read_whole_numbers(text: str) -> tuple[int, ...]:
    """Return whole numbers from a text such as ``8,12,20,30``."""
    expected, example = Message("whole numbers are expected"), "8,12,20,30"
    return read_text(text, whole_numbers, "--supported", expected, example)


def read_money(text: str) -> tuple[float, ...]:
    """Return amounts from a text such as ``100000,150000``."""
    expected = Message("numbers are expected")
    return read_text(text, numbers, "--budget", expected, "100000,150000")


def read_values(text: str) -> dict[str, float]:
    """Return ``{"inhabitants_0_14": 1.0}`` from the text ``inhabitants_0_14=1``."""
    return read_weights(text, "--value", "inhabitants_0_14=1,existing=500")


def read_year(text: str, *, option: str) -> int:
    """Return a year, in which no mark separates thousands."""
    return read_text(text, _year, option, Message("a year is expected"), "2027")


def read_years(text: str, *, option: str, example: str) -> dict[str, int]:
    """Return ``{"kempen-a": 2027}`` from the text ``kempen-a=2027``."""
    expected = Message("name=year pairs are expected")
    return named_values(named_parts(text), _year, option, expected, example)


def _year(text: str) -> int:
    if re.fullmatch("[0-9]{1,9}", text.strip()) is None:
        raise ValueError
    return int(text)


def read_load_balance(text: str) -> dict[str, float]:
    """Return ``{"municipalities": 0.15}`` from the text ``municipalities=15%``."""
    if not text.strip():
        return {}
    expected, example = Message("name=share pairs are expected"), "municipalities=15%,regions=20%"
    share = partial(read_share, option="--balance", example=15)
    return named_values(named_parts(text), share, "--balance", expected, example)


def read_supporters(text: str, language: Language = "nl") -> list[dict[str, Any]]:
    """Return supporters from ``5``, or from ``Noor:44021:0.8,Sam``.

    That is of each a name, and after colons a home (NIS code; may be empty) and a share of a
    full-time job; where only their number is given, names are in a language.
    """
    if numeral(text) is None:
        return [_supporter(part.strip(), text) for part in _supporter_parts(text)]
    how_many = read_text(text, whole_number, "--supporters", _OF_EACH, _SUPPORTERS)
    if how_many > MOST_SUPPORTERS:
        expected = Message("at most {most:,} supporters are expected", most=MOST_SUPPORTERS)
        raise unread("--supporters", text.strip(), expected, "5")
    from regionplanner.words.text import words_in

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
    if not name or len(more) > 2:
        raise unread("--supporters", text, _OF_EACH, _SUPPORTERS)
    supporter: dict[str, Any] = {"name": name}
    if more and more[0]:
        supporter["home"] = more[0]
    if len(more) == 2:
        try:
            supporter["share"] = weight(more[1])
        except ValueError:
            raise unread("--supporters", text, _OF_EACH, _SUPPORTERS) from None
    return supporter
