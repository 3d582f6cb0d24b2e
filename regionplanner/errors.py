"""Messages with their figures apart, and the errors a caller can act on that carry them."""

import csv
from collections.abc import Iterable, Mapping
from functools import reduce
from json import JSONDecodeError
from typing import Any, Literal, Self, cast, get_args

ReasonKind = Literal[
    "small",  # fewer units than a region has
    "parts",  # in parts that no link joins
    "sizes",  # no number of regions of the sizes allowed holds its units
    "number",  # not the number of regions asked for it
    "centre",  # no unit may be, or is near enough to be, the centre of a region
    "limit",  # no plan was found, and none was ruled out
    "rules",  # any other, such as rules that no plan keeps together
]


class Message(str):
    """A sentence with its figures apart: English as text, in any language by `words.messages`.

    Parameters
    ----------
    template
        English, with places in braces as `str.format` has them; another message is taken as it is.
    **values
        What stands in the places: texts, numbers and other messages.

    Examples
    --------
    >>> missing = Message("{file} has no column {column}", file="t.csv", column="nis")
    >>> missing
    't.csv has no column nis'
    >>> Message("{wrong}; write it so", wrong=missing).values["wrong"].template
    '{file} has no column {column}'
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Return the sentence in English; without values, braces are text."""
        values = {name: _plain(value) for name, value in values.items()}
        message = super().__new__(cls, template.format(**values) if values else template)
        given = template if isinstance(template, Message) and not values else None
        message.template = given.template if given else str(template)
        message.values = given.values if given else values
        return message


def _plain(value: object) -> object:
    """Return what an error says instead of the error."""
    if not isinstance(value, Exception):
        return value
    return value.args[0] if value.args and isinstance(value.args[0], Message) else str(value)


class Reason(Message):
    """Why a reference region has no plan: a message, with its kind for pages to say it in words.

    Parameters
    ----------
    template, **values
        What is wrong and what to do; see `Message`.
    kind
        What sort of reason it is; another text, as of a newer version, is taken for ``"rules"``.
    explanations
        What it says as values with ways out: where demands collide (an `Explanation` of
        `regionplanner.program.explain`), locks are in the way (an `Obstacle` of
        `regionplanner.graph`) or the map is in parts (a `Finding` of `regionplanner.data.check`).
    """

    __slots__ = ("explanations", "kind")
    kind: ReasonKind
    explanations: tuple[Any, ...]

    def __new__(
        cls,
        template: str,
        /,
        kind: str | None = None,
        explanations: Iterable[Any] = (),
        **values: object,
    ) -> Self:
        """Return a message with a kind and explanations; of a reason those of it."""
        reason = super().__new__(cls, template, **values)
        reason.explanations = tuple(explanations) or getattr(template, "explanations", ())
        given = getattr(template, "kind", "rules") if kind is None else kind
        reason.kind = cast("ReasonKind", given if given in get_args(ReasonKind) else "rules")
        return reason


