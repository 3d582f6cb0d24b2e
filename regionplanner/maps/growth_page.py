"""growth_page: the map of a growth, with a slider for the years."""

from dataclasses import replace

from regionplanner.choices import Coverage
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.content import PageItem, PageSection
from regionplanner.maps.page import MapPage, map_page
from regionplanner.plan.plan import Plan
from regionplanner.program.growth import Growth
from regionplanner.proof import UNPROVEN
from regionplanner.rollout.waiting import waiting
from regionplanner.scenario import Scenario
from regionplanner.words.language import Language
from regionplanner.words.nouns import spoken
from regionplanner.words.plain import plain
from regionplanner.words.sentences import counted
from regionplanner.words.text import words_in


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
    language = spoken(language, municipalities)
    years = {str(year): _in_year(plan, found, year) for year in found.years}
    return map_page(
        years,
        municipalities,
        steps=True,
        sections=(_starts(plan, found, municipalities, language),),
        language=language,
        title=title,
        contact=contact,
    )


def _starts(
    plan: Plan, found: Growth, municipalities: Municipalities, language: Language
) -> PageSection:
    """Return who starts in each year, and after them who does not start."""
    words, names = words_in(language), municipalities.frame["name"]
    items = []
    for year in found.years:
        labels = [region.label for region in plan if found.start.get(region.code) == year]
        regions = counted(len(labels), "regions", language)
        text = words["growth_starts_year"].format(regions=regions, names=plain(", ".join(labels)))
        items.append(PageItem(str(year), text if labels else words["growth_starts_none"]))
    who = waiting(found, plan, municipalities)
    if who.regions:
        told = [f"{one.label} ({', '.join(names[list(one.members)])})" for one in who.regions]
        title = words["growth_never_by"].format(year=who.last_year)
        regions = counted(len(who.regions), "regions", language)
        units = counted(len(who.units), "units", language)
        items.append(PageItem(title, plain(f"{regions}, {units}: {'; '.join(told)}")))
    if who.outside:
        members = ", ".join(names[list(who.outside)])
        items.append(PageItem("", plain(words["growth_outside"].format(members=members))))
    return PageSection(words["growth_starts_heading"], tuple(items))


def _in_year(plan: Plan, found: Growth, year: int) -> Plan:
    """Return the regions that are supported in a year; the others are left for later."""
    there = set(found.supported(year))
    asked = plan.scenario or Scenario()
    scenario = asked.model_copy(
        update={
            "coverage": Coverage(),
            "regions": None,
            "locked": (),
            # shares are of the mean of all regions, of which here are only some
            "bounds": {name: b for name, b in asked.bounds.items() if not b.shares},
        }
    )
    regions = tuple(region for region in plan if region.code in there)
    broken = tuple(one for one in plan.violations if one.region in there)
    # what is proven of all regions is not proven of some
    proof = plan.proof if len(regions) == len(plan) else UNPROVEN
    return replace(plan, regions=regions, scenario=scenario, violations=broken, proof=proof)
