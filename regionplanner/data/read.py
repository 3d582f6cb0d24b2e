"""Any polygons, of a file or a table -> checked Municipalities, with all that is joined to them."""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj.exceptions import ProjError

from regionplanner.data.borders import Segments, noded, segments, shared_borders
from regionplanner.data.check import (
    POLYGONS,
    Finding,
    attribute_findings,
    bare_notes,
    bare_units,
    labels,
    raise_findings,
    shape_findings,
    unreal_shapes,
    with_bare,
)
from regionplanner.data.columns import chosen_columns, refuse_odd_values, unit_table
from regionplanner.data.crs import (
    axis_findings,
    crs_findings,
    metric,
    place_notes,
    place_text,
    position_text,
)
from regionplanner.data.figures import figure_findings, read_figures
from regionplanner.data.flanders import load_flanders
from regionplanner.data.geometry import (
    FixedGeometry,
    coverage_findings,
    fixed_coverage,
    fixed_shapes,
    nothing_left,
)
from regionplanner.data.joins import join_columns, read_pair_ties, with_links
from regionplanner.data.municipalities import (
    DataSource,
    Municipalities,
    file_sha256,
    joint_sha256,
    table_sha256,
)
from regionplanner.data.travel import read_travel_times
from regionplanner.errors import DataError, Message, ScenarioError, listing
from regionplanner.files.file_choices import DataChoices
from regionplanner.files.layer import axis_name, read_layer, says_its_encoding, table_layer
from regionplanner.files.text import text_notes
from regionplanner.vocabulary import Vocabulary


def read_municipalities(  # noqa: PLR0913 (each choice of a file by its name)
    path: str | os.PathLike[str] | gpd.GeoDataFrame,
    *,
    id_column: str | None = None,
    name_column: str | None = None,
    parent_column: str | None = None,
    layer: str | None = None,
    links: Iterable[tuple[str, str]] = (),
    repair: bool = False,
    figures: Collection[str] = (),
    encoding: str | None = None,
    leave_out: Collection[str] = (),
    words: Vocabulary | None = None,
) -> Municipalities:
    """Return the units in a file or a table of polygons, checked, in a metric CRS.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, Shapefile, FlatGeobuf or another format of `read_layer`; GeoParquet
        with the extra ``regionplanner[parquet]``. Nothing is fetched from the network. Or a table
        of geopandas in memory, of which an index with a name counts as a column.
    id_column, name_column, parent_column
        Columns with the id, name and parent of each unit; by default `nis`, `name` and
        `reference_region`. The name of the parent is read from ``<parent_column>_name``.
    layer
        Layer to read, where the file has several; None: its only one.
    links
        Pairs of ids that count as neighbours without a shared border.
    repair
        Fix the geometry of polygons, as far as that is possible: invalid ones, overlaps,
        gaps, borders that do not follow one line. ``source.notes`` says what was changed.
    figures
        Columns that must hold numbers; those of text are read as such, as inhabitants always are.
    encoding
        Of the texts of a Shapefile, and of tables beside it that are no UTF-8, such as
        ``"cp1252"``; None: as the files say.
    leave_out
        Ids or names of units that will not be planned. One whose polygon is missing, or wrong, is
        no error then: it is kept with an empty polygon, in the middle of its reference region.
    words
        What units, regions and parents are called on pages, for example ``read_words(path)`` or
        ``Vocabulary(en={"unit": ("canton", "cantons")})``; None: as fits the ids.

    Returns
    -------
    Municipalities
        Sorted by id. Centroids and border lengths are measured on the polygons; ``source.notes``
        says what was done to the data.

    Raises
    ------
    DataError
        When the file cannot be read, columns are missing, or there are findings: missing CRS,
        missing or repeated ids, missing parents, inhabitants that are no whole numbers, polygons
        that are missing or invalid, overlaps, gaps. All findings are in one message, by name and
        id.

    Notes
    -----
    Centroids are rounded to the decimetre and areas to 100 m2, as in the figures that ship with
    the package, so that the same boundaries give the same plan whichever way they come in.

    Examples
    --------
    >>> from shapely import box
    >>> squares = gpd.GeoDataFrame(
    ...     {"nis": ["1", "2"], "name": ["Ham", "Peer"], "reference_region": ["P", "P"]},
    ...     geometry=[box(x, 2e5, x + 1e3, 2.01e5) for x in (1.5e5, 1.51e5)],
    ...     crs="EPSG:31370",
    ... )
    >>> read_municipalities(squares).borders
      nis_a nis_b  border_m
    0     1     2    1000.0
    """
    if not isinstance(words, Vocabulary | None):
        raise DataError(
            "words are a {kind}; a Vocabulary is expected; make one, or read it "
            "with read_words(path or name of a preset)",
            kind=type(words).__name__,
        )
    for name, given in (("leave_out", leave_out), ("figures", figures)):
        if isinstance(given, str):
            text = "{name} is {given!r}; a list is expected, such as [{given!r}]"
            raise DataError(text, name=name, given=given)
    pairs = _pairs(links)
    rows, title, files, read_notes = _rows(path, layer=layer, encoding=encoding)
    columns = chosen_columns(
        rows, nis=id_column, name=name_column, parent=parent_column, file=title
    )
    if rows.index.name in (columns.nis, columns.name, columns.parent):
        rows = rows.reset_index(drop=rows.index.name in rows)
    refuse_odd_values(rows, columns, file=title)
    table, column_notes = unit_table(rows, columns)
    digest = table_sha256(table.sort_values("nis", kind="stable"))
    table, unread, figure_notes = read_figures(table, figures, labels(table), file=title)
    crs_name = "" if isinstance(path, gpd.GeoDataFrame) else axis_name(Path(path))
    checked = _checked(table, unread, repair=repair, crs_name=crs_name)
    bare = bare_units(table, checked.findings, leave_out)
    if len(bare):
        checked = _checked(table.drop(index=bare.index), unread, repair=repair, crs_name=crs_name)
    raise_findings(checked.findings)
    borders = shared_borders(checked.table.set_index("nis").geometry, checked.shared)
    frame = _measured(checked.table)
    return Municipalities(
        frame=with_bare(frame, bare),
        borders=borders,
        links=pairs,
        source=DataSource(
            title=title,
            sha256=_repaired(digest, repair=repair),
            file_sha256=_repaired(files, repair=repair),
            notes=(*read_notes, *column_notes, *figure_notes, *checked.notes, *bare_notes(bare)),
            repaired=repair,
            id_column=columns.nis,
            encoding=encoding,
            place=Message(
                "{countries} ({position})", countries=place_text(frame), position=checked.position
            ),
        ),
        vocabulary=words,
    )


