"""What people call units, regions and columns, also in scenarios -> codes and columns of data."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from regionplanner.choices import Lock
from regionplanner.data.columns import nameable_columns
from regionplanner.data.ids import bare_id
from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import Message, ScenarioError, either, joined
from regionplanner.files.text import plain
from regionplanner.files.text_table import same_column
from regionplanner.scenario import BY_COLUMN, BY_GROUP, BY_PAIR, Scenario, expect_scenario
from regionplanner.validation_messages import ChoicesError

_UNITS = "units"

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
    what: str

    def codes(self, text: str) -> tuple[str, ...]:
        """Return the codes of all that a text can mean; none where there is no such thing."""
        if text in self.labels:
            return (text,)
        sought = plain(text)
        if sought in self.labels:
            return (sought,)
        *called, by_bare_code = self.by_name
        ways = [*((by, sought.casefold()) for by in called), (by_bare_code, bare_id(sought))]
        return next((codes for by, name in ways if (codes := by.get(name))), ())

    def code(self, text: str) -> str | None:
        """Return the code of the only one that a text means, None where there is none.

        Raises
        ------
        ScenarioError
            When there is more than one.
        """
        codes = self.codes(text)
        if len(codes) > 1:
            labels = [self.labels[code] for code in sorted(codes)]
            rest = len(labels) - _MOST_SHOWN
            more = [Message("{rest} more", rest=rest)] if rest > 0 else []
            raise ScenarioError(
                "{text!r} can be {labels}; one {what} is expected; write the code",
                text=text,
                labels=either([*labels[:_MOST_SHOWN], *more]),
                what=Message(self.what),
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
    """Return what the municipalities can be called."""
    names = {str(nis): str(name) for nis, name in municipalities.frame["name"].items()}
    labels = {nis: f"{name} ({nis})" for nis, name in names.items()}
    earlier = [(name, nis) for nis, others in municipalities.other_names.items() for name in others]
    return _names(names, labels, [*earlier, *((label, nis) for nis, label in labels.items())])


def parent_names(municipalities: Municipalities) -> Names:
    """Return what the reference regions can be called."""
    frame = municipalities.frame
    pairs = zip(frame["reference_region"], frame["reference_region_name"], strict=True)
    names = {str(code): str(name) for code, name in sorted(dict(pairs).items())}
    labels = {code: name if name == code else f"{name} ({code})" for code, name in names.items()}
    return _names(names, labels, what="reference region")


def _names(
    names: Mapping[str, str],
    labels: Mapping[str, str],
    earlier: Iterable[tuple[str, str]] = (),
    what: str = "municipality",
) -> Names:
    today = _grouped((name, code) for code, name in names.items())
    bare = _grouped((bare_id(code), code) for code in names)
    return Names(labels, (today, _grouped(earlier), bare), what)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for name, code in pairs:
        same = grouped.setdefault(plain(name).casefold(), [])
        if code not in same:
            same.append(code)
    return {name: tuple(codes) for name, codes in grouped.items()}


def found_units(municipalities: Municipalities, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of municipalities that are named, each once, in the order of the data.

    Raises
    ------
    ScenarioError
        When there is no such municipality, or more than one.
    """
    names = unit_names(municipalities)
    mistakes: list[str] = []
    units: set[str] = set()
    for text in wanted:
        try:
            units.add(_found(names, text))
        except ScenarioError as error:
            mistakes.append(error.message)
    if mistakes:
        raise ChoicesError(mistakes, where="--municipality")
    return tuple(nis for nis in municipalities.frame.index if nis in units)


def _found(names: Names, text: str) -> str:
    code = names.code(text)
    if code is not None:
        return code
    alike = names.alike(text)
    raise ScenarioError(
        "there is no municipality {text!r}; a code or a name of the data is expected; {advice}",
        text=text,
        advice=did_you_mean(alike) if alike else Message("look it up in the plan file"),
    )


def did_you_mean(labels: Iterable[str]) -> str:
    """Return the advice to take one of the names that are like what was written."""
    return Message("did you mean {name}?", name=either(labels))


def listed_codes(names: Names, texts: Collection[str]) -> tuple[str, ...]:
    """Return the codes of what a list names; what is unknown stays as it is written.

    Raises
    ------
    ScenarioError
        When a name is that of more than one.
    """
    pieces, codes = list(texts), []
    while pieces:
        sizes = range(min(len(pieces), 3), 0, -1)
        whole = {size: ", ".join(pieces[:size]) for size in sizes}
        size = next((size for size in sizes if names.codes(whole[size])), 1)
        codes.append(names.code(whole[size]) or pieces[0])
        del pieces[:size]
    return tuple(codes)


def scenario_with_codes(scenario: Scenario, municipalities: Municipalities) -> Scenario:
    """Return a scenario in which names of municipalities, regions and columns are those of data.

    Parameters
    ----------
    scenario
        With codes or names: ``together``, ``apart``, ``leave_out``, ``links``, ``no_links``,
        ``centres``, members of ``locked``, ``region_names``, ``regions_per``; and columns by other
        words for them, such as ``inwoners``.
    municipalities
        The data. What is not in it, and is like nothing there, stays as it is.

    Returns
    -------
    Scenario
        The very same one where nothing changes.

    Raises
    ------
    ScenarioError
        When a name is that of more than one, or of none but like one; names all of them.
    """
    expect_municipalities(municipalities)
    expect_scenario(scenario)
    finder = _Finder(municipalities)
    choices = {
        **finder.lists(scenario),
        **finder.pairs(scenario),
        **finder.parents(scenario),
        **finder.region_names(scenario),
        **finder.columns(scenario),
    }
    if finder.mistakes:
        raise ChoicesError(finder.mistakes)
    made = {name: getattr(scenario, name) for name in scenario.model_fields_set}
    changed = {name: value for name, value in choices.items() if value != getattr(scenario, name)}
    return Scenario(**{**made, **changed}) if changed else scenario


