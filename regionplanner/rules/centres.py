"""The centres: who may be the centre of a region."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from regionplanner.data.columns import nameable_columns
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError, listing
from regionplanner.rules.resolved import Rules
from regionplanner.rules.rule import AskedParent, CheckedRegion, Demand, DemandKind, Rule
from regionplanner.scenario import Scenario

_YES = frozenset({"1", "1.0", "true", "ja", "yes"})
_NO = frozenset({"0", "0.0", "false", "nee", "no"})


def allowed_centres(municipalities: Municipalities, scenario: Scenario) -> pd.Series:
    """Return which municipalities may be the centre of a region.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        ``centres`` is a list of ids, a column, or empty: then any may be.

    Returns
    -------
    pandas.Series
        True or False, shape ``(n_units,)``, index `nis`.

    Raises
    ------
    ScenarioError
        When an id or the column is not in the data, when a value of the column is no yes and no
        no (1/0, true/false, ja/nee, yes/no), or when none may be.
    """
    frame, chosen = municipalities.frame, scenario.centres
    if isinstance(chosen, str):
        return _by_column(municipalities, chosen, scenario)
    unknown = sorted(set(chosen) - set(frame.index) - set(scenario.leave_out))
    if unknown:
        raise ScenarioError(
            "centres names {unknown}, which the data does not have; use the ids of the data",
            unknown=listing(unknown),
        )
    if chosen and set(chosen) <= set(scenario.leave_out):
        raise ScenarioError(
            "centres names only municipalities that are left out; name others, or leave it empty"
        )
    allowed = frame.index.isin(chosen) if chosen else np.ones(len(frame), dtype=bool)
    return pd.Series(allowed, index=frame.index)


def _by_column(municipalities: Municipalities, column: str, scenario: Scenario) -> pd.Series:
    frame = municipalities.frame
    others = nameable_columns(frame)
    if column not in others:
        raise ScenarioError(
            "centres names the column {column}, which the data does not have; "
            "it has {others}; name one of these, or a list of ids",
            column=column,
            others=listing(others, at_most=30),
        )
    values = frame[column].map(_word)
    planned = values.drop(index=[nis for nis in scenario.leave_out if nis in frame.index])
    strange = planned[~planned.isin(_YES | _NO)]
    if len(strange):
        names = listing(
            Message(
                "{value} for {unit}" if text else "nothing for {unit}",
                value=repr(frame.at[nis, column]),
                unit=municipalities.label(nis),
            )
            for nis, text in strange.items()
        )
        raise ScenarioError(
            "centres names the column {column}, which has {names}; expected 1 or 0, true or "
            "false, ja or nee, yes or no; correct the column",
            column=column,
            names=names,
        )
    if not planned.isin(_YES).any():
        raise ScenarioError(
            "centres names the column {column}, in which no municipality may be a centre; "
            "say yes for some",
            column=column,
        )
    marked: pd.Series = values.isin(_YES)
    return marked


def _word(value: object) -> str:
    return "" if pd.isna(value) else str(value).strip().lower()  # type: ignore[call-overload]


def _resolved(municipalities: Municipalities, scenario: Scenario, _: int | None) -> Rules:
    allowed = allowed_centres(municipalities, scenario)
    return Rules(centres=None if allowed.all() else frozenset(allowed.index[allowed]))


def _broken(region: CheckedRegion) -> Iterator[str]:
    centres = region.plan.case.rules.centres
    if centres is not None and region.placed and centres.isdisjoint(region.placed):
        yield Message(
            "{region} has no member that may be its centre: {members}",
            region=region.code,
            members=listing(region.labels()),
        )


def _demands(asked: AskedParent) -> Iterator[Demand]:
    if asked.case.rules.centres is not None:
        yield Demand("centres", 0, Message("only some municipalities may be centres"))


CENTRES = Rule(
    name="centres",
    resolve=_resolved,
    each=_broken,
    held=lambda scenario: iter([("held", {})] if scenario.centres else []),
    kinds=(DemandKind(name="centres", change=lambda *_: {"centres": ()}),),
    demands=_demands,
    words={
        "held": {
            "nl": "Niet elke gemeente kon het centrum van een regio zijn.",
            "en": "Not every municipality could be the centre of a region.",
        },
        "rule": {
            "nl": "Geen gemeente die het centrum mag zijn: {regions}.",
            "en": "No municipality that may be the centre: {regions}.",
        },
        "broken": {
            "nl": "Geen enkele gemeente van {region} mag het centrum van een regio zijn.",
            "en": "No municipality of {region} may be the centre of a region.",
        },
    },
)
"""See `allowed_centres`."""
