"""Options that several commands share: the data, and how plans are shown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from regionplanner.cli import texts
from regionplanner.cli.grouped import option
from regionplanner.cli.say import hush
from regionplanner.cli.texts import given, optional

_DATA, _SHOWN = "Data", "How it is shown"

Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.", callback=hush)]
ScenarioOption = Annotated[
    Path | None,
    typer.Option(
        "--scenario",
        metavar="FILE",
        help="Scenario with the data and the rules to hold the plan against.",
    ),
]

NamesOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...",
        help="What the plans are called, in their order. [default: after their files]",
    ),
]

IdColumn = Annotated[
    str | None, option(_DATA, "--id", metavar="COLUMN", help_text="Column with ids.")
]
NameColumn = Annotated[
    str | None, option(_DATA, "--name", metavar="COLUMN", help_text="Column with names.")
]
ParentColumn = Annotated[
    str | None,
    option(_DATA, "--parent", metavar="COLUMN", help_text="Column with reference regions."),
]
Encoding = Annotated[
    str | None,
    option(
        _DATA,
        "--encoding",
        metavar="NAME",
        help_text="Of texts in a Shapefile, and in tables that are no UTF-8, such as cp1252.",
    ),
]
Layer = Annotated[
    str | None, option(_DATA, "--layer", metavar="NAME", help_text="Layer of data files.")
]
PlanColumns = Annotated[
    str | None,
    option(
        _DATA,
        "--plan-columns",
        metavar="ID,REGION",
        help_text="Columns of plan files with the ids and the regions. [default: nis,region, "
        "or what others call them]",
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
    id_column: IdColumn = None
    name_column: NameColumn = None
    parent_column: ParentColumn = None
    layer: Layer = None
    repair: Annotated[
        bool,
        option(
            _DATA,
            "--repair",
            metavar=None,
            help_text="Mend polygons that are invalid, overlap or leave gaps, and tell it.",
        ),
    ] = False
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
    time_unit: Annotated[
        Literal["seconds", "minutes", "hours"] | None,
        option(
            _DATA,
            "--time-unit",
            metavar=None,
            help_text="What the numbers of travel times are in. [default: minutes]",
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
    encoding: Encoding = None
    plan_columns: PlanColumns = None
    words: Annotated[
        str | None,
        option(
            _DATA,
            "--words",
            metavar="FILE",
            help_text="What pages call units, regions and their parents: a TOML file with "
            "[words.nl] and [words.en], as in a scenario, or jeugdregio or neutral. [default: "
            "jeugdregio where the ids are NIS codes of Flanders, else neutral]",
        ),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the data choices that were made."""
        from regionplanner.io.scenario_file import read_words

        tables = {name: Path(path) for name, path in texts.read_files(self.pair_ties or ()).items()}
        return given(
            {
                "file": self.data,
                "id": self.id_column,
                "name": self.name_column,
                "parent": self.parent_column,
                "layer": self.layer,
                "repair": self.repair or None,
                "join": tuple(self.join or ()),
                "links": self.links,
                "travel_times": self.travel_times,
                "time_unit": self.time_unit,
                "pair_tables": tables or None,
                "encoding": self.encoding,
                "words": optional(read_words, self.words),
                "plan_columns": optional(texts.read_list, self.plan_columns),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOptions:
    """How plans are shown."""

    language: Annotated[
        Literal["nl", "en"] | None,
        option(_SHOWN, "--lang", metavar=None, help_text="Language of pages. [default: nl]"),
    ] = None
    title: Annotated[
        str | None,
        option(_SHOWN, "--title", metavar="TEXT", help_text='Heading of pages; "" for none.'),
    ] = None
    contact: Annotated[
        str | None,
        option(_SHOWN, "--contact", metavar="TEXT", help_text="Whom people can turn to."),
    ] = None

    def choices(self) -> dict[str, Any]:
        """Return the choices of the run that were made."""
        return given({"language": self.language, "title": self.title, "contact": self.contact})
