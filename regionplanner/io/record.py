"""The record of a run: what summary.json says of the plan beside it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from regionplanner.io.places import reading
from regionplanner.io.regular import parsed_json
from regionplanner.proof import Proof

_MOST_BYTES = 10_000_000
"""Nearly a thousand times the record of Flanders: what is larger is another file."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
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
    curve: tuple[CurvePoint, ...]
    parent_curves: Mapping[str, tuple[CurvePoint, ...]]
    left_out: Mapping[str, str] = field(default_factory=dict)


def read_record(path: Path) -> RunRecord | None:
    """Return what summary.json says; None where there is none, or it is not one of ours.

    Parameters
    ----------
    path
        The file. A plan is as good without it: what cannot be read is no error, and neither is
        a proof that contradicts itself.
    """
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        reading(path, kind="record")
        return _record(parsed_json(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    except OverflowError:  # a number past all floats
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
            _text(one["reference_region"]): _text(one["reason"]) for one in said.get("left_out", ())
        },
    )


def _proof(status: object, objective: float | None, bound: float | None) -> Proof:
    if objective is None:
        raise ValueError("no objective")
    if status == "optimal" and bound == objective:
        return Proof("optimal", objective, bound)
    if status == "feasible" and (bound is None or bound <= objective):
        return Proof("feasible", objective, bound)
    raise ValueError("no status of a run, or not one that the bound shows")


def _points(points: list[Mapping[str, Any]]) -> tuple[CurvePoint, ...]:
    return tuple(
        CurvePoint(
            regions=_whole(point["regions"]),
            objective=_figure(point["objective"]),
            bound=_figure(point["bound"]),
            chosen=point["chosen"] is True,
        )
        for point in points
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _figure(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)
