"""Plans as tables for people who live in a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.measured import MeasuredPlan, measured_plan
from regionplanner.errors import DataError
from regionplanner.files.run_record import CurvePoint, RunRecord
from regionplanner.naming import alphabet, parent_names
from regionplanner.plan.compare import compared
from regionplanner.plan.plan import Plan, Region, later_units
from regionplanner.score.groups import Group, membership_columns
from regionplanner.score.oddities import far_units
from regionplanner.words.about import (
    about_plan,
    approximations,
    fingerprint,
    region_notes,
    source_rows,
    summary_text,
    violation_sentences,
)
from regionplanner.words.language import Language, plain
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import (
    criterion_unit,
    criterion_word,
    enumeration,
    figure_text,
    grouping_text,
    number,
)
from regionplanner.words.text import words_in


@dataclass(frozen=True)  # no slots: parts are made when they are first asked for
class Tabled:
    """Plans and the words to tell of them in tables.

    Attributes
    ----------
    plans
        In order, measured each with its own choices.
    municipalities
        The data.
    language
        Language of the tables.
    """

    plans: tuple[MeasuredPlan, ...]
    municipalities: Municipalities
    language: Language

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Words by key."""
        return words_in(self.language)

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Name of each municipality by NIS code, in the order of the alphabet."""
        names = self.municipalities.frame["name"]
        found = {str(nis): plain(name) or str(nis) for nis, name in names.items()}
        return dict(sorted(found.items(), key=lambda item: (alphabet(item[1]), item[0])))

    def heading(self, key: str, measured: MeasuredPlan | None = None, **places: str) -> str:
        """Return a heading, with the name of the plan that it is of where there are several."""
        heading = self.words[f"heading_{key}"].format(**places)
        if measured is None or len(self.plans) == 1:
            return heading
        return self.words["heading_of"].format(heading=heading, plan=measured.name)

    def of_plan(self, measured: MeasuredPlan) -> Mapping[str, str]:
        """Return the first cell of a row of a plan; none where there is only one plan."""
        return {self.heading("plan"): measured.name} if len(self.plans) > 1 else {}

    def title(self, region: Region) -> str:
        """Return the full name of a region."""
        return plain(region.title(self.language))

    def listed(self, units: Sequence[str]) -> str:
        """Return municipalities as a list in words, in the order of the alphabet."""
        return enumeration([self.units[nis] for nis in self.units if nis in units], self.language)

    def where(self, measured: MeasuredPlan) -> Mapping[str, str]:
        """Return in which region each municipality is, in words, by NIS code."""
        later = later_units(measured.plan, self.municipalities)
        outside = {nis: self.words["later" if nis in later else "outside"] for nis in self.units}
        return outside | {
            nis: self.title(region) for region in measured.plan for nis in region.members
        }

    def yes(self, *, answer: bool) -> str:
        """Return yes or no."""
        return self.words["heading_yes" if answer else "heading_no"]


def tabled(
    plans: Mapping[str, Plan],
    records: Mapping[str, RunRecord],
    municipalities: Municipalities,
    language: Language,
) -> Tabled:
    """Return what tables are made of."""
    names = _names(list(plans))
    measured = [
        measured_plan(name, plan, municipalities, records.get(key))
        for name, (key, plan) in zip(names, plans.items(), strict=True)
    ]
    return Tabled(tuple(measured), municipalities, language)


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def _names(keys: Sequence[str]) -> list[str]:
    """Return names that can be read, no two alike."""
    found: list[str] = []
    for place, key in enumerate(keys, 1):
        name = plain(key) or str(place)
        found.append(f"{name} ({place})" if name in found else name)
    return found


_PLACE = ("x_m", "y_m", "area_km2")


def units_table(told: Tabled) -> pd.DataFrame:
    """Return every municipality with its region in each plan, its figures and its groups."""
    frame = told.municipalities.frame.loc[list(told.units)]
    columns = _unit_cells(told, list(told.units))
    for measured in told.plans:
        columns |= _in_plan(told, measured)
    columns[told.heading("area")] = frame["area_km2"].round(1).tolist()
    for column in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[column]) and column not in _PLACE:
            columns[capital(figure_text(str(column), told.language))] = frame[column].tolist()
    names = told.municipalities.group_names
    for column in membership_columns(told.municipalities):
        known = names.get(column, {})
        columns[capital(grouping_text(column, told.language))] = [
            None if pd.isna(code) else plain(known.get(str(code), code)) for code in frame[column]
        ]
    return pd.DataFrame(columns)


def moved_table(told: Tabled) -> pd.DataFrame:
    """Return the municipalities that come into another region in one plan than in the first."""
    first, *others = told.plans
    moved = {other.name: set(compared(other.plan, first.plan).moved) for other in others}
    anywhere = set().union(*moved.values())
    units = [nis for nis in told.units if nis in anywhere]
    columns = _unit_cells(told, units)
    for measured in told.plans:
        where = told.where(measured)
        columns[told.heading("region", measured)] = [where[nis] for nis in units]
        if measured is not first:
            columns[told.heading("changes", measured)] = [
                told.yes(answer=nis in moved[measured.name]) for nis in units
            ]
    return pd.DataFrame(columns)


def _unit_cells(told: Tabled, units: list[str]) -> dict[str, list[object]]:
    parents = told.municipalities.frame["reference_region_name"]
    return {
        told.heading("nis"): list(units),
        told.heading("unit"): [told.units[nis] for nis in units],
        told.heading("parent"): [plain(parents[nis]) for nis in units],
    }


def _in_plan(told: Tabled, measured: MeasuredPlan) -> dict[str, list[object]]:
    """Return the columns of a plan: region, centre, and how far that is."""
    where = told.where(measured)
    centres = {nis: region.centre for region in measured.plan for nis in region.members}
    far = dict.fromkeys(centres.values(), 0.0)
    far |= {one.unit: round(one.travel, 1) for one in far_units(measured.plan, told.municipalities)}
    travel = "travel" if measured.in_minutes else "distance"
    return {
        told.heading("region", measured): [where[nis] for nis in told.units],
        told.heading("centre", measured): [
            told.units[centres[nis]] if nis in centres else None for nis in told.units
        ],
        told.heading(travel, measured): [far.get(nis) for nis in told.units],
    }


_FIGURES: Mapping[str, tuple[str, int]] = {
    "municipalities": ("n_units", 0),
    "inhabitants": ("", 0),
    "inhabitants_0_14": ("", 0),
    "area_km2": ("area", 1),
    "centre_name": ("centre", 0),
    "mean_distance_km": ("mean_distance", 1),
    "max_distance_km": ("max_distance", 1),
    "mean_travel_min": ("mean_travel", 1),
    "max_travel_min": ("max_travel", 1),
    "border_km": ("border", 1),
    "ties_cut": ("ties", 1),
    "balance_figure": ("balance", 1),
    "balance_deviation_pct": ("deviation", 1),
}
"""Columns of the scorecard in the order of the table: heading (else the figure) and decimals."""


def regions_table(told: Tabled) -> pd.DataFrame:
    """Return the figures of every region of every plan."""
    tables = [_region_scores(told, measured) for measured in told.plans]
    # object: a figure that one of the plans lacks does not make numbers of the others floats
    return pd.concat([table.astype(object) for table in tables], ignore_index=True).infer_objects()


def members_table(told: Tabled) -> pd.DataFrame:
    """Return the members of every region of every plan, as a list in words."""
    return pd.DataFrame(
        [
            {
                **_region_cells(told, measured, region),
                told.heading("n_units"): len(region.members),
                told.heading("members"): told.listed(region.members),
            }
            for measured in told.plans
            for region in measured.plan
        ]
    )


def _region_scores(told: Tabled, measured: MeasuredPlan) -> pd.DataFrame:
    shown = {
        column: (_heading(told, measured, column, key), places)
        for column, (key, places) in _FIGURES.items()
        if column in measured.score
    }
    return pd.DataFrame(
        [
            _region_cells(told, measured, region)
            | {
                heading: _cell(measured.score.at[region.code, column], places)
                for column, (heading, places) in shown.items()
            }
            for region in measured.plan
        ]
    )


def _region_cells(told: Tabled, measured: MeasuredPlan, region: Region) -> dict[str, object]:
    return {
        **told.of_plan(measured),
        told.heading("code"): plain(region.code),
        told.heading("region"): told.title(region),
        told.heading("parent"): plain(region.parent_name),
    }


def _heading(told: Tabled, measured: MeasuredPlan, column: str, key: str) -> str:
    figure = figure_text(measured.scenario.balance.column, told.language)
    if key:
        return told.heading(key, figure=figure)
    return capital(figure_text(column, told.language))


def _cell(value: object, places: int) -> object:
    if isinstance(value, float):
        return round(value, places)
    return plain(value) if isinstance(value, str) else value


_Row = tuple[str, str, list[object]]


def groups_table(told: Tabled) -> pd.DataFrame:
    """Return every existing group of municipalities: whether it stays together, and where."""
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


def curve_table(told: Tabled) -> pd.DataFrame:
    """Return the best score for every number of regions, in all and by reference region."""
    return pd.DataFrame(
        [
            _point(told, measured, part, point)
            for measured in told.plans
            for part, points in _curves(told, measured)
            for point in points
        ]
    )


def about_table(told: Tabled) -> pd.DataFrame:
    """Return what a reader should know of plans and data, in two columns."""
    words, language = told.words, told.language
    rows = [(told.heading("status"), words["status"])]
    for measured in told.plans:
        rows += _about(told, measured)
    if len(told.plans) > 1:
        rows.append((words["sheet_figures"], told.heading("measured")))
    rows.append((told.heading("centre"), told.heading("centre_note")))
    for sentence in approximations(told.municipalities, language):
        rows.append((told.heading("approximation"), sentence))
    rows += source_rows(told.municipalities.source, language)
    return pd.DataFrame(rows, columns=[told.heading("subject"), told.heading("text")])


def _curves(told: Tabled, measured: MeasuredPlan) -> Iterator[tuple[str, tuple[CurvePoint, ...]]]:
    record = measured.record
    if record is None:
        return
    yield told.heading("whole"), record.curve
    names = parent_names(told.municipalities)
    for code, points in record.parent_curves.items():
        yield plain(names[code][1] if code in names else code), points


def _point(told: Tabled, measured: MeasuredPlan, part: str, point: CurvePoint) -> dict[str, object]:
    proven = point.objective is not None and point.objective == point.bound
    return {
        **told.of_plan(measured),
        told.heading("part"): part,
        told.heading("n_regions"): point.regions,
        told.heading("objective"): _rounded(point.objective),
        told.heading("bound"): _rounded(point.bound),
        told.heading("proven"): told.yes(answer=proven),
        told.heading("chosen"): told.yes(answer=point.chosen),
    }


def _about(told: Tabled, measured: MeasuredPlan) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of a plan: proof, choices, broken rules, and what it is."""
    plan, language = measured.plan, told.language
    subject = told.heading("about_plan", plan=measured.name)
    yield subject, summary_text(plan, told.municipalities, language)
    for paragraph in about_plan(plan, told.municipalities, language):
        yield subject, paragraph
    labels = {region.code: plain(region.label) for region in plan}
    for code, note in region_notes(plan, language).items():
        yield subject, f"{labels[code]}: {note}"
    for sentence in violation_sentences(plan, language):
        yield told.heading("broken"), sentence
    if digests := fingerprint(plan):
        yield told.words["fingerprint"], digests


