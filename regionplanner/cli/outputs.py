"""Where results go: checked before the work starts, written together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.cli.previous import held_files, keep_beside, keep_previous, previous_folder
from regionplanner.cli.progress import step
from regionplanner.cli.say import command, say_note, with_nouns
from regionplanner.errors import DataError, Message
from regionplanner.jobs.request import SCENARIO_FILE
from regionplanner.proof import among

if TYPE_CHECKING:
    import geopandas as gpd

    from regionplanner.cli.search import SearchContext
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.file_choices import RunChoices
    from regionplanner.files.paths import Kind
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.jobs.plan_set import PlanSet
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.rules.resolved import Rules


SCENARIO, GEOPACKAGE, CERTIFICATE = SCENARIO_FILE, "plan.gpkg", "certificate.json"
PLAN_FILES = ("plan.csv", "regions.csv", GEOPACKAGE, "summary.json", "map.html")
PAGE = (".html", ".htm")
"""Endings of a page."""
PICTURE = (".png", ".svg", ".pdf")
"""Endings of a picture."""
TITLE = "The choices of the plan in this folder; regionplanner plan makes it again from them."


def claim_file(path: Path, *endings: str, renews: "Kind | None" = None) -> None:
    """Claim the place of a result, before the work for it begins.

    Parameters
    ----------
    path
        Need not exist yet.
    *endings
        Those that its name may have; none: any.
    renews
        What it may replace though it is read (see `claim`).

    Raises
    ------
    DataError
        When there can be no file, when it is read, when a program has it open, or when its name
        has another ending.
    """
    from regionplanner.files.atomic import close_database
    from regionplanner.files.paths import check_ending, claim

    claim(path, renews=renews)
    if endings:
        check_ending(path, *endings)
    if path.suffix == ".gpkg":
        close_database(path)


def claim_folder(folder: Path, names: Iterable[str]) -> None:
    """Claim the places of results in a folder, before the work for them begins."""
    from regionplanner.files.paths import check_folder

    check_folder(folder)
    for name in names:
        claim_file(folder / name, renews="scenario" if name == SCENARIO else "record")


def claim_plans(out: Path, asked: "ResolvedRequest", names: Iterable[str]) -> bool:
    """Claim the places of plans, and of what is there; return whether the scenario is written."""
    from regionplanner.files.paths import check_folder

    check_folder(out)
    with_scenario = writes_scenario(out, asked)
    claimed = [*names, *([SCENARIO] if with_scenario else [])]
    claim_folder(out, claimed)
    claim_previous(out, claimed)
    return with_scenario


def claim_previous(folder: Path, names: Iterable[str] = ()) -> None:
    """Claim the places in which what a folder holds would be kept, and what would leave it."""
    place, new = previous_folder(folder), {*names, "scenario.toml"}
    for name in held_files(folder, new):
        claim_file(place / name)
        if name not in new:  # it leaves the folder
            claim_file(folder / name, renews="record")


def write_folder(
    folder: Path,
    texts: Mapping[str, str],
    *,
    layers: "Mapping[str, Mapping[str, gpd.GeoDataFrame]] | None" = None,
    styles: Mapping[str, str] | None = None,
    removed: Iterable[str] = (),
) -> str:
    """Write results together; return what is said of other plans that were there.

    Parameters
    ----------
    folder
        What it holds of other plans is kept beside it; other files are left alone.
    texts
        Content by name.
    layers
        Tables of GeoPackages, by name.
    styles
        With which QGIS opens these tables, by name.
    removed
        Names of files that say nothing any more.

    Raises
    ------
    DataError
        When a file cannot be written; what was there before is still there, all of it.
    """
    from regionplanner.files.atomic import (
        one_at_a_time,
        remove_together,
        write_atomic,
        write_geopackage,
        written_together,
    )

    with one_at_a_time(folder), written_together():
        named = {**texts, **dict.fromkeys(layers or {}, "")}
        said = keep_previous(folder, named) or keep_beside(folder, named)
        for name, tables in (layers or {}).items():
            write_geopackage(folder / name, tables, styles)
        for name, text in texts.items():
            write_atomic(folder / name, text)
        for name in removed:
            remove_together(folder / name)
    return said


def report_kept(said: str, *, quiet: bool) -> None:
    """Say what was kept of what was there."""
    if said and not quiet:
        say_note(said)


def page_words(run: "RunChoices") -> dict[str, Any]:
    """Return what a page is written with: its language, title and contact."""
    return {"language": run.language, "title": run.title, "contact": run.contact}


def drawn_map(
    plans: "Plan | Mapping[str, Plan]", municipalities: "Municipalities", run: "RunChoices"
) -> str:
    """Return the map page of a plan, or of several by name."""
    from regionplanner.maps.page import map_page

    with step("drawing the map"):
        return map_page(plans, municipalities, **page_words(run)).html


def next_steps(folder: Path, file: str, plan_file: Path) -> str:
    """Return what to do with results that belong to a plan: a report finds them beside it."""
    beside = folder.resolve() == plan_file.parent.resolve()
    return Message(
        "Next: open {page}, or {command}" if beside else "Next: open {page}",
        page=folder / file,
        command=command("report", plan_file),
    )


def writes_scenario(out: Path, asked: "ResolvedRequest") -> bool:
    """Return whether the scenario is written to a folder, without losing one made by hand.

    Parameters
    ----------
    out
        The folder.
    asked
        What is asked for. A file that was read from there, and not overridden, stays as it is.

    Raises
    ------
    DataError
        When a scenario is there that did not come with a plan.
    """
    place = out / SCENARIO
    if not place.is_file():
        return True
    if asked.file is not None and place.samefile(asked.file) and not asked.overridden:
        return False
    with place.open(encoding="utf-8", errors="replace") as file:
        if TITLE in file.readline():
            return True
    raise DataError(
        "{place} is a scenario of your own, which the scenario of the plan would replace; "
        "a folder without one is expected; choose another --out, or move it",
        place=place,
    )


def explained_scenario(chosen: "ScenarioFile", folder: Path, *, title: str = TITLE) -> str:
    """Return a scenario file whose explanations have the nouns of the data."""
    from regionplanner.files.scenario_text import scenario_text

    head, lines = scenario_text(chosen, folder=folder, title=title).split("\n", 1)
    explained = re.sub("(?m)^# .*", lambda line: with_nouns(line[0]), lines)
    return f"{head}\n{explained}"


MAP = "map.html"


def split_notes(rules: "Rules") -> Iterator[str]:
    """Yield that a set keeps the numbers of regions of its first plan, where bounds need them."""
    if any(bound.share is not None for bound in rules.bounds):
        yield Message(
            "Bounds are by the mean of all regions, so all plans have as many regions as the "
            "first; other numbers can be asked for with --regions."
        )
    if rules.own_bounds:
        yield Message(
            "Bounds are by the mean of each reference region (own), so all plans have as many "
            "regions there as the first; other numbers can be asked for with --regions-per."
        )


def within_notes(within: "Iterable[tuple[tuple[str, int], ...]]") -> Iterator[str]:
    """Yield among which regions something is proven, where not among all."""
    sizes = {name: size for sizes_of in within for name, size in sizes_of}
    if sizes:
        yield Message("What is proven:{within}", within=among([*sizes.items()]))


def write_plan_set(out: Path, ready: "SearchContext", plan_set: "PlanSet") -> tuple[str, ...]:
    """Write plans, tables, a record, the scenario and a map; return the names of the files."""
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text
    from regionplanner.plan.plan import plan_table

    municipalities = ready.case.municipalities
    named = dict(zip(plan_set.names, plan_set.plans.values(), strict=True))
    chosen = ready.asked.with_scenario(plan_set.case.scenario)
    texts = {
        f"{name}.csv": csv_text(plan_table(plan, municipalities))
        for name, plan in plan_set.plans.items()
    }
    texts |= {f"{name}.csv": csv_text(table) for name, table in plan_set.tables.items()}
    texts[plan_set.record.FILE] = record_text(plan_set.record)
    texts[MAP] = drawn_map(named, municipalities, ready.asked.run)
    if ready.writes_scenario:
        texts[SCENARIO] = explained_scenario(chosen, out)
    report_kept(write_folder(out, texts), quiet=ready.quiet)
    return tuple(texts)
