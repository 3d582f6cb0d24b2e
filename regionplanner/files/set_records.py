"""Records that lie beside plans: what made several together, or said more of one."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from regionplanner.criteria.registry import CriterionName
from regionplanner.files.run_record import Note, read_beside
from regionplanner.proof import Closest, Proof, Status, Traded

logger = logging.getLogger(__name__)


class RecordPart(BaseModel):
    """A part of a record: immutable, with finite numbers."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class SetRecord(RecordPart):
    """What a command found, in a file beside the plans that it wrote.

    Attributes
    ----------
    scenario_sha256
        Digest of the choices; empty for none.
    """

    FILE: ClassVar[str]
    scenario_sha256: str

    @property
    def plans(self) -> tuple[str, ...]:
        """Digests of the plans that the record is about (`assignment_sha256`)."""
        raise NotImplementedError

    def holds(self, *, data_sha256: str, scenario_sha256: str) -> bool:  # noqa: ARG002
        """Return whether what it says holds for these data and choices (their digests)."""
        return True

    def proof(self, plan_sha256: str) -> Proof | None:  # noqa: ARG002
        """Return what is proven of the objective of a plan; None where nothing is."""
        return None


class PlanRecord(SetRecord):
    """What a command found of one plan: its digest."""

    plan_sha256: str

    @property
    def plans(self) -> tuple[str, ...]:
        """Digest of the plan."""
        return (self.plan_sha256,)


class SearchRecord(SetRecord):
    """What a search found and proved.

    Attributes
    ----------
    data_sha256
        Digest of the data.
    """

    data_sha256: str

    def holds(self, *, data_sha256: str, scenario_sha256: str) -> bool:
        """Return whether these are the data and the choices of the search."""
        return (data_sha256, scenario_sha256) == (self.data_sha256, self.scenario_sha256)


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
        return (
            self.best.plan_sha256,
            *(alternative.plan_sha256 for alternative in self.alternatives),
        )

    def proof(self, plan_sha256: str) -> Proof:
        """Return the proof of one of the plans."""
        alternative = next(
            (
                alternative
                for alternative in self.alternatives
                if alternative.plan_sha256 == plan_sha256
            ),
            None,
        )
        objective = self.best.objective if alternative is None else alternative.objective
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

    def proof(self, plan_sha256: str) -> Proof:
        """Return the proof of one of the points."""
        point = next(point for point in self.points if point.plan_sha256 == plan_sha256)
        status: Status = "feasible" if point.gap else "optimal"
        return Proof(status, point.first, point.bound, of=Traded(self.first, self.second))


class PairRecord(RecordPart):
    """Two neighbours that a repair brings together, or takes apart."""

    nis_a: str
    nis_b: str
    together: bool


class RepairRecord(PlanRecord, SearchRecord):
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
    today: Mapping[str, str]
    objective: float
    changes: tuple[PairRecord, ...]
    pairs_that_change: int
    weight: float
    proven_least: float
    cheapest_of_these: bool

    def proof(self, plan_sha256: str) -> Proof:  # noqa: ARG002
        """Return the proof of the plan."""
        status: Status = "optimal" if self.cheapest_of_these else "feasible"
        bound = self.objective if self.cheapest_of_these else None
        return Proof(status, self.objective, bound, of=Closest(self.weight, self.proven_least))


class YearRecord(RecordPart):
    """What a growth reaches in a year; counts that are not known, and no costs, are None."""

    year: int
    regions: int
    new_regions: int
    municipalities: int
    inhabitants: int | None
    inhabitants_0_14: int | None
    cost: float | None


class GrowthRecord(PlanRecord):
    """What ``growth`` found.

    Attributes
    ----------
    plan_sha256
        The plan whose regions start.
    start
        Year by code of each region that starts.
    waiting
        Municipalities (NIS codes) by code of each region that does not start.
    outside
        Municipalities in no region of the plan.
    years
        What is reached in each year.
    value, bound
        What the growth is worth, and the proven most of any.
    price
        How much more the plan costs than the best of all, where it was made from the regions of
        the first year; None for a plan that was given.
    begun_gap
        How much less other first regions could cost at most, as a share of these; None likewise.
    """

    FILE = "growth.json"
    start: Mapping[str, int]
    waiting: Mapping[str, tuple[str, ...]] = {}
    outside: tuple[str, ...] = ()
    years: tuple[YearRecord, ...]
    value: float
    bound: float
    price: float | None
    begun_gap: float | None


