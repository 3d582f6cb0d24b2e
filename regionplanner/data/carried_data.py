"""Municipalities and tables of one year, carried over mergers."""

import dataclasses
import logging
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pandas.api import types

from regionplanner.data.borders import outline
from regionplanner.data.carried import Ambiguity, carried_links, carried_pairs, carried_values
from regionplanner.data.check import Finding, Wrong, raise_findings, table_findings
from regionplanner.data.ids import read_unit_rows
from regionplanner.data.joins import figures_of, weights_of
from regionplanner.data.mergers import Mergers
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.errors import DataError, Message, counted
from regionplanner.files.text_table import PAIR_ENDS, TextTable, in_lines

COUNTS = ("inhabitants", "pop_", "population", "n_")
"""Columns of whole numbers whose names begin so are counts, and add up; so does ``area_km2``."""

logger = logging.getLogger(__name__)

_XY = ("x_m", "y_m")

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CarriedTable:
    """A table after mergers.

    Attributes
    ----------
    table
        Index ``nis``, the new codes, sorted; the columns as before.
    summed
        Columns that were added up.
    ambiguous
        Values on which parts disagree, and counts that a part lacks; all were left empty.
    """

    table: pd.DataFrame
    summed: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...]


def carried_table(
    table: pd.DataFrame, mergers: Mergers, *, sums: Collection[str] = ()
) -> CarriedTable:
    """Return a table for the municipalities after mergers.

    Parameters
    ----------
    table
        Index ``nis``, the old codes, each once; figures as numbers, memberships as text.
    mergers
        What becomes of the municipalities.
    sums
        Further columns of numbers that are added up.

    Returns
    -------
    CarriedTable
        The table by new code, which columns were added up, and which values were left empty.

    Notes
    -----
    A column is added up when it is ``area_km2``, when it has whole numbers of at least 0 and a
    name that says that it counts (see `COUNTS`), or when it is in `sums`. A number without such a
    name can be a year, a density, an average or a code, which cannot be added up: like a text, it
    is kept where all parts have the same and left empty where they do not. ``name`` becomes the
    new name. A part without a row has no values.
    """
    present = set(map(str, table.index))
    groups: dict[str, tuple[str, ...]] = {nis: (nis,) for nis in present if nis not in mergers.into}
    groups |= {new: olds for new, olds in mergers.parts.items() if present.intersection(olds)}
    groups = dict(sorted(groups.items()))
    summed = tuple(str(c) for c in table.columns if c in sums or is_count(table[c]))
    columns, ambiguous = {}, []
    for column in map(str, table.columns):
        values, unsettled = _carried(table[column], groups, add_up=column in summed)
        if column == "name":
            values = {nis: mergers.new_names.get(nis, value) for nis, value in values.items()}
            unsettled = []
        columns[column] = _series(values, table[column])
        ambiguous += unsettled
    index = pd.Index(list(groups), name=table.index.name, dtype="str")
    return CarriedTable(pd.DataFrame(columns, index=index), summed, tuple(ambiguous))


def is_count(column: pd.Series) -> bool:
    """Return whether a column of a table is added up when municipalities merge."""
    if not types.is_numeric_dtype(column) or types.is_bool_dtype(column):
        return False
    present = column.dropna()
    whole = bool(((present >= 0) & (present % 1 == 0)).all())
    return column.name == "area_km2" or (whole and str(column.name).startswith(COUNTS))


def _carried(
    column: pd.Series, groups: Mapping[str, tuple[str, ...]], *, add_up: bool
) -> tuple[dict[str, Any], list[Ambiguity]]:
    """Return the values by new code, None where there is none, and what is ambiguous."""
    known = dict(zip(map(str, column.index), column.tolist(), strict=True))
    values: dict[str, Any] = {}
    ambiguous = []
    for new, olds in groups.items():
        parts = {old: _present(known.get(old)) for old in olds}
        distinct = set(parts.values())
        if len(parts) > 1 and add_up and None not in distinct:
            values[new] = _total(parts.values())
        elif len(distinct) == 1:
            values[new] = distinct.pop()
        else:
            values[new] = None
            written = {old: None if v is None else str(v) for old, v in parts.items()}
            ambiguous.append(Ambiguity(str(column.name), new, written))
    return values, ambiguous


