"""Shelf: the plans that are kept in a project, a folder each, as the commands write them."""

import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit

from regionplanner.errors import DataError
from regionplanner.files.atomic import in_words, write_together

PLANS, ABOUT, _BIN = "plans", "about.toml", ".bin"
_MOST_LETTERS = 60
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")  # as Windows calls its devices


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan on the shelf.

    Attributes
    ----------
    folder
        Name of its folder.
    name, note
        What a planner called it, and wrote of it.
    proof
        What was known of it when it was kept.
    """

    folder: str
    name: str
    note: str
    proof: Mapping[str, Any] = field(default_factory=dict)


def kept_plans(project: Path) -> list[KeptPlan]:
    """Return the plans on the shelf of a project, in the order of their folders' names."""
    shelf = project / PLANS
    if not shelf.is_dir():
        return []
    folders = sorted(p for p in shelf.iterdir() if (p / "plan.csv").is_file())
    return [_kept(folder) for folder in folders if folder.name != _BIN]


def _kept(folder: Path) -> KeptPlan:
    said: Mapping[str, Any] = {}
    if (folder / ABOUT).is_file():
        try:
            said = tomllib.loads((folder / ABOUT).read_text("utf-8"))
        except (OSError, ValueError):  # somebody wrote in it: the plan is still there
            said = {}
    name, note = str(said.get("name", folder.name)), str(said.get("note", ""))
    return KeptPlan(folder.name, name, note, said.get("proof", {}))


def keep(
    project: Path, name: str, note: str, files: Mapping[str, str], proof: Mapping[str, Any]
) -> KeptPlan:
    """Put a plan on the shelf, in a folder of its own.

    Parameters
    ----------
    project
        The folder of the project.
    name, note
        What it is called, and what is said of it.
    files
        Texts by name.
    proof
        What is known of it.

    Raises
    ------
    DataError
        When it cannot be written.
    """
    shelf, start = project / PLANS, safe_name(name)
    folder, number = start, 2
    while (shelf / folder).exists():
        folder, number = f"{start} {number}", number + 1
    known = {key: value for key, value in proof.items() if value is not None}
    about = tomlkit.dumps({"name": name.strip() or folder, "note": note, "proof": known})
    write_together({shelf / folder / file: text for file, text in {**files, ABOUT: about}.items()})
    return KeptPlan(folder, name.strip() or folder, note, known)


def drop(project: Path, folder: str) -> None:
    """Take a plan from the shelf; it can be put back.

    Raises
    ------
    DataError
        When there is none, or it cannot be moved.
    """
    _move(project, folder, project / PLANS, project / PLANS / _BIN)


def restore(project: Path, folder: str) -> None:
    """Put a plan back that was taken from the shelf."""
    _move(project, folder, project / PLANS / _BIN, project / PLANS)


def _move(project: Path, folder: str, source: Path, place: Path) -> None:
    if folder != safe_name(folder) or not (source / folder).is_dir():
        raise DataError(
            "{folder} is no plan of {project}; choose one of the list",
            folder=folder,
            project=project,
        )
    with in_words(place / folder):
        place.mkdir(exist_ok=True)
        shutil.rmtree(place / folder, ignore_errors=True)
        (source / folder).rename(place / folder)


def safe_name(name: str) -> str:
    """Return the folder name of a plan: letters, digits, blanks and dashes, as all systems allow.

    Parameters
    ----------
    name
        What a planner called it.
    """
    plain = " ".join(re.sub(r"[^\w -]+", " ", name).split())[:_MOST_LETTERS].strip()
    if _RESERVED.fullmatch(plain):
        return f"{plain} plan"
    return plain or "plan"
