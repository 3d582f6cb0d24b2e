"""The loop that puts labels in their places, whatever they are measured in: none over another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

LabelT = TypeVar("LabelT")
RoundT = TypeVar("RoundT")
PlacedT = TypeVar("PlacedT")
BoxT = TypeVar("BoxT")


def placed_in_rounds(
    labels: Sequence[LabelT],
    rounds: Iterable[RoundT],
    places: Callable[[LabelT, RoundT], Iterable[tuple[PlacedT, BoxT]]],
    is_free: Callable[[BoxT, Sequence[BoxT]], bool],
) -> Mapping[int, PlacedT]:
    """Return labels in their places, by position, in the order in which they were placed.

    In each round every label without a place takes the first of its places that is free, so that
    what a later round allows is only for those that had no room before.

    Parameters
    ----------
    labels
        Those that choose first, first.
    rounds
        What is allowed, the best first.
    places
        Returns the forms and places that a label may have in a round, with the box of each.
    is_free
        Whether a box lies apart from the boxes that are taken.
    """
    taken: list[BoxT] = []
    placed: dict[int, PlacedT] = {}
    for allowed in rounds:
        for n, label in enumerate(labels):
            options = () if n in placed else places(label, allowed)
            for place, box in options:
                if is_free(box, taken):
                    taken.append(box)
                    placed[n] = place
                    break
    return placed
