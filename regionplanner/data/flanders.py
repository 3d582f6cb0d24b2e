"""The default data, Flanders 2025: it ships with the package and needs no network."""

import contextlib
import dataclasses
import hashlib
import json
import logging
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.errors import DataError, Message, either
from regionplanner.files.atomic import in_words, write_atomic, write_geopackage
from regionplanner.files.cache import cache_folder
from regionplanner.files.layer import read_layer
from regionplanner.files.paths import reading
from regionplanner.files.safe_read import parsed_json

logger = logging.getLogger(__name__)
RECORD = "boundaries.json"
LAYER = "municipalities"

_PACKAGE = Path(__file__).resolve().parents[1]

FOLDERS = (_PACKAGE / "_geodata", _PACKAGE.parent / "geodata")
"""Where `geodata/` can lie: in an installed wheel, and in a checkout (editable install)."""

FIGURES = ("municipalities.csv", "borders.csv", "links.csv", "reference_regions.csv")
"""The files a plan depends on; the polygons are only for drawing."""

NAMES = (
    *("membership_names.csv", "mergers_2019.csv", "mergers_2025.csv", "villages.csv"),
    "known_regions.csv",
)
"""The files that only say what things are called."""

DOWNLOADED = Message("boundaries are drawn as downloaded; the service states no date for them")


def store_boundaries(frame: gpd.GeoDataFrame, *, url: str, folder: Path) -> Path:
    """Store boundaries; those stored before stay in use until the new ones are complete.

    Parameters
    ----------
    frame
        Columns `nis`, `name`, `geometry`.
    url
        Where they came from.
    folder
        The cache folder; made when it does not exist.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    DataError
        When it cannot be written.
    """
    fresh = folder / "boundaries-new.gpkg"
    write_geopackage(fresh, {LAYER: frame})
    with in_words(fresh):
        digest = hashlib.sha256(fresh.read_bytes()).hexdigest()
        # the name follows from the content, so that replacing the record replaces both at once
        path = folder / f"boundaries-{digest[:12]}.gpkg"
        fresh.replace(path)
    record = {"file": path.name, "sha256": digest, "url": url}
    write_atomic(folder / RECORD, json.dumps(record, indent=2) + "\n")
    for old in folder.glob("boundaries-*.gpkg"):
        if old != path:
            with contextlib.suppress(OSError):  # of no use, and in nobody's way
                old.unlink(missing_ok=True)
    return path


def stored_boundaries(folder: Path) -> gpd.GeoSeries | None:
    """Return the stored boundaries, or None when there are none.

    Returns
    -------
    geopandas.GeoSeries or None
        Polygons, index `nis`.

    Raises
    ------
    DataError
        When they are damaged: the message says how to get them back.
    """
    path = folder / RECORD
    try:
        if not path.is_file():
            return None
    except OSError as error:  # a folder that may not be read holds nothing for us
        logger.info("%s cannot be read: %s", path, error)
        return None
    try:
        record = parsed_json(path.read_text(encoding="utf-8"))
        file = folder / record["file"]
        reading(file)
        if hashlib.sha256(file.read_bytes()).hexdigest() != record["sha256"]:
            raise ValueError(_differs(file.name))  # noqa: TRY301
        frame = read_layer(file, layer=LAYER)
    except (OSError, ValueError, TypeError, KeyError, DataError) as error:
        raise DataError(
            "the downloaded boundaries are damaged ({error}); expected the file as it was "
            "downloaded; run `regionplanner data fetch` again, or delete the cache folder",
            error=error,
        ) from error
    return frame.set_index("nis").geometry


