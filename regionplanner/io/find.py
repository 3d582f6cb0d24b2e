"""What people name: municipalities by code, name or earlier name; reference regions; columns."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from regionplanner.errors import ScenarioError
from regionplanner.io.ids import bare_id
from regionplanner.io.municipalities import Municipalities
from regionplanner.io.plain_text import plain
from regionplanner.mistakes import ChoicesError

_ALIKE = 3
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Names:
    """What things of one kind can be called.

    Attributes
    ----------
    labels
        What to call each in messages, by code.
    by_name
        Codes by name, in lower case, in the order in which names count: those of today, earlier
        ones, codes that a spreadsheet has changed.
    what
        What each is: ``"municipality"``.
    """

    labels: Mapping[str, str]
    by_name: tuple[Mapping[str, tuple[str, ...]], ...]
    what: str = "municipality"

    def codes(self, text: str) -> tuple[str, ...]:
        """Return the codes of all that a text can mean; none where there is no such thing."""
        if text in self.labels:
            return (text,)
        sought = plain(text)
        if sought in self.labels:
            return (sought,)
        names = (sought.casefold(), bare_id(sought))
        return next((codes for by, name in self._ways(names) if (codes := by.get(name))), ())

    def _ways(self, names: tuple[str, str]) -> Iterable[tuple[Mapping[str, tuple[str, ...]], str]]:
        *called, by_bare_code = self.by_name
        return [*((by, names[0]) for by in called), (by_bare_code, names[1])]

    def code(self, text: str) -> str | None:
        """Return the code of the only one that a text means, None where there is none.

        Parameters
        ----------
        text
            A code or a name; capitals do not matter.

        Raises
        ------
        ScenarioError
            When there is more than one.
        """
        codes = self.codes(text)
        if len(codes) > 1:
            labels = [self.labels[code] for code in sorted(codes)]
            rest = f" or {len(labels) - _MOST_SHOWN} more" if len(labels) > _MOST_SHOWN else ""
            raise ScenarioError(
                f"{text!r} can be {' or '.join(labels[:_MOST_SHOWN])}{rest}; "
                f"one {self.what} is expected; write the code"
            )
        return codes[0] if codes else None

    def alike(self, text: str) -> list[str]:
        """Return the labels of those that a text may mean, the most likely first."""
        sought = plain(text).casefold()
        codes = {name: codes[0] for name, codes in self.by_name[0].items()}
        close = difflib.get_close_matches(sought, codes, n=_ALIKE)
        close += [name for name in codes if sought and sought in name and name not in close]
        return [self.labels[codes[name]] for name in close[:_ALIKE]]


def unit_names(municipalities: Municipalities) -> Names:
    """Return what the municipalities can be called.

    Parameters
    ----------
    municipalities
        The units, with the names of what merged into them.
    """
    names = {str(nis): str(name) for nis, name in municipalities.frame["name"].items()}
    labels = {nis: f"{name} ({nis})" for nis, name in names.items()}
    earlier = [(name, nis) for nis, others in municipalities.other_names.items() for name in others]
    earlier += [(label, nis) for nis, label in labels.items()]
    return Names(
        labels,
        (
            _grouped((name, nis) for nis, name in names.items()),
            _grouped(earlier),
            _grouped((bare_id(nis), nis) for nis in names),
        ),
    )


def parent_names(municipalities: Municipalities) -> Names:
    """Return what the reference regions can be called.

    Parameters
    ----------
    municipalities
        The units.
    """
    frame = municipalities.frame
    pairs = zip(frame["reference_region"], frame["reference_region_name"], strict=True)
    names = {str(code): str(name) for code, name in sorted(dict(pairs).items())}
    labels = {code: name if name == code else f"{name} ({code})" for code, name in names.items()}
    return Names(
        labels,
        (
            _grouped((name, code) for code, name in names.items()),
            _grouped((bare_id(code), code) for code in names),
        ),
        "reference region",
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, code in pairs:
        same = found.setdefault(plain(name).casefold(), [])
        if code not in same:
            same.append(code)
    return {name: tuple(codes) for name, codes in found.items()}


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
    names = unit_names(municipalities)
    mistakes: list[str] = []
    found: set[str] = set()
    for text in wanted:
        try:
            found.add(_found(names, text))
        except ScenarioError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ChoicesError(mistakes, where="--municipality")
    return tuple(nis for nis in municipalities.frame.index if nis in found)


def _found(names: Names, text: str) -> str:
    code = names.code(text)
    if code is not None:
        return code
    alike = names.alike(text)
    advice = f"did you mean {' or '.join(alike)}?" if alike else "look it up in the plan file"
    raise ScenarioError(
        f"there is no municipality {text!r}; a code or a name of the data is expected; {advice}"
    )


def listed_codes(names: Names, texts: Collection[str]) -> tuple[str, ...]:
    """Return the codes of what a list names; what is unknown stays as it is written.

    Parameters
    ----------
    names
        What there is.
    texts
        Codes or names. A name with a comma, which an option took apart, is put together again.

    Raises
    ------
    ScenarioError
        When a name is that of more than one.
    """
    pieces, found = list(texts), []
    while pieces:
        sizes = range(min(len(pieces), 3), 0, -1)
        whole = {size: ", ".join(pieces[:size]) for size in sizes}
        size = next((size for size in sizes if names.codes(whole[size])), 1)
        found.append(names.code(whole[size]) or pieces[0])
        del pieces[:size]
    return tuple(found)
