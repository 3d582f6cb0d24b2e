"""What the screen says of a merge: what was carried, what needs a look, which rules break."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli.say import command
from regionplanner.errors import Message, counted, joined, listing

if TYPE_CHECKING:
    from regionplanner.jobs.mergers.carried import Carried
    from regionplanner.jobs.mergers.inputs import MergeInputs
    from regionplanner.jobs.mergers.merge import MergeResult, RuleCheck
    from regionplanner.plan.compare import Move


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
    return inputs.mergers.new_label(nis)


def _carried(inputs: "MergeInputs", result: "Carried") -> Iterator[str]:
    parts = inputs.mergers.parts.values()
    n_merged = sum(len(olds) for olds in parts if len(olds) > 1)
    n_renamed = sum(len(olds) == 1 for olds in parts)
    n_before, n_after = counted(len(inputs.assignment), "municipality"), len(result.assignment)
    n_made = len(parts) - n_renamed
    yield Message(
        (
            "Carried: {n_before} became {n_after}; the mergers make {n_made} out of "
            "{n_merged}, {n_renamed} renamed."
        )
        if n_renamed
        else "Carried: {n_before} became {n_after}; the mergers make {n_made} out of {n_merged}.",
        n_before=n_before,
        n_after=n_after,
        n_made=n_made,
        n_merged=n_merged,
        n_renamed=n_renamed,
    )
    if result.data is not None:
        before, after = len(inputs.old.frame) if inputs.old else 0, result.data.municipalities
        yield Message(
            "Data: {n_municipalities} dissolved to {n_after}.",
            n_municipalities=counted(before, "municipality"),
            n_after=len(after.frame),
        )
        if not result.writes_data:
            yield Message(
                "The polygons only fit for drawing, so that no data are written; "
                "regionplanner data fetch brings official ones."
            )
    if inputs.asked.data.travel_times is not None:
        yield Message("Travel times were left out: those of parts cannot be added up.")
    summed = {c for table in result.unit_tables.values() for c in table.summed}
    summed |= set(result.data.summed) if result.data is not None else set()
    if summed:
        yield Message("Added up: {columns}.", columns=", ".join(sorted(summed)))
    from regionplanner.jobs.mergers.inputs import carried_name

    for path, pairs in inputs.pair_tables.items():
        carried = result.pair_tables[carried_name(path)]
        yield Message(
            "{file}: {n_pairs} became {n_after}.",
            file=path.name,
            n_pairs=counted(len(pairs), "pair"),
            n_after=len(carried),
        )


def _ambiguous(inputs: "MergeInputs", result: "Carried") -> Iterator[str]:
    if result.ambiguous:
        yield Message("Ambiguous ({n_ambiguous}):", n_ambiguous=len(result.ambiguous))
    for ambiguity in result.ambiguous:
        sentence = ambiguity.sentence(inputs.old_label, lambda nis: new_label(result, inputs, nis))
        yield Message("- {sentence}", sentence=sentence)


def _rules(result: "Carried") -> Iterator[str]:
    if result.rules is not None and result.rules.notes:
        yield Message("Rules that need a look:")
        yield from (Message("- {note}", note=note) for note in result.rules.notes)


def _sizes(inputs: "MergeInputs", result: "Carried") -> Iterator[str]:
    """Yield which regions have another number of municipalities, and through which mergers."""
    before = Counter(inputs.assignment.values())
    after = Counter(result.assignment.values())
    changed = sorted(region for region in before if before[region] != after[region])
    if changed:
        yield Message("Regions of another size:")
    for region in changed:
        became = joined(
            Message(
                "{olds} became {new}",
                olds=listing(map(inputs.old_label, olds)),
                new=new_label(result, inputs, new),
            )
            for new, olds in inputs.mergers.parts.items()
            if region in {inputs.assignment.get(old) for old in olds}
        )
        yield Message(
            "- {region}: {n_before} to {n_after}; {became}",
            region=region,
            n_before=before[region],
            n_after=after[region],
            became=became,
        )


def _broken(result: "Carried", check: "RuleCheck") -> Iterator[str]:
    units = result.municipalities
    if units is None:
        yield Message(
            "There are no data of after the mergers, so that the plan was not held against the "
            "rules; give --data or --new-data."
        )
        return
    if check.unusable:
        yield Message("The carried rules cannot be used: {why}", why=check.unusable)
        return
    if check.is_partial:
        yield Message(
            "The plan has {n_planned} of {n_units} municipalities and no scenario "
            "says how many there must be: only its regions are held against the "
            "rules.",
            n_planned=len(result.assignment),
            n_units=len(units.frame),
        )
    if not check.violations:
        yield Message("The carried plan keeps all rules.")
        return
    yield Message(
        "The carried plan breaks {n_rules}:", n_rules=counted(len(check.violations), "rule")
    )
    for violation in check.violations:
        yield Message(
            "- {rule}: {message} (also before the mergers)"
            if (violation.rule, violation.region) in check.before
            else "- {rule}: {message}",
            rule=violation.rule,
            message=violation.message,
        )


def _repaired(inputs: "MergeInputs", result: "Carried", check: "RuleCheck") -> Iterator[str]:
    if check.unrepaired:
        yield Message("No change repairs it: {why}", why=check.unrepaired)
    if check.repaired is None:
        return
    yield Message(
        "The smallest change that repairs it, in mended.csv (proven):"
        if check.proven
        else "The smallest change that repairs it, in mended.csv (not proven to be the smallest):"
    )
    for move in check.moves:
        unit = new_label(result, inputs, move.nis)
        yield Message("- {unit}: {move}", unit=unit, move=_move(move))


def _move(move: "Move") -> str:
    repairs = listing(
        Message(
            "{rule} ({where})", rule=violation.rule, where=violation.region or violation.message
        )
        for violation in move.repairs
    )
    why = (
        Message("repairs {repairs}", repairs=repairs)
        if repairs
        else Message("follows from the other changes")
    )
    before, after = (region or Message("no region") for region in (move.before, move.after))
    return Message("from {before} to {after}; {why}", before=before, after=after, why=why)


def _last(out: Path, result: "MergeResult", files: Iterable[str]) -> Iterator[str]:
    new_data, carried, check = result.inputs.new_data, result.carried, result.check
    names = sorted(files)
    yield Message("Written to {folder}: {files}", folder=out, files=", ".join(names))
    plan = "mended.csv" if check.repaired is not None else "plan.csv"
    new_file = None if new_data is None else new_data.file
    data = new_file or (out / "data.gpkg" if "data.gpkg" in names else None)
    if "scenario.toml" in names:
        beside = ["--scenario", out / "scenario.toml"]
    else:
        beside = [] if data is None else ["--data", data]
    has_data = new_data is not None or carried.data is None or carried.writes_data
    if check.scenario is not None and has_data:
        yield Message("Next: {command}", command=command("map", out / plan, *beside))
