"""Several plans that were made together, such as the best plan and its alternatives."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from regionplanner.choice import Language
from regionplanner.data.assignment import RegionLooks, assignment_sha256
from regionplanner.data.municipalities import Municipalities
from regionplanner.files.set_records import AlternativesRecord, SetRecord
from regionplanner.jobs.plans import PlanBundle
from regionplanner.maps.colour import with_colours
from regionplanner.plan.compare import shown_as
from regionplanner.plan.plan import Plan
from regionplanner.rules.case import Case
from regionplanner.words.nouns import spoken
from regionplanner.words.text import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSet:
    """Plans that were made together.

    Attributes
    ----------
    plans
        By the name of their file, without its ending.
    names
        What each is called on a map, in the same order.
    tables
        By the name of their file, without its ending.
    record
        All that was found, to lie beside the plans.
    case
        What they are held against.
    """

    plans: Mapping[str, Plan]
    names: tuple[str, ...]
    tables: Mapping[str, pd.DataFrame]
    record: SetRecord
    case: Case


def shown_together(
    plans: Mapping[str, Plan], municipalities: Municipalities, looks: RegionLooks
) -> dict[str, Plan]:
    """Return plans whose regions are shown alike.

    Parameters
    ----------
    plans
        By name; regions that continue have the same codes.
    municipalities
        Their units.
    looks
        Names and colours that regions have already, by code; others get their own.
    """
    named = {name: shown_as(plan, looks) for name, plan in plans.items()}
    return with_colours(named, municipalities)


def set_words(case: Case, language: Language) -> Mapping[str, str]:
    """Return the words for what plans of a set are called, with the nouns of the data."""
    return words_in(spoken(language, case.municipalities))


def digests(case: Case) -> dict[str, str]:
    """Return the digests of data and choices, by their names in a record."""
    source = case.municipalities.source
    return {"data_sha256": source.sha256, "scenario_sha256": case.scenario.sha256}


def named_as_sets(bundle: PlanBundle) -> dict[str, Plan]:
    """Return plans by what they are called on pages: alternatives as on that of their run.

    Parameters
    ----------
    bundle
        Plans by their files; they keep these names where two would have the same.
    """
    words = words_in(spoken(bundle.run.language, bundle.municipalities))
    plans: dict[str, Plan] = {}
    for name, plan in bundle.plans.items():
        sets = (r for r in bundle.made.get(name, ()) if isinstance(r, AlternativesRecord))
        record = next(sets, None)
        called = name
        if record is not None:
            place = record.plans.index(assignment_sha256(plan.assignment))
            called = words["set_alternative"].format(number=place) if place else words["set_best"]
        plans[called] = plan
    return plans if len(plans) == len(bundle.plans) else dict(bundle.plans)
