"""What is wrong with choices, in a planner's words: the place, the value, what was expected."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from regionplanner.errors import Message, ScenarioError, joined, listing

_CONSISTENCY = "consistency"
_LONG = 10**30  # Python does not write numbers of thousands of digits
_MOST_SHOWN = 30
_KEY = "[key]"
"""How pydantic marks that a key of a table is wrong, not its value."""

_EXPECTED: Mapping[str, Message] = {
    "bool_parsing": Message("true or false is expected"),
    "bool_type": Message("true or false is expected"),
    "dict_type": Message("a table is expected"),
    "finite_number": Message("a finite number is expected"),
    "float_parsing": Message("a number is expected"),
    "float_type": Message("a number is expected"),
    "greater_than": Message("a number above {gt:g} is expected"),
    "greater_than_equal": Message("a number of at least {ge:g} is expected"),
    "int_from_float": Message("a whole number is expected"),
    "int_parsing": Message("a whole number is expected"),
    "int_type": Message("a whole number is expected"),
    "invalid_key": Message("a name in quotes is expected"),
    "less_than": Message("a number below {lt:,} is expected"),
    "less_than_equal": Message("a number of at most {le:,} is expected"),
    "literal_error": Message("{expected} is expected"),
    "mapping_type": Message("a table is expected"),
    "model_type": Message("a table is expected"),
    "path_type": Message("the name of a file in quotes is expected"),
    "string_too_long": Message("a text of at most {max_length} characters is expected"),
    "string_too_short": Message("a text of at least {min_length} character(s) is expected"),
    "string_type": Message("a text in quotes is expected"),
    "too_long": Message("a list of {max_length} is expected"),
    "too_short": Message("a list of at least {min_length} is expected"),
    "tuple_type": Message("a list is expected"),
}

_OTHER = Message("it cannot be used here; look at an example (regionplanner init writes one)")
"""What is said of all that the choices do not ask for in these words."""


class ChoicesError(ScenarioError):
    """Choices that are wrong, all of them.

    Attributes
    ----------
    mistakes
        What is wrong with each.
    """

    def __init__(self, mistakes: Iterable[str], *, where: str = "") -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(_summary(self.mistakes, where))


def inconsistent(template: str, /, **values: object) -> PydanticCustomError:
    """Return the error of choices that are fine alone but not beside another.

    Parameters
    ----------
    template, **values
        The whole message (see `Message`): the place and the value are not put before it.
    """
    return PydanticCustomError(_CONSISTENCY, "{text}", {"text": Message(template, **values)})


def choice_mistakes(
    error: ValidationError, *, known: Mapping[str, Sequence[str]], within: str = ""
) -> tuple[str, ...]:
    """Return what is wrong with each choice, with its place and value.

    Parameters
    ----------
    error
        Of pydantic.
    known
        Names that there are: at ``""`` those of the choices, further those of their parts, by
        choice; see `Part.known`.
    within
        Table that the choices are in, if any.

    Returns
    -------
    tuple of str
        One message a mistake.
    """
    alike: dict[tuple[object, ...], list[ErrorDetails]] = {}
    for details in error.errors():
        if not _follows_from_another(details):
            alike.setdefault((details["type"], *_list_of(details)), []).append(details)
    mistakes = [(_message(first, known, within), others) for first, *others in alike.values()]
    return tuple(
        Message("{mistake} (and {more} more like it)", mistake=mistake, more=len(others))
        if others
        else mistake
        for mistake, others in mistakes
    )


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return what to do about a name that does not exist.

    Parameters
    ----------
    name
        As it was written.
    known
        Those that exist.

    Returns
    -------
    str
        For example ``"did you mean distance?"``; the names to choose from when none is like it.

    Examples
    --------
    >>> suggestion("distnace", ["border", "distance"])
    'did you mean distance?'
    >>> suggestion("x", ["border", "distance"])
    'choose from border and distance'
    """
    names = {known_name.casefold(): known_name for known_name in known}
    wanted = name.casefold()
    close = difflib.get_close_matches(wanted, names, n=1)
    within = [known_name for known_name in names if wanted in known_name]
    if close or len(within) == 1:
        return Message("did you mean {name}?", name=names[(close or within)[0]])
    if not names:
        return Message("leave it out")
    return Message("choose from {names}", names=listing(names.values(), at_most=30))


def _summary(mistakes: Sequence[str], where: str) -> str:
    if len(mistakes) == 1:
        return joined([where, mistakes[0]], ": ") if where else mistakes[0]
    rest = len(mistakes) - _MOST_SHOWN
    more = [Message("{rest:,} more", rest=rest)] if rest > 0 else []
    return Message(
        "{count:,} mistakes in {where}:\n- {mistakes}",
        count=len(mistakes),
        where=where or Message("the scenario"),
        mistakes=joined([*mistakes[:_MOST_SHOWN], *more], "\n- "),
    )


