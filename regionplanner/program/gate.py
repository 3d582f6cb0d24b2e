"""The gate: what an engine says of a division holds for the data, or is not said.

Engines count in whole quanta, with diagrams, prices and solvers. Here a division is measured from
the figures alone: that is the objective which is said, where it differs by no more than rounding to
quanta can do. A bound below it is lowered by what rounding can do, so that it holds for the data.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from regionplanner.criteria.costs import QUANTUM, Members, natural
from regionplanner.criteria.figures import ParentFigures
from regionplanner.errors import SolverError
from regionplanner.objective.mix import Measured, measured, rounding, stated_unit
from regionplanner.program.instance.instance import Instance
from regionplanner.program.result import CountResult, ParentResult

STATED_SHARE = 1e-8
"""Where costs are coarser than millionths: the share of an objective that is no difference."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a division costs and any other costs at least, both true of the data.

    Attributes
    ----------
    objective, bound
        In natural units; equal where no division is better, but for rounding.
    rounding
        What rounding to quanta can do to either, in natural units.
    """

    objective: float
    bound: float
    rounding: float


def checked_curve(instance: Instance, curve: ParentResult) -> ParentResult:
    """Return the answers of a reference region with objectives and bounds that hold for the data.

    Parameters
    ----------
    instance
        What was planned.
    curve
        Of one of its reference regions, as an engine or a store has it.

    Raises
    ------
    SolverError
        When a division costs something else than is said.
    """
    return replace(curve, answers=tuple(_checked(instance, curve.code, a) for a in curve.answers))


def checked_division(
    instance: Instance, division: Mapping[str, str], objective: int, bound: int | None = None
) -> Checked:
    """Return what a division of all reference regions costs, and any other at least.

    Parameters
    ----------
    instance
        What was planned.
    division
        Region by NIS code.
    objective, bound
        What an engine says, in quanta; without a bound that of the objective is as good.

    Raises
    ------
    SolverError
        When the division costs something else than is said.
    """
    parts = [
        _measured(instance, figures, _rows(figures, division))
        for figures in instance.figures.values()
    ]
    whole = Measured(sum(part.cost for part in parts), sum(part.rounding for part in parts))
    value, proven = _held(instance, whole, objective, objective if bound is None else bound)
    said = stated(whole.cost, unit=instance.unit)
    return Checked(said, stated_bound(said, value, proven, unit=instance.unit), whole.rounding)


def stated(cost: float, *, unit: float) -> float:
    """Return a cost as it is said: to millionths, or finer where an engine counts finer.

    Parameters
    ----------
    cost
        Measured, in natural units.
    unit
        Power of ten that the weights were divided by.
    """
    unit = min(1.0, unit)
    return natural(round(cost / (QUANTUM * unit)), unit)


def stated_bound(said: float, objective: int, bound: int, *, unit: float) -> float:
    """Return a bound in natural units: what the objective is said to be where it equals that.

    Parameters
    ----------
    said
        The objective, as `stated`.
    objective, bound
        In quanta.
    unit
        Power of ten that the weights were divided by.
    """
    return said if bound == objective else min(said, natural(bound, unit))


def _checked(instance: Instance, code: str, answer: CountResult) -> CountResult:
    figures = instance.figures[code]
    if answer.bound is None:
        return answer
    if answer.objective is None:
        off = rounding(figures, instance.scenario, answer.n_regions, unit=instance.unit)
        return replace(answer, bound=_lowered(instance, answer.bound, off))
    rows = np.array([np.isin(figures.units, region) for region in answer.regions], dtype=bool)
    whole = _measured(instance, figures, rows.reshape(-1, len(figures.units)))
    objective, bound = _held(instance, whole, answer.objective, answer.bound)
    return replace(
        answer,
        status="optimal" if objective == bound else "feasible",
        objective=objective,
        bound=bound,
        cost=whole.cost,
    )


def _held(instance: Instance, whole: Measured, objective: int, bound: int) -> tuple[int, int]:
    """Return objective and bound [quanta] that hold for what a division was measured to cost."""
    quantum = QUANTUM * instance.unit
    off = whole.cost - objective * quantum
    if abs(off) > whole.rounding:
        raise SolverError(
            f"a division is said to cost {natural(objective, instance.unit):,.15g}, but by the "
            f"data it costs {whole.cost:,.15g}, which rounding does not explain; this is a fault "
            "of regionplanner, so no plan is given; please tell us"
        )
    if _is_fine(instance, whole):
        known = bound >= objective
        return objective, objective if known else _lowered(instance, bound, whole.rounding)
    cost = round(whole.cost / quantum)
    return cost, _lowered(instance, min(bound, cost), whole.rounding)


def _is_fine(instance: Instance, whole: Measured) -> bool:
    """Return whether costs are as fine as is stated: rounding cannot make a plan the best."""
    extents = next(iter(instance.figures.values())).extents
    fine = instance.unit <= stated_unit(instance.scenario, extents)
    return fine or whole.rounding <= STATED_SHARE * abs(whole.cost)


def _lowered(instance: Instance, bound: int, off: float) -> int:
    """Return a bound [quanta] less what rounding can do; only with a reward can it be below 0."""
    lowered = bound - math.ceil(off / (QUANTUM * instance.unit))
    coverage = instance.scenario.coverage
    return lowered if coverage is not None and coverage.reward else max(0, lowered)


def _measured(instance: Instance, figures: ParentFigures, rows: Members) -> Measured:
    return measured(figures, instance.scenario, rows, unit=instance.unit)


def _rows(figures: ParentFigures, division: Mapping[str, str]) -> Members:
    """Return the regions that lie in a parent, one row each."""
    codes = np.array([division.get(nis, "") for nis in figures.units])
    regions: Iterable[str] = sorted(set(codes.tolist()) - {""})
    return np.array([codes == code for code in regions], dtype=bool).reshape(-1, len(codes))
