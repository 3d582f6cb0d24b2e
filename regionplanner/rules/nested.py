"""Nested: a region lies in one reference region."""

from collections.abc import Iterator

from regionplanner.errors import Message, counted, joined, listing
from regionplanner.rules.rule import CheckedRegion, Rule


def _broken(region: CheckedRegion) -> Iterator[str]:
    municipalities = region.plan.case.municipalities
    parents = municipalities.frame["reference_region"].loc[list(region.units)]
    if len(set(parents)) > 1:
        by_parent = municipalities.frame.loc[parents.index].groupby("reference_region", sort=True)
        lies_in = [
            Message(
                "{parent} ({units})",
                parent=part["reference_region_name"].iloc[0],
                units=listing(municipalities.label(nis) for nis in part.index),
            )
            for _, part in by_parent
        ]
        yield Message(
            "{region} lies in {count}: {parents}",
            region=region.code,
            count=counted(len(lies_in), "reference region"),
            parents=joined(lies_in),
        )


NESTED = Rule(
    name="nested",
    each=_broken,
    words={
        "rule": {
            "nl": "In meer dan één referentieregio: {regions}.",
            "en": "In more than one reference region: {regions}.",
        },
        "broken": {
            "nl": "{region} ligt in meer dan één referentieregio: niet alleen in {parent}, maar "
            "ook in {others} ({members}).",
            "en": "{region} lies in more than one reference region: not only in {parent}, but "
            "also in {others} ({members}).",
        },
    },
)
