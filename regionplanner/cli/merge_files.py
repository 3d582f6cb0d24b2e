"""What a merge writes: the plan, what changed, and all that was carried with it."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli import outputs
from regionplanner.cli.previous import claim_previous
from regionplanner.cli.progress import step
from regionplanner.errors import DataError, listing

if TYPE_CHECKING:
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.files.set_records import MergeRecord
    from regionplanner.jobs.merge.carried import Carried
    from regionplanner.jobs.merge.inputs import MergeInputs
    from regionplanner.jobs.merge.merge import MergeResult

DATA, TABLES, MAP = "data.gpkg", "tables", "map.html"
_RECORD = "merge.json"
_TITLE = "The choices of before the mergers, carried to the municipalities of after."


def check_places(out: Path, inputs: "MergeInputs") -> None:
    """Raise when what is carried cannot go to a folder: a file is in the way, or one name is two.

    None of the files that are carried may be replaced.
    """
    from regionplanner.jobs.merge.inputs import carried_name

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


def write_merge(out: Path, result: "MergeResult", *, quiet: bool) -> tuple[str, ...]:
    """Write all that was carried to a folder; return the names of the files.

    What the folder holds of other plans is kept beside it, other files are left alone.
    """
    from regionplanner.data.carried_data import data_layer
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text

    carried = result.carried
    texts = {
        **_plan_texts(result),
        "changes.csv": csv_text(carried.changes),
        _RECORD: record_text(_record(result)),
    }
    for name, units in carried.unit_tables.items():
        texts[f"{TABLES}/{name}"] = csv_text(units.table)
    for name, pairs in carried.pair_tables.items():
        texts[f"{TABLES}/{name}"] = csv_text(pairs.set_index("nis_a"))
    if carried.rules is not None:
        chosen = _scenario_file(out, result)
        texts[outputs.SCENARIO] = outputs.explained_scenario(chosen, out, title=_TITLE)
    layers = {}
    if carried.data is not None and writes_data(carried):
        layers[DATA] = {"municipalities": data_layer(carried.data.municipalities)}
    outputs.tell_kept(outputs.write_folder(out, texts, layers=layers), quiet=quiet)
    return (*texts, *layers)


def writes_data(carried: "Carried") -> bool:
    """Return whether dissolved polygons are written: those that only fit for drawing are not."""
    return carried.data is not None and not carried.data.municipalities.source.generalised


def _plan_texts(result: "MergeResult") -> dict[str, str]:
    """Return the plans as `plan` writes them, with their map; without data only the codes."""
    import pandas as pd

    from regionplanner.cli.choices import neighbours
    from regionplanner.files.text_table import csv_text
    from regionplanner.maps.page import map_page
    from regionplanner.plan.make import make_plan
    from regionplanner.plan.table import plan_table
    from regionplanner.scenario import Scenario
    from regionplanner.words.nouns import spoken
    from regionplanner.words.text import words_in

    assignment, units = result.carried.assignment, result.carried.municipalities
    check, run = result.check, result.inputs.asked.run
    if units is None:
        return {"plan.csv": csv_text(pd.DataFrame({"region": assignment}).rename_axis("nis"))}
    rules = check.scenario or Scenario(criteria={"distance": 1.0})
    graph = neighbours(units, rules)
    words = words_in(spoken(run.language, units))
    plans = {"plan": make_plan(assignment, units, graph, rules)}
    called = [words["set_merged"]]
    if check.repaired is not None:
        plans["mended"] = make_plan(check.repaired, units, graph, rules)
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


def _scenario_file(out: Path, result: "MergeResult") -> "ScenarioFile":
    """Return the carried scenario with the data of after, and without travel times."""
    from regionplanner.files.file_choices import DataChoices
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.jobs.merge.inputs import carried_name
    from regionplanner.scenario import Scenario

    inputs, carried, tables = result.inputs, result.carried, out / TABLES
    data = inputs.asked.data
    scenario = Scenario() if carried.rules is None else carried.rules.scenario
    # dissolved polygons and the default data have our own names of columns
    dissolved = inputs.new_data is None and writes_data(carried)
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


def _record(result: "MergeResult") -> "MergeRecord":
    """Return what lies beside the plans."""
    from regionplanner.data.assignment import assignment_sha256
    from regionplanner.files.set_records import AmbiguityRecord, MergeRecord, MergerRecord

    carried, check = result.carried, result.check
    mergers, before = result.inputs.mergers, result.inputs.assignment
    return MergeRecord(
        scenario_sha256="" if carried.rules is None else carried.rules.scenario.sha256,
        carried_sha256=assignment_sha256(carried.assignment),
        mended_sha256=None if check.repaired is None else assignment_sha256(check.repaired),
        units_before=len(before),
        units_after=len(carried.assignment),
        mergers=tuple(
            MergerRecord(
                nis=new,
                name=mergers.new_names[new],
                parts={old: mergers.old_names[old] for old in olds},
                before={old: before[old] for old in olds if old in before},
                after=carried.assignment.get(new),
            )
            for new, olds in mergers.parts.items()
        ),
        ambiguous=tuple(
            AmbiguityRecord(nis=one.nis, what=one.what, parts=one.parts, taken=one.taken)
            for one in carried.ambiguous
        ),
        moves={move.nis: (move.before, move.after) for move in check.moves},
        proven=check.proven,
    )
