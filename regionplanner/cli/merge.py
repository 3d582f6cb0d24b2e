"""``regionplanner merge``: a plan, and all that goes with it, over municipal mergers."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import choices, merge_files
from regionplanner.cli.check import EXIT_BREAKS_RULES
from regionplanner.cli.choice_options import NOTHING, Made, OptionsOf
from regionplanner.cli.grouped import grouped, option
from regionplanner.cli.merge_lines import merge_lines
from regionplanner.cli.named_values import figure_reader
from regionplanner.cli.options import Quiet
from regionplanner.cli.say import say
from regionplanner.files.file_choices import DataChoices
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from regionplanner.jobs.merge.inputs import MergeRequest

_CARRIED, _DATA = "What is carried", "Data"
_COLUMNS = ("id", "name", "parent", "layer")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOptions:
    """What is carried besides the plan, and on which data."""

    scenario_file: Annotated[
        Path | None,
        option(
            _CARRIED,
            "--scenario",
            metavar="FILE",
            help_text="Scenario of before the mergers: its rules, its data and its tables.",
        ),
    ] = None
    table: Annotated[
        list[Path] | None,
        option(
            _CARRIED,
            "--table",
            metavar="CSV",
            help_text="Table by municipality, column nis; may be repeated.",
        ),
    ] = None
    pairs: Annotated[
        list[Path] | None,
        option(
            _CARRIED,
            "--pairs",
            metavar="CSV",
            help_text="Table of pairs, columns nis_a, nis_b and weight; may be repeated.",
        ),
    ] = None
    sums: Annotated[
        list[str] | None,
        option(
            _CARRIED,
            "--sum",
            metavar="COLUMN",
            help_text="Column of numbers that is added up; area_km2 and counts (inhabitants..., "
            "pop_..., population..., n_...) always are; may be repeated.",
        ),
    ] = None
    data: Annotated[
        Path | None,
        option(_DATA, "--data", metavar="FILE", help_text="Polygons of before the mergers."),
    ] = None
    new_data: Annotated[
        Path | None,
        option(
            _DATA,
            "--new-data",
            metavar="FILE",
            help_text="Polygons of after the mergers. [default: those of before, dissolved; "
            "without these Flanders 2025, where the codes fit]",
        ),
    ] = None
    columns: Annotated[Made, OptionsOf(DataChoices, names=_COLUMNS)] = NOTHING
    texts: Annotated[Made, OptionsOf(DataChoices, names=("encoding", "plan_columns"))] = NOTHING
    rules: Annotated[Made, OptionsOf(Scenario, names=("links",))] = NOTHING

    def request(self, plan_file: Path, mergers: list[str], *, repair_s: float) -> "MergeRequest":
        """Return what the options ask for."""
        from regionplanner.jobs.merge.inputs import MergeRequest

        columns = {**self.texts.choices, **self.columns.choices}
        old = self.texts.choices if self.data is None else {"file": self.data, **columns}
        new = None if self.new_data is None else {"file": self.new_data, **columns}
        return MergeRequest(
            plan_file=plan_file,
            mergers=mergers,
            scenario_file=self.scenario_file,
            choices=self.rules.choices,
            data=old,
            new_data=None if new is None else DataChoices().replaced(new),
            tables=self.table or (),
            pairs=self.pairs or (),
            sums=self.sums or (),
            repair_s=repair_s,
        )


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
    carried: MergeOptions,
) -> None:
    """Carry a plan over municipal mergers: with its data, rules, ties and tables.

    Writes plan.csv, changes.csv and what else is given; says what is ambiguous and which regions
    break rules now; where some do, mended.csv is the plan with the smallest change that mends it.
    Exit code 0 when the carried plan keeps all rules, 1 when it breaks any.
    """
    from regionplanner.jobs.merge.merge import merge as merged

    request = carried.request(plan_file, tables, repair_s=0 if no_mend else time_limit)
    result = merged(
        request,
        callbacks=choices.on_terminal(quiet=quiet),
        ready=lambda inputs: merge_files.check_places(out, inputs),
    )
    files = merge_files.write_merge(out, result, quiet=quiet)
    if not quiet:
        say(*merge_lines(out, result, files))
    if result.check.violations or result.check.unusable:
        raise typer.Exit(EXIT_BREAKS_RULES)
