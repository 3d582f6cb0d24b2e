"""Choices of a scenario file besides the scenario: which data, and how a plan is made and shown."""

import codecs
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, PlainSerializer

from regionplanner.choice import Language, choice
from regionplanner.choices import Amount, Part, Weight, given_choice, shown_choice
from regionplanner.errors import WrongValueError
from regionplanner.vocabulary import Chosen

TimeUnit = Literal["seconds", "minutes", "hours"]

_LONGEST_LINE = 200


def _line(text: str | None) -> str | None:
    """Return a text that stands on one line of a page; None where there is nothing in it."""
    line = (text or "").strip()
    # control characters, halves of characters, separators of lines and paragraphs
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in line):
        raise WrongValueError("a text of one line is expected, without control characters")
    if len(line) > _LONGEST_LINE:
        raise WrongValueError(
            "it has {n_characters} characters; at most {most} are expected; shorten it",
            n_characters=len(line),
            most=_LONGEST_LINE,
        )
    return line or None


Line = Annotated[str | None, AfterValidator(_line)]
"""A text of one line; an empty one is none."""


def _real_path(path: Path) -> Path:
    if any(unicodedata.category(character) == "Cc" for character in str(path)):
        raise WrongValueError(
            "in double quotes a backslash begins a tab or a new line; write paths with / "
            "between the folders, or in single quotes"
        )
    return path


DataPath = Annotated[
    Path, AfterValidator(_real_path), PlainSerializer(Path.as_posix, str, when_used="json")
]
"""The name of a file, without the tabs that backslashes of Windows become in TOML."""


def _known_encoding(name: str | None) -> str | None:
    """Return the usual name of an encoding."""
    if name is None:
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise WrongValueError(
            "an encoding of texts is expected, such as utf-8, cp1252 or cp850"
        ) from None


def _two_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    if columns and (len(columns) != 2 or len({name.casefold() for name in columns}) != 2):
        raise WrongValueError("two columns are expected: with the ids, and with the regions")
    return columns


Encoding = Annotated[str | None, AfterValidator(_known_encoding)]
"""How texts are written in a file."""

_data = partial(choice, "Data")


class FileChoices(Part):
    """Choices of a table of a scenario file."""

    def replaced(self, made: Mapping[str, Any]) -> Self:
        """Return the same choices but for those made later, for example by options.

        Parameters
        ----------
        made
            By name.

        Raises
        ------
        ScenarioError
            When a choice is impossible; names all of them.
        """
        return type(self).made({**self.model_dump(), **made})


