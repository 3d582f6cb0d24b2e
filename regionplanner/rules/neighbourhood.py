"""The neighbourhood: all members of a region are among the units nearest to one of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from regionplanner.criteria.distance import straight_line_km
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, listing
from regionplanner.rules.resolved import Rules
from regionplanner.rules.rule import AskedParent, CheckedRegion, Demand, DemandKind, Kept, Rule
from regionplanner.scenario import Scenario

MOST_UNITS_AT_ONCE = 120
"""Units of the largest reference region in which all regions are looked at."""


def neighbourhoods(municipalities: Municipalities, scenario: Scenario) -> dict[str, int]:
    """Return among how many units nearest to one of them all members of a region are.

    Parameters
    ----------
    municipalities
        The units.
    scenario
        The choices. Where balance counts, a neighbourhood is only there when it is asked for: the
        regions within it cannot be distinguished by their totals.

    Returns
    -------
    dict
        By code of the reference regions where that is a rule.
    """
    sizes = {}
    parents, left_out = municipalities.frame["reference_region"], {*scenario.leave_out}
    planned = Counter(code for nis, code in parents.items() if nis not in left_out)
    for code, n_units in sorted(planned.items()):
        size = scenario.neighbourhood
        if size is None and n_units > MOST_UNITS_AT_ONCE and not scenario.criteria.get("balance"):
            size = 2 * scenario.max_units
        if size is not None and size < n_units:
            sizes[str(code)] = size
    return sizes


def is_local(n_nearest: int | None, n_units: int) -> bool:
    """Return whether regions are looked for near each centre, and not in all of a parent at once.

    Parameters
    ----------
    n_nearest
        Size of the neighbourhood; None without one.
    n_units
        Number of planned units of the reference region.
    """
    return n_nearest is not None and n_units >= 2 * n_nearest


def nearness(distance_km: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the place of each unit (row) among those nearest to a centre (column), from 0 on.

    Parameters
    ----------
    distance_km
        Between units, shape ``(n_units, n_units)``; of equally far ones the first is nearer.
    """
    order = np.argsort(distance_km, axis=0, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(len(order))[:, None], axis=0)
    return rank


def nearest_units(
    municipalities: Municipalities, sizes: Mapping[str, int], left_out: tuple[str, ...]
) -> Mapping[str, frozenset[str]]:
    """Return the units that may be with each unit when it is the centre.

    Parameters
    ----------
    municipalities
        The units.
    sizes
        Of the neighbourhoods, by code of the reference region.
    left_out
        Units that are not planned, and near nobody.

    Returns
    -------
    Mapping
        NIS codes by NIS code; only where the rule asks for something.
    """
    near: dict[str, frozenset[str]] = {}
    for code, rows in _planned(municipalities, left_out):
        if code not in sizes:
            continue
        units = rows.index.to_numpy()
        distance_km = straight_line_km(rows[["x_m", "y_m"]].to_numpy(dtype=float))
        inside = nearness(distance_km) < sizes[code]
        near |= {nis: frozenset(units[inside[:, i]]) for i, nis in enumerate(units)}
    return near


def _resolved(municipalities: Municipalities, scenario: Scenario, _: int | None) -> Rules:
    sizes = neighbourhoods(municipalities, scenario)
    note = Message(
        "more than {most} municipalities in {parents}, so all members of a region there are "
        "among the {nearest} nearest to one of them; set neighbourhood to look further",
        most=MOST_UNITS_AT_ONCE,
        parents=listing(map(municipalities.parent_label, sizes)),
        nearest=2 * scenario.max_units,
    )
    asked = scenario.neighbourhood is not None
    return Rules(neighbourhoods=sizes, notes=(note,) if sizes and not asked else ())


def _broken(region: CheckedRegion) -> Iterator[str]:
    centres, label = region.plan.centres, region.plan.case.municipalities.label
    if region.placed and centres.near and centres.outside(region.placed):
        centre = region.centre
        near = centres.near[centre]
        yield Message(
            "{region} has {names}, not among the {nearest} municipalities nearest to its centre "
            "{centre}, and all are near no other of its members",
            region=region.code,
            names=listing(label(nis) for nis in region.placed if nis not in near),
            nearest=len(near),
            centre=label(centre),
        )


def _planned(
    municipalities: Municipalities, left_out: tuple[str, ...]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the planned units of each reference region, with its code."""
    places = municipalities.frame[["reference_region", "x_m", "y_m"]]
    planned = places.drop(index=list(left_out), errors="ignore").sort_index()
    for code, rows in planned.groupby("reference_region", sort=True):
        yield str(code), rows


_NEAREST = DemandKind(
    name="neighbourhood",
    text=lambda value, _: Message(
        "all members of a region are among the {nearest:g} municipalities nearest to one of them",
        nearest=value,
    ),
    change=lambda asked, _demand, value: {"neighbourhood": int(value or len(asked.units))},
    furthest=lambda figures, *_: float(len(figures.units)),
)


def _demands(asked: AskedParent) -> Iterator[Demand]:
    if asked.code in asked.case.rules.neighbourhoods:
        yield _NEAREST.demand(0, asked.case.rules.neighbourhoods[asked.code])


def _keep(rules: Rules, kept: Kept, n_units: int) -> dict[str, Any]:
    n_nearest = int(kept.get(("neighbourhood", 0), n_units))
    near = dict.fromkeys(rules.neighbourhoods, n_nearest) if n_nearest < n_units else {}
    return {"neighbourhoods": near}


NEIGHBOURHOOD = Rule(
    name="neighbourhood",
    resolve=_resolved,
    each=_broken,
    spares_locked=True,
    kinds=(_NEAREST,),
    demands=_demands,
    keep=_keep,
    words={
        "held": {
            "nl": "Alle gemeenten van een regio horen bij de {limit} gemeenten die het dichtst bij "
            "één van hen liggen.",
            "en": "All municipalities of a region are among the {limit} nearest to one of them.",
        },
        "held_in": {
            "nl": "In {parents} horen alle gemeenten van een regio bij de {limit} gemeenten die "
            "het dichtst bij één van hen liggen.",
            "en": "In {parents}, all municipalities of a region are among the {limit} nearest to "
            "one of them.",
        },
        "rule": {
            "nl": "Niet alle gemeenten liggen dicht genoeg bij één van hen: {regions}.",
            "en": "Not all municipalities are near enough to one of them: {regions}.",
        },
        "broken": {
            "nl": "In {region} hoort {members} niet bij de {limit} gemeenten die het dichtst bij "
            "het centrum ({centre}) liggen, en rond geen andere van haar gemeenten liggen ze "
            "allemaal.",
            "en": "In {region}, {members} is not among the {limit} municipalities nearest to the "
            "centre ({centre}), and all are near no other of its municipalities.",
        },
    },
)
"""See `neighbourhoods`."""
