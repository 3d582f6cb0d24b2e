"""Numbers as people write them: thousands in groups, a decimal comma, EUR and %; never guessed."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Self

from regionplanner.errors import Message

Kind = Literal["count", "measure", "share"]
"""What a number is of.

``"count"``: people, units, metres, seconds, money: 40.000 can be forty thousand or forty, and is
refused. ``"measure"``: weights, km, minutes: 1.250 is one and a quarter. ``"share"``: as a measure,
and 5% is 0.05.
"""

NOTHING = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
"""One dash: how people write that nothing is known."""

_BLANKS = re.compile(r"\s+")  # also those that do not break, and thin ones
_ALIKE = str.maketrans({"\u2212": "-", "\u2019": "'"})
_FRAME = re.compile(
    r"(?P<sign>[+-]?) ?(?P<before>€|EUR)? ?(?P<body>[0-9.,' _]+?)(?P<exponent>e[+-]?[0-9]+)?"
    r"(?P<round>,[-\u2013\u2014]+)? ?(?P<after>€|EUR|euro)?(?P<percent>%)?",  # 12.500,- is 12.500
    re.IGNORECASE,
)
_TOML = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DIGITS = re.compile(r"[0-9]+")
_CENTS = re.compile(r"[0-9]{1,2}")
_DECIMAL = re.compile(r"[0-9]*[.,][0-9]+|[0-9]+\.")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([., '_])[0-9]{3})(?:\1[0-9]{3})*")


class NumeralError(ValueError):
    """A text that is no number of the kind that is expected."""


class AmbiguousError(NumeralError):
    """Numbers that can be read in two ways; the message says which, and what to write.

    Attributes
    ----------
    first
        The first of several: as it is written, or its digits and marks alone (see `bare`).
    """

    def __init__(self, message: str, first: str = "") -> None:
        super().__init__(message)
        self.first = first


class WrittenFloat(float):
    """A number of a scenario file that knows how it was written.

    TOML reads 40.000 as 40; whoever wrote it may mean forty thousand.
    """

    written: str

    def __new__(cls, text: str) -> Self:
        """Return the number, with its text."""
        number = super().__new__(cls, text.replace("_", ""))
        number.written = text
        return number

    def __str__(self) -> str:
        """Return the number as it was written."""
        return self.written


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written.

    Attributes
    ----------
    value
        The number; with decimals where it can be read in two ways.
    grouped
        What it is when its point or comma separates thousands; None where it cannot.
    mark
        The point or comma that can be read in two ways, else ``""``.
    percent, money
        Whether it has a percent sign, of which `value` is the share, and a sign of money.
    """

    value: float
    grouped: float | None = None
    mark: str = ""
    percent: bool = False
    money: bool = False

    def fits(self, kind: Kind) -> bool:
        """Return whether it can be of a kind: shares have a percent sign, amounts that of money."""
        return not (self.percent and kind != "share") and not (self.money and kind != "count")


def numeral(text: str) -> Numeral | None:
    """Return a text as a number, or None when it is none.

    Parameters
    ----------
    text
        As somebody wrote it: ``40000``, ``40.000``, ``40 000`` (also with blanks that do not
        break), ``40'000``, ``1.234.567``, ``12,5``, ``1.234,50``, ``5 %``, ``€ 12,50``, ``12 EUR``.

    Examples
    --------
    >>> numeral("1.234,5").value, numeral("40.000").value, numeral("40.000").grouped
    (1234.5, 40.0, 40000.0)
    """
    frame = _FRAME.fullmatch(_BLANKS.sub(" ", text).strip().translate(_ALIKE))
    if frame is None or (frame["percent"] and (frame["before"] or frame["after"])):
        return None
    exponent, percent = frame["exponent"] or "", bool(frame["percent"])
    body = f"{frame['body'].strip()}{',0' if frame['round'] else ''}"
    decimal, grouped = _readings(body)
    if exponent and grouped != decimal:
        grouped = None
    values = [
        None if digits is None else _value(f"{frame['sign']}{digits}{exponent}", percent=percent)
        for digits in (decimal, grouped)
    ]
    readings = [value for value in values if value is not None]
    if not readings or not all(map(math.isfinite, readings)):
        return None
    two = len(readings) == 2 and decimal != grouped
    return Numeral(
        value=readings[0],
        grouped=values[1],
        mark=next(c for c in body if c in ".,") if two else "",
        percent=percent,
        money=bool(frame["before"] or frame["after"]),
    )


