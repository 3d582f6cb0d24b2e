"""Plans and scenarios of one year, carried over mergers, and what is ambiguous then."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from regionplanner.choices import Lock
from regionplanner.data.assignment import expect_assignment
from regionplanner.data.ids import keys_by_value
from regionplanner.data.mergers import Mergers
from regionplanner.errors import Message, either, listing
from regionplanner.scenario import BY_GROUP, BY_PAIR, Scenario

Label = Callable[[str], str]

_SIZES = (("inhabitants", Message("most inhabitants")), ("area_km2", Message("most area")))


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Something on which the parts of a new municipality disagree.

    Attributes
    ----------
    what
        ``"region"``, the name of a column, or the rule that is concerned.
    nis
        Code of the new municipality.
    parts
        What each part has, by old code; None is nothing.
    taken
        What the new municipality has; None is nothing.
    why
        What decided it; empty where it was left open.
    """

    what: str
    nis: str
    parts: Mapping[str, str | None]
    taken: str | None = None
    why: str = ""

    def sentence(self, old_label: Label, new_label: Label) -> str:
        """Return it in words: whose, which parts have what, and what was taken."""
        none = Message("none")
        sides = either(
            Message(
                "{value} ({units})",
                value=none if value is None else value,
                units=listing(map(old_label, olds)),
            )
            for value, olds in keys_by_value(self.parts).items()
        )
        return Message(
            "{what} of {unit}: {sides}; {taken} was taken: {why}"
            if self.why
            else "{what} of {unit}: {sides}; left empty",
            what=self.what,
            unit=new_label(self.nis),
            sides=sides,
            taken=none if self.taken is None else self.taken,
            why=self.why,
        )


def settled(
    nis: str, parts: Mapping[str, str | None], figures: pd.DataFrame | None = None
) -> tuple[str | None, str]:
    """Return which of the values of parts stands for all of them, and what decided.

    Parameters
    ----------
    nis
        Code of the new municipality.
    parts
        Value by old code; None is nothing.
    figures
        Index ``nis``; with or without ``inhabitants`` and ``area_km2`` [km2].

    Returns
    -------
    value, why
        The value of most inhabitants; where these are unknown or equal of most area; else of the
        part that keeps its code; else of most parts; else the first value in order, a value before
        nothing.
    """
    order = sorted(set(parts.values()), key=lambda value: (value is None, value or ""))
    for column, why in _SIZES:
        totals = _totals(parts, figures, column)
        best = [value for value in order if totals and totals[value] == max(totals.values())]
        if len(best) == 1:
            return best[0], why
    if nis in parts:
        return parts[nis], Message("the part that keeps its code")
    counts = Counter(parts.values())
    best = [value for value in order if counts[value] == max(counts.values())]
    return best[0], Message("most parts" if len(best) == 1 else "the first code of equals")


def _totals(
    parts: Mapping[str, str | None], figures: pd.DataFrame | None, column: str
) -> dict[str | None, float]:
    """Return the total of each value; nothing where a part has no figure."""
    if figures is None or column not in figures:
        return {}
    sizes = figures[column].reindex(list(parts)).astype(float).tolist()
    if any(math.isnan(size) for size in sizes):
        return {}
    totals: dict[str | None, float] = {}
    for value, size in zip(parts.values(), sizes, strict=True):
        totals[value] = totals.get(value, 0.0) + size
    return totals


def carried_values(
    what: str,
    values: Mapping[str, str],
    mergers: Mergers,
    figures: pd.DataFrame | None = None,
    *,
    missing_counts: bool = False,
) -> tuple[dict[str, str], list[Ambiguity]]:
    """Return the value of every municipality after mergers that has one, and what is ambiguous.

    Parameters
    ----------
    what
        What they are, for `Ambiguity`.
    values
        By old code.
    mergers
        What becomes of the municipalities.
    figures
        Of the old municipalities, which decide where parts disagree; see `settled`.
    missing_counts
        Whether a part without a value disagrees with one that has one.
    """
    carried = {nis: value for nis, value in values.items() if nis not in mergers.into}
    ambiguous = []
    for new, olds in mergers.parts.items():
        parts = {old: values.get(old) for old in olds if missing_counts or old in values}
        value, why = settled(new, parts, figures) if parts else (None, "")
        if value is not None:
            carried[new] = value
        if len(set(parts.values())) > 1:
            ambiguous.append(Ambiguity(what, new, parts, value, why))
    return carried, ambiguous


def carried_pairs(pairs: pd.DataFrame, mergers: Mergers) -> pd.DataFrame:
    """Return a table of pairs for the municipalities after mergers.

    Parameters
    ----------
    pairs
        Columns ``nis_a`` and ``nis_b``, and numbers that add up: weights of ties, metres of
        border.
    mergers
        What becomes of the municipalities.

    Returns
    -------
    pandas.DataFrame
        The same columns, ``nis_a < nis_b``, sorted, each pair once; pairs inside one new
        municipality are gone.
    """
    a, b = (pairs[end].map(mergers.of).astype("str") for end in ("nis_a", "nis_b"))
    ends = pd.DataFrame({"nis_a": a.where(a < b, b), "nis_b": b.where(a < b, a)})
    carried = pairs.assign(nis_a=ends["nis_a"], nis_b=ends["nis_b"])[a != b]
    summed: pd.DataFrame = carried.groupby(["nis_a", "nis_b"], as_index=False, sort=True).sum()
    return summed[list(pairs.columns)]


