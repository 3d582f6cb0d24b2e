"""Axes of charts: round ends, and lines in between."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values are on an axis.

    Attributes
    ----------
    low, high, step
        Round ends and the step between lines, in values.
    start, end
        Where the ends are drawn.
    """

    low: float
    high: float
    step: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value is drawn."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def places(self) -> int:
        """Number of decimals that tell the lines apart."""
        return max(0, -math.floor(math.log10(self.step)))

    @property
    def lines(self) -> tuple[float, ...]:
        """Values of the lines."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + n * self.step for n in range(count + 1))


def round_scale(least: float, most: float, start: float, end: float) -> Scale:
    """Return an axis with round ends that holds values.

    Parameters
    ----------
    least, most
        The extreme values.
    start, end
        Where the ends are drawn.
    """
    spread = most - least or abs(most) or 1.0
    power = 10.0 ** math.floor(math.log10(spread / 4))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= spread / 5)
    low, high = math.floor(least / step) * step, math.ceil(most / step) * step
    return Scale(low, high if high > low else low + step, step, start, end)
