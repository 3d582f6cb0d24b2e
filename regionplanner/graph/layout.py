"""Layouts: which units of a reference region rules lock or leave out, and what that rules out."""

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

import networkx as nx

from regionplanner.errors import InfeasibleError, Message, Reason, either, joined, listing
from regionplanner.rules.case import Case
from regionplanner.rules.rule import WayOut
from regionplanner.scenario import Scenario

Move = Literal["add", "release", "plan"]
"""A free unit joins a lock; a locked one is freed; one that was left out is planned after all."""
ObstacleKind = Literal["across", "contiguous", "size", "stranded", "number"]

_MOST_LAYOUTS = 4000


@dataclass(frozen=True, slots=True)
class Layout:
    """A division of the units of one reference region, as sets of bits.

    Attributes
    ----------
    locks
        Units of each locked region.
    free
        Units that are divided into regions.
    out
        Units that are left out.
    """

    locks: tuple[int, ...]
    free: int
    out: int


@dataclass(frozen=True, slots=True)
class LayoutArea:
    """One reference region and what its locked regions and free units must be.

    Attributes
    ----------
    units
        NIS codes, sorted; bit ``i`` stands for the i-th.
    near
        Neighbours of each unit inside the reference region, as bits.
    min_units, max_units
        Sizes of a region.
    exceptions
        Which locked regions may be of any size.
    free_may_stay
        Whether free units need not be in a region.
    """

    units: tuple[str, ...]
    near: tuple[int, ...]
    min_units: int
    max_units: int
    exceptions: tuple[bool, ...]
    free_may_stay: bool = False

    def bits(self, units: frozenset[str]) -> int:
        """Return units as bits; those of other reference regions are passed over."""
        return sum(1 << i for i, nis in enumerate(self.units) if nis in units)

    def codes(self, bits: int) -> list[str]:
        """Return the NIS codes of bits, sorted."""
        return [nis for i, nis in enumerate(self.units) if bits >> i & 1]

    def around(self, bits: int) -> int:
        """Return the neighbours of a set of units, outside it."""
        neighbours = 0
        for i in _ones(bits):
            neighbours |= self.near[i]
        return neighbours & ~bits

    def parts(self, bits: int) -> list[int]:
        """Return the connected parts of a set of units, largest first."""
        parts = []
        while bits:
            part = bits & -bits
            while grown := self.around(part) & bits:
                part |= grown
            parts.append(part)
            bits &= ~part
        return sorted(parts, key=lambda part: (-part.bit_count(), part & -part))

    def short(self, n_units: int) -> int:
        """Return how many units a connected part has too few or too many to be divided."""
        if self.free_may_stay:
            return 0
        return min(
            abs(n_units - size)
            for size in range(n_units + self.min_units + 1)
            if -(-size // self.max_units) * self.min_units <= size
        )

    def loose(self, layout: Layout, lock: int) -> int:
        """Return how many members of a lock are cut off from its largest part."""
        return sum(part.bit_count() for part in self.parts(layout.locks[lock])[1:])

    def size_violation(self, layout: Layout, lock: int) -> int:
        """Return by how many members a lock is too small or too large."""
        size = layout.locks[lock].bit_count()
        if self.exceptions[lock]:
            return 0
        return max(self.min_units - size, size - self.max_units, 0)

    def stranded(self, layout: Layout) -> list[int]:
        """Return the parts of the free units that cannot be divided into regions."""
        return [part for part in self.parts(layout.free) if self.short(part.bit_count())]

    def violations(self, layout: Layout) -> tuple[int, ...]:
        """Return what breaks a rule: stranded units, then loose units and size of every lock."""
        locks = range(len(layout.locks))
        return (
            sum(self.short(part.bit_count()) for part in self.stranded(layout)),
            *(self.loose(layout, lock) for lock in locks),
            *(self.size_violation(layout, lock) for lock in locks),
        )


def layout_area(
    graph: "nx.Graph[str]",
    units: frozenset[str],
    scenario: Scenario,
    exceptions: tuple[bool, ...] = (),
) -> LayoutArea:
    """Return one reference region and what its locked regions and free units must be.

    Parameters
    ----------
    graph
        The adjacency.
    units
        NIS codes of the reference region.
    scenario
        Sizes, and whether all units must be in a region.
    exceptions
        Which locked regions may be of any size.
    """
    codes = tuple(sorted(units))
    place = {nis: i for i, nis in enumerate(codes)}
    return LayoutArea(
        units=codes,
        near=tuple(sum(1 << place[v] for v in graph[u] if v in place) for u in codes),
        min_units=scenario.min_units,
        max_units=scenario.max_units,
        exceptions=exceptions,
        free_may_stay=scenario.coverage is not None,
    )


def least_change(
    area: LayoutArea, layout: Layout, moves: frozenset[Move], resolved: Collection[int]
) -> Layout | None:
    """Return a layout a few moves away without some of the violations, or None.

    Best-first: moves made so far plus violations that are left, of which a move takes away one.

    Parameters
    ----------
    area
        The reference region.
    layout
        Where to start.
    moves
        Which moves are made.
    resolved
        Positions in `LayoutArea.violations` that become 0; nothing else gets worse.
    """
    before = area.violations(layout)
    allowed = [0 if i in resolved else bad for i, bad in enumerate(before)]

    def left(there: Layout) -> int:
        pairs = zip(area.violations(there), allowed, strict=True)
        return sum(max(bad - most, 0) for bad, most in pairs)

    tie = count()
    queue = [(left(layout), 0, next(tie), layout)]
    seen = {layout}
    while queue and len(seen) < _MOST_LAYOUTS:
        key, n_moves, _, here = heapq.heappop(queue)
        if key == n_moves:
            return here
        for there in _neighbours(area, here, moves):
            if there not in seen:
                seen.add(there)
                heapq.heappush(queue, (left(there) + n_moves + 1, n_moves + 1, next(tie), there))
    return None


def _neighbours(area: LayoutArea, layout: Layout, moves: frozenset[Move]) -> Iterator[Layout]:
    """Yield the layouts one move away."""
    for lock, members in enumerate(layout.locks):
        if "add" in moves:
            for i in _ones(area.around(members) & layout.free):
                yield moved(layout, lock, 1 << i)
        if "release" in moves and members.bit_count() > 1:
            for i in _ones(members):
                yield moved(layout, lock, 1 << i)
    if "plan" in moves:
        for i in _ones(layout.out):
            yield replace(layout, free=layout.free | 1 << i, out=layout.out & ~(1 << i))


def moved(layout: Layout, lock: int, bits: int) -> Layout:
    """Return the layout in which units have changed sides between a lock and the free units."""
    locks = list(layout.locks)
    locks[lock] ^= bits
    return replace(layout, locks=tuple(locks), free=layout.free ^ bits)


def _ones(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One way in which the rules stand in the way of every plan.

    Attributes
    ----------
    kind
        ``across``: a lock in two reference regions; ``contiguous``, ``size``: a lock in parts or
        of another size than the rules say; ``stranded``: what locks and units left out leave
        cannot be divided; ``number``: so many regions are not possible.
    units
        NIS codes of the units concerned.
    message
        What is wrong, what was expected, what to do.
    ways
        What to do, each enough by itself to remove this obstacle.
    """

    kind: ObstacleKind
    units: tuple[str, ...]
    message: str
    ways: tuple[WayOut, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """One reference region with its locked regions.

    Attributes
    ----------
    case
        All units, also those left out, their adjacency and what was chosen.
    name
        Of the reference region, with its code.
    area, layout
        Its units and what they are used for.
    locks
        Codes of the locked regions, in the order of the layout.
    """

    case: Case
    name: str
    area: LayoutArea
    layout: Layout
    locks: tuple[str, ...]

    def named(self, bits: int, *, at_most: int = 5) -> str:
        """Return the units of a set of bits by name and code."""
        codes = self.area.codes(bits)
        return listing((self.case.municipalities.label(nis) for nis in codes), at_most=at_most)

    def way_out(
        self, after: Layout, message: str | None = None, *, exempt: Collection[int] = ()
    ) -> WayOut:
        """Return the change of the scenario by which a planner comes to another layout.

        Parameters
        ----------
        after
            The layout.
        message
            How that is said; None: by who comes and goes.
        exempt
            Positions of the locks that become an exception to the sizes.
        """
        area, scenario = self.area, self.case.scenario
        members = {
            code: area.codes(new)
            for code, old, new in zip(self.locks, self.layout.locks, after.locks, strict=True)
            if new != old
        }
        exceptions = {self.locks[lock] for lock in exempt}
        locked = (
            given.model_copy(
                update={
                    "members": tuple(members.get(given.region, given.members)),
                    "exception": given.exception or given.region in exceptions,
                }
            )
            for given in scenario.locked
        )
        changes: dict[str, object] = {"locked": tuple(given for given in locked if given.members)}
        if after.out != self.layout.out:
            out = {*scenario.leave_out}.difference(area.units).union(area.codes(after.out))
            changes["leave_out"] = tuple(sorted(out))
        changes = {f: new for f, new in changes.items() if new != getattr(scenario, f)}
        return WayOut(self.change(after) if message is None else message, changes)

    def change(self, after: Layout) -> str:
        """Return what a planner does to come to another layout."""
        before = self.layout
        moved = [
            (template, bits, code)
            for code, old, new in zip(self.locks, before.locks, after.locks, strict=True)
            for template, bits in (
                ("add {units} to the lock {lock}", new & ~old),
                ("leave {units} out of the lock {lock}", old & ~new),
            )
        ]
        moved.append(("plan {units} after all", before.out & ~after.out, ""))
        return either(
            (
                Message(template, units=self.named(bits, at_most=12), lock=code)
                for template, bits, code in moved
                if bits
            ),
            "{items} and {item}",
        )


def raise_obstacles(
    obstacles: Iterable[Obstacle], *, parents: Mapping[str, str] | None = None
) -> None:
    """Raise one error that shows all obstacles; do nothing when there are none.

    Parameters
    ----------
    obstacles
        In the order in which they are shown.
    parents
        Reference regions that cannot be planned, with the reason of each, by code.

    Raises
    ------
    InfeasibleError
        When there is any.
    """
    explanations = list(obstacles)
    if explanations:
        message = together([obstacle.message for obstacle in explanations])
        raise InfeasibleError(Reason(message, explanations=explanations), parents=parents)


def together(reasons: Sequence[str]) -> str:
    """Return reasons why there is no plan as one message.

    Parameters
    ----------
    reasons
        At least one.
    """
    if len(reasons) == 1:
        return reasons[0]
    return Message(
        "no plan is possible, for {count} reasons:\n- {reasons}",
        count=len(reasons),
        reasons=joined(reasons, "\n- "),
    )
