"""SupportProblem: regions with their loads, and supporters with their homes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from regionplanner.support_choices import SupportChoices, Supporter


@dataclass(frozen=True, slots=True)
class SupportProblem:
    """Which of some regions can be supported by whom.

    Attributes
    ----------
    regions
        Their codes, in order.
    parents
        The reference region of each, by code.
    neighbours
        Adjoining regions, by code.
    loads
        By what is balanced: what each region has of it, in whole numbers, in order.
    metres
        By home (NIS code): the distance to the centre of each region [m], in order.
    bases
        The centre (NIS code) of each region, in order: a supporter without a home travels from
        the best of those of their own regions.
    choices
        Supporters, balance and areas.
    """

    regions: tuple[str, ...]
    parents: Mapping[str, str]
    neighbours: Mapping[str, frozenset[str]]
    loads: Mapping[str, tuple[int, ...]]
    metres: Mapping[str, tuple[int, ...]]
    bases: tuple[str, ...]
    choices: SupportChoices

    @property
    def desks(self) -> tuple["Desk", ...]:
        """Every home of every kind of supporter, in order."""
        return tuple(
            Desk(kind, home)
            for kind, members in enumerate(self.kinds)
            for home in ([members[0].home] if members[0].home else self.bases)
        )

    @property
    def kinds(self) -> tuple[tuple[Supporter, ...], ...]:
        """Supporters who can stand in for each other: those without a home and of one share."""
        found: dict[object, list[Supporter]] = {}
        for one in self.choices.supporters:
            found.setdefault(one.name if one.home else one.share, []).append(one)
        return tuple(map(tuple, found.values()))

    def span(self, what: str, kind: int) -> tuple[int, int]:
        """Return the least and the most load of a supporter of a kind."""
        target, off = self.share(kind) * sum(self.loads[what]), self.choices.balance[what]
        return max(0, math.ceil(target * (1 - off) - 1e-9)), math.floor(target * (1 + off) + 1e-9)

    def share(self, kind: int) -> float:
        """Return which part of all work a supporter of a kind has."""
        return self.kinds[kind][0].share / sum(one.share for one in self.choices.supporters)


@dataclass(frozen=True, slots=True)
class Desk:
    """A home from which a supporter of a kind can travel.

    Attributes
    ----------
    kind
        Position among the kinds.
    home
        NIS code.
    """

    kind: int
    home: str


def pieces(problem: SupportProblem, regions: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the connected pieces of some regions, the largest first.

    Parameters
    ----------
    problem
        Says who adjoins.
    regions
        Codes.
    """
    left, found = set(regions), []
    while left:
        piece, edge = set(), {min(left)}
        while edge:
            piece |= edge
            edge = {c for code in edge for c in problem.neighbours[code]} & left - piece
        left -= piece
        found.append(tuple(sorted(piece)))
    return sorted(found, key=lambda piece: (-len(piece), piece)) or [()]
