"""Plan files, opened: with the choices and the proof of the run that made them, where these fit."""

import contextlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.cli import choices
from regionplanner.cli.outputs import SCENARIO
from regionplanner.cli.progress import step
from regionplanner.cli.say import say
from regionplanner.errors import DataError, ScenarioError, counted, listing
from regionplanner.jobs.request import resolve_request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from regionplanner.io.file_choices import RunChoices
    from regionplanner.io.municipalities import Municipalities
    from regionplanner.io.record import RunRecord
    from regionplanner.io.records.base import SetRecord
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.proof import Proof

SUMMARY = "summary.json"
_USUAL = "plan"


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file, and what lies beside it.

    Attributes
    ----------
    path
        The file.
    name
        What the plan is called among the others.
    assignment
        Region code by NIS code.
    record
        Of the run that made this very plan; None where there is none.
    made
        Of what made this very plan with others, such as alternatives.
    """

    path: Path
    name: str
    assignment: "Mapping[str, str]"
    record: "RunRecord | None"
    made: "tuple[SetRecord, ...]"

    @property
    def digests(self) -> set[str]:
        """Of the scenarios that it was made with; empty where no record is of this plan."""
        records = (*self.made, *(() if self.record is None else (self.record,)))
        return {record.scenario_sha256 for record in records}


@dataclass(frozen=True, slots=True)
class Opened:
    """Plans on the same data.

    Attributes
    ----------
    plans, records
        By name, in the order of the files; a record only where the proof holds.
    made
        By name, the records of what made a plan with others, where they hold.
    municipalities
        The data.
    run
        How they are shown: language, title, contact.
    scenarios
        By name, the file with the rules that a plan is held against; None: the defaults.
    asked
        What is asked for of the first.
    """

    plans: "Mapping[str, Plan]"
    records: "Mapping[str, RunRecord]"
    made: "Mapping[str, tuple[SetRecord, ...]]"
    municipalities: "Municipalities"
    run: "RunChoices"
    scenarios: "Mapping[str, Path | None]"
    asked: "ResolvedRequest"


def opened(
    files: Sequence[Path],
    scenario_file: Path | None,
    made: "Mapping[str, object]",
    *,
    data: "Mapping[str, object]",
    run: "Mapping[str, object]",
    names: str | None = None,
    quiet: bool,
    figures: "Collection[str]" = (),
) -> Opened:
    """Return plans with their rules and their proofs.

    Parameters
    ----------
    files
        Plan files, on the same data.
    scenario_file
        The rules to hold all of them against; None: of each plan the scenario.toml that lies
        beside it and that it was made with, else that of the first plan that has one, else the
        defaults. The data, and how plans are shown, are those of the first.
    made, data, run
        Choices that options make; each replaces that of the file.
    names
        What the plans are called, separated by commas; None: by their files.
    quiet
        Say nothing.
    figures
        Columns that must hold numbers, besides those of the scenario.

    Raises
    ------
    DataError
        When a file cannot be read, or does not fit the data.
    ScenarioError
        When the rules or the names cannot be used.
    """
    from regionplanner.jobs.reading import load_reported

    called = plan_names(files) if names is None else given_names(names, len(files))
    columns, note = data.get("plan_columns"), choices.noting(quiet=quiet)
    found = [_as_it_stands(path, name, columns) for path, name in zip(files, called, strict=True)]
    asked = [
        resolve_request(scenario_file or _scenario_beside(one, note), made, data=data, run=run)
        for one in found
    ]
    first = next((one for one in asked if one.file is not None), asked[0])
    asked = [one if one.file is not None else first for one in asked]
    in_use = {column for one in asked for column in one.figures()}
    municipalities = load_reported(
        first.data,
        # where the data of a plan lie was said when that was made
        choices.on_terminal(quiet=quiet, says_place="file" in data),
        leave_out=first.leave_out,
        figures={*in_use, *figures},
    )
    asked = [one.resolved(municipalities) for one in asked]
    first = first.resolved(municipalities)
    if "bounds" in made and not quiet:
        choices.tell_bounds(first.scenario())
    found = [
        _plan_file(
            one.path,
            one.name,
            _with_polygons(one.path, own, municipalities, quiet=quiet),
            note=note,
        )
        for one, own in zip(found, asked, strict=True)
    ]
    plans, records, made_with = {}, {}, {}
    for one, own in zip(found, asked, strict=True):
        record, why = _fitting(one, own, municipalities)
        made_with[one.name] = _holding(one, own, municipalities)
        proof = _proof(one, record, made_with[one.name])
        plans[one.name] = _plan(one, own, municipalities, proof)
        if record is not None:
            records[one.name] = record
        elif why and not quiet:
            say(f"Note: the proof beside {one.path} is not used: {why}", err=True)
    files_used = {one.name: own.file for one, own in zip(found, asked, strict=True)}
    return Opened(plans, records, made_with, municipalities, first.run, files_used, asked[0])


def _with_polygons(
    path: Path, asked: "ResolvedRequest", municipalities: "Municipalities", *, quiet: bool
) -> "Mapping[str, str]":
    """Return a plan without units that have no polygon, which no page can show, and say so."""
    from regionplanner.io.bare import without_polygon

    assignment = choices.read_plan(path, municipalities, asked.data, quiet=quiet)
    bare = [nis for nis in without_polygon(municipalities) if nis in assignment]
    if bare and not quiet:
        names = listing(map(municipalities.label, bare))
        say(
            f"Note: {path} is shown without {names}: left out for want of a usable polygon",
            err=True,
        )
    return {nis: region for nis, region in assignment.items() if nis not in bare}


def tell_broken(files: Sequence[Path], found: Opened) -> None:
    """Say on the terminal which plans break rules, a line each.

    Parameters
    ----------
    files
        Their files, in the same order.
    found
        The plans.
    """
    for path, (name, plan) in zip(files, found.plans.items(), strict=True):
        count, rules = len(plan.violations), found.scenarios[name]
        if count:
            say(
                f"{path} breaks {counted(count, 'rule')}, and what is "
                f"written says so; see regionplanner check {path}"
                f"{'' if rules is None else f' --scenario {rules}'}",
                err=True,
            )


def given_names(names: str, count: int) -> list[str]:
    """Return what plans are called, as it was typed.

    Parameters
    ----------
    names
        Separated by commas.
    count
        Number of plans.

    Raises
    ------
    ScenarioError
        When there is not one name a plan, or two are the same.
    """
    found = [name.strip() for name in names.split(",")]
    if len(found) != count or not all(found) or len(set(found)) < count:
        plans = counted(count, "plan")
        raise ScenarioError(
            f"--names is {names!r}; for {plans} as many different names are expected, separated by "
            "commas; give each plan a name"
        )
    return found


def plan_names(files: Sequence[Path]) -> list[str]:
    """Return what plans are called: by their files, or by the folders where those are alike.

    Parameters
    ----------
    files
        Plan files.

    Raises
    ------
    DataError
        When the same file is given twice.
    """
    whole = [path.resolve() for path in files]
    twice = sorted({str(path) for path in whole if whole.count(path) > 1})
    if twice:
        raise DataError(f"{listing(twice)} is given twice; give each plan file once")
    return next(
        (names for names in _ways(whole) if len(set(names)) == len(names)), [*map(str, whole)]
    )


def _ways(files: list[Path]) -> Iterator[list[str]]:
    """Yield what files can be called, with more and more of their folders."""
    all_usual = all(path.stem == _USUAL for path in files)
    for depth in range(max(len(path.parts) for path in files)):
        folders = [path.parts[-1 - depth : -1] for path in files]
        if depth and all_usual:  # out/plan.csv beside other/plan.csv is called out
            yield [" ".join(parts) for parts in folders]
        for last in ([path.stem for path in files], [path.name for path in files]):
            yield [" ".join((*parts, end)) for parts, end in zip(folders, last, strict=True)]


def _as_it_stands(path: Path, name: str, columns: Any) -> PlanFile:
    """Return a plan file before the data are known; empty where it cannot be read without.

    Ids that a spreadsheet has changed are those of the data that the scenario beside it asks for,
    where this makes the file a plan of that run.
    """
    from regionplanner.io.assignment import read_assignment
    from regionplanner.io.load import load_data

    try:
        assignment = read_assignment(path, columns=columns, note=lambda _: None)
    except DataError:
        if not path.is_file():
            raise
        assignment = {}
    found = _plan_file(path, name, assignment)
    if found.digests or not (path.parent / SCENARIO).is_file():
        return found
    with contextlib.suppress(DataError, ScenarioError):
        run = resolve_request(path.parent / SCENARIO, {}, data={})
        with step("reading the data"):
            units = load_data(run.data, leave_out=run.leave_out)
        again = read_assignment(path, units, columns=columns, note=lambda _: None)
        with_ids = _plan_file(path, name, again)
        return with_ids if with_ids.digests else found
    return found


def _plan_file(
    path: Path,
    name: str,
    assignment: "Mapping[str, str]",
    note: "Callable[[str], None]" = lambda _: None,
) -> PlanFile:
    from regionplanner.io.assignment import assignment_sha256
    from regionplanner.io.record import read_record
    from regionplanner.io.records.files import read_set_records

    digest = assignment_sha256(assignment)
    record = read_record(path.parent / SUMMARY, note=note)
    if record is not None and record.plan_sha256 != digest:
        record = None
    made = read_set_records(path.parent, digest, note=note)
    return PlanFile(path, name, assignment, record, made)


def _scenario_beside(one: PlanFile, note: "Callable[[str], None]") -> Path | None:
    """Return the scenario.toml that a plan was made with; one that cannot be read is no such."""
    from regionplanner.io.places import reading
    from regionplanner.io.scenario_file import read_scenario

    path = one.path.parent / SCENARIO
    reading(path, kind="scenario")
    if not one.digests or not path.is_file():
        return None
    try:
        return path if read_scenario(path).sha256 in one.digests else None
    except ScenarioError as error:
        note(f"the choices beside {one.path} are not used: {error}")
        return None


def _fitting(
    one: PlanFile, asked: "ResolvedRequest", municipalities: "Municipalities"
) -> "tuple[RunRecord | None, str]":
    """Return the record of a plan where its proof holds here, else why it does not."""
    if one.record is None:
        return None, ""
    if one.record.scenario_sha256 != asked.scenario().sha256:
        return None, "it was made with other choices; give those of its run with --scenario"
    if one.record.data_sha256 not in municipalities.source.digests:
        return None, "it was made with other data; give that of its run"
    return one.record, ""


def _holding(
    one: PlanFile, asked: "ResolvedRequest", municipalities: "Municipalities"
) -> "tuple[SetRecord, ...]":
    """Return the records of what made a plan with others, where what they say holds here."""
    choices_made, digests = asked.scenario().sha256, municipalities.source.digests
    return tuple(
        record
        for record in one.made
        if any(record.holds(data_sha256=data, scenario_sha256=choices_made) for data in digests)
    )


def _proof(
    one: PlanFile, record: "RunRecord | None", made: "Sequence[SetRecord]"
) -> "Proof | None":
    from regionplanner.io.assignment import assignment_sha256

    if record is not None:
        return record.proof
    digest = assignment_sha256(one.assignment)
    return next((proof for one in made if (proof := one.proof(digest)) is not None), None)


def _plan(
    one: PlanFile, asked: "ResolvedRequest", municipalities: "Municipalities", proof: "Proof | None"
) -> "Plan":
    from regionplanner.plan.make import make_plan
    from regionplanner.program.each_number import with_number

    scenario = with_number(asked.scenario(), len(set(one.assignment.values())))
    graph = choices.neighbours(municipalities, scenario)
    with step("checking the plan"):
        return make_plan(one.assignment, municipalities, graph, scenario, proof)
