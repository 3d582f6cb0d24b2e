"""Everything that a merge carries, and the data of after the mergers."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from regionplanner.data.carried import (
    Ambiguity,
    CarriedScenario,
    carried_assignment,
    carried_links,
    carried_pairs,
    carried_scenario,
    changes_table,
)
from regionplanner.data.carried_data import CarriedData, CarriedTable, carried_data, carried_table
from regionplanner.data.check import raise_findings
from regionplanner.data.flanders import load_flanders, official_figures
from regionplanner.data.mergers import new_data_findings
from regionplanner.data.municipalities import Municipalities
from regionplanner.jobs.mergers.inputs import MergeInputs, carried_name, check_sums


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything after the mergers.

    Attributes
    ----------
    assignment
        Region code by NIS code.
    changes
        One row a merger.
    data
        The dissolved data of before; None where these are not known.
    municipalities
        The data of after; None where these are not known.
    unit_tables, pair_tables
        By file name.
    rules
        The carried scenario; None when none was given.
    ambiguous
        All on which parts disagree.
    """

    assignment: Mapping[str, str]
    changes: pd.DataFrame
    data: CarriedData | None
    municipalities: Municipalities | None
    unit_tables: Mapping[str, CarriedTable]
    pair_tables: Mapping[str, pd.DataFrame]
    rules: CarriedScenario | None
    ambiguous: tuple[Ambiguity, ...]

    @property
    def writes_data(self) -> bool:
        """Whether dissolved polygons are written: those that only fit for drawing are not."""
        return self.data is not None and not self.data.municipalities.source.generalised


def carry(inputs: MergeInputs, sums: Sequence[str]) -> Carried:
    """Return everything after the mergers; columns of sums are added up as counts are."""
    mergers, old = inputs.mergers, inputs.old
    figures = None if old is None else old.frame
    frames = [] if figures is None else [figures]
    check_sums(sums, [*frames, *inputs.unit_tables.values()])
    plan = carried_assignment(inputs.assignment, mergers, figures=figures)
    data = None if old is None else carried_data(old, mergers, sums=sums)
    unit_tables = {
        carried_name(path): carried_table(table, mergers, sums=sums)
        for path, table in inputs.unit_tables.items()
    }
    pair_tables = {
        carried_name(path): carried_pairs(table, mergers)
        for path, table in inputs.pair_tables.items()
    }
    rules = None
    if inputs.has_rules:
        rules = carried_scenario(inputs.asked.scenario(), mergers, figures=figures)
    ambiguous = (
        *plan.ambiguous,
        *(data.ambiguous if data is not None and inputs.new is None else ()),
        *(ambiguity for table in unit_tables.values() for ambiguity in table.ambiguous),
        *(rules.ambiguous if rules is not None else ()),
    )
    return Carried(
        assignment=plan.assignment,
        changes=changes_table(mergers, inputs.assignment, plan.assignment, ambiguous),
        data=data,
        municipalities=_new_data(inputs, plan.assignment, data, unit_tables),
        unit_tables=unit_tables,
        pair_tables=pair_tables,
        rules=rules,
        ambiguous=tuple(
            ambiguity for n, ambiguity in enumerate(ambiguous) if ambiguity not in ambiguous[:n]
        ),
    )


def _new_data(
    inputs: MergeInputs,
    assignment: Mapping[str, str],
    data: CarriedData | None,
    tables: Mapping[str, CarriedTable],
) -> Municipalities | None:
    """Return the data of after: those given, else those of before dissolved, else the default."""
    if inputs.new is not None:
        units = set(inputs.new.frame.index)
        raise_findings(new_data_findings(inputs.mergers.into, assignment, units))
        return _joined(inputs, inputs.new, tables)
    if data is not None:
        return data.municipalities
    fits = not new_data_findings(inputs.mergers.into, assignment, set(official_figures().index))
    return _joined(inputs, load_flanders(), tables) if fits else None


def _joined(
    inputs: MergeInputs, municipalities: Municipalities, tables: Mapping[str, CarriedTable]
) -> Municipalities:
    """Return other data with the columns, links and ties that the scenario adds to its own."""
    data, mergers = inputs.asked.data, inputs.mergers
    frame = municipalities.frame
    for path in data.join:
        more = tables[carried_name(path)].table.reindex(frame.index)
        frame = frame.assign(**{str(column): more[column] for column in more})
    links = municipalities.links
    if data.links is not None:
        pairs = inputs.pair_tables[data.links]
        links += carried_links(zip(pairs["nis_a"], pairs["nis_b"], strict=True), mergers)
    ties = {
        name: carried_pairs(inputs.pair_tables[path], mergers)
        for name, path in data.pair_tables.items()
    }
    return dataclasses.replace(
        municipalities, frame=frame, links=links, pair_ties={**municipalities.pair_ties, **ties}
    )
