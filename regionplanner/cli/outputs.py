"""Where results go: checked before the work starts, written when all of it is done."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.cli.previous import claim_previous, keep_beside, keep_previous
from regionplanner.cli.progress import step
from regionplanner.cli.say import say, with_nouns
from regionplanner.cli.unfinished import UNFINISHED
from regionplanner.errors import DataError
from regionplanner.jobs.request import SCENARIO_FILE

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.paths import Kind
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.program.plannable import LeftOut

SCENARIO, GEOPACKAGE, CERTIFICATE = SCENARIO_FILE, "plan.gpkg", "certificate.json"
PLAN_FILES = ("plan.csv", "regions.csv", GEOPACKAGE, "summary.json", "map.html")
PAGE = (".html", ".htm")
"""Endings of a page."""
PICTURE = (".png", ".svg", ".pdf")
"""Endings of a picture."""
TITLE = "The choices of the plan in this folder; regionplanner plan makes it again from them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A plan and all that is written with it.

    Attributes
    ----------
    plan, municipalities
        What is drawn and written.
    regions
        Figures of the regions.
    summary
        The run, ready for JSON.
    chosen
        Every choice it was made with.
    n_remembered
        Number of reference regions whose answers were kept from an earlier run.
    certificate
        All that shows that no plan is better, as text; None when it was not asked for.
    left_out
        Reference regions that could not be planned.
    """

    plan: "Plan"
    municipalities: "Municipalities"
    regions: "pd.DataFrame"
    summary: Mapping[str, Any]
    chosen: "ScenarioFile"
    n_remembered: int = 0
    certificate: str | None = None
    left_out: "tuple[LeftOut, ...]" = ()


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
    """Claim the places of results in a folder, before the work for them begins.

    Parameters
    ----------
    folder
        Need not exist yet.
    names
        Of the results.

    Raises
    ------
    DataError
        When something else has the name of the folder, or a result cannot be written there.
    """
    from regionplanner.files.paths import check_folder

    check_folder(folder)
    for name in names:
        claim_file(folder / name, renews="scenario" if name == SCENARIO else "record")


def claim_plans(out: Path, asked: "ResolvedRequest", names: Iterable[str]) -> bool:
    """Claim the places of plans, and of what is there; return whether the scenario is written.

    Parameters
    ----------
    out
        Folder; need not exist yet.
    asked
        What is asked for.
    names
        Of the results.

    Raises
    ------
    DataError
        When a result cannot be written, or a scenario is there that did not come with a plan.
    """
    from regionplanner.files.paths import check_folder

    check_folder(out)
    with_scenario = writes_scenario(out, asked)
    found = [*names, *([SCENARIO] if with_scenario else [])]
    claim_folder(out, found)
    claim_previous(out, found)
    return with_scenario


def write_folder(
    folder: Path,
    texts: Mapping[str, str],
    *,
    layers: "Mapping[str, Mapping[str, gpd.GeoDataFrame]] | None" = None,
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
            write_geopackage(folder / name, tables)
        for name, text in texts.items():
            write_atomic(folder / name, text)
        for name in removed:
            remove_together(folder / name)
    return said


def tell_kept(said: str, *, quiet: bool) -> None:
    """Say what was kept of what was there.

    Parameters
    ----------
    said
        The sentence; empty for nothing.
    quiet
        Say nothing.
    """
    if said and not quiet:
        say(f"Note: {said}", err=True)


def next_steps(folder: Path, file: str, plan_file: Path) -> str:
    """Return what to do with results that belong to a plan: a report finds them beside it.

    Parameters
    ----------
    folder
        Where they are.
    file
        The one to open.
    plan_file
        The plan.
    """
    opened = f"Next: open {folder / file}"
    beside = folder.resolve() == plan_file.parent.resolve()
    return f"{opened}, or regionplanner report {plan_file}" if beside else opened


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
        f"{place} is a scenario of your own, which the scenario of the plan would replace; "
        "a folder without one is expected; choose another --out, or move it"
    )


def write_results(
    out: Path, results: Results, *, with_scenario: bool, quiet: bool
) -> tuple[str, ...]:
    """Write the plan, its figures, its map and its scenario; return the names of the files.

    Parameters
    ----------
    out
        Folder; what it holds of another plan is kept beside it, other files are left alone.
    results
        What is written.
    with_scenario
        Whether scenario.toml is.
    quiet
        Do not say what was kept.

    Raises
    ------
    DataError
        When a file cannot be written.
    """
    from regionplanner.files.text_table import csv_text
    from regionplanner.maps.page import map_page
    from regionplanner.plan.table import plan_layers, plan_table

    plan, municipalities, chosen = results.plan, results.municipalities, results.chosen
    # All of it is made before anything is written, so that files belong together.
    layers = plan_layers(plan, municipalities, results.regions)
    run = chosen.run
    with step("drawing the map"):
        page = map_page(
            plan,
            municipalities,
            language=run.language,
            title=run.title,
            contact=run.contact,
        )
    summary = json.dumps(results.summary, indent=2, ensure_ascii=False)
    texts = {
        "plan.csv": csv_text(plan_table(plan, municipalities)),
        "regions.csv": csv_text(results.regions),
        "summary.json": summary + "\n",
        "map.html": page.html,
    }
    if results.certificate is not None:
        texts[CERTIFICATE] = results.certificate
    if with_scenario:
        texts[SCENARIO] = explained_scenario(chosen, out)
    removed = [UNFINISHED]
    if results.certificate is None and not _certified(out, results.summary):
        removed.append(CERTIFICATE)  # of the same plan, by other choices or data
    kept = write_folder(out, texts, layers={GEOPACKAGE: layers}, removed=removed)
    tell_kept(kept, quiet=quiet)
    return (GEOPACKAGE, *texts)


def _certified(out: Path, summary: Mapping[str, Any]) -> bool:
    """Return whether a certificate that is there is of the same run."""
    from regionplanner.files.run_record import read_record

    record = read_record(out / "summary.json", note=lambda _: None)
    return record is not None and (record.scenario_sha256, record.data_sha256) == (
        summary["scenario_sha256"],
        summary["data"]["sha256"],
    )


def explained_scenario(chosen: "ScenarioFile", folder: Path, *, title: str = TITLE) -> str:
    """Return a scenario file whose explanations have the nouns of the data.

    Parameters
    ----------
    chosen
        The choices.
    folder
        Where the file will be.
    title
        Its first line, by which it is known again.
    """
    from regionplanner.files.scenario_text import scenario_text

    head, lines = scenario_text(chosen, folder=folder, title=title).split("\n", 1)
    explained = re.sub("(?m)^# .*", lambda line: with_nouns(line[0]), lines)
    return f"{head}\n{explained}"