def _total(numbers: Collection[Any]) -> Any:
    # rounded: that 0.1 and 0.2 are 0.30000000000000004 is no property of a municipality
    whole = all(isinstance(number, int) for number in numbers)
    return sum(numbers) if whole else round(math.fsum(numbers), 9)


def _present(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


def _series(values: Mapping[str, Any], before: pd.Series) -> pd.Series:
    """Return values as a column of the same kind; whole numbers stay whole where some are gone."""
    index = pd.Index(list(values), dtype="str")
    kind: Any = before.dtype
    if None in values.values() and types.is_integer_dtype(before):
        kind = "Int64"
    elif None in values.values() and types.is_bool_dtype(before):
        kind = "boolean"
    after: pd.Series = pd.Series(list(values.values()), index=index, dtype=kind)
    return after


@dataclass(frozen=True, slots=True)
class CarriedData:
    """Municipalities after mergers.

    Attributes
    ----------
    municipalities
        The new units; ``source.notes`` says what could not be carried.
    summed
        Columns that were added up.
    ambiguous
        On what the parts disagree.
    """

    municipalities: Municipalities
    summed: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...]


def carried_data(
    municipalities: Municipalities, mergers: Mergers, *, sums: Collection[str] = ()
) -> CarriedData:
    """Return the municipalities after mergers, dissolved, with all that is known of them.

    Parameters
    ----------
    municipalities
        Of before the mergers.
    mergers
        What becomes of them.
    sums
        Columns that are added up besides the counts; see `carried_table`.

    Returns
    -------
    CarriedData
        The new units in the CRS of the old ones, which columns were added up, and on what the parts
        disagree.

    Notes
    -----
    Areas and lengths of borders are sums and centroids are means by area, so that they are those
    of the dissolved polygons without measuring anew. A reference region on which parts disagree
    is settled as a region of a plan is. Travel times cannot be added up and are left out.
    """
    frame = municipalities.frame
    fixed = ["x_m", "y_m", "reference_region", "reference_region_name", frame.geometry.name]
    figures = carried_table(pd.DataFrame(frame.drop(columns=fixed)), mergers, sums=sums)
    parents, ambiguous = _parents(frame, mergers)
    ordered = [column for column in frame.columns if column in figures.table or column in fixed]
    new = pd.Series([mergers.of(nis) for nis in frame.index], index=frame.index)
    shapes = {frame.geometry.name: _dissolved(frame.geometry, new)}
    table = figures.table.assign(**_centroids(frame, new), **parents, **shapes)[ordered]
    made = gpd.GeoDataFrame(table, geometry=frame.geometry.name, crs=frame.crs)
    made["area_km2"] = made["area_km2"].round(4)
    carried = dataclasses.replace(
        municipalities,
        frame=made,
        borders=carried_pairs(municipalities.borders, mergers).round({"border_m": 2}),
        links=carried_links(municipalities.links, mergers),
        source=_source(municipalities, mergers),
        travel_min=None,
        unreachable=(),
        pair_ties={
            name: carried_pairs(pairs, mergers) for name, pairs in municipalities.pair_ties.items()
        },
        other_names=_other_names(municipalities, mergers, made["name"]),
    )
    ambiguous += _partly_drawn(frame.geometry, mergers)
    return CarriedData(carried, figures.summed, (*ambiguous, *figures.ambiguous))


def data_layer(municipalities: Municipalities) -> gpd.GeoDataFrame:
    """Return municipalities as the layer of a file that `read_municipalities` reads."""
    return municipalities.frame.drop(columns=["x_m", "y_m", "area_km2"]).reset_index()


