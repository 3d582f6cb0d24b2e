"""Where results go: checked before the work starts, written when all of it is done."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from regionplanner.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.io.municipalities import Municipalities
    from regionplanner.plan.plan import Plan


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
                raise DataError(f"{part} is a file; a folder is expected; choose another --out")
            return


def check_file(path: Path) -> None:
    """Raise when a result cannot go to a file.

    Parameters
    ----------
    path
        Need not exist yet.

    Raises
    ------
    DataError
        When it is a folder, or its folder cannot be one.
    """
    if path.is_dir():
        raise DataError(
            f"{path} is a folder; a file is expected; give a name such as {path / 'map.html'}"
        )
    check_folder(path.parent)


def write_results(
    out: Path,
    plan: "Plan",
    municipalities: "Municipalities",
    regions: "pd.DataFrame",
    summary: Mapping[str, Any],
    language: Literal["nl", "en"],
) -> None:
    """Write plan.csv, regions.csv, plan.gpkg, summary.json and map.html.

    Parameters
    ----------
    out
        Folder; files of these names are replaced, others are left alone.
    plan, municipalities
        What is drawn and written.
    regions
        Figures of the regions.
    summary
        The run, ready for JSON.
    language
        Of the map.

    Raises
    ------
    DataError
        When a file cannot be written.
    """
    from regionplanner.io.write import write_atomic, write_geopackage
    from regionplanner.maps.page import map_page
    from regionplanner.plan.table import plan_layers, plan_table

    # All of it is made before anything is written, so that files belong together.
    layers = plan_layers(plan, municipalities, regions)
    texts = {
        "plan.csv": plan_table(plan, municipalities).to_csv(lineterminator="\n"),
        "regions.csv": regions.to_csv(lineterminator="\n"),
        "summary.json": json.dumps(summary, indent=2, ensure_ascii=False) + "\n",
        "map.html": map_page(plan, municipalities, language=language).html,
    }
    write_geopackage(out / "plan.gpkg", layers)
    for name, text in texts.items():
        write_atomic(out / name, text)
