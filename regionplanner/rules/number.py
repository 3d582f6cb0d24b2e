"""Number: as many regions as were asked for, in all and in each reference region."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from regionplanner.choices import Counts, count_range, count_text, regions_text
from regionplanner.errors import Message, ScenarioError, counted, listing
from regionplanner.rules.rule import AskedParent, CheckedPlan, Demand, DemandKind, Rule

if TYPE_CHECKING:
    from regionplanner.rules.case import Case


def _broken(plan: CheckedPlan) -> Iterator[str]:
    members, scenario, municipalities = plan.members, plan.case.scenario, plan.case.municipalities
    if scenario.regions is not None and len(members) not in count_range(scenario.regions):
        yield Message(
            "the plan has {regions}; {asked} was asked for"
            if scenario.regions == 1
            else "the plan has {regions}; {asked} were asked for",
            regions=counted(len(members), "region"),
            asked=count_text(scenario.regions),
        )
    parents = municipalities.frame["reference_region"]
    unknown = sorted(set(scenario.regions_per) - set(parents))
    if unknown:
        raise ScenarioError(
            "there is no reference region {unknown}; choose from {known}",
            unknown=listing(unknown),
            known=listing(sorted(set(parents)), at_most=20),
        )
    for code, wanted in sorted(scenario.regions_per.items()):
        inside = [r for r, units in members.items() if any(parents.get(n) == code for n in units)]
        if len(inside) not in count_range(wanted):
            yield Message(
                "number of regions in {parent}: {count}; asked for: {asked}",
                parent=municipalities.parent_label(code),
                count=len(inside),
                asked=count_text(wanted),
            )


def _demands(asked: AskedParent) -> Iterator[Demand]:
    if asked.code in asked.case.scenario.regions_per:
        yield Demand("number", 0, regions_text(asked.case.scenario.regions_per[asked.code]))


def number_change(case: "Case", code: str, counts: Counts) -> dict[str, Any]:
    """Return what becomes of a scenario that asks for other numbers of a reference region."""
    scenario = case.scenario
    per = {"regions_per": {**scenario.regions_per, code: counts}}
    only = case.municipalities.frame["reference_region"].nunique() == 1
    total = {"regions": counts} if only and scenario.regions is not None else {}
    return total | (per if code in scenario.regions_per else {})


NUMBER = Rule(
    name="number",
    whole=_broken,
    kinds=(
        DemandKind(
            name="number",
            change=lambda asked, _demand, counts: number_change(asked.case, asked.code, counts),
            own=True,
            shape=True,
            general=True,
        ),
    ),
    demands=_demands,
    words={
        "held": {
            "nl": "Het aantal lag vooraf vast: {numbers}.",
            "en": "The number was fixed beforehand: {numbers}.",
        },
        "held_ranges": {
            "nl": "Mogelijke aantallen: {numbers}.",
            "en": "Possible numbers: {numbers}.",
        },
        "rule": {
            "nl": "Het aantal jeugdregio's is niet het gevraagde aantal.",
            "en": "The number of youth regions is not the number asked for.",
        },
        "broken": {
            "nl": "Aantal jeugdregio's: {count}; gevraagd: {wanted}.",
            "en": "Number of youth regions: {count}; asked for: {wanted}.",
        },
        "broken_in": {
            "nl": "Aantal jeugdregio's in {parent}: {count}; gevraagd: {wanted}.",
            "en": "Number of youth regions in {parent}: {count}; asked for: {wanted}.",
        },
    },
)
"""See `regions` and `regions_per` of `Scenario`."""
