"""Records as files: written, and read where they are about a plan."""

import json
import logging
from pathlib import Path

from regionplanner.io.record import Note, read_beside
from regionplanner.io.records.base import SetRecord
from regionplanner.io.records.merged import MergeRecord
from regionplanner.io.records.rolled_out import GrowthRecord, SupportRecord, TrekkersRecord
from regionplanner.io.records.searched import AlternativesRecord, FrontRecord, RepairRecord

logger = logging.getLogger(__name__)

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
    """Return a record as it is written.

    Parameters
    ----------
    record
        What a command found.
    """
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
    """
    found = (
        read_beside(folder / kind.FILE, kind.model_validate_json, note=note) for kind in SET_RECORDS
    )
    return tuple(one for one in found if one is not None and plan_sha256 in one.plans)
