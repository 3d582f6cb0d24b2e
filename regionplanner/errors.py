"""The errors a caller can act on; each message says what is wrong and what to do."""

from collections.abc import Iterable, Mapping
from typing import Literal, Self, cast, get_args

ReasonKind = Literal[
    "small",  # fewer units than a region has
    "parts",  # in parts that no link joins
    "sizes",  # no number of regions of the sizes allowed holds its units
    "number",  # not the number of regions asked for it
    "centre",  # no unit may be, or is near enough to be, the centre of a region
    "limit",  # no plan was found, and none was ruled out
    "rules",  # any other, such as rules that no plan keeps together
]


class Reason(str):
    """Why a reference region has no plan: a message, with its kind for pages to say it in words.

    Parameters
    ----------
    message
        What is wrong and what to do.
    kind
        What sort of reason it is; another text, as of a newer version, is taken for ``"rules"``.
    """

    __slots__ = ("kind",)
    kind: ReasonKind

    def __new__(cls, message: str, kind: str | None = None) -> Self:
        """Return a message with a kind; of a reason that of it."""
        reason = super().__new__(cls, message)
        given = getattr(message, "kind", "rules") if kind is None else kind
        reason.kind = cast("ReasonKind", given if given in get_args(ReasonKind) else "rules")
        return reason


class RegionplannerError(Exception):
    """Base of every error raised on purpose.

    Parameters
    ----------
    message
        What is wrong and what to do.
    parents
        Reference regions that cannot be planned, with the reason of each, by code: where the
        others could be planned without them.
    """

    def __init__(self, message: str = "", *, parents: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.parents: Mapping[str, str] = dict(parents or {})


class DataError(RegionplannerError):
    """The input data cannot be used; the message lists every finding."""


class ScenarioError(RegionplannerError):
    """A choice in the scenario is impossible or not understood."""


class InfeasibleError(RegionplannerError):
    """No plan satisfies the rules; the message says which rules, and where."""


class LimitError(RegionplannerError):
    """A time or size limit was reached before any plan was found."""


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
    shown, rest = texts[:at_most], len(texts) - at_most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


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
    if count == 1:
        return f"1 {noun}"
    several = plural or (f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s")
    return f"{count:,} {several}"


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
        return f"{1000 * metres:.3g} mm"
    if metres < 1000:
        return f"{metres:.2f} m" if metres < 10 else f"{metres:.0f} m"
    return f"{metres / 1000:.1f} km"


def reason(error: Exception) -> str:
    """Return why something failed: in the words of the system where it was its, without codes.

    Parameters
    ----------
    error
        As it was raised.
    """
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if "integer string conversion" in str(error):
        return "it has a number of thousands of digits"
    return getattr(error, "strerror", None) or str(error)
