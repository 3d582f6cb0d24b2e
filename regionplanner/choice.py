"""Choice: all that is said of a choice, wherever people meet it; it stands at its field."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, cast, get_args

from pydantic import BaseModel, Field
from pydantic_core import to_jsonable_python as plain

Language = Literal["nl", "en"]


def known_language(given: str) -> Language:
    """Return a language; ValueError where it is another than those there are."""
    if given not in get_args(Language):
        raise ValueError(f"language {given!r} is not known; expected 'nl' or 'en'")
    return cast("Language", given)


Group = Literal[
    "Numbers and sizes",
    "Criteria",
    "Rules",
    "Part of the municipalities",
    "Regions that are given",
    "Data",
    "Search",
    "How it is shown",
    "Years and money",
    "What a year of support is worth",
    "Who starts when",
    "Supporters",
]
GROUPS: tuple[Group, ...] = get_args(Group)
"""Headings of the help and of the reference, in the order of the reference."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is said of one choice.

    Attributes
    ----------
    group
        Its heading.
    en, nl
        One line that says what it is, without a full stop.
    example
        A value for Flanders, as a scenario file has it; None: the default.
    unit
        Unit of measure.
    option
        As it is typed, ``"--min N"``; empty: it is only made in a scenario file.
    how
        What else is to be known to type it.
    repeated
        Whether the option may be given again, for one more.
    """

    group: Group
    en: str
    nl: str
    example: Any = None
    unit: str = ""
    option: str = ""
    how: str = ""
    repeated: bool = False

    def line(self, language: Language = "en") -> str:
        """Return the line that says what it is, with its unit."""
        text = self.en if language == "en" else self.nl
        return f"{text} [{self.unit}]." if self.unit else f"{text}."

    def __call__(self, schema: dict[str, Any], language: Language = "en") -> None:
        """Add what is said to the JSON schema of a value."""
        schema["description"] = self.line(language)
        if self.example is not None:
            schema["examples"] = [self.example]

    @property
    def option_name(self) -> str:
        """The name of its option: ``"--min"``."""
        return self.option.partition(" ")[0]


def choice(  # noqa: PLR0913 (a name for each thing that is said)
    group: Group,
    en: str,
    nl: str,
    example: Any = None,
    *,
    unit: str = "",
    option: str = "",
    how: str = "",
    repeated: bool = False,
    default: Any = None,
    **field: Any,
) -> Any:
    """Return the field of a choice.

    Parameters
    ----------
    group, en, nl, example, unit, option, how, repeated
        As of `Choice`.
    default, **field
        As of `pydantic.Field`, in which ... is no default.
    """
    said = Choice(group, en, nl, example, unit, option, how, repeated)
    return Field(default, json_schema_extra=said, **field)


@cache
def choices_of(model: type[BaseModel]) -> dict[str, Choice]:
    """Return what is said of the choices of a model, by name.

    Parameters
    ----------
    model
        Of which fields are made by `choice`.
    """
    choices = {}
    for name, field in model.model_fields.items():
        said: object = field.json_schema_extra
        if isinstance(said, Choice):
            example = plain(field.default) if said.example is None else said.example
            choices[name] = replace(said, example=example)
    return choices


def kinds_of(model: type[BaseModel], name: str) -> list[Any]:
    """Return the types that a choice is made of, from the outside in, and their metadata.

    Parameters
    ----------
    model, name
        Where the choice is, and what it is called.
    """
    field = model.model_fields[name]
    return [*_kinds(field.annotation), *field.metadata]


def _kinds(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _kinds(part)


def lower_limit_of(model: type[BaseModel], name: str) -> dict[str, float]:
    """Return the lower limit of a choice that is a number: ``least``, or ``above``; empty: none.

    Parameters
    ----------
    model, name
        As of `kinds_of`.
    """
    limits: dict[str, float] = {}
    for kind in kinds_of(model, name):
        for limit in getattr(kind, "metadata", (kind,)):
            if hasattr(limit, "ge"):
                limits["least"] = max(limits.get("least", limit.ge), limit.ge)
            elif hasattr(limit, "gt"):
                limits["above"] = limit.gt
    return limits


def part_of(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """Return the model that a choice has as its parts, None when it has none.

    Parameters
    ----------
    model, name
        As of `kinds_of`.
    """
    kinds = kinds_of(model, name)
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
