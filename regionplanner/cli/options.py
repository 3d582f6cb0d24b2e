"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FILE",
        help="Polygons of the units (GeoPackage, GeoJSON, Shapefile, ...). "
        "Default: Flanders 2025, which ships with the program.",
        rich_help_panel="Data",
    ),
]
IdColumn = Annotated[
    str | None,
    typer.Option("--id", metavar="COLUMN", help="Column with ids.", rich_help_panel="Data"),
]
NameColumn = Annotated[
    str | None,
    typer.Option("--name", metavar="COLUMN", help="Column with names.", rich_help_panel="Data"),
]
ParentColumn = Annotated[
    str | None,
    typer.Option(
        "--parent",
        metavar="COLUMN",
        help="Column with reference regions.",
        rich_help_panel="Data",
    ),
]
Layer = Annotated[
    str | None,
    typer.Option("--layer", help="Layer of the data file.", rich_help_panel="Data"),
]
Join = Annotated[
    Path | None,
    typer.Option(
        "--join",
        metavar="CSV",
        help="Table of further columns (figures, memberships), by id.",
        rich_help_panel="Data",
    ),
]
Link = Annotated[
    list[str] | None,
    typer.Option(
        "--link",
        metavar="A:B",
        help="Two units that count as neighbours; may be repeated.",
        rich_help_panel="Data",
    ),
]
LinksFile = Annotated[
    Path | None,
    typer.Option(
        "--links",
        metavar="CSV",
        help="Table of such pairs, columns nis_a and nis_b.",
        rich_help_panel="Data",
    ),
]
MinBorder = Annotated[
    float,
    typer.Option(
        "--min-border",
        min=0,
        metavar="METRES",
        help="Neighbours share a border longer than this.",
        rich_help_panel="Data",
    ),
]
RegionsPer = Annotated[
    str | None,
    typer.Option(
        "--regions-per",
        metavar="CODE=K,...",
        help="Number of regions of some reference regions.",
    ),
]
MinUnits = Annotated[int, typer.Option("--min", min=1, help="Fewest municipalities in a region.")]
MaxUnits = Annotated[int, typer.Option("--max", min=1, help="Most municipalities in a region.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")]
