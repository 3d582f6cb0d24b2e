"""Regions that are given: from an earlier plan, or from a column of the data."""

from collections.abc import Collection, Mapping
from pathlib import Path

from regionplanner.choices import Lock
from regionplanner.errors import ScenarioError
from regionplanner.io.assignment import read_assignment
from regionplanner.io.column_names import same_column
from regionplanner.io.columns import texts
from regionplanner.io.municipalities import Municipalities
from regionplanner.mistakes import ChoicesError, suggestion


def plan_locks(
    plan: Path | Mapping[str, str],
    *,
    regions: Collection[str] = (),
    exception: bool = False,
    where: str = "the plan",
) -> tuple[Lock, ...]:
    """Return the regions of a plan file as locks.

    Parameters
    ----------
    plan
        A file, see `read_assignment`, or region by NIS code.
    regions
        Codes of those to lock; all when empty.
    exception
        Whether they may be of another size than the rules say.
    where
        What the plan is called in messages, where it is no file.

    Raises
    ------
    DataError
        When the file cannot be read.
    ScenarioError
        When a region is not in it.
    """
    if isinstance(plan, Path):
        plan, where = read_assignment(plan), str(plan)
    members: dict[str, list[str]] = {}
    for nis, region in plan.items():
        members.setdefault(region, []).append(nis)
    return _locks(members, where, regions, exception=exception)


def column_locks(
    municipalities: Municipalities,
    column: str,
    *,
    regions: Collection[str] = (),
    exception: bool = False,
) -> tuple[Lock, ...]:
    """Return the groups of a membership column as locks.

    Parameters
    ----------
    municipalities
        The units; those without a value are in no group.
    column
        Such as `jeugdregio`, the youth regions of today.
    regions
        Values of those to lock, or a part that only one has; all when empty.
    exception
        Whether they may be of another size than the rules say.

    Raises
    ------
    ScenarioError
        When the data has no such column, or a region is not in it.
    """
    frame = municipalities.frame
    columns = [str(name) for name in frame.columns if name != frame.geometry.name]
    found = same_column(column, columns)
    if found is None:
        raise ScenarioError(
            f"the data has no column {column} with regions to lock; {suggestion(column, columns)}"
        )
    column = found
    values = texts(frame[column]).dropna()
    members = {str(value): list(rows.index) for value, rows in values.groupby(values, sort=True)}
    return _locks(members, f"column {column}", regions, exception=exception)


def _locks(
    members: Mapping[str, list[str]], where: str, regions: Collection[str], *, exception: bool
) -> tuple[Lock, ...]:
    meant = {code: _meant(code, members) for code in regions}
    unknown = [
        f"{where} has no region {code}; {suggestion(code, sorted(members))}"
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


def _meant(code: str, members: Collection[str]) -> str | None:
    """Return the region of that name, or the only one whose name has it as a part."""
    if code in members:
        return code
    having = [name for name in members if code.casefold() in name.casefold()]
    return having[0] if len(having) == 1 else None
