"""A plan with all that a report says of it, measured once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd
from markupsafe import Markup

from regionplanner.choice import Language
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.assignment import assignment_sha256
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.marked import Texts, named
from regionplanner.files.run_record import RunRecord
from regionplanner.files.set_records import SetRecord
from regionplanner.graph.contiguity import scenario_case
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Plan
from regionplanner.rules.case import Case
from regionplanner.scenario import DEFAULT_TIES, Scenario
from regionplanner.score.groups import Group, groups_of, membership_columns
from regionplanner.score.scorecard import case_score, known_values
from regionplanner.words.sentences import criterion_unit, criterion_word, figure_text

Record = TypeVar("Record", bound=SetRecord)


@dataclass(frozen=True, slots=True)
class MeasuredPlan:
    """A plan and its figures.

    Attributes
    ----------
    name
        What it is called among the others.
    plan, record
        The plan, and the record of the run that made it; None where it was made otherwise.
    made
        Records of what made it with others.
    case
        What it is measured on: the data, the neighbours and the choices.
    score
        One row of figures a region.
    values
        Value of each criterion; none where a region crosses reference regions.
    groups
        Existing groups by membership column, in the order of the data.
    say
        Texts in the language of the document.
    """

    name: str
    plan: Plan
    record: RunRecord | None
    made: tuple[SetRecord, ...]
    case: Case
    score: pd.DataFrame
    values: Mapping[CriterionName, float]
    groups: Mapping[str, tuple[Group, ...]]
    say: Texts

    @property
    def tied_columns(self) -> tuple[str, ...]:
        """Groupings reported for each region: those that count as ties, and the usual ones."""
        ties = self.case.scenario.ties
        return tuple(c for c in self.groups if c in DEFAULT_TIES or ties.get(c))

    @property
    def in_minutes(self) -> bool:
        """Whether travel is in minutes."""
        return self.case.municipalities.travel_min is not None

    @property
    def sha256(self) -> str:
        """Digest of the plan, by which records know it."""
        return assignment_sha256(self.plan.assignment)

    @property
    def labels(self) -> Mapping[str, Markup]:
        """What regions are called, by code."""
        return {region.code: named(region.label, region.code) for region in self.plan}

    @property
    def numbers(self) -> Mapping[str, int]:
        """What regions are called on maps, from 1, by code: names do not fit everywhere."""
        return {region.code: number for number, region in enumerate(self.plan, 1)}

    @property
    def parent_names(self) -> Mapping[str, Markup]:
        """Names of all reference regions, by code."""
        rows = self.case.municipalities.frame.drop_duplicates("reference_region")
        pairs = zip(rows["reference_region"], rows["reference_region_name"], strict=True)
        return {code: named(name, code) for code, name in pairs}

    def made_by(self, kind: type[Record]) -> Record | None:
        """Return the record of a kind of what made the plan with others; None without one."""
        return next((record for record in self.made if isinstance(record, kind)), None)

    def criterion(self, name: CriterionName, part: str = "report") -> str:
        """Return what a criterion measures, or another of its words."""
        figure = figure_text(self.case.scenario.balance.column, self.say.language)
        minutes = self.in_minutes
        return criterion_word(name, part, self.say.language, in_minutes=minutes, figure=figure)

    def criterion_unit(self, name: CriterionName, part: str = "unit") -> str:
        """Return the unit of measure of a criterion."""
        who, minutes = self.case.scenario.travellers, self.in_minutes
        return criterion_unit(
            name, self.say.language, in_minutes=minutes, travellers=who, part=part
        )

    def amount(self, name: CriterionName, value: float) -> str:
        """Return a value of a criterion as people write it."""
        whole = name == "ties" and value == round(value)
        return self.say.fixed(value, 0 if whole else CRITERIA[name].decimals)

    def unit(self, nis: str) -> Markup:
        """Return the name of a municipality."""
        return named(self.case.municipalities.frame.at[nis, "name"], nis)

    def units(self, codes: tuple[str, ...]) -> list[Markup]:
        """Return the names of municipalities, in the order of the alphabet."""
        return sorted((self.unit(nis) for nis in codes), key=lambda name: alphabet(str(name)))


def case_to_measure(plan: Plan, municipalities: Municipalities) -> Case:
    """Return what a plan is measured with: its own choices, or the usual ones for a plan by hand.

    Of these only the ties that the data have count.
    """
    scenario = _measurable(plan.scenario or Scenario(), municipalities)
    return scenario_case(municipalities, scenario)


def measured_plan(
    name: str,
    plan: Plan,
    case: Case,
    record: RunRecord | None,
    *,
    made: tuple[SetRecord, ...] = (),
    language: Language = "nl",
) -> MeasuredPlan:
    """Return a plan with its figures, measured with the choices of a case."""
    municipalities = case.municipalities
    held = replace(plan, scenario=case.scenario)
    return MeasuredPlan(
        name=name,
        plan=plan,
        record=record,
        made=made,
        case=case,
        score=case_score(held, case),
        values=known_values([held], case)[0],
        groups={
            column: groups_of(plan, municipalities, column)
            for column in membership_columns(municipalities)
        },
        say=Texts(language),
    )


def _measurable(scenario: Scenario, municipalities: Municipalities) -> Scenario:
    """Return choices whose ties the data have: a plan by hand comes with the usual choices."""
    known = {*municipalities.frame.columns, *municipalities.pair_ties}
    if not scenario.criteria.get("ties") or known >= set(scenario.ties):
        return scenario
    others = {name: weight for name, weight in scenario.criteria.items() if name != "ties"}
    return scenario.model_copy(update={"criteria": others or {"distance": 1.0}})
