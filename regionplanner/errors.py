"""The errors a caller can act on; each message says what is wrong and what to do."""

from collections.abc import Iterable, Mapping


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
