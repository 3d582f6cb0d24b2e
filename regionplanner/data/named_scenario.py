"""A scenario as people write it, with names -> the same with the codes and columns of the data."""

from collections.abc import Iterable, Mapping
from typing import Any

from regionplanner.choices import Lock
from regionplanner.data.ids import Names, listed_codes, parent_names, unit_names
from regionplanner.data.municipalities import Municipalities, expect_municipalities
from regionplanner.errors import ScenarioError
from regionplanner.files.text_table import same_column
from regionplanner.mistakes import ChoicesError
from regionplanner.scenario import BY_COLUMN, Scenario, expect_scenario

_UNITS = "units"


def scenario_with_codes(scenario: Scenario, municipalities: Municipalities) -> Scenario:
    """Return a scenario in which names of municipalities, regions and columns are those of data.

    Parameters
    ----------
    scenario
        With codes or names: ``together``, ``apart``, ``leave_out``, ``links``, ``no_links``,
        ``centres``, members of ``locked``, ``regions_per``; and columns by other words for them,
        such as ``inwoners``.
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
    if _has_codes(scenario, municipalities):
        return scenario
    finder = _Finder(municipalities)
    made = {name: getattr(scenario, name) for name in scenario.model_fields_set}
    changed = {
        **finder.lists(made),
        **finder.pairs(made),
        **finder.parents(made),
        **finder.columns({**made, "balance": scenario.balance}),
    }
    if finder.mistakes:
        raise ChoicesError(finder.mistakes)
    changed = {name: value for name, value in changed.items() if value != getattr(scenario, name)}
    return Scenario(**{**made, **changed}) if changed else scenario


def _has_codes(scenario: Scenario, municipalities: Municipalities) -> bool:
    """Return whether all that a scenario names is in the data under that very name."""
    frame = municipalities.frame
    units = {
        *(nis for group in scenario.together for nis in group),
        *(nis for pair in (*scenario.apart, *scenario.links, *scenario.no_links) for nis in pair),
        *(nis for lock in scenario.locked for nis in lock.members),
        *scenario.leave_out,
        *(() if isinstance(scenario.centres, str) else scenario.centres),
    }
    coverage = scenario.coverage
    made = scenario.model_fields_set.intersection(BY_COLUMN)
    columns = {
        scenario.balance.column,
        *(column for rule in made for column in getattr(scenario, rule)),
        *scenario.keep_together,
        *((scenario.travellers,) if scenario.travellers is not None else ()),
        *((scenario.centres,) if isinstance(scenario.centres, str) else ()),
        *((coverage.per,) if coverage is not None and coverage.per is not None else ()),
    }
    there = {*frame.columns, *municipalities.pair_ties, _UNITS}
    return (
        units <= {*frame.index}
        and {*scenario.regions_per} <= {*frame["reference_region"]}
        and columns <= there
    )


class _Finder:
    """What a scenario names, looked up in data; collects what is wrong with it."""

    def __init__(self, municipalities: Municipalities) -> None:
        frame = municipalities.frame
        self._units = unit_names(municipalities)
        self._parents = parent_names(municipalities)
        there = [str(name) for name in frame.columns if name != frame.geometry.name]
        self._columns = (*there, *municipalities.pair_ties)
        self.mistakes: list[str] = []

    def lists(self, made: Mapping[str, Any]) -> dict[str, Any]:
        """Return the lists of municipalities."""
        found: dict[str, Any] = {}
        if "together" in made:
            found["together"] = tuple(self._listed("together", g) for g in made["together"])
        if "leave_out" in made:
            found["leave_out"] = self._listed("leave_out", made["leave_out"])
        if isinstance(made.get("centres"), tuple):
            found["centres"] = self._listed("centres", made["centres"])
        if "locked" in made:
            found["locked"] = tuple(self._lock(lock) for lock in made["locked"])
        return found

    def pairs(self, made: Mapping[str, Any]) -> dict[str, Any]:
        """Return the pairs of municipalities."""
        return {
            rule: tuple(
                (self._one(self._units, rule, a), self._one(self._units, rule, b))
                for a, b in made[rule]
            )
            for rule in ("apart", "links", "no_links")
            if rule in made
        }

    def parents(self, made: Mapping[str, Any]) -> dict[str, Any]:
        """Return the numbers of regions by reference region."""
        if "regions_per" not in made:
            return {}
        counts = made["regions_per"]
        return {
            "regions_per": self._keyed(
                "regions_per",
                [(self._one(self._parents, "regions_per", n), n, c) for n, c in counts.items()],
            )
        }

    def columns(self, made: Mapping[str, Any]) -> dict[str, Any]:
        """Return the choices that name columns."""
        found: dict[str, Any] = {
            rule: self._keyed(rule, [(self._column(n), n, x) for n, x in made[rule].items()])
            for rule in BY_COLUMN
            if rule in made
        }
        if "keep_together" in made:
            found["keep_together"] = tuple(map(self._column, made["keep_together"]))
        if isinstance(made.get("travellers"), str):
            found["travellers"] = self._column(made["travellers"])
        if isinstance(made.get("centres"), str):
            found["centres"] = self._centres(made["centres"])
        balance, coverage = made["balance"], made.get("coverage")
        found["balance"] = balance.model_copy(update={"column": self._column(balance.column)})
        if coverage is not None and coverage.per is not None:
            found["coverage"] = coverage.model_copy(update={"per": self._column(coverage.per)})
        return found

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
        found: dict[str, Any] = {}
        for code, name, value in entries:
            if code in found:
                self.mistakes.append(f"{rule} names {code} twice, once as {name}; drop one")
            found[code] = value
        return found

    def _lock(self, lock: Lock) -> Lock:
        members = self._listed(f"locked {lock.region}", lock.members)
        return lock.model_copy(update={"members": members})

    def _listed(self, rule: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        try:
            codes = listed_codes(self._units, texts)
        except ScenarioError as error:
            self.mistakes.append(f"{rule}: {error}")
            return texts
        for text in codes:
            self._suggest(self._units, rule, text)
        return codes

    def _one(self, names: Names, rule: str, text: str) -> str:
        try:
            code = names.code(text)
        except ScenarioError as error:
            self.mistakes.append(f"{rule}: {error}")
            return text
        if code is None:
            self._suggest(names, rule, text)
        return code or text

    def _suggest(self, names: Names, rule: str, text: str) -> None:
        """Note what is like a name that does not exist."""
        alike = [] if text in names.labels else names.alike(text)
        if alike:
            self.mistakes.append(
                f"{rule} names {text}, which is no {names.what} of the data; "
                f"did you mean {' or '.join(alike)}?"
            )
