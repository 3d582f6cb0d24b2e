"""The deletion filter: what cannot be kept together, less what it takes no part in."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def deletion_filter(
    items: Sequence[Item],
    part: Sequence[Item],
    collide: Callable[[tuple[Item, ...]], bool],
    *,
    by_halves: bool = False,
) -> tuple[Item, ...]:
    """Return items that collide, without those of a part that the collision does not need.

    Parameters
    ----------
    items
        Known to collide.
    part
        Those that may go; what comes first goes first.
    collide
        Whether some items are known to collide; where that is not found out, more stay.
    by_halves
        Whether many are tried at once: quicker where most can go.

    References
    ----------
    Chinneck & Dravnieks 1991 (deletion filter); Junker 2004 (by halves).
    """
    if part and (by_halves or len(part) == 1):
        fewer = without(items, part)
        if collide(fewer):
            return fewer
    if len(part) > 1:
        half = len(part) // 2
        for some in (part[:half], part[half:]):
            items = deletion_filter(items, some, collide, by_halves=by_halves)
    return tuple(items)


def without(items: Sequence[Item], gone: Sequence[Item]) -> tuple[Item, ...]:
    """Return items but for some of them."""
    return tuple(item for item in items if all(item is not one for one in gone))


def collision_text(what: str, demands: Sequence[str], would: str) -> str:
    """Return which demands collide, and what to do.

    Parameters
    ----------
    what
        That keeps them: ``"division"``.
    demands
        What was asked, in words, at least one.
    would
        With what there would be one: ``"loads within 20%"``; empty where that is not known.
    """
    with_it = f"; with {would} there is one" if would else ""
    if len(demands) == 1:
        return f"no {what} keeps this: {demands[0]}{with_it}; change it"
    return f"no {what} keeps these together: {'; '.join(demands)}{with_it}; change one of them"
