"""``regionplanner merge``: a plan, and all that goes with it, over municipal mergers."""

from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli import merge_files, merge_inputs
from regionplanner.cli.check import EXIT_BREAKS_RULES
from regionplanner.cli.grouped import grouped
from regionplanner.cli.merge_options import MergeOptions
from regionplanner.cli.merge_telling import tell_merge
from regionplanner.cli.named_values import figure_reader
from regionplanner.cli.options import Quiet
from regionplanner.cli.progress import step


@grouped
def merge(
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN.CSV", help="Plan of before the mergers.")
    ],
    tables: Annotated[
        list[str],
        typer.Argument(
            metavar="MERGERS.CSV",
            help="Tables of mergers with the columns old_nis, old_name, new_nis and new_name, the "
            "earliest first; 2019 and 2025 are those of Flanders.",
        ),
    ],
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path("merged"),
    no_mend: Annotated[
        bool,
        typer.Option("--no-mend", help="Do not look for the smallest change that mends the plan."),
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            parser=figure_reader("--time-limit", "count", least=1),
            help="Stop looking for that change after this.",
        ),
    ] = 60.0,
    quiet: Quiet = False,
    given: MergeOptions,
) -> None:
    """Carry a plan over municipal mergers: with its data, rules, ties and tables.

    Writes plan.csv, changes.csv and what else is given; says what is ambiguous and which regions
    break rules now; where some do, mended.csv is the plan with the smallest change that mends it.
    Exit code 0 when the carried plan keeps all rules, 1 when it breaks any.
    """
    from regionplanner.cli.merge_carried import carried
    from regionplanner.cli.merge_check import checked

    inputs = merge_inputs.read_inputs(plan_file, tables, given, quiet=quiet)
    merge_files.check_places(out, inputs)
    with step("carrying over the mergers"):
        result = carried(inputs, given.sums or ())
    with step("checking the carried plan"):
        check = checked(inputs, result, mend_s=0 if no_mend else time_limit)
    files = merge_files.write_merge(out, inputs, result, check, quiet=quiet)
    if not quiet:
        tell_merge(out, inputs, result, check, files)
    if check.broken or check.unusable:
        raise typer.Exit(EXIT_BREAKS_RULES)
