"""Ties: neighbours that co-operate today and would be separated."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from regionplanner.criteria.costs import cut_costs
from regionplanner.criteria.criterion import Criterion, cut_values, half_steps, most_cut

if TYPE_CHECKING:
    import pandas as pd


def tie_weights(
    memberships: "pd.Series[str]", neighbours: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the ties between any two neighbours: 1 where they share a value.

    Parameters
    ----------
    memberships
        Of each unit; missing values never match.
    neighbours
        Which units are neighbours, symmetric, shape ``(n_units, n_units)``.

    Returns
    -------
    numpy.ndarray
        Ties, symmetric, shape ``(n_units, n_units)``; 0 between units that are no neighbours.
    """
    codes, _ = memberships.factorize()  # missing is -1
    return np.where(neighbours & (codes[:, None] == codes) & (codes >= 0), 1.0, 0.0)


def pair_weights(
    pairs: "pd.DataFrame", units: Sequence[str], neighbours: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the weights of a table of pairs between any two neighbours.

    Parameters
    ----------
    pairs
        Columns ``nis_a``, ``nis_b`` and ``weight``; pairs of other units are not counted.
    units
        NIS codes, in the order of the arrays.
    neighbours
        Which units are neighbours, symmetric, shape ``(n_units, n_units)``.

    Returns
    -------
    numpy.ndarray
        Symmetric, shape ``(n_units, n_units)``; 0 between units that are no neighbours.
    """
    place = {nis: i for i, nis in enumerate(units)}
    known = pairs[pairs["nis_a"].isin(units) & pairs["nis_b"].isin(units)]
    total = np.zeros(neighbours.shape)
    a, b = (known[end].map(place).to_numpy(dtype=np.intp) for end in ("nis_a", "nis_b"))
    weight = known["weight"].to_numpy(dtype=float)
    np.add.at(total, (a, b), weight)
    np.add.at(total, (b, a), weight)
    return np.where(neighbours, total, 0.0)


TIES = Criterion(
    name="ties",
    explained={
        "en": "Neighbours that co-operate today and are separated, per tie",
        "nl": "Buren die vandaag samenwerken en gescheiden worden, per band",
    },
    example=2.0,
    costs=lambda figures, weight, _: cut_costs(figures.ties, weight=weight),
    measure=lambda figures, members, _: cut_values(figures.ties, members),
    most=lambda figures: most_cut(figures.ties),
    steps=half_steps,
    unit={"nl": "banden", "en": "ties"},
    decimals=1,
    outline=True,
    words={
        "goal": {
            "nl": "zo weinig mogelijk doorgeknipte samenwerking",
            "en": "as little existing co-operation cut as possible",
        },
        "per": {"nl": "per band", "en": "per tie"},
        "report": {
            "nl": "Doorgeknipte samenwerking tussen buurgemeenten",
            "en": "Existing co-operation cut between adjoining municipalities",
        },
        "heading": {"nl": "Doorgeknipte samenwerking", "en": "Co-operation cut"},
        "axis": {"nl": "Doorgeknipte samenwerking", "en": "Ties cut"},
        "value": {
            "nl": "Doorgeknipte samenwerking (banden)",
            "en": "Co-operation cut (ties)",
        },
    },
)
"""See `cut_costs`."""
