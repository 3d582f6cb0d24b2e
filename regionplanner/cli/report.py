"""``regionplanner report``: a plan on paper, with maps and tables beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped, option
from regionplanner.cli.inputs import opened, report_broken
from regionplanner.cli.options import NamedOptions, RuleOptions
from regionplanner.cli.progress import step
from regionplanner.cli.say import say
from regionplanner.errors import DataError, Message

if TYPE_CHECKING:
    from regionplanner.jobs.plans import PlanBundle

_FILES = "More files"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOptions:
    """Maps and tables beside the report."""

    png: Annotated[
        Path | None, option(_FILES, "--png", metavar="FILE", help_text="The map as PNG.")
    ] = None
    svg: Annotated[
        Path | None, option(_FILES, "--svg", metavar="FILE", help_text="The map as SVG.")
    ] = None
    pdf: Annotated[
        Path | None, option(_FILES, "--pdf", metavar="FILE", help_text="The map as PDF.")
    ] = None
    xlsx: Annotated[
        Path | None,
        option(_FILES, "--xlsx", metavar="FILE", help_text="All tables as one workbook."),
    ] = None
    csv: Annotated[
        Path | None,
        option(
            _FILES,
            "--csv",
            metavar="FOLDER",
            help_text="All tables as CSV with Belgian separators (; and decimal comma).",
        ),
    ] = None

    def pictures(self) -> Iterator[Path]:
        """Yield the maps that are asked for."""
        yield from (path for path in (self.png, self.svg, self.pdf) if path is not None)

    def claim(self) -> None:
        """Claim their places, before the work for them begins."""
        named = {".png": self.png, ".svg": self.svg, ".pdf": self.pdf, ".xlsx": self.xlsx}
        for ending, path in named.items():
            if path is not None:
                outputs.claim_file(path, ending)
        if self.csv is not None:
            outputs.claim_folder(self.csv, ())


@grouped
def report(
    plan_files: Annotated[
        list[Path],
        typer.Argument(
            metavar="PLAN.CSV",
            help="The plan that the report is about, then those to compare it with.",
        ),
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The report.")] = Path(
        "report.html"
    ),
    opening: NamedOptions,
    files: FileOptions,
    rules: RuleOptions,
) -> None:
    """Write a plan on paper, for those who decide: one HTML page, to print or to save as PDF."""
    pictures = [*files.pictures()]
    made = [output, *pictures, *([files.xlsx] if files.xlsx else [])]
    outputs.claim_file(output, *outputs.PAGE)
    files.claim()
    if pictures:
        check_matplotlib()
    plans = opened(plan_files, opening, made=rules.choices, names=opening.names)
    _write(plans, made, files)
    if not opening.quiet:
        report_broken(plan_files, plans)
        written = [*made, *([files.csv] if files.csv else [])]
        say(Message("Written: {files}", files=", ".join(map(str, written))))


def check_matplotlib() -> None:
    """Raise before any work where maps cannot be drawn."""
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise DataError(
            "--png, --svg and --pdf need matplotlib, which is not installed; it is an optional "
            "part; install it with: pip install 'regionplanner[static]'"
        )


def _write(plans: "PlanBundle", made: list[Path], files: FileOptions) -> None:
    from regionplanner.documents.report.report import report_page
    from regionplanner.files.atomic import write_atomic, written_together

    run, municipalities = plans.run, plans.municipalities
    with step("writing the report"):
        page = report_page(
            plans.plans, municipalities, plans.records, made=plans.made, **outputs.page_words(run)
        )
    with written_together():
        _write_tables(plans, files)
        _write_pictures(plans, [*files.pictures()])
        write_atomic(made[0], page.html)


def _write_pictures(plans: "PlanBundle", pictures: list[Path]) -> None:
    if pictures:
        from regionplanner.documents.picture import write_picture
        from regionplanner.maps.colour import plan_colours

        run, municipalities = plans.run, plans.municipalities
        first, *_ = shown = [*plans.plans.values()]
        colours, *_ = plan_colours(shown, municipalities)  # those of the report
        with step("drawing the pictures"):
            for path in pictures:
                write_picture(
                    path,
                    first,
                    municipalities,
                    language=run.language,
                    title=run.title,
                    colours=colours,
                )


def _write_tables(plans: "PlanBundle", files: FileOptions) -> None:
    if files.xlsx is None and files.csv is None:
        return
    from regionplanner.documents.tables import document_tables
    from regionplanner.files.spreadsheets import file_names, write_belgian_csv, write_workbook

    with step("writing the tables"):
        tables = document_tables(
            plans.plans, plans.records, plans.municipalities, language=plans.run.language
        )
    if files.csv is not None:
        for name in file_names(tables):
            outputs.claim_file(files.csv / name)
        write_belgian_csv(files.csv, tables)
    if files.xlsx is not None:
        write_workbook(files.xlsx, tables)
