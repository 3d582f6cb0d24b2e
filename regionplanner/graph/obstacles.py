"""What rules rule out before anything is planned: locked regions, and what they leave."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from regionplanner.choices import Lock, count_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, counted, either, joined, listing
from regionplanner.graph.layout import (
    Layout,
    Move,
    Obstacle,
    ObstacleKind,
    Situation,
    layout_area,
    least_change,
    moved,
)
from regionplanner.rules.case import Case
from regionplanner.rules.rule import WayOut

_ADD: frozenset[Move] = frozenset({"add"})
_RELEASE: frozenset[Move] = frozenset({"release"})
_SUCH_AS = 3
_FREE = frozenset({0})
_AT_MOST = 12


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


def across_obstacle(case: Case, lock: Lock) -> Obstacle | None:
    """Return that a lock lies in more than one reference region, or None when it does not.

    Parameters
    ----------
    case
        What is planned.
    lock
        The region that is given.
    """
    municipalities = case.municipalities
    parts = members_by_parent(municipalities, lock)
    if len(parts) == 1:
        return None
    frame = municipalities.frame
    labels = [listing(municipalities.label(nis) for nis in units) for _, units in parts]
    parents = [frame.loc[units[0], "reference_region_name"] for _, units in parts]
    lies_in = joined(
        Message("{parent} ({units})", parent=parent, units=units)
        for parent, units in zip(parents, labels, strict=True)
    )
    others = sorted(nis for _, units in parts[1:] for nis in units)
    names = listing((municipalities.label(nis) for nis in others), at_most=12)
    leave = Message("leave {units} out of the lock {lock}", units=names, lock=lock.region)
    rest = lock.model_copy(update={"members": tuple(sorted(parts[0][1]))})
    locked = tuple(rest if given == lock else given for given in case.scenario.locked)
    return _obstacle(
        "across",
        others,
        "{lock} is locked across reference regions: {lies_in}; a region lies inside one; {ways}",
        [WayOut(leave, {"locked": locked})],
        lock=lock.region,
        lies_in=lies_in,
    )


def _obstacle(
    kind: ObstacleKind,
    concerned: Iterable[str],
    template: str,
    ways: Sequence[WayOut],
    /,
    **values: object,
) -> Obstacle:
    """Return an obstacle whose message ends in the ways out."""
    said = either([way.message for way in ways], "{items}, or {item}")
    return Obstacle(kind, tuple(concerned), Message(template, ways=said, **values), tuple(ways))


def lock_obstacles(situation: Situation) -> Iterator[Obstacle]:
    """Yield the locks of one reference region that are in parts or of another size.

    Parameters
    ----------
    situation
        The reference region with its locks.
    """
    for lock in range(len(situation.locks)):
        if situation.area.loose(situation.layout, lock):
            yield _in_parts(situation, lock)
        if situation.area.size_violation(situation.layout, lock):
            yield _of_other_size(situation, lock)


def _in_parts(situation: Situation, lock: int) -> Obstacle:
    area, layout, code = situation.area, situation.layout, situation.locks[lock]
    main, *others = area.parts(layout.locks[lock])
    loose = sum(others)
    whole = {1 + lock}
    ways: list[WayOut] = []
    grown = least_change(area, layout, _ADD, whole)
    if grown is not None:
        new = grown.locks[lock] & ~layout.locks[lock]
        which = (
            "{change}, which joins them" if new.bit_count() == 1 else "{change}, which join them"
        )
        ways.append(situation.way_out(grown, Message(which, change=situation.change(grown))))
    released = moved(layout, lock, loose)
    is_enough = _no_worse(situation, released)
    smaller = released if is_enough else least_change(area, layout, _RELEASE, whole)
    if smaller is not None:
        ways.append(situation.way_out(smaller))
    if not ways:
        lifted = moved(layout, lock, layout.locks[lock])
        ways.append(situation.way_out(lifted, Message("lift the lock {lock}", lock=code)))
    return _obstacle(
        "contiguous",
        area.codes(loose),
        "{lock} is locked in {parts}: {pieces} is cut off from {rest}; a region must be "
        "contiguous; {ways}"
        if loose.bit_count() == 1
        else "{lock} is locked in {parts}: {pieces} are cut off from {rest}; a region must be "
        "contiguous; {ways}",
        ways,
        lock=code,
        parts=counted(len(others) + 1, "part"),
        pieces=joined(map(situation.named, others), " / "),
        rest=_the_rest(situation, main),
    )


def _the_rest(situation: Situation, main: int) -> str:
    if main.bit_count() == 1:
        return situation.named(main)
    n_units = main.bit_count()
    return Message("the other {count}: {units}", count=n_units, units=situation.named(main))


def _of_other_size(situation: Situation, lock: int) -> Obstacle:
    area, layout, code = situation.area, situation.layout, situation.locks[lock]
    members = layout.locks[lock]
    size = members.bit_count()
    too_small = size < area.min_units
    limit = Message(
        "minimum is {limit}" if too_small else "maximum is {limit}",
        limit=area.min_units if too_small else area.max_units,
    )
    way = _larger(situation, lock) if too_small else _smaller(situation, lock)
    exception = Message("allow the exception (exception = true in the lock {lock})", lock=code)
    return _obstacle(
        "size",
        area.codes(members),
        "{units} is locked as one region of {size} ({lock}); the {limit}; {ways}"
        if size == 1
        else "{units} are locked as one region of {size} ({lock}); the {limit}; {ways}",
        [*way, situation.way_out(layout, exception, exempt=[lock])],
        units=situation.named(members),
        size=size,
        lock=code,
        limit=limit,
    )


def _larger(situation: Situation, lock: int) -> list[WayOut]:
    """Return how a lock comes to the smallest size: by neighbours that strand nobody."""
    area, layout = situation.area, situation.layout
    lack = area.min_units - layout.locks[lock].bit_count()
    size = 1 + len(layout.locks) + lock
    if lack > 1:
        grown = least_change(area, layout, _ADD, {size})
        if grown is None:
            return []
        units = situation.named(grown.locks[lock] & ~layout.locks[lock], at_most=12)
        add = Message("add {count} neighbours, such as {units}", count=lack, units=units)
        return [situation.way_out(grown, add)]
    options = []
    for nis in area.codes(area.around(layout.locks[lock]) & layout.free):
        bit = area.bits(frozenset({nis}))
        if _no_worse(situation, moved(layout, lock, bit)):
            options.append(nis)
    options.sort(key=lambda nis: (-_shared_m(situation, lock, nis), nis))
    if not options:
        return []
    labels = [situation.case.municipalities.label(nis) for nis in options[:_SUCH_AS]]
    *first, last = labels
    such_as = either([joined(first, ", "), last] if first else [last])
    add = Message(
        "add a neighbour in {parent}, such as {units}", parent=situation.name, units=such_as
    )
    first_added = moved(layout, lock, area.bits(frozenset(options[:1])))
    return [situation.way_out(first_added, add)]


def _smaller(situation: Situation, lock: int) -> list[WayOut]:
    area, layout = situation.area, situation.layout
    size = 1 + len(layout.locks) + lock
    shrunk = least_change(area, layout, _RELEASE, {size})
    return [] if shrunk is None else [situation.way_out(shrunk)]


def _no_worse(situation: Situation, after: Layout) -> bool:
    area = situation.area
    pairs = zip(area.violations(after), area.violations(situation.layout), strict=True)
    return all(new <= old for new, old in pairs)


def _shared_m(situation: Situation, lock: int, nis: str) -> float:
    """Return the border that a unit shares with a lock [m]."""
    members = situation.area.codes(situation.layout.locks[lock])
    graph = situation.case.graph
    return float(sum(graph.edges[nis, m]["border_m"] for m in members if graph.has_edge(nis, m)))


def stranded_obstacles(situation: Situation) -> Iterator[Obstacle]:
    """Yield what the locks and the units left out strand in one reference region, if anything.

    Parts that have no more neighbours without locks are a matter of the data, not of the rules.

    Parameters
    ----------
    situation
        The reference region with its locks.
    """
    area, layout = situation.area, situation.layout
    whole = set(area.parts((1 << len(area.units)) - 1))
    parts = [part for part in area.stranded(layout) if part not in whole]
    if parts:
        yield _stranded(situation, parts)


def _stranded(situation: Situation, parts: list[int]) -> Obstacle:
    area = situation.area
    units = situation.named(sum(parts), at_most=_AT_MOST)
    sizes = [part.bit_count() for part in parts]
    pieces = ""
    if len(parts) > 1:
        in_parts = listing(map(str, sizes), at_most=_AT_MOST)
        pieces = Message(", in parts of {sizes}", sizes=in_parts)
    elif sizes[0] > 1:
        pieces = Message(", {count} together", count=sizes[0])
    return _obstacle(
        "stranded",
        area.codes(sum(parts)),
        "{cause} strands {units} in {parent}{pieces}; a region has {sizes} adjoining "
        "municipalities; {ways}",
        _ways(situation, parts),
        cause=_cause(situation, parts),
        units=units,
        parent=situation.name,
        pieces=pieces,
        sizes=count_text((area.min_units, area.max_units)),
    )


def _cause(situation: Situation, parts: list[int]) -> str:
    area, layout = situation.area, situation.layout
    around = area.around(sum(parts))
    locks = [
        code
        for code, members in zip(situation.locks, layout.locks, strict=True)
        if members & around
    ]
    out = layout.out & around
    template = "Locking {locks}" if locks else "Leaving {units} out"
    return Message(
        "Locking {locks} and leaving {units} out" if locks and out else template,
        locks=listing(locks),
        units=situation.named(out) if out else "",
    )


def _ways(situation: Situation, parts: list[int]) -> list[WayOut]:
    """Return what a planner can do, each enough by itself."""
    ways: list[WayOut] = []
    added = _change(situation, {"add"})
    if added is None:
        added = _as_exception(situation)
        if added is not None:
            allow = Message(
                "{change} and allow the exception{sizes}",
                change=situation.change(added),
                sizes=_sizes(situation, added),
            )
            large = [
                lock
                for lock, members in enumerate(added.locks)
                if members.bit_count() > situation.area.max_units
            ]
            ways.append(situation.way_out(added, allow, exempt=large))
    else:
        ways.append(situation.way_out(added))
    released = _change(situation, {"release"}) or _change(situation, {"add", "release"})
    if released is not None and released != added:
        ways.append(situation.way_out(released))
    planned = _change(situation, {"plan"})
    if planned is not None:
        ways.append(situation.way_out(planned))
    units = situation.named(sum(parts), at_most=_AT_MOST)
    leave = "leave {units} out as well" if situation.layout.out else "leave {units} out"
    bits, layout = sum(parts), situation.layout
    without = replace(layout, free=layout.free & ~bits, out=layout.out | bits)
    return [*ways, situation.way_out(without, Message(leave, units=units))]


def _change(situation: Situation, moves: set[Move]) -> Layout | None:
    return least_change(situation.area, situation.layout, frozenset(moves), _FREE)


def _as_exception(situation: Situation) -> Layout | None:
    """Return how locks take the stranded units in when they may be of any size."""
    free = replace(situation.area, exceptions=(True,) * len(situation.locks))
    return least_change(free, situation.layout, frozenset({"add"}), _FREE)


def _sizes(situation: Situation, after: Layout) -> str:
    """Return the sizes of the locks that grow past the largest region."""
    largest = situation.area.max_units
    sizes = [m.bit_count() for m in after.locks if m.bit_count() > largest]
    return Message(
        " ({sizes} municipalities, more than {largest})",
        sizes=listing(map(str, sizes)),
        largest=largest,
    )


def rule_obstacles(case: Case) -> list[Obstacle]:
    """Return why locked regions and units left out allow no plan, as far as a map shows it.

    Parameters
    ----------
    case
        All units, also those left out, and what must hold.

    Returns
    -------
    list of Obstacle
        Locks across reference regions, then per reference region, in the order of its code:
        locks in parts or of another size, and what locks and units left out strand. A lock
        across reference regions is looked at further as if only its largest part were locked.
    """
    municipalities, rules = case.municipalities, case.rules
    across = [across_obstacle(case, lock) for lock in rules.locked]
    obstacles = [obstacle for obstacle in across if obstacle is not None]
    locked = [(lock, *members_by_parent(municipalities, lock)[0]) for lock in rules.locked]
    parents = municipalities.frame["reference_region"]
    touched = {code for _, code, _ in locked} | set(parents.loc[list(rules.left_out)])
    for code in sorted(touched):
        own = [(lock, members) for lock, parent, members in locked if parent == code]
        situation = _situation(case, str(code), own)
        obstacles += [*lock_obstacles(situation), *stranded_obstacles(situation)]
    return obstacles


def _situation(case: Case, code: str, locks: list[tuple[Lock, list[str]]]) -> Situation:
    frame = case.municipalities.frame
    units = frozenset(frame.index[frame["reference_region"] == code])
    area = layout_area(case.graph, units, case.scenario, tuple(lock.exception for lock, _ in locks))
    locked = tuple(area.bits(frozenset(members)) for _, members in locks)
    left_out = area.bits(frozenset(case.rules.left_out))
    free = area.bits(units) & ~left_out & ~sum(locked)
    return Situation(
        case=case,
        name=case.municipalities.parent_label(code),
        area=area,
        layout=Layout(locked, free, left_out),
        locks=tuple(lock.region for lock, _ in locks),
    )
