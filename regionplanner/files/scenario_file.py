"""Scenario files: every choice of a plan in one TOML file, read with all its mistakes named."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from regionplanner.choice import Choice
from regionplanner.choices import Part
from regionplanner.errors import Message, ScenarioError, either, reason
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.files.safe_read import other_kind, read_bytes, text_of
from regionplanner.numerals import WrittenFloat
from regionplanner.rollout_choices import GrowthChoices, SupportChoices
from regionplanner.scenario import Scenario
from regionplanner.validation_messages import ChoicesError, choice_mistakes, shown
from regionplanner.vocabulary import LANGUAGES, PRESETS, Nouns, Vocabulary, preset


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """Every choice of a plan.

    Attributes
    ----------
    scenario
        What matters and what must hold.
    data
        Which data it is made with.
    run
        How it is made and shown.
    growth, support
        Which regions start when, and who supports them; None where that is not chosen.
    """

    scenario: Scenario
    data: DataChoices = field(default_factory=DataChoices)
    run: RunChoices = field(default_factory=RunChoices)
    growth: GrowthChoices | None = None
    support: SupportChoices | None = None


TABLES: Mapping[str, tuple[type[Part], Choice]] = {
    "data": (
        DataChoices,
        Choice(
            "Data",
            "The data; files are looked for in the folder of this file",
            "De gegevens; bestanden worden gezocht in de map van dit bestand",
        ),
    ),
    "run": (
        RunChoices,
        Choice("Search", "The run, and how it is shown", "De run, en hoe hij getoond wordt"),
    ),
    "growth": (
        GrowthChoices,
        Choice(
            "Years and money",
            "Which regions start in which year",
            "Welke regio's in welk jaar beginnen",
        ),
    ),
    "support": (
        SupportChoices,
        Choice("Supporters", "Who supports the regions", "Wie de regio's ondersteunt"),
    ),
}
"""Tables of a scenario file besides those of the scenario, and what is said of each."""

_DATA = tuple(name for name in DataChoices.model_fields if name != "words")
_RUN = tuple(RunChoices.model_fields)
_Part = TypeVar("_Part", bound=Part)

_MOST_BYTES, _DEEPEST = 10_000_000, 20
_PIECES, _NAME_PART, _MOST_DOTS = re.compile(r"[,=\n]"), re.compile(r"[^.\s]\s*\."), 100
_HINT = Message("write one choice a line, as name = value, with texts and codes in quotes")
_WITH_A_NAME = re.compile(
    "(Illegal character|Found invalid character|Expected|Cannot declare|Duplicate inline table key"
    "|Cannot (?:mutate immutable|redefine) namespace) (.+?)( twice)?"
)
"""What the reader of TOML says of a name or a character."""

_HINTS = {
    "Cannot declare": Message("give each [table] once"),
    "Cannot overwrite": Message("give each choice once"),
    "Illegal character": Message("close the quotes on the same line"),
    "Invalid hex": Message("write paths with / between the folders"),
    "Unescaped": Message("write paths with / between the folders"),
    "Unterminated": Message("close the quotes on the same line"),
    "Unclosed array": Message("close the list with ], with commas between texts in quotes"),
}
"""What to do, by the beginning of what the reader of TOML says."""

_SLIPS = {
    "[\u201c\u201d\u201e\u2018\u2019]": Message(
        "write straight quotes, as a plain text editor does"
    ),
    r"=\s*[+-]?[0-9][0-9 .']*,[0-9]": Message(
        "write decimals with a point, and thousands without marks"
    ),
    r"=\s*[+-]?[0-9]+([ .'][0-9]{3})+": Message("write thousands without marks"),
    r"=\s*[0-9.,]+ *(%|€|EUR)": Message("write the number alone: 5% is 0.05"),
}
"""What to do, by what stands in a line that is no TOML; the first that fits."""


def read_scenario(path: str | Path) -> Scenario:
    """Return the scenario of a file: its choices but for those of data and run.

    Parameters
    ----------
    path
        TOML file, as ``regionplanner init`` writes it.

    Returns
    -------
    Scenario
        What the file does not say has its default.

    Raises
    ------
    ScenarioError
        As `read_scenario_file`.
    """
    return read_scenario_file(path).scenario


def read_scenario_file(path: str | Path) -> ScenarioFile:
    """Return every choice in a scenario file.

    Parameters
    ----------
    path
        TOML file in UTF-8: the fields of `Scenario`, and the tables ``[data]`` (`DataChoices`),
        ``[run]`` (`RunChoices`), ``[growth]`` (`GrowthChoices`) and ``[support]``
        (`SupportChoices`).

    Returns
    -------
    ScenarioFile
        Paths of data that are relative are taken from the folder of the file. What the file does
        not say is as in `Scenario`.

    Raises
    ------
    ScenarioError
        When the file cannot be read, is no TOML (with line and column), or has choices that are
        unknown, of the wrong type or impossible; names all of them, by place.
    """
    path = Path(path)
    choices = _parsed(path)
    mistakes: list[str] = []
    words = _words(choices.pop("words", None), mistakes)
    mistakes += _take_misplaced(choices)
    data = _table(DataChoices, choices, "data", mistakes) or DataChoices()
    run = _table(RunChoices, choices, "run", mistakes) or RunChoices()
    growth = _table(GrowthChoices, choices, "growth", mistakes)
    support = _table(SupportChoices, choices, "support", mistakes)
    try:
        scenario = Scenario(**choices)
    except ChoicesError as error:
        mistakes += error.mistakes
    if mistakes:
        raise ChoicesError(mistakes, where=str(path))
    data = data.moved(path.parent.joinpath).model_copy(update={"words": words})
    run = run.moved(path.parent.joinpath)
    return ScenarioFile(scenario, data, run, growth, support)


def read_words(text: str | Path) -> Vocabulary:
    """Return what units, regions and parents are called, by the name of a preset or from a file.

    Parameters
    ----------
    text
        A preset, ``"jeugdregio"`` or ``"neutral"``, or the path of a TOML file with the tables
        ``[words.nl]`` and ``[words.en]``, such as a scenario.

    Returns
    -------
    Vocabulary
        Nouns in Dutch and English, each singular and plural.

    Raises
    ------
    ScenarioError
        When the file cannot be read or has no words, or they cannot be used.

    Examples
    --------
    >>> read_words("neutral").en.unit
    ('area', 'areas')
    """
    if text in PRESETS:
        return PRESETS[str(text)]
    mistakes: list[str] = []
    expected = Message(
        "a file with the tables [words.nl] and [words.en] is expected, or the name of a preset: "
        "{presets}",
        presets=either(PRESETS),
    )
    words = _words(_parsed(Path(text), expected).get("words"), mistakes)
    if words is None and not mistakes:
        mistakes = [Message("there are no words in it; {expected}", expected=expected)]
    if words is None or mistakes:
        raise ChoicesError(mistakes, where=str(text))
    return words


def _words(chosen: object, mistakes: list[str]) -> Vocabulary | None:
    """Return the words of a file, and add what is wrong with them to what was found."""
    try:
        return None if chosen is None else Vocabulary.model_validate(preset(chosen))
    except ValidationError as error:
        known: dict[str, tuple[str, ...]] = {"": LANGUAGES}
        known |= dict.fromkeys(LANGUAGES, tuple(Nouns.model_fields))
        mistakes += choice_mistakes(error, known=known, within="words")
    except ValueError as error:
        mistakes.append(Message("words is {value}; {error}", value=shown(chosen), error=error))
    return None


_SCENARIO = Message("a scenario file is expected; `regionplanner init` writes one")


def _parsed(path: Path, expected: str = _SCENARIO) -> dict[str, Any]:
    """Return what the TOML says."""
    try:
        data = read_bytes(path, most_bytes=_MOST_BYTES, error=ScenarioError, kind="scenario")
        text = text_of(data)
    except OSError as error:
        raise ScenarioError(
            "{path} cannot be read ({error}); {expected}",
            path=path,
            error=reason(error),
            expected=expected,
        ) from None
    except UnicodeDecodeError:
        what = other_kind(data)
        advice = Message("give data with --data") if what else Message("save it as UTF-8")
        raise ScenarioError(
            "{path} cannot be read (it is {what}); {expected}; {advice}",
            path=path,
            what=what or Message("no text in UTF-8"),
            expected=expected,
            advice=advice,
        ) from None
    if any(len(_NAME_PART.findall(piece)) > _MOST_DOTS for piece in _PIECES.split(text)):
        raise _too_deep(path)  # to read such a name takes the square of its parts
    try:
        choices = tomllib.loads(text, parse_float=WrittenFloat)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(_syntax(path, text, str(error))) from None
    except RecursionError:
        raise _too_deep(path) from None
    except ValueError:  # a whole number of more digits than Python reads
        raise ScenarioError(
            "{path} has a number of thousands of digits; {expected}; write what is meant",
            path=path,
            expected=expected,
        ) from None
    if _depth(choices) > _DEEPEST:
        raise _too_deep(path)
    return choices


def _too_deep(path: Path) -> ScenarioError:
    return ScenarioError(
        "{path} has lists or tables in one another, more than {deepest} deep; {hint}",
        path=path,
        deepest=_DEEPEST,
        hint=_HINT,
    )


def _depth(choices: dict[str, Any]) -> int:
    """Return how deep lists and tables lie in one another, without a call for each."""
    layer: list[Any] = [choices]
    for depth in count():
        layer = [part for table in layer for part in _parts(table)]
        if not layer or depth > _DEEPEST:
            return depth
    raise AssertionError


def _parts(value: object) -> Iterable[Any]:
    inner = value.values() if isinstance(value, dict) else _list(value)
    return (part for part in inner if isinstance(part, dict | list))


def _wrong(said: str) -> Message:
    """Return what the reader of TOML says is wrong, with the name or character in it apart."""
    match = _WITH_A_NAME.fullmatch(said)
    if match is None or said.startswith(("Expected '=' ", "Expected ']")):
        return Message(said)
    name = ".".join(re.findall("'([^']*)'", match[2])) if match[2].startswith("(") else match[2]
    return Message(f"{match[1]} {{name}}{match[3] or ''}", name=name)


def _syntax(path: Path, text: str, said: str) -> str:
    """Return what is wrong with text that is no TOML, with the line and what may correct it."""
    lines = text.rstrip().split("\n")
    at = re.search(r"at line (\d+), column (\d+)\)$", said)
    line, column = (int(at[1]), int(at[2])) if at else (len(lines), len(lines[-1]) + 1)
    wrong = said.partition(" (at ")[0]
    written = lines[line - 1].strip()[:80] if line <= len(lines) else ""
    hint = next((hint for start, hint in _HINTS.items() if wrong.startswith(start)), _HINT)
    hint = next((text for slip, text in _SLIPS.items() if re.search(slip, written)), hint)
    return Message(
        "{path}, line {line}, column {column}: {wrong}; the line is `{written}`; {hint}",
        path=path,
        line=line,
        column=column,
        wrong=_wrong(wrong),
        written=written,
        hint=hint,
    )


def _table(
    part: type[_Part], choices: dict[str, Any], name: str, mistakes: list[str]
) -> _Part | None:
    """Return the choices of one table, if it is there, and add what is wrong with it."""
    if name not in choices:
        return None
    try:
        return part.model_validate(choices.pop(name))
    except ValidationError as error:
        mistakes += choice_mistakes(error, known=part.known(), within=name)
        return None


def _take_misplaced(choices: dict[str, Any]) -> list[str]:
    """Take out the choices that stand in another table than their own; return what to do.

    The usual slip in TOML: what is added below a ``[table]`` belongs to that table.
    """
    known = {name: tuple(model.model_fields) for name, (model, _) in TABLES.items()}
    known |= {**Scenario.known(), "data": _DATA}
    parts = {name: f"[{name}]" for name in ("balance", "coverage")} | {"locked": "[[locked]]"}
    homes = {
        **{key: table for name, table in parts.items() for key in known[name]},
        **dict.fromkeys(_DATA, "[data]"),
        **dict.fromkeys(_RUN, "[run]"),
        **dict.fromkeys(known[""], ""),
    }
    mistakes: list[str] = []
    for place, name, table in _tables(choices):
        names = (*known[name], *TABLES) if not name else known[name]
        for key in [key for key in table if key in homes and key not in names]:
            del table[key]
            wrong = f"{place}.{key}" if place else key
            mistakes.append(
                Message(
                    "there is no choice {wrong}; {key} belongs in {table}; move it there"
                    if homes[key]
                    else (
                        "there is no choice {wrong}; {key} belongs at the top of the file, above "
                        "the first [table]; move it there"
                    ),
                    wrong=wrong,
                    key=key,
                    table=homes[key],
                )
            )
    return mistakes


def _tables(choices: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the tables whose names are fixed: the place, the name to look them up, the table."""
    yield "", "", choices
    for name in ("criteria", "balance", "coverage", *TABLES):
        if isinstance(choices.get(name), dict):
            yield name, name, choices[name]
    bounds, locks = choices.get("bounds"), choices.get("locked")
    inner = [(f"bounds.{column}", "bounds", bound) for column, bound in _items(bounds)]
    inner += [(f"locked (item {n})", "locked", lock) for n, lock in enumerate(_list(locks), 1)]
    yield from ((place, name, table) for place, name, table in inner if isinstance(table, dict))


def _items(table: object) -> Iterable[tuple[str, Any]]:
    return table.items() if isinstance(table, dict) else ()


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
