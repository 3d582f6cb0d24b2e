"""Answers that are kept from one run to the next: one record a reference region."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from typing import Any, Protocol, get_args

import numpy as np

from regionplanner.program.answer import Answer, ParentCurve
from regionplanner.program.columns.evidence import evidence_of
from regionplanner.program.columns.prove import AnswerStatus
from regionplanner.program.posed.problem import ParentProblem


class CurveStore(Protocol):
    """Keeps records, of plain values, under keys."""

    def get(self, key: str) -> object:
        """Return the record of a key; None without one."""

    def put(self, key: str, record: object) -> None:
        """Keep a record."""


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


def remembered_curve(problem: ParentProblem, store: CurveStore) -> ParentCurve | None:
    """Return the answers that a store has for a reference region; None without any.

    Parameters
    ----------
    problem
        The reference region.
    store
        What it returns is not trusted: a record that does not fit the problem is no answer.
    """
    try:
        curve = _curve(store.get(curve_key(problem)))
    except (KeyError, TypeError, ValueError):
        return None
    return curve if _fits(problem, curve) else None


def remember(
    problem: ParentProblem, curve: ParentCurve, store: CurveStore, *, had_time: bool
) -> None:
    """Keep the answers of a reference region, unless more time could have bettered them.

    Parameters
    ----------
    problem
        The reference region.
    curve
        Its answers.
    store
        Where they are kept.
    had_time
        Whether they were found without a limit.
    """
    if len(curve.answers) < len(problem.possible_regions):
        return  # past the reach of a diagram only the numbers are looked at that a plan can use
    if had_time or all(answer.status in ("optimal", "infeasible") for answer in curve.answers):
        store.put(curve_key(problem), asdict(curve))


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
        for answer in curve.answers
    )


def _parts(value: object) -> Iterator[bytes]:
    """Yield bytes that are the same for equal values, and for no others."""
    if is_dataclass(value) and not isinstance(value, type):
        yield f"{type(value).__name__}{{".encode()
        for field in fields(value):
            yield f"{field.name}=".encode()
            yield from _parts(getattr(value, field.name))
        yield b"}"
    elif isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        plain = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("<"))
        yield f"array {plain.dtype.str}{value.shape}:".encode()
        yield plain.tobytes()
    elif isinstance(value, frozenset | set):
        yield b"set"
        yield from _parts(sorted(value))
    elif isinstance(value, tuple | list):
        yield f"list {len(value)}:".encode()
        for item in value:
            yield from _parts(item)
    elif value is None or isinstance(value, bool | int | float | np.number):
        yield f"{value!r};".encode()
    elif isinstance(value, str):
        yield f"text {len(value)}:{value}".encode()
    else:
        raise TypeError(f"{type(value).__name__} has no bytes of its own")
