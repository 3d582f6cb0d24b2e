"""Municipalities: the units to plan with, their figures, borders and source."""

import glob
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from regionplanner.errors import DataError, Message
from regionplanner.vocabulary import Vocabulary

_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_OTHER_PARTS = (".tab", ".mif", ".gml", ".zip")


def table_sha256(table: pd.DataFrame) -> str:
    """Return the digest of a table: names and values of its columns, polygons and their CRS.

    Parameters
    ----------
    table
        Its index does not count; the order of rows and columns does.

    Returns
    -------
    str
        64 hexadecimal digits. The same rows have the same digest, whatever the format they are
        kept in; other rows have another one.
    """
    digest = hashlib.sha256()
    for name in table.columns:
        values = table[name]
        digest.update(f"{name!r}\n".encode("utf-8", "backslashreplace"))
        if isinstance(values, gpd.GeoSeries):
            digest.update(f"{_crs(values)}\n".encode())
            shapes = shapely.to_wkb(np.asarray(values.to_numpy()), byte_order=1)
            for shape in shapes:
                digest.update(shape or b"-")
        else:
            known = values.astype(object).where(values.notna(), None)
            digest.update("\n".join(map(repr, known.tolist())).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """Return the digest that version 0.1.0 gave to data, of the file or folder that was named.

    Returns
    -------
    str
        64 hexadecimal digits; empty where data lies in further files, which it left out.
    """
    suffix = path.suffix.lower()
    if suffix in _OTHER_PARTS or path.with_name(f"{path.name}-wal").exists():
        return ""
    files = [path]
    if path.is_dir():
        files = sorted(part for part in path.rglob("*") if part.is_file())
    elif suffix == ".shp":
        files = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*"))
        files = [part for part in files if part.suffix.lower() in _SHAPEFILE_PARTS]
    digest = hashlib.sha256()
    for part in files:
        digest.update(part.read_bytes())
    return digest.hexdigest()


def joint_sha256(*texts: str) -> str:
    """Return the digest of data with something added to it."""
    return hashlib.sha256(" ".join(texts).encode()).hexdigest()


def _crs(values: gpd.GeoSeries) -> str:
    """Return a CRS by its code, which is the same in every format, or else by its definition."""
    if values.crs is None:
        return ""
    code = values.crs.to_authority(min_confidence=100)
    return ":".join(code) if code else str(values.crs.to_wkt())


@dataclass(frozen=True, slots=True)
class DataSource:
    """Where data came from, and what must be said about it wherever it is shown.

    Attributes
    ----------
    title
        Name of the data set, for example ``"Flanders 2025, generalised"``.
    title_nl
        The same in Dutch, or ``""`` where the title is used in every language.
    repaired
        Whether polygons were repaired on request; `notes` says what was changed.
    place
        In which countries and degrees the units lie, and where they would lie with x and y
        exchanged if they can; where they were read from a file or a table.
    boundaries_date, figures_date
        Date of the municipal boundaries and of the inhabitants (ISO 8601), or ``""``.
    attribution
        One line naming the makers of the data, to be shown on every map.
    licence
        Licence(s) of the data.
    generalised
        True when the polygons are approximate and only fit for drawing.
    sha256
        Digest of the data as it was read, so that a plan can say what it was made from.
    file_sha256
        Digest of the files, as version 0.1.0 took it; empty where that is not sure to be of the
        same data.
    notes
        What was done to the data when it was read (reprojected, ids read as text, ...).
    id_column
        Column of the file with the ids, which tables beside it may have as well.
    encoding
        Of texts in files that do not say it and are no UTF-8; None: there are none.
    """

    title: str
    boundaries_date: str = ""
    figures_date: str = ""
    attribution: str = ""
    licence: str = ""
    generalised: bool = False
    sha256: str = ""
    notes: tuple[str, ...] = ()
    title_nl: str = ""
    repaired: bool = False
    file_sha256: str = ""
    id_column: str = "nis"
    encoding: str | None = None
    place: str = ""

    @property
    def named(self) -> str:
        """What messages call the data: the title of what comes with the package has its Dutch."""
        return Message(self.title) if self.title_nl else self.title

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests by which a record can name this data."""
        return tuple(digest for digest in (self.sha256, self.file_sha256) if digest)

    def followed_by(
        self, *read: str, file: tuple[str, ...] = (), notes: Iterable[str] = ()
    ) -> Self:
        """Return the source of the data with something added to it.

        Parameters
        ----------
        *read
            Digests of what was added.
        file
            Digests of the files that it was read from, as version 0.1.0 took them; none: `read`.
        notes
            What was done, a sentence each; they follow the notes of the data.

        Returns
        -------
        DataSource
            With another digest, so that plans made before do not pass for plans of these data.
        """
        files = (self.file_sha256, *(file or read))
        return replace(
            self,
            sha256=joint_sha256(self.sha256, *read),
            file_sha256=joint_sha256(*files) if all(files) else "",
            notes=(*self.notes, *notes),
        )


@dataclass(frozen=True, slots=True)
class Municipalities:
    """The units to plan with. Treat the tables as read-only.

    Attributes
    ----------
    frame
        One row a unit, shape ``(n_units, ...)``, index ``nis`` (text, sorted), in a metric CRS.
        Always there: ``name``, ``reference_region`` (code of the parent),
        ``reference_region_name``, ``x_m`` and ``y_m`` (centroid, CRS units [m]), ``area_km2``,
        ``geometry``. Any further column is a figure (``inhabitants``, ``inhabitants_0_14``, ...)
        or a membership (``politiezone``, ...; missing is NA).
    borders
        Shared borders, columns ``nis_a``, ``nis_b`` (``nis_a < nis_b``), ``border_m`` [m];
        the figures that the rook graph is made of.
    links
        Declared pairs of units that count as neighbours without a shared border.
    source
        Origin, dates, licence.
    travel_min
        Travel time from row to column [min], shape ``(n_units, n_units)``, index and columns
        ``nis`` as in `frame`; known inside every reference region, NaN where it is not. None:
        travel is measured in straight lines.
    pair_ties
        Tables of ties by name, columns ``nis_a``, ``nis_b`` (``nis_a < nis_b``), ``weight``.
    group_names
        What groups are called: names by code, by membership column; only where they are known.
    other_names
        What else people may look for a unit by, sorted, by id: municipalities that merged into
        it, villages; never its own name. A name can stand for several units.
    unreachable
        Pairs of one reference region between which there is no way, the lower id first: they are
        not in one region.
    vocabulary
        What units, regions and parents are called on pages; None: the words of Flanders where the
        ids are its NIS codes, else neutral ones.
    undrawn
        Ids of units that are not in `frame`, only because they have no polygon to draw.
    """

    frame: gpd.GeoDataFrame
    borders: pd.DataFrame
    links: tuple[tuple[str, str], ...]
    source: DataSource
    travel_min: pd.DataFrame | None = None
    pair_ties: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    group_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unreachable: tuple[tuple[str, str], ...] = ()
    vocabulary: Vocabulary | None = None
    undrawn: tuple[str, ...] = ()

    def label(self, nis: str) -> str:
        """Return the name of a unit with its code, for example ``"Lier (12021)"``.

        Parameters
        ----------
        nis
            Id of a unit in `frame`; another is a KeyError.

        Returns
        -------
        str
            Name and id, as messages call it.
        """
        return f"{self.frame.loc[nis, 'name']} ({nis})"

    def label_or_id(self, nis: str) -> str:
        """Return what to call what a table has for a unit, which may not be in the data.

        Parameters
        ----------
        nis
            Id that a table has, which may be empty.

        Returns
        -------
        str
            As of `label`; the id alone where the data have no such unit, ``"nothing"`` where it is
            empty.
        """
        return self.label(nis) if nis in self.frame.index else nis or Message("nothing")

    def parent_label(self, code: str) -> str:
        """Return a reference region with its code, for example ``"Limburg (REFREG15)"``.

        One without a name of its own is called what it is: ``"reference region 35"``.

        Parameters
        ----------
        code
            Of a reference region that has units in `frame`; another is an IndexError.

        Returns
        -------
        str
            Name and code, as messages call it.
        """
        inside = self.frame["reference_region"] == code
        name = self.frame.loc[inside, "reference_region_name"].iloc[0]
        if name == code:
            return Message("reference region {code}", code=code)
        return f"{name} ({code})"


def expect_municipalities(given: object) -> None:
    """Raise where something else is given for municipalities, as a table that was not read.

    Raises
    ------
    DataError
        When it is no `Municipalities`.
    """
    if not isinstance(given, Municipalities):
        raise DataError(
            "municipalities are expected, and a {kind} is given; read them "
            "first with read_municipalities(...), which takes a file or a GeoDataFrame, or with "
            "load_flanders()",
            kind=type(given).__name__,
        )


def without(municipalities: Municipalities, units: Collection[str]) -> Municipalities:
    """Return the municipalities but for some, whose borders, links, times and ties go with them."""
    if not units:
        return municipalities
    gone = list(units)
    times = municipalities.travel_min
    return replace(
        municipalities,
        frame=municipalities.frame.drop(index=gone),
        borders=_without_pairs(municipalities.borders, gone),
        links=_pairs_without(municipalities.links, units),
        travel_min=None if times is None else times.drop(index=gone, columns=gone),
        unreachable=_pairs_without(municipalities.unreachable, units),
        pair_ties={
            name: _without_pairs(pairs, gone) for name, pairs in municipalities.pair_ties.items()
        },
        other_names={
            nis: names for nis, names in municipalities.other_names.items() if nis not in units
        },
    )


def _pairs_without(
    pairs: tuple[tuple[str, str], ...], units: Collection[str]
) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if not set(pair) & set(units))


def _without_pairs(pairs: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    return pairs[~(pairs["nis_a"].isin(units) | pairs["nis_b"].isin(units))]