def carried_links(
    links: Iterable[tuple[str, str]], mergers: Mergers
) -> tuple[tuple[str, str], ...]:
    """Return pairs of municipalities after mergers, each once and sorted."""
    ends = ((mergers.of(a), mergers.of(b)) for a, b in links)
    return tuple(sorted({(min(a, b), max(a, b)) for a, b in ends if a != b}))


@dataclass(frozen=True, slots=True)
class CarriedAssignment:
    """An assignment after mergers.

    Attributes
    ----------
    assignment
        Region code by new code, sorted.
    ambiguous
        New municipalities of which the parts were in different regions, or not all in one.
    """

    assignment: Mapping[str, str]
    ambiguous: tuple[Ambiguity, ...]


def carried_assignment(
    assignment: Mapping[str, str], mergers: Mergers, *, figures: pd.DataFrame | None = None
) -> CarriedAssignment:
    """Return the region of every municipality after mergers.

    Parameters
    ----------
    assignment
        Region code by old code; what is not in it is in no region.
    mergers
        What becomes of the municipalities.
    figures
        Of the old municipalities, index ``nis``: ``inhabitants`` and ``area_km2`` [km2] decide
        where parts were in different regions; None: the part that keeps its code does, then the
        number of parts. See `settled`.

    Returns
    -------
    CarriedAssignment
        Region code by new code, and the new municipalities of which the parts were in different
        regions, with what was taken.

    Raises
    ------
    DataError
        When the assignment is no mapping of text to text.

    Notes
    -----
    A new municipality of which no part was in a region is in none. Two tables one after the other
    and their composition agree wherever nothing is ambiguous; where something is, the composition
    is right, as it weighs all the parts at once.

    Examples
    --------
    >>> merged = Mergers({"1": "9", "2": "9"}, {"1": "Ham", "2": "Peer"}, {"9": "Peerham"})
    >>> carried_assignment({"1": "north", "2": "north", "3": "south"}, merged).assignment
    {'3': 'south', '9': 'north'}
    """
    expect_assignment(assignment)
    carried, ambiguous = carried_values(
        Message("region"), assignment, mergers, figures, missing_counts=True
    )
    return CarriedAssignment(dict(sorted(carried.items())), tuple(ambiguous))


def changes_table(
    mergers: Mergers,
    before: Mapping[str, str],
    after: Mapping[str, str],
    ambiguous: Iterable[Ambiguity] = (),
) -> pd.DataFrame:
    """Return the mergers with the regions before and after, one row a new municipality.

    Returns
    -------
    pandas.DataFrame
        Index ``new_nis``, sorted; columns ``new_name``, ``kind`` (``merged``, ``grown`` for one
        that kept its code, ``renamed``), ``old_nis``, ``old_names``, ``regions_before`` (in the
        order of the old codes, empty for none), ``region_after``, ``ambiguous``; several values
        are separated by ``"; "``.
    """
    open_ends: dict[str, list[str]] = {}
    for ambiguity in ambiguous:
        open_ends.setdefault(ambiguity.nis, []).append(_parts_text(ambiguity))
    rows = [
        {
            "new_nis": new,
            "new_name": mergers.new_names[new],
            "kind": _kind(new, olds),
            "old_nis": "; ".join(olds),
            "old_names": "; ".join(mergers.old_names[old] for old in olds),
            "regions_before": "; ".join(before.get(old, "") for old in olds),
            "region_after": after.get(new, ""),
            "ambiguous": "; ".join(open_ends.get(new, ())),
        }
        for new, olds in mergers.parts.items()
    ]
    return pd.DataFrame(rows).set_index("new_nis")


def _kind(new: str, olds: tuple[str, ...]) -> str:
    if len(olds) == 1:
        return "renamed"
    return "grown" if new in olds else "merged"


def _parts_text(ambiguity: Ambiguity) -> str:
    parts = ", ".join(f"{nis} {value or 'none'}" for nis, value in ambiguity.parts.items())
    return f"{ambiguity.what}: {parts}"


@dataclass(frozen=True, slots=True)
class CarriedScenario:
    """A scenario after mergers.

    Attributes
    ----------
    scenario
        The same choices, with new codes.
    notes
        Which rules grew, fell away or need another look, in words.
    ambiguous
        Municipalities of which the parts were locked in different regions, or not all left out.
    """

    scenario: Scenario
    notes: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...]