def _parents(
    frame: gpd.GeoDataFrame, mergers: Mergers
) -> tuple[dict[str, pd.Series], list[Ambiguity]]:
    """Return the reference regions with their names, settled where parts disagree."""
    before: Mapping[str, str] = frame["reference_region"].to_dict()
    parents, ambiguous = carried_values("reference_region", before, mergers, frame)
    names = dict(zip(frame["reference_region"], frame["reference_region_name"], strict=True))
    codes = pd.Series(parents, dtype="str").sort_index()
    return {"reference_region": codes, "reference_region_name": codes.map(names)}, ambiguous


def _partly_drawn(geometry: gpd.GeoSeries, mergers: Mergers) -> list[Ambiguity]:
    """Return which new municipalities have the polygons of only some of their parts."""
    is_one = Message("one")
    known = {str(nis): None if bare else is_one for nis, bare in geometry.is_empty.items()}
    unsettled = []
    for new, olds in mergers.parts.items():
        parts = {old: known[old] for old in olds if old in known}
        if len(set(parts.values())) > 1:
            why = Message("distances and borders are without the others")
            unsettled.append(Ambiguity(Message("polygon"), new, parts, Message("that one"), why))
    return unsettled


def _centroids(frame: gpd.GeoDataFrame, new: pd.Series) -> dict[str, pd.Series]:
    area = frame["area_km2"].groupby(new).sum()
    means = {name: (frame[name] * frame["area_km2"]).groupby(new).sum() / area for name in _XY}
    alone = ~new.duplicated(keep=False)  # to the bit as before where nothing merged
    for name, mean in means.items():
        mean[new[alone]] = frame.loc[alone, name].to_numpy()
    return {name: mean.round(1) for name, mean in means.items()}


def _dissolved(geometry: gpd.GeoSeries, new: pd.Series) -> gpd.GeoSeries:
    polygons = dict(zip(geometry.index, geometry, strict=True))
    groups = new.groupby(new).groups
    shapes = [
        polygons[olds[0]] if len(olds) == 1 else outline(np.array([polygons[nis] for nis in olds]))
        for olds in groups.values()
    ]
    return gpd.GeoSeries(shapes, index=pd.Index(list(groups), dtype="str"), crs=geometry.crs)


def _source(municipalities: Municipalities, mergers: Mergers) -> DataSource:
    source = municipalities.source
    step = counted(len(mergers.parts), "merger")
    notes = [Message("carried over {mergers} from {title}", mergers=step, title=source.named)]
    if municipalities.travel_min is not None:
        notes.append(Message("travel times were left out: those of parts cannot be added up"))
    return dataclasses.replace(
        source.followed_by("mergers", str(sorted(mergers.into.items())), notes=notes),
        title=f"{source.title}, after mergers",
        title_nl=f"{source.title_nl or source.title}, na fusies",
        boundaries_date="",
    )


def _other_names(
    municipalities: Municipalities, mergers: Mergers, names: pd.Series
) -> dict[str, tuple[str, ...]]:
    """Return what else people look for a municipality by, the names of its parts too."""
    other_names: dict[str, set[str]] = {nis: set() for nis in names.index}
    for nis, name in municipalities.frame["name"].items():
        other_names[mergers.of(str(nis))] |= {name, *municipalities.other_names.get(str(nis), ())}
    return {
        nis: tuple(sorted(others - {names.at[nis]}))
        for nis, others in other_names.items()
        if others - {names.at[nis]}
    }


def read_unit_table(
    path: Path,
    mergers: Mergers,
    units: Collection[str] | None = None,
    *,
    source: DataSource | None = None,
    note: Note = logger.warning,
) -> pd.DataFrame:
    """Return a table by municipality of the year before the mergers.

    Parameters
    ----------
    path
        CSV in UTF-8 with a column ``nis`` and one row a municipality; not all need be there.
    mergers
        What becomes of them.
    units
        Codes in the data of before; None where these are not known.
    source
        Of the data of before: says what they call their ids, and the encoding of tables.
    note
        Is given a line for all that is not read as it stands; by default the log.

    Returns
    -------
    pandas.DataFrame
        Index ``nis`` as text; columns of numbers as numbers where that loses nothing, else text.

    Raises
    ------
    DataError
        When the file cannot be read, or when there are findings: ids that are missing, repeated,
        unknown or of after the mergers, numbers that can be read in two ways.
    """
    table, _ = read_unit_rows(path, units, columns=("nis",), source=source)
    for text in table.notes:
        note(text)
    ids = table.rows["nis"]
    findings = _id_findings(path.name, ids)
    findings += _other_year(path.name, set(ids), mergers, units)
    columns, unclear = figures_of(table, path.name)
    raise_findings([*findings, *unclear])
    return columns.set_axis(pd.Index(ids, name="nis"))