def bare(text: str) -> str:
    """Return a number with its points and commas alone: no blanks, EUR or %.

    Parameters
    ----------
    text
        A `numeral`.

    Examples
    --------
    >>> bare("€ 12 345,50"), bare("12.500,-")
    ('12345,50', '12.500,0')
    """
    frame = _FRAME.fullmatch(_BLANKS.sub(" ", text).strip().translate(_ALIKE))
    if frame is None:
        return text
    body = re.sub("[ '_]", "", frame["body"]) + (",0" if frame["round"] else "")
    return f"{frame['sign']}{body}{frame['exponent'] or ''}"


def number(text: str, kind: Kind) -> float:
    """Return the number that a text is.

    Parameters
    ----------
    text
        As of `numeral`.
    kind
        What it is of: a point or comma with three digits behind it has two readings in counts.

    Raises
    ------
    AmbiguousError
        When it can be read in two ways.
    NumeralError
        When it is no number of this kind.
    """
    reading = numeral(text)
    if reading is None or not reading.fits(kind):
        raise NumeralError(f"{text!r} is no number")
    if kind == "count" and reading.mark:
        raise AmbiguousError(two_readings(text, reading))
    return reading.value


def written(value: object, kind: Kind) -> object:
    """Return a value of a scenario as the number that its writer meant, others as they are.

    Parameters
    ----------
    value
        Of a scenario file or of Python. A text becomes a number where it is one that TOML cannot
        write, such as ``"40 000"`` or ``"0,5"``; ``"5"`` stays a text, which is refused.
    kind
        What it is of.

    Raises
    ------
    AmbiguousError
        When it can be read in two ways.
    """
    text = value.written if isinstance(value, WrittenFloat) else value
    reading = numeral(text) if isinstance(text, str) else None
    if not isinstance(text, str) or reading is None:
        return value
    if kind == "count" and reading.mark:
        raise AmbiguousError(two_readings(text, reading))
    return reading.value if reading.fits(kind) and not _TOML.fullmatch(text.strip()) else value


def whole_number(text: str) -> int:
    """Return the whole number that a text is.

    Parameters
    ----------
    text
        As of `numeral`, without decimals.

    Raises
    ------
    AmbiguousError
        When it can be read in two ways.
    NumeralError
        When it is no whole number.
    """
    read = numeral(text)
    if read is not None and read.mark and read.grouped and read.value != int(read.value):
        return int(read.grouped)  # with decimals it is no whole number
    value = number(text, "count")
    if value != int(value) or read is None or read.grouped is None:
        raise NumeralError(f"{text!r} is no whole number")
    digits = re.sub("[.,]", "", bare(text))  # a float has 15 of them
    return int(digits) if digits.lstrip("+-").isdecimal() else int(value)


def numbers(text: str) -> tuple[float, ...]:
    """Return the amounts of a list, such as ``100000,150000`` or ``100000;150000``.

    Parameters
    ----------
    text
        Separated by commas, or by semicolons, between which commas are those of the numbers.

    Raises
    ------
    AmbiguousError
        When a comma can be that of the list and that of thousands or decimals, or a number can be
        read in two ways.
    NumeralError
        When a part is no number.
    """
    parts = _parts(text)
    if ";" not in text and any(_thousands(a, b) or _cents(a, b) for a, b in pairwise(parts)):
        raise _commas_inside(text)
    return tuple(number(part, "count") for part in parts)


def whole_numbers(text: str) -> tuple[int, ...]:
    """Return the whole numbers of a list, such as ``8,12,20`` or ``8;12;20``.

    Parameters
    ----------
    text
        As of `numbers`.

    Raises
    ------
    AmbiguousError
        When a comma is that of thousands, or a number can be read in two ways.
    NumeralError
        When a part is no whole number.
    """
    parts = _parts(text)
    if ";" not in text and any(_thousands(a, b) and b[0] == "0" for a, b in pairwise(parts)):
        raise _commas_inside(text)
    return tuple(whole_number(part) for part in parts)