def carried_scenario(
    scenario: Scenario, mergers: Mergers, *, figures: pd.DataFrame | None = None
) -> CarriedScenario:
    """Return a scenario whose rules name the municipalities after mergers.

    Parameters
    ----------
    scenario
        The choices; only those that name municipalities change.
    mergers
        What becomes of the municipalities.
    figures
        Of the old municipalities: decides where parts were locked in different regions, as for
        `carried_assignment`.

    Returns
    -------
    CarriedScenario
        The scenario with new codes, and which of its rules grew, fell away or need another look.

    Notes
    -----
    A group or a locked region in which a member merges with an outsider has the whole new
    municipality, and that is said. A pair or a group that becomes one municipality falls away.
    A municipality is left out when all of its parts were, and may be a centre when one could.
    """
    notes: list[str] = []
    ambiguous: list[Ambiguity] = []
    choices: dict[str, Any] = {
        **{rule: tuple(_groups(rule, scenario, mergers, notes)) for rule in BY_GROUP},
        "locked": _locks(scenario.locked, mergers, figures, (notes, ambiguous)),
        "leave_out": _left_out(scenario.leave_out, mergers, ambiguous),
    }
    for rule in BY_PAIR:
        pairs = getattr(scenario, rule)
        choices[rule] = carried_links(pairs, mergers)
        notes += _fallen(rule, pairs, mergers)
    names: dict[str, list[str]] = {}
    for nis, name in scenario.region_names.items():
        names.setdefault(mergers.of(nis), []).append(name)
    choices["region_names"] = {nis: " / ".join(both) for nis, both in names.items()}
    if not isinstance(scenario.centres, str):
        choices["centres"] = tuple(sorted({mergers.of(nis) for nis in scenario.centres}))
    coverage = scenario.coverage
    if coverage is not None and (coverage.least is not None or coverage.most is not None):
        notes.append(
            Message("coverage counts municipalities, of which there are fewer now; look at it")
        )
    made = {name: getattr(scenario, name) for name in scenario.model_fields_set}
    touched = {name: value for name, value in choices.items() if name in made}
    return CarriedScenario(Scenario(**{**made, **touched}), tuple(notes), tuple(ambiguous))


def _groups(
    rule: str, scenario: Scenario, mergers: Mergers, notes: list[str]
) -> Iterator[tuple[str, ...]]:
    for group in getattr(scenario, rule):
        members = tuple(sorted({mergers.of(nis) for nis in group}))
        if len(members) == 1 < len(group):
            notes.append(
                Message(
                    "{rule}: {units} became {unit}; the rule fell away",
                    rule=rule,
                    units=listing(map(mergers.old_label, group)),
                    unit=mergers.new_label(members[0]),
                )
            )
            continue
        notes += _outsiders(rule, group, members, mergers)
        yield members


def _outsiders(
    rule: str, before: Iterable[str], after: Iterable[str], mergers: Mergers
) -> Iterator[str]:
    """Yield which members of a group merged with municipalities that were not in it."""
    inside, parts = set(before), mergers.parts
    for new in after:
        others = [old for old in parts.get(new, ()) if old not in inside]
        if others:
            yield Message(
                "{rule}: {kept} merged with {others}, outside; {unit} as a whole has the rule now",
                rule=rule,
                kept=listing(mergers.old_label(old) for old in parts[new] if old in inside),
                others=listing(map(mergers.old_label, others)),
                unit=mergers.new_label(new),
            )


def _fallen(rule: str, pairs: Iterable[tuple[str, str]], mergers: Mergers) -> Iterator[str]:
    for a, b in pairs:
        if mergers.of(a) == mergers.of(b):
            yield Message(
                "{rule}: {units} became one municipality, {unit}; the rule fell away",
                rule=rule,
                units=listing(map(mergers.old_label, (a, b))),
                unit=mergers.new_label(mergers.of(a)),
            )


def _locks(
    locks: tuple[Lock, ...],
    mergers: Mergers,
    figures: pd.DataFrame | None,
    report: tuple[list[str], list[Ambiguity]],
) -> tuple[Lock, ...]:
    """Return the locked regions; a municipality with parts in two of them is in one."""
    notes, ambiguous = report
    region = {nis: lock.region for lock in locks for nis in lock.members}
    carried, unsettled = carried_values(Message("locked region"), region, mergers, figures)
    ambiguous += unsettled
    made = []
    for lock in locks:
        members = tuple(sorted(nis for nis, code in carried.items() if code == lock.region))
        reported = {ambiguity.nis for ambiguity in ambiguous}
        plain = [nis for nis in members if nis not in reported]
        notes += _outsiders(f"locked {lock.region}", lock.members, plain, mergers)
        if members:
            made.append(lock.model_copy(update={"members": members}))
        else:
            note = "locked {region}: no municipality is left; the rule fell away"
            notes.append(Message(note, region=lock.region))
    return tuple(made)


def _left_out(
    units: Iterable[str], mergers: Mergers, ambiguous: list[Ambiguity]
) -> tuple[str, ...]:
    out = set(units)
    carried = out - set(mergers.into)
    for new, olds in mergers.parts.items():
        parts = {old: Message("left out") if old in out else None for old in olds}
        if all(parts.values()):
            carried.add(new)
        elif any(parts.values()):
            why = Message("a part that is planned")
            ambiguous.append(Ambiguity("leave_out", new, parts, None, why))
    return tuple(sorted(carried))
