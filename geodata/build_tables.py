"""Write the tables of facts and figures of this folder from the collected source tables.

Usage: ``python geodata/build_tables.py SOURCE_DIR``; SOURCE_DIR holds the tables that README.md
names (municipalities_2025.csv, borders_2025.csv, ...) and flanders_2025.gpkg, of which only the
attributes are read, never the geometry.
"""

import sys
from pathlib import Path

import pandas as pd
import pyogrio
from build_source import write_source

FOLDER = Path(__file__).resolve().parent

FIGURES = {
    "pop_2026": "inhabitants",
    "pop_0_14_2026": "inhabitants_0_14",
    "pop_0_24_2020": "inhabitants_0_24",
    "pop_0_29_2020": "inhabitants_0_29",
}
"""Population columns of the source and their names here."""

MEMBERSHIPS = {
    "politiezone": "politiezone",
    "elz": "elz",
    "igs": "igs_wonen",
    "vervoerregio": "vervoerregio",
    "woonmaatschappij": "woonmaatschappij",
    "streekwerking": "streekwerking",
    "arrondissement": "arrondissement",
}
"""Membership columns of the source and their names here; `igs` is co-operation on housing."""

VOEREN_LINK = {
    "nis_a": "73066",
    "nis_b": "73109",
    "reason": "Voeren is an exclave without a Flemish neighbour; Riemst is the nearest one",
}


def build_tables(source: Path, target: Path) -> None:
    """Write every table of facts and figures.

    Parameters
    ----------
    source : Path
        Folder with the collected source tables and flanders_2025.gpkg.
    target : Path
        Folder to write to; files of the same name are overwritten.

    Raises
    ------
    FileNotFoundError
        When a source table is missing.
    """
    jeugdregios = _read(source / "existing_jeugdregios.csv").sort_values(["jeugdregio", "nis"])
    tables = {
        "municipalities.csv": municipality_table(source, jeugdregios),
        "borders.csv": border_table(source),
        "links.csv": pd.DataFrame([VOEREN_LINK]),
        "reference_regions.csv": _read(source / "reference_regions.csv")[["code", "name"]],
        "membership_names.csv": membership_name_table(source),
        "existing_jeugdregios.csv": jeugdregios,
        "villages.csv": _read(source / "villages_2025.csv").sort_values("geonameid"),
    }
    for name in ("mergers_2019.csv", "mergers_2025.csv"):
        tables[name] = _read(source / name).sort_values(["new_nis", "old_nis"])
    tables["reference_region_changes.csv"] = _read(source / "reference_region_changes.csv")
    for name, table in tables.items():
        table.to_csv(target / name, index=False, lineterminator="\n", encoding="utf-8")


def municipality_table(source: Path, jeugdregios: pd.DataFrame) -> pd.DataFrame:
    """Return one row a municipality: names, figures and memberships.

    Parameters
    ----------
    source : Path
        Folder with municipalities_2025.csv and flanders_2025.gpkg.
    jeugdregios : DataFrame
        One row a municipality of 2024 in a youth region, with `jeugdregio` and `nis_2025`.

    Returns
    -------
    DataFrame
        Shape (285, 19), all text, sorted by `nis`; x and y in EPSG:31370 [m], area [km2];
        a missing membership is the empty string.
    """
    table = _read(source / "municipalities_2025.csv").rename(columns=FIGURES)
    keep = ["nis", "name", "province", "reference_region", "x_31370", "y_31370", "area_km2"]
    table = table[keep + list(FIGURES.values())]
    regions = jeugdregios.drop_duplicates("nis_2025").set_index("nis_2025")["jeugdregio"]
    table = table.assign(jeugdregio=table["nis"].map(regions).fillna(""))
    attributes = pyogrio.read_dataframe(source / "flanders_2025.gpkg", read_geometry=False)
    codes = attributes[["nis", *MEMBERSHIPS]].rename(columns=MEMBERSHIPS).fillna("").astype(str)
    return table.merge(codes, on="nis", validate="one_to_one").sort_values("nis")


def border_table(source: Path) -> pd.DataFrame:
    """Return the shared borders: `nis_a` < `nis_b` and `border_m` [m], as text; shape (754, 3)."""
    table = _read(source / "borders_2025.csv").rename(columns={"border_length_m": "border_m"})
    return table[["nis_a", "nis_b", "border_m"]].sort_values(["nis_a", "nis_b"])


def membership_name_table(source: Path) -> pd.DataFrame:
    """Return the Dutch name of each membership code: `level` is a column of municipalities.csv."""
    table = _read(source / "membership_names.csv")
    table = table.assign(level=table["level"].replace(MEMBERSHIPS))
    return table[["level", "code", "name"]].sort_values(["level", "code"])


def _read(path: Path) -> pd.DataFrame:
    """Return a CSV file as text, cell for cell: codes keep their zeros, figures their digits."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python geodata/build_tables.py SOURCE_DIR")
    build_tables(Path(sys.argv[1]), FOLDER)
    write_source(FOLDER)
