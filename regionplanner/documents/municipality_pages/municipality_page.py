"""municipality_page: what a plan means for one municipality, on a page that opens anywhere."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from regionplanner.choice import Language
from regionplanner.data.check import drawable, without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.municipality_pages.atlas import Atlas, atlas, reference_map, small_map
from regionplanner.documents.municipality_pages.rows import (
    member_table,
    neighbour_rows,
    together,
    unit_names,
)
from regionplanner.errors import DataError, listing
from regionplanner.files.file_choices import RunChoices
from regionplanner.maps.colour import LATER
from regionplanner.maps.frame import HtmlPage, html_page, packed_file
from regionplanner.plan.plan import Plan, Region
from regionplanner.words.about import (
    about_plan,
    approximations,
    fingerprint,
    parent_out,
    region_notes,
    source_rows,
    violation_sentences,
)
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import counted
from regionplanner.words.text import plain, words_in

PACKAGE = "regionplanner.documents"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def municipality_page(
    plans: Plan | Mapping[str, Plan],
    municipalities: Municipalities,
    nis: str,
    *,
    language: Language = "nl",
    title: str | None = None,
    contact: str | None = None,
) -> HtmlPage:
    """Return the page of a municipality: HTML without a script, which makes no request.

    Parameters
    ----------
    plans
        A plan, or plans by name; the first is the proposal, the others are compared with it.
    municipalities
        The data they were made from.
    nis
        Id of the municipality in the data.
    language
        ``"nl"`` or ``"en"``.
    title
        Said above its name; None for a general one.
    contact
        Line with whom to turn to; None for none.

    Returns
    -------
    HtmlPage
        The same bytes for the same plans, data and choices.

    Raises
    ------
    DataError
        When there is no such municipality, it has no polygon, there is no plan, or a plan names
        municipalities that the data lack or that have no polygon.
    ValueError
        When the language is not known.
    """
    expect_polygons(municipalities, [nis])
    municipalities = drawable(municipalities)
    if nis not in municipalities.frame.index:
        raise DataError("there is no municipality {nis}; use the ids of the data", nis=nis)
    language = spoken(language, municipalities)
    named_plans = {words_in(language)["the_plan"]: plans} if isinstance(plans, Plan) else plans
    run = RunChoices(language=language, title=title, contact=contact)
    return HtmlPage(page_of(atlas(named_plans, municipalities), nis, run))


def expect_polygons(municipalities: Municipalities, units: Iterable[str]) -> None:
    """Raise where municipalities have no page, as nobody knows where they lie.

    Raises
    ------
    DataError
        When one has no polygon.
    """
    bare = sorted({*units}.intersection(without_polygon(municipalities)))
    if bare:
        raise DataError(
            "{units} has no usable polygon, so that there is no page of it; draw it first",
            units=listing(map(municipalities.label, bare)),
        )


def page_of(atlas: Atlas, nis: str, run: RunChoices) -> str:
    """Return the page of a municipality from what all pages share."""
    language, first = spoken(run.language, atlas.municipalities), atlas.first
    plan, region = atlas.plans[first], atlas.regions[first].get(nis)
    frame = atlas.municipalities.frame
    name = plain(frame.at[nis, "name"]) or plain(nis)
    words = words_in(language)
    parent = named(frame.at[nis, "reference_region_name"], atlas.parent_of(nis))
    shown = {
        "language": language,
        "words": words,
        "over": plain(run.title or words["title"]),
        "name": name,
        "title": words["sheet_title"].format(name=name),
        "lead": lead_sentence(atlas, first, nis, language),
        "broken": violation_sentences(plan, language),
        "map": reference_map(atlas, nis, language),
        "parent": parent,
        "parent_sentence": _parent_sentence(atlas, nis, parent, language),
        "others_in": said("sheet_key_others", language, parent=parent),
        "colours": _colours(atlas, nis, region),
        "region": None if region is None else _region(atlas, nis, region, language),
        "neighbours": neighbour_rows(atlas, nis, language),
        "neighbours_counted": _neighbours_counted(atlas, nis, region, language),
        "together": None if region is None else together(atlas, nis, region, language),
        "others": [_other(atlas, name, nis, language) for name in list(atlas.plans)[1:]],
        "about": about_plan(plan, atlas.municipalities, language),
        "approximations": approximations(atlas.municipalities, language),
        "sources": source_rows(atlas.municipalities.source, language),
        "fingerprint": fingerprint(plan),
        "contact": _contact(run.contact),
    }
    styles = [packed_file(PACKAGE, "document.css"), packed_file(PACKAGE, "svg.css")]
    return html_page(PACKAGE, "municipality.html.j2", shown, styles=styles)


def lead_sentence(atlas: Atlas, plan: str, nis: str, language: Language) -> Markup:
    """Return in one sentence in which region a municipality is, and with whom."""
    name = named(atlas.municipalities.frame.at[nis, "name"], nis)
    region = atlas.regions[plan].get(nis)
    if region is None:
        key = "answer_later" if nis in atlas.later[plan] else "answer_outside"
        return said(key, language, name=name)
    title = named(region.title(language), region.code)
    others = unit_names(atlas, set(region.members) - {nis})
    if not others:
        return said("answer_alone", language, name=name, region=title)
    return said("answer", language, name=name, region=title, others=listed(others, language))


def _parent_sentence(atlas: Atlas, nis: str, parent: Markup, language: Language) -> Markup:
    plan = atlas.plans[atlas.first]
    units = atlas.parents[atlas.parent_of(nis)]
    regions = {r.code for r in plan if set(r.members) & set(units)}
    waiting = len(set(units) - set(plan.assignment))
    counts = counted(len(regions), "regions", language)
    if not regions:
        key = "sheet_parent_none" if atlas.later[atlas.first] & set(units) else "sheet_parent_out"
        why = parent_out(plan, atlas.parent_of(nis), units, language)
        return said(key, language, parent=parent) + (f" {why}" if why else "")
    if waiting:
        left = counted(waiting, "units", language)
        return said("sheet_parent_later", language, parent=parent, regions=counts, units=left)
    if len(regions) == 1:
        return said("sheet_parent_whole", language, parent=parent)
    return said("sheet_parent_split", language, parent=parent, regions=counts)


def _colours(atlas: Atlas, nis: str, region: Region | None) -> dict[str, Any]:
    """Return the colours of the legend: of our region, of the others, and whether some wait."""
    colours, where = atlas.colours[atlas.first], atlas.regions[atlas.first]
    units = atlas.parents[atlas.parent_of(nis)]
    around = {where[unit].code for unit in units if unit in where}
    own = {region.code} if region else set()
    return {
        "own": colours[region.code] if region else "",
        "others": [colours[code] for code in sorted(around - own)],
        "later": LATER if set(units) & atlas.later[atlas.first] else "",
    }


def _region(atlas: Atlas, nis: str, region: Region, language: Language) -> dict[str, Any]:
    plan = atlas.plans[atlas.first]
    return {
        "title": named(region.title(language), region.code),
        "table": member_table(region, atlas.municipalities, nis, language),
        "note": region_notes(plan, language).get(region.code, ""),
    }


def _neighbours_counted(
    atlas: Atlas, nis: str, region: Region | None, language: Language
) -> Markup | str:
    near = [neighbour.nis for neighbour in atlas.neighbours.get(nis, ())]
    if region is None or not near:
        return ""
    inside = len(set(near) & set(region.members))
    return said("sheet_neighbours_counted", language, inside=inside, all=len(near))


def _other(atlas: Atlas, plan: str, nis: str, language: Language) -> dict[str, Any]:
    """Return what another plan means for a municipality, beside the first."""
    before, after = atlas.regions[atlas.first].get(nis), atlas.regions[plan].get(nis)
    old, new = (set(region.members if region else ()) - {nis} for region in (before, after))
    return {
        "name": said("sheet_other", language, plan=named(plan)),
        "lead": lead_sentence(atlas, plan, nis, language),
        "same": old == new and (before is None) == (after is None),
        "joins": listed(unit_names(atlas, new - old), language),
        "leaves": listed(unit_names(atlas, old - new), language),
        "broken": violation_sentences(atlas.plans[plan], language),
        "map": small_map(atlas, plan, nis, language),
    }


def _contact(line: str | None) -> Markup:
    """Return the contact line, an address in it as a link."""
    text = plain(line or "")
    address = _ADDRESS.search(text)
    if not address:
        return escape(text)
    link = Markup('<a href="mailto:{0}">{0}</a>').format(address.group())
    return escape(text[: address.start()]) + link + escape(text[address.end() :])
