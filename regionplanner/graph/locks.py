"""Locked regions that cannot be regions: across reference regions, in parts, of another size."""

from collections.abc import Iterator

from regionplanner.choices import Lock
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import listing
from regionplanner.graph.layout import Layout, Move, least_change
from regionplanner.graph.situation import Obstacle, Situation

_ADD: frozenset[Move] = frozenset({"add"})
_RELEASE: frozenset[Move] = frozenset({"release"})
_SUCH_AS = 3


def members_by_parent(municipalities: Municipalities, lock: Lock) -> list[tuple[str, list[str]]]:
    """Return the members of a lock in each reference region, by its code, most members first.

    Parameters
    ----------
    municipalities
        The units.
    lock
        The region that is given.
    """
    parents = municipalities.frame.loc[sorted(lock.members), "reference_region"]
    parts = [(str(code), list(units.index)) for code, units in parents.groupby(parents, sort=True)]
    return sorted(parts, key=lambda part: -len(part[1]))


def across_obstacle(municipalities: Municipalities, lock: Lock) -> Obstacle | None:
    """Return that a lock lies in more than one reference region, or None when it does not.

    Parameters
    ----------
    municipalities
        The units.
    lock
        The region that is given.
    """
    parts = members_by_parent(municipalities, lock)
    if len(parts) == 1:
        return None
    frame = municipalities.frame
    labels = [listing(municipalities.label(nis) for nis in units) for _, units in parts]
    names = [frame.loc[units[0], "reference_region_name"] for _, units in parts]
    lies_in = "; ".join(f"{name} ({units})" for name, units in zip(names, labels, strict=True))
    others = sorted(nis for _, units in parts[1:] for nis in units)
    return Obstacle(
        "across",
        tuple(others),
        f"{lock.region} is locked across reference regions: {lies_in}; a region lies inside one; "
        f"leave {listing((municipalities.label(nis) for nis in others), at_most=12)} "
        f"out of the lock {lock.region}",
    )


def lock_obstacles(situation: Situation) -> Iterator[Obstacle]:
    """Yield the locks of one reference region that are in parts or of another size.

    Parameters
    ----------
    situation
        The reference region with its locks.
    """
    for lock in range(len(situation.locks)):
        if situation.ground.loose(situation.layout, lock):
            yield _in_parts(situation, lock)
        if situation.ground.size_amiss(situation.layout, lock):
            yield _of_other_size(situation, lock)


def _in_parts(situation: Situation, lock: int) -> Obstacle:
    ground, layout, code = situation.ground, situation.layout, situation.locks[lock]
    main, *others = ground.parts(layout.locks[lock])
    loose = sum(others)
    pieces = " / ".join(situation.named(part) for part in others)
    whole = {1 + lock}
    ways = []
    joined = least_change(ground, layout, _ADD, whole)
    if joined is not None:
        new = joined.locks[lock] & ~layout.locks[lock]
        joins = "joins" if new.bit_count() == 1 else "join"
        ways.append(f"{situation.change(joined)}, which {joins} them")
    released = _without(layout, lock, loose)
    mended = all(
        new <= old for new, old in zip(ground.amiss(released), ground.amiss(layout), strict=True)
    )
    other = released if mended else least_change(ground, layout, _RELEASE, whole)
    if other is not None:
        ways.append(situation.change(other))
    return Obstacle(
        "contiguous",
        tuple(ground.codes(loose)),
        f"{code} is locked in {len(others) + 1} parts: {pieces} "
        f"{'is' if loose.bit_count() == 1 else 'are'} cut off from "
        f"{_the_rest(situation, main)}; a region must be contiguous; "
        f"{', or '.join(ways or [f'lift the lock {code}'])}",
    )


def _the_rest(situation: Situation, main: int) -> str:
    if main.bit_count() == 1:
        return situation.named(main)
    return f"the other {main.bit_count()}: {situation.named(main)}"


def _of_other_size(situation: Situation, lock: int) -> Obstacle:
    ground, layout, code = situation.ground, situation.layout, situation.locks[lock]
    members = layout.locks[lock]
    size = members.bit_count()
    too_small = size < ground.min_units
    limit = f"minimum is {ground.min_units}" if too_small else f"maximum is {ground.max_units}"
    are = "is" if size == 1 else "are"
    way = _larger(situation, lock) if too_small else _smaller(situation, lock)
    ways = [*way, f"allow the exception (exception = true in the lock {code})"]
    return Obstacle(
        "size",
        tuple(ground.codes(members)),
        f"{situation.named(members)} {are} locked as one region of {size} ({code}); "
        f"the {limit}; {', or '.join(ways)}",
    )


def _larger(situation: Situation, lock: int) -> list[str]:
    """Return how a lock comes to the smallest size: by neighbours that strand nobody."""
    ground, layout = situation.ground, situation.layout
    lack = ground.min_units - layout.locks[lock].bit_count()
    size = 1 + len(layout.locks) + lock
    if lack > 1:
        grown = least_change(ground, layout, _ADD, {size})
        return (
            []
            if grown is None
            else [f"add {lack} neighbours, such as {_added(situation, grown, lock)}"]
        )
    options = []
    for nis in ground.codes(ground.around(layout.locks[lock]) & layout.free):
        bit = ground.bits(frozenset({nis}))
        if _no_worse(situation, _with(layout, lock, bit)):
            options.append(nis)
    options.sort(key=lambda nis: (-_shared_m(situation, lock, nis), nis))
    if not options:
        return []
    labels = [situation.municipalities.label(nis) for nis in options[:_SUCH_AS]]
    *first, last = labels
    such_as = f"{', '.join(first)} or {last}" if first else last
    return [f"add a neighbour in {situation.name}, such as {such_as}"]


def _smaller(situation: Situation, lock: int) -> list[str]:
    ground, layout = situation.ground, situation.layout
    size = 1 + len(layout.locks) + lock
    shrunk = least_change(ground, layout, _RELEASE, {size})
    return [] if shrunk is None else [situation.change(shrunk)]


def _added(situation: Situation, after: Layout, lock: int) -> str:
    return situation.named(after.locks[lock] & ~situation.layout.locks[lock], at_most=12)


def _no_worse(situation: Situation, after: Layout) -> bool:
    ground = situation.ground
    pairs = zip(ground.amiss(after), ground.amiss(situation.layout), strict=True)
    return all(new <= old for new, old in pairs)


def _with(layout: Layout, lock: int, bits: int) -> Layout:
    locks = list(layout.locks)
    locks[lock] |= bits
    return Layout(tuple(locks), layout.free & ~bits, layout.out)


def _without(layout: Layout, lock: int, bits: int) -> Layout:
    locks = list(layout.locks)
    locks[lock] &= ~bits
    return Layout(tuple(locks), layout.free | bits, layout.out)


def _shared_m(situation: Situation, lock: int, nis: str) -> float:
    """Return the border that a unit shares with a lock [m]."""
    members = situation.ground.codes(situation.layout.locks[lock])
    graph = situation.graph
    return float(sum(graph.edges[nis, m]["border_m"] for m in members if graph.has_edge(nis, m)))