def load_flanders() -> Municipalities:
    """Return the municipalities of Flanders of 2025 with their figures and borders.

    Returns
    -------
    Municipalities
        285 units in EPSG:31370. Centroids, areas and border lengths are figures measured on the
        official boundaries. The polygons are for drawing: generalised ones, or the official ones
        once `fetch_boundaries` has downloaded them; ``source`` says which.

    Raises
    ------
    DataError
        When a file of the default data is missing or damaged.

    Notes
    -----
    Downloaded boundaries that are damaged are left aside, with a warning in the log and in
    ``source.notes``: they only change the drawing, and a plan should not fail on them.
    """
    folder = data_folder()
    polygons, source = _polygons(folder)
    figures = official_figures()
    missing = figures.index.difference(polygons.index)
    if len(missing):
        raise _damaged(Message("no polygon for {units}", units=", ".join(missing[:5])))
    links, borders = _table(folder, "links.csv"), _table(folder, "borders.csv")
    return Municipalities(
        frame=gpd.GeoDataFrame(figures, geometry=polygons.reindex(figures.index)),
        borders=borders[["nis_a", "nis_b", "border_m"]].astype({"border_m": float}),
        links=tuple(zip(links["nis_a"], links["nis_b"], strict=True)),
        source=source,
        group_names=_group_names(folder),
        other_names=_other_names(folder, dict(zip(figures.index, figures["name"], strict=True))),
    )


def official_figures() -> pd.DataFrame:
    """Return the facts of each municipality: memberships as text, figures as numbers.

    Returns
    -------
    pandas.DataFrame
        Shape ``(285, ...)``, index `nis`; the columns of ``Municipalities.frame`` but for the
        geometry.

    Raises
    ------
    DataError
        When a file of the default data is missing or damaged.
    """
    folder = data_folder()
    table = _table(folder, "municipalities.csv").set_index("nis").sort_index()
    table = table.rename(columns={"x_31370": "x_m", "y_31370": "y_m"})
    counts = [column for column in table.columns if column.startswith("inhabitants")]
    try:
        table = table.astype(dict.fromkeys(("x_m", "y_m", "area_km2"), float))
        table = table.astype(dict.fromkeys(counts, int))
    except (ValueError, KeyError) as error:
        raise _damaged(error) from error
    regions = _table(folder, "reference_regions.csv").set_index("code")["name"]
    return table.assign(reference_region_name=table["reference_region"].map(regions))


@cache
def known_nis() -> frozenset[str]:
    """Return the NIS codes of Flanders: of today, and of municipalities that merged."""
    folder = data_folder()
    mergers = [_table(folder, name) for name in NAMES if name.startswith("mergers")]
    codes = [_table(folder, "municipalities.csv")["nis"], *(table["old_nis"] for table in mergers)]
    return frozenset().union(*codes)


@dataclasses.dataclass(frozen=True, slots=True)
class KnownRegions:
    """Regions by which those of every plan are called and coloured.

    Attributes
    ----------
    codes
        Region code by NIS code.
    colours
        What each is filled with (``"#rrggbb"``), by region code.
    """

    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    colours: Mapping[str, str] = dataclasses.field(default_factory=dict)


NONE_KNOWN = KnownRegions()


def known_regions(municipalities: Municipalities) -> KnownRegions:
    """Return the regions of the plan that is made where nothing is chosen.

    Parameters
    ----------
    municipalities
        Units; where not all are municipalities of Flanders, no region is known.
    """
    if not known_nis().issuperset(municipalities.frame.index):
        return NONE_KNOWN
    return _known_regions()


@cache
def _known_regions() -> KnownRegions:
    table = _table(data_folder(), "known_regions.csv")
    regions = table["region"]
    return KnownRegions(
        codes=dict(zip(table["nis"], regions, strict=True)),
        colours=dict(zip(regions, table["colour"], strict=True)),
    )