def unknown_name(error: ErrorDetails) -> bool:
    """Return whether a name is wrong, of a choice or in a table, not a value."""
    return error["type"] == "extra_forbidden" or _KEY in error["loc"]


def _follows_from_another(error: ErrorDetails) -> bool:
    """Return whether a list is only too short because of items that are wrong themselves."""
    short = error["type"] == "too_short"
    return short and len(error["input"]) >= error.get("ctx", {})["min_length"]


def _list_of(error: ErrorDetails) -> tuple[int | str, ...]:
    """Return the place of the list that a wrong item is in, so that fifty are said once."""
    loc = error["loc"]
    return loc[:-1] if loc and isinstance(loc[-1], int) else loc


def _message(error: ErrorDetails, known: Mapping[str, Sequence[str]], within: str) -> str:
    kind, value = error["type"], error["input"]
    loc = tuple(part for part in error["loc"] if part != _KEY)
    context = error.get("ctx", {})
    if kind == _CONSISTENCY:
        return cast("str", context["text"])
    place = _place((within, *loc) if within else loc)
    if unknown_name(error):
        names = known.get(str(loc[0]) if len(loc) > 1 else "", ())
        advice = suggestion(str(loc[-1]), names)
        return Message("there is no choice {place}; {advice}", place=place, advice=advice)
    if kind == "missing":
        return _missing(place, loc[-1])
    if kind == "value_error":
        text = _refusal(context["error"], value)
        if not place or isinstance(value, Mapping | BaseModel):
            return joined([place, text], ": ") if place else text
    else:
        text = Message(_EXPECTED.get(kind, _OTHER).template, **_alternatives(context))
    advice = _advice(kind, value)
    text = joined([text, advice]) if advice else text
    return Message("{place} is {value}; {text}", place=place, value=shown(value), text=text)


def _refusal(error: Exception, value: object) -> str:
    """Return what is said of a value that a check refuses."""
    text = Message("{error}", error=error)
    choices = text.removeprefix(f"{value!r} is not ") if isinstance(value, str) else text
    if choices == text:
        return text
    expected: str = choices.rstrip(".")  # of what typer gives the choice
    if expected.startswith("one of "):
        expected = Message("one of {choices}", choices=expected.removeprefix("one of "))
    return Message("{expected} is expected", expected=expected)


def _alternatives(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what pydantic knows of a mistake, with the "or" of its choices apart."""
    items, either, item = str(context.get("expected", "")).rpartition(" or ")
    if not either:
        return context
    return {"expected": Message("{items} or {item}", items=items, item=item)}


def _place(loc: Iterable[int | str]) -> str:
    """Return a place such as ``locked (item 2).members``: items are counted from 1."""
    text = ""
    for part in loc:
        if isinstance(part, int):
            text = Message("{place} (item {number})", place=text, number=part + 1)
        else:
            joint = " " if text.startswith("--") and " " not in text else "."  # behind an option
            text = joined([text, _clipped(part)], joint) if text else _clipped(part)
    return text


def _missing(place: str, name: int | str) -> str:
    if isinstance(name, int):
        return Message("{place} is missing; a pair of two codes is expected; add it", place=place)
    return Message("{place} is missing; it is needed; add it", place=place)


def _advice(kind: str, value: Any) -> str:
    """Return how to correct a value of the wrong type, where that is clear."""
    number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LONG
    if kind in {"string_type", "path_type"} and number:
        return Message('write "{number}"', number=str(value))
    if kind in {"int_type", "float_type"} and isinstance(value, str):
        return Message("write it without quotes" if _is_number(value) else "write a number")
    if kind == "tuple_type":
        table = isinstance(value, Mapping)
        return Message("write [[...]] around its name" if table else "write it between [ and ]")
    return ""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def shown(value: object) -> str:
    """Return a value as it stands in a scenario file, cut off when it is long.

    Parameters
    ----------
    value
        Of any type.

    Examples
    --------
    >>> shown(True), shown("far"), shown({"a": 1})
    ('true', "'far'", 'a table')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return Message("a table")
    if isinstance(value, list | tuple):
        text: str = Message("[{items}]", items=joined(map(shown, value), ", "))
    elif isinstance(value, int) and abs(value) >= _LONG:
        return Message("a number past all counts")
    elif type(value) is float and value.is_integer() and abs(value) < _LONG:  # no AsWritten
        text = str(int(value))
    else:
        text = repr(value) if isinstance(value, str) else str(value)
    return _clipped(text)


def _clipped(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
