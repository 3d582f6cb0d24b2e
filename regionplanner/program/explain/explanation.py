"""Explanation: which demands collide, what is in the way, and what helps; and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from regionplanner.errors import Message, counted, either, joined, listing
from regionplanner.rules.rule import Demand, WayOut


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """What on the map is in the way of a plan.

    Attributes
    ----------
    kind
        ``remote``: a unit with too few others within reach; ``far``: two that must be together
        and are too far apart; ``few``: too few units reach a figure; ``large``: a unit or a group
        that is too large by itself; ``crowded``: too many units on the way between two;
        ``cut_off``: units behind one other; ``totals``: what there is to divide.
    units
        NIS codes of the units concerned; none of totals.
    message
        A clause that follows "as".
    """

    kind: Literal["remote", "far", "few", "large", "crowded", "cut_off", "totals"]
    units: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why some reference regions have no plan, for the same demands.

    Attributes
    ----------
    parents
        Name of each reference region, by code.
    demands
        Those that cannot be kept together.
    minimal
        Whether each of them is proven to be needed.
    bottlenecks
        What on the map is in the way, as far as anything can be pointed at.
    seen_in
        Code of the reference region where that is.
    ways
        What helps, the mildest first.
    searched
        Whether that was found out: a change that is known to help, or that no single one does.
    """

    parents: Mapping[str, str] = field(hash=False)
    demands: tuple[Demand, ...]
    minimal: bool
    bottlenecks: tuple[Bottleneck, ...]
    seen_in: str
    ways: tuple[WayOut, ...]
    searched: bool

    @property
    def message(self) -> Message:
        """All of it in words."""
        is_one = len(self.demands) == 1
        said = Message(
            "{where} this rule cannot be kept: {demands}{doubt}, as {because}; it has to give way"
            if is_one
            else "{where} these rules cannot be kept together: {demands}{doubt}, as {because}; one "
            "of them has to give way",
            where=self._where,
            demands=listing((demand.text for demand in self.demands), at_most=6),
            doubt=""
            if self.minimal
            else Message(" (not all of them may be needed: to find out would take longer)"),
            because=self._because,
        )
        if self.searched and not self.ways:
            return Message(
                "{found}, and another rule with it: without it there is no plan either; drop it, "
                "and see what else is in the way"
                if is_one
                else "{found}; without any one of these there is no plan either, so change more "
                "than one rule",
                found=said,
            )
        return Message("{found}; {ways}", found=said, ways=self._ways)

    @property
    def _where(self) -> Message:
        names = [*self.parents.values()]
        if len(names) == 1:
            return Message("In {parent}", parent=names[0])
        count = counted(len(names), "reference region")
        return Message("In {count} ({parents})", count=count, parents=listing(names))

    @property
    def _because(self) -> str:
        if not self.bottlenecks:
            return Message("no division into adjoining regions keeps to that")
        seen = listing(bottleneck.message for bottleneck in self.bottlenecks)
        if len(self.parents) == 1:
            return seen
        return Message("in {parent} {because}", parent=self.parents[self.seen_in], because=seen)

    @property
    def _ways(self) -> str:
        changed = {way.demand for way in self.ways}
        dropped = [d for d in self.demands if d in changed and d.kind != "number"]
        said = [way.message for way in self.ways if way.demand not in dropped]
        said += [given_up(dropped)] if dropped else []
        ways = either(said, "{items}, or {item}") if said else ""
        if self.searched:
            return ways
        return Message(
            "to find what works takes longer than reasons may take: {ways}"
            if ways
            else "to find what works takes longer than reasons may take",
            ways=ways,
        )


def given_up(demands: Sequence[Demand]) -> Message:
    """Return that one of some demands is to be given up.

    Parameters
    ----------
    demands
        At least one.
    """
    texts = [
        d.text if d.kind == "lock" else Message("that {demand}", demand=d.text) for d in demands
    ]
    is_one = len(texts) == 1
    give_up = "give up {demands}" if is_one else "give up one of these: {demands}"
    return Message(give_up, demands=listing(texts))


def number_text(numbers: Sequence[int]) -> Message:
    """Return numbers of regions as they are said: ``"3 to 5 or 7 regions"``.

    Parameters
    ----------
    numbers
        In order, at least one.
    """
    noun = Message("region" if list(numbers) == [1] else "regions")
    return Message("{count} {noun}", count=numbers_text(numbers), noun=noun)


def numbers_text(numbers: Sequence[int]) -> str:
    """Return numbers as they are said, without what they are of: ``"3 to 5 or 7"``.

    Parameters
    ----------
    numbers
        In order, at least one.
    """
    *first, last = (
        Message("{least} to {most}", least=least, most=most) if most > least else str(least)
        for least, most in number_runs(numbers)
    )
    return either([joined(first, ", "), last]) if first else last


def number_runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each row of numbers without gaps.

    Parameters
    ----------
    numbers
        In order.
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
