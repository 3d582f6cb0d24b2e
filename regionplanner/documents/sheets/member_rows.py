"""The tables on the page of a municipality: its region, and its neighbours."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from markupsafe import Markup

from regionplanner.criteria.distance import straight_line_km
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.marked import named, said
from regionplanner.documents.sheets.atlas import Atlas
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Region
from regionplanner.words.language import Language
from regionplanner.words.sentences import number
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
    """Return the members of a region by name, with figures and what it takes to the centre.

    Parameters
    ----------
    region
        The region.
    municipalities
        The data.
    nis
        Whose page it is.
    language
        Language of the heads and figures.
    """
    words, frame = words_in(language), municipalities.frame
    members = sorted(region.members, key=lambda unit: (alphabet(str(frame.at[unit, "name"])), unit))
    rows = frame.loc[members]
    columns: dict[str, list[str]] = {}
    totals: list[str] = []
    for column, head in (("inhabitants", "inhabitants"), (_YOUTH, "sheet_youth")):
        if column in frame.columns:
            known = pd.to_numeric(rows[column], errors="coerce")
            columns[words[head]] = [_whole(float(value), language) for value in known]
            totals.append(_whole(float(known.sum(skipna=False)), language))
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
    """Return the neighbours of a municipality: those in its region first, the longest border first.

    Parameters
    ----------
    atlas
        The plans; regions are those of the first.
    nis
        The municipality.
    language
        Language of the words.
    """
    words, where = words_in(language), atlas.regions[atlas.first]
    later, names = atlas.later[atlas.first], atlas.municipalities.frame["name"]
    own = where.get(nis)
    found = []
    for near in atlas.neighbours.get(nis, ()):
        other = where.get(near.nis)
        ours = own is not None and other == own
        if other is None:
            label = Markup.escape(words["sheet_none_yet" if near.nis in later else "sheet_none"])
        else:
            label = said("sheet_ours", language) if ours else named(other.label, other.code)
        border = words["sheet_linked"] if near.border_km is None else _km(near.border_km, language)
        row = NeighbourRow(named(names[near.nis], near.nis), label, ours, border)
        found.append((not ours, -(near.border_km or 0), str(row.name), near.nis, row))
    return [row for *_, row in sorted(found, key=lambda one: one[:4])]


def one_decimal(value: float, language: Language) -> str:
    """Return a number with one decimal, such as ``"8,0"`` in Dutch.

    Parameters
    ----------
    value
        The number.
    language
        Decides the signs.
    """
    if np.isnan(value):
        return words_in(language)["unknown"]
    text = f"{value:,.1f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def _to_centre(
    region: Region, municipalities: Municipalities, members: list[str], words: dict[str, str]
) -> dict[str, dict[str, float]]:
    """Return how far members are from the centre, by head and member."""
    xy = municipalities.frame.loc[members, ["x_m", "y_m"]].to_numpy(dtype=float)
    km = straight_line_km(xy)[:, members.index(region.centre)]
    found = {words["sheet_km"]: dict(zip(members, map(float, km), strict=True))}
    if municipalities.travel_min is not None:
        minutes = municipalities.travel_min.reindex(index=members, columns=[region.centre])
        values = map(float, minutes[region.centre])
        found[words["sheet_minutes"]] = dict(zip(members, values, strict=True))
    return found


def _km(length: float, language: Language) -> str:
    """Return a length; one that would be told as 0,0 is less than 0,1."""
    return f"< {one_decimal(0.1, language)}" if length < 0.05 else one_decimal(length, language)


def _whole(value: float, language: Language) -> str:
    return words_in(language)["unknown"] if pd.isna(value) else number(value, language)
