"""The rules of a scenario, carried: every code in them becomes that of after the mergers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from regionplanner.choices import Lock
from regionplanner.errors import listing
from regionplanner.io.carried.ambiguity import Ambiguity, settled
from regionplanner.io.carried.pairs import carried_links
from regionplanner.io.nis_changes import Mergers
from regionplanner.scenario import Scenario


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


@dataclass(frozen=True, slots=True)
class _Names:
    """What to call municipalities."""

    mergers: Mergers

    def old(self, nis: str) -> str:
        name = self.mergers.old_names.get(nis)
        return f"{name} ({nis})" if name else nis

    def new(self, nis: str) -> str:
        name = self.mergers.new_names.get(nis)
        return f"{name} ({nis})" if name else nis


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
        Of the old municipalities: decides where parts were locked in different regions; see
        `settled`.

    Notes
    -----
    A group or a locked region in which a member merges with an outsider has the whole new
    municipality, and that is said. A pair or a group that becomes one municipality falls away.
    A municipality is left out when all of its parts were, and may be a centre when one could.
    """
    names = _Names(mergers)
    notes: list[str] = []
    ambiguous: list[Ambiguity] = []
    choices: dict[str, Any] = {
        "together": tuple(_groups(scenario.together, mergers, names, notes)),
        "locked": _locks(scenario.locked, mergers, figures, (notes, ambiguous)),
        "leave_out": _left_out(scenario.leave_out, mergers, ambiguous),
    }
    for rule in ("apart", "links", "no_links"):
        pairs = getattr(scenario, rule)
        choices[rule] = carried_links(pairs, mergers)
        notes += _fallen(rule, pairs, mergers, names)
    if not isinstance(scenario.centres, str):
        choices["centres"] = tuple(sorted({mergers.of(nis) for nis in scenario.centres}))
    coverage = scenario.coverage
    if coverage is not None and (coverage.least is not None or coverage.most is not None):
        notes.append("coverage counts municipalities, of which there are fewer now; look at it")
    made = {name: getattr(scenario, name) for name in scenario.model_fields_set}
    touched = {name: value for name, value in choices.items() if name in made}
    return CarriedScenario(Scenario(**{**made, **touched}), tuple(notes), tuple(ambiguous))


def _groups(
    groups: Iterable[tuple[str, ...]], mergers: Mergers, names: _Names, notes: list[str]
) -> Iterator[tuple[str, ...]]:
    for group in groups:
        members = tuple(sorted({mergers.of(nis) for nis in group}))
        if len(members) == 1 < len(group):
            notes.append(
                f"together: {listing(map(names.old, group))} became "
                f"{names.new(members[0])}; the rule fell away"
            )
            continue
        notes += _outsiders("together", group, members, names)
        yield members


def _outsiders(
    rule: str, before: Iterable[str], after: Iterable[str], names: _Names
) -> Iterator[str]:
    """Yield which members of a group merged with municipalities that were not in it."""
    inside, parts = set(before), names.mergers.parts
    for new in after:
        others = [old for old in parts.get(new, ()) if old not in inside]
        if others:
            kept = listing(names.old(old) for old in parts[new] if old in inside)
            yield (
                f"{rule}: {kept} merged with {listing(map(names.old, others))}, outside; "
                f"{names.new(new)} as a whole has the rule now"
            )


def _fallen(
    rule: str, pairs: Iterable[tuple[str, str]], mergers: Mergers, names: _Names
) -> Iterator[str]:
    for a, b in pairs:
        if mergers.of(a) == mergers.of(b):
            yield (
                f"{rule}: {names.old(a)} and {names.old(b)} became one municipality, "
                f"{names.new(mergers.of(a))}; the rule fell away"
            )


def _locks(
    locks: tuple[Lock, ...],
    mergers: Mergers,
    figures: pd.DataFrame | None,
    found: tuple[list[str], list[Ambiguity]],
) -> tuple[Lock, ...]:
    """Return the locked regions; a municipality with parts in two of them is in one."""
    notes, ambiguous = found
    names = _Names(mergers)
    region = {nis: lock.region for lock in locks for nis in lock.members}
    carried = {nis: code for nis, code in region.items() if nis not in mergers.into}
    for new, olds in mergers.parts.items():
        parts: dict[str, str | None] = {old: region[old] for old in olds if old in region}
        if parts:
            code, why = settled(new, parts, figures)
            carried[new] = str(code)
            if len(set(parts.values())) > 1:
                ambiguous.append(Ambiguity("locked region", new, parts, code, why))
    made = []
    for lock in locks:
        members = tuple(sorted(nis for nis, code in carried.items() if code == lock.region))
        told = {one.nis for one in ambiguous}
        plain = [nis for nis in members if nis not in told]
        notes += _outsiders(f"locked {lock.region}", lock.members, plain, names)
        if members:
            made.append(lock.model_copy(update={"members": members}))
        else:
            notes.append(f"locked {lock.region}: no municipality is left; the rule fell away")
    return tuple(made)


def _left_out(
    units: Iterable[str], mergers: Mergers, ambiguous: list[Ambiguity]
) -> tuple[str, ...]:
    out = set(units)
    carried = out - set(mergers.into)
    for new, olds in mergers.parts.items():
        parts = {old: "left out" if old in out else None for old in olds}
        if all(parts.values()):
            carried.add(new)
        elif any(parts.values()):
            ambiguous.append(Ambiguity("leave_out", new, parts, None, "a part that is planned"))
    return tuple(sorted(carried))
