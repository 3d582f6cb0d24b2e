"""What alternatives, front and repair found."""

from collections.abc import Mapping

from regionplanner.criteria.registry import CriterionName
from regionplanner.io.records.base import RecordPart, SearchRecord
from regionplanner.proof import Proof


class BestRecord(RecordPart):
    """The best plan: its digest, its objective and the proven bound of all plans."""

    plan_sha256: str
    objective: float
    bound: float


class AlternativeRecord(RecordPart):
    """A plan that costs little more than the best.

    Attributes
    ----------
    plan_sha256, objective
        The plan and what it costs.
    pairs_that_differ
        Neighbouring pairs in which it differs from each earlier plan, the best one first.
    pairs_in_all, proven_most, gap
        Their sum, the proven most of it and the share between.
    """

    plan_sha256: str
    objective: float
    pairs_that_differ: tuple[int, ...]
    pairs_in_all: int
    proven_most: float
    gap: float


class AlternativesRecord(SearchRecord):
    """What ``alternatives`` found: the best plan and those that cost at most `within` more."""

    FILE = "alternatives.json"
    within: float
    best: BestRecord
    alternatives: tuple[AlternativeRecord, ...]

    @property
    def plans(self) -> tuple[str, ...]:
        """Digests of the plans."""
        return (self.best.plan_sha256, *(one.plan_sha256 for one in self.alternatives))

    def proof(self, plan_sha256: str) -> Proof:
        """Return the proof of one of the plans."""
        one = next((one for one in self.alternatives if one.plan_sha256 == plan_sha256), None)
        objective = self.best.objective if one is None else one.objective
        optimal = objective == self.best.bound
        return Proof("optimal" if optimal else "feasible", objective, self.best.bound)


class PointRecord(RecordPart):
    """A point of a front: both criteria, the proven least of the first, and what was allowed."""

    plan_sha256: str
    first: float
    second: float
    bound: float
    gap: float
    allowed: float


class FrontRecord(SearchRecord):
    """What ``front`` found: two criteria and the plans that trade one for the other."""

    FILE = "front.json"
    first: CriterionName
    second: CriterionName
    points: tuple[PointRecord, ...]

    @property
    def plans(self) -> tuple[str, ...]:
        """Digests of the plans."""
        return tuple(point.plan_sha256 for point in self.points)


class PairRecord(RecordPart):
    """Two neighbours that a repair brings together, or takes apart."""

    nis_a: str
    nis_b: str
    together: bool


class RepairRecord(SearchRecord):
    """What ``repair`` found.

    Attributes
    ----------
    plan_sha256
        The plan.
    today
        What existed: region by NIS code.
    objective
        What the plan costs by the criteria.
    changes
        Neighbouring pairs that change.
    pairs_that_change, weight, proven_least
        How many, their weight, and the proven least of it.
    cheapest_of_these
        Whether no plan with so little change costs less.
    """

    FILE = "repair.json"
    plan_sha256: str
    today: Mapping[str, str]
    objective: float
    changes: tuple[PairRecord, ...]
    pairs_that_change: int
    weight: float
    proven_least: float
    cheapest_of_these: bool

    @property
    def plans(self) -> tuple[str, ...]:
        """Digest of the plan."""
        return (self.plan_sha256,)
