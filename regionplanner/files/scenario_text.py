"""Scenario files, written: every choice with a line that says what it is, and their schema."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_origin

import tomlkit
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from regionplanner.choice import GROUPS, Choice, Language, choices_of, known_language, part_of
from regionplanner.criteria.registry import CRITERIA
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.files.scenario_file import TABLES, ScenarioFile
from regionplanner.numerals import plain
from regionplanner.scenario import Scenario
from regionplanner.vocabulary import PRESETS, Vocabulary

CRITERION_CHOICES: Mapping[str, Choice] = {
    criterion.name: Choice(
        "Criteria", criterion.explained["en"], criterion.explained["nl"], criterion.example
    )
    for criterion in CRITERIA.values()
}
"""What is said of the weight of each criterion."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a scenario file.

    Attributes
    ----------
    name
        Empty for the top of the file.
    choice
        What is said of it; its example has entries where a planner chooses their names.
    choices
        Those with a fixed name.
    repeated
        Whether there may be any number of such tables.
    """

    name: str
    choice: Choice | None = None
    choices: Mapping[str, Choice] = field(default_factory=dict)
    repeated: bool = False


def file_tables() -> Iterator[Table]:
    """Yield the tables of a scenario file in their order, with every choice that there is."""
    said = choices_of(Scenario)
    tables = [_table(name, choice) for name, choice in said.items() if _is_table(name)]
    top = {name: choice for name, choice in said.items() if not _is_table(name)}
    sorted_top = sorted(top.items(), key=lambda criterion: GROUPS.index(criterion[1].group))
    models = []
    for name, (model, choice) in TABLES.items():
        inner = choices_of(model)
        models.append(Table(name, choice, {k: inner[k] for k in inner if k != "words"}))
        sorted_top += [(k, inner[k]) for k in inner if k == "words"]
    yield Table("", choices=dict(sorted_top))
    yield from (*models[:2], *tables, *models[2:])


def _is_table(name: str) -> bool:
    return part_of(Scenario, name) is not None or _is_named(name)


def _is_named(name: str) -> bool:
    """Return whether a choice of the scenario has entries of which a planner chooses the names."""
    return get_origin(Scenario.model_fields[name].annotation) is Mapping


def _table(name: str, choice: Choice) -> Table:
    if name == "criteria":
        return Table(name, choice, CRITERION_CHOICES)
    part = None if _is_named(name) else part_of(Scenario, name)
    repeated = get_origin(Scenario.model_fields[name].annotation) is tuple
    return Table(name, choice, choices_of(part) if part else {}, repeated=repeated)


LINE_WIDTH = 100
_EXAMPLES: Mapping[Language, str] = {
    "en": "Lines such as `#name = value` are examples: remove the # to use them.",
    "nl": "Regels zoals `#naam = waarde` zijn voorbeelden: haal de # weg om ze te gebruiken.",
}


def scenario_text(
    chosen: ScenarioFile, *, folder: str | Path, title: str = "Scenario", language: Language = "en"
) -> str:
    """Return a scenario file with every choice, those that are not made as examples.

    Parameters
    ----------
    chosen
        The choices.
    folder
        Where the file will be: paths of data are written relative to it where that is possible.
    title
        First line of the file.
    language
        Of the lines that say what each choice is.

    Returns
    -------
    str
        TOML; `read_scenario_file` gives the equal scenario. A line that begins with ``#`` and a
        name is an example: without the ``#`` it is a choice.
    """
    tables: dict[str, Any] = {
        "": _plain(chosen.scenario) | _words(chosen.data.words),
        "data": _relative(chosen.data.model_copy(update={"words": None}), Path(folder)),
        "run": _relative(chosen.run, Path(folder)),
        "growth": None if chosen.growth is None else _plain(chosen.growth),
        "support": None if chosen.support is None else _plain(chosen.support),
    }
    parts = [
        _section(table, tables.get(table.name, tables[""].get(table.name)), language)
        for table in file_tables()
    ]
    head = f"# {title}\n# {_EXAMPLES[known_language(language)]}\n"
    return "\n".join([head, *parts])


def _plain(choices: BaseModel) -> dict[str, Any]:
    """Return choices as what TOML can hold, without those that are open."""
    return choices.model_dump(mode="json", exclude_none=True)


def _relative(choices: DataChoices | RunChoices, folder: Path) -> dict[str, Any]:
    """Return choices with every path as seen from a folder."""

    def seen(path: Path) -> Path:
        whole = path.parent.resolve() / path.name  # a link to a file stays one
        with contextlib.suppress(ValueError):  # another drive of Windows
            whole = Path(os.path.relpath(whole, folder.resolve()))
        return whole

    return _plain(choices.moved(seen))


def _words(vocabulary: Vocabulary | None) -> dict[str, Any]:
    """Return the words as they are written: the name of a preset, or a table."""
    if vocabulary is None:
        return {}
    named = next((name for name, criterion in PRESETS.items() if criterion == vocabulary), None)
    return {"words": named or vocabulary.model_dump(mode="json")}


def _section(table: Table, values: Any, language: Language) -> str:
    """Return one table with its choices; the first, without a name, is the top of the file."""
    if table.choice is None:
        return _choices(table.choices, values, language)
    name, text = table.name, f"# {table.choice.line(language)}\n"
    if table.repeated:
        blocks = [f"[[{name}]]\n{_choices(table.choices, block, language)}" for block in values]
        empty = f"#[[{name}]]\n{_choices(table.choices, {}, language)}"
        return text + "\n".join(blocks or [empty])
    if table.choices:
        header = f"#[{name}]" if values is None else f"[{name}]"
        return f"{text}{header}\n{_choices(table.choices, values or {}, language)}"
    # without entries it still is a choice: of ties, none
    lines = toml_lines(values) or _examples(table.choice.example)
    return "\n".join([f"{text}[{name}]", *lines, ""])


def _choices(choices: Mapping[str, Choice], values: Mapping[str, Any], language: Language) -> str:
    """Return the lines of choices: made, or as an example."""
    lines = []
    for name, choice in choices.items():
        made = values.get(name, []) not in ([], {})
        entry = {name: values[name] if made else choice.example}
        line = f"# {choice.line(language)}"
        lines += [line, *(toml_lines(entry) if made else _examples(entry))]
    return "\n".join([*lines, ""])


def _examples(entries: Mapping[str, Any]) -> list[str]:
    return [f"#{line}" for line in toml_lines(entries)]


def toml_lines(entries: Mapping[str, Any]) -> list[str]:
    """Return lines of TOML that give names their values, a long list with an item a line."""
    lines = []
    for name, value in entries.items():
        line = tomlkit.dumps({name: _inline(value)}).strip()
        if isinstance(value, list) and len(line) > LINE_WIDTH:
            array = tomlkit.array()
            array.extend(map(_inline, value))
            line = tomlkit.dumps({name: array.multiline(multiline=True)}).strip()
        lines.append(line)
    return lines


def _inline(value: Any) -> Any:
    """Return tables as what fits on a line, and numbers as they can be read in one way."""
    if isinstance(value, float) and plain(value) != repr(value) and not value.is_integer():
        return tomlkit.value(plain(value))
    if isinstance(value, list) and any(isinstance(item, dict | float) for item in value):
        array = tomlkit.array()
        array.extend(_inline(item) for item in value)
        return array
    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    table.update({name: _inline(item) for name, item in value.items()})
    return table


_REF = "#/definitions/{model}"


def scenario_schema(language: Language = "en") -> dict[str, Any]:
    """Return the JSON schema of a scenario file, draft 7, which editors of TOML read."""
    models: list[type[BaseModel]] = [Scenario, *(model for model, _ in TABLES.values())]
    _, schemas = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    definitions: dict[str, Any] = schemas["$defs"]
    inner = {part_of(model, name) for model in models for name in model.model_fields}
    for model in [*models, *filter(None, inner)]:
        part = definitions[model.__name__]
        part["description"] = (model.__doc__ or "").partition("\n")[0]
        for name, choice in choices_of(model).items():
            choice(part["properties"][name], language)
    top = definitions.pop(Scenario.__name__)
    words = definitions["DataChoices"]["properties"].pop("words")
    words["anyOf"].append({"enum": list(PRESETS)})
    weights = top["properties"]["criteria"]
    weights["properties"] = {
        name: {**weights["additionalProperties"]} for name in CRITERION_CHOICES
    }
    for name, choice in CRITERION_CHOICES.items():
        choice(weights["properties"][name], language)
    tables: dict[str, Any] = {}
    for name, (model, choice) in TABLES.items():
        tables[name] = {"allOf": [{"$ref": _REF.format(model=model.__name__)}]}
        choice(tables[name], language)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **top,
        "properties": top["properties"] | {"words": words} | tables,
        "definitions": definitions,
    }
