"""What a folder holds already: kept beside it when other results take its place."""

import csv
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from io import StringIO
from pathlib import Path

from regionplanner.errors import DataError, counted
from regionplanner.numerals import shown

RECORDS: Mapping[str, tuple[str, ...]] = {
    "summary.json": (
        "plan.csv",
        "regions.csv",
        "plan.gpkg",
        "map.html",
        "scenario.toml",
        "certificate.json",
    ),
    "alternatives.json": (
        "best.csv",
        "alternative-*.csv",
        "alternatives.csv",
        "borders.csv",
        "map.html",
        "scenario.toml",
    ),
    "front.json": ("point-*.csv", "front.csv", "map.html", "scenario.toml"),
    "repair.json": ("plan.csv", "today.csv", "changes.csv", "map.html", "scenario.toml"),
    "merge.json": (
        "plan.csv",
        "mended.csv",
        "changes.csv",
        "map.html",
        "scenario.toml",
        "data.gpkg",
        "tables/*.csv",
    ),
    "growth.json": ("growth.csv", "growth-years.csv", "growth.html"),
    "support.json": ("support.csv", "supporters.csv", "support.html"),
    "trekkers.json": ("trekkers.csv",),
}
"""What lies with each record, in one folder."""

_BESIDE = {
    "growth.json": "growth",
    "support.json": "division among supporters",
    "trekkers.json": "list of trekkers",
}
"""What is found for a plan, and lies beside it."""

_PLANS = ("plan.csv", "best.csv", "alternative-*.csv", "point-*.csv", "today.csv", "mended.csv")


def claim_previous(folder: Path, names: Iterable[str] = ()) -> None:
    """Claim the places in which what a folder holds would be kept, and what would leave it.

    Parameters
    ----------
    folder
        Of the results.
    names
        Of the results.

    Raises
    ------
    DataError
        When it cannot be kept.
    """
    from regionplanner.cli.outputs import claim_file

    place, new = previous_folder(folder), {*names, "scenario.toml"}
    for name in _held(folder, new):
        claim_file(place / name)
        if name not in new:  # it leaves the folder
            claim_file(folder / name, renews="record")


def keep_previous(folder: Path, texts: Mapping[str, str]) -> str:
    """Keep what a folder holds when it is of other plans; return what is said of it.

    Call it in a block of `written_together`, with what is written in its place.

    Parameters
    ----------
    folder
        Of the results.
    texts
        The content of the results by name.

    Returns
    -------
    str
        Empty when there was nothing, or the same.
    """
    if not any(_is_plan(name) for name in texts):
        return ""
    names = _held(folder, texts)
    before = {name: _regions(_text(folder / name)) for name in names if _is_plan(name)}
    after = {name: _regions(text) for name, text in texts.items() if _is_plan(name)}
    if before == after or not (before or RECORDS.keys() & {*names}):
        return ""
    place = previous_folder(folder)
    sentence = f"{folder} held {_what(folder, before)} kept in {place}"
    keep(folder, names, place, replaced=texts)
    return sentence


def keep_beside(folder: Path, texts: Mapping[str, str]) -> str:
    """Keep what was found for a plan before, when something else is found now; say so.

    Parameters
    ----------
    folder
        Of the results.
    texts
        The content of the results by name.

    Returns
    -------
    str
        Empty when there was nothing, or the same.
    """
    record = next((name for name in texts if name in _BESIDE), None)
    if record is None or not (folder / record).is_file():
        return ""
    if (folder / record).read_bytes() == texts[record].encode():
        return ""
    what = Path(record).stem
    place = folder / f"{what}.previous"
    keep(folder, _matching(folder, (record, *RECORDS[record])), place, replaced=texts)
    return f"{folder} held another {_BESIDE[record]}; it is kept in {place}"


def keep(folder: Path, names: Iterable[str], place: Path, *, replaced: Iterable[str]) -> None:
    """Copy files to a place of their own, and remove those that no result replaces.

    Parameters
    ----------
    folder
        Where the files are.
    names
        Their names.
    place
        Folder in which they are kept; what was kept there before goes.
    replaced
        Names of the results.
    """
    from regionplanner.files.atomic import close_database, copy_together, remove_together

    kept, new = set(names), {*replaced, "scenario.toml"}  # a scenario that is read stays
    for name in {*_held(place, ())} - kept:
        remove_together(place / name)
    for name in sorted(kept):
        if name.endswith(".gpkg"):
            close_database(folder / name)
            close_database(place / name)
        copy_together(folder / name, place / name)
        if name not in new:
            remove_together(folder / name)


def previous_folder(folder: Path) -> Path:
    """Return where what a folder held is kept: beside it, so that paths in it stay right.

    Parameters
    ----------
    folder
        Of the results.
    """
    named = folder
    if folder.name in {"", ".."} or folder.is_symlink():
        named = folder.resolve()
    if not named.name:
        raise DataError(f"{folder} is no folder for results; choose a folder in it")
    return named.with_name(f"{named.name}.previous")


def _held(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the results that lie in a folder, and what is there of other names."""
    patterns = [*names, "plan.csv"]
    for record, beside in RECORDS.items():
        if (folder / record).is_file():
            patterns += [record, *beside]
    patterns += [f"{Path(record).stem}.previous/*" for record in _BESIDE]
    return _matching(folder, patterns)


def _matching(folder: Path, patterns: Iterable[str]) -> tuple[str, ...]:
    found: set[Path] = set()
    for pattern in patterns:
        found.update(folder.glob(pattern) if "*" in pattern else [folder / pattern])
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found if path.is_file()))


def _is_plan(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _PLANS)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")


def _regions(text: str) -> Mapping[str, str]:
    """Return the region of every unit in a plan as we write it; of another file nothing."""
    try:
        return {row["nis"]: row["region"] for row in csv.DictReader(StringIO(text))}
    except (KeyError, csv.Error):
        return {}


def _what(folder: Path, plans: Mapping[str, Mapping[str, str]]) -> str:
    """Return what a folder held, up to the verb that goes with it."""
    if len(plans) > 1:
        return f"{len(plans)} other plans; they are"
    if not plans:
        return "results of another plan; they are"
    (assignment,) = plans.values()
    if not assignment:
        return "a plan.csv that is no plan; it is"
    count = len(set(assignment.values()))
    return f"a plan of {counted(count, 'region')}{_objective(folder, assignment)}; it is"


def _objective(folder: Path, assignment: Mapping[str, str]) -> str:
    """Return what a plan costs, where its record says so."""
    from regionplanner.data.assignment import assignment_sha256
    from regionplanner.files.run_record import read_record

    record = read_record(folder / "summary.json", note=lambda _: None)
    if record is None or record.plan_sha256 != assignment_sha256(assignment):
        return ""
    objective = record.proof.objective
    return "" if objective is None else f", {shown(objective)}"
