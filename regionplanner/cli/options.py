"""Options that several commands share: the data, the numbers and the rules."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from regionplanner.cli.grouped import option
from regionplanner.cli.texts import (
    given,
    optional,
    read_bounds,
    read_count,
    read_counts,
    read_files,
    read_list,
    read_pairs,
)

_DATA, _NUMBERS, _RULES = "Data", "Numbers and sizes", "Rules"

Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")]
ScenarioOption = Annotated[
    Path | None,
    typer.Option(
        "--scenario",
        metavar="FILE",
        help="Scenario with the data and the rules to hold the plan against.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataOptions:
    """Which data."""

    data: Annotated[
        Path | None,
        option(
            _DATA,
            "--data",
            metavar="FILE",
            help_text="Polygons of the units (GeoPackage, GeoJSON, Shapefile, ...). "
            "[default: Flanders 2025, which ships with the program]",
        ),
    ] = None
    id_column: Annotated[
        str | None, option(_DATA, "--id", metavar="COLUMN", help_text="Column with ids.")
    ] = None
    name_column: Annotated[
        str | None, option(_DATA, "--name", metavar="COLUMN", help_text="Column with names.")
    ] = None
    parent_column: Annotated[
        str | None,
        option(_DATA, "--parent", metavar="COLUMN", help_text="Column with reference regions."),
    ] = None
    layer: Annotated[
        str | None, option(_DATA, "--layer", metavar="NAME", help_text="Layer of the data file.")
    ] = None
    join: Annotated[
        list[Path] | None,
        option(
            _DATA,
            "--join",
            metavar="CSV",
            help_text="Table of further columns (figures, memberships), by id; may be repeated.",
        ),
    ] = None
    links: Annotated[
        Path | None,
        option(
            _DATA,
            "--links",
            metavar="CSV",
            help_text="Table of pairs that count as neighbours, columns nis_a and nis_b.",
        ),
    ] = None
    travel_times: Annotated[
        Path | None,
        option(
            _DATA,
            "--travel-times",
            metavar="FILE",
            help_text="Table of travel times (CSV or Parquet), columns from, to and minutes.",
        ),
    ] = None
    pair_ties: Annotated[
        list[str] | None,
        option(
            _DATA,
            "--pair-ties",
            metavar="NAME=CSV",
            help_text="Table of ties between pairs, columns nis_a, nis_b and weight; its name "
            "gets a weight in --ties; may be repeated.",
        ),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the data choices that were made."""
        tables = {name: Path(path) for name, path in read_files(self.pair_ties or ()).items()}
        return given(
            {
                "file": self.data,
                "id": self.id_column,
                "name": self.name_column,
                "parent": self.parent_column,
                "layer": self.layer,
                "join": tuple(self.join or ()),
                "links": self.links,
                "travel_times": self.travel_times,
                "pair_tables": tables or None,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOptions:
    """How many regions, and how large."""

    regions: Annotated[
        str | None,
        option(
            _NUMBERS,
            "--regions",
            metavar="K or K-L",
            help_text="Number of regions, or the least and the most.",
        ),
    ] = None
    regions_per: Annotated[
        str | None,
        option(
            _NUMBERS,
            "--regions-per",
            metavar="CODE=K,...",
            help_text="Number of regions of some reference regions, or the least and the most "
            "(CODE=K-L).",
        ),
    ] = None
    min_units: Annotated[
        int | None,
        option(
            _NUMBERS,
            "--min",
            metavar="N",
            help_text="Fewest municipalities in a region. [default: 5]",
        ),
    ] = None
    max_units: Annotated[
        int | None,
        option(
            _NUMBERS,
            "--max",
            metavar="N",
            help_text="Most municipalities in a region. [default: 15]",
        ),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the choices of the scenario that were made."""
        return given(
            {
                "regions": optional(read_count, self.regions),
                "regions_per": optional(read_counts, self.regions_per),
                "min_units": self.min_units,
                "max_units": self.max_units,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOptions:
    """What must hold."""

    bound: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--bound",
            metavar="COLUMN=MIN:MAX",
            help_text="Least and most of a figure in any region, either may be left out; "
            "may be repeated.",
        ),
    ] = None
    keep_together: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--keep-together",
            metavar="COLUMN",
            help_text="Municipalities with the same value are in one region; may be repeated.",
        ),
    ] = None
    together: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--together",
            metavar="A,B,...",
            help_text="Municipalities that are in one region; may be repeated.",
        ),
    ] = None
    apart: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--apart",
            metavar="A:B",
            help_text="Two municipalities that are not; may be repeated.",
        ),
    ] = None
    leave_out: Annotated[
        str | None,
        option(_RULES, "--leave-out", metavar="A,B,...", help_text="Municipalities not to plan."),
    ] = None
    max_distance: Annotated[
        float | None,
        option(
            _RULES,
            "--max-distance",
            metavar="KM",
            help_text="Largest distance between two members of a region.",
        ),
    ] = None
    max_centre_distance: Annotated[
        float | None,
        option(
            _RULES,
            "--max-centre-distance",
            metavar="KM",
            help_text="Largest distance to the centre of a region.",
        ),
    ] = None
    link: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--link",
            metavar="A:B",
            help_text="Two units that count as neighbours; may be repeated.",
        ),
    ] = None
    no_link: Annotated[
        list[str] | None,
        option(
            _RULES,
            "--no-link",
            metavar="A:B",
            help_text="Two neighbours that do not count as such; may be repeated.",
        ),
    ] = None
    min_border: Annotated[
        float | None,
        option(
            _RULES,
            "--min-border",
            metavar="METRES",
            help_text="Neighbours share a border longer than this. [default: 0]",
        ),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the choices of the scenario that were made."""
        return given(
            {
                "bounds": read_bounds(self.bound or ()) or None,
                "keep_together": tuple(self.keep_together or ()),
                "together": tuple(map(read_list, self.together or ())),
                "apart": read_pairs(self.apart or (), option="--apart"),
                "leave_out": optional(read_list, self.leave_out),
                "max_distance_km": self.max_distance,
                "max_centre_distance_km": self.max_centre_distance,
                "links": read_pairs(self.link or (), option="--link"),
                "no_links": read_pairs(self.no_link or (), option="--no-link"),
                "min_border_m": self.min_border,
            }
        )
