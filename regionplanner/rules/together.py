"""Together: municipalities that must be in one region, listed or by a column."""

from collections.abc import Iterable, Iterator
from typing import Any

from regionplanner.data.columns import nameable_columns
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError, listing
from regionplanner.rules.resolved import Rules, UnitGroup
from regionplanner.rules.rule import AskedParent, CheckedPlan, Demand, DemandKind, Rule
from regionplanner.scenario import Scenario
from regionplanner.validation_messages import suggestion


def _resolved(municipalities: Municipalities, scenario: Scenario, _: int | None) -> Rules:
    notes: list[str] = []
    groups = (
        *_listed_groups(municipalities, scenario.together),
        *_column_groups(municipalities, scenario, notes),
    )
    return Rules(together=groups, notes=tuple(notes))


def _listed_groups(
    municipalities: Municipalities, groups: Iterable[tuple[str, ...]]
) -> Iterator[UnitGroup]:
    parents = municipalities.frame["reference_region"]
    for group in groups:
        members = tuple(sorted(set(group)))
        names = listing(municipalities.label(nis) for nis in members)
        if len(set(parents.loc[list(members)])) > 1:
            raise ScenarioError(
                "together asks for {names}, which lie in different reference regions; "
                "a region lies inside one; leave out those of the other",
                names=names,
            )
        yield UnitGroup(members, Message("{names} stay together", names=names))


def _column_groups(
    municipalities: Municipalities, scenario: Scenario, notes: list[str]
) -> Iterator[UnitGroup]:
    frame = municipalities.frame
    planned = frame.drop(index=list(scenario.leave_out), errors="ignore")
    for column in scenario.keep_together:
        there = nameable_columns(frame)
        if column not in there:
            raise ScenarioError(
                "keep_together names the column {column}, which the data does not have; {advice}",
                column=column,
                advice=suggestion(column, there),
            )
        for value, rows in planned.groupby(column, sort=True):
            parts = rows.groupby("reference_region", sort=True)
            group = _group_text(municipalities, column, str(value))
            if parts.ngroups > 1:
                names = listing(rows["reference_region_name"].unique())
                notes.append(
                    Message(
                        "{group} crosses {names}: each part stays together",
                        group=group,
                        names=names,
                    )
                )
            why = Message("{group} stays together", group=group)
            for _, part in parts:
                if len(part) > 1:
                    yield UnitGroup(tuple(sorted(part.index)), why, column)


def _group_text(municipalities: Municipalities, column: str, value: str) -> str:
    """Return what a group of a column is called."""
    if column == "reference_region":
        return municipalities.parent_label(value)
    name = municipalities.group_names.get(column, {}).get(value, value)
    text = value if name == value else f"{name} ({value})"
    return Message("{column} {value}", column=column, value=text)


def _broken(plan: CheckedPlan) -> Iterator[str]:
    where = {nis: region.code for region in plan.regions for nis in region.units}
    data = plan.case.municipalities
    for group in plan.case.rules.together:
        regions = sorted({where[nis] for nis in group.members if nis in where})
        if len(regions) > 1:
            cut, value = listing(regions), data.frame.at[group.members[0], group.column or "name"]
            yield (
                Message(
                    "{group} must stay together, but is cut over {regions}",
                    group=_group_text(data, group.column, str(value)),
                    regions=cut,
                )
                if group.column
                else Message(
                    "{names} must stay together, but are cut over {regions}",
                    names=listing(map(data.label, group.members)),
                    regions=cut,
                )
            )


def _demands(asked: AskedParent) -> Iterator[Demand]:
    for i, group in enumerate(asked.case.rules.together):
        if group.members[0] in asked.units:
            yield Demand("together", i, group.why, len(group.members))


def _changed(asked: AskedParent, demand: Demand, _value: None) -> dict[str, Any]:
    """Return the groups that are left; where a column made them all others of it are listed."""
    given = asked.case.rules.together[demand.index]
    kept = [group for group in asked.case.rules.together if group is not given]
    columns = tuple(
        column for column in asked.case.scenario.keep_together if column != given.column
    )
    listed = tuple(g.members for g in kept if g.column in ("", given.column))
    return {"together": listed, "keep_together": columns}


TOGETHER = Rule(
    name="together",
    resolve=_resolved,
    whole=_broken,
    kinds=(DemandKind(name="together", change=_changed, field="together", own=True),),
    demands=_demands,
    words={
        "held": {"nl": "Blijven samen: {groups}.", "en": "Stay together: {groups}."},
        "held_column": {
            "nl": "Gemeenten van dezelfde {column} blijven samen, binnen elke referentieregio.",
            "en": "Municipalities of the same {column} stay together, in each reference region.",
        },
        "rule": {
            "nl": "Gemeenten die samen moeten blijven, zijn gescheiden.",
            "en": "Municipalities that must stay together are separated.",
        },
        "broken": {"nl": "{members} moeten samen blijven.", "en": "{members} must stay together."},
        "broken_column": {
            "nl": "{members} moeten samen blijven: ze horen bij dezelfde {column}.",
            "en": "{members} must stay together: they are of the same {column}.",
        },
    },
)
"""See `together` and `keep_together` of `Scenario`."""