def _pairs(links: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = tuple(links)
    if any(isinstance(pair, str) or len(pair) != 2 for pair in pairs):
        text = 'links are {links!r}; pairs of ids are expected, such as [("11001", "11002")]'
        raise DataError(text, links=links)
    return tuple((a, b) for a, b in pairs)


def _rows(
    data: str | os.PathLike[str] | gpd.GeoDataFrame, *, layer: str | None, encoding: str | None
) -> tuple[gpd.GeoDataFrame, str, str, tuple[str, ...]]:
    """Return the rows of data, what it is called, the digest of its files, and notes."""
    if isinstance(data, str | os.PathLike):
        file = Path(data)
        rows, notes = _readable(file, layer, encoding)
        return rows, file.name, file_sha256(file), notes
    if not isinstance(data, gpd.GeoDataFrame):
        kind = type(data).__name__
        raise DataError(
            "municipalities cannot be read from a {kind}; expected the "
            "path of a file of polygons, or a geopandas.GeoDataFrame; make one of it first",
            kind=Message("{kind} without geometry", kind=kind)
            if isinstance(data, pd.DataFrame)
            else kind,
        )
    if layer is not None:
        text = "layer {layer!r} is asked of a GeoDataFrame, which has no layers; leave it out"
        raise DataError(text, layer=layer)
    rows = table_layer(data)
    notes = text_notes(rows, Message("the GeoDataFrame"), given=None, is_stated=True)
    return rows, type(data).__name__, "", notes


def _readable(
    path: Path, layer: str | None, encoding: str | None
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Return the rows with their texts in the right encoding, as far as that is known, and notes.

    What does not say its encoding and makes sense in UTF-8 is in UTF-8: no other text does.
    """
    rows = read_layer(path, layer=layer, encoding=encoding)
    is_stated = says_its_encoding(path)
    notes = text_notes(rows, path.name, given=encoding, is_stated=is_stated)
    if not notes or is_stated or encoding is not None:
        return rows, notes
    try:
        again = read_layer(path, layer=layer, encoding="utf-8")
    except DataError:
        return rows, notes
    if text_notes(again, path.name, given="utf-8", is_stated=False):
        return rows, notes
    note = "texts of {file} are read as UTF-8, though it does not say so (.cpg)"
    return again, (Message(note, file=path.name),)


@dataclass(frozen=True, slots=True)
class _Checked:
    """A table in a metric CRS, the segments of its borders, notes, findings, and where it lies."""

    table: gpd.GeoDataFrame
    shared: Segments
    notes: tuple[str, ...]
    findings: list[Finding]
    position: str = ""


def _checked(
    table: gpd.GeoDataFrame, unread: list[Finding], *, repair: bool, crs_name: str
) -> _Checked:
    fixed = fixed_shapes(table) if repair else FixedGeometry(table)
    table, notes = fixed.table, fixed.notes
    is_valid = table.is_valid
    findings = [
        *attribute_findings(table),
        *unread,
        *(() if unread else figure_findings(table, labels(table))),
        *shape_findings(table, is_valid, repaired=repair),
    ]
    drawn = table[table.geom_type.isin(POLYGONS) & ~table.is_empty & ~unreal_shapes(table)]
    shared, position = segments(np.array([], dtype=object)), ""
    if len(drawn):
        wrong_crs = crs_findings(drawn) or axis_findings(drawn, crs_name)
        findings = [*wrong_crs, *findings]
        if not wrong_crs:
            position, elsewhere = position_text(drawn), place_notes(drawn)
            as_read = drawn
            in_file, lines = noded(as_read)
            drawn, crs_notes = _metric(in_file)
            valid = drawn[is_valid[drawn.index] if drawn is as_read else drawn.is_valid]
            shared = segments(np.asarray(valid.geometry.to_numpy()), lines)
            del lines  # half a gigabyte of ten million points
            wrong = coverage_findings(valid, shared)
            if repair and wrong:
                fixed = fixed_coverage(valid, wrong)
                drawn, notes = noded(fixed.table)[0], (*notes, *fixed.notes)
                shown = drawn[~drawn.is_empty]
                shared = segments(np.asarray(shown.geometry.to_numpy()))
                wrong = [*nothing_left(drawn), *coverage_findings(shown, shared, repaired=True)]
            findings += wrong
            notes = (*crs_notes, *elsewhere, *notes)
    return _Checked(drawn, shared, notes, findings, position)


def _repaired(digest: str, *, repair: bool) -> str:
    """Return the digest of data that is repaired or not: repaired it is other data."""
    return joint_sha256(digest, "repaired") if repair and digest else digest


def _metric(table: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    try:
        return metric(table)
    except (ProjError, RuntimeError) as error:
        ours = [text for text in error.args if isinstance(text, Message)]  # and not of PROJ
        raise DataError(
            "the coordinates cannot be brought to metres ({error}); "
            "expected a CRS that fits them; set the right one in a GIS",
            error=ours[0] if ours else Message("they do not fit the CRS of the file"),
        ) from error


def _measured(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the table by id, with centroids and areas."""
    frame = table.set_index("nis").sort_index()
    centroid = frame.geometry.centroid
    return frame.assign(
        x_m=centroid.x.round(1), y_m=centroid.y.round(1), area_km2=(frame.area / 1e6).round(4)
    )


def load_data(
    data: DataChoices, *, figures: Collection[str] = (), leave_out: Collection[str] = ()
) -> Municipalities:
    """Return the municipalities that data choices ask for, with all that is joined to them.

    Parameters
    ----------
    data
        The files, for example ``read_scenario_file(path).data``.
    figures
        Columns that must hold numbers, for example ``figure_columns(scenario)``.
    leave_out
        Ids or names of units that will not be planned, whose polygons may be missing.

    Returns
    -------
    Municipalities
        Of the file, or of Flanders where none is named; in a metric CRS, with the columns, travel
        times, ties and links that the choices join to them.

    Raises
    ------
    DataError
        When a file cannot be read, or what is in it cannot be used.
    ScenarioError
        When columns are named for the default data, which has its own.
    """
    municipalities = _polygons(data, figures, leave_out)
    for path in data.join:
        municipalities = join_columns(municipalities, path, figures=figures)
    if data.links is not None:
        municipalities = with_links(municipalities, data.links)
    if data.travel_times is not None:
        municipalities = read_travel_times(data.travel_times, municipalities, unit=data.time_unit)
    for name, path in sorted(data.pair_tables.items()):
        municipalities = read_pair_ties(path, name, municipalities)
    return replace(municipalities, vocabulary=data.words)


def _polygons(
    data: DataChoices, figures: Collection[str], leave_out: Collection[str]
) -> Municipalities:
    if data.file is not None:
        return read_municipalities(
            data.file,
            id_column=data.id,
            name_column=data.name,
            parent_column=data.parent,
            layer=data.layer,
            repair=data.repair,
            figures=figures,
            encoding=data.encoding,
            leave_out=leave_out,
        )
    of_a_file = ("id", "name", "parent", "layer", "repair")
    given = [name for name in of_a_file if getattr(data, name) not in (None, False)]
    if given:
        raise ScenarioError(
            "{given} belongs to a file of data, which is not given; "
            "name the file (--data, or file in [data]) or leave it out"
            if len(given) == 1
            else "{given} belong to a file of data, which is not given; "
            "name the file (--data, or file in [data]) or leave it out",
            given=listing(given),
        )
    municipalities = load_flanders()
    source = replace(municipalities.source, encoding=data.encoding)
    return replace(municipalities, source=source)
