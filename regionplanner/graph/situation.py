"""What rules do to a reference region before anything is planned, and the words for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import InfeasibleError, listing
from regionplanner.graph.layout import Ground, Layout


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One way in which the rules stand in the way of every plan.

    Attributes
    ----------
    kind
        ``across``: a lock in two reference regions; ``contiguous``, ``size``: a lock in parts or
        of another size than the rules say; ``stranded``: what locks and units left out leave
        cannot be divided.
    units
        NIS codes of the units concerned.
    message
        What is wrong, what was expected, what to do.
    """

    kind: Literal["across", "contiguous", "size", "stranded"]
    units: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Situation:
    """One reference region with its locked regions.

    Attributes
    ----------
    municipalities, graph
        All units, also those left out, and their adjacency.
    name
        Of the reference region, with its code.
    ground, layout
        Its units and what they are used for.
    locks
        Codes of the locked regions, in the order of the layout.
    """

    municipalities: Municipalities
    graph: "nx.Graph[str]"
    name: str
    ground: Ground
    layout: Layout
    locks: tuple[str, ...]

    def named(self, bits: int, *, at_most: int = 5) -> str:
        """Return the units of a set of bits by name and code."""
        codes = self.ground.codes(bits)
        return listing((self.municipalities.label(nis) for nis in codes), at_most=at_most)

    def change(self, after: Layout) -> str:
        """Return what a planner does to come to another layout."""
        steps = []
        before = self.layout
        for code, old, new in zip(self.locks, before.locks, after.locks, strict=True):
            if new & ~old:
                steps.append(f"add {self.named(new & ~old, at_most=12)} to the lock {code}")
            if old & ~new:
                steps.append(f"leave {self.named(old & ~new, at_most=12)} out of the lock {code}")
        if before.out & ~after.out:
            steps.append(f"plan {self.named(before.out & ~after.out, at_most=12)} after all")
        return " and ".join(steps)


def parent_label(municipalities: Municipalities, code: str) -> str:
    """Return a reference region as it is named in messages: ``"Limburg (REFREG15)"``.

    Parameters
    ----------
    municipalities
        The units.
    code
        Code of the reference region.
    """
    return municipalities.parent_label(code)


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
    messages = [obstacle.message for obstacle in obstacles]
    if messages:
        raise InfeasibleError(together(messages), parents=parents)


def together(reasons: Sequence[str]) -> str:
    """Return reasons why there is no plan as one message.

    Parameters
    ----------
    reasons
        At least one.
    """
    if len(reasons) == 1:
        return reasons[0]
    lines = "\n- ".join(reasons)
    return f"no plan is possible, for {len(reasons)} reasons:\n- {lines}"
