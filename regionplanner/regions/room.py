"""Room: how much of all diagrams memory holds at once."""


class Room:
    """How many states of diagrams a process keeps; others are dropped and built anew for each use.

    It changes how long a search takes and not what it finds: all rooms have the same text, by
    which answers are known.

    Parameters
    ----------
    n_states
        In states of a diagram of all regions; local ones take less.
    """

    __slots__ = ("n_states",)

    def __init__(self, n_states: float) -> None:
        self.n_states = n_states

    def __repr__(self) -> str:
        return "Room"


NO_END = Room(float("inf"))
"""Room for any diagram."""
