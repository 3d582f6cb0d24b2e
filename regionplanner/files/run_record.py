"""The record of a run: what summary.json says of the plan beside it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from json import JSONDecodeError
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AllowInfNan, StrictFloat, StrictInt, StrictStr, TypeAdapter, ValidationError

from regionplanner.errors import Message, Reason, WrongValueError, reason
from regionplanner.files.paths import reading
from regionplanner.files.safe_read import parsed_json
from regionplanner.proof import Proof

logger = logging.getLogger(__name__)

T = TypeVar("T")
Note = Callable[[str], None]

_text = TypeAdapter(StrictStr).validate_python
_whole = TypeAdapter(StrictInt).validate_python
_number = TypeAdapter(Annotated[StrictFloat, AllowInfNan(allow_inf_nan=False)]).validate_python
"""Returns a value that is a text, a whole number, a finite number; raises where it is not."""

_MOST_BYTES = 10_000_000
"""Nearly a thousand times the record of Flanders: what is larger is another file."""


@dataclass(frozen=True, slots=True)
class RecordedPoint:
    """The best plan for one number of regions.

    Attributes
    ----------
    regions
        Their number.
    objective, bound
        Value of the best plan found and proven bound of all; None where there is no plan.
    chosen
        Whether the plan has this number.
    """

    regions: int
    objective: float | None
    bound: float | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a run found and proved.

    Attributes
    ----------
    plan_sha256, scenario_sha256, data_sha256
        Digests of the plan, of the choices and of the data: what the record is about.
    proof
        How good the plan is.
    n_candidates
        Number of candidate regions.
    curve, parent_curves
        The best plan for every number of regions, in all and by reference region (code).
    left_out
        Why reference regions (code) were left out.
    """

    plan_sha256: str
    scenario_sha256: str
    data_sha256: str
    proof: Proof
    n_candidates: int
    curve: tuple[RecordedPoint, ...]
    parent_curves: Mapping[str, tuple[RecordedPoint, ...]]
    left_out: Mapping[str, Reason] = field(default_factory=dict)


def read_record(path: Path, *, note: Note = logger.warning) -> RunRecord | None:
    """Return what summary.json says; None where there is none, or it is not one of ours.

    Parameters
    ----------
    path
        The file. A plan is as good without it: what cannot be read is no error, and neither is
        a proof that contradicts itself.
    note
        Called with why it cannot be read.

    Returns
    -------
    RunRecord or None
        None where there is no such file, or it cannot be read or is no record of a run.
    """
    return read_beside(path, lambda text: _record(parsed_json(text)), note=note)


def read_beside(path: Path, parse: Callable[[bytes], T], *, note: Note) -> T | None:
    """Return what a record beside a plan says; None where there is none that can be read."""
    try:
        if not path.is_file():
            return None
        reading(path, kind="record")
        if path.stat().st_size <= _MOST_BYTES:
            return parse(path.read_bytes())
        why: str = Message("it has more than {most:,} bytes", most=_MOST_BYTES)
    except OSError as error:
        why = reason(error)
    except (JSONDecodeError, UnicodeDecodeError):
        why = Message("it is no JSON")
    except (LookupError, TypeError, AttributeError, OverflowError, ValidationError):
        why = Message("it is no record of regionplanner")
    except ValueError as error:
        why = reason(error)
    note(
        Message(
            "{path} cannot be read ({why}); nothing that it says of the plan is used, such as its "
            "proof and its choices; make it again, or give the choices with --scenario",
            path=path,
            why=why,
        )
    )
    return None


def _record(said: Mapping[str, Any]) -> RunRecord:
    return RunRecord(
        plan_sha256=_text(said["plan_sha256"]),
        scenario_sha256=_text(said["scenario_sha256"]),
        data_sha256=_text(said["data"]["sha256"]),
        proof=replace(
            _proof(said["status"], _figure(said["objective"]), _figure(said["bound"])),
            within=tuple(
                (_text(code), _whole(n)) for code, n in said.get("neighbourhoods", {}).items()
            ),
        ),
        n_candidates=_whole(said["candidate_regions"] or 0),
        curve=_points(said["curve"]),
        parent_curves={
            code: _points(points)
            for code, points in sorted(said["curves_per_reference_region"].items())
        },
        left_out={
            _text(parent["reference_region"]): Reason(_text(parent["reason"]), parent.get("kind"))
            for parent in said.get("left_out", ())
        },
    )


def _proof(status: object, objective: float | None, bound: float | None) -> Proof:
    if objective is None:
        raise WrongValueError("no objective")
    if status == "optimal" and bound == objective:
        return Proof("optimal", objective, bound)
    if status == "feasible" and (bound is None or bound <= objective):
        return Proof("feasible", objective, bound)
    raise WrongValueError("no status of a run, or not one that the bound shows")


def _figure(value: object) -> float | None:
    return None if value is None else _number(value)


def _points(points: list[Mapping[str, Any]]) -> tuple[RecordedPoint, ...]:
    return tuple(
        RecordedPoint(
            regions=_whole(point["regions"]),
            objective=_figure(point["objective"]),
            bound=_figure(point["bound"]),
            chosen=point["chosen"] is True,
        )
        for point in points
    )
