"""The map of a growth, with a slider for the years, and the map of the areas of supporters."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from regionplanner.choice import Language
from regionplanner.choices import Coverage
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.colour import area_colours
from regionplanner.maps.content import SUPPORTER, PageItem, PageSection, PageTable
from regionplanner.maps.page import MapPage, map_page
from regionplanner.plan.plan import Plan
from regionplanner.proof import UNPROVEN
from regionplanner.rollout.growth import waiting
from regionplanner.scenario import Scenario
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import counted, enumeration, gap_text, number
from regionplanner.words.text import plain, words_in

if TYPE_CHECKING:
    from regionplanner.program.growth import Growth
    from regionplanner.program.support.assign import Area, Support


def growth_page(  # noqa: PLR0913 (what is shown, and how, by name)
    plan: Plan,
    found: "Growth",
    municipalities: Municipalities,
    *,
    years: pd.DataFrame | None = None,
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
        What `growth` returns.
    municipalities
        The units.
    years
        What is reached in each year (`growth_years`); None: what it costs is not said.
    language
        ``"nl"`` or ``"en"``.
    title, contact
        As of `map_page`.

    Returns
    -------
    MapPage
        The first year is shown when it opens; regions have the colour of the year in which they
        start, and who starts later is hatched.

    Raises
    ------
    DataError, ScenarioError, AssetError, ValueError
        As `map_page`.
    """
    language = spoken(language, municipalities)
    said = {year: _year_text(found, year, years, language) for year in found.years}
    return map_page(
        {str(year): _in_year(plan, found, year) for year in found.years},
        municipalities,
        steps=True,
        areas=_areas(found),
        plan_texts={str(year): text for year, text in said.items()},
        sections=(_starts(plan, found, municipalities, language),),
        language=language,
        title=title,
        contact=contact,
    )


def _areas(growth: "Growth") -> dict[str, str]:
    """Return the year in which each region starts, by its code."""
    return {code: str(year) for code, year in growth.start.items()}


def _year_text(growth: "Growth", year: int, years: pd.DataFrame | None, language: Language) -> str:
    """Return how many regions start in a year, and what that year costs where that is known."""
    words, n_new = words_in(language), sum(start == year for start in growth.start.values())
    new = words["growth_new"].format(year=year, regions=counted(n_new, "regions", language))
    if years is None or "cost" not in years:
        return new
    cost = number(float(years["cost"].to_dict()[year]), language)
    return f"{new} {words['growth_cost'].format(year=year, cost=cost)}"


def _starts(
    plan: Plan, growth: "Growth", municipalities: Municipalities, language: Language
) -> PageSection:
    """Return who starts in each year, and after them who does not start."""
    words, names = words_in(language), municipalities.frame["name"]
    items, colours = [], area_colours(_areas(growth), steps=True)
    for year in growth.years:
        labels = [region.label for region in plan if growth.start.get(region.code) == year]
        regions = counted(len(labels), "regions", language)
        text = words["growth_starts_year"].format(regions=regions, names=plain(", ".join(labels)))
        text = text if labels else words["growth_starts_none"]
        items.append(PageItem(str(year), text, colours.get(str(year))))
    who = waiting(growth, plan, municipalities)
    if who.regions:
        waiting_regions = [
            f"{starting.label} ({', '.join(names[list(starting.members)])})"
            for starting in who.regions
        ]
        title = words["growth_never_by"].format(year=who.last_year)
        regions = counted(len(who.regions), "regions", language)
        units = counted(len(who.units), "units", language)
        items.append(PageItem(title, plain(f"{regions}, {units}: {'; '.join(waiting_regions)}")))
    if who.outside:
        members = ", ".join(names[list(who.outside)])
        items.append(PageItem("", plain(words["growth_outside"].format(members=members))))
    key = "report_growth_gap" if growth.gap else "report_growth_proven"
    items.append(PageItem("", words[key].format(gap=gap_text(growth.gap, language))))
    return PageSection(words["growth_starts_heading"], tuple(items))


def _in_year(plan: Plan, growth: "Growth", year: int) -> Plan:
    """Return the regions that are supported in a year; the others are left for later."""
    there = set(growth.supported(year))
    if len(there) == len(plan):
        return plan
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
    broken = tuple(violation for violation in plan.violations if violation.region in there)
    # what is proven of all regions is not proven of some
    return replace(plan, regions=regions, scenario=scenario, violations=broken, proof=UNPROVEN)


