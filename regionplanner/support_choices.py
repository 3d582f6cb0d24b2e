"""The choices of support: who supports, how the load is shared, and what their areas are like."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from regionplanner.choices import Flag, Part, Weight, Whole
from regionplanner.errors import listing
from regionplanner.mistakes import ChoicesError, choice_mistakes

MOST_SUPPORTERS = 10_000
REGIONS, MUNICIPALITIES = "regions", "municipalities"
OWN_LOADS = (REGIONS, MUNICIPALITIES)
"""What a load can be besides the sum of a column."""

Share = Annotated[Weight, Field(gt=0, le=1)]


class Supporter(Part):
    """A regional supporter.

    Attributes
    ----------
    name
        What people call them.
    home
        NIS code of the municipality they travel from; None: the best of the centres of regions.
    share
        Part of a full-time job.
    """

    name: Annotated[str, Field(min_length=1)]
    home: str | None = None
    share: Share = 1.0


class SupportChoices(Part):
    """How supporters share the regions.

    Attributes
    ----------
    supporters
        Who they are.
    balance
        How far a load may be from what a supporter's share of the work asks, as a part of that:
        ``regions``, ``municipalities``, or the sum of a column.
    meetings
        Meetings a year in every region, each a journey from home to its centre and back.
    contiguous
        Whether the regions of a supporter adjoin, one to the next.
    parents
        ``"across"``: areas may have parts of reference regions; ``"whole"``: a reference region is
        not divided between supporters; ``"inside"``: an area lies inside one reference region.
    """

    supporters: Annotated[tuple[Supporter, ...], Field(max_length=MOST_SUPPORTERS)] = ()
    balance: Mapping[str, Weight] = {MUNICIPALITIES: 0.15}
    meetings: Whole = 4
    contiguous: Flag = True
    parents: Literal["across", "whole", "inside"] = "across"

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

    @classmethod
    def made(cls, choices: object) -> Self:
        """Return the choices by name.

        Parameters
        ----------
        choices
            By name.

        Raises
        ------
        ScenarioError
            When a choice is unknown, of the wrong type or impossible; names each of them.
        """
        try:
            return cls.model_validate(choices)
        except ValidationError as error:
            known = {"": tuple(cls.model_fields), "supporters": tuple(Supporter.model_fields)}
            raise ChoicesError(choice_mistakes(error, known=known, within="support")) from None
