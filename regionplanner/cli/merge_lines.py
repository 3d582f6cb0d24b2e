"""What the screen says of a plan that was carried over mergers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli.merge_files import writes_data
from regionplanner.errors import counted, listing

if TYPE_CHECKING:
    from regionplanner.jobs.merge.carried import Carried
    from regionplanner.jobs.merge.inputs import MergeInputs
    from regionplanner.jobs.merge.merge import MergeResult, RuleCheck
    from regionplanner.plan.moves import Move


def merge_lines(out: Path, result: "MergeResult", files: Iterable[str]) -> Iterator[str]:
    """Yield what was carried, what is ambiguous, which rules break now and what repairs them."""
    inputs, carried, check = result.inputs, result.carried, result.check
    sections = [
        _carried(inputs, carried),
        _ambiguous(inputs, carried),
        _rules(carried),
        _sizes(inputs, carried),
        _broken(carried, check),
        _repaired(inputs, carried, check),
        _last(out, result, files),
    ]
    for number, lines in enumerate(filter(None, map(list, sections))):
        yield from ([""] if number else [])
        yield from lines


def new_label(result: "Carried", inputs: "MergeInputs", nis: str) -> str:
    """Return what to call a municipality of after the mergers."""
    units = result.municipalities
    if units is not None and nis in units.frame.index:
        return units.label(nis)
    name = inputs.mergers.new_names.get(nis)
    return f"{name} ({nis})" if name else nis


def _carried(inputs: "MergeInputs", result: "Carried") -> Iterator[str]:
    parts = inputs.mergers.parts.values()
    n_merged = sum(len(olds) for olds in parts if len(olds) > 1)
    n_renamed = sum(len(olds) == 1 for olds in parts)
    renamed = f", {n_renamed} renamed" if n_renamed else ""
    yield (
        f"Carried: {counted(len(inputs.assignment), 'municipality')} became "
        f"{len(result.assignment)}; the "
        f"mergers make {len(parts) - n_renamed} out of {n_merged}{renamed}."
    )
    if result.data is not None:
        before, after = len(inputs.old.frame) if inputs.old else 0, result.data.municipalities
        yield f"Data: {counted(before, 'municipality')} dissolved to {len(after.frame)}."
        if not writes_data(result):
            yield (
                "The polygons only fit for drawing, so that no data are written; "
                "regionplanner data fetch brings official ones."
            )
    if inputs.asked.data.travel_times is not None:
        yield "Travel times were left out: those of parts cannot be added up."
    summed = {c for table in result.unit_tables.values() for c in table.summed}
    summed |= set(result.data.summed) if result.data is not None else set()
    if summed:
        yield f"Added up: {', '.join(sorted(summed))}."
    from regionplanner.jobs.merge.inputs import carried_name

    for path, pairs in inputs.pair_tables.items():
        carried = result.pair_tables[carried_name(path)]
        yield f"{path.name}: {counted(len(pairs), 'pair')} became {len(carried)}."


def _ambiguous(inputs: "MergeInputs", result: "Carried") -> Iterator[str]:
    if result.ambiguous:
        yield f"Ambiguous ({len(result.ambiguous)}):"
    for one in result.ambiguous:
        yield f"- {one.sentence(inputs.old_label, lambda nis: new_label(result, inputs, nis))}"


def _rules(result: "Carried") -> Iterator[str]:
    if result.rules is not None and result.rules.notes:
        yield "Rules that need a look:"
        yield from (f"- {note}" for note in result.rules.notes)


def _sizes(inputs: "MergeInputs", result: "Carried") -> Iterator[str]:
    """Yield which regions have another number of municipalities, and through which mergers."""
    before = Counter(inputs.assignment.values())
    after = Counter(result.assignment.values())
    changed = sorted(region for region in before if before[region] != after[region])
    if changed:
        yield "Regions of another size:"
    for region in changed:
        became = [
            f"{listing(map(inputs.old_label, olds))} became {new_label(result, inputs, new)}"
            for new, olds in inputs.mergers.parts.items()
            if region in {inputs.assignment.get(old) for old in olds}
        ]
        yield f"- {region}: {before[region]} to {after[region]}; {'; '.join(became)}"


def _broken(result: "Carried", check: "RuleCheck") -> Iterator[str]:
    units = result.municipalities
    if units is None:
        yield (
            "There are no data of after the mergers, so that the plan was not held against the "
            "rules; give --data or --new-data."
        )
        return
    if check.unusable:
        yield f"The carried rules cannot be used: {check.unusable}"
        return
    if check.is_partial:
        yield (
            f"The plan has {len(result.assignment)} of {len(units.frame)} municipalities and no "
            "scenario says how many there must be: only its regions are held against the rules."
        )
    if not check.violations:
        yield "The carried plan keeps all rules."
        return
    n_broken = len(check.violations)
    yield f"The carried plan breaks {counted(n_broken, 'rule')}:"
    for one in check.violations:
        also = " (also before the mergers)" if (one.rule, one.region) in check.before else ""
        yield f"- {one.rule}: {one.message}{also}"


def _repaired(inputs: "MergeInputs", result: "Carried", check: "RuleCheck") -> Iterator[str]:
    if check.unrepaired:
        yield f"No change mends it: {check.unrepaired}"
    if check.repaired is None:
        return
    proven = "proven" if check.proven else "not proven to be the smallest"
    yield f"The smallest change that mends it, in mended.csv ({proven}):"
    for move in check.moves:
        yield f"- {new_label(result, inputs, move.nis)}: {_move(move)}"


def _move(move: "Move") -> str:
    mends = listing(f"{one.rule} ({one.region or one.message})" for one in move.mends)
    why = f"mends {mends}" if mends else "follows from the other changes"
    return f"from {move.before or 'no region'} to {move.after or 'no region'}; {why}"


def _last(out: Path, result: "MergeResult", files: Iterable[str]) -> Iterator[str]:
    new_data, carried, check = result.inputs.new_data, result.carried, result.check
    names = sorted(files)
    yield f"Written to {out}: {', '.join(names)}"
    plan = "mended.csv" if check.repaired is not None else "plan.csv"
    new_file = None if new_data is None else new_data.file
    data = new_file or (out / "data.gpkg" if "data.gpkg" in names else None)
    if "scenario.toml" in names:
        beside = f" --scenario {out / 'scenario.toml'}"
    else:
        beside = "" if data is None else f" --data {data}"
    has_data = new_data is not None or carried.data is None or writes_data(carried)
    if check.scenario is not None and has_data:
        yield f"Next: regionplanner map {out / plan}{beside}"
