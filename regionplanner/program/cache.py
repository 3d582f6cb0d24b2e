"""Answers that are kept from one run to the next: one record a reference region."""

import hashlib
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import cache
from typing import Protocol

import numpy as np
from pydantic import TypeAdapter, ValidationError

from regionplanner.choices import MeanShare, Part
from regionplanner.criteria.costs import Members, member_rows
from regionplanner.errors import LimitError, SolverError
from regionplanner.program.curve import CountResult, ParentResult
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.solvers.additive import keeping
from regionplanner.regions.candidates import Room


class CurveStore(Protocol):
    """Keeps records, of plain values, under keys."""

    def get(self, key: str) -> object:
        """Return the record of a key; None without one."""

    def put(self, key: str, record: object) -> None:
        """Keep a record."""

    def note(self, code: str, *, known: bool) -> None:
        """Note whether the answers of a reference region came from here or were just found."""


def curve_key(problem: ParentProblem) -> str:
    """Return a digest of all that the answers of a reference region depend on.

    Parameters
    ----------
    problem
        Every field counts, arrays with their type and shape.
    """
    digest = hashlib.sha256()
    for part in _parts(problem):
        digest.update(part)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class CacheContext:
    """What answers can depend on, besides their problem.

    Attributes
    ----------
    wanted
        Numbers of regions that a plan can use; all when None.
    time_s
        Share of the time limit [s]; None without a limit.
    """

    wanted: range | None = None
    time_s: float | None = None


_NOTHING = CacheContext()


def cached_result(
    problem: ParentProblem, store: CurveStore, given: CacheContext = _NOTHING
) -> ParentResult | None:
    """Return the answers that a store has for a reference region; None without any.

    Parameters
    ----------
    problem
        The reference region.
    store
        A record that does not fit the problem is no answer, nor one whose divisions break a rule
        or cost something else than it says. That a number of regions has no division is shown
        anew. Bounds and the number of candidates are taken from the run that kept them: to show
        them anew would be to search anew.
    given
        Answers that depend on it are only found with the same, or when they had all the time.
    """
    key = curve_key(problem)
    possible = problem.possible_totals
    wanted = possible if given.wanted is None else given.wanted
    for asked, numbers in (
        (key, possible),
        (_given_key(key, given.wanted, None), wanted),
        (_given_key(key, given.wanted, given.time_s), wanted),
    ):
        record = store.get(asked)
        with suppress(ValidationError):
            curve = None if record is None else _records().validate_python(record)
            if curve is not None and _fits(problem, curve, numbers, given.time_s):
                return curve
    return None


def cache_result(
    problem: ParentProblem,
    curve: ParentResult,
    store: CurveStore,
    *,
    given: CacheContext = _NOTHING,
    had_time: bool,
) -> None:
    """Keep the answers of a reference region, for whoever would find the same.

    Answers that are proven, or had all the time, hold for every run; where only some numbers of
    regions were searched, for those that want the same; the others for runs with the same limit.

    Parameters
    ----------
    problem
        The reference region.
    curve
        Its answers.
    store
        Where they are kept.
    given
        What they were found with.
    had_time
        Whether they were found without a limit.
    """
    key = curve_key(problem)
    # a parent too large for one diagram is only searched for the numbers that a plan can use
    complete = len(curve.answers) >= len(problem.possible_regions)
    proven = all(answer.status in ("optimal", "infeasible") for answer in curve.answers)
    if not (had_time or proven):
        if given.time_s is None:
            return
        key = _given_key(key, given.wanted, given.time_s)
    elif not complete:
        key = _given_key(key, given.wanted, None)
    store.put(key, asdict(curve))


def _given_key(key: str, wanted: range | None, time_s: float | None) -> str:
    """Return the key of answers that depend on what was given."""
    return f"{key} wanted {wanted} in {time_s}"


@cache
def _records() -> TypeAdapter[ParentResult]:
    """Return what makes answers of plain values, and refuses values of other kinds."""
    return TypeAdapter(ParentResult)


def _fits(
    problem: ParentProblem, curve: ParentResult, numbers: Container[int], time_s: float | None
) -> bool:
    """Return whether answers are of this reference region, one for each of some numbers."""
    if curve.code != problem.code:
        return False
    answered = [answer.n_regions for answer in curve.answers]
    needed = [number for number in problem.possible_totals if number in numbers]
    return (
        len(answered) == len(set(answered))
        and set(needed) <= set(answered)
        and 0 <= curve.n_candidates < 2 ** len(problem.units)
        and (curve.within is None or 0 < curve.within < problem.n_nearest)
        and all(_holds(problem, answer, time_s) for answer in curve.answers)
    )