def document_tables(
    plans: Mapping[str, Plan],
    records: Mapping[str, RunRecord],
    municipalities: Municipalities,
    *,
    language: Language = "nl",
) -> Mapping[str, pd.DataFrame]:
    """Return all that can be told of plans in tables, by names that sheets can have.

    Parameters
    ----------
    plans
        At least one, by name.
    records
        Of the runs that made them, by the name of the plan, where there are any.
    municipalities
        The data of all.
    language
        Language of names, headings and texts.

    Returns
    -------
    Mapping
        Municipalities, youth regions, their members, existing groupings, key figures, differences
        (of several plans), numbers of regions (with a record) and an explanation, in this order.
        The index of a table says nothing. Codes are text; figures are numbers, rounded to what
        they are worth; missing is None or NaN.

    Raises
    ------
    DataError
        When there is no plan.
    """
    if not plans:
        raise DataError("there is no plan to tell of; at least one is expected; give a plan")
    told = tabled(plans, records, municipalities, spoken(language, municipalities))
    tables = {
        "sheet_units": units_table(told),
        "sheet_regions": regions_table(told),
        "sheet_members": members_table(told),
        "sheet_groups": groups_table(told),
        "sheet_figures": figures_table(told),
    }
    if len(plans) > 1:
        tables["sheet_moved"] = moved_table(told)
    tables["sheet_curve"] = curve_table(told)
    tables["sheet_about"] = about_table(told)
    return {told.words[key]: table for key, table in tables.items() if len(table.columns)}
