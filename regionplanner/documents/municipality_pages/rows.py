"""What a municipality page says of region, neighbours, and the groups of today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from markupsafe import Markup

from regionplanner.choice import Language
from regionplanner.criteria.distance import straight_line_km
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.marked import Texts, named, said
from regionplanner.documents.municipality_pages.atlas import Atlas
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Region
from regionplanner.scenario import Scenario
from regionplanner.score.groups import Group
from regionplanner.words.sentences import fixed, grouping_text, number
from regionplanner.words.text import words_in

_YOUTH = "inhabitants_0_14"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a region: its name, its figures as text, and what it is."""

    name: Markup
    cells: tuple[str, ...]
    ours: bool
    centre: bool


@dataclass(frozen=True, slots=True)
class MemberTable:
    """The members of a region, with heads and totals of the figures."""

    heads: tuple[str, ...]
    rows: tuple[MemberRow, ...]
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """A neighbour: its name, its region, whether that is ours, and the length of the border."""

    name: Markup
    region: Markup
    ours: bool
    border: str


def member_table(
    region: Region, municipalities: Municipalities, nis: str, language: Language
) -> MemberTable:
    """Return the members of a region by name, with figures and what it takes to the centre."""
    words, frame = words_in(language), municipalities.frame
    members = sorted(region.members, key=lambda unit: (alphabet(str(frame.at[unit, "name"])), unit))
    rows = frame.loc[members]
    columns: dict[str, list[str]] = {}
    totals: list[str] = []
    for column, head in (("inhabitants", "inhabitants"), (_YOUTH, "sheet_youth")):
        if column in frame.columns:
            known = pd.to_numeric(rows[column], errors="coerce")
            columns[words[head]] = [_whole_number(float(value), language) for value in known]
            totals.append(_whole_number(float(known.sum(skipna=False)), language))
    for head, values in _to_centre(region, municipalities, members, words).items():
        centre = "" if head == words["sheet_km"] else "\N{EN DASH}"  # it is said to be it once
        columns[head] = [
            centre if unit == region.centre else one_decimal(values[unit], language)
            for unit in members
        ]
        others = [values[unit] for unit in members if unit != region.centre]
        mean = one_decimal(float(np.mean(others)), language) if others else ""
        totals.append(words["sheet_mean"].format(mean=mean) if mean else "")
    return MemberTable(
        heads=tuple(columns),
        rows=tuple(
            MemberRow(
                name=named(frame.at[unit, "name"], unit),
                cells=tuple(cells[position] for cells in columns.values()),
                ours=unit == nis,
                centre=unit == region.centre and len(members) > 1,
            )
            for position, unit in enumerate(members)
        ),
        totals=tuple(totals),
    )


def neighbour_rows(atlas: Atlas, nis: str, language: Language) -> list[NeighbourRow]:
    """Return the neighbours of a municipality: in its region first, the longest border first."""
    words, where = words_in(language), atlas.regions[atlas.first]
    later, names = atlas.later[atlas.first], atlas.municipalities.frame["name"]
    own = where.get(nis)
    rows = []
    for near in atlas.neighbours.get(nis, ()):
        place = where.get(near.nis)
        ours = own is not None and place == own
        if place is None:
            label = Markup.escape(words["sheet_none_yet" if near.nis in later else "sheet_none"])
        else:
            label = said("sheet_ours", language) if ours else named(place.label, place.code)
        border = words["sheet_linked"] if near.border_km is None else _km(near.border_km, language)
        row = NeighbourRow(named(names[near.nis], near.nis), label, ours, border)
        rows.append((not ours, -(near.border_km or 0), str(row.name), near.nis, row))
    return [row for *_, row in sorted(rows, key=lambda keyed: keyed[:4])]


def one_decimal(value: float, language: Language) -> str:
    """Return a number with one decimal, such as ``"8,0"`` in Dutch."""
    if np.isnan(value):
        return words_in(language)["unknown"]
    return fixed(value, 1, language)