def _group_names(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return what groups are called, by membership column and code."""
    table = _table(folder, "membership_names.csv")
    # "Dender (Verv.)": the column says already that it is a transport region
    table["name"] = table["name"].str.replace(r" \((Verv|Arr)\.\)$", "", regex=True)
    return {
        str(level): dict(zip(rows["code"], rows["name"], strict=True))
        for level, rows in table.groupby("level")
    }


def _other_names(folder: Path, present: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the municipalities that merged and the villages, by the code of today."""
    mergers = pd.concat([_table(folder, name) for name in NAMES if name.startswith("mergers")])
    villages = _table(folder, "villages.csv")
    into = dict(zip(mergers["old_nis"], mergers["new_nis"], strict=True))
    names = {nis: {name} for nis, name in present.items()}
    for nis, name in (
        *zip(mergers["old_nis"], mergers["old_name"], strict=True),
        *zip(villages["nis"], villages["name"], strict=True),
    ):
        names[_merged(nis, into)].add(name)
    return {
        nis: tuple(sorted(others - {present[nis]}))
        for nis, others in names.items()
        if len(others) > 1
    }


def _merged(nis: str, into: Mapping[str, str]) -> str:
    """Return what a municipality is part of after all mergers, those of merged ones too."""
    while into.get(nis, nis) != nis:
        nis = into[nis]
    return nis


def data_folder() -> Path:
    """Return where the default data lies.

    Raises
    ------
    DataError
        When it is missing.
    """
    for folder in FOLDERS:
        if (folder / "source.toml").is_file():
            reading(folder)
            return folder
    raise DataError(
        "the default data is missing; expected source.toml in {places}; "
        "install regionplanner again",
        places=either(map(str, FOLDERS)),
    )


def _differs(name: str) -> Message:
    return Message("the checksum of {name} differs", name=name)


def _damaged(reason: object) -> DataError:
    return DataError(
        "the default data is damaged ({reason}); expected it as it was released; "
        "install regionplanner again, or restore geodata/ from the repository",
        reason=reason,
    )


def _table(folder: Path, name: str) -> pd.DataFrame:
    """Return a table of the figures as text; only an empty field is missing."""
    try:
        return pd.read_csv(folder / name, dtype=str, keep_default_na=False, na_values=[""])
    except (OSError, ValueError) as error:
        raise _damaged(error) from error


def _polygons(folder: Path) -> tuple[gpd.GeoSeries, DataSource]:
    """Return what to draw: the official boundaries if they were downloaded, else our own."""
    source, downloaded = _sources(folder)
    try:
        official = stored_boundaries(cache_folder())
    except DataError as error:
        logger.warning(error.message)
        source = dataclasses.replace(source, notes=(*source.notes, error.message))
        official = None
    if official is not None:
        return official, downloaded
    try:
        own = read_layer(folder / "boundaries.gpkg", layer="municipalities")
    except DataError as error:
        raise _damaged(error) from error
    return own.set_index("nis").geometry, source


def _sources(folder: Path) -> tuple[DataSource, DataSource]:
    """Return where the data came from, with our own polygons and with downloaded ones.

    Raises when a table was changed.
    """
    try:
        facts = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
        digest = hashlib.sha256()
        for name in (*FIGURES, *NAMES):
            # read as text: line ends, which git may change on Windows, are not data
            data = (folder / name).read_text(encoding="utf-8").encode()
            if hashlib.sha256(data).hexdigest() != facts["sha256"][name]:
                raise _damaged(_differs(name))
            if name in FIGURES:  # a plan stays proven when a name is corrected
                digest.update(data)
        own = _described(facts, digest.hexdigest())
        official = _described(facts | facts["official_boundaries"], digest.hexdigest())
    except (OSError, ValueError, KeyError) as error:
        raise _damaged(error) from error
    return own, dataclasses.replace(official, notes=(DOWNLOADED,))


def _described(facts: Mapping[str, Any], sha256: str) -> DataSource:
    dates: dict[str, Any] = {name: str(facts[name]) for name in ("boundaries_date", "figures_date")}
    names = ("title", "title_nl", "attribution", "licence", "generalised")
    said = {name: facts[name] for name in names}
    return DataSource(**said, **dates, sha256=sha256, file_sha256=sha256)
