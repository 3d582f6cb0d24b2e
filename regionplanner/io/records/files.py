"""Records as files: written, and read where they are about a plan."""

import json
from pathlib import Path

from pydantic import ValidationError

from regionplanner.io.places import reading
from regionplanner.io.records.base import SetRecord
from regionplanner.io.records.merged import MergeRecord
from regionplanner.io.records.rolled_out import GrowthRecord, SupportRecord, TrekkersRecord
from regionplanner.io.records.searched import AlternativesRecord, FrontRecord, RepairRecord

_MOST_BYTES = 10_000_000

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


def read_set_records(folder: Path, plan_sha256: str) -> tuple[SetRecord, ...]:
    """Return the records in a folder that are about a plan.

    Parameters
    ----------
    folder
        Where the plan is. A plan is as good without records: what cannot be read is no error.
    plan_sha256
        Digest of the plan (`assignment_sha256`).
    """
    found = (_read(folder / kind.FILE, kind) for kind in SET_RECORDS)
    return tuple(one for one in found if one is not None and plan_sha256 in one.plans)


def _read(path: Path, kind: type[SetRecord]) -> SetRecord | None:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        reading(path, kind="record")
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
