"""Proof: how good a plan is, and how that is known."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from regionplanner.errors import Message, listing
from regionplanner.numerals import shown

Status = Literal["optimal", "feasible", "unproven"]

_NOISE = 1e-7
"""Of binary fractions: 5 % is 5.00 %, not 5.01 %."""


def relative_gap(objective: float, bound: float) -> float:
    """Return how far an objective is from its bound, as a share of the larger of the two.

    The one definition of a gap, for what stops a search, what is shown and what is stored;
    whichever way is better.

    Parameters
    ----------
    objective, bound
        In the same unit.

    Examples
    --------
    >>> relative_gap(100.0, 95.0), relative_gap(-95.0, -100.0), relative_gap(0, 0)
    (0.05, 0.05, 0.0)
    """
    if objective == bound:
        return 0.0
    return abs(objective - bound) / max(abs(objective), abs(bound))


def gap_percent(gap: float, decimals: int = 2) -> str:
    """Return the percentage that a gap is at most: rounded up, no promise beyond the proof.

    Parameters
    ----------
    gap
        As a share.
    decimals
        How many.

    Examples
    --------
    >>> gap_percent(0.003338), gap_percent(0.003338, 1), gap_percent(0.05)
    ('0.34', '0.4', '5.00')
    """
    steps = 10**decimals
    percent = math.ceil(gap * 100 * steps - _NOISE) / steps
    return Message("{percent:.{n}f}", percent=percent, n=decimals)


@dataclass(frozen=True, slots=True)
class Traded:
    """Plans that score no worse by the second of two criteria; they are compared by the first."""

    first: str
    second: str

    def sentence(self) -> str:
        """Return which plans these are."""
        return Message(" That is among plans with no more {second}.", second=self.second)


@dataclass(frozen=True, slots=True)
class Closest:
    """Plans that change as little of what exists: the weight of it, and its proven least."""

    weight: float
    least: float

    def sentence(self) -> str:
        """Return which plans these are."""
        return Message(" That is among plans that change as little of what exists.")


@dataclass(frozen=True, slots=True)
class Begun:
    """Plans that have the same first regions."""

    def sentence(self) -> str:
        """Return which plans these are."""
        return Message(" That is among plans with the same first regions.")


@dataclass(frozen=True, slots=True)
class Proof:
    """How good a plan is, and how that is known.

    Attributes
    ----------
    status
        ``"optimal"`` only when `bound` equals `objective`; ``"feasible"`` when a gap is left;
        ``"unproven"`` for plans that no engine made.
    objective, bound
        Value of the plan and proven lower bound of every plan, in the units of the criteria.
    within
        Reference regions with a neighbourhood smaller than was asked for, as its diagrams did not
        fit, and how many nearest units it has: what is proven is so among regions within these.
    of
        Which plans it is about; None for all that keep the rules.
    """

    status: Status = "unproven"
    objective: float | None = None
    bound: float | None = None
    within: tuple[tuple[str, int], ...] = ()
    of: Traded | Closest | Begun | None = None

    @property
    def is_best(self) -> bool:
        """Whether no plan that keeps the rules is better."""
        return self.status == "optimal" and self.of is None

    @property
    def gap(self) -> float | None:
        """Proven gap, relative to the larger of objective and bound; None without a bound."""
        if self.objective is None or self.bound is None:
            return None
        return relative_gap(self.objective, self.bound)

    def sentence(self) -> str:
        """Return what is known of the plan's quality, as one English sentence."""
        if self.objective is None or self.bound is None:
            return Message("Nothing is proven about this plan.")
        of = "" if self.of is None else self.of.sentence()
        within = among(self.within)
        if self.status == "optimal":
            return Message(
                "Optimal (proven): objective {objective}.{of}{within}",
                objective=shown(self.objective),
                of=of,
                within=within,
            )
        gap = gap_percent(relative_gap(self.objective, self.bound))
        return Message(
            "Feasible: objective {objective}, proven bound {bound}, gap at most {gap}%."
            "{of}{within}",
            objective=shown(self.objective),
            bound=shown(self.bound),
            gap=gap,
            of=of,
            within=within,
        )


def among(within: Collection[tuple[str, int]]) -> str:
    """Return among which regions something is proven, as a sentence; empty for all.

    Parameters
    ----------
    within
        As of `Proof`.
    """
    if not within:
        return ""
    sizes = listing(Message("{n} in {code}", n=n, code=code) for code, n in within)
    return Message(
        " That is among plans whose regions keep to fewer nearest municipalities than was "
        "asked for, as many as fit the limit of states: {sizes}.",
        sizes=sizes,
    )


UNPROVEN = Proof()
"""Nothing is known of the plan's quality."""
