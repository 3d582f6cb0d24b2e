"""Complete: every municipality that is planned is in a region, or as many as were asked for."""

from collections.abc import Iterator

from regionplanner.choices import Coverage
from regionplanner.errors import Message, counted, listing
from regionplanner.rules.resolved import Rules
from regionplanner.rules.rule import CheckedPlan, Rule


def _broken(plan: CheckedPlan) -> Iterator[str]:
    units, left_out = plan.case.municipalities.frame.index, plan.case.rules.left_out
    label, coverage = plan.case.municipalities.label, plan.case.scenario.coverage
    inside = {nis for members in plan.members.values() for nis in members}
    unknown = sorted(inside.difference(units))
    if unknown:
        names = listing(unknown)
        yield Message("the plan names {names}, which the data does not have", names=names)
    planned = units.difference(list(left_out))
    missing = [label(nis) for nis in planned if nis not in inside]
    if coverage is not None:
        yield from _covered(len(planned) - len(missing), coverage)
    elif missing:
        yield Message("in no region: {names}", names=listing(missing))
    outside = [
        Message("{unit}, which has no usable polygon", unit=label(nis))
        if nis in plan.bare
        else label(nis)
        for nis in left_out
        if nis in inside and nis in units
    ]
    if outside:
        yield Message("left out, but in a region: {names}", names=listing(outside))


def _covered(n_covered: int, coverage: Coverage) -> Iterator[str]:
    """Yield when too few or too many municipalities are in a region for a partial plan."""
    for bound, broken, asked in (
        (coverage.least, n_covered < (coverage.least or 0), "at least {least}"),
        (coverage.most, coverage.most is not None and n_covered > coverage.most, "at most {most}"),
    ):
        if broken:
            yield Message(
                "{covered}; {asked} was asked for"
                if bound == 1
                else "{covered}; {asked} were asked for",
                covered=Message(
                    "{units} is in a region" if n_covered == 1 else "{units} are in a region",
                    units=counted(n_covered, "municipality"),
                ),
                asked=Message(asked, least=bound, most=bound),
            )


COMPLETE = Rule(
    name="complete",
    resolve=lambda _units, scenario, _: Rules(left_out=tuple(sorted(scenario.leave_out))),
    whole=_broken,
    words={
        "held": {
            "nl": "Niet elke gemeente moest al in een regio (gevraagd: {count}).",
            "en": "Not every municipality had to be in a region yet (asked for: {count}).",
        },
        "held_open": {
            "nl": "Niet elke gemeente moest al in een regio.",
            "en": "Not every municipality had to be in a region yet.",
        },
        "held_left_out": {
            "nl": "Buiten dit voorstel gehouden: {units}.",
            "en": "Left out of this proposal: {units}.",
        },
        "rule": {
            "nl": "Niet elke gemeente is bij een jeugdregio ingedeeld.",
            "en": "Not every municipality is part of a youth region.",
        },
        "rule_covered": {
            "nl": "Het aantal gemeenten in een jeugdregio is niet wat gevraagd werd.",
            "en": "The number of municipalities in a youth region is not what was asked for.",
        },
        "broken_one": {
            "nl": "{members} zit in geen enkele jeugdregio.",
            "en": "{members} is in no youth region.",
        },
        "broken_many": {
            "nl": "{members} zitten in geen enkele jeugdregio.",
            "en": "{members} are in no youth region.",
        },
        "broken_least": {
            "nl": "Aantal gemeenten in een jeugdregio: {count}; gevraagd: minstens {limit}.",
            "en": "Number of municipalities in a youth region: {count}; asked for: at least "
            "{limit}.",
        },
        "broken_most": {
            "nl": "Aantal gemeenten in een jeugdregio: {count}; gevraagd: hoogstens {limit}.",
            "en": "Number of municipalities in a youth region: {count}; asked for: at most "
            "{limit}.",
        },
        "broken_left_out_one": {
            "nl": "{members} moet buiten dit voorstel blijven, maar zit in een jeugdregio.",
            "en": "{members} should be left out of this proposal, but is in a youth region.",
        },
        "broken_left_out_many": {
            "nl": "{members} moeten buiten dit voorstel blijven, maar zitten in een jeugdregio.",
            "en": "{members} should be left out of this proposal, but are in a youth region.",
        },
    },
)
"""See `_broken`."""
