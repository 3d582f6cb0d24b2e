"""Journal: every step at a desk, a line each, on the disk before it counts."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from regionplanner.app.desk import DeskPlan, DeskRule, DeskStep
from regionplanner.errors import DataError
from regionplanner.files.atomic import in_words


def append_line(path: Path, entry: Mapping[str, Any]) -> None:
    """Add an entry to a journal, and wait until it is on the disk.

    Raises
    ------
    DataError
        When it cannot be; the journal is then as it was.
    """
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
    with in_words(path), path.open("ab") as file:
        whole = file.seek(0, os.SEEK_END)
        try:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.truncate(whole)
            raise


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a journal; a last line that was cut off never counted, and goes.

    Raises
    ------
    DataError
        When a line before the last is no entry.
    """
    if not path.exists():
        return
    with in_words(path):
        data = path.read_bytes()
    whole, _, cut = data.rpartition(b"\n")
    if cut:
        with in_words(path), path.open("r+b") as file:
            file.truncate(len(data) - len(cut))
    for number, line in enumerate(whole.split(b"\n") if whole else (), start=1):
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict):
            raise DataError(
                "{path}, line {number}: this is no step of a desk; put back a copy of the file, or "
                "move it away to begin with scenario.toml",
                path=path,
                number=number,
            )
        yield entry


_OPTIONAL = ("region", "figure", "value")


def desk_values(desk: DeskStep) -> dict[str, Any]:
    """Return a desk as JSON has it, without its plan."""
    rules = [
        {key: value for key, value in asdict(rule).items() if value or key not in _OPTIONAL}
        for rule in desk.rules
    ]
    return {"choices": desk.choices, "rules": rules}


def desk_from(values: Mapping[str, Any]) -> DeskStep:
    """Return the desk of `desk_values`."""
    rules = (DeskRule(**{**rule, "units": tuple(rule["units"])}) for rule in values["rules"])
    return DeskStep(values["choices"], tuple(rules))


def plan_values(plan: DeskPlan) -> dict[str, Any]:
    """Return a plan as JSON has it: members by region."""
    members: dict[str, list[str]] = {}
    for nis, code in plan.assignment.items():
        members.setdefault(code, []).append(nis)
    rows = {
        code: {
            "members": some,
            "name": plan.names.get(code, ""),
            "colour": plan.colours.get(code, ""),
        }
        for code, some in members.items()
    }
    return {"regions": rows, "proof": plan.proof}


def plan_from(values: Mapping[str, Any]) -> DeskPlan:
    """Return the plan of `plan_values`."""
    rows = values["regions"]
    return DeskPlan(
        assignment={nis: code for code, row in rows.items() for nis in row["members"]},
        names={code: row["name"] for code, row in rows.items() if row["name"]},
        colours={code: row["colour"] for code, row in rows.items() if row["colour"]},
        proof=values["proof"],
    )
