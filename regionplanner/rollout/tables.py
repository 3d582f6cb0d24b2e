"""Growth, support and trekkers as tables, and as the records that lie beside their plan."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from regionplanner.choice import Language
from regionplanner.data.assignment import assignment_sha256
from regionplanner.data.municipalities import Municipalities
from regionplanner.files.set_records import (
    AreaRecord,
    GrowthRecord,
    SupportRecord,
    Trekker,
    TrekkersRecord,
    YearRecord,
)
from regionplanner.plan.plan import Plan
from regionplanner.rollout_choices import GrowthChoices, SupportChoices
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from regionplanner.program.growth import Growth
    from regionplanner.program.support.assign import Support
    from regionplanner.program.support.problem import SupportProblem
    from regionplanner.rollout.from_scratch import Beginning
    from regionplanner.rollout.growth import Waiting


def growth_record(
    growth: "Growth",
    plan: Plan,
    years: pd.DataFrame,
    scenario: Scenario,
    *,
    who: "Waiting",
    begun: "Beginning | None" = None,
) -> GrowthRecord:
    """Return a growth as the record that lies beside its plan."""
    rows = years.astype(object).where(years.notna(), None).reset_index().to_dict("records")
    return GrowthRecord(
        scenario_sha256=scenario.sha256,
        plan_sha256=assignment_sha256(plan.assignment),
        start=dict(growth.start),
        waiting={region.code: region.members for region in who.regions},
        outside=who.outside,
        years=tuple(YearRecord.model_validate({"cost": None, **row}) for row in rows),
        value=growth.value,
        bound=growth.bound,
        price=begun.price if begun is not None and begun.proven else None,
        begun_gap=None if begun is None else round(begun.gap, 6),
    )


def support_record(
    support: "Support", plan: Plan, loads: pd.DataFrame, choices: SupportChoices, scenario: Scenario
) -> SupportRecord:
    """Return a division among supporters as the record that lies beside its plan."""
    rows = loads.astype(object).where(loads.notna(), None).to_dict("index")
    areas = (
        {**rows[area.supporter], "supporter": area.supporter, "home": area.home}
        | {"regions": area.regions}
        for area in support.areas
    )
    return SupportRecord(
        scenario_sha256=scenario.sha256,
        plan_sha256=assignment_sha256(plan.assignment),
        areas=tuple(AreaRecord.model_validate(area) for area in areas),
        meetings=choices.meetings,
        travel_km=round(support.travel_km, 3),
        bound_km=round(support.bound_km, 3),
    )


def trekkers_record(leads: Sequence[Trekker], plan: Plan, scenario: Scenario) -> TrekkersRecord:
    """Return ranked municipalities as the record that lies beside their plan."""
    return TrekkersRecord(
        scenario_sha256=scenario.sha256,
        plan_sha256=assignment_sha256(plan.assignment),
        trekkers=tuple(leads),
    )


_COUNTS = ("inhabitants", "inhabitants_0_14")
_TREKKER_COLUMNS = (
    *("region", "name", "rank", "nis", "municipality", "score"),
    *("readiness", "inhabitants", "nearness", "mean_km", "is_smallest"),
)


def growth_years(
    found: "Growth", plan: Plan, municipalities: Municipalities, choices: GrowthChoices
) -> pd.DataFrame:
    """Return what a growth reaches in each year.

    Parameters
    ----------
    found
        What `growth` returns.
    plan
        Its regions.
    municipalities
        Their units.
    choices
        Years, and what regions cost [EUR].

    Returns
    -------
    pandas.DataFrame
        Index ``year``; columns ``regions``, ``new_regions``, ``municipalities``, ``inhabitants``
        and ``inhabitants_0_14`` (of the supported regions together; NA where unknown), where
        regions cost money ``cost`` [EUR], and ``waiting_regions`` and ``waiting_municipalities``:
        how many have not started.
    """
    rows = {}
    for year in found.years:
        there = set(found.supported(year))
        units = [nis for region in plan if region.code in there for nis in region.members]
        new = sum(start == year for start in found.start.values())
        rows[year] = {"regions": len(there), "new_regions": new, **_reached(units, municipalities)}
        if choices.start_cost or choices.run_cost:
            rows[year]["cost"] = len(there) * choices.run_cost + new * choices.start_cost
        rows[year]["waiting_regions"] = len(plan) - len(there)
        rows[year]["waiting_municipalities"] = len(municipalities.frame) - len(units)
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("year")
    return table.astype(dict.fromkeys(_COUNTS, "Int64"))


def growth_regions(
    found: "Growth", plan: Plan, municipalities: Municipalities, *, language: Language = "nl"
) -> pd.DataFrame:
    """Return when each region starts.

    Parameters
    ----------
    found
        What `growth` returns.
    plan
        Its regions.
    municipalities
        Their units.
    language
        Of the word in names: ``"Kempen A, rond Geel"``, or ``around``.

    Returns
    -------
    pandas.DataFrame
        Index ``region``; columns ``name``, ``reference_region_name``, ``start`` (year; NA for
        one that does not start), ``years`` (of support; 0 for one that does not start),
        ``municipalities``, ``inhabitants``, ``inhabitants_0_14``.
    """
    supported = [set(found.supported(year)) for year in found.years]
    rows = {
        region.code: {
            "name": region.title(language),
            "reference_region_name": region.parent_name,
            "start": found.start.get(region.code, pd.NA),
            "years": sum(region.code in there for there in supported),
            **_reached(region.members, municipalities),
        }
        for region in plan
    }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("region")
    return table.astype(dict.fromkeys(("start", *_COUNTS), "Int64"))


def support_regions(
    found: "Support",
    plan: Plan,
    municipalities: Municipalities,
    problem: "SupportProblem",
    *,
    language: Language = "nl",
) -> pd.DataFrame:
    """Return who supports each region.

    Parameters
    ----------
    found
        What `support` returns.
    plan
        The regions.
    municipalities
        Their units.
    problem
        What `support_problem` returns: it has the distances.
    language
        Of the word in names: ``"Kempen A, rond Geel"``, or ``around``.

    Returns
    -------
    pandas.DataFrame
        Index ``region``; columns ``name``, ``supporter``, ``home`` and ``home_name``, ``centre``
        and ``centre_name``, ``distance_km`` (one way, in a straight line).
    """
    names = municipalities.frame["name"]
    at = {code: n for n, code in enumerate(problem.regions)}
    area_of = {code: area for area in found.areas for code in area.regions}
    rows = {
        region.code: {
            "name": region.title(language),
            "supporter": area_of[region.code].supporter,
            "home": area_of[region.code].home,
            "home_name": names[area_of[region.code].home],
            "centre": region.centre,
            "centre_name": names[region.centre],
            "distance_km": problem.metres[area_of[region.code].home][at[region.code]] / 1000,
        }
        for region in plan
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("region")


def supporter_loads(
    found: "Support",
    plan: Plan,
    municipalities: Municipalities,
    problem: "SupportProblem",
    choices: SupportChoices,
) -> pd.DataFrame:
    """Return what each supporter has.

    Parameters
    ----------
    found
        What `support` returns.
    plan
        The regions.
    municipalities
        Their units.
    problem
        What `support_problem` returns: it has the distances.
    choices
        Shares and number of meetings.

    Returns
    -------
    pandas.DataFrame
        Index ``supporter``; columns ``home_name``, ``home_chosen`` (1 where none was given, else
        0), ``share`` (of a full-time job), ``regions``, ``municipalities``, ``inhabitants``,
        ``inhabitants_0_14``, ``work`` (part of all municipalities) and ``travel_km`` (a year,
        there and back, in straight lines).
    """
    names, members = municipalities.frame["name"], {r.code: r.members for r in plan}
    at = {code: n for n, code in enumerate(problem.regions)}
    rows = {}
    for supporter, area in zip(choices.supporters, found.areas, strict=True):
        units = [nis for code in area.regions for nis in members[code]]
        metres = sum(problem.metres[area.home][at[code]] for code in area.regions)
        rows[supporter.name] = {
            "home_name": names[area.home],
            "home_chosen": int(area.home_chosen),
            "share": supporter.share,
            "regions": len(area.regions),
            **_reached(units, municipalities),
            "work": round(len(units) / len(plan.assignment), 4),
            "travel_km": round(2 * choices.meetings * metres / 1000, 3),
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("supporter")
    return table.astype(dict.fromkeys(_COUNTS, "Int64"))


def trekker_table(
    found: Sequence[Trekker],
    plan: Plan,
    municipalities: Municipalities,
    *,
    language: Language = "nl",
) -> pd.DataFrame:
    """Return the candidate lead municipalities of each region.

    Parameters
    ----------
    found
        What `trekkers` returns.
    plan
        The regions.
    municipalities
        Their units.
    language
        Of the word in names: ``"Kempen A, rond Geel"``, or ``around``.

    Returns
    -------
    pandas.DataFrame
        Index ``region``; columns ``name``, ``rank``, ``nis``, ``municipality``, ``score``,
        ``readiness``, ``inhabitants``, ``nearness`` (parts of the score), ``mean_km`` and
        ``is_smallest``.
    """
    names, titles = municipalities.frame["name"], {r.code: r.title(language) for r in plan}
    rows = [
        {
            "region": lead.region,
            "name": titles[lead.region],
            "rank": lead.rank,
            "nis": lead.nis,
            "municipality": names[lead.nis],
            "score": lead.score,
            "readiness": lead.readiness,
            "inhabitants": lead.n_inhabitants,
            "nearness": round(lead.nearness, 6),
            "mean_km": lead.mean_km,
            "is_smallest": lead.is_smallest,
        }
        for lead in found
    ]
    return pd.DataFrame(rows, columns=list(_TREKKER_COLUMNS)).set_index("region")


def _reached(units: Sequence[str], municipalities: Municipalities) -> dict[str, object]:
    rows = municipalities.frame.loc[list(units)]
    row: dict[str, object] = {"municipalities": len(rows)}
    for column in _COUNTS:
        known = column in rows and not rows[column].isna().any()
        row[column] = int(rows[column].sum()) if known else pd.NA
    return row
