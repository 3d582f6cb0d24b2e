"""trekkers: the candidate lead municipalities of each region, ranked, each with its reasons."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.distance import straight_line_km
from regionplanner.data.columns import nameable_columns
from regionplanner.data.figures import figure_names, why_text
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import ScenarioError
from regionplanner.files.set_records import Trekker
from regionplanner.files.text_table import same_column
from regionplanner.plan.make import check_fit
from regionplanner.plan.plan import Plan, Region
from regionplanner.validation_messages import suggestion

READY, LARGE, NEAR = "readiness", "inhabitants", "nearness"
DEFAULT_WEIGHTS: Mapping[str, float] = {READY: 2.0, LARGE: 1.0, NEAR: 1.0}


def trekkers(
    plan: Plan,
    municipalities: Municipalities,
    *,
    readiness: str | None = None,
    weights: Mapping[str, float] = DEFAULT_WEIGHTS,
    most: int = 2,
) -> tuple[Trekker, ...]:
    """Return the candidate lead municipalities of each region, the best first.

    Parameters
    ----------
    plan
        The regions.
    municipalities
        Its units.
    readiness
        Column of numbers of at least 0 that says how ready a municipality is, such as staff or
        projects; None: it does not count.
    weights
        Of ``readiness``, ``inhabitants`` and ``nearness``.
    most
        How many are returned of each region.

    Returns
    -------
    tuple of Trekker
        By region, in the order of the plan, by rank. The smallest member of a region may be among
        them, and says so.

    Raises
    ------
    DataError
        When the plan names municipalities that the data lack.
    ScenarioError
        When there is no such column of numbers of at least 0, or a weight is not known or below 0.

    Notes
    -----
    A score is the mean of the parts that are known, by their weights: readiness and inhabitants as
    a share of the largest of the region, and nearness, 1 for the member with the least mean
    distance to the others, 0 for that with the largest. Equal scores are ranked by inhabitants,
    then by code.
    """
    check_fit([plan], municipalities)
    if readiness is not None:
        readiness = same_column(readiness, nameable_columns(municipalities.frame)) or readiness
    _check(municipalities, readiness, weights)
    return tuple(
        lead
        for region in plan
        for lead in _ranked(region, municipalities, readiness, weights)[:most]
    )


def _check(
    municipalities: Municipalities, readiness: str | None, weights: Mapping[str, float]
) -> None:
    frame = municipalities.frame
    numbers = figure_names(frame)
    if readiness is not None and (why := why_text(municipalities, readiness)):
        raise ScenarioError("readiness: {why}", why=why)
    if readiness is not None and readiness not in numbers:
        raise ScenarioError(
            "readiness names {readiness}, no column of numbers; {suggestion}",
            readiness=readiness,
            suggestion=suggestion(readiness, numbers),
        )
    if readiness is not None and (frame[readiness] < 0).any():
        raise ScenarioError(
            "readiness names {readiness}, which has numbers below 0; give a column of numbers of "
            "at least 0",
            readiness=readiness,
        )
    for name, weight in weights.items():
        if name not in DEFAULT_WEIGHTS:
            raise ScenarioError(
                "there is no weight {name}; {suggestion}",
                name=name,
                suggestion=suggestion(name, DEFAULT_WEIGHTS),
            )
        if not 0 <= weight < float("inf"):
            raise ScenarioError(
                "weight {name} is {weight}; a number of at least 0 is expected",
                name=name,
                weight=weight,
            )


def _ranked(
    region: Region,
    municipalities: Municipalities,
    readiness: str | None,
    weights: Mapping[str, float],
) -> list[Trekker]:
    rows = municipalities.frame.loc[list(region.members)]
    mean_km = _mean_km(rows)
    ready, large, near = _share(rows, readiness), _share(rows, "inhabitants"), _nearness(mean_km)
    known = {
        name: part
        for name, part in ((READY, ready), (LARGE, large), (NEAR, near))
        if part is not None
    }
    total = sum(weights.get(name, 0.0) for name in known) or 1.0
    score = np.zeros(len(rows))
    for name, part in known.items():
        score += weights.get(name, 0.0) * part / total
    people = _whole(rows)
    leads = [
        Trekker(
            region=region.code,
            nis=nis,
            rank=0,
            score=round(float(score[n]), 6),
            readiness=None if ready is None else float(ready[n]),
            inhabitants=None if large is None else float(large[n]),
            nearness=float(near[n]),
            n_inhabitants=people[n],
            mean_km=round(float(mean_km[n]), 3),
            is_smallest=_is_least(people, n),
        )
        for n, nis in enumerate(region.members)
    ]
    leads.sort(key=lambda lead: (-lead.score, -(lead.n_inhabitants or 0), lead.nis))
    return [lead.model_copy(update={"rank": rank}) for rank, lead in enumerate(leads, start=1)]


def _share(rows: pd.DataFrame, column: str | None) -> NDArray[np.float64] | None:
    """Return a figure as a share of the largest of the region; None where it is not known."""
    if column is None or column not in rows or rows[column].isna().any():
        return None
    values = rows[column].to_numpy(dtype=float)
    most = values.max()
    shares: NDArray[np.float64] = values / most if most > 0 else np.zeros(len(values))
    return shares


def _mean_km(rows: pd.DataFrame) -> NDArray[np.float64]:
    away = straight_line_km(rows[["x_m", "y_m"]].to_numpy(dtype=float))
    mean: NDArray[np.float64] = away.sum(axis=1) / max(1, len(rows) - 1)
    return mean


def _nearness(mean_km: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = mean_km.max() - mean_km.min()
    near: NDArray[np.float64] = (
        (mean_km.max() - mean_km) / spread if spread else np.ones(len(mean_km))
    )
    return near


def _whole(rows: pd.DataFrame) -> list[int | None]:
    if "inhabitants" not in rows:
        return [None] * len(rows)
    return [None if pd.isna(number) else int(number) for number in rows["inhabitants"]]


def _is_least(people: list[int | None], place: int) -> bool:
    known = [number for number in people if number is not None]
    return len(known) > 1 and people[place] == min(known)