class _Finder:
    """What a scenario names, looked up in data; collects what is wrong with it."""

    def __init__(self, municipalities: Municipalities) -> None:
        frame = municipalities.frame
        self._municipalities, self._known = municipalities, frozenset(frame.index)
        self._columns = (*nameable_columns(frame), *municipalities.pair_ties)
        self.mistakes: list[str] = []

    @cached_property
    def _units(self) -> Names:  # which takes a while of many, and scenarios often have codes
        return unit_names(self._municipalities)

    @cached_property
    def _parents(self) -> Names:
        return parent_names(self._municipalities)

    def lists(self, scenario: Scenario) -> dict[str, Any]:
        """Return the lists of municipalities."""
        centres = scenario.centres
        return {
            **{
                rule: tuple(self._listed(rule, group) for group in getattr(scenario, rule))
                for rule in BY_GROUP
            },
            "leave_out": self._listed("leave_out", scenario.leave_out),
            "centres": centres if isinstance(centres, str) else self._listed("centres", centres),
            "locked": tuple(map(self._lock, scenario.locked)),
        }

    def pairs(self, scenario: Scenario) -> dict[str, Any]:
        """Return the pairs of municipalities."""
        return {
            rule: tuple(
                tuple(self._one(rule, nis) for nis in pair) for pair in getattr(scenario, rule)
            )
            for rule in BY_PAIR
        }

    def region_names(self, scenario: Scenario) -> dict[str, Any]:
        """Return the names of regions by municipality."""
        rule, names = "region_names", scenario.region_names.items()
        return {rule: self._keyed(rule, [(self._one(rule, nis), nis, text) for nis, text in names])}

    def parents(self, scenario: Scenario) -> dict[str, Any]:
        """Return the numbers of regions by reference region."""
        rule, asked = "regions_per", scenario.regions_per.items()
        codes = [(self._one(rule, name, parent=True), name, count) for name, count in asked]
        return {rule: self._keyed(rule, codes)}

    def columns(self, scenario: Scenario) -> dict[str, Any]:
        """Return the choices that name columns; ties that nobody chose stay as they are."""
        columns: dict[str, Any] = {
            rule: self._keyed(
                rule, [(self._column(n), n, x) for n, x in getattr(scenario, rule).items()]
            )
            for rule in BY_COLUMN
            if rule in scenario.model_fields_set
        }
        columns["keep_together"] = tuple(map(self._column, scenario.keep_together))
        if scenario.travellers is not None:
            columns["travellers"] = self._column(scenario.travellers)
        if isinstance(scenario.centres, str):
            columns["centres"] = self._centres(scenario.centres)
        balance, coverage = scenario.balance, scenario.coverage
        columns["balance"] = balance.model_copy(update={"column": self._column(balance.column)})
        if coverage is not None and coverage.per is not None:
            columns["coverage"] = coverage.model_copy(update={"per": self._column(coverage.per)})
        return columns

    def _centres(self, text: str) -> str | tuple[str, ...]:
        """Return a column, or the only municipality of that name where there is no such column."""
        column = self._column(text)
        if column in self._columns or not self._units.codes(text):
            return column
        return self._listed("centres", (text,))

    def _column(self, name: str) -> str:
        return same_column(name, self._columns) or same_column(name, (_UNITS,)) or name

    def _keyed(self, rule: str, entries: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
        """Return values by code; two names of one thing are a mistake."""
        keyed: dict[str, Any] = {}
        for code, name, value in entries:
            if code in keyed:
                text = "{rule} names {code} twice, once as {name}; drop one"
                self.mistakes.append(Message(text, rule=rule, code=code, name=name))
            keyed[code] = value
        return keyed

    def _lock(self, lock: Lock) -> Lock:
        members = self._listed(f"locked {lock.region}", lock.members)
        return lock.model_copy(update={"members": members})

    def _listed(self, rule: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        if self._known.issuperset(texts):
            return texts
        try:
            codes = listed_codes(self._units, texts)
        except ScenarioError as error:
            self.mistakes.append(joined([rule, error.message], ": "))
            return texts
        for text in codes:
            self._suggest(self._units, rule, text)
        return codes

    def _one(self, rule: str, text: str, *, parent: bool = False) -> str:
        if not parent and text in self._known:
            return text
        names = self._parents if parent else self._units
        try:
            code = names.code(text)
        except ScenarioError as error:
            self.mistakes.append(joined([rule, error.message], ": "))
            return text
        if code is None:
            self._suggest(names, rule, text)
        return code or text

    def _suggest(self, names: Names, rule: str, text: str) -> None:
        """Note what is like a name that does not exist."""
        alike = [] if text in names.labels else names.alike(text)
        if alike:
            self.mistakes.append(
                Message(
                    "{rule} names {text}, which is no {what} of the data; {advice}",
                    rule=rule,
                    text=text,
                    what=Message(names.what),
                    advice=did_you_mean(alike),
                )
            )