class DataChoices(FileChoices):
    """Which data a plan is made with."""

    file: DataPath | None = _data(
        "Polygons of the municipalities (GeoPackage, GeoJSON, ...); without it: Flanders 2025",
        "Veelhoeken van de gemeenten (GeoPackage, GeoJSON, ...); zonder deze keuze: "
        "Vlaanderen 2025",
        "units.gpkg",
        option="--data FILE",
    )
    id: str | None = _data(
        "Column with their codes", "Kolom met hun codes", "nis", option="--id COLUMN"
    )
    name: str | None = _data(
        "Column with their names", "Kolom met hun namen", "name", option="--name COLUMN"
    )
    parent: str | None = _data(
        "Column with their reference regions",
        "Kolom met hun referentieregio's",
        "reference_region",
        option="--parent COLUMN",
    )
    layer: str | None = _data(
        "Layer of the file, where it has several",
        "Laag van het bestand, waar het er meer heeft",
        "municipalities",
        option="--layer NAME",
    )
    repair: bool = _data(
        "Fix polygons that are invalid, overlap or leave gaps, and say which",
        "Herstel veelhoeken die ongeldig zijn, overlappen of gaten laten, en zeg welke",
        example=True,
        default=False,
        option="--repair",
    )
    join: tuple[DataPath, ...] = _data(
        "Tables of further columns (figures, memberships), by code",
        "Tabellen met meer kolommen (cijfers, groepen), per code",
        ["figures.csv"],
        default=(),
        option="--join CSV",
        repeated=True,
    )
    links: DataPath | None = _data(
        "Table of pairs that count as neighbours, columns nis_a and nis_b",
        "Tabel van paren die als buren gelden, kolommen nis_a en nis_b",
        "links.csv",
        option="--links CSV",
    )
    travel_times: DataPath | None = _data(
        "Table of travel times (CSV or Parquet), columns from, to and minutes",
        "Tabel van reistijden (CSV of Parquet), kolommen from, to en minutes",
        "minutes.csv",
        option="--travel-times FILE",
    )
    time_unit: TimeUnit | None = _data(
        "What the numbers of travel times are in; without it: minutes",
        "Waarin de getallen van reistijden zijn; zonder deze keuze: minuten",
        "minutes",
        option="--time-unit",
    )
    pair_tables: Mapping[str, DataPath] = _data(
        "Tables of ties by name, columns nis_a, nis_b and weight; ties has the weight of each",
        "Tabellen van banden per naam, kolommen nis_a, nis_b en weight; ties heeft hun gewicht",
        {"samenwerking": "pairs.csv"},
        default={},
        option="--pair-ties NAME=CSV",
        repeated=True,
    )
    encoding: Encoding = _data(
        "How texts are written in a Shapefile, and in tables that are no UTF-8",
        "Hoe teksten geschreven zijn in een Shapefile, en in tabellen die geen UTF-8 zijn",
        "cp1252",
        option="--encoding NAME",
    )
    words: Chosen = _data(
        "What pages call units, regions and parents: jeugdregio, neutral, or words by language",
        "Hoe pagina's gebieden en regio's noemen: jeugdregio, neutral, of woorden per taal",
        {"en": {"unit": ["commune", "communes"], "region": ["district", "districts"]}},
        option="--words FILE",
        how="A file has [words.nl] and [words.en], as a scenario; without it: jeugdregio where "
        "the ids are NIS codes of Flanders, else neutral",
    )
    plan_columns: Annotated[tuple[str, ...], AfterValidator(_two_columns)] = _data(
        "Columns of plan files with the ids and the regions; without it: those we know",
        "Kolommen van planbestanden met de codes en de regio's; zonder deze keuze: die we kennen",
        ["GEOID", "district"],
        default=(),
        option="--plan-columns ID,REGION",
    )

    def moved(self, place: Callable[[Path], Path]) -> Self:
        """Return the same choices with every path as a function gives it."""
        return self.model_copy(
            update={
                "file": self.file and place(self.file),
                "join": tuple(map(place, self.join)),
                "links": self.links and place(self.links),
                "travel_times": self.travel_times and place(self.travel_times),
                "pair_tables": {name: place(path) for name, path in self.pair_tables.items()},
            }
        )


class RunChoices(FileChoices):
    """How a plan is made and shown."""

    time_limit_s: Amount | None = choice(
        "Search",
        "Stop searching after this time, shared by the reference regions",
        "Stop met zoeken na deze tijd, gedeeld door de referentieregio's",
        600.0,
        unit="s",
        option="--time-limit SECONDS",
    )
    gap: Annotated[Weight, Field(le=1)] | None = choice(
        "Search",
        "Stop where no plan can be better by more than this share",
        "Stop waar geen plan beter kan zijn met meer dan dit deel",
        0.01,
        option="--gap SHARE",
        how="Such as 0.5%; without it: only where the plan is proven to be the best",
    )
    continues: DataPath | None = given_choice(
        "Plan whose regions go on in this one, with their codes, names and colours",
        "Plan waarvan de regio's hier voortgaan, met hun codes, namen en kleuren",
        "before/plan.csv",
        option="--continues PLAN",
    )
    language: Language = shown_choice(
        "Language of pages",
        "Taal van pagina's",
        default="nl",
        option="--lang",
        how="As an option also that of the terminal",
    )
    title: Line = shown_choice(
        'Heading of pages; "" for none',
        'Titel van pagina\'s; "" voor geen',
        "Voorstel voor 2027",
        option="--title TEXT",
    )
    contact: Line = shown_choice(
        "Whom people can turn to",
        "Bij wie men terechtkan",
        "jeugdregio@voorbeeld.be",
        option="--contact TEXT",
    )

    def moved(self, place: Callable[[Path], Path]) -> Self:
        """Return the same choices with every path as a function gives it."""
        return self.model_copy(update={"continues": self.continues and place(self.continues)})
