"""``regionplanner pages``: a page for every municipality, and an index."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.inputs import opened, report_broken
from regionplanner.cli.options import NamedOptions
from regionplanner.cli.previous import keep_pages
from regionplanner.cli.progress import shown_steps, step
from regionplanner.cli.say import say
from regionplanner.errors import Message, counted

if TYPE_CHECKING:
    from regionplanner.documents.municipality_pages.atlas import Atlas
    from regionplanner.jobs.plans import PlanBundle


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
    opening: NamedOptions,
) -> None:
    """Write a light HTML page for every municipality, to mail, read and print, and an index."""
    from regionplanner.data.named_scenario import found_units
    from regionplanner.documents.municipality_pages.atlas import atlas
    from regionplanner.documents.municipality_pages.index_page import INDEX
    from regionplanner.documents.municipality_pages.municipality_page import expect_polygons

    outputs.claim_folder(out, [INDEX])
    plans = opened(plan_files, opening, names=opening.names)
    with step("measuring the plans"):
        made = atlas(plans.plans, plans.municipalities)
    units = found_units(plans.municipalities, wanted) if wanted else None
    expect_polygons(plans.municipalities, units or ())
    written = _write(plans, made, units, out, quiet=opening.quiet)
    if not opening.quiet:
        report_broken(plan_files, plans)
        files = counted(len(written), "file")
        say(
            Message("Written: {n_files} in {folder}", n_files=files, folder=written[-1].parent),
            Message("Next: open {page}", page=written[-1]),
        )


def _write(
    plans: "PlanBundle", made: "Atlas", units: tuple[str, ...] | None, out: Path, *, quiet: bool
) -> list[Path]:
    """Write pages and their index together; keep those of other plans that were there."""
    from regionplanner.documents.municipality_pages.index_page import INDEX, index_page, page_names
    from regionplanner.documents.municipality_pages.municipality_page import page_of
    from regionplanner.files.atomic import one_at_a_time, write_atomic, written_together

    files = page_names(made.municipalities)
    wanted = [*files] if units is None else [*units]
    others, said = False, ""
    with one_at_a_time(out), written_together():
        with shown_steps("pages", len(wanted), quiet=quiet) as done:
            for nis in wanted:
                page = page_of(made, nis, plans.run)
                others |= _holds_another(out / files[nis], page)
                write_atomic(out / files[nis], page)
                done()
        written = [files[nis] for nis in wanted]
        if units is None:
            with step("writing the index"):
                index = index_page(made, files, plans.run)
            others |= _holds_another(out / INDEX, index)
            write_atomic(out / INDEX, index)
            written.append(INDEX)
        if others:
            said = keep_pages(out, written)
    outputs.report_kept(said, quiet=quiet)
    return [out / name for name in written]


def _holds_another(path: Path, page: str) -> bool:
    return path.is_file() and path.read_bytes() != page.encode()
