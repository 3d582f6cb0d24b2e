"""Municipalities that people name: by code, by name, or by what they were called before."""

import difflib
from collections.abc import Iterable

from regionplanner.errors import ScenarioError
from regionplanner.io.municipalities import Municipalities
from regionplanner.mistakes import ChoicesError

_ALIKE = 3


def found_units(municipalities: Municipalities, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of municipalities that are named, each once, in the order of the data.

    Parameters
    ----------
    municipalities
        The units.
    wanted
        Ids, or names that only one municipality has; capitals do not matter.

    Raises
    ------
    ScenarioError
        When there is no such municipality, or more than one.
    """
    mistakes: list[str] = []
    found: set[str] = set()
    for text in wanted:
        try:
            found.add(_found(municipalities, text))
        except ScenarioError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ChoicesError(mistakes, where="--municipality")
    return tuple(nis for nis in municipalities.frame.index if nis in found)


def _found(municipalities: Municipalities, text: str) -> str:
    names = municipalities.frame["name"]
    if text in names.index:
        return text
    sought = text.strip().casefold()
    units = [str(nis) for nis, name in names.items() if str(name).strip().casefold() == sought]
    if not units:
        units = [
            nis
            for nis, others in municipalities.other_names.items()
            if sought in {name.casefold() for name in others}
        ]
    if len(units) == 1:
        return units[0]
    if units:
        choices = " or ".join(municipalities.label(nis) for nis in sorted(units))
        raise ScenarioError(f"{text!r} can be {choices}; one municipality is expected; give a code")
    raise ScenarioError(
        f"there is no municipality {text!r}; a code or a name of the data is expected; "
        f"{_advice(municipalities, sought)}"
    )


def _advice(municipalities: Municipalities, sought: str) -> str:
    """Return which municipalities may be meant."""
    labels: dict[str, str] = {}
    for nis, name in municipalities.frame["name"].items():
        labels.setdefault(str(name).casefold(), municipalities.label(str(nis)))
    close = difflib.get_close_matches(sought, labels, n=_ALIKE)
    close += [name for name in labels if sought and sought in name and name not in close]
    alike = [labels[name] for name in close[:_ALIKE]]
    return f"did you mean {' or '.join(alike)}?" if alike else "look it up in the plan file"
