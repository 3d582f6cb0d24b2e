"""How long a search will still take, by the sizes of what is done and what is not."""

from collections.abc import Mapping

_GROWTH = 2  # time grows with the size to this power, roughly


class TimeLeft:
    """The time that is left of a search.

    Parameters
    ----------
    sizes
        Number of municipalities of every reference region, by code.
    time_limit_s
        Limit on the search [s].
    begun
        When it began, on the clock [s].
    """

    def __init__(
        self, sizes: Mapping[str, int], *, time_limit_s: float | None, begun: float
    ) -> None:
        self.begun = begun
        self._limit_s = time_limit_s
        self._work = {code: float(size) ** _GROWTH for code, size in sizes.items()}
        self._started: set[str] = set()
        self._done: set[str] = set()

    def started(self, code: str) -> None:
        """Note that work on a reference region has begun, maybe once more."""
        self._started.add(code)
        self._done.discard(code)

    def done(self, code: str) -> None:
        """Note that a reference region is done."""
        self._done.add(code)

    def left_s(self, now: float) -> float | None:
        """Return the time that is left [s]; None when nothing tells yet.

        Parameters
        ----------
        now
            The time on the clock [s].
        """
        done = sum(self._work[code] for code in self._started & self._done)
        left = sum(work for code, work in self._work.items() if code not in self._done)
        estimates = [(now - self.begun) * left / done] if done else []
        if self._limit_s is not None:
            estimates.append(max(0.0, self.begun + self._limit_s - now))
        return min(estimates, default=None)


def duration(seconds: float) -> str:
    """Return a time as people say it, such as ``45 s``, ``3 min 10 s`` or ``2 h 5 min``.

    Parameters
    ----------
    seconds
        The time [s].
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