class AreaRecord(RecordPart):
    """What a supporter has: loads, and travel in a year [km], there and back."""

    supporter: str
    home: str
    home_chosen: bool = False
    share: float
    regions: tuple[str, ...]
    municipalities: int
    inhabitants_0_14: int | None
    travel_km: float


class SupportRecord(PlanRecord):
    """What ``support`` found.

    Attributes
    ----------
    plan_sha256
        The plan whose regions are supported.
    areas
        What each supporter has.
    meetings
        Meetings a year in every region.
    travel_km, bound_km
        Travel of all in a year, and the proven least of any.
    """

    FILE = "support.json"
    areas: tuple[AreaRecord, ...]
    meetings: int
    travel_km: float
    bound_km: float


class Trekker(RecordPart):
    """A candidate lead municipality of a region.

    Attributes
    ----------
    region, nis
        Codes of the region and of the municipality.
    rank
        1 for the first of its region.
    score
        Weighted mean of the parts, 0 to 1.
    readiness, inhabitants, nearness
        Parts, 0 (least of the region) to 1 (most); None where they are not known. Readiness and
        inhabitants are a share of the largest of the region; nearness compares the mean distance
        to the others with that of the nearest and of the farthest member.
    n_inhabitants
        Inhabitants; None where they are not known.
    mean_km
        Mean straight-line distance to the other members [km].
    is_smallest
        Whether no member has fewer inhabitants.
    """

    region: str
    nis: str
    rank: int
    score: float
    readiness: float | None
    inhabitants: float | None
    nearness: float
    n_inhabitants: int | None
    mean_km: float
    is_smallest: bool


class TrekkersRecord(PlanRecord):
    """What ``trekkers`` found: the candidate lead municipalities of each region, ranked."""

    FILE = "trekkers.json"
    trekkers: tuple[Trekker, ...]


class MergerRecord(RecordPart):
    """A municipality after the mergers: what it came from, and the regions before and after.

    Attributes
    ----------
    nis, name
        Of the new municipality.
    parts
        Name by code of those it came from.
    before
        Region by code of each part that was in one.
    after
        Its region now; None is none.
    """

    nis: str
    name: str
    parts: Mapping[str, str]
    before: Mapping[str, str]
    after: str | None


class AmbiguityRecord(RecordPart):
    """Something on which the parts of a new municipality disagree (`carried.Ambiguity`)."""

    nis: str
    what: str
    parts: Mapping[str, str | None]
    taken: str | None


class MergeRecord(SetRecord):
    """What ``merge`` did to a plan.

    Attributes
    ----------
    carried_sha256, mended_sha256
        The plan as it was carried, and with the smallest change that repairs it, if any.
    units_before, units_after
        Number of municipalities of the plan.
    mergers, ambiguous
        What became of municipalities, and what their parts disagree on.
    moves
        Regions before and after, by NIS code, of those that the repaired plan moves.
    proven
        Whether no smaller change repairs it.
    """

    FILE = "merge.json"
    carried_sha256: str
    mended_sha256: str | None
    units_before: int
    units_after: int
    mergers: tuple[MergerRecord, ...]
    ambiguous: tuple[AmbiguityRecord, ...]
    moves: Mapping[str, tuple[str | None, str | None]]
    proven: bool

    @property
    def plans(self) -> tuple[str, ...]:
        """Digests of both plans."""
        return (self.carried_sha256, *([self.mended_sha256] if self.mended_sha256 else []))


SET_RECORDS: tuple[type[SetRecord], ...] = (
    AlternativesRecord,
    FrontRecord,
    RepairRecord,
    MergeRecord,
    GrowthRecord,
    SupportRecord,
    TrekkersRecord,
)
"""Every kind."""


def record_text(record: SetRecord) -> str:
    """Return a record as it is written."""
    shown = record.model_dump(mode="json")
    return json.dumps(shown, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def read_set_records(
    folder: Path, plan_sha256: str, *, note: Note = logger.warning
) -> tuple[SetRecord, ...]:
    """Return the records in a folder that are about a plan.

    Parameters
    ----------
    folder
        Where the plan is. A plan is as good without records: what cannot be read is no error.
    plan_sha256
        Digest of the plan (`assignment_sha256`).
    note
        Called with why one cannot be read.

    Returns
    -------
    tuple of SetRecord
        What alternatives, a front, a repair, mergers, growth, support or trekkers found of this
        very plan; empty where there is none.
    """
    records = (
        read_beside(folder / kind.FILE, kind.model_validate_json, note=note) for kind in SET_RECORDS
    )
    return tuple(record for record in records if record is not None and plan_sha256 in record.plans)
