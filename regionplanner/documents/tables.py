"""Plans as tables for people who live in a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from regionplanner.choice import Language
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.measured import MeasuredPlan, case_to_measure, measured_plan
from regionplanner.errors import DataError
from regionplanner.files.run_record import RunRecord
from regionplanner.naming import alphabet, parent_names
from regionplanner.plan.compare import compared
from regionplanner.plan.plan import Plan, Region, later_units
from regionplanner.score.groups import Group, membership_columns, whole_groups
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
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import (
    enumeration,
    figure_text,
    grouping_text,
    number,
    score_heading,
)
from regionplanner.words.text import plain, words_in

_PLACE = ("x_m", "y_m", "area_km2")
_FIGURES: Mapping[str, int] = {
    "municipalities": 0,
    "inhabitants": 0,
    "inhabitants_0_14": 0,
    "area_km2": 1,
    "centre_name": 0,
    "mean_distance_km": 1,
    "max_distance_km": 1,
    "mean_travel_min": 1,
    "max_travel_min": 1,
    "border_km": 1,
    "ties_cut": 1,
    "balance_figure": 1,
    "balance_deviation_pct": 1,
}
"""Columns of the scorecard in the order of the table, with their decimals."""
Row = dict[str, object]  # a row of a table, or its columns, by heading


@dataclass(frozen=True)  # no slots: parts are made when they are first asked for
class PlanTables:
    """Plans, measured, by names that columns can have: the others stand beside the first."""

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
        labels = {str(nis): plain(name) or str(nis) for nis, name in names.items()}
        return dict(sorted(labels.items(), key=lambda item: (alphabet(item[1]), item[0])))

    def heading(self, key: str, measured: MeasuredPlan | None = None, **places: str) -> str:
        """Return a heading, with the name of the plan that it is of where there are several."""
        heading = self.words[f"heading_{key}"].format(**places)
        if measured is None or len(self.plans) == 1:
            return heading
        return self.words["heading_of"].format(heading=heading, plan=measured.name)

    def row(self, measured: MeasuredPlan | None = None, **cells: object) -> Row:
        """Return a row by headings; of a plan, it starts with its name where there are several."""
        named = {"plan": measured.name} if measured and len(self.plans) > 1 else {}
        return {self.heading(key): cell for key, cell in {**named, **cells}.items()}

    def listed(self, units: Sequence[str]) -> str:
        """Return municipalities as a list in words, in the order of the alphabet."""
        return enumeration([self.units[nis] for nis in self.units if nis in units], self.language)

    def where(self, measured: MeasuredPlan) -> Mapping[str, str]:
        """Return in which region each municipality is, in words, by NIS code."""
        later = later_units(measured.plan, self.municipalities)
        outside = {nis: self.words["later" if nis in later else "outside"] for nis in self.units}
        titles = {r.code: plain(r.title(self.language)) for r in measured.plan}
        return outside | {nis: titles[code] for nis, code in measured.plan.assignment.items()}

    def yes(self, *, answer: bool) -> str:
        """Return yes or no, in words."""
        return self.words["heading_yes" if answer else "heading_no"]


def document_tables(
    plans: Mapping[str, Plan],
    records: Mapping[str, RunRecord],
    municipalities: Municipalities,
    *,
    language: Language = "nl",
) -> Mapping[str, pd.DataFrame]:
    """Return all that is known of plans as tables, by names that sheets can have.

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
    Mapping of str to pandas.DataFrame
        Units, regions, members, groupings, figures, differences (of several plans), numbers of
        regions (with a record) and an explanation, in this order. Codes are text; figures are
        rounded; missing is None or NaN; the index says nothing.

    Raises
    ------
    DataError, ScenarioError, ValueError
        As `report_page`.
    """
    if not plans:
        raise DataError("there is no plan to report; at least one is expected; give a plan")
    language = spoken(language, municipalities)
    cases = [case_to_measure(plan, municipalities) for plan in plans.values()]
    measured = [
        measured_plan(name, plan, case, records.get(key), language=language)
        for name, (key, plan), case in zip(_names(list(plans)), plans.items(), cases, strict=True)
    ]
    tables = PlanTables(tuple(measured), municipalities, language)
    makers = {
        "sheet_units": units_table,
        "sheet_regions": regions_table,
        "sheet_members": members_table,
        "sheet_groups": groups_table,
        "sheet_figures": figures_table,
        **({"sheet_moved": moved_table} if len(plans) > 1 else {}),
        "sheet_curve": curve_table,
        "sheet_about": about_table,
    }
    made = {tables.words[key]: make(tables) for key, make in makers.items()}
    return {name: table for name, table in made.items() if len(table.columns)}


def _names(keys: Sequence[str]) -> list[str]:
    """Return names that can be read, no two alike."""
    names: list[str] = []
    for place, key in enumerate(keys, 1):
        name = plain(key) or str(place)
        names.append(f"{name} ({place})" if name in names else name)
    return names


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def units_table(tables: PlanTables) -> pd.DataFrame:
    """Return every municipality with its region in each plan, its figures and its groups."""
    data, language = tables.municipalities, tables.language
    frame = data.frame.loc[list(tables.units)]
    columns = _unit_columns(tables, list(tables.units))
    for measured in tables.plans:
        columns |= _plan_columns(tables, measured)
    columns[tables.heading("area")] = frame["area_km2"].round(1).tolist()
    for column in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[column]) and column not in _PLACE:
            columns[_capital(figure_text(str(column), language))] = frame[column].tolist()
    for column in membership_columns(data):
        known = data.group_names.get(column, {})
        columns[_capital(grouping_text(column, language))] = [
            None if pd.isna(code) else plain(known.get(str(code), code)) for code in frame[column]
        ]
    return pd.DataFrame(columns)


def moved_table(tables: PlanTables) -> pd.DataFrame:
    """Return the municipalities that come into another region in one plan than in the first."""
    first, *others = tables.plans
    moved = {plan.name: set(compared(plan.plan, first.plan).moved) for plan in others}
    units = [nis for nis in tables.units if nis in set().union(*moved.values())]
    columns = _unit_columns(tables, units)
    for measured in tables.plans:
        where = tables.where(measured)
        columns[tables.heading("region", measured)] = [where[nis] for nis in units]
        if measured is not first:
            columns[tables.heading("changes", measured)] = [
                tables.yes(answer=nis in moved[measured.name]) for nis in units
            ]
    return pd.DataFrame(columns)


def _unit_columns(tables: PlanTables, units: list[str]) -> Row:
    parents = tables.municipalities.frame["reference_region_name"]
    names = [tables.units[nis] for nis in units]
    return tables.row(nis=units, unit=names, parent=[plain(parents[nis]) for nis in units])


def _plan_columns(tables: PlanTables, measured: MeasuredPlan) -> Row:
    """Return the columns of a plan: region, centre, and how far that is."""
    where, units, codes = tables.where(measured), tables.units, measured.plan.assignment
    centres = {nis: region.centre for region in measured.plan for nis in region.members}
    far = dict.fromkeys(centres.values(), 0.0)
    far |= {
        unit.unit: round(unit.travel, 1) for unit in far_units(measured.plan, tables.municipalities)
    }
    travel = "travel" if measured.in_minutes else "distance"
    return {
        tables.heading("region_code", measured): [codes.get(nis) for nis in units],
        tables.heading("region", measured): [where[nis] for nis in units],
        tables.heading("centre", measured): [units.get(centres.get(nis, "")) for nis in units],
        tables.heading(travel, measured): [far.get(nis) for nis in units],
    }


def regions_table(tables: PlanTables) -> pd.DataFrame:
    """Return the figures of every region of every plan."""
    scores = [_region_scores(tables, measured) for measured in tables.plans]
    # object: a figure that one of the plans lacks does not make numbers of the others floats
    return pd.concat([table.astype(object) for table in scores], ignore_index=True).infer_objects()


def _region_scores(tables: PlanTables, measured: MeasuredPlan) -> pd.DataFrame:
    balanced = measured.case.scenario.balance.column
    shown = [column for column in _FIGURES if column in measured.score]
    headings = {c: score_heading(c, tables.language, balanced=balanced) for c in shown}
    return pd.DataFrame(
        [
            _region_cells(tables, measured, region)
            | {
                heading: _cell(measured.score.at[region.code, column], _FIGURES[column])
                for column, heading in headings.items()
            }
            for region in measured.plan
        ]
    )


def _cell(value: object, places: int) -> object:
    if isinstance(value, float):
        return round(value, places)
    return plain(value) if isinstance(value, str) else value


def _region_cells(
    tables: PlanTables, measured: MeasuredPlan, region: Region, **more: object
) -> Row:
    title, parent = plain(region.title(tables.language)), plain(region.parent_name)
    return tables.row(measured, code=plain(region.code), region=title, parent=parent, **more)


def members_table(tables: PlanTables) -> pd.DataFrame:
    """Return the members of every region of every plan, as a list in words."""
    return pd.DataFrame(
        [
            _region_cells(
                tables,
                measured,
                region,
                n_units=len(region.members),
                members=tables.listed(region.members),
            )
            for measured in tables.plans
            for region in measured.plan
        ]
    )


def groups_table(tables: PlanTables) -> pd.DataFrame:
    """Return every existing group of municipalities: whether it stays together, and where."""
    return pd.DataFrame(
        [
            _group_cells(tables, measured, group)
            for measured in tables.plans
            for groups in measured.groups.values()
            for group in groups
        ]
    )


def _group_cells(tables: PlanTables, measured: MeasuredPlan, group: Group) -> Row:
    labels = {region.code: plain(region.label) for region in measured.plan}
    kept = tables.yes(answer=not group.cut) if group.regions else tables.words["outside"]
    return tables.row(
        measured,
        grouping=grouping_text(group.column, tables.language),
        group=plain(group.name),
        n_units=len(group.members),
        kept=kept,
        n_regions=len(group.regions),
        group_regions=", ".join(labels[code] for code in group.regions) or None,
        outside=tables.listed(group.outside) or None,
    )


def figures_table(tables: PlanTables) -> pd.DataFrame:
    """Return key figures, a column a plan, so that plans can be compared."""
    values = [tables.heading("value", measured) for measured in tables.plans]
    return pd.DataFrame(
        [
            tables.row(figure=what, figure_unit=unit) | dict(zip(values, cells, strict=True))
            for some in (_sizes, _values, _weights, _scores, _kept)
            for what, unit, cells in some(tables)
        ],
        dtype=object,
    )


_Figure = tuple[str, str, Sequence[object]]


def _sizes(tables: PlanTables) -> Iterator[_Figure]:
    units = tables.heading("unit_units")
    plans = [measured.plan for measured in tables.plans]
    sizes = [[len(region.members) for region in plan] for plan in plans]
    yield tables.heading("n_regions"), "", [len(plan) for plan in plans]
    yield tables.heading("planned"), units, [len(plan.assignment) for plan in plans]
    yield tables.heading("smallest"), units, [min(plan_sizes) for plan_sizes in sizes]
    yield tables.heading("largest"), units, [max(plan_sizes) for plan_sizes in sizes]


def _values(tables: PlanTables) -> Iterator[_Figure]:
    first = tables.plans[0]
    alike = [_values_like(first, measured) for measured in tables.plans]
    for name in CRITERIA:
        cells = [_rounded(there.get(name)) for there in alike]
        if any(cell is not None for cell in cells):
            unit = first.criterion_unit(name, "heading_unit")
            yield first.criterion(name, "heading"), unit, cells


def _values_like(first: MeasuredPlan, plan: MeasuredPlan) -> Mapping[CriterionName, float]:
    """Return the values of a plan, measured with the choices of the first."""
    if plan.case.scenario != first.case.scenario:
        plan = measured_plan(plan.name, plan.plan, first.case, plan.record)
    return plan.values  # noqa: PD011  (no table)


def _weights(tables: PlanTables) -> Iterator[_Figure]:
    first = tables.plans[0]
    for name in CRITERIA:
        weights = [measured.case.scenario.criteria.get(name, 0.0) for measured in tables.plans]
        if any(weights):
            what = tables.heading("weight", figure=first.criterion(name, "heading"))
            yield what, first.criterion(name, "per"), weights


def _scores(tables: PlanTables) -> Iterator[_Figure]:
    """Yield scores by the weights of the first plan, and bounds that were found with these."""
    first, choices = tables.plans[0], tables.plans[0].case.scenario
    if any(measured.plan.proof.objective is not None for measured in tables.plans):
        bounds = [
            m.plan.proof.bound if (m.case.scenario, m.plan.proof.of) == (choices, None) else None
            for m in tables.plans
        ]
        yield tables.heading("score"), "", [_rounded(_score(first, m)) for m in tables.plans]
        yield tables.heading("score_bound"), "", [_rounded(bound) for bound in bounds]


def _score(first: MeasuredPlan, plan: MeasuredPlan) -> float | None:
    """Return the score of a plan by the weights of the first; None where that says nothing."""
    if plan.case.scenario == first.case.scenario:
        return plan.plan.proof.objective
    weights, values = first.case.scenario.criteria, _values_like(first, plan)
    if first.case.scenario.coverage is not None or not set(weights) <= set(values):
        return None
    return sum(weight * values[name] for name, weight in weights.items())


def _kept(tables: PlanTables) -> Iterator[_Figure]:
    language = tables.language
    for column, groups in tables.plans[0].groups.items():
        named = grouping_text(column, language, plural=True)
        unit = tables.heading("kept_of", count=number(len(groups), language))
        kept = [len(whole_groups(measured.groups[column])) for measured in tables.plans]
        yield tables.heading("kept_groups", groups=named), unit, kept


def curve_table(tables: PlanTables) -> pd.DataFrame:
    """Return the best score for every number of regions, in all and by reference region."""
    names = {code: name for code, (_, name) in parent_names(tables.municipalities).items()}
    rows = []
    for measured in tables.plans:
        if measured.record is None:
            continue
        by_parent = measured.record.parent_curves.items()
        curves = [(plain(names.get(code, code)), points) for code, points in by_parent]
        for part, points in ((tables.heading("whole"), measured.record.curve), *curves):
            for point in points:
                proven = point.objective is not None and point.objective == point.bound
                row = tables.row(
                    measured,
                    part=part,
                    n_regions=point.regions,
                    objective=_rounded(point.objective),
                    bound=_rounded(point.bound),
                    proven=tables.yes(answer=proven),
                    chosen=tables.yes(answer=point.chosen),
                )
                rows.append(row)
    return pd.DataFrame(rows)


def about_table(tables: PlanTables) -> pd.DataFrame:
    """Return what a reader should know of plans and data, in two columns."""
    words, language, data = tables.words, tables.language, tables.municipalities
    rows = [(tables.heading("status"), words["status"])]
    for measured in tables.plans:
        rows += _about(tables, measured)
    if len(tables.plans) > 1:
        rows.append((words["sheet_figures"], tables.heading("measured")))
    rows.append((tables.heading("centre"), tables.heading("centre_note")))
    rows += [(tables.heading("approximation"), said) for said in approximations(data, language)]
    rows += source_rows(data.source, language)
    return pd.DataFrame(rows, columns=[tables.heading("subject"), tables.heading("text")])


def _about(tables: PlanTables, measured: MeasuredPlan) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of a plan: proof, choices, broken rules, and what it is."""
    plan, data, language = measured.plan, tables.municipalities, tables.language
    labels = {region.code: plain(region.label) for region in plan}
    notes = [f"{labels[code]}: {note}" for code, note in region_notes(plan, language).items()]
    subject = tables.heading("about_plan", plan=measured.name)
    for text in (summary_text(plan, data, language), *about_plan(plan, data, language), *notes):
        yield subject, text
    for sentence in violation_sentences(plan, language):
        yield tables.heading("broken"), sentence
    if digests := fingerprint(plan):
        yield tables.words["fingerprint"], digests
