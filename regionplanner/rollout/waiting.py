"""Who does not start: regions that a growth leaves out, and municipalities in no region."""

from dataclasses import dataclass

from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import counted
from regionplanner.growth_choices import GrowthChoices
from regionplanner.plan.plan import Plan, Region
from regionplanner.program.growth import Growth


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who does not start in the years of a growth.

    Attributes
    ----------
    last_year
        The last of them.
    regions
        Regions of the plan that do not start, in its order.
    outside
        Municipalities in no region of the plan, by NIS code.
    """

    last_year: int
    regions: tuple[Region, ...]
    outside: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Municipalities of the regions that do not start, in the order of the regions."""
        return tuple(nis for region in self.regions for nis in region.members)


def waiting(found: Growth, plan: Plan, municipalities: Municipalities) -> Waiting:
    """Return who does not start.

    Parameters
    ----------
    found
        The growth.
    plan
        All regions.
    municipalities
        All units.
    """
    return Waiting(
        found.years[-1],
        tuple(region for region in plan if region.code not in found.start),
        tuple(sorted(set(municipalities.frame.index) - set(plan.assignment))),
    )


def limit_text(who: Waiting, plan: Plan, choices: GrowthChoices) -> str:
    """Return why regions do not start, where that is the number that was asked for.

    Parameters
    ----------
    who
        Who does not start.
    plan
        All regions.
    choices
        Years and money.

    Returns
    -------
    str
        A sentence, empty where another rule or money is the reason.
    """
    if not who.regions or not choices.regions or choices.regions[-1] >= len(plan):
        return ""
    return (
        f"At most {choices.regions[-1]} of the {counted(len(plan), 'region')} are supported in "
        f"{who.last_year}, as asked; a last number of {len(plan)} lets all of them start"
    )
