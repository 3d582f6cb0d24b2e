"""Answers that are kept from one run to the next: one record a reference region."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Protocol, get_args

import numpy as np

from regionplanner.choices import MeanShare, Part
from regionplanner.criteria.costs import Members
from regionplanner.program.answer import Answer, ParentCurve
from regionplanner.program.columns.evidence import evidence_of
from regionplanner.program.columns.prove import AnswerStatus
from regionplanner.program.posed.problem import ParentProblem
from regionplanner.program.solvers.at_hand import keeping
from regionplanner.regions.room import Room


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
class Given:
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


_NOTHING = Given()


def remembered_curve(
    problem: ParentProblem, store: CurveStore, given: Given = _NOTHING
) -> ParentCurve | None:
    """Return the answers that a store has for a reference region; None without any.

    Parameters
    ----------
    problem
        The reference region.
    store
        A record that does not fit the problem, or whose divisions break a rule or cost something
        else than it says, is no answer. That no division costs less than its bounds say is taken
        from the run that kept them: to show it anew would be to search anew.
    given
        Answers that depend on it are only found with the same, or when they had all the time.
    """
    key = curve_key(problem)
    for asked in (
        key,
        _given_key(key, given.wanted, None),
        _given_key(key, given.wanted, given.time_s),
    ):
        try:
            curve = _curve(store.get(asked))
        except (KeyError, TypeError, ValueError):
            continue
        if _fits(problem, curve):
            return curve
    return None


def remember(
    problem: ParentProblem,
    curve: ParentCurve,
    store: CurveStore,
    *,
    given: Given = _NOTHING,
    had_time: bool,
) -> None:
    """Keep the answers of a reference region, for whoever would find the same.

    Answers that are proven, or had all the time, hold for every run; where only some numbers of
    regions were looked at, for those that want the same; the others for runs with the same limit.

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
    # past the reach of a diagram only the numbers are looked at that a plan can use
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


def _curve(record: Any) -> ParentCurve:
    """Return the answers of a record; raises when it is none."""
    answers = tuple(
        Answer(
            **{
                **answer,
                "regions": tuple(tuple(region) for region in answer["regions"]),
                "evidence": evidence_of(answer["evidence"]),
            }
        )
        for answer in record["answers"]
    )
    return ParentCurve(**{**record, "answers": answers})


def _fits(problem: ParentProblem, curve: ParentCurve) -> bool:
    """Return whether answers are of this reference region, each a division of all of it."""
    units = sorted(nis for members in (*problem.units, *problem.locked) for nis in members)
    return curve.code == problem.code and all(
        answer.status in get_args(AnswerStatus)
        and (answer.objective is None) == (not answer.regions)
        and (answer.objective is None or sorted(sum(answer.regions, ())) == units)
        and (answer.objective is None or _costs_that(problem, answer))
        for answer in curve.answers
    )


def _costs_that(problem: ParentProblem, answer: Answer) -> bool:
    """Return whether a division keeps the rules of the problem and costs what is said, no less."""
    if answer.objective is None or answer.bound is None or answer.bound > answer.objective:
        return False
    free = [region for region in answer.regions if region not in problem.locked]
    place = {nis: unit for unit, members in enumerate(problem.units) for nis in members}
    rows = np.zeros((len(free), len(problem.units)), dtype=bool)
    for row, region in zip(rows, free, strict=True):
        row[[place[nis] for nis in region]] = True
    posed = problem.for_regions(len(free)).with_own_limits(len(free))
    return (
        len(answer.regions) == answer.n_regions == len(free) + len(problem.locked)
        and all(_is_region(problem, row) for row in rows)
        and bool(keeping(posed, rows).all())
        and int(posed.costs.of(rows).sum()) + posed.locked_cost == answer.objective
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
