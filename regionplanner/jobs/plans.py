"""Plan files, opened: with the choices and the proof of the run that made them, where these fit."""

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.data.assignment import PlanTable, RegionLooks, assignment_sha256, read_plan_table
from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.data.read import load_data
from regionplanner.errors import DataError, Message, ScenarioError, listing
from regionplanner.files.file_choices import RunChoices
from regionplanner.files.paths import reading
from regionplanner.files.run_record import RunRecord, read_record
from regionplanner.files.scenario_file import read_scenario
from regionplanner.files.set_records import SetRecord, read_set_records
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.case import load_reported, neighbours_reported
from regionplanner.jobs.request import SCENARIO_FILE, ResolvedRequest, resolve_request
from regionplanner.maps.colour import with_colours
from regionplanner.plan.compare import shown_as
from regionplanner.plan.make import make_plan
from regionplanner.plan.plan import Plan
from regionplanner.proof import Proof
from regionplanner.scenario import Scenario, with_number

if TYPE_CHECKING:
    from regionplanner.score.changes import PlanChanges

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
    table
        What it says.
    record
        Of the run that made this very plan; None where there is none.
    made
        Of what made this very plan with others, such as alternatives.
    """

    path: Path
    name: str
    table: PlanTable
    record: RunRecord | None
    made: tuple[SetRecord, ...]

    @property
    def assignment(self) -> Mapping[str, str]:
        """Region code by NIS code."""
        return self.table.assignment

    @property
    def digests(self) -> set[str]:
        """Of the scenarios that it was made with; empty where no record is of this plan."""
        records = (*self.made, *(() if self.record is None else (self.record,)))
        return {record.scenario_sha256 for record in records}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """Plan files to open, on the same data.

    Attributes
    ----------
    files
        The plan files.
    scenario_file
        The rules to hold all of them against; None: of each plan the scenario.toml that lies
        beside it and that it was made with, else that of the first plan that has one, else the
        defaults. The data, and how plans are shown, are those of the first.
    choices, data, run
        Choices of the scenario, of the data (`DataChoices`) and of how plans are shown
        (`RunChoices`), by name; each replaces that of the file.
    names
        What the plans are called; None: by their files.
    figures
        Columns that must hold numbers, besides those of the scenario.
    """

    files: Sequence[Path]
    scenario_file: Path | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    run: Mapping[str, Any] = field(default_factory=dict)
    names: Sequence[str] | None = None
    figures: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class PlanBundle:
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

    plans: Mapping[str, Plan]
    records: Mapping[str, RunRecord]
    made: Mapping[str, tuple[SetRecord, ...]]
    municipalities: Municipalities
    run: RunChoices
    scenarios: Mapping[str, Path | None]
    asked: ResolvedRequest

    @property
    def plan(self) -> Plan:
        """The first plan."""
        return next(iter(self.plans.values()))


def open_plan(path: str | Path, *, callbacks: JobCallbacks = TO_LOG) -> PlanBundle:
    """Return a plan with the data, the choices and the proof of the run that made it.

    Parameters
    ----------
    path
        Plan file. Its choices and its proof are those that lie beside it (``scenario.toml``,
        ``summary.json``) where they are of this very plan; else it has none, and is held against
        the default rules on the default data. `open_plans` opens it with others.
    callbacks
        Receive progress and notes, such as why a proof is not used; by default notes go to the
        log.

    Returns
    -------
    PlanBundle
        The plan is its ``plan``.

    Raises
    ------
    DataError
        When a file cannot be read, what is in it cannot be used, or the plan does not fit the data.
    ScenarioError
        When the rules are impossible, contradict each other, or name what the data lack.
    """
    return open_plans(PlanRequest(files=[Path(path)]), callbacks=callbacks)


def open_plans(
    request: PlanRequest,
    *,
    callbacks: JobCallbacks = TO_LOG,
    ready: Callable[[ResolvedRequest], None] | None = None,
) -> PlanBundle:
    """Return plans with their rules and their proofs.

    Parameters
    ----------
    request
        The plan files, and what replaces what lies beside them.
    callbacks
        Receive progress and notes, such as why a proof is not used; by default notes go to the
        log.
    ready
        Receives the choices of the first plan before any is held against its own. None disables it.

    Returns
    -------
    PlanBundle
        The plans, held against their rules, by name in the order of the files; the proof of one
        only where the record beside it is of this very plan, these choices and these data.

    Raises
    ------
    DataError
        When a file cannot be read, is given twice, what is in it cannot be used, or a plan does not
        fit the data.
    ScenarioError
        When the rules are impossible, contradict each other, or name what the data lack.
    """
    files, note = request.files, callbacks.note
    names = plan_names(files) if request.names is None else request.names
    columns = request.data.get("plan_columns")
    plan_files = [
        _as_it_stands(path, name, columns, callbacks)
        for path, name in zip(files, names, strict=True)
    ]
    asked = [
        resolve_request(
            request.scenario_file or _scenario_beside(file, note),
            request.choices,
            data=request.data,
            run=request.run,
        )
        for file in plan_files
    ]
    first = next((own for own in asked if own.file is not None), asked[0])
    asked = [own if own.file is not None else first for own in asked]
    in_use = {column for own in asked for column in own.figures()}
    municipalities = load_reported(
        first.data, callbacks, leave_out=first.leave_out, figures={*in_use, *request.figures}
    )
    asked = [own.resolved(municipalities) for own in asked]
    first = first.resolved(municipalities)
    if ready is not None:
        ready(first)
    plan_files = [
        _plan_file(file.path, file.name, _with_polygons(file.path, own, municipalities, note), note)
        for file, own in zip(plan_files, asked, strict=True)
    ]
    plans: dict[str, Plan] = {}
    records, made_with = {}, {}
    for file, own in zip(plan_files, asked, strict=True):
        record, why = _fitting(file, own, municipalities)
        made_with[file.name] = _holding(file, own, municipalities)
        proof = _proof(file, record, made_with[file.name])
        plan = _plan(file, own, municipalities, proof, callbacks)
        plans[file.name] = plan if record is None else replace(plan, left_out=record.left_out)
        if record is not None:
            records[file.name] = record
        elif why:
            note(Message("the proof beside {path} is not used: {why}", path=file.path, why=why))
    plans = with_colours(plans, municipalities)
    files_used = {file.name: own.file for file, own in zip(plan_files, asked, strict=True)}
    return PlanBundle(plans, records, made_with, municipalities, first.run, files_used, asked[0])


def compare_plans(bundle: PlanBundle, *, callbacks: JobCallbacks = TO_LOG) -> "PlanChanges":
    """Return what changes from the first plan of a bundle to the second.

    Both are measured with the choices of the first.

    Parameters
    ----------
    bundle
        Two plans, as `open_plans` returns.
    callbacks
        Receive progress.

    Returns
    -------
    PlanChanges
        As of `plan_changes`; the first plan is the earlier one.

    Raises
    ------
    DataError, ScenarioError
        As `plan_changes`.
    """
    from regionplanner.score.changes import plan_changes

    earlier, later = bundle.plans.values()
    scenario = earlier.scenario or Scenario()
    with callbacks.step("comparing the plans"):
        graph = neighbours_reported(bundle.municipalities, scenario, callbacks)
        return plan_changes(later, earlier, bundle.municipalities, graph, scenario)


def _with_polygons(
    path: Path, asked: ResolvedRequest, municipalities: Municipalities, note: Callable[[str], None]
) -> PlanTable:
    """Return a plan without units that have no polygon, which no page can show, and note them."""
    columns = asked.data.plan_columns or None
    table = read_plan_table(path, municipalities, columns=columns, note=note)
    bare = [nis for nis in without_polygon(municipalities) if nis in table.assignment]
    if bare:
        names = listing(map(municipalities.label, bare))
        note(
            Message(
                "{path} is shown without {names}: left out for want of a usable polygon",
                path=path,
                names=names,
            )
        )
    drawn = {nis: region for nis, region in table.assignment.items() if nis not in bare}
    return replace(table, assignment=drawn)


def plan_names(files: Sequence[Path]) -> list[str]:
    """Return what plans are called: by their files, or by the folders where those are alike."""
    whole = [path.resolve() for path in files]
    twice = sorted({str(path) for path in whole if whole.count(path) > 1})
    if twice:
        raise DataError("{twice} is given twice; give each plan file once", twice=listing(twice))
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


def _as_it_stands(path: Path, name: str, columns: Any, callbacks: JobCallbacks) -> PlanFile:
    """Return a plan file before the data are known; empty where it cannot be read without.

    Ids that a spreadsheet has changed are those of the data that the scenario beside it asks for,
    where this makes the file a plan of that run.
    """
    try:
        table = read_plan_table(path, columns=columns, note=lambda _: None)
    except DataError:
        if not path.is_file():
            raise
        table = PlanTable({}, RegionLooks())
    file = _plan_file(path, name, table)
    if file.digests or not (path.parent / SCENARIO_FILE).is_file():
        return file
    with contextlib.suppress(DataError, ScenarioError):
        run = resolve_request(path.parent / SCENARIO_FILE, {}, data={})
        with callbacks.step("reading the data"):
            units = load_data(run.data, leave_out=run.leave_out)
        again = read_plan_table(path, units, columns=columns, note=lambda _: None)
        with_ids = _plan_file(path, name, again)
        return with_ids if with_ids.digests else file
    return file


def _plan_file(
    path: Path,
    name: str,
    table: PlanTable,
    note: Callable[[str], None] = lambda _: None,
) -> PlanFile:
    digest = assignment_sha256(table.assignment)
    record = read_record(path.parent / SUMMARY, note=note)
    if record is not None and record.plan_sha256 != digest:
        record = None
    made = read_set_records(path.parent, digest, note=note)
    return PlanFile(path, name, table, record, made)


def _scenario_beside(file: PlanFile, note: Callable[[str], None]) -> Path | None:
    """Return the scenario.toml that a plan was made with; one that cannot be read is no such."""
    path = file.path.parent / SCENARIO_FILE
    reading(path, kind="scenario")
    if not file.digests or not path.is_file():
        return None
    try:
        return path if read_scenario(path).sha256 in file.digests else None
    except ScenarioError as error:
        note(
            Message("the choices beside {path} are not used: {error}", path=file.path, error=error)
        )
        return None


def _fitting(
    file: PlanFile, asked: ResolvedRequest, municipalities: Municipalities
) -> tuple[RunRecord | None, str]:
    """Return the record of a plan where its proof holds here, else why it does not."""
    if file.record is None:
        return None, ""
    if file.record.scenario_sha256 != asked.scenario().sha256:
        return None, Message(
            "it was made with other choices; give those of its run with --scenario"
        )
    if file.record.data_sha256 not in municipalities.source.digests:
        return None, Message("it was made with other data; give that of its run")
    return file.record, ""


def _holding(
    file: PlanFile, asked: ResolvedRequest, municipalities: Municipalities
) -> tuple[SetRecord, ...]:
    """Return the records of what made a plan with others, where what they say holds here."""
    choices_made, digests = asked.scenario().sha256, municipalities.source.digests
    return tuple(
        record
        for record in file.made
        if any(record.holds(data_sha256=data, scenario_sha256=choices_made) for data in digests)
    )


def _proof(file: PlanFile, record: RunRecord | None, made: Sequence[SetRecord]) -> Proof | None:
    if record is not None:
        return record.proof
    digest = assignment_sha256(file.assignment)
    return next(
        (proof for record_of in made if (proof := record_of.proof(digest)) is not None), None
    )


def _plan(
    file: PlanFile,
    asked: ResolvedRequest,
    municipalities: Municipalities,
    proof: Proof | None,
    callbacks: JobCallbacks,
) -> Plan:
    scenario = with_number(asked.scenario(), len(set(file.assignment.values())))
    graph = neighbours_reported(municipalities, scenario, callbacks)
    with callbacks.step("checking the plan"):
        plan = make_plan(file.assignment, municipalities, graph, scenario, proof)
    return shown_as(plan, file.table.looks)
