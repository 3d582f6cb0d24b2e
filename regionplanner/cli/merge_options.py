"""Options of ``regionplanner merge``: what is carried besides the plan, and on which data."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from regionplanner.cli.grouped import option
from regionplanner.cli.texts import given, optional, read_list, read_pairs

_CARRIED, _DATA = "What is carried", "Data"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOptions:
    """What is carried besides the plan, and on which data."""

    scenario_file: Annotated[
        Path | None,
        option(
            _CARRIED,
            "--scenario",
            metavar="FILE",
            help_text="Scenario of before the mergers: its rules, its data and its tables.",
        ),
    ] = None
    table: Annotated[
        list[Path] | None,
        option(
            _CARRIED,
            "--table",
            metavar="CSV",
            help_text="Table by municipality, column nis; may be repeated.",
        ),
    ] = None
    pairs: Annotated[
        list[Path] | None,
        option(
            _CARRIED,
            "--pairs",
            metavar="CSV",
            help_text="Table of pairs, columns nis_a, nis_b and weight; may be repeated.",
        ),
    ] = None
    sums: Annotated[
        list[str] | None,
        option(
            _CARRIED,
            "--sum",
            metavar="COLUMN",
            help_text="Column of numbers that is added up; area_km2 and counts (inhabitants..., "
            "pop_..., population..., n_...) always are; may be repeated.",
        ),
    ] = None
    data: Annotated[
        Path | None,
        option(_DATA, "--data", metavar="FILE", help_text="Polygons of before the mergers."),
    ] = None
    new_data: Annotated[
        Path | None,
        option(
            _DATA,
            "--new-data",
            metavar="FILE",
            help_text="Polygons of after the mergers. [default: those of before, dissolved; "
            "without these Flanders 2025, where the codes fit]",
        ),
    ] = None
    id_column: Annotated[
        str | None, option(_DATA, "--id", metavar="COLUMN", help_text="Column with ids, of both.")
    ] = None
    name_column: Annotated[
        str | None, option(_DATA, "--name", metavar="COLUMN", help_text="Column with names.")
    ] = None
    parent_column: Annotated[
        str | None,
        option(_DATA, "--parent", metavar="COLUMN", help_text="Column with reference regions."),
    ] = None
    layer: Annotated[
        str | None, option(_DATA, "--layer", metavar="NAME", help_text="Layer of the data files.")
    ] = None

    encoding: Annotated[
        str | None,
        option(
            _DATA,
            "--encoding",
            metavar="NAME",
            help_text="Of texts in a Shapefile, and in tables that are no UTF-8, such as cp1252.",
        ),
    ] = None
    plan_columns: Annotated[
        str | None,
        option(
            _DATA,
            "--plan-columns",
            metavar="ID,REGION",
            help_text="Columns of the plan with the ids and the regions. [default: nis,region, "
            "or what others call them]",
        ),
    ] = None
    link: Annotated[
        list[str] | None,
        option(
            _DATA,
            "--link",
            metavar="A:B",
            help_text="Two municipalities of before that count as neighbours; may be repeated.",
        ),
    ] = None

    def rules(self) -> dict[str, Any]:
        """Return the choices of the scenario that were made."""
        return given({"links": read_pairs(self.link or (), option="--link")})

    def columns(self) -> dict[str, Any]:
        """Return the choices of columns and layer that were made."""
        return (
            given(
                {
                    "id": self.id_column,
                    "name": self.name_column,
                    "parent": self.parent_column,
                    "layer": self.layer,
                }
            )
            | self.texts()
        )

    def texts(self) -> dict[str, Any]:
        """Return the choices of how files are read that were made."""
        return given(
            {
                "encoding": self.encoding,
                "plan_columns": optional(read_list, self.plan_columns),
            }
        )
