"""Candidate regions: connected sets of units, by plain recursion."""

from collections.abc import Iterator

from regionplanner.audit.parts import Parent, units_of


def connected_sets(parent: Parent) -> Iterator[int]:
    """Yield every connected set of units that is not too large, each once.

    Parameters
    ----------
    parent
        The reference region.
    """
    sizes = [len(members) for members in parent.units]

    def grown(inside: int, size: int, beside: int, passed: int) -> Iterator[int]:
        yield inside
        while beside:
            next_ = beside & -beside
            beside ^= next_
            passed |= next_  # the sets without it come later
            unit = next_.bit_length() - 1
            if size + sizes[unit] <= parent.max_units:
                around = (beside | parent.neighbours[unit]) & ~(inside | passed)
                yield from grown(inside | next_, size + sizes[unit], around, passed)

    for unit, size in enumerate(sizes):
        before = (1 << (unit + 1)) - 1  # sets whose first unit is this one
        if size <= parent.max_units:
            yield from grown(1 << unit, size, parent.neighbours[unit] & ~before, before)


def is_connected(parent: Parent, region: int) -> bool:
    """Return whether a region is in one piece.

    Parameters
    ----------
    parent
        The reference region.
    region
        Its units.
    """
    reached = new = region & -region
    while new:
        around = 0
        for unit in units_of(new):
            around |= parent.neighbours[unit]
        new = around & region & ~reached
        reached |= new
    return region != 0 and reached == region


def is_candidate(parent: Parent, region: int) -> bool:
    """Return whether a connected region has the right size and keeps the groups.

    Parameters
    ----------
    parent
        The reference region.
    region
        Its units.
    """
    size = sum(len(parent.units[unit]) for unit in units_of(region))
    if not parent.min_units <= size <= parent.max_units:
        return False
    if not (any(parent.apart) or any(parent.together)):
        return True
    return all(
        not parent.apart[unit] & region and not parent.together[unit] & ~region
        for unit in units_of(region)
    )
