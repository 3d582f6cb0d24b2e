"""What a folder held of other plans: kept beside it, with what belongs to it."""

import csv
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from io import StringIO
from pathlib import Path

from regionplanner.errors import DataError, Message, counted, joined
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
    "growth.json": Message("another growth"),
    "support.json": Message("another division among supporters"),
    "trekkers.json": Message("another list of trekkers"),
}
"""What is found for a plan, and lies beside it."""

INDEX = "index.html"
"""Of the pages of municipalities."""

_OF_PAGES = '<main class="sheet index">'
_LINK = re.compile(r'href="([a-z0-9-]+\.html)"')
_PLANS = ("plan.csv", "best.csv", "alternative-*.csv", "point-*.csv", "today.csv", "mended.csv")


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
    names = held_files(folder, texts)
    before = {name: _regions(_text(folder / name)) for name in names if _is_plan(name)}
    after = {name: _regions(text) for name, text in texts.items() if _is_plan(name)}
    if before == after or not (before or RECORDS.keys() & {*names}):
        return ""
    place = previous_folder(folder)
    sentence = Message(
        "{folder} held {what} kept in {place}",
        folder=folder,
        what=_what(folder, before),
        place=place,
    )
    _keep(folder, names, place, replaced=texts)
    return sentence


def keep_beside(folder: Path, texts: Mapping[str, str]) -> str:
    """Keep what was found for a plan before, when something else is found now; say so."""
    record = next((name for name in texts if name in _BESIDE), None)
    if record is None or not (folder / record).is_file():
        return ""
    if (folder / record).read_bytes() == texts[record].encode():
        return ""
    what = Path(record).stem
    place = folder / f"{what}.previous"
    _keep(folder, _matching(folder, (record, *RECORDS[record])), place, replaced=texts)
    return Message(
        "{folder} held {what}; it is kept in {place}",
        folder=folder,
        what=_BESIDE[record],
        place=place,
    )


def keep_pages(folder: Path, written: Iterable[str]) -> str:
    """Keep the pages that a folder held, when others are written; return what is said of it.

    Call it in a block of `written_together`. Beside a plan they are kept apart from what the
    folder held before that.

    Parameters
    ----------
    folder
        Of the pages.
    written
        Names of the new pages.
    """
    beside_plan = any((folder / record).is_file() for record in RECORDS)
    place = folder / "pages.previous" if beside_plan else previous_folder(folder)
    _keep(folder, _matching(folder, {*written, *_pages_in(folder)}), place, replaced=written)
    return Message("{out} held other pages; they are kept in {place}", out=folder, place=place)


def _keep(folder: Path, names: Iterable[str], place: Path, *, replaced: Iterable[str]) -> None:
    """Copy files to a place of their own; what was kept there goes, what no result replaces too."""
    from regionplanner.files.atomic import close_database, copy_together, remove_together

    kept, new = set(names), {*replaced, "scenario.toml"}  # a scenario that is read stays
    for name in {*held_files(place, ())} - kept:
        remove_together(place / name)
    for name in sorted(kept):
        if name.endswith(".gpkg"):
            close_database(folder / name)
            close_database(place / name)
        copy_together(folder / name, place / name)
        if name not in new:
            remove_together(folder / name)


def previous_folder(folder: Path) -> Path:
    """Return where what a folder held is kept: beside it, so that paths in it stay right."""
    named = folder
    if folder.name in {"", ".."} or folder.is_symlink():
        named = folder.resolve()
    if not named.name:
        raise DataError("{folder} is no folder for results; choose a folder in it", folder=folder)
    return named.with_name(f"{named.name}.previous")


def held_files(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the results that lie in a folder, and what is there of other names."""
    patterns = [*names, "plan.csv", *_pages_in(folder)]
    for record, beside in RECORDS.items():
        if (folder / record).is_file():
            patterns += [record, *beside]
    patterns += [f"{Path(record).stem}.previous/*" for record in (*_BESIDE, "pages")]
    return _matching(folder, patterns)


def _pages_in(folder: Path) -> set[str]:
    """Return the pages of municipalities that are in a folder: those that its index names."""
    index = _text(folder / INDEX) if (folder / INDEX).is_file() else ""
    return {INDEX, *_LINK.findall(index)} if _OF_PAGES in index else set()


def _matching(folder: Path, patterns: Iterable[str]) -> tuple[str, ...]:
    matching: set[Path] = set()
    for pattern in patterns:
        matching.update(folder.glob(pattern) if "*" in pattern else [folder / pattern])
    return tuple(sorted(path.relative_to(folder).as_posix() for path in matching if path.is_file()))


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
        return Message("{number} other plans; they are", number=len(plans))
    if not plans:
        return Message("results of another plan; they are")
    (assignment,) = plans.values()
    if not assignment:
        return Message("a plan.csv that is no plan; it is")
    plan, objective = counted(len({*assignment.values()}), "region"), _objective(folder, assignment)
    plan = joined((plan, objective), ", ") if objective else plan
    return Message("a plan of {plan}; it is", plan=plan)


def _objective(folder: Path, assignment: Mapping[str, str]) -> str:
    """Return what a plan costs, where its record says so."""
    from regionplanner.data.assignment import assignment_sha256
    from regionplanner.files.run_record import read_record

    record = read_record(folder / "summary.json", note=lambda _: None)
    if record is None or record.plan_sha256 != assignment_sha256(assignment):
        return ""
    objective = record.proof.objective
    return "" if objective is None else shown(objective)
