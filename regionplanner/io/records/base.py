"""What all records have in common."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from regionplanner.proof import Proof


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
