"""Where results go: checked before the work starts, written when all of it is done."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.cli.unfinished import UNFINISHED
from regionplanner.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.cli.choices import Asked
    from regionplanner.io.municipalities import Municipalities
    from regionplanner.io.scenario_file import ScenarioFile
    from regionplanner.plan.plan import Plan
    from regionplanner.program.plannable import LeftOut

SCENARIO = "scenario.toml"
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


def check_folder(folder: Path) -> None:
    """Raise when results cannot go to a folder.

    Parameters
    ----------
    folder
        Need not exist yet.

    Raises
    ------
    DataError
        When something else has its name.
    """
    for part in (folder, *folder.parents):
        if part.exists():
            if not part.is_dir():
                raise DataError(f"{part} is a file; a folder is expected; choose another folder")
            return


def check_file(path: Path, *, inputs: Iterable[Path] = ()) -> None:
    """Raise when a result cannot go to a file.

    Parameters
    ----------
    path
        Need not exist yet.
    inputs
        Files that are read, and may not be replaced.

    Raises
    ------
    DataError
        When it is a folder, its folder cannot be one, or it is read.
    """
    if path.resolve() in {one.resolve() for one in inputs}:
        raise DataError(
            f"{path} is read, and would be replaced by the result; choose another name for it"
        )
    if path.is_dir():
        raise DataError(f"{path} is a folder; a file is expected; give the name of a file in it")
    check_folder(path.parent)


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


def writes_scenario(out: Path, asked: "Asked") -> bool:
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


def write_results(out: Path, results: Results, *, with_scenario: bool) -> tuple[str, ...]:
    """Write the plan, its figures, its map and its scenario; return the names of the files.

    Parameters
    ----------
    out
        Folder; files of these names are replaced, others are left alone.
    results
        What is written.
    with_scenario
        Whether scenario.toml is.

    Raises
    ------
    DataError
        When a file cannot be written.
    """
    from regionplanner.io.scenario_text import scenario_text
    from regionplanner.io.text_table import csv_text
    from regionplanner.io.write import write_atomic, write_geopackage
    from regionplanner.maps.page import map_page
    from regionplanner.plan.table import plan_layers, plan_table

    plan, municipalities, chosen = results.plan, results.municipalities, results.chosen
    # All of it is made before anything is written, so that files belong together.
    layers = plan_layers(plan, municipalities, results.regions)
    run = chosen.run
    page = map_page(
        plan, municipalities, language=run.language, title=run.title, contact=run.contact
    )
    texts = {
        "plan.csv": csv_text(plan_table(plan, municipalities)),
        "regions.csv": csv_text(results.regions),
        "summary.json": json.dumps(results.summary, indent=2, ensure_ascii=False) + "\n",
        "map.html": page.html,
    }
    if results.certificate is not None:
        texts["certificate.json"] = results.certificate
    if with_scenario:
        texts[SCENARIO] = scenario_text(chosen, folder=out, title=TITLE)
    write_geopackage(out / "plan.gpkg", layers)
    for name, text in texts.items():
        write_atomic(out / name, text)
    (out / UNFINISHED).unlink(missing_ok=True)
    return ("plan.gpkg", *texts)
