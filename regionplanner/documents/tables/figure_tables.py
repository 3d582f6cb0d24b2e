"""Tables that lay plans side by side: existing groupings, and key figures."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.documents.measured import MeasuredPlan, measured_plan
from regionplanner.documents.tables.tabled import Tabled
from regionplanner.score.groupings import Group
from regionplanner.words.criteria import criterion_unit, criterion_word
from regionplanner.words.figures import figure_text
from regionplanner.words.groupings import grouping_text
from regionplanner.words.plain import plain
from regionplanner.words.sentences import number

_Row = tuple[str, str, list[object]]


def groups_table(told: Tabled) -> pd.DataFrame:
    """Return every existing group of municipalities: whether it stays together, and where.

    Parameters
    ----------
    told
        The plans; where there are several, the first column says which.
    """
    return pd.DataFrame(
        [
            _group_row(told, measured, group)
            for measured in told.plans
            for groups in measured.groups.values()
            for group in groups
        ]
    )


def figures_table(told: Tabled) -> pd.DataFrame:
    """Return key figures, a column a plan, so that plans can be compared.

    Parameters
    ----------
    told
        The plans.

    Notes
    -----
    Criteria are all measured with the choices of the first plan (who counts, which co-operation
    ties), for else their values could not be compared. Weights and scores are each plan's own.
    """
    rows = [*_sizes(told), *_values(told), *_weights(told), *_scores(told), *_kept(told)]
    values = [told.heading("value", measured) for measured in told.plans]
    return pd.DataFrame(
        [
            {told.heading("figure"): what, told.heading("figure_unit"): unit}
            | dict(zip(values, cells, strict=True))
            for what, unit, cells in rows
        ],
        dtype=object,
    )


def _group_row(told: Tabled, measured: MeasuredPlan, group: Group) -> dict[str, object]:
    labels = {region.code: plain(region.label) for region in measured.plan}
    return {
        **told.of_plan(measured),
        told.heading("grouping"): grouping_text(group.column, told.language),
        told.heading("group"): plain(group.name),
        told.heading("n_units"): len(group.members),
        told.heading("kept"): _stays(told, group),
        told.heading("n_regions"): len(group.regions),
        told.heading("group_regions"): ", ".join(labels[code] for code in group.regions) or None,
        told.heading("outside"): told.listed(group.outside) or None,
    }


def _stays(told: Tabled, group: Group) -> str:
    return told.yes(answer=not group.cut) if group.regions else told.words["outside"]


def _sizes(told: Tabled) -> Iterator[_Row]:
    units = told.heading("unit_units")
    plans = [measured.plan for measured in told.plans]
    sizes = [[len(region.members) for region in plan] for plan in plans]
    yield told.heading("n_regions"), "", [len(plan) for plan in plans]
    yield told.heading("planned"), units, [len(plan.assignment) for plan in plans]
    yield told.heading("smallest"), units, [min(found) for found in sizes]
    yield told.heading("largest"), units, [max(found) for found in sizes]


def _values(told: Tabled) -> Iterator[_Row]:
    first = told.plans[0]
    alike = [first.values, *(_values_like(first, other) for other in told.plans[1:])]  # noqa: PD011  (no table)
    for criterion in CRITERIA:
        values = [_rounded(there.get(criterion)) for there in alike]
        if any(value is not None for value in values):
            yield _criterion(told, first, criterion), _unit(told, first, criterion), list(values)


def _values_like(first: MeasuredPlan, other: MeasuredPlan) -> Mapping[CriterionName, float]:
    if other.scenario != first.scenario:
        data, choices = other.municipalities, first.scenario
        other = measured_plan(other.name, other.plan, data, other.record, choices=choices)
    return other.values  # noqa: PD011  (no table)


def _weights(told: Tabled) -> Iterator[_Row]:
    for criterion in CRITERIA:
        weights = [m.scenario.criteria.get(criterion, 0.0) for m in told.plans]
        if any(weights):
            what = told.heading("weight", figure=_criterion(told, told.plans[0], criterion))
            minutes = told.plans[0].in_minutes
            per = criterion_word(criterion, "per", told.language, in_minutes=minutes)
            yield what, per, list(weights)


def _scores(told: Tabled) -> Iterator[_Row]:
    first = told.plans[0]
    proofs = [measured.plan.proof for measured in told.plans]
    if any(proof.objective is not None for proof in proofs):
        yield told.heading("score"), "", [_rounded(_score(first, other)) for other in told.plans]
        bounds = [
            p.bound if _alike(first, m) else None for p, m in zip(proofs, told.plans, strict=True)
        ]
        yield told.heading("score_bound"), "", [_rounded(bound) for bound in bounds]


def _alike(first: MeasuredPlan, other: MeasuredPlan) -> bool:
    """Return whether two plans were made with the same choices: else scores differ in meaning."""
    return other.scenario == first.scenario


def _score(first: MeasuredPlan, other: MeasuredPlan) -> float | None:
    """Return the score of a plan by the weights of the first; None where that says nothing."""
    if _alike(first, other):
        return other.plan.proof.objective
    weights, values = first.scenario.criteria, _values_like(first, other)
    if first.scenario.coverage is not None or not set(weights) <= set(values):
        return None
    return sum(weight * values[name] for name, weight in weights.items())


def _kept(told: Tabled) -> Iterator[_Row]:
    for column, groups in told.plans[0].groups.items():
        what = told.heading("kept_groups", groups=grouping_text(column, told.language, plural=True))
        unit = told.heading("kept_of", count=number(len(groups), told.language))
        yield what, unit, [_n_kept(measured.groups[column]) for measured in told.plans]


def _n_kept(groups: Sequence[Group]) -> int:
    return sum(bool(group.regions) and not group.cut for group in groups)


def _criterion(told: Tabled, measured: MeasuredPlan, criterion: CriterionName) -> str:
    figure = figure_text(measured.scenario.balance.column, told.language)
    minutes = measured.in_minutes
    return criterion_word(criterion, "heading", told.language, in_minutes=minutes, figure=figure)


def _unit(told: Tabled, measured: MeasuredPlan, criterion: CriterionName) -> str:
    return criterion_unit(
        criterion,
        told.language,
        in_minutes=measured.in_minutes,
        travellers=measured.scenario.travellers,
        part="heading_unit",
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
