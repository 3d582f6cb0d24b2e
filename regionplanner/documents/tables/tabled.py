"""What tables are made of: plans that are measured, by names that columns can have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.measured import MeasuredPlan, measured_plan
from regionplanner.files.run_record import RunRecord
from regionplanner.maps.payload import later_units
from regionplanner.naming import alphabet
from regionplanner.plan.plan import Plan, Region
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import enumeration
from regionplanner.words.text import words_in


@dataclass(frozen=True)  # no slots: parts are made when they are first asked for
class Tabled:
    """Plans and the words to tell of them in tables.

    Attributes
    ----------
    plans
        In order, measured each with its own choices.
    municipalities
        The data.
    language
        Language of the tables.
    """

    plans: tuple[MeasuredPlan, ...]
    municipalities: Municipalities
    language: Language

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Words by key."""
        return words_in(self.language)

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Name of each municipality by NIS code, in the order of the alphabet."""
        names = self.municipalities.frame["name"]
        found = {str(nis): plain(name) or str(nis) for nis, name in names.items()}
        return dict(sorted(found.items(), key=lambda item: (alphabet(item[1]), item[0])))

    def heading(self, key: str, measured: MeasuredPlan | None = None, **places: str) -> str:
        """Return a heading, with the name of the plan that it is of where there are several."""
        heading = self.words[f"heading_{key}"].format(**places)
        if measured is None or len(self.plans) == 1:
            return heading
        return self.words["heading_of"].format(heading=heading, plan=measured.name)

    def of_plan(self, measured: MeasuredPlan) -> Mapping[str, str]:
        """Return the first cell of a row of a plan; none where there is only one plan."""
        return {self.heading("plan"): measured.name} if len(self.plans) > 1 else {}

    def title(self, region: Region) -> str:
        """Return the full name of a region."""
        return plain(region.title(self.language))

    def listed(self, units: Sequence[str]) -> str:
        """Return municipalities as a list in words, in the order of the alphabet."""
        return enumeration([self.units[nis] for nis in self.units if nis in units], self.language)

    def where(self, measured: MeasuredPlan) -> Mapping[str, str]:
        """Return in which region each municipality is, in words, by NIS code."""
        later = later_units(measured.plan, self.municipalities)
        outside = {nis: self.words["later" if nis in later else "outside"] for nis in self.units}
        return outside | {
            nis: self.title(region) for region in measured.plan for nis in region.members
        }

    def yes(self, *, answer: bool) -> str:
        """Return yes or no."""
        return self.words["heading_yes" if answer else "heading_no"]


def tabled(
    plans: Mapping[str, Plan],
    records: Mapping[str, RunRecord],
    municipalities: Municipalities,
    language: Language,
) -> Tabled:
    """Return what tables are made of.

    Parameters
    ----------
    plans
        By name.
    records
        Of the runs that made them, where there are any.
    municipalities
        The data.
    language
        Language of the tables.
    """
    names = _names(list(plans))
    measured = [
        measured_plan(name, plan, municipalities, records.get(key))
        for name, (key, plan) in zip(names, plans.items(), strict=True)
    ]
    return Tabled(tuple(measured), municipalities, language)


def capital(text: str) -> str:
    """Return a text that begins with a capital letter.

    Parameters
    ----------
    text
        One that may begin with a small one.
    """
    return text[:1].upper() + text[1:]


def _names(keys: Sequence[str]) -> list[str]:
    """Return names that can be read, no two alike."""
    found: list[str] = []
    for number, key in enumerate(keys, 1):
        name = plain(key) or str(number)
        found.append(f"{name} ({number})" if name in found else name)
    return found
