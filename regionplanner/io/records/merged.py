"""What merge did to a plan."""

from collections.abc import Mapping

from regionplanner.io.records.base import RecordPart, SetRecord


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
        The plan as it was carried, and with the smallest change that mends it (None: not mended).
    units_before, units_after
        Number of municipalities of the plan.
    mergers, ambiguous
        What became of municipalities, and what their parts disagree on.
    moves
        Regions before and after, by NIS code, of those that the mended plan moves.
    proven
        Whether no smaller change mends it.
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
