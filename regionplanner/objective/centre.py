"""The centre of a region: who may be one, and how it is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.centre_limits import beyond_centre
from regionplanner.criteria.costs import Integers, quanta
from regionplanner.criteria.distance import straight_line_km
from regionplanner.criteria.extent import plain_extent, traveller_unit
from regionplanner.errors import ScenarioError, listing
from regionplanner.io.municipalities import Municipalities
from regionplanner.objective.columns import figure_column
from regionplanner.objective.nearest import nearest_units
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
            f"centres names {listing(unknown)}, which the data does not have; "
            "use the ids of the data"
        )
    if chosen and set(chosen) <= set(scenario.leave_out):
        raise ScenarioError(
            "centres names only municipalities that are left out; name others, or leave it empty"
        )
    allowed = frame.index.isin(chosen) if chosen else np.ones(len(frame), dtype=bool)
    return pd.Series(allowed, index=frame.index)


def _by_column(municipalities: Municipalities, column: str, scenario: Scenario) -> pd.Series:
    frame = municipalities.frame
    if column not in frame:
        others = [str(c) for c in frame.columns if c != "geometry"]
        raise ScenarioError(
            f"centres names the column {column}, which the data does not have; "
            f"it has {listing(others, at_most=30)}; name one of these, or a list of ids"
        )
    values = frame[column].map(_word)
    planned = values.drop(index=[nis for nis in scenario.leave_out if nis in frame.index])
    strange = planned[~planned.isin(_YES | _NO)]
    if len(strange):
        names = listing(
            f"{frame.at[nis, column]!r} for {municipalities.label(nis)}"
            if text
            else f"nothing for {municipalities.label(nis)}"
            for nis, text in strange.items()
        )
        raise ScenarioError(
            f"centres names the column {column}, which has {names}; expected 1 or 0, true or "
            "false, ja or nee, yes or no; correct the column"
        )
    if not planned.isin(_YES).any():
        raise ScenarioError(
            f"centres names the column {column}, in which no municipality may be a centre; "
            "say yes for some"
        )
    found: pd.Series = values.isin(_YES)
    return found


def _word(value: object) -> str:
    return "" if pd.isna(value) else str(value).strip().lower()  # type: ignore[call-overload]


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
    reach_km, reach_min
        Largest distance [km] and travel time [min] of a member to the centre; None for any.
    near
        Who is near each municipality, where that is a rule; it asks nothing of the centre.
    """

    xy: pd.DataFrame
    travel_min: pd.DataFrame | None
    travellers: pd.Series
    allowed: pd.Series
    reach_km: float | None = None
    reach_min: float | None = None
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
        beyond = beyond_centre(distance_km, minutes, max_km=self.reach_km, max_min=self.reach_min)
        return np.asarray(~beyond.any(axis=0))

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


def centre_finder(municipalities: Municipalities, scenario: Scenario) -> CentreFinder:
    """Return how the centre of any region is found.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        Who travels, and who may be a centre.

    Raises
    ------
    ScenarioError
        When the choices do not fit the data.
    """
    return CentreFinder(
        xy=municipalities.frame[["x_m", "y_m"]],
        travel_min=municipalities.travel_min,
        travellers=_scaled_travellers(municipalities, scenario),
        allowed=allowed_centres(municipalities, scenario),
        reach_km=scenario.max_centre_distance_km,
        reach_min=scenario.max_centre_travel_min,
        near=nearest_units(municipalities, scenario),
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
