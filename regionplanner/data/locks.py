"""Regions of a plan, or groups of a column, as locks."""

from collections.abc import Collection, Mapping

from regionplanner.choices import Lock
from regionplanner.data.columns import nameable_columns, texts
from regionplanner.data.ids import keys_by_value
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError
from regionplanner.files.text_table import same_column
from regionplanner.validation_messages import ChoicesError, suggestion


def plan_locks(
    plan: Mapping[str, str],
    *,
    regions: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
    exception: bool = False,
    where: str = Message("the plan"),
) -> tuple[Lock, ...]:
    """Return the regions of a plan as locks: those of some codes or labels, or all.

    A message says where the plan is.

    Raises
    ------
    ScenarioError
        When a region is not in it.
    """
    members = keys_by_value(plan)
    return _locks(members, where, regions, exception=exception, labels=labels or {})


def column_locks(
    municipalities: Municipalities,
    column: str,
    *,
    regions: Collection[str] = (),
    exception: bool = False,
) -> tuple[Lock, ...]:
    """Return the groups of a membership column as locks.

    Raises
    ------
    ScenarioError
        When the data has no such column, or a region is not in it.
    """
    frame = municipalities.frame
    columns = nameable_columns(frame)
    same = same_column(column, columns)
    if same is None:
        text = "the data has no column {column} with regions to lock; {advice}"
        raise ScenarioError(text, column=column, advice=suggestion(column, columns))
    column = same
    values = texts(frame[column]).dropna()
    members = {str(value): list(rows.index) for value, rows in values.groupby(values, sort=True)}
    where = Message("column {column}", column=column)
    return _locks(members, where, regions, exception=exception, labels={})


def _locks(
    members: Mapping[str, list[str]],
    where: str,
    regions: Collection[str],
    *,
    exception: bool,
    labels: Mapping[str, str],
) -> tuple[Lock, ...]:
    meant = {code: _meant(code, members, labels) for code in regions}
    unknown = [
        Message(
            "{where} has no region {code}; {advice}",
            where=where,
            code=code,
            advice=suggestion(code, sorted(members)),
        )
        for code, region in meant.items()
        if region is None
    ]
    if unknown:
        raise ChoicesError(unknown)
    chosen = {region for region in meant.values() if region is not None}
    return tuple(
        Lock(region=code, members=tuple(members[code]), exception=exception)
        for code in sorted(chosen or members)
    )


def _meant(text: str, members: Collection[str], labels: Mapping[str, str]) -> str | None:
    """Return the region of that code or label, or the only one whose code has it as a part."""
    if text in members:
        return text
    sought = text.casefold()
    meant = [code for code in members if labels.get(code, "").casefold() == sought]
    meant = meant or [code for code in members if sought in code.casefold()]
    return meant[0] if len(meant) == 1 else None