def support_page(  # noqa: PLR0913 (what is shown, and how, by name)
    plan: Plan,
    found: "Support",
    municipalities: Municipalities,
    *,
    loads: pd.DataFrame | None = None,
    language: Language = "nl",
    title: str | None = None,
    contact: str | None = None,
) -> MapPage:
    """Return a self-contained page with the regions in the colours of their supporters.

    Parameters
    ----------
    plan
        The regions.
    found
        What `support` returns.
    municipalities
        The units.
    loads
        What each supporter has (`supporter_loads`); None: that is not said.
    language
        ``"nl"`` or ``"en"``.
    title, contact
        As of `map_page`.

    Returns
    -------
    MapPage
        Each supporter has a home, regions and loads; the supporter of a municipality is said with
        it, as are the groups that exist today.

    Raises
    ------
    DataError, ScenarioError, AssetError, ValueError
        As `map_page`.
    """
    language = spoken(language, municipalities)
    of_region = found.supporter
    supporter = {nis: of_region[code] for nis, code in plan.assignment.items()}
    frame = municipalities.frame
    supported = replace(
        municipalities,
        frame=frame.assign(**{SUPPORTER: [supporter.get(nis) for nis in frame.index]}),
    )
    texts = {
        area.supporter: _facts(area, plan, municipalities, loads, language) for area in found.areas
    }
    return map_page(
        plan,
        supported,
        areas=of_region,
        area_texts=texts,
        homes={area.supporter: area.home for area in found.areas},
        sections=(_supporters(found, plan, municipalities, loads, language),),
        language=language,
        title=title,
        contact=contact,
    )


def _facts(
    area: "Area",
    plan: Plan,
    municipalities: Municipalities,
    loads: pd.DataFrame | None,
    language: Language,
) -> str:
    """Return where a supporter travels from and what they have."""
    words = words_in(language)
    units = sum(len(region.members) for region in plan if region.code in area.regions)
    home = municipalities.frame["name"][area.home]
    parts = [
        words["support_facts"].format(
            home=words["support_home_chosen"].format(home=home) if area.home_chosen else home,
            regions=counted(len(area.regions), "regions", language),
            units=counted(units, "units", language),
        )
    ]
    if loads is not None:
        load = loads.loc[area.supporter].to_dict()
        if pd.notna(children := load["inhabitants_0_14"]):
            parts.append(words["support_children"].format(children=number(int(children), language)))
        shares = (f"{round(100 * load[name])}\N{NO-BREAK SPACE}%" for name in ("work", "share"))
        parts.append(words["support_work"].format(work=next(shares), share=next(shares)))
        parts.append(words["support_travel"].format(km=number(float(load["travel_km"]), language)))
    return plain(", ".join(parts))


def _supporters(
    support: "Support",
    plan: Plan,
    municipalities: Municipalities,
    loads: pd.DataFrame | None,
    language: Language,
) -> PageSection:
    """Return the loads of every supporter, their regions, and who has none."""
    words, labels = words_in(language), {region.code: region.label for region in plan}
    colours = area_colours(support.supporter)
    items = [
        PageItem(
            plain(area.supporter),
            plain(enumeration([labels[code] for code in area.regions], language)),
            colours.get(area.supporter) if loads is None else None,
        )
        for area in support.areas
    ]
    outside = sorted(set(municipalities.frame.index) - set(plan.assignment))
    if outside:
        members = ", ".join(municipalities.frame["name"][outside])
        items.append(PageItem("", plain(words["support_outside"].format(members=members))))
    proof = words["report_support_gap" if support.gap else "report_support_proven"]
    total = words["support_total"].format(km=number(round(support.travel_km), language))
    items.append(PageItem("", f"{total} {proof.format(gap=gap_text(support.gap, language))}"))
    table = None if loads is None else _load_table(support, loads, colours, language)
    return PageSection(words["report_support_heading"], tuple(items), table)


def _load_table(
    support: "Support", loads: pd.DataFrame, colours: Mapping[str, str], language: Language
) -> PageTable:
    """Return what each supporter has: home, part of the work, municipalities and travel."""
    words = words_in(language)
    rows = []
    for area in support.areas:
        load = loads.loc[area.supporter].to_dict()
        home = words["support_from"].format(home=load["home_name"])
        item = PageItem(plain(area.supporter), plain(home), colours.get(area.supporter))
        work = f"{round(100 * load['work'])}\N{NO-BREAK SPACE}%"
        figures = (number(float(load[name]), language) for name in ("municipalities", "travel_km"))
        rows.append((item, (work, *figures)))
    keys = (
        "report_head_supporter",
        "support_head_work",
        "report_head_units",
        "support_head_travel",
    )
    return PageTable(tuple(words[key] for key in keys), tuple(rows))
