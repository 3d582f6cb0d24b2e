"""Options of ``regionplanner merge``: what is carried besides the plan, and on which data."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from regionplanner.cli.grouped import option
from regionplanner.cli.options import (
    Encoding,
    IdColumn,
    Layer,
    NameColumn,
    ParentColumn,
    PlanColumns,
)
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
    id_column: IdColumn = None
    name_column: NameColumn = None
    parent_column: ParentColumn = None
    layer: Layer = None
    encoding: Encoding = None
    plan_columns: PlanColumns = None
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
