"""JointAnswer: what is known of a choice of regions."""

from dataclasses import dataclass

from regionplanner.criteria.costs import Members
from regionplanner.program.columns.prove import AnswerStatus


@dataclass(frozen=True, slots=True)
class JointAnswer:
    """The best choice of regions known.

    Attributes
    ----------
    status
        ``optimal`` and ``infeasible`` are proven; ``unknown``: no choice was found.
    bound
        Proven lower bound, in quanta.
    objective
        Cost of the regions, in quanta; None without any.
    regions
        Shape ``(n_regions, n_units)``; None without any.
    """

    status: AnswerStatus
    bound: int
    objective: int | None = None
    regions: Members | None = None
