"""What is carried over mergers: read and checked before anything is done with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli import choices
from regionplanner.cli.merge_options import MergeOptions
from regionplanner.errors import DataError, listing

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.cli.choices import Asked
    from regionplanner.io.file_choices import DataChoices
    from regionplanner.io.municipalities import Municipalities
    from regionplanner.io.nis_changes import Mergers


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that is carried.

    Attributes
    ----------
    plan_file, assignment
        The plan.
    mergers
        All tables as one step.
    asked
        The scenario and the data of before.
    old, new
        Municipalities of before the mergers and, where they were given, of after; None where they
        are not known.
    new_data
        Where those of after come from; None where they were not given.
    unit_tables, pair_tables
        Tables by the file they come from.
    """

    plan_file: Path
    assignment: Mapping[str, str]
    mergers: "Mergers"
    asked: "Asked"
    old: "Municipalities | None"
    new: "Municipalities | None"
    new_data: "DataChoices | None"
    unit_tables: "Mapping[Path, pd.DataFrame]"
    pair_tables: "Mapping[Path, pd.DataFrame]"

    @property
    def has_rules(self) -> bool:
        """Whether there is a scenario to carry: of a file, or of options."""
        return self.asked.file is not None or bool(self.asked.made)

    @property
    def new_file(self) -> Path | None:
        """File with the polygons of after the mergers."""
        return None if self.new_data is None else self.new_data.file

    def old_label(self, nis: str) -> str:
        """Return what to call a municipality of before."""
        if self.old is not None and nis in self.old.frame.index:
            return self.old.label(nis)
        name = self.mergers.old_names.get(nis)
        return f"{name} ({nis})" if name else nis


def read_inputs(
    plan_file: Path, tables: Sequence[str], given: MergeOptions, *, quiet: bool
) -> Inputs:
    """Return all that is carried, checked.

    Parameters
    ----------
    plan_file, tables
        The plan, and the tables of mergers in order.
    given
        What else is given.
    quiet
        Say nothing.

    Raises
    ------
    DataError
        When a file cannot be used, or the mergers do not fit the plan and the data.
    ScenarioError
        When the scenario cannot be used.
    """
    from regionplanner.io.carried.files import read_pair_table, read_unit_table
    from regionplanner.io.file_choices import DataChoices
    from regionplanner.io.finding import raise_findings
    from regionplanner.io.nis_changes import composed_all, spelled
    from regionplanner.io.nis_findings import fit_findings

    note = choices.noting(quiet=quiet)
    read = _mergers(tables, note)
    polygons = {} if given.data is None else {"file": given.data}
    polygons = polygons | given.columns() if polygons else given.texts()
    asked = choices.asked_for(given.scenario_file, given.rules(), data=polygons)
    assignment, old = _plan_and_data(plan_file, asked, composed_all(read), quiet=quiet)
    units = None if old is None else set(old.frame.index)
    asked = asked if old is None else asked.resolved(old)
    new_data = new = None
    if given.new_data is not None:
        new_data = DataChoices().replaced({"file": given.new_data, **given.columns()})
        new = choices.load(new_data, quiet=quiet)
    after = () if new is None else new.frame.index
    mergers, notes = spelled(read, assignment if units is None else units, after)
    for text in notes:
        note(text)
    labels = {nis: f"{name} ({nis})" for nis, name in mergers.old_names.items()}
    labels |= {nis: f"{name} ({nis})" for nis, name in mergers.new_names.items()}
    raise_findings(fit_findings(mergers.into, assignment, old_units=units, labels=labels))
    data = asked.data
    source = None if old is None else old.source
    links = () if data.links is None else (data.links,)
    pairs = (*(given.pairs or ()), *data.pair_tables.values(), *links)
    return Inputs(
        plan_file=plan_file,
        assignment=assignment,
        mergers=mergers,
        asked=asked,
        old=old,
        new=new,
        new_data=new_data,
        unit_tables={
            path: read_unit_table(path, mergers, units, source=source, note=note)
            for path in (*(given.table or ()), *data.join)
        },
        pair_tables={
            path: read_pair_table(path, mergers, units, source=source, note=note) for path in pairs
        },
    )


def _mergers(tables: Sequence[str], note: Callable[[str], None]) -> "list[Mergers]":
    """Return all tables as they stand; what is wrong with any of them is said at once."""
    from regionplanner.io.nis_changes import read_mergers

    found, mistakes = [], []
    for table in tables:
        try:
            found.append(read_mergers(table, note=note))
        except DataError as error:
            mistakes.append(str(error))
    if mistakes:
        raise DataError("\n".join(mistakes))
    return found


def _plan_and_data(
    plan_file: Path, asked: "Asked", mergers: "Mergers", *, quiet: bool
) -> "tuple[Mapping[str, str], Municipalities | None]":
    """Return the plan, and the data of before: those given, else the default data where they fit.

    The default data fit where all codes of the plan and of the mergers are in them.
    """
    if asked.data.file is not None:
        old = choices.load(asked.data, leave_out=asked.leave_out, quiet=quiet)
        return choices.read_plan(plan_file, old, asked.data, quiet=quiet), old
    from regionplanner.io.assignment import read_assignment
    from regionplanner.io.bundled import official_figures

    assignment = read_assignment(
        plan_file, columns=asked.data.plan_columns or None, note=choices.noting(quiet=quiet)
    )
    there = set(official_figures().index)
    later = set(mergers.parts) - set(mergers.into)
    if {*assignment, *mergers.into} <= there and not later & there:
        return assignment, choices.load(asked.data, leave_out=asked.leave_out, quiet=quiet)
    return assignment, None


def carried_name(path: Path) -> str:
    """Return what a table is called once it is carried, which is then a CSV.

    Parameters
    ----------
    path
        The table.
    """
    other = path.suffix.lower() in {".json", ".xlsm", ".xlsx"}
    return f"{path.stem}.csv" if other else path.name


def check_sums(sums: Sequence[str], tables: "Sequence[pd.DataFrame]") -> None:
    """Raise when a column that is to be added up is nowhere a column of numbers.

    Parameters
    ----------
    sums
        Names of columns.
    tables
        All that have columns.

    Raises
    ------
    DataError
        Names all such columns.
    """
    numbers = {str(c) for table in tables for c in table.select_dtypes("number").columns}
    strange = sorted(set(sums) - numbers)
    if strange:
        raise DataError(
            f"--sum names {listing(strange)}, no column of numbers in the data or a table; "
            f"expected one of {listing(sorted(numbers), at_most=20) or 'none'}; correct the name"
        )
