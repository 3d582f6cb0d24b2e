"""The centre of a region: how it is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.costs import Integers, quanta
from regionplanner.criteria.distance import straight_line_km
from regionplanner.criteria.extent import plain_extent, traveller_unit
from regionplanner.data.municipalities import Municipalities
from regionplanner.objective.columns import figure_column
from regionplanner.rules.limits import beyond
from regionplanner.rules.neighbourhood import nearest_units
from regionplanner.rules.rules import Rules
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class CentreFinder:
    """How the centre of any region is found: the least total travel of its members.

    Attributes
    ----------
    xy
        Centroids [m], columns ``x_m`` and ``y_m``, index `nis`.
    travel_min
        Travel times [min] from row to column, or None: then straight lines count.
    travellers
        How many travel, scaled by a power of ten, index `nis`.
    allowed
        Who may be a centre, index `nis`.
    limits
        Largest distances and travel times, by name; those to the centre count.
    near
        Who is near each municipality, where that is a rule; it asks nothing of the centre.
    """

    xy: pd.DataFrame
    travel_min: pd.DataFrame | None
    travellers: pd.Series
    allowed: pd.Series
    limits: Mapping[str, float] = field(default_factory=dict)
    near: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def travel(self, units: Sequence[str]) -> NDArray[np.float64]:
        """Return the travel between units: minutes, or km where there are no times for all.

        Parameters
        ----------
        units
            NIS codes.

        Returns
        -------
        numpy.ndarray
            From row to column, shape ``(n_units, n_units)``.
        """
        if self.travel_min is not None:
            minutes = self.travel_min.loc[list(units), list(units)].to_numpy(dtype=float)
            if not np.isnan(minutes).any():
                return minutes
        return straight_line_km(self.xy.loc[list(units)].to_numpy(dtype=float))

    def of(self, units: Sequence[str]) -> str:
        """Return the centre of a region: of those who can be it, the one with the least travel.

        Of equals the first. Where nobody can be it, reach is forgotten, and then who is allowed.
        That the members are near one of them asks nothing of the centre.

        Parameters
        ----------
        units
            NIS codes, sorted.
        """
        weights = centre_weights(
            self.travel(units), self.travellers.loc[list(units)].to_numpy(dtype=float)
        )
        totals = weights.sum(axis=0)
        allowed = self.allowed.loc[list(units)].to_numpy(dtype=bool)
        for possible in (allowed & self._reached(units), allowed):
            if possible.any():
                totals = np.where(possible, totals, np.iinfo(np.int64).max)
                break
        return units[int(totals.argmin())]

    def _reached(self, units: Sequence[str]) -> NDArray[np.bool_]:
        """Return which members all others can reach."""
        distance_km = straight_line_km(self.xy.loc[list(units)].to_numpy(dtype=float))
        minutes = None
        if self.travel_min is not None:
            minutes = self.travel_min.loc[list(units), list(units)].to_numpy(dtype=float)
        far = beyond(self.limits, distance_km, minutes, to_centre=True)
        return np.asarray(~far.any(axis=0))

    def outside(self, units: Sequence[str]) -> list[str]:
        """Return the members that are not near the one that most are near; none where all are.

        Parameters
        ----------
        units
            NIS codes, sorted.
        """
        centres = [nis for nis in units if self.allowed.at[nis]] or list(units)
        beyond = [
            [nis for nis in units if nis not in self.near.get(centre, units)] for centre in centres
        ]
        return min(beyond, key=len)


def centre_finder(municipalities: Municipalities, scenario: Scenario, rules: Rules) -> CentreFinder:
    """Return how the centre of any region is found.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Who travels.
    rules
        Who may be a centre, how far that is from the members, and who is near.

    Raises
    ------
    ScenarioError
        When the choices do not fit the data.
    """
    units = municipalities.frame.index
    return CentreFinder(
        xy=municipalities.frame[["x_m", "y_m"]],
        travel_min=municipalities.travel_min,
        travellers=_scaled_travellers(municipalities, scenario),
        allowed=pd.Series(rules.centres is None or units.isin(list(rules.centres)), index=units),
        limits=rules.limits,
        near=nearest_units(municipalities, rules.neighbourhoods, rules.left_out),
    )


def _scaled_travellers(municipalities: Municipalities, scenario: Scenario) -> pd.Series:
    """Return the travellers by the same power of ten as the engine's."""
    people = travellers(municipalities, scenario)
    gone = [nis for nis in scenario.leave_out if nis in people.index]
    return people / traveller_unit(plain_extent([people.drop(index=gone).to_numpy(dtype=float)]))


def travellers(municipalities: Municipalities, scenario: Scenario) -> pd.Series:
    """Return how many travel from each municipality: one each, or a column.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Names the column.

    Returns
    -------
    pandas.Series
        Shape ``(n_units,)``, index `nis`.

    Raises
    ------
    ScenarioError
        When the column is missing or has missing or negative values.
    """
    if scenario.travellers is None:
        return pd.Series(1.0, index=municipalities.frame.index)
    return figure_column(municipalities, scenario.travellers, scenario, use="travellers")


def centre_weights(travel: NDArray[np.float64], travellers: NDArray[np.float64]) -> Integers:
    """Return the travel of each unit to each centre as integers, so that a tie is a tie.

    Parameters
    ----------
    travel
        From row to column [km or min], shape ``(n_units, n_units)``.
    travellers
        How many travel, scaled, shape ``(n_units,)``.
    """
    return quanta(travel * travellers[:, None], 1.0)