def _holds(problem: ParentProblem, answer: CountResult, time_s: float | None) -> bool:
    """Return whether an answer is true, but for its bound."""
    if answer.evidence is not None and len(answer.evidence.prices) != len(problem.units):
        return False
    if answer.status == "infeasible":
        return not answer.regions and _is_impossible(problem, answer.n_regions, time_s)
    if answer.status == "unknown":
        return answer.objective is None and answer.bound is not None and not answer.regions
    return _costs_that(problem, answer)


def _is_impossible(problem: ParentProblem, n_regions: int, time_s: float | None) -> bool:
    """Return whether it is shown anew that there is no division."""
    n_free = n_regions - len(problem.locked)
    limited = problem.with_own_limits(n_free)
    if n_free not in problem.possible_regions or not limited.adds_up(n_free):
        return True
    deadline = time.monotonic() + (float("inf") if time_s is None else time_s)
    with suppress(ValueError, LimitError, SolverError):
        from regionplanner.program.certificate import ruled_out  # seldom: it loads a room

        return ruled_out(limited, n_free, deadline=deadline) is not None
    return False


def _costs_that(problem: ParentProblem, answer: CountResult) -> bool:
    """Return whether a division of all keeps the rules and costs what is said, no less."""
    units = sorted(nis for members in (*problem.units, *problem.locked) for nis in members)
    if sorted(sum(answer.regions, ())) != units:
        return False
    if answer.objective is None or answer.bound is None or answer.bound > answer.objective:
        return False
    free = [region for region in answer.regions if region not in problem.locked]
    place = {nis: unit for unit, members in enumerate(problem.units) for nis in members}
    rows = member_rows([[place[nis] for nis in region] for region in free], len(problem.units))
    of_count = problem.for_regions(len(free)).with_own_limits(len(free))
    distance_m = int(of_count.distance.of(rows).sum()) + of_count.locked_distance_m
    return (
        len(answer.regions) == answer.n_regions == len(free) + len(problem.locked)
        and all(_is_region(problem, row) for row in rows)
        and bool(keeping(of_count, rows).all())
        and int(of_count.costs.of(rows).sum()) + of_count.locked_cost == answer.objective
        and distance_m == answer.distance_m
    )


def _is_region(problem: ParentProblem, row: Members) -> bool:
    """Return whether units are connected, and as many as a region may have."""
    units = set(np.flatnonzero(row).tolist())
    size = sum(problem.rules.sizes[unit] for unit in units)
    reached, edge = set[int](), {min(units, default=-1)}
    while edge:
        reached |= edge
        edge = {v for u in edge if u >= 0 for v in problem.adjacency[u]} & units - reached
    return reached == units and problem.min_units <= size <= problem.max_units


def _parts(value: object) -> Iterator[bytes]:
    """Yield bytes that are the same for equal values, and for no others."""
    named = _fields(value)
    if named is not None:
        yield f"{type(value).__name__}{{".encode()
        for name, part in named:
            yield f"{name}=".encode()
            yield from _parts(part)
        yield b"}"
    elif isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        plain = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("<"))
        yield f"array {plain.dtype.str}{value.shape}:".encode()
        yield plain.tobytes()
    elif isinstance(value, range):
        yield f"range {value.start} {value.stop} {value.step};".encode()
    elif isinstance(value, frozenset | set):
        yield b"set"
        yield from _parts(sorted(value))
    elif isinstance(value, tuple | list):
        yield f"list {len(value)}:".encode()
        for item in value:
            yield from _parts(item)
    elif value is None or isinstance(value, bool | int | float | np.number | Room):
        yield f"{value!r};".encode()
    elif isinstance(value, str):
        yield f"text {len(value)}:{value}".encode()
    else:
        raise TypeError(f"{type(value).__name__} has no bytes of its own")


def _fields(value: object) -> list[tuple[str, object]] | None:
    """Return what a value consists of, by name; None where it has no fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, MeanShare):  # 5% is not the number 0.05
        return [("share", float(value))]
    return list(value) if isinstance(value, Part) else None
