"""Rule: what one thing that must hold asks, checks and says; Violation: that a plan breaks one.

The search itself is limited in ``program/instance/build.py``, by what `Rules` adds up to.
"""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pandas as pd

from regionplanner.choices import Lock
from regionplanner.criteria.criterion import ByLanguage
from regionplanner.criteria.figures import ParentFigures
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message
from regionplanner.rules.resolved import Rules
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from regionplanner.rules.case import Case


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a plan breaks.

    Attributes
    ----------
    rule
        Its name, as in `RULES`.
    region
        Code of the region concerned; empty when the plan as a whole is.
    message
        What is wrong, in words, with names and NIS codes.
    """

    rule: str
    region: str
    message: str


class CentreSource(Protocol):
    """Finds the centre of any region; see `regionplanner.objective.parents.CentreFinder`."""

    @property
    def near(self) -> Mapping[str, frozenset[str]]:
        """Who is near each municipality, where that is a rule."""

    def of(self, units: Sequence[str]) -> str:
        """Return the centre of a region."""

    def outside(self, units: Sequence[str]) -> list[str]:
        """Return the members that are not near the one that most are near."""


@dataclass(frozen=True)
class CheckedPlan:
    """A plan that is held against its rules.

    Attributes
    ----------
    members
        NIS codes of every region, sorted, by region code in order; also those that are unknown.
    case
        All units and what must hold; the graph is without those of which nobody knows where they
        lie.
    centres
        Finds the centre of a region.
    bare
        Units without a usable polygon, of which no distance is known.
    """

    members: Mapping[str, Sequence[str]]
    case: "Case"
    centres: CentreSource
    bare: frozenset[str]

    @cached_property
    def regions(self) -> "tuple[CheckedRegion, ...]":
        """The regions with the units that the data has, where there are any."""
        known = set(self.case.municipalities.frame.index)
        locks = {tuple(sorted(lock.members)): lock for lock in self.case.rules.locked}
        units = {code: tuple(n for n in m if n in known) for code, m in self.members.items()}
        return tuple(
            CheckedRegion(
                code,
                inside,
                tuple(n for n in inside if n not in self.bare),
                locks.get(inside),
                self,
            )
            for code, inside in units.items()
            if inside
        )


@dataclass(frozen=True, slots=True)
class CheckedRegion:
    """A region that is held against the rules.

    Attributes
    ----------
    code
        Its code.
    units, placed
        NIS codes of its members, sorted, and of those whose place is known.
    lock
        Where it is a region that was given.
    plan
        The plan that it is in.
    """

    code: str
    units: tuple[str, ...]
    placed: tuple[str, ...]
    lock: Lock | None
    plan: CheckedPlan

    @property
    def centre(self) -> str:
        """Its centre."""
        return self.plan.centres.of(self.placed)

    def labels(self) -> list[str]:
        """Return the names and codes of the members whose place is known."""
        return [self.plan.case.municipalities.label(nis) for nis in self.placed]


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked of a reference region, and that a planner could give up.

    Attributes
    ----------
    kind
        Name of a `DemandKind`.
    index
        Its position among the demands of that kind.
    text
        The rule, in words that stand in a list.
    value
        Its figure; 0 for rules without one.
    column
        The figure that is bounded, else empty.
    """

    kind: str
    index: int
    text: str
    value: float = 0.0
    column: str = ""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change of the scenario that helps where there is no plan.

    Attributes
    ----------
    message
        What to do, in words.
    changes
        Fields of the scenario with their new values; none where the data are what asks for it.
    demand
        What is given up, or asked for instead; None where locks or links change.
    certain
        Whether it is known to remove what is wrong, and not only not ruled out.
    """

    message: str
    changes: Mapping[str, Any] = field(hash=False)
    demand: Demand | None = None
    certain: bool = True

    def applied(self, scenario: Scenario) -> Scenario:
        """Return a scenario with the change.

        Parameters
        ----------
        scenario
            The one that has no plan.
        """
        return scenario.model_copy(update=dict(self.changes))


@dataclass(frozen=True, slots=True)
class AskedParent:
    """A reference region and what is asked of it.

    Attributes
    ----------
    code, units
        Of the reference region, and its planned units.
    case
        All planned units and what must hold.
    """

    code: str
    units: Collection[str]
    case: "Case"


Kept = Mapping[tuple[str, int], float]
"""Figures of the demands that are kept, by kind and index."""


def whole_step(_value: float) -> float:
    """Return the step of a count."""
    return 1.0


def round_step(value: float) -> float:
    """Return the step of a figure of three digits."""
    return float(10.0 ** (math.floor(math.log10(abs(value))) - 2)) if value else 0.01


def measure_step(value: float) -> float:
    """Return the step of a distance [km] or a time [min]."""
    return 1.0 if value >= 10 else 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandKind:
    """What sort of thing is asked.

    Attributes
    ----------
    name
        As in scenarios, where a rule is one demand.
    text
        Returns the demand in words that stand in a list, by its figure and column.
    eases
        1 where a larger figure asks less, -1 where a smaller one does, 0 where none is proposed.
    step
        Returns the step between figures that are proposed.
    furthest
        Returns the figure at which nothing is asked any more, by the figures of the reference
        region, the table of the municipalities and the column.
    change
        Returns what becomes of the fields of a scenario where the demand has another figure, or
        is given up (None); none where the data asks for it.
    field
        Of `Rules`, whose items are one demand each; empty where `Rule.keep` says what is kept.
    own
        Whether it is asked of one reference region only.
    shape
        Whether dead ends on the map can be in its way.
    general
        Whether it is about the whole division, and named last.
    """

    name: str
    text: Callable[[float, str], str] = lambda _value, _column: Message("")
    eases: Literal[-1, 0, 1] = 0
    step: Callable[[float], float] = whole_step
    furthest: Callable[[ParentFigures, pd.DataFrame, str], float] = lambda *_: 0.0
    change: Callable[["AskedParent", Demand, Any], Mapping[str, Any]] = lambda *_: {}
    field: str = ""
    own: bool = False
    shape: bool = False
    general: bool = False

    def demand(self, index: int, value: float, column: str = "") -> Demand:
        """Return a demand that has a figure."""
        return Demand(self.name, index, self.text(value, column), value, column)


Held = Iterator[tuple[str, Mapping[str, Any]]]
"""Sentences about what was kept: keys of words, and what stands in their places."""


def no_rules(_municipalities: Municipalities, _scenario: Scenario, _n_regions: int | None) -> Rules:
    """Return that nothing must hold beyond contiguity, nesting and sizes."""
    return Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that must hold.

    Attributes
    ----------
    name
        As in scenarios; a `Violation` names it too.
    words
        What people read, by key: ``"held"`` (it was kept), ``"rule"`` (the regions that break it)
        and ``"broken"`` (how a region breaks it, in the editor), each alone or with an end, such
        as ``"broken_one"``.
    resolve
        Returns what must hold by a scenario on the municipalities; where the number of regions is
        known, bounds take the mean by it.
    whole, each
        Yield how a plan as a whole, and how one region breaks it.
    spares_locked
        Whether a region that is given need not keep it.
    held
        Yields what people read of a rule that a scenario asks for and a plan kept. In places stand
        figures and bounds.
    kinds
        Sorts of demands that it makes, for explanations.
    demands
        Yields what it asks of a reference region.
    keep
        Returns what else changes in the rules where only some demands are kept, in a reference
        region of so many units.
    """

    name: str
    words: Mapping[str, ByLanguage]
    resolve: Callable[[Municipalities, Scenario, int | None], Rules] = no_rules
    whole: Callable[[CheckedPlan], Iterator[str]] = lambda _: iter(())
    each: Callable[[CheckedRegion], Iterator[str]] = lambda _: iter(())
    spares_locked: bool = False
    held: Callable[[Scenario], Held] = lambda _: iter(())
    kinds: tuple[DemandKind, ...] = ()
    demands: Callable[[AskedParent], Iterator[Demand]] = lambda _: iter(())
    keep: Callable[[Rules, Kept, int], Mapping[str, Any]] = lambda *_: {}