def read_pair_table(
    path: Path,
    mergers: Mergers,
    units: Collection[str] | None = None,
    *,
    source: DataSource | None = None,
    note: Note = logger.warning,
) -> pd.DataFrame:
    """Return a table of pairs of municipalities of the year before the mergers.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``nis_a``, ``nis_b`` (or ``a``, ``b``) and, for ties,
        ``weight``; further columns are not read.
    mergers, units, source, note
        As of `read_unit_table`.

    Returns
    -------
    pandas.DataFrame
        Columns ``nis_a``, ``nis_b`` and, where the file has it, ``weight``.

    Raises
    ------
    DataError
        When the file cannot be read, or when there are findings: ids that are missing, unknown or
        of after the mergers, a municipality with itself, repeated pairs, weights that are no
        numbers of at least 0.
    """
    table, _ = read_unit_rows(path, units, columns=PAIR_ENDS, source=source)
    for text in table.notes:
        note(text)
    ends = table.rows[[*PAIR_ENDS]]
    findings = _end_findings(path.name, ends)
    findings += _other_year(path.name, {*ends["nis_a"], *ends["nis_b"]}, mergers, units)
    if "weight" not in table.rows:
        raise_findings(findings)
        return ends.reset_index(drop=True)
    weight, wrong = _weights(path.name, table)
    raise_findings([*findings, *wrong])
    return ends.assign(weight=weight).reset_index(drop=True)


def _id_findings(file: str, ids: pd.Series) -> list[Finding]:
    empty, repeated = ids.index[ids == ""], sorted(set(ids[ids.duplicated() & (ids != "")]))
    wrong: list[Wrong] = [
        (empty, "no nis {where}; fill it in"),
        (repeated, "more than one row for {names}; keep one of each"),
    ]
    return table_findings(file, wrong, where=in_lines(empty))


def _end_findings(file: str, ends: pd.DataFrame) -> list[Finding]:
    a, b = ends["nis_a"], ends["nis_b"]
    twice = pd.Series(list(map(frozenset, zip(a, b, strict=True))), index=ends.index, dtype=object)
    wrong = [
        ((a == "") | (b == ""), "no municipality {where}; fill in both"),
        ((a == b) & (a != ""), "a municipality with itself {where}; remove it"),
        (twice.duplicated() & (a != b), "a pair that is there already {where}; keep one"),
    ]
    messages = [
        (ends.index[rows], Message(m, where=in_lines(ends.index[rows]))) for rows, m in wrong
    ]
    return table_findings(file, messages)


def _other_year(
    file: str, codes: set[str], mergers: Mergers, units: Collection[str] | None
) -> list[Finding]:
    later = codes & (set(mergers.parts) - set(mergers.into))
    unknown = set() if units is None else codes - set(units) - later - {""}
    wrong = [
        (
            sorted(later),
            "codes of after the mergers: {names}; expected those of before; "
            "it need not be carried, or give it as it was",
        ),
        (
            sorted(unknown),
            "codes that the data of before lacks: {names}; expected those of before; "
            "correct or remove them",
        ),
    ]
    return table_findings(file, wrong)


def _weights(file: str, table: TextTable) -> tuple[pd.Series, list[Finding]]:
    try:
        weight = weights_of(table, file)
    except DataError as error:
        return table.rows["weight"], [Finding("table", (), error.message)]
    bad = weight.index[~(weight >= 0)]
    wrong = Message("no weight of 0 or more {where}; correct it", where=in_lines(bad))
    return weight, table_findings(file, [(bad, wrong)])
