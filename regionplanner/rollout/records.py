"""Growth, support and trekkers as the records that lie beside their plan."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from regionplanner.data.assignment import assignment_sha256
from regionplanner.files.set_records import (
    AreaRecord,
    GrowthRecord,
    SupportRecord,
    TrekkerRecord,
    TrekkersRecord,
    YearRecord,
)
from regionplanner.plan.plan import Plan
from regionplanner.program.growth import Growth
from regionplanner.program.support.assign import Support
from regionplanner.rollout.scratch import Beginning
from regionplanner.rollout.trekkers import Trekker
from regionplanner.rollout.waiting import Waiting
from regionplanner.scenario import Scenario
from regionplanner.support_choices import SupportChoices


def growth_record(
    found: Growth,
    plan: Plan,
    years: pd.DataFrame,
    scenario: Scenario,
    *,
    who: Waiting,
    begun: Beginning | None = None,
) -> GrowthRecord:
    """Return a growth as the record that lies beside its plan.

    Parameters
    ----------
    found
        The growth.
    plan
        Its regions.
    years
        Of `growth_years`.
    scenario
        What the plan is held against.
    who
        Who does not start.
    begun
        How the plan was made, where it was made from the regions of the first year.
    """
    rows = years.astype(object).where(years.notna(), None).reset_index().to_dict("records")
    return GrowthRecord(
        scenario_sha256=scenario.sha256,
        plan_sha256=assignment_sha256(plan.assignment),
        start=dict(found.start),
        waiting={region.code: region.members for region in who.regions},
        outside=who.outside,
        years=tuple(YearRecord.model_validate({"cost": None, **row}) for row in rows),
        value=found.value,
        bound=found.bound,
        price=begun.price if begun is not None and begun.proven else None,
        begun_gap=None if begun is None else round(begun.gap, 6),
    )


def support_record(
    found: Support,
    plan: Plan,
    loads: pd.DataFrame,
    choices: SupportChoices,
    scenario: Scenario,
) -> SupportRecord:
    """Return a division among supporters as the record that lies beside its plan.

    Parameters
    ----------
    found
        The division.
    plan
        The regions.
    loads
        Of `supporter_loads`.
    choices
        Number of meetings.
    scenario
        What the plan is held against.
    """
    rows = loads.astype(object).where(loads.notna(), None).to_dict("index")
    areas = (
        {**rows[area.supporter], "supporter": area.supporter, "home": area.home}
        | {"regions": area.regions}
        for area in found.areas
    )
    return SupportRecord(
        scenario_sha256=scenario.sha256,
        plan_sha256=assignment_sha256(plan.assignment),
        areas=tuple(AreaRecord.model_validate(area) for area in areas),
        meetings=choices.meetings,
        travel_km=round(found.travel_km, 3),
        bound_km=round(found.bound_km, 3),
    )


def trekkers_record(found: Sequence[Trekker], plan: Plan, scenario: Scenario) -> TrekkersRecord:
    """Return ranked municipalities as the record that lies beside their plan.

    Parameters
    ----------
    found
        Ranked.
    plan
        The regions.
    scenario
        What the plan is held against.
    """
    return TrekkersRecord(
        scenario_sha256=scenario.sha256,
        plan_sha256=assignment_sha256(plan.assignment),
        trekkers=tuple(TrekkerRecord(**asdict(one)) for one in found),
    )
