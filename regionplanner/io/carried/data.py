"""Municipalities of one year, carried to those of another: polygons, figures, memberships, ties."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from regionplanner.errors import counted
from regionplanner.io.carried.ambiguity import Ambiguity, settled
from regionplanner.io.carried.pairs import carried_links, carried_pairs
from regionplanner.io.carried.table import carried_table
from regionplanner.io.municipalities import DataSource, Municipalities
from regionplanner.io.nis_changes import Mergers
from regionplanner.io.outline import outline


@dataclass(frozen=True, slots=True)
class CarriedData:
    """Municipalities after mergers.

    Attributes
    ----------
    municipalities
        The new units; ``source.notes`` says what could not be carried.
    summed
        Columns that were added up.
    ambiguous
        On what the parts disagree.
    """

    municipalities: Municipalities
    summed: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...]


def carried_data(
    municipalities: Municipalities, mergers: Mergers, *, sums: Collection[str] = ()
) -> CarriedData:
    """Return the municipalities after mergers, dissolved, with all that is known of them.

    Parameters
    ----------
    municipalities
        Of before the mergers.
    mergers
        What becomes of them.
    sums
        Columns that are added up besides the counts; see `carried_table`.

    Notes
    -----
    Areas and lengths of borders are sums and centroids are means by area, so that they are those
    of the dissolved polygons without measuring anew. A reference region on which parts disagree
    is settled as a region of a plan is. Travel times cannot be added up and are left out.
    """
    frame = municipalities.frame
    fixed = ["x_m", "y_m", "reference_region", "reference_region_name", frame.geometry.name]
    figures = carried_table(pd.DataFrame(frame.drop(columns=fixed)), mergers, sums=sums)
    parents, ambiguous = _parents(frame, mergers)
    ordered = [column for column in frame.columns if column in figures.table or column in fixed]
    new = pd.Series([mergers.of(nis) for nis in frame.index], index=frame.index)
    shapes = {frame.geometry.name: _dissolved(frame.geometry, new)}
    table = figures.table.assign(**_centroids(frame, new), **parents, **shapes)[ordered]
    made = gpd.GeoDataFrame(table, geometry=frame.geometry.name, crs=frame.crs)
    made["area_km2"] = made["area_km2"].round(4)
    carried = dataclasses.replace(
        municipalities,
        frame=made,
        borders=carried_pairs(municipalities.borders, mergers).round({"border_m": 2}),
        links=carried_links(municipalities.links, mergers),
        source=_source(municipalities, mergers),
        travel_min=None,
        unreachable=(),
        pair_ties={
            name: carried_pairs(pairs, mergers) for name, pairs in municipalities.pair_ties.items()
        },
        other_names=_other_names(municipalities, mergers, made["name"]),
    )
    ambiguous += _partly_drawn(frame.geometry, mergers)
    return CarriedData(carried, figures.summed, (*ambiguous, *figures.ambiguous))


def data_layer(municipalities: Municipalities) -> gpd.GeoDataFrame:
    """Return municipalities as the layer of a file that `read_municipalities` reads.

    Parameters
    ----------
    municipalities
        Their centroids and areas are measured again when the file is read, and not in it.
    """
    return municipalities.frame.drop(columns=["x_m", "y_m", "area_km2"]).reset_index()


def _parents(
    frame: gpd.GeoDataFrame, mergers: Mergers
) -> tuple[dict[str, pd.Series], list[Ambiguity]]:
    """Return the reference regions with their names, settled where parts disagree."""
    ambiguous = []
    before: Mapping[str, str] = frame["reference_region"].to_dict()
    parents = {nis: parent for nis, parent in before.items() if nis not in mergers.into}
    for new, olds in mergers.parts.items():
        parts: dict[str, str | None] = {old: before[old] for old in olds if old in before}
        value, why = settled(new, parts, frame)
        parents[new] = str(value)
        if len(set(parts.values())) > 1:
            ambiguous.append(Ambiguity("reference_region", new, parts, value, why))
    names = dict(zip(frame["reference_region"], frame["reference_region_name"], strict=True))
    codes = pd.Series(parents, dtype="str").sort_index()
    return {"reference_region": codes, "reference_region_name": codes.map(names)}, ambiguous


def _partly_drawn(geometry: gpd.GeoSeries, mergers: Mergers) -> list[Ambiguity]:
    """Return which new municipalities have the polygons of only some of their parts."""
    known = {str(nis): None if bare else "one" for nis, bare in geometry.is_empty.items()}
    found = []
    for new, olds in mergers.parts.items():
        parts = {old: known[old] for old in olds if old in known}
        if len(set(parts.values())) > 1:
            why = "distances and borders are without the others"
            found.append(Ambiguity("polygon", new, parts, "that one", why))
    return found


def _centroids(frame: gpd.GeoDataFrame, new: pd.Series) -> dict[str, pd.Series]:
    area = frame["area_km2"].groupby(new).sum()
    means = {name: (frame[name] * frame["area_km2"]).groupby(new).sum() / area for name in _XY}
    alone = ~new.duplicated(keep=False)  # to the bit as before where nothing merged
    for name, mean in means.items():
        mean[new[alone]] = frame.loc[alone, name].to_numpy()
    return {name: mean.round(1) for name, mean in means.items()}


_XY = ("x_m", "y_m")


def _dissolved(geometry: gpd.GeoSeries, new: pd.Series) -> gpd.GeoSeries:
    polygons = dict(zip(geometry.index, geometry, strict=True))
    groups = new.groupby(new).groups
    shapes = [
        polygons[olds[0]] if len(olds) == 1 else outline(np.array([polygons[nis] for nis in olds]))
        for olds in groups.values()
    ]
    return gpd.GeoSeries(shapes, index=pd.Index(list(groups), dtype="str"), crs=geometry.crs)


def _source(municipalities: Municipalities, mergers: Mergers) -> DataSource:
    source = municipalities.source
    notes = [f"carried over {counted(len(mergers.parts), 'merger')} from {source.title}"]
    if municipalities.travel_min is not None:
        notes.append("travel times were left out: those of parts cannot be added up")
    return dataclasses.replace(
        source.followed_by("mergers", str(sorted(mergers.into.items())), notes=notes),
        title=f"{source.title}, after mergers",
        title_nl=f"{source.title_nl or source.title}, na fusies",
        boundaries_date="",
    )


def _other_names(
    municipalities: Municipalities, mergers: Mergers, names: pd.Series
) -> dict[str, tuple[str, ...]]:
    """Return what else people look for a municipality by, the names of its parts too."""
    found: dict[str, set[str]] = {nis: set() for nis in names.index}
    for nis, name in municipalities.frame["name"].items():
        found[mergers.of(str(nis))] |= {name, *municipalities.other_names.get(str(nis), ())}
    return {
        nis: tuple(sorted(others - {names.at[nis]}))
        for nis, others in found.items()
        if others - {names.at[nis]}
    }