def named_parts(text: str) -> list[str]:
    """Return the ``name=value`` parts of a list, in which commas may be those of decimals.

    Parameters
    ----------
    text
        Separated by commas or semicolons; what follows a comma without a name of its own
        belongs to the value before it.

    Examples
    --------
    >>> named_parts("distance=0,5,ties=2")
    ['distance=0,5', 'ties=2']
    """
    if ";" in text:
        return text.split(";")
    parts: list[str] = []
    for piece in text.split(","):
        if parts and "=" not in piece and "=" in parts[-1]:
            parts[-1] += f",{piece}"
        else:
            parts.append(piece)
    return parts


def two_readings(text: str, reading: Numeral) -> str:
    """Return what is wrong with a number that can be read in two ways, and what to write.

    Parameters
    ----------
    text, reading
        As it is written, and as it is read.
    """
    return Message(
        "{text} can be {grouped} or {decimal}; one reading is expected; write {grouped} or "
        "{decimal}",
        text=text.strip(),
        grouped=plain(reading.grouped or 0),
        decimal=plain(reading.value),
    )


def plain(value: float) -> str:
    """Return a number as everybody reads it the same way: no groups, a point, not three decimals.

    Parameters
    ----------
    value
        The number.

    Examples
    --------
    >>> plain(40000.0), plain(40.5), plain(1.125)
    ('40000', '40.5', '1.1250')
    """
    text = f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else repr(float(value))
    reading = numeral(text)
    return f"{text}0" if reading is not None and reading.mark else text


def shown(value: float, decimals: int | None = 3) -> str:
    """Return a number with some decimals, or with three digits where these would show less.

    Parameters
    ----------
    value
        The number.
    decimals
        How many; None: as many as it needs to be another than the numbers beside it.

    Examples
    --------
    >>> shown(2513.50092), shown(0.0), shown(1.25e-8), shown(0.4, 0), shown(35712.4, 0)
    ('2,513.501', '0.000', '1.25e-08', '0.4', '35,712')
    >>> [shown(value, None) for value in (59_094, 59_093.34375, 12.5, 12.001, 0.0012345)]
    ['59,094', '59,093.34', '12.5', '12.001', '0.001234']
    """
    if decimals is None:
        part = abs(value - round(value))
        if part <= 1e-12 * abs(value):  # what adding up leaves
            return Message("{value:,.0f}", value=value)
        if abs(value) < 10:
            return Message("{value:.4g}", value=value)
        text = f"{value:,.{max(2, -math.floor(math.log10(part)))}f}".rstrip("0")
        decimals = len(text) - text.index(".") - 1
    elif 0 < abs(value) < 10.0 ** (1 - decimals):
        return Message("{value:.3g}", value=value)
    return Message("{value:,.{decimals}f}", value=value, decimals=decimals)


def _readings(body: str) -> tuple[str | None, str | None]:
    """Return digits with decimals, and with groups of thousands; equal where one is the other."""
    if _DIGITS.fullmatch(body):
        return body, body
    at = max(body.rfind("."), body.rfind(","))
    whole, mark, part = body[: max(at, 0)], body[at : at + 1], body[at + 1 :]
    if at > 0 and mark not in whole and _GROUPS.fullmatch(whole) and _DIGITS.fullmatch(part):
        return f"{_joined(whole)}.{part}", None  # 1.234,5 and 1 234.5: two marks settle each other
    decimal = body.replace(",", ".") if _DECIMAL.fullmatch(body) else None
    return decimal, _joined(body) if _GROUPS.fullmatch(body) else None


def _joined(groups: str) -> str:
    return re.sub("[^0-9]", "", groups)


def _value(digits: str, *, percent: bool) -> float:
    value = float(digits)
    return value / 100 if percent else value


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";" if ";" in text else ",")]


def _thousands(before: str, part: str) -> bool:
    """Return whether two parts of a list can be one number with a comma for thousands."""
    return _GROUPS.fullmatch(f"{before},{part}") is not None


def _cents(before: str, part: str) -> bool:
    """Return whether two parts of a list can be one amount with a decimal comma."""
    return _CENTS.fullmatch(bare(part)) is not None and numeral(f"{before},{part}") is not None


def _commas_inside(text: str) -> AmbiguousError:
    return AmbiguousError(
        Message(
            "the commas of {text} can stand between numbers or inside them; write numbers without "
            "commas inside (100000,150000), or semicolons between them (100;150)",
            text=text.strip(),
        )
    )