def _to_centre(
    region: Region, municipalities: Municipalities, members: list[str], words: dict[str, str]
) -> dict[str, dict[str, float]]:
    """Return how far members are from the centre, by head and member."""
    xy = municipalities.frame.loc[members, ["x_m", "y_m"]].to_numpy(dtype=float)
    km = straight_line_km(xy)[:, members.index(region.centre)]
    distances = {words["sheet_km"]: dict(zip(members, map(float, km), strict=True))}
    if municipalities.travel_min is not None:
        minutes = municipalities.travel_min.reindex(index=members, columns=[region.centre])
        values = map(float, minutes[region.centre])
        distances[words["sheet_minutes"]] = dict(zip(members, values, strict=True))
    return distances


def _km(length: float, language: Language) -> str:
    """Return a length; one that would be shown as 0,0 is less than 0,1."""
    return f"< {one_decimal(0.1, language)}" if length < 0.05 else one_decimal(length, language)


def _whole_number(value: float, language: Language) -> str:
    return words_in(language)["unknown"] if pd.isna(value) else number(value, language)


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
    """Return what becomes of the groups of a municipality under the first plan."""
    say, groups = Texts(language), atlas.groups.get(nis, {})
    joint = [group for group in groups.values() if group is not None]
    most = (atlas.plans[atlas.first].scenario or Scenario()).max_units
    large = [group for group in joint if group.cut and len(group.members) > most]
    notes = []
    if large:
        names = [
            Markup("{} {} ({})").format(
                grouping_text(group.column, language),
                named(group.name),
                say.counted(len(group.members), "units"),
            )
            for group in large
        ]
        limit = say.counted(most, "units")
        notes.append(say("sheet_too_large", most=limit, groups=say.listed(names)))
    alone = [grouping_text(column, language) for column, group in groups.items() if group is None]
    if alone:
        notes.append(say("sheet_alone", groups=say.listed(alone)))

    def line(group: Group) -> GroupLine:
        kind = grouping_text(group.column, language)
        sentences = (_cut if group.cut else _whole)(atlas, nis, region, group, say)
        text = Markup(" ").join(sentences)
        return GroupLine(f"{kind[:1].upper()}{kind[1:]}", named(group.name), text)

    return Together(
        whole=tuple(line(group) for group in joint if not group.cut),
        cut=tuple(line(group) for group in joint if group.cut and group not in large),
        notes=tuple(notes),
    )


def unit_names(atlas: Atlas, codes: Iterable[str]) -> list[Markup]:
    """Return the names of municipalities as markup, in the order of the alphabet."""
    names = atlas.municipalities.frame["name"]
    order = sorted(codes, key=lambda nis: (alphabet(str(names[nis])), nis))
    return [named(names[nis], nis) for nis in order]


def _whole(atlas: Atlas, nis: str, region: Region, group: Group, say: Texts) -> Iterator[Markup]:
    if group.members == region.members:
        yield say("sheet_kept_exactly")
    else:
        others = unit_names(atlas, set(group.members) - {nis})
        yield say("sheet_kept_with", units=say.listed(others))


def _cut(atlas: Atlas, nis: str, region: Region, group: Group, say: Texts) -> Iterator[Markup]:
    where = atlas.regions[atlas.first]
    members = {
        code: [unit for unit in group.members if unit in where and where[unit].code == code]
        for code in group.regions
    }
    mates = say.listed(unit_names(atlas, set(members[region.code]) - {nis}))
    yield say("sheet_still_with" if mates else "sheet_with_nobody", units=mates)
    for code in group.regions:
        if code != region.code:
            there = where[members[code][0]]
            same = there.parent == region.parent
            yield say(
                "sheet_in_other" if same else "sheet_in_other_parent",
                region=named(there.label, there.code),
                units=say.listed(unit_names(atlas, members[code])),
            )
    if group.outside:
        yield say("sheet_in_none", units=say.listed(unit_names(atlas, group.outside)))
