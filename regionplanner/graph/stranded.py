"""What locked regions and units left out leave: parts that no regions can be made of."""

from collections.abc import Iterator
from dataclasses import replace

from regionplanner.choices import count_text
from regionplanner.errors import listing
from regionplanner.graph.layout import Layout, Move, least_change
from regionplanner.graph.situation import Obstacle, Situation

_FREE = frozenset({0})
_AT_MOST = 12


def stranded_obstacles(situation: Situation) -> Iterator[Obstacle]:
    """Yield what the locks and the units left out strand in one reference region, if anything.

    Parts that have no more neighbours without locks are a matter of the data, not of the rules.

    Parameters
    ----------
    situation
        The reference region with its locks.
    """
    ground, layout = situation.ground, situation.layout
    whole = set(ground.parts((1 << len(ground.units)) - 1))
    parts = [part for part in ground.stranded(layout) if part not in whole]
    if parts:
        yield Obstacle("stranded", tuple(ground.codes(sum(parts))), _message(situation, parts))


def _message(situation: Situation, parts: list[int]) -> str:
    ground = situation.ground
    units = situation.named(sum(parts), at_most=_AT_MOST)
    sizes = [part.bit_count() for part in parts]
    one = sum(sizes) == 1
    pieces = "" if one else f", in parts of {listing(map(str, sizes), at_most=_AT_MOST)}"
    if len(parts) == 1 and not one:
        pieces = f", {sizes[0]} together"
    return (
        f"{_cause(situation, parts)} strands {units} in {situation.name}{pieces}; a region has "
        f"{count_text((ground.min_units, ground.max_units))} adjoining municipalities; "
        f"{', or '.join(_ways(situation, parts))}"
    )


def _cause(situation: Situation, parts: list[int]) -> str:
    ground, layout = situation.ground, situation.layout
    around = ground.around(sum(parts))
    locks = [
        code
        for code, members in zip(situation.locks, layout.locks, strict=True)
        if members & around
    ]
    causes = [f"locking {listing(locks)}"] if locks else []
    if layout.out & around:
        causes.append(f"leaving {situation.named(layout.out & around)} out")
    text = " and ".join(causes)
    return f"{text[0].upper()}{text[1:]}"


def _ways(situation: Situation, parts: list[int]) -> list[str]:
    """Return what a planner can do, each enough by itself."""
    ways = []
    added = _change(situation, {"add"})
    if added is None:
        added = _as_exception(situation)
        if added is not None:
            ways.append(
                f"{situation.change(added)} and allow the exception{_sizes(situation, added)}"
            )
    else:
        ways.append(situation.change(added))
    released = _change(situation, {"release"}) or _change(situation, {"add", "release"})
    if released is not None and released != added:
        ways.append(situation.change(released))
    planned = _change(situation, {"plan"})
    if planned is not None:
        ways.append(situation.change(planned))
    units = situation.named(sum(parts), at_most=_AT_MOST)
    also = " as well" if situation.layout.out else ""
    return [*ways, f"leave {units} out{also}"]


def _change(situation: Situation, moves: set[Move]) -> Layout | None:
    return least_change(situation.ground, situation.layout, frozenset(moves), _FREE)


def _as_exception(situation: Situation) -> Layout | None:
    """Return how locks take the stranded units in when they may be of any size."""
    free = replace(situation.ground, exceptions=(True,) * len(situation.locks))
    return least_change(free, situation.layout, frozenset({"add"}), _FREE)


def _sizes(situation: Situation, after: Layout) -> str:
    """Return the sizes of the locks that grow past the largest region."""
    largest = situation.ground.max_units
    sizes = [m.bit_count() for m in after.locks if m.bit_count() > largest]
    return f" ({listing(map(str, sizes))} municipalities, more than {largest})"
