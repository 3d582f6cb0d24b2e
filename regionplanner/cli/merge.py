"""``regionplanner merge``: a plan, and all that goes with it, over municipal mergers."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import inputs, outputs
from regionplanner.cli.check import EXIT_BREAKS_RULES
from regionplanner.cli.choice_options import NOTHING, Made, OptionsOf, grouped, option
from regionplanner.cli.merge_lines import merge_lines
from regionplanner.cli.options import Quiet, ShownOptions
from regionplanner.cli.outputs import claim_previous
from regionplanner.cli.say import say
from regionplanner.cli.texts import figure_reader
from regionplanner.errors import DataError, listing
from regionplanner.files.file_choices import DataChoices
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.jobs.mergers.inputs import MergeInputs, MergeRequest
    from regionplanner.jobs.mergers.merge import MergeResult


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
            "without these: Flanders 2025, where the codes fit]",
        ),
    ] = None
    columns: Annotated[Made, OptionsOf(DataChoices, names=_COLUMNS)] = NOTHING
    texts: Annotated[Made, OptionsOf(DataChoices, names=("encoding", "plan_columns"))] = NOTHING
    rules: Annotated[Made, OptionsOf(Scenario, names=("links",))] = NOTHING
    shown: ShownOptions = NOTHING

    def request(self, plan_file: Path, mergers: list[str], *, repair_s: float) -> "MergeRequest":
        """Return what the options ask for."""
        from regionplanner.jobs.mergers.inputs import MergeRequest

        columns = {**self.texts.choices, **self.columns.choices}
        old = self.texts.choices if self.data is None else {"file": self.data, **columns}
        new = None if self.new_data is None else {"file": self.new_data, **columns}
        return MergeRequest(
            plan_file=plan_file,
            mergers=mergers,
            scenario_file=self.scenario_file,
            choices=self.rules.choices,
            run=self.shown.choices,
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
        typer.Option(
            "--no-mend", help="Do not look for the smallest change that repairs the plan."
        ),
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            parser=figure_reader("--time-limit", "count", least=1, example="600"),
            help="Stop looking for that change after this.",
        ),
    ] = 60,
    quiet: Quiet = False,
    carried: MergeOptions,
) -> None:
    """Carry a plan over municipal mergers: with its data, rules, ties and tables.

    Writes plan.csv, changes.csv and what else is given; says what is ambiguous and which regions
    break rules now; where some do, mended.csv is the plan with the smallest change that repairs it.
    Exit code 0 when the carried plan keeps all rules, 1 when it breaks any.
    """
    from regionplanner.jobs.mergers.merge import merge as merged

    request = carried.request(plan_file, tables, repair_s=0 if no_mend else time_limit)
    result = merged(
        request,
        callbacks=inputs.on_terminal(quiet=quiet),
        ready=lambda inputs: check_places(out, inputs),
    )
    files = write_merge(out, result, quiet=quiet)
    if not quiet:
        say(*merge_lines(out, result, files))
    if result.check.violations or result.check.unusable:
        raise typer.Exit(EXIT_BREAKS_RULES)


DATA, TABLES, MAP = "data.gpkg", "tables", "map.html"
_RECORD = "merge.json"
_TITLE = "The choices of before the mergers, carried to the municipalities of after."


def check_places(out: Path, inputs: "MergeInputs") -> None:
    """Raise when what is carried cannot go to a folder: a file is in the way, or one name is two.

    None of the files that are carried may be replaced.
    """
    from regionplanner.jobs.mergers.inputs import carried_name

    names = Counter(carried_name(path) for path in (*inputs.unit_tables, *inputs.pair_tables))
    twice = sorted(name for name, count in names.items() if count > 1)
    if twice:
        raise DataError(
            "more than one table is called {twice}; each is written under its own name; "
            "rename one, or give it once",
            twice=listing(twice),
        )
    written = ["plan.csv", "mended.csv", "changes.csv", _RECORD, MAP, DATA]
    places = [*written, *(f"{TABLES}/{name}" for name in names)]
    outputs.claim_folder(out, places)
    outputs.claim_file(out / outputs.SCENARIO)
    claim_previous(out, [*places, outputs.SCENARIO])
    scenario = out / outputs.SCENARIO
    if inputs.has_rules and scenario.is_file():
        first = scenario.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
        if _TITLE not in first:
            raise DataError(
                "{scenario} is another scenario, which the carried one would replace; a folder "
                "without one is expected; choose another --out, or move it",
                scenario=scenario,
            )


def write_merge(out: Path, result: "MergeResult", *, quiet: bool) -> tuple[str, ...]:
    """Write all that was carried to a folder; return the names of the files.

    What the folder holds of other plans is kept beside it, other files are left alone.
    """
    from regionplanner.data.carried_data import data_layer
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text
    from regionplanner.jobs.mergers.merge import merge_record

    carried = result.carried
    texts = {
        **_plan_texts(result),
        "changes.csv": csv_text(carried.changes),
        _RECORD: record_text(merge_record(result)),
    }
    for name, units in carried.unit_tables.items():
        texts[f"{TABLES}/{name}"] = csv_text(units.table)
    for name, pairs in carried.pair_tables.items():
        texts[f"{TABLES}/{name}"] = csv_text(pairs.set_index("nis_a"))
    if carried.rules is not None:
        chosen = _scenario_file(out, result)
        texts[outputs.SCENARIO] = outputs.explained_scenario(chosen, out, title=_TITLE)
    layers = {}
    if carried.data is not None and carried.writes_data:
        layers[DATA] = {"municipalities": data_layer(carried.data.municipalities)}
    outputs.report_kept(outputs.write_folder(out, texts, layers=layers), quiet=quiet)
    return (*texts, *layers)


def _plan_texts(result: "MergeResult") -> dict[str, str]:
    """Return the plans as `plan` writes them, with their map; without data only the codes."""
    import pandas as pd

    from regionplanner.files.text_table import csv_text
    from regionplanner.plan.plan import plan_table
    from regionplanner.words.nouns import spoken
    from regionplanner.words.text import words_in

    plans, units, run = result.plans, result.carried.municipalities, result.inputs.asked.run
    if units is None:
        carried = pd.DataFrame({"region": result.carried.assignment})
        return {"plan.csv": csv_text(carried.rename_axis("nis"))}
    words = words_in(spoken(run.language, units))
    called = {"plan": words["set_merged"], "mended": words["set_repaired"]}
    page = outputs.drawn_map({called[name]: plan for name, plan in plans.items()}, units, run)
    texts = {f"{name}.csv": csv_text(plan_table(plan, units)) for name, plan in plans.items()}
    return {**texts, MAP: page}


def _scenario_file(out: Path, result: "MergeResult") -> "ScenarioFile":
    """Return the carried scenario with the data of after, and without travel times."""
    from regionplanner.files.file_choices import DataChoices
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.jobs.mergers.inputs import carried_name
    from regionplanner.scenario import Scenario

    inputs, carried, tables = result.inputs, result.carried, out / TABLES
    data = inputs.asked.data
    scenario = Scenario() if carried.rules is None else carried.rules.scenario
    # dissolved polygons and the default data have our own names of columns
    dissolved = inputs.new_data is None and carried.writes_data
    new = inputs.new_data or DataChoices(file=out / DATA if dissolved else None)
    polygons = {name: getattr(new, name) for name in ("file", "id", "name", "parent", "layer")}
    others = {
        "join": () if dissolved else tuple(tables / carried_name(path) for path in data.join),
        "links": data.links and tables / carried_name(data.links),
        "travel_times": None,
        "time_unit": None,
        "pair_tables": {
            name: tables / carried_name(path) for name, path in data.pair_tables.items()
        },
    }
    chosen = data.model_copy(update={**polygons, **others})
    return ScenarioFile(scenario, chosen, inputs.asked.run)
