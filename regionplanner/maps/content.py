"""What the page says around the map: summary, legend, list of regions, proof, sources."""

from itertools import groupby
from typing import Any

from regionplanner.io.municipalities import DataSource, Municipalities
from regionplanner.maps.assets import LEAFLET
from regionplanner.maps.chosen import choice_sentences
from regionplanner.maps.colour import LATER, OUTSIDE, PALETTE
from regionplanner.maps.language import Language
from regionplanner.maps.layers import Drawing
from regionplanner.maps.payload import later_units
from regionplanner.maps.plain import plain
from regionplanner.maps.sentences import counted, day, number, proof_sentence
from regionplanner.maps.text import words_in
from regionplanner.plan.plan import Plan


def page_content(
    plan: Plan,
    municipalities: Municipalities,
    drawing: Drawing,
    regions: list[dict[str, Any]],
    *,
    language: Language,
) -> dict[str, Any]:
    """Return the texts and lists that the page template shows.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        The units and their source.
    drawing
        What is on the map, for the legend.
    regions
        What the page knows of each region (`payload.region_values`).
    language
        Language of the texts.

    Returns
    -------
    dict
        Values by template name; texts are not escaped yet.
    """
    words = words_in(language)
    source, n_units = municipalities.source, len(municipalities.frame)
    later = later_units(plan, municipalities)
    colours = sorted({region["colour"] for region in regions}, key=_palette_order)
    return {
        "title": words["title"],
        "summary": words["summary_partial" if later else "summary"].format(
            covered=number(len(plan.assignment), language),
            units=counted(len(plan.assignment) + len(later), "units", language),
            regions=counted(len(plan), "regions", language),
        ),
        "colours": colours,
        "later": LATER if later else None,
        "outside": OUTSIDE if len(plan.assignment) + len(later) < n_units else None,
        "links": _links(municipalities, drawing, words),
        "parents": _parents(plan, municipalities, regions, language),
        "broken": counted(len(plan.violations), "rules", language) if plan.violations else "",
        "violations": _violations(plan, words),
        "notes": _notes(plan, municipalities, language),
        "sources": _sources(plan, source, language),
        "corner": _corner(source, language),
    }


def _palette_order(colour: str) -> tuple[int, str]:
    return (PALETTE.index(colour) if colour in PALETTE else len(PALETTE), colour)


def _links(municipalities: Municipalities, drawing: Drawing, words: dict[str, str]) -> str:
    if drawing.link_lines.is_empty:
        return ""
    names = municipalities.frame["name"]
    both = f" {words['and']} "
    pairs = (both.join(plain(names[nis]) for nis in link) for link in drawing.links)
    return words["legend_link"].format(links=", ".join(pairs))


def _parents(
    plan: Plan, municipalities: Municipalities, regions: list[dict[str, Any]], language: Language
) -> list[dict[str, Any]]:
    words, names = words_in(language), municipalities.frame["name"]
    rows = [
        {
            **known,
            "position": position,
            "count": counted(len(region.members), "units", language),
            "members": ", ".join(sorted(plain(names[nis]) for nis in region.members)),
        }
        for position, (region, known) in enumerate(zip(plan, regions, strict=True))
    ]
    groups = groupby(rows, key=lambda row: (row["parent"], row["parentName"]))
    listed = {
        parent: {"name": name, "regions": list(group), "later": ""}
        for (parent, name), group in groups
    }
    waiting = municipalities.frame.loc[sorted(later_units(plan, municipalities))]
    for (code, name), units in waiting.groupby(["reference_region", "reference_region_name"]):
        members = ", ".join(sorted(map(plain, units["name"])))
        parent = listed.setdefault(plain(code), {"name": plain(name), "regions": []})
        parent["later"] = words["later_list"].format(members=members)
    return [listed[code] for code in sorted(listed)]


def _violations(plan: Plan, words: dict[str, str]) -> list[str]:
    labels = {region.code: plain(region.label) for region in plan}
    concerned: dict[str, list[str]] = {}
    for violation in plan.violations:
        label = labels.get(violation.region, plain(violation.region))
        concerned.setdefault(violation.rule, []).append(label)
    partial = plan.scenario is not None and plan.scenario.coverage is not None
    keys = {rule: f"rule_{rule}" for rule in concerned}
    if partial and "complete" in keys:
        keys["complete"] = "rule_covered"
    return [
        words[keys[rule]].format(regions=", ".join(regions)) for rule, regions in concerned.items()
    ]


def _notes(plan: Plan, municipalities: Municipalities, language: Language) -> list[str]:
    words = words_in(language)
    drawn = "generalised_note" if municipalities.source.generalised else "simplified_note"
    travel = "distance_note" if municipalities.travel_min is None else "travel_note"
    return [
        proof_sentence(plan.proof, language),
        *choice_sentences(plan, municipalities, language),
        words[travel],
        words[drawn],
    ]


def _sources(plan: Plan, source: DataSource, language: Language) -> list[tuple[str, str]]:
    words = words_in(language)
    choices = "" if plan.scenario is None else plan.scenario.sha256
    digests = " / ".join(digest[:8] for digest in (choices, plan.data_hash) if digest)
    rows = [
        (words["data"], _title(source, language)),
        (words["makers"], source.attribution),
        (words["licence"], source.licence),
        (words["boundaries"], day(source.boundaries_date, language)),
        (words["figures"], day(source.figures_date, language)),
        (words["drawn_with"], f"Leaflet {LEAFLET}, folium"),
        (words["fingerprint"], digests),
    ]
    return [(label, plain(value)) for label, value in rows if value]


def _title(source: DataSource, language: Language) -> str:
    return source.title_nl if language == "nl" and source.title_nl else source.title


def _corner(source: DataSource, language: Language) -> list[tuple[str, bool]]:
    # True: said on a phone too; the rest stands under the sources there
    words = words_in(language)
    boundaries = day(source.boundaries_date, language)
    figures = day(source.figures_date, language)
    parts = [
        (words["status"], True),
        (words["generalised"] if source.generalised else "", True),
        (words["source"].format(attribution=source.attribution or _title(source, language)), True),
        (source.licence, False),
        (words["boundaries_short"].format(date=boundaries) if boundaries else "", False),
        (words["figures_short"].format(date=figures) if figures else "", False),
    ]
    return [(plain(part), short) for part, short in parts if part]
