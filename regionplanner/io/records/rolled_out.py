"""What growth, support and trekkers found."""

from collections.abc import Mapping

from regionplanner.io.records.base import RecordPart, SetRecord


class YearRecord(RecordPart):
    """What a growth reaches in a year; counts that are not known, and no costs, are None."""

    year: int
    regions: int
    new_regions: int
    municipalities: int
    inhabitants: int | None
    inhabitants_0_14: int | None
    cost: float | None


class GrowthRecord(SetRecord):
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
    plan_sha256: str
    start: Mapping[str, int]
    waiting: Mapping[str, tuple[str, ...]] = {}
    outside: tuple[str, ...] = ()
    years: tuple[YearRecord, ...]
    value: float
    bound: float
    price: float | None
    begun_gap: float | None

    @property
    def plans(self) -> tuple[str, ...]:
        """Digest of the plan."""
        return (self.plan_sha256,)


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


class SupportRecord(SetRecord):
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
    plan_sha256: str
    areas: tuple[AreaRecord, ...]
    meetings: int
    travel_km: float
    bound_km: float

    @property
    def plans(self) -> tuple[str, ...]:
        """Digest of the plan."""
        return (self.plan_sha256,)


class TrekkerRecord(RecordPart):
    """A municipality that could pull its region (`rollout.trekkers.Trekker`)."""

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


class TrekkersRecord(SetRecord):
    """What ``trekkers`` found: the municipalities that could pull each region, ranked."""

    FILE = "trekkers.json"
    plan_sha256: str
    trekkers: tuple[TrekkerRecord, ...]

    @property
    def plans(self) -> tuple[str, ...]:
        """Digest of the plan."""
        return (self.plan_sha256,)
