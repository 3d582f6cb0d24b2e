"""growth_page: the map of a growth, with a slider for the years."""

from dataclasses import replace

from regionplanner.choices import Coverage
from regionplanner.io.municipalities import Municipalities
from regionplanner.maps.page import MapPage, map_page
from regionplanner.plan.plan import Plan
from regionplanner.program.growth.grow import Growth
from regionplanner.scenario import Scenario
from regionplanner.words.language import Language


def growth_page(
    plan: Plan,
    found: Growth,
    municipalities: Municipalities,
    *,
    language: Language = "nl",
    title: str | None = None,
    contact: str | None = None,
) -> MapPage:
    """Return a self-contained page with the regions of every year, behind a slider.

    Parameters
    ----------
    plan
        All regions.
    found
        Which start when.
    municipalities
        The units.
    language
        ``"nl"`` or ``"en"``.
    title, contact
        As of `map_page`.

    Returns
    -------
    MapPage
        The first year is shown when it opens; who starts later is hatched.

    Raises
    ------
    DataError
        The plan names units that the municipalities lack.
    """
    years = {str(year): _in_year(plan, found, year) for year in found.years}
    return map_page(
        years, municipalities, steps=True, language=language, title=title, contact=contact
    )


def _in_year(plan: Plan, found: Growth, year: int) -> Plan:
    """Return the regions that are supported in a year; the others are left for later."""
    there = set(found.supported(year))
    scenario = (plan.scenario or Scenario()).model_copy(
        update={"coverage": Coverage(), "regions": None, "locked": ()}
    )
    regions = tuple(region for region in plan if region.code in there)
    broken = tuple(one for one in plan.violations if one.region in there)
    return replace(plan, regions=regions, scenario=scenario, violations=broken)
