"""The maps on the page of a municipality: its reference region, and small ones."""

from collections.abc import Iterator

from markupsafe import Markup

from regionplanner.documents.drawing.labels import Kind, Label
from regionplanner.documents.drawing.svg import MapSheet, svg_map
from regionplanner.documents.sheets.atlas import Atlas, Drawn
from regionplanner.maps.colour import LATER
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Region
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import enumeration
from regionplanner.words.text import words_in

WIDE, NARROW, SMALL = 660, 343, 343
"""Width of the maps [px]: across the page, on a phone, and of the other plans."""
_FLATTEST = 0.64


def reference_map(atlas: Atlas, nis: str, language: Language) -> Markup:
    """Return the map of the reference region of a municipality under the first plan.

    Parameters
    ----------
    atlas
        The plans.
    nis
        The municipality: outlined, its region in full colour.
    language
        Language of the description.
    """
    name, drawn = atlas.first, atlas.large
    region = atlas.regions[name].get(nis)
    fills, faint = _fills(atlas, name, nis)
    return svg_map(
        drawn.paper,
        MapSheet(
            within=_within(atlas, nis, region),
            description=_description(atlas, nis, region, language),
            fills=fills,
            faint=faint,
            region_lines=drawn.region_lines[name],
            parent_lines=drawn.parent_lines,
            highlight=[nis],
            labels=list(_labels(atlas, nis, region, language)),
            width=WIDE,
            narrow=NARROW,
            flattest=_FLATTEST,
        ),
    )


def small_map(atlas: Atlas, name: str, nis: str, language: Language) -> Markup:
    """Return a small map of the same reference region under one of the other plans.

    Parameters
    ----------
    atlas
        The plans.
    name
        Which of them; not the first.
    nis
        The municipality.
    language
        Language of the description.
    """
    drawn = atlas.small or atlas.large
    region = atlas.regions[name].get(nis)
    fills, faint = _fills(atlas, name, nis)
    mates = region.members if region else (nis,)
    return svg_map(
        drawn.paper,
        MapSheet(
            within=_within(atlas, nis, region),
            description=words_in(language)["sheet_small_map"].format(
                plan=plain(name), name=_name(atlas, nis)
            ),
            fills=fills,
            faint=faint,
            region_lines=drawn.region_lines[name],
            parent_lines=drawn.parent_lines,
            highlight=[nis],
            labels=[
                _name_label(atlas, drawn, mate, "chosen" if mate == nis else "member")
                for mate in mates
            ],
            width=SMALL,
            narrow=0,
            key=f"-{list(atlas.plans).index(name)}",
        ),
    )


def _within(atlas: Atlas, nis: str, region: Region | None) -> set[str]:
    """Return what is seen: a region that breaks rules can reach past its reference region."""
    return {*atlas.parents[atlas.parent_of(nis)], *(region.members if region else ())}


def _fills(atlas: Atlas, name: str, nis: str) -> tuple[dict[str, str], set[str]]:
    """Return the colours in the reference region, and whose are paler."""
    regions, colours, later = atlas.regions[name], atlas.colours[name], atlas.later[name]
    own = regions.get(nis)
    fills, faint = {}, set()
    for unit in sorted(_within(atlas, nis, own)):
        region = regions.get(unit)
        if region is not None:
            fills[unit] = colours[region.code]
            if own is None or region.code != own.code:
                faint.add(unit)
        elif unit in later:
            fills[unit] = LATER
    return fills, faint


def _labels(atlas: Atlas, nis: str, own: Region | None, language: Language) -> Iterator[Label]:
    """Yield names: ours, those of our region, the other regions around, and our neighbours."""
    drawn, parent = atlas.large, atlas.parent_of(nis)
    members = set(own.members if own else ()) - {nis}
    yield _name_label(atlas, drawn, nis, "chosen")
    for unit in sorted(members):
        yield _name_label(atlas, drawn, unit, "member")
    for region in atlas.plans[atlas.first]:
        if region.parent == parent and region != own:
            yield Label(plain(region.label), atlas.spots[region.code], "region")
    near = {neighbour.nis for neighbour in atlas.neighbours.get(nis, ())}
    for unit in sorted((near | set(atlas.parents[parent])) - members - {nis}):
        yield _name_label(atlas, drawn, unit, "unit")
    if drawn.hole_spot is not None:
        yield Label(words_in(language)["brussels_short"], drawn.hole_spot, "place")


def _name_label(atlas: Atlas, drawn: Drawn, nis: str, kind: Kind) -> Label:
    return Label(_name(atlas, nis), drawn.paper.spots[nis], kind, drawn.paper.box([nis]))


def _description(atlas: Atlas, nis: str, region: Region | None, language: Language) -> str:
    words = words_in(language)
    parent = plain(atlas.municipalities.frame.at[nis, "reference_region_name"])
    if region is None:
        return words["sheet_map"].format(parent=parent, name=_name(atlas, nis))
    return words["sheet_map_region"].format(
        parent=parent,
        name=_name(atlas, nis),
        region=plain(region.label),
        members=enumeration(
            sorted((_name(atlas, member) for member in region.members), key=alphabet), language
        ),
    )


def _name(atlas: Atlas, nis: str) -> str:
    return plain(atlas.municipalities.frame.at[nis, "name"]) or plain(nis)
