"""support_page: the map of a plan with the areas of its supporters."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.colour import area_colours
from regionplanner.maps.content import PageItem, PageSection
from regionplanner.maps.page import MapPage, map_page
from regionplanner.maps.payload import SUPPORTER
from regionplanner.plan.plan import Plan
from regionplanner.program.support.assign import Area, Support
from regionplanner.words.language import Language
from regionplanner.words.nouns import spoken
from regionplanner.words.plain import plain
from regionplanner.words.sentences import counted, enumeration, number
from regionplanner.words.text import words_in


def support_page(  # noqa: PLR0913 (what is shown, and how, by name)
    plan: Plan,
    found: Support,
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
        Who supports each.
    municipalities
        The units.
    loads
        What each supporter has (`supporter_loads`), where that is to be said too.
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
    DataError
        The plan names units that the municipalities lack.
    """
    language = spoken(language, municipalities)
    of_region = found.supporter
    supporter = {nis: of_region[code] for nis, code in plan.assignment.items()}
    frame = municipalities.frame
    told = replace(
        municipalities,
        frame=frame.assign(**{SUPPORTER: [supporter.get(nis) for nis in frame.index]}),
    )
    texts = {
        area.supporter: _facts(area, plan, municipalities, loads, language) for area in found.areas
    }
    return map_page(
        plan,
        told,
        areas=of_region,
        area_texts=texts,
        sections=(_supporters(found, plan, municipalities, texts, language),),
        language=language,
        title=title,
        contact=contact,
    )


def _facts(
    area: Area,
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
    found: Support,
    plan: Plan,
    municipalities: Municipalities,
    texts: Mapping[str, str],
    language: Language,
) -> PageSection:
    """Return every supporter with their regions, and who has none."""
    words, labels = words_in(language), {region.code: region.label for region in plan}
    colours = area_colours(plan, found.supporter)
    items = [
        PageItem(
            plain(area.supporter),
            words["support_regions"].format(
                facts=texts[area.supporter],
                names=plain(enumeration([labels[code] for code in area.regions], language)),
            ),
            colours[area.regions[0]] if area.regions else None,
        )
        for area in found.areas
    ]
    outside = sorted(set(municipalities.frame.index) - set(plan.assignment))
    if outside:
        members = ", ".join(municipalities.frame["name"][outside])
        items.append(PageItem("", plain(words["support_outside"].format(members=members))))
    return PageSection(words["report_support_heading"], tuple(items))
