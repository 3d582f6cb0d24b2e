"""``regionplanner pages``: a page for every municipality, and an index."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.grouped import grouped
from regionplanner.cli.opened import Opened, opened, tell_broken
from regionplanner.cli.options import DataOptions, NamesOption, Quiet, ScenarioOption, ShownOptions
from regionplanner.cli.progress import shown_steps
from regionplanner.cli.say import say
from regionplanner.errors import counted

if TYPE_CHECKING:
    from regionplanner.documents.sheets.atlas import Atlas


@grouped
def pages(
    plan_files: Annotated[
        list[Path],
        typer.Argument(
            metavar="PLAN.CSV",
            help="The plan that the pages are about, then those to compare it with.",
        ),
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the pages go.")] = Path(
        "pages"
    ),
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--municipality",
            metavar="NIS or NAME",
            help="Only the page of this municipality, without an index; may be repeated.",
        ),
    ] = None,
    names: NamesOption = None,
    scenario_file: ScenarioOption = None,
    quiet: Quiet = False,
    shown: ShownOptions,
    data: DataOptions,
) -> None:
    """Write a light HTML page for every municipality, to mail, read and print, and an index."""
    from regionplanner.documents.sheets.atlas import atlas
    from regionplanner.io.find import found_units

    outputs.check_folder(out)
    plans = opened(
        plan_files,
        scenario_file,
        {},
        data=data.choices(),
        run=shown.choices(),
        names=names,
        quiet=quiet,
    )
    units = found_units(plans.municipalities, wanted) if wanted else None
    written = _write(plans, atlas(plans.plans, plans.municipalities), units, out, quiet=quiet)
    if not quiet:
        tell_broken(plan_files, plans)
        files = counted(len(written), "file")
        say(f"Written: {files} in {written[-1].parent}", f"Next: open {written[-1]}")


def _write(
    plans: Opened, made: "Atlas", units: tuple[str, ...] | None, out: Path, *, quiet: bool
) -> list[Path]:
    """Write pages, and the index last: it never names a page that is not there."""
    from regionplanner.documents.sheets.filenames import INDEX, page_names
    from regionplanner.documents.sheets.index_page import index_page
    from regionplanner.documents.sheets.municipality_page import page_of
    from regionplanner.io.write import write_atomic

    files = page_names(plans.municipalities)
    written = []
    with shown_steps("pages", len(files if units is None else units), quiet=quiet) as done:
        for nis in files if units is None else units:
            path = out / files[nis]
            write_atomic(path, page_of(made, nis, plans.run))
            written.append(path)
            done()
    if units is None:
        write_atomic(out / INDEX, index_page(made, files, plans.run))
        written.append(out / INDEX)
    return written
