"""The choices of support: who supports, how the load is shared, and what their areas are like."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from regionplanner.choice import choice
from regionplanner.choices import Flag, Part, Weight, Whole
from regionplanner.errors import listing

MOST_SUPPORTERS = 10_000
REGIONS, MUNICIPALITIES = "regions", "municipalities"
OWN_LOADS = (REGIONS, MUNICIPALITIES)
"""What a load can be besides the sum of a column."""

Share = Annotated[Weight, Field(gt=0, le=1)]

_choice = partial(choice, "Supporters")


class Supporter(Part):
    """A regional supporter."""

    name: Annotated[
        str,
        Field(min_length=1),
        _choice("What people call them", "Hoe men hen noemt", "Noor", default=...),
    ]
    home: str | None = _choice(
        "Municipality they travel from; without it the best of the centres of their regions",
        "Gemeente van waaruit zij reizen; zonder het beste van de centra van hun regio's",
        "44021",
    )
    share: Share = _choice(
        "Part of a full-time job", "Deel van een voltijdse baan", 0.8, default=1.0
    )


class SupportChoices(Part):
    """How supporters share the regions."""

    within = "support"

    supporters: tuple[Supporter, ...] = _choice(
        "Who supports: name, home (a municipality) and share of a full-time job",
        "Wie ondersteunt: naam, thuis (een gemeente) en deel van een voltijdse baan",
        [{"name": "Noor", "home": "44021", "share": 0.8}, {"name": "Sam"}],
        default=(),
        option="--supporters N or NAME:HOME:SHARE,...",
        how="N: how many; or as in Noor:44021:0.8,Sam; who has no home travels from the best "
        "of the centres of their own regions",
        max_length=MOST_SUPPORTERS,
    )
    balance: Mapping[str, Weight] = _choice(
        "How far a load may be from the share: regions, municipalities, or a column",
        "Hoe ver een last van het deel mag afwijken: regions, municipalities of een kolom",
        {"municipalities": 0.15, "inhabitants_0_14": 0.3},
        default={MUNICIPALITIES: 0.15},
        option="--balance NAME=SHARE,...",
    )
    meetings: Whole = _choice(
        "Meetings a year in every region",
        "Vergaderingen per jaar in elke regio",
        default=4,
        option="--meetings N",
    )
    contiguous: Flag = _choice(
        "The regions of a supporter adjoin",
        "De regio's van een ondersteuner grenzen aan elkaar",
        default=True,
        option="--loose",
        how="With this option they need not",
    )
    parents: Literal["across", "whole", "inside"] = _choice(
        'Areas: with parts of reference regions ("across"), of "whole" ones, or "inside" one',
        'Gebieden: met delen van referentieregio\'s ("across"), van hele ("whole"), of in één '
        '("inside")',
        default="across",
        option="--reference-regions",
    )

    @field_validator("supporters")
    @classmethod
    def _names_of_their_own(cls, supporters: tuple[Supporter, ...]) -> tuple[Supporter, ...]:
        names = [one.name for one in supporters]
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise ValueError(f"more than one is called {listing(twice)}; give each their own name")
        return supporters

    @model_validator(mode="after")
    def _at_least_one(self) -> Self:
        if not self.supporters:
            raise ValueError("there are no supporters; give at least one")
        if self.meetings < 1:
            raise ValueError("meetings is 0; at least one meeting a year is expected")
        return self
