"""Rule: all that is known of one thing that must hold; and Violation: that a plan breaks one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import networkx as nx

from regionplanner.choices import Lock
from regionplanner.criteria.criterion import ByLanguage
from regionplanner.data.municipalities import Municipalities
from regionplanner.rules.rules import Rules
from regionplanner.scenario import Scenario


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
    """Finds the centre of any region; see `regionplanner.objective.centre.CentreFinder`."""

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
    municipalities, graph
        All units, and their adjacency without those of which nobody knows where they lie.
    scenario, rules
        What must hold.
    centres
        Finds the centre of a region.
    bare
        Units without a usable polygon, of which no distance is known.
    """

    members: Mapping[str, Sequence[str]]
    municipalities: Municipalities
    graph: "nx.Graph[str]"
    scenario: Scenario
    rules: Rules
    centres: CentreSource
    bare: frozenset[str]

    @cached_property
    def regions(self) -> "tuple[CheckedRegion, ...]":
        """The regions with the units that the data has, where there are any."""
        known = set(self.municipalities.frame.index)
        locks = {tuple(sorted(lock.members)): lock for lock in self.rules.locked}
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
        return [self.plan.municipalities.label(nis) for nis in self.placed]


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
    demand
        The rule in words that stand in a list, with ``{}`` for its figure; for explanations.
    """

    name: str
    words: Mapping[str, ByLanguage]
    resolve: Callable[[Municipalities, Scenario, int | None], Rules] = no_rules
    whole: Callable[[CheckedPlan], Iterator[str]] = lambda _: iter(())
    each: Callable[[CheckedRegion], Iterator[str]] = lambda _: iter(())
    spares_locked: bool = False
    demand: str = ""
