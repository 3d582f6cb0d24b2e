"""Plans as tables and as layers."""

import geopandas as gpd
import pandas as pd

from regionplanner.data.borders import outline
from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.compare import Comparison
from regionplanner.plan.plan import Plan


def plan_table(plan: Plan, municipalities: Municipalities) -> pd.DataFrame:
    """Return the plan as one row a municipality.

    Parameters
    ----------
    plan
        The plan.
    municipalities
        Its units.

    Returns
    -------
    pandas.DataFrame
        Index ``nis``, sorted; columns ``name``, ``reference_region``, ``region``, ``centre``
        (1 for the centre of a region, else 0).
    """
    frame = municipalities.frame
    assignment = plan.assignment
    centres = {region.centre for region in plan}
    nis = list(assignment)
    return pd.DataFrame(
        {
            "name": frame.loc[nis, "name"],
            "reference_region": frame.loc[nis, "reference_region"],
            "region": list(assignment.values()),
            "centre": [int(unit in centres) for unit in nis],
        },
        index=pd.Index(nis, name="nis"),
    )


def comparison_table(comparison: Comparison, municipalities: Municipalities) -> pd.DataFrame:
    """Return what changes from one plan to another as one row a region.

    Parameters
    ----------
    comparison
        What changes, for example ``compared(plan, earlier)``.
    municipalities
        The units of both plans.

    Returns
    -------
    pandas.DataFrame
        Index ``before``, ``after`` (region codes; empty where a region is new or ends), regions
        in the order of the comparison; columns ``stay`` (number of municipalities), ``join`` and
        ``leave`` (their names, separated by commas, in the order of their codes).
    """
    names = municipalities.frame["name"]
    regions = comparison.regions
    return pd.DataFrame(
        {
            "stay": [len(region.stay) for region in regions],
            "join": [", ".join(names[list(region.join)]) for region in regions],
            "leave": [", ".join(names[list(region.leave)]) for region in regions],
        },
        index=pd.MultiIndex.from_arrays(
            [[region.before for region in regions], [region.after for region in regions]],
            names=["before", "after"],
        ),
    )


def plan_layers(
    plan: Plan, municipalities: Municipalities, regions: pd.DataFrame
) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of a GeoPackage: municipalities and regions, with geometry.

    Parameters
    ----------
    plan
        The plan.
    municipalities
        Its units.
    regions
        Figures of the regions, index ``region``.
    """
    table = plan_table(plan, municipalities)
    geometry = municipalities.frame.geometry.loc[table.index]
    units = gpd.GeoDataFrame(table, geometry=geometry, crs=municipalities.frame.crs)
    members = {region.code: sorted(region.members) for region in plan}
    outlines = [outline(geometry.loc[members[code]].to_numpy()) for code in regions.index]
    return {
        "municipalities": units.reset_index(),
        "regions": gpd.GeoDataFrame(regions, geometry=outlines, crs=units.crs).reset_index(),
    }
