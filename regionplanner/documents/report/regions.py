"""Youth regions by reference region: who is in them, their figures, what stays whole in them."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.plan.plan import Region
from regionplanner.score.groups import Group, KeptGroups, kept_groups
from regionplanner.words.about import parents_out, region_notes
from regionplanner.words.language import Language
from regionplanner.words.sentences import (
    NONE,
    counted,
    figure_text,
    fixed,
    grouping_text,
    number,
    signed,
)
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A youth region as a report tells of it.

    Attributes
    ----------
    code, label, title, centre
        Its code, what it is called, short and in full, and its centre.
    members
        Its municipalities in a sentence.
    figures
        A text for each column of figures.
    facts
        The same figures in a few words each.
    kept
        Sentences on the existing groups that are in it, whole and in part.
    note
        What was given beforehand; mostly empty.
    """

    code: str
    label: Markup
    title: Markup
    centre: Markup
    members: Markup
    figures: tuple[str, ...]
    facts: tuple[Markup, ...]
    kept: tuple[Markup, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ParentRows:
    """A reference region with its youth regions.

    Attributes
    ----------
    code, name
        Its code and name.
    count
        How many municipalities in how many youth regions.
    regions
        The youth regions.
    later
        Its municipalities that are in none, with why all of them are; mostly empty.
    """

    code: str
    name: Markup
    count: str
    regions: tuple[RegionRow, ...]
    later: Markup


def parent_rows(measured: MeasuredPlan, language: Language) -> list[ParentRows]:
    """Return the youth regions by reference region, with those that have none."""
    notes, kept = region_notes(measured.plan, language), _kept(measured)
    rows = {
        parent: tuple(_row(region, measured, language, kept, notes) for region in regions)
        for parent, regions in groupby(measured.plan, key=lambda region: region.parent)
    }
    frame, planned = measured.municipalities.frame, measured.plan.assignment
    out = parents_out(measured.plan, measured.municipalities, language)
    found = []
    for key, units in frame.groupby("reference_region", sort=True):
        code = str(key)
        later = tuple(str(nis) for nis in units.index if nis not in planned)
        regions = rows.get(code, ())
        n_units = sum(len(r.members) for r in measured.plan if r.parent == code)
        found.append(
            ParentRows(
                code=code,
                name=named(units["reference_region_name"].iloc[0], code),
                count=words_in(language)["parent_out"]
                if code in out
                else _count(n_units, len(regions), language),
                regions=regions,
                later=Markup.escape(f"{out[code]} " if code in out else "")
                + _later(measured, later, language),
            )
        )
    return found


def _count(n_units: int, n_regions: int, language: Language) -> str:
    if not n_regions:
        return words_in(language)["report_no_regions"]
    return words_in(language)["summary"].format(
        units=counted(n_units, "units", language), regions=counted(n_regions, "regions", language)
    )


def _later(measured: MeasuredPlan, units: tuple[str, ...], language: Language) -> Markup:
    if not units:
        return Markup("")
    names = Markup(", ").join(measured.units(units))
    return said("report_later", language, members=names)


def figure_heads(measured: MeasuredPlan, language: Language) -> list[dict[str, Any]]:
    """Return the heads of the columns of figures, with the groups that they stand under.

    Returns
    -------
    list of dict
        ``title``, and ``parts``: the heads under it, none where it stands alone.
    """
    words, score = words_in(language), measured.score
    travel = "min" if measured.in_minutes else "km"
    heads: list[dict[str, Any]] = [{"title": words["report_head_units"], "parts": ()}]
    if score["inhabitants"].notna().any():
        heads.append({"title": words["inhabitants"], "parts": ()})
    if score["inhabitants_0_14"].notna().any():
        heads.append({"title": words["report_head_children"], "parts": ()})
    heads.append({"title": "km²", "parts": ()})
    if "balance_deviation_pct" in score:
        heads.append({"title": words["report_head_deviation"], "parts": ()})
    to_centre = words["report_head_to_centre"].format(unit=travel)
    heads.append({"title": to_centre, "parts": (words["report_mean"], words["report_most"])})
    halves = (words["report_whole"], words["report_part"])
    heads += [
        {"title": grouping_text(column, language), "parts": halves}
        for column in measured.tied_columns
    ]
    return heads


def _figures(
    region: Region, measured: MeasuredPlan, language: Language, kept: dict[str, KeptGroups]
) -> tuple[str, ...]:
    score = measured.score
    row: Any = score.loc[region.code]
    mean, most = _travel_columns(measured)
    cells = [number(row["municipalities"], language)]
    cells += [
        number(row[column], language) if pd.notna(row[column]) else NONE
        for column in ("inhabitants", "inhabitants_0_14")
        if score[column].notna().any()
    ]
    cells.append(number(row["area_km2"], language))
    if "balance_deviation_pct" in score:
        cells.append(signed(row["balance_deviation_pct"], 0, language) + "\N{NO-BREAK SPACE}%")
    cells += [fixed(row[mean], 1, language), fixed(row[most], 1, language)]
    for groups in kept.values():
        cells += [number(len(groups.whole), language), number(len(groups.part), language)]
    return tuple(cells)


def _travel_columns(measured: MeasuredPlan) -> tuple[str, str]:
    unit = "travel_min" if measured.in_minutes else "distance_km"
    return f"mean_{unit}", f"max_{unit}"


def _kept(measured: MeasuredPlan) -> dict[str, dict[str, KeptGroups]]:
    """Return, by region code and column, which groups are in a region."""
    by_column = {
        column: kept_groups(measured.plan, measured.groups[column])
        for column in measured.tied_columns
    }
    return {
        region.code: {column: found[region.code] for column, found in by_column.items()}
        for region in measured.plan
    }


def _row(
    region: Region,
    measured: MeasuredPlan,
    language: Language,
    kept: dict[str, dict[str, KeptGroups]],
    notes: dict[str, str],
) -> RegionRow:
    label = measured.labels[region.code]
    members = listed(measured.units(region.members), language)
    return RegionRow(
        code=region.code,
        label=label,
        centre=measured.unit(region.centre),
        title=said("report_around", language, label=label, unit=measured.unit(region.largest)),
        members=members,
        figures=_figures(region, measured, language, kept[region.code]),
        facts=tuple(_facts(region, measured, language)),
        kept=tuple(_kept_sentences(region, measured, kept[region.code], language)),
        note=notes.get(region.code, ""),
    )


def _facts(region: Region, measured: MeasuredPlan, language: Language) -> list[Markup]:
    row: Any = measured.score.loc[region.code]
    mean, most = _travel_columns(measured)
    facts = [Markup("{}").format(counted(len(region.members), "units", language))]
    for column in ("inhabitants", "inhabitants_0_14"):
        if pd.notna(row[column]):
            what = figure_text(column, language)
            facts.append(Markup("{} {}").format(number(row[column], language), what))
    facts.append(Markup("{} km²").format(number(row["area_km2"], language)))
    if len(region.members) > 1:
        facts.append(
            said(
                "report_centre_min" if measured.in_minutes else "report_centre_km",
                language,
                centre=measured.unit(region.centre),
                mean=fixed(row[mean], 1, language),
                most=fixed(row[most], 1, language),
            )
        )
    return facts


def _kept_sentences(
    region: Region,
    measured: MeasuredPlan,
    kept: dict[str, KeptGroups],
    language: Language,
) -> list[Markup]:
    def told(group: Group) -> Markup:
        return named(group.name, group.code)

    def elsewhere(group: Group) -> Markup:
        others = [measured.labels[code] for code in group.regions if code != region.code]
        if not others:
            return said("report_also_outside", language, group=told(group))
        return said("report_also_in", language, group=told(group), regions=listed(others, language))

    found = []
    for key, parts in (("report_region_whole", "whole"), ("report_region_part", "part")):
        tell = told if parts == "whole" else elsewhere
        texts = [
            said(
                "report_grouped",
                language,
                grouping=grouping_text(column, language),
                names=Markup(", ").join(tell(group) for group in getattr(groups, parts)),
            )
            for column, groups in kept.items()
            if getattr(groups, parts)
        ]
        if texts:
            found.append(said(key, language, groups=Markup("; ").join(texts)))
    return found
