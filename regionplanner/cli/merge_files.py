"""What a merge writes: the plan, what changed, and all that was carried with it."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli import outputs
from regionplanner.cli.merge_inputs import carried_name
from regionplanner.cli.merge_record import merge_record
from regionplanner.cli.previous import claim_previous
from regionplanner.cli.progress import step
from regionplanner.errors import DataError, listing

if TYPE_CHECKING:
    from regionplanner.cli.merge_carried import Carried
    from regionplanner.cli.merge_check import Check
    from regionplanner.cli.merge_inputs import Inputs
    from regionplanner.io.scenario_file import ScenarioFile

DATA, TABLES, MAP = "data.gpkg", "tables", "map.html"
_RECORD = "merge.json"
_TITLE = "The choices of before the mergers, carried to the municipalities of after."


def check_places(out: Path, inputs: "Inputs") -> None:
    """Raise when what is carried cannot go to a folder.

    Parameters
    ----------
    out
        Need not exist yet.
    inputs
        All that is carried; none of its files may be replaced.

    Raises
    ------
    DataError
        When a file is in the way, or two tables have the same name.
    """
    names = Counter(carried_name(path) for path in (*inputs.unit_tables, *inputs.pair_tables))
    twice = sorted(name for name, count in names.items() if count > 1)
    if twice:
        raise DataError(
            f"more than one table is called {listing(twice)}; each is written under its own name; "
            "rename one, or give it once"
        )
    written = ["plan.csv", "mended.csv", "changes.csv", _RECORD, MAP, DATA]
    found = [*written, *(f"{TABLES}/{name}" for name in names)]
    outputs.claim_folder(out, found)
    outputs.claim_file(out / outputs.SCENARIO)
    claim_previous(out, [*found, outputs.SCENARIO])
    scenario = out / outputs.SCENARIO
    if inputs.has_rules and scenario.is_file():
        first = scenario.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
        if _TITLE not in first:
            raise DataError(
                f"{scenario} is another scenario, which the carried one would replace; a folder "
                "without one is expected; choose another --out, or move it"
            )


def write_merge(
    out: Path, inputs: "Inputs", result: "Carried", check: "Check", *, quiet: bool
) -> tuple[str, ...]:
    """Write all that was carried; return the names of the files.

    Parameters
    ----------
    out
        Folder; what it holds of other plans is kept beside it, other files are left alone.
    inputs, result, check
        Before, after, and the plan beside the rules.
    quiet
        Do not say what was kept.

    Raises
    ------
    DataError
        When a file cannot be written.
    """
    from regionplanner.io.carried.data import data_layer
    from regionplanner.io.records.files import record_text
    from regionplanner.io.text_table import csv_text

    texts = {
        **_plan_texts(inputs, result, check),
        "changes.csv": csv_text(result.changes),
        _RECORD: record_text(merge_record(inputs, result, check)),
    }
    for name, carried in result.unit_tables.items():
        texts[f"{TABLES}/{name}"] = csv_text(carried.table)
    for name, pairs in result.pair_tables.items():
        texts[f"{TABLES}/{name}"] = csv_text(pairs.set_index("nis_a"))
    if result.rules is not None:
        chosen = _scenario_file(out, inputs, result)
        texts[outputs.SCENARIO] = outputs.explained_scenario(chosen, out, title=_TITLE)
    layers = {}
    if result.data is not None and writes_data(result):
        layers[DATA] = {"municipalities": data_layer(result.data.municipalities)}
    outputs.tell_kept(outputs.write_folder(out, texts, layers=layers), quiet=quiet)
    return (*texts, *layers)


def writes_data(result: "Carried") -> bool:
    """Return whether dissolved polygons are written: those that only fit for drawing are not.

    Parameters
    ----------
    result
        What was carried.
    """
    return result.data is not None and not result.data.municipalities.source.generalised


def _plan_texts(inputs: "Inputs", result: "Carried", check: "Check") -> dict[str, str]:
    """Return the plans as `plan` writes them, with their map; without data only the codes."""
    import pandas as pd

    from regionplanner.cli.choices import neighbours
    from regionplanner.io.text_table import csv_text
    from regionplanner.maps.page import map_page
    from regionplanner.plan.make import make_plan
    from regionplanner.plan.table import plan_table
    from regionplanner.scenario import Scenario
    from regionplanner.words.nouns import spoken
    from regionplanner.words.text import words_in

    units = result.municipalities
    if units is None:
        return {
            "plan.csv": csv_text(pd.DataFrame({"region": result.assignment}).rename_axis("nis"))
        }
    rules = check.scenario or Scenario(criteria={"distance": 1.0})
    graph, run = neighbours(units, rules), inputs.asked.run
    words = words_in(spoken(run.language, units))
    plans = {"plan": make_plan(result.assignment, units, graph, rules)}
    called = [words["set_merged"]]
    if check.mended is not None:
        plans["mended"] = make_plan(check.mended, units, graph, rules)
        called.append(words["set_mended"])
    with step("drawing the map"):
        page = map_page(
            dict(zip(called, plans.values(), strict=True)),
            units,
            language=run.language,
            title=run.title,
            contact=run.contact,
        )
    texts = {f"{name}.csv": csv_text(plan_table(plan, units)) for name, plan in plans.items()}
    return {**texts, MAP: page.html}


def _scenario_file(out: Path, inputs: "Inputs", result: "Carried") -> "ScenarioFile":
    """Return the carried scenario with the data of after, and without travel times."""
    from regionplanner.io.file_choices import DataChoices
    from regionplanner.io.scenario_file import ScenarioFile
    from regionplanner.scenario import Scenario

    data, tables = inputs.asked.data, out / TABLES
    scenario = Scenario() if result.rules is None else result.rules.scenario
    # dissolved polygons and the default data have our own names of columns
    dissolved = inputs.new is None and writes_data(result)
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
