"""``regionplanner compare``: what changes from one plan to another."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import choices, outputs
from regionplanner.cli.grouped import grouped
from regionplanner.cli.idle import tell_idle, typed
from regionplanner.cli.opened import opened, tell_broken
from regionplanner.cli.options import NamedOptions
from regionplanner.cli.progress import step
from regionplanner.cli.say import say, say_json
from regionplanner.cli.telling_changes import change_lines
from regionplanner.errors import DataError

if TYPE_CHECKING:
    from regionplanner.jobs.plans import PlanBundle
    from regionplanner.score.beside import PlanChanges

TABLES = ("moves.csv", "regions.csv", "borders.csv", "criteria.csv")


@grouped
def compare(
    earlier: Annotated[
        Path, typer.Argument(metavar="A.CSV", help="The earlier plan, which is changed.")
    ],
    later: Annotated[
        Path, typer.Argument(metavar="B.CSV", help="The later plan, which it is changed into.")
    ],
    *,
    csv: Annotated[
        Path | None,
        typer.Option(
            "--csv", metavar="FOLDER", help=f"Write the tables {', '.join(TABLES)} there."
        ),
    ] = None,
    map_file: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="Write a map page of both plans."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Say the same as one JSON document.")
    ] = False,
    opening: NamedOptions,
) -> None:
    """Say what changes from an earlier plan A to a later plan B.

    Who moves, which borders between regions come and go, and what every criterion and score
    becomes, in all and by region. A region of B continues the region of A with which it shares
    most; codes do not matter, and either plan may leave municipalities out. Both are measured
    with the choices of --scenario, else those of A, else of B, else the default ones.

    Exit code 0, also when the plans differ.
    """
    files = [earlier, later]
    if map_file is None and not opening.quiet:
        tell_idle((name, "only a map shows it; add --map FILE") for name in typed(opening.shown))
    if csv is not None:
        _claim_folder(csv)
    if map_file is not None:
        outputs.claim_file(map_file, *outputs.PAGE)
    found = opened(files, opening, names=opening.names)
    with step("comparing the plans"):
        changes = _changes(found)
    written = _write(found, changes, csv, map_file)
    if as_json:
        from regionplanner.score.change_tables import changes_summary

        first, second = found.plans
        summary = changes_summary(changes, found.municipalities, (first, second))
        say_json(summary)
    elif not opening.quiet:
        say(*change_lines(changes, found.municipalities, tuple(found.plans)))
    if not opening.quiet:
        tell_broken(files, found)
        if written:
            say(f"Written: {', '.join(map(str, written))}", err=as_json)


def _claim_folder(folder: Path) -> None:
    if (folder / "summary.json").is_file():
        raise DataError(
            f"{folder} holds a plan with its regions.csv, which the table of that name would "
            "replace; a folder without a plan is expected; choose another folder"
        )
    for name in TABLES:
        outputs.claim_file(folder / name)


def _changes(found: "PlanBundle") -> "PlanChanges":
    from regionplanner.scenario import Scenario
    from regionplanner.score.beside import plan_changes

    earlier, later = found.plans.values()
    scenario = earlier.scenario or Scenario()
    graph = choices.neighbours(found.municipalities, scenario)
    return plan_changes(later, earlier, found.municipalities, graph, scenario)


def _write(
    found: "PlanBundle", changes: "PlanChanges", folder: Path | None, map_file: Path | None
) -> list[Path]:
    """Make all that is asked for, then write it; return the files."""
    from regionplanner.files.atomic import write_together
    from regionplanner.files.text_table import csv_text

    texts: dict[Path, str] = {}
    if folder is not None:
        from regionplanner.score.change_tables import change_tables

        tables = change_tables(changes, found.municipalities)
        texts |= {folder / f"{name}.csv": csv_text(table) for name, table in tables.items()}
    if map_file is not None:
        from regionplanner.maps.page import map_page

        run = found.run
        with step("drawing the map"):
            page = map_page(
                found.plans,
                found.municipalities,
                language=run.language,
                title=run.title,
                contact=run.contact,
            )
        texts[map_file] = page.html
    write_together(texts)
    return list(texts)
