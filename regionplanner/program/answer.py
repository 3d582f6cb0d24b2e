"""What is known of one reference region for each number of regions."""

from dataclasses import dataclass, field

from regionplanner.program.columns.evidence import Evidence
from regionplanner.program.columns.prove import AnswerStatus


@dataclass(frozen=True, slots=True)
class Answer:
    """The best division of one reference region into a number of regions.

    Attributes
    ----------
    n_regions
        Number of regions.
    status
        ``optimal`` and ``infeasible`` are proven; ``unknown``: the limit came first.
    objective, bound
        Value and proven lower bound, in quanta; None when there is no plan (known).
    distance_m
        Total distance to the centres [m], the secondary objective.
    regions
        Members of each region by NIS code, ordered by first member.
    evidence
        What shows the bound; None where sizes and totals do, or where there is none.
    limit
        Which limit was met where no plan was found, and what helps; empty where it is the time.
    cost
        What the division was measured to cost, in natural units; None before it was.
    """

    n_regions: int
    status: AnswerStatus
    objective: int | None = None
    bound: int | None = None
    distance_m: int | None = None
    regions: tuple[tuple[str, ...], ...] = ()
    evidence: Evidence | None = field(default=None, repr=False)
    limit: str = ""
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class ParentCurve:
    """Answers of one reference region for every number of regions, in that order.

    Attributes
    ----------
    code
        Of the reference region.
    n_candidates
        How many candidate regions there are; 0 where they were not all compiled.
    answers
        One a number of regions.
    within
        Of how many nearest units the neighbourhoods were, where those asked for did not fit: the
        answers are among regions within these.
    """

    code: str
    n_candidates: int
    answers: tuple[Answer, ...]
    within: int | None = None
