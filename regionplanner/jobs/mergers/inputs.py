"""What is carried over mergers: read and checked before anything is done with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from regionplanner.data.assignment import PlanTable, read_plan_table
from regionplanner.data.carried_data import read_pair_table, read_unit_table
from regionplanner.data.check import raise_findings
from regionplanner.data.flanders import official_figures
from regionplanner.data.mergers import Mergers, composed_all, fit_findings, read_mergers, spelled
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import DataError, Message, joined, listing
from regionplanner.files.file_choices import DataChoices
from regionplanner.jobs.callbacks import JobCallbacks
from regionplanner.jobs.case import load_reported
from regionplanner.jobs.request import ResolvedRequest, resolve_request


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequest:
    """A plan to carry over municipal mergers, and what goes with it.

    Attributes
    ----------
    plan_file
        The plan of before the mergers.
    mergers
        Tables of mergers, the earliest first (see `read_mergers`).
    scenario_file
        The scenario of before, with its data and tables; None: none.
    choices, run, data
        Choices of the scenario, of the run and of the data of before (`DataChoices`), by name;
        each replaces that of the file. Without a file of data these are known where the codes are
        those of Flanders.
    new_data
        The data of after; None: those of before, dissolved, else Flanders where the codes fit.
    tables, pairs
        Tables by municipality and tables of pairs, besides those of the scenario.
    sums
        Columns that are added up besides the counts.
    repair_s
        Limit on the search for the smallest change with which the carried plan keeps its
        rules [s]; 0: none is looked for.
    """

    plan_file: Path
    mergers: Sequence[str | Path]
    scenario_file: Path | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)
    run: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    new_data: DataChoices | None = None
    tables: Sequence[Path] = ()
    pairs: Sequence[Path] = ()
    sums: Sequence[str] = ()
    repair_s: float = 60.0


@dataclass(frozen=True, slots=True)
class MergeInputs:
    """All that is carried, as it was read.

    Attributes
    ----------
    asked
        The scenario and the data of before, with codes and columns of these data.
    plan
        The plan of before.
    mergers
        All tables as one step.
    old, new
        Municipalities of before the mergers and, where they were given, of after; None where they
        are not known.
    new_data
        Where those of after come from; None where they were not given.
    unit_tables, pair_tables
        Tables by the file they come from.
    """

    asked: ResolvedRequest
    plan: PlanTable
    mergers: Mergers
    old: Municipalities | None
    new: Municipalities | None
    new_data: DataChoices | None
    unit_tables: Mapping[Path, pd.DataFrame]
    pair_tables: Mapping[Path, pd.DataFrame]

    @property
    def assignment(self) -> Mapping[str, str]:
        """Region code by NIS code."""
        return self.plan.assignment

    @property
    def has_rules(self) -> bool:
        """Whether there is a scenario to carry: of a file, or of choices."""
        return self.asked.file is not None or bool(self.asked.made)

    def old_label(self, nis: str) -> str:
        """Return what to call a municipality of before."""
        if self.old is not None and nis in self.old.frame.index:
            return self.old.label(nis)
        return self.mergers.old_label(nis)


def read_inputs(request: MergeRequest, callbacks: JobCallbacks) -> MergeInputs:
    """Return all that is carried, checked: files, codes, and whether the mergers fit."""
    note = callbacks.note
    read = _mergers(request.mergers, note)
    asked = resolve_request(
        request.scenario_file, request.choices, data=request.data, run=request.run
    )
    plan, old = _plan_and_data(request.plan_file, asked, composed_all(read), callbacks)
    units = None if old is None else set(old.frame.index)
    asked = asked if old is None else asked.resolved(old)
    new = None if request.new_data is None else load_reported(request.new_data, callbacks)
    after = () if new is None else new.frame.index
    assignment = plan.assignment
    mergers, notes = spelled(read, assignment if units is None else units, after)
    for text in notes:
        note(text)
    names = {**mergers.old_names, **mergers.new_names}
    labels = {nis: f"{name} ({nis})" for nis, name in names.items()}
    raise_findings(fit_findings(mergers.into, assignment, old_units=units, labels=labels))
    data, source = asked.data, None if old is None else old.source
    links = () if data.links is None else (data.links,)
    return MergeInputs(
        asked=asked,
        plan=plan,
        mergers=mergers,
        old=old,
        new=new,
        new_data=request.new_data,
        unit_tables={
            path: read_unit_table(path, mergers, units, source=source, note=note)
            for path in (*request.tables, *data.join)
        },
        pair_tables={
            path: read_pair_table(path, mergers, units, source=source, note=note)
            for path in (*request.pairs, *data.pair_tables.values(), *links)
        },
    )


def _mergers(tables: Sequence[str | Path], note: Callable[[str], None]) -> list[Mergers]:
    """Return all tables as they stand; what is wrong with any of them is said at once."""
    mergers, mistakes = [], []
    for table in tables:
        try:
            mergers.append(read_mergers(table, note=note))
        except DataError as error:
            mistakes.append(error.message)
    if mistakes:
        raise DataError(joined(mistakes, "\n"))
    return mergers


def _plan_and_data(
    path: Path, asked: ResolvedRequest, mergers: Mergers, callbacks: JobCallbacks
) -> tuple[PlanTable, Municipalities | None]:
    """Return the plan, and the data of before: those given, else the default data where they fit.

    The default data fit where all codes of the plan and of the mergers are in them.
    """
    columns, note = asked.data.plan_columns or None, callbacks.note
    if asked.data.file is not None:
        old = load_reported(asked.data, callbacks, leave_out=asked.leave_out)
        return read_plan_table(path, old, columns=columns, note=note), old
    plan = read_plan_table(path, columns=columns, note=note)
    there = set(official_figures().index)
    later = set(mergers.parts) - set(mergers.into)
    if {*plan.assignment, *mergers.into} <= there and not later & there:
        return plan, load_reported(asked.data, callbacks, leave_out=asked.leave_out)
    return plan, None


def carried_name(path: Path) -> str:
    """Return what a table is called once it is carried, which is then a CSV."""
    converts = path.suffix.lower() in {".json", ".xlsm", ".xlsx"}
    return f"{path.stem}.csv" if converts else path.name


def check_sums(sums: Sequence[str], tables: Sequence[pd.DataFrame]) -> None:
    """Raise when a column that is to be added up is nowhere a column of numbers."""
    numbers = {str(c) for table in tables for c in table.select_dtypes("number").columns}
    strange = sorted(set(sums) - numbers)
    if strange:
        raise DataError(
            "--sum names {strange}, no column of numbers in the data or a table; "
            "expected one of {numbers}; correct the name",
            strange=listing(strange),
            numbers=listing(sorted(numbers), at_most=20) or Message("none"),
        )
