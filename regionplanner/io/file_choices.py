"""Choices of a scenario file besides the scenario: which data, and how a plan is made and shown."""

import codecs
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ValidationError

from regionplanner.choices import Amount, Part, Weight
from regionplanner.mistakes import ChoicesError, choice_mistakes
from regionplanner.vocabulary import Chosen

Language = Literal["nl", "en"]
TimeUnit = Literal["seconds", "minutes", "hours"]

_LONGEST_LINE = 200


def _line(text: str | None) -> str | None:
    """Return a text that stands on one line of a page; None where there is nothing in it."""
    line = (text or "").strip()
    # control characters, halves of characters, separators of lines and paragraphs
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in line):
        raise ValueError("a text of one line is expected, without control characters")
    if len(line) > _LONGEST_LINE:
        raise ValueError(
            f"it has {len(line)} characters; at most {_LONGEST_LINE} are expected; shorten it"
        )
    return line or None


Line = Annotated[str | None, AfterValidator(_line)]
"""A text of one line; an empty one is none."""


def _real_path(path: Path) -> Path:
    if any(unicodedata.category(character) == "Cc" for character in str(path)):
        raise ValueError(
            "in double quotes a backslash begins a tab or a new line; write paths with / between "
            "the folders, or in single quotes"
        )
    return path


DataPath = Annotated[Path, AfterValidator(_real_path)]
"""The name of a file, without the tabs that backslashes of Windows become in TOML."""


def _known_encoding(name: str | None) -> str | None:
    """Return the usual name of an encoding."""
    if name is None:
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise ValueError(
            "an encoding of texts is expected, such as utf-8, cp1252 or cp850"
        ) from None


def _two_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    if columns and (len(columns) != 2 or len({name.casefold() for name in columns}) != 2):
        raise ValueError("two columns are expected: with the ids, and with the regions")
    return columns


Encoding = Annotated[str | None, AfterValidator(_known_encoding)]
"""How texts are written in a file."""


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
        try:
            return type(self).model_validate({**self.model_dump(), **made})
        except ValidationError as error:
            raise ChoicesError(
                choice_mistakes(error, known={"": tuple(type(self).model_fields)})
            ) from None


class DataChoices(FileChoices):
    """Which data a plan is made with.

    Attributes
    ----------
    file
        Polygons of the units; the default data when None.
    id, name, parent, layer
        Columns and layer of that file.
    repair
        Mend polygons that are invalid, overlap or leave gaps.
    join
        Tables of further columns.
    links
        Table of pairs that count as neighbours without a shared border.
    travel_times
        Table of travel times.
    time_unit
        What its numbers are in; None: minutes.
    pair_tables
        Tables of ties between pairs of units, by the name they have in ``Scenario.ties``.
    encoding
        Of texts in a Shapefile, and in tables that are no UTF-8; None: as the files say.
    plan_columns
        Columns of plan files with the ids and the regions; empty: ``nis`` and ``region``, or
        what others call them.
    words
        What units, regions and parents are called; None: as fits the ids.
    """

    file: DataPath | None = None
    id: str | None = None
    name: str | None = None
    parent: str | None = None
    layer: str | None = None
    repair: bool = False
    join: tuple[DataPath, ...] = ()
    links: DataPath | None = None
    travel_times: DataPath | None = None
    time_unit: TimeUnit | None = None
    pair_tables: Mapping[str, DataPath] = {}
    encoding: Encoding = None
    words: Chosen = None
    plan_columns: Annotated[tuple[str, ...], AfterValidator(_two_columns)] = ()

    def under(self, folder: Path) -> Self:
        """Return the same files, with relative paths taken from a folder."""
        return self.model_copy(
            update={
                "file": self.file and folder / self.file,
                "join": tuple(folder / path for path in self.join),
                "links": self.links and folder / self.links,
                "travel_times": self.travel_times and folder / self.travel_times,
                "pair_tables": {name: folder / path for name, path in self.pair_tables.items()},
            }
        )


class RunChoices(FileChoices):
    """How a plan is made and shown.

    Attributes
    ----------
    time_limit_s
        Limit on the search [s]; None: until the plan is proven.
    gap
        A proven gap that will do, as a share of the bound; None: none.
    language
        Of the map.
    title
        Heading of maps and reports; None for a general one.
    contact
        Line with whom to turn to, on maps, on the pages of municipalities and in the report.
    """

    time_limit_s: Amount | None = None
    gap: Weight | None = None
    language: Language = "nl"
    title: Line = None
    contact: Line = None