class WrongValueError(ValueError):
    """A value that cannot be used: why it cannot is a message.

    Parameters
    ----------
    template, **values
        What is wrong and what is expected; see `Message`.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(Message(template, **values))


class RegionplannerError(Exception):
    """Base of every error raised on purpose.

    Parameters
    ----------
    template, **values
        What is wrong and what to do; see `Message`.
    parents
        Reference regions that cannot be planned, with the reason of each, by code: where the
        others could be planned without them.

    Attributes
    ----------
    message
        What is wrong and what to do, for people of any language.
    """

    def __init__(
        self, template: str = "", /, *, parents: Mapping[str, str] | None = None, **values: object
    ) -> None:
        if not template and values.keys() == {"message"}:  # its name in 0.1.0
            template = str(values.pop("message"))
        self.message: Message = (
            template
            if isinstance(template, Message) and not values
            else Message(template, **values)
        )
        super().__init__(self.message)
        self.parents: Mapping[str, str] = dict(parents or {})

    @property
    def explanations(self) -> tuple[Any, ...]:
        """What the message says as values, with `ways` that can be `applied` to the scenario.

        See `Reason`; empty where no change of a scenario helps.
        """
        said = (self.message, *self.message.values.values(), *self.parents.values())
        return tuple(
            dict.fromkeys(
                explanation for r in said for explanation in getattr(r, "explanations", ())
            )
        )


class DataError(RegionplannerError):
    """The input data cannot be used; the message lists every finding."""


class ScenarioError(RegionplannerError):
    """A choice in the scenario is impossible or not understood."""


class InfeasibleError(RegionplannerError):
    """No plan satisfies the rules; the message says which rules, and where."""


class LimitError(RegionplannerError):
    """A time or size limit was reached before any plan was found."""


class StoppedError(LimitError):
    """Work was asked to stop before there was a plan of all reference regions.

    Attributes
    ----------
    curves
        What is known of the reference regions that have an answer.
    assignment
        Region code by NIS code: the best plan of these.
    """

    def __init__(
        self, template: str = "stopped before any plan was found", /, **values: Any
    ) -> None:
        super().__init__(template, **values)
        self.curves: tuple[Any, ...] = ()
        self.assignment: Mapping[str, str] = {}


class SolverError(RegionplannerError):
    """The solver stopped in a way that says nothing about the plan."""


class WorkerError(RegionplannerError):
    """Processes or machines that plan cannot be reached, or keep ending."""


class AssetError(RegionplannerError):
    """A part of the map page is missing or not the version it was made for."""


def listing(items: Iterable[str], *, at_most: int = 5) -> str:
    """Return items as a readable enumeration: at most `at_most`, then a count.

    Parameters
    ----------
    items
        Texts, in the order in which they are shown.
    at_most
        How many are written out.

    Returns
    -------
    str
        For example ``"Lier (12021), Mol (13025) and 3 more"``.
    """
    texts = list(items)
    shown = texts[:at_most]
    rest = len(texts) - at_most
    last = shown.pop() if len(shown) > 1 and rest <= 0 else None
    said = joined(shown, ", ")
    if rest > 0:
        return Message("{items} and {rest} more", items=said, rest=rest)
    return said if last is None else Message("{items} and {item}", items=said, item=last)


def joined(texts: Iterable[str], joint: str = "; ") -> str:
    """Return texts one behind the other, with all that is known of them.

    Parameters
    ----------
    texts
        Messages or others.
    joint
        What stands between them: no words, which would have no Dutch.
    """
    named = {f"text_{place}": text for place, text in enumerate(texts)}
    return Message(joint.join(f"{{{name}}}" for name in named), **named)


def either(items: Iterable[str], template: str = "{items} or {item}") -> str:
    """Return items to choose from, such as ``"a or b or c"``.

    Parameters
    ----------
    items
        At least one.
    template
        How an item stands behind those before it.
    """
    return reduce(lambda a, b: Message(template, items=a, item=b), items)


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number of things for a message, such as ``"1 pair"`` or ``"1,200 pairs"``.

    Parameters
    ----------
    count
        How many.
    noun
        One of them.
    plural
        Several of them; the noun with an s when None, ``municipalities`` of a municipality.
    """
    several = plural or (f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s")
    return Message("{count:,} {noun}", count=count, noun=Message(noun if count == 1 else several))


def length_text(metres: float) -> str:
    """Return a length for a message, with as many digits as it needs.

    Parameters
    ----------
    metres
        Any length above 0 [m].

    Examples
    --------
    >>> [length_text(metres) for metres in (0.001, 0.25, 2, 11.3, 4_520)]
    ['1 mm', '0.25 m', '2.00 m', '11 m', '4.5 km']
    """
    if metres < 0.1:
        return Message("{length:.3g} mm", length=1000 * metres)
    if metres < 1000:
        return Message("{length:.2f} m" if metres < 10 else "{length:.0f} m", length=metres)
    return Message("{length:.1f} km", length=metres / 1000)


_CSV_SAYS = {
    "larger than field limit": Message(
        "a cell has more than 131,072 characters; see whether its quotes are closed"
    ),
    "unexpected end of data": Message("quotes are opened and not closed"),
    "expected after": Message("text follows closed quotes; write quotes inside a text twice"),
}
"""What is wrong, by what the reader of CSV says."""


def reason(error: Exception) -> str:
    """Return why something failed: in the words of the system where it was its, without codes.

    Parameters
    ----------
    error
        As it was raised.
    """
    if isinstance(error, RecursionError):
        return Message("it is nested too deeply")
    if "integer string conversion" in str(error):
        return Message("it has a number of thousands of digits")
    if isinstance(error, JSONDecodeError):
        return Message(
            "{wrong}: line {line} column {column} (char {place})",
            wrong=Message(error.msg),
            line=error.lineno,
            column=error.colno,
            place=error.pos,
        )
    if isinstance(error, csv.Error):
        return next((said for part, said in _CSV_SAYS.items() if part in str(error)), str(error))
    text = getattr(error, "strerror", None)
    return Message(text) if text else cast("str", _plain(error))
