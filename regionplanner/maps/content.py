"""What the page says around the map: legend, overlays, sources, and all of it without a script."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from regionplanner.choice import Language
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.maps.colour import LATER, OUTSIDE, PALETTE
from regionplanner.maps.frame import LEAFLET
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Plan, later_units
from regionplanner.score.groups import membership_columns
from regionplanner.words.about import (
    about_plan,
    approximations,
    data_dates,
    fingerprint,
    linked_names,
    parents_out,
    region_notes,
    source_credit,
    source_rows,
    summary_text,
    violation_sentences,
)
from regionplanner.words.sentences import counted, grouping_text
from regionplanner.words.text import plain, words_in

SUPPORTER = "ondersteuner"
"""Column with the supporters of municipalities, where a plan has them: no groups of today."""
_USUAL = ("jeugdregio", "politiezone", "elz", "vervoerregio")
_AT_MOST = 5
_FIRM_FROM = 3  # plans: of fewer there is no telling which borders are firm


@dataclass(frozen=True, slots=True)
class PageItem:
    """A line of a section: what it is of, what is said of it, and its colour on the map."""

    title: str
    text: str
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class PageTable:
    """Figures of areas: headings, of which the first is of areas, and a row an area.

    The text of the item of a row stands under its title, the figures in the cells after it.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[PageItem, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PageSection:
    """What a page says besides, such as who starts when; also there without a script."""

    heading: str
    items: tuple[PageItem, ...]
    table: PageTable | None = None


def left_out_sections(
    plan: Plan, municipalities: Municipalities, language: Language
) -> tuple[PageSection, ...]:
    """Return what `parents_out` says as a section, if it says anything."""
    names = municipalities.frame.groupby("reference_region")["reference_region_name"].first()
    items = [
        PageItem(plain(names[code]), text)
        for code, text in parents_out(plan, municipalities, language).items()
    ]
    return (PageSection(words_in(language)["parents_out_heading"], tuple(items)),) if items else ()


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What a map page is asked to show.

    Attributes
    ----------
    plans
        By name; the first is shown when the page opens.
    municipalities, language
        The data, and the language of the page.
    steps
        Whether the plans are steps in time, with a slider.
    areas, area_texts
        Area of each region of one plan, by its code, and what is said of each area. Of steps it is
        the step in which a region comes.
    homes
        The unit in which each area is at home, by area.
    plan_texts
        What is said of each plan after its summary, by name.
    """

    plans: Mapping[str, Plan]
    municipalities: Municipalities
    language: Language
    steps: bool = False
    areas: Mapping[str, str] | None = None
    area_texts: Mapping[str, str] | None = None
    homes: Mapping[str, str] | None = None
    plan_texts: Mapping[str, str] | None = None

    def summary(self, name: str) -> str:
        """Return what a plan has in all, in one line."""
        text = summary_text(self.plans[name], self.municipalities, self.language)
        more = (self.plan_texts or {}).get(name)
        return f"{text}. {more}" if more else text

    @property
    def first(self) -> Plan:
        """The plan that is shown first."""
        return next(iter(self.plans.values()))

    @property
    def columns(self) -> tuple[str, ...]:
        """The membership columns that the page shows: the usual ones, or the first few."""
        there = membership_columns(self.municipalities)
        own = (SUPPORTER,) if SUPPORTER in there else ()
        usual = tuple(column for column in _USUAL if column in there)
        others = tuple(column for column in there if column != SUPPORTER)
        return (*own, *(usual or others))[:_AT_MOST]

    def values(self) -> dict[str, Any]:
        """Return what the script of any page needs first."""
        texts, frame = self.area_texts or {}, self.municipalities.frame
        people = {"inhabitants": "inhabitants", "children": "inhabitants_0_14"}
        return {
            "language": self.language,
            "steps": self.steps,
            "eachBest": len(self.plans) > 1
            and not self.steps
            and all(plan.proof.is_best and not plan.violations for plan in self.plans.values()),
            "areas": None
            if self.areas is None or self.steps
            else {plain(area): texts.get(area, "") for area in self.areas.values()},
            "homes": {
                plain(area): frame.index.get_loc(nis) for area, nis in (self.homes or {}).items()
            },
            "counted": [
                key for key, name in people.items() if name in frame and frame[name].notna().any()
            ],
        }

    def grouping_values(self, groups: Mapping[str, Any]) -> dict[str, Any]:
        """Return the groups of a column (`unit_groups`) with what they are called."""
        column = groups["column"]
        return {
            **groups,
            "label": grouping_text(column, self.language),
            "labels": grouping_text(column, self.language, plural=True),
            "area": column == SUPPORTER,
        }


def page_content(
    request: PageRequest,
    links: Sequence[tuple[str, str]],
    colours: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """Return the texts and lists that the page template shows.

    Returns
    -------
    dict
        Values by template name; texts are not escaped yet.
    """
    plans, municipalities, language = request.plans, request.municipalities, request.language
    words, source, first = words_in(language), municipalities.source, request.first
    used = {colour for by_code in colours.values() for colour in by_code.values()}
    listed = [*plans][-1 if request.steps else 0]
    return {
        "title": words["title"],
        "steps": request.steps,
        "summary": request.summary(next(iter(plans))),
        "plans": [plain(name) for name in plans],
        "colours": sorted(used, key=_palette_order),
        "later": LATER if any(later_units(p, municipalities) for p in plans.values()) else None,
        "outside": OUTSIDE if any(_leaves_out(p, municipalities) for p in plans.values()) else None,
        "links": words["legend_link"].format(links=linked_names(links, municipalities, language))
        if links
        else "",
        "overlays": [
            words["reference_regions"],
            *(grouping_text(c, language, plural=True) for c in request.columns),
        ],
        "firm": len(plans) >= _FIRM_FROM and not request.steps,
        "listed": plain(listed),
        "parents": _parents(plans[listed], municipalities, language),
        "broken": counted(len(first.violations), "rules", language) if first.violations else "",
        "violations": violation_sentences(first, language),
        "about_plan": about_plan(first, municipalities, language),
        "approximations": approximations(municipalities, language),
        "sources": _sources({listed: plans[listed]} if request.steps else plans, source, language),
        "corner": _corner(source, language),
    }


def _palette_order(colour: str) -> tuple[int, str]:
    return (PALETTE.index(colour) if colour in PALETTE else len(PALETTE), colour)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(map(plain, names), key=alphabet))


def _leaves_out(plan: Plan, municipalities: Municipalities) -> bool:
    n_known = len(plan.assignment) + len(later_units(plan, municipalities))
    return n_known < len(municipalities.frame)


def _parents(
    plan: Plan, municipalities: Municipalities, language: Language
) -> list[dict[str, Any]]:
    """Return the regions of a plan by reference region, as they are before the script runs."""
    names, notes = municipalities.frame["name"], region_notes(plan, language)
    groups = groupby(plan, key=lambda region: (plain(region.parent), plain(region.parent_name)))
    listed = {
        code: {
            "name": name,
            "later": "",
            "regions": [
                {
                    "title": plain(region.title(language)),
                    "count": counted(len(region.members), "units", language),
                    "members": _listed(names[nis] for nis in region.members),
                    "note": notes.get(region.code, ""),
                }
                for region in regions
            ],
        }
        for (code, name), regions in groups
    }
    waiting = municipalities.frame.loc[sorted(later_units(plan, municipalities))]
    for (code, name), units in waiting.groupby(["reference_region", "reference_region_name"]):
        members = _listed(units["name"])
        parent = listed.setdefault(plain(code), {"name": plain(name), "regions": []})
        parent["later"] = words_in(language)["later_list"].format(members=members)
    return [listed[code] for code in sorted(listed)]


def _sources(
    plans: Mapping[str, Plan], source: DataSource, language: Language
) -> list[tuple[str, str]]:
    words = words_in(language)
    label = words["fingerprint"]
    prints = {f"{label}, {name}": fingerprint(plan) for name, plan in plans.items()}
    if len({*prints.values()}) == 1:  # of one plan
        prints = {label: next(iter(prints.values()))}
    return [
        *source_rows(source, language),
        (words["drawn_with"], f"Leaflet {LEAFLET}, folium"),
        *((plain(what), plain(digests)) for what, digests in prints.items() if digests),
    ]


def _corner(source: DataSource, language: Language) -> list[tuple[str, bool]]:
    # True: said on a phone too; the rest stands under the sources there
    words = words_in(language)
    parts = [
        (words["status"], True),
        (words["generalised"] if source.generalised else "", True),
        (source_credit(source, language), True),
        (source.licence, False),
        *((date, False) for date in data_dates(source, language)),
    ]
    return [(plain(part), short) for part, short in parts if part]
