"""Youth regions by reference region: who is in them, their figures, what stays whole in them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from regionplanner.documents.marked import named
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.plan.plan import Region
from regionplanner.score.groups import Group, KeptGroups, kept_groups
from regionplanner.words.about import parents_out, region_notes
from regionplanner.words.sentences import NONE, figure_text, grouping_text

_PEOPLE = ("inhabitants", "inhabitants_0_14")
Kept = Mapping[str, KeptGroups]
"""Groups of a region, by membership column."""


def parent_rows(measured: MeasuredPlan) -> list[dict[str, Any]]:
    """Return the youth regions by reference region, with those that have none."""
    say, data, plan = measured.say, measured.case.municipalities, measured.plan
    out = parents_out(plan, data, say.language)
    regions = _region_rows(measured)
    rows = []
    for key, units in data.frame.groupby("reference_region", sort=True):
        code = str(key)
        inside = [region for region in plan if region.parent == code]
        later = tuple(str(nis) for nis in units.index if nis not in plan.assignment)
        names = Markup(", ").join(measured.units(later))
        rows.append(
            {
                "code": code,
                "name": named(units["reference_region_name"].iloc[0], code),
                "count": say("parent_out") if code in out else _count(inside, measured),
                "regions": [regions[region.code] for region in inside],
                "later": escape(f"{out[code]} " if code in out else "")
                + (say("report_later", members=names) if later else ""),
            }
        )
    return rows


def _count(regions: list[Region], measured: MeasuredPlan) -> Markup:
    say = measured.say
    if not regions:
        return say("report_no_regions")
    units = say.counted(sum(len(region.members) for region in regions), "units")
    return say("summary", units=units, regions=say.counted(len(regions), "regions"))


def _region_rows(measured: MeasuredPlan) -> dict[str, dict[str, Any]]:
    """Return what is said of each youth region, by code."""
    plan, say = measured.plan, measured.say
    notes = region_notes(plan, say.language)
    by_column = {c: kept_groups(plan, measured.groups[c]) for c in measured.tied_columns}
    rows = {}
    for region in plan:
        code, label = region.code, measured.labels[region.code]
        kept = {column: values[code] for column, values in by_column.items()}
        rows[code] = {
            "code": code,
            "label": label,
            "centre": measured.unit(region.centre),
            "title": say("report_around", label=label, unit=measured.unit(region.centre)),
            "members": say.listed(measured.units(region.members)),
            "figures": list(_figures(region, measured, kept)),
            "facts": list(_facts(region, measured)),
            "kept": list(_kept_sentences(region, measured, kept)),
            "note": notes.get(code, ""),
        }
    return rows


def figure_heads(measured: MeasuredPlan) -> list[dict[str, Any]]:
    """Return the heads of the columns of figures, with the groups that they stand under."""
    say, score = measured.say, measured.score
    people = zip(_PEOPLE, ("inhabitants", "report_head_children"), strict=True)
    single = [
        say("report_head_units"),
        *(say(key) for column, key in people if score[column].notna().any()),
        "km²",
        *([say("report_head_deviation")] if "balance_deviation_pct" in score else []),
    ]
    to_centre = say("report_head_to_centre", unit="min" if measured.in_minutes else "km")
    halves = (say("report_whole"), say("report_part"))
    return [
        *({"title": title, "parts": ()} for title in single),
        {"title": to_centre, "parts": (say("report_mean"), say("report_most"))},
        *(
            {"title": grouping_text(column, say.language), "parts": halves}
            for column in measured.tied_columns
        ),
    ]


def _figures(region: Region, measured: MeasuredPlan, kept: Kept) -> Iterator[str]:
    score, say = measured.score, measured.say
    row: Any = score.loc[region.code]
    yield say.number(row["municipalities"])
    for column in _PEOPLE:
        if score[column].notna().any():
            yield say.number(row[column]) if pd.notna(row[column]) else NONE
    yield say.number(row["area_km2"])
    if "balance_deviation_pct" in score:
        yield say.signed(row["balance_deviation_pct"], 0) + "\N{NO-BREAK SPACE}%"
    yield from _mean_and_most(region, measured)
    for groups in kept.values():
        yield from (say.number(len(some)) for some in (groups.whole, groups.part))


def _mean_and_most(region: Region, measured: MeasuredPlan) -> tuple[str, str]:
    """Return the mean and the largest travel to the centre."""
    unit = "travel_min" if measured.in_minutes else "distance_km"
    row: Any = measured.score.loc[region.code]
    if pd.isna(row[f"max_{unit}"]):  # nobody knows the time to the centre
        return NONE, NONE
    return measured.say.fixed(row[f"mean_{unit}"]), measured.say.fixed(row[f"max_{unit}"])


def _facts(region: Region, measured: MeasuredPlan) -> Iterator[Markup]:
    say = measured.say
    row: Any = measured.score.loc[region.code]
    yield escape(say.counted(len(region.members), "units"))
    for column in _PEOPLE:
        if pd.notna(row[column]):
            what = figure_text(column, say.language)
            yield Markup("{} {}").format(say.number(row[column]), what)
    yield Markup("{} km²").format(say.number(row["area_km2"]))
    if len(region.members) > 1:
        key = "report_centre_min" if measured.in_minutes else "report_centre_km"
        mean, most = _mean_and_most(region, measured)
        if most == NONE:
            return
        yield say(key, centre=measured.unit(region.centre), mean=mean, most=most)


def _kept_sentences(region: Region, measured: MeasuredPlan, kept: Kept) -> Iterator[Markup]:
    say = measured.say

    def elsewhere(group: Group) -> Markup:
        name = named(group.name, group.code)
        others = [measured.labels[code] for code in group.regions if code != region.code]
        if not others:
            return say("report_also_outside", group=name)
        return say("report_also_in", group=name, regions=say.listed(others))

    whole = {c: [named(g.name, g.code) for g in groups.whole] for c, groups in kept.items()}
    part = {c: [elsewhere(g) for g in groups.part] for c, groups in kept.items()}
    for key, members in (("report_region_whole", whole), ("report_region_part", part)):
        texts = [
            say(
                "report_grouped",
                grouping=grouping_text(column, say.language),
                names=Markup(", ").join(names),
            )
            for column, names in members.items()
            if names
        ]
        if texts:
            yield say(key, groups=Markup("; ").join(texts))
