"""What stays together with a municipality and what does not: its groups of today, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.sheets.atlas import Atlas
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Region
from regionplanner.scenario import Scenario
from regionplanner.score.groupings import Group
from regionplanner.words.groupings import grouping_text
from regionplanner.words.language import Language
from regionplanner.words.sentences import counted


@dataclass(frozen=True, slots=True)
class GroupLine:
    """What becomes of one group: what it is, its name, and who is in it with us or not."""

    kind: str
    name: Markup
    text: Markup


@dataclass(frozen=True, slots=True)
class Together:
    """What becomes of the groups of a municipality.

    Attributes
    ----------
    whole, cut
        Those that are in its region with all their members, and those that are not.
    notes
        What is said of the others: too large for any region, or without other members.
    """

    whole: tuple[GroupLine, ...]
    cut: tuple[GroupLine, ...]
    notes: tuple[Markup, ...]


def together(atlas: Atlas, nis: str, region: Region, language: Language) -> Together:
    """Return what becomes of the groups of a municipality under the first plan.

    Parameters
    ----------
    atlas
        The plans.
    nis
        The municipality.
    region
        Its region.
    language
        Language of the sentences.
    """
    groups = atlas.groups.get(nis, {})
    found = [group for group in groups.values() if group is not None]
    most = _most(atlas)
    large = [group for group in found if group.cut and len(group.members) > most]
    fit = [group for group in found if group not in large]
    notes = []
    if large:
        names = [
            Markup("{} ({})").format(
                _what(group, language), counted(len(group.members), "units", language)
            )
            for group in large
        ]
        limit = counted(most, "units", language)
        notes.append(said("sheet_too_large", language, most=limit, groups=listed(names, language)))
    alone = [grouping_text(column, language) for column, group in groups.items() if group is None]
    if alone:
        notes.append(said("sheet_alone", language, groups=listed(alone, language)))
    return Together(
        whole=tuple(_whole(atlas, nis, region, group, language) for group in fit if not group.cut),
        cut=tuple(_cut(atlas, nis, region, group, language) for group in fit if group.cut),
        notes=tuple(notes),
    )


def unit_names(atlas: Atlas, codes: Iterable[str]) -> list[Markup]:
    """Return the names of municipalities as markup, in the order of the alphabet.

    Parameters
    ----------
    atlas
        Names them.
    codes
        NIS codes.
    """
    names = atlas.municipalities.frame["name"]
    order = sorted(codes, key=lambda nis: (alphabet(str(names[nis])), nis))
    return [named(names[nis], nis) for nis in order]


def _most(atlas: Atlas) -> int:
    plan = atlas.plans[atlas.first]
    return (plan.scenario or Scenario()).max_units


def _what(group: Group, language: Language) -> Markup:
    return Markup("{} {}").format(grouping_text(group.column, language), named(group.name))


def _line(group: Group, text: Markup, language: Language) -> GroupLine:
    kind = grouping_text(group.column, language)
    return GroupLine(f"{kind[:1].upper()}{kind[1:]}", named(group.name), text)


def _whole(atlas: Atlas, nis: str, region: Region, group: Group, language: Language) -> GroupLine:
    if group.members == region.members:
        return _line(group, said("sheet_kept_exactly", language), language)
    others = unit_names(atlas, set(group.members) - {nis})
    return _line(group, said("sheet_kept_with", language, units=listed(others, language)), language)


def _cut(atlas: Atlas, nis: str, region: Region, group: Group, language: Language) -> GroupLine:
    sentences = list(_cut_sentences(atlas, nis, region, group, language))
    return _line(group, Markup(" ").join(sentences), language)


def _cut_sentences(
    atlas: Atlas, nis: str, region: Region, group: Group, language: Language
) -> Iterator[Markup]:
    where = atlas.regions[atlas.first]
    members = {
        code: [unit for unit in group.members if unit in where and where[unit].code == code]
        for code in group.regions
    }
    mates = listed(unit_names(atlas, set(members[region.code]) - {nis}), language)
    if mates:
        yield said("sheet_still_with", language, units=mates)
    else:
        yield said("sheet_with_nobody", language)
    for code in group.regions:
        if code == region.code:
            continue
        other = where[members[code][0]]
        same = other.parent == region.parent
        yield said(
            "sheet_in_other" if same else "sheet_in_other_parent",
            language,
            region=named(other.label, other.code),
            units=listed(unit_names(atlas, members[code]), language),
        )
    if group.outside:
        units = listed(unit_names(atlas, group.outside), language)
        yield said("sheet_in_none", language, units=units)
