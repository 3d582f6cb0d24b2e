"""Number: as many regions as were asked for, in all and in each reference region."""

from collections.abc import Iterator

from regionplanner.choices import count_range, count_text, regions_text
from regionplanner.errors import ScenarioError, counted, listing
from regionplanner.rules.rule import AskedParent, CheckedPlan, Demand, DemandKind, Rule


def _broken(plan: CheckedPlan) -> Iterator[str]:
    members, scenario, municipalities = plan.members, plan.scenario, plan.municipalities
    if scenario.regions is not None and len(members) not in count_range(scenario.regions):
        yield (
            f"the plan has {counted(len(members), 'region')}; {count_text(scenario.regions)} "
            f"{'was' if scenario.regions == 1 else 'were'} asked for"
        )
    parents = municipalities.frame["reference_region"]
    unknown = sorted(set(scenario.regions_per) - set(parents))
    if unknown:
        raise ScenarioError(
            "there is no reference region {unknown}; choose from {parents_said}",
            unknown=listing(unknown),
            parents_said=listing(sorted(set(parents)), at_most=20),
        )
    for code, wanted in sorted(scenario.regions_per.items()):
        inside = [r for r, units in members.items() if any(parents.get(n) == code for n in units)]
        if len(inside) not in count_range(wanted):
            yield (
                f"number of regions in {municipalities.parent_label(code)}: {len(inside)}; "
                f"asked for: {count_text(wanted)}"
            )


def _demands(asked: AskedParent) -> Iterator[Demand]:
    if asked.code in asked.scenario.regions_per:
        yield Demand("number", 0, regions_text(asked.scenario.regions_per[asked.code]))


NUMBER = Rule(
    name="number",
    whole=_broken,
    kinds=(DemandKind(name="number", own=True, shape=True, general=True),),
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
