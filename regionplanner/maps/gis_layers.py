"""A plan as layers of a GIS: who is in which region, its regions, and every border once.

QGIS opens them with the colours, lines and names of the map.
"""

from collections.abc import Mapping
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from numpy.typing import NDArray

from regionplanner.choice import Language
from regionplanner.data.borders import outline
from regionplanner.data.figures import INHABITANTS
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.colour import INK, UNIT_LINE, pale
from regionplanner.maps.topology import arc_lines, border_arcs
from regionplanner.plan.plan import Plan, plan_table
from regionplanner.scenario import Scenario
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import grouping_text, score_heading
from regionplanner.words.text import plain, words_in

KINDS = ("municipality", "region", "reference_region", "outer")
"""Kinds of borders: between two of these, or with what lies beyond the plan."""
_PROVINCE = "province"

_PX_MM = 25.4 / 96

# lines of the map, from below to above: colours with widths in pixels of CSS
_LINES = {
    "municipality": ((UNIT_LINE, 0.8),),
    "outer": ((INK, 1.1),),
    "region": ((INK, 3.2),),
    "reference_region": ((INK, 3.2), ("#ffffff", 1.2)),
}
_LEGEND = {
    "municipality": "legend_unit",
    "outer": "legend_outer",
    "region": "legend_region",
    "reference_region": "legend_parent",
}
# a new line before the last word, with the letter behind it
_IN_LINES = r"""regexp_replace("region_name", '([- ])(?=[^- ]{4,}( [^ ])?$)', '\\1\n')"""
_REGION_NAMES = {"text": _IN_LINES, "size_pt": 8, "weight": 75, "wrap": 18, "from_scale": 0}
_UNIT_NAMES = {"text": '"name"', "size_pt": 7, "weight": 50, "wrap": 16, "from_scale": 250_000}

_HEADINGS = {
    "reference_region": "parent_code",
    "reference_region_name": "parent",
    "region": "region_code",
    "colour": "colour",
}
_OWN_HEADINGS = {
    "municipalities": {
        "nis": "nis",
        "name": "unit",
        "centre": "is_centre",
        "region_name": "region",
    },
    "regions": {"name": "region", "centre": "centre_code", "region_name": "label"},
    "borders": {"kind": "kind", "side_a": "side_a", "side_b": "side_b", "km": "km"},
}

Ids = NDArray[np.object_]


def plan_layers(
    plan: Plan, municipalities: Municipalities, regions: pd.DataFrame
) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of a GeoPackage: municipalities, regions and borders, with geometry.

    Parameters
    ----------
    plan
        The plan, whose regions have colours (`with_colours`).
    municipalities
        Its units.
    regions
        Figures of the regions, index ``region``.
    """
    table = plan_table(plan, municipalities)
    frame = municipalities.frame.loc[table.index]
    columns = ("reference_region_name", *INHABITANTS, _PROVINCE)
    known = {column: frame[column] for column in columns if column in frame}
    units = gpd.GeoDataFrame(table.assign(**known), geometry=frame.geometry, crs=frame.crs)
    by_code = {region.code: region for region in plan}
    shown = regions.assign(
        region_name=[plain(by_code[code].label) for code in regions.index],
        colour=[by_code[code].colour for code in regions.index],
    )
    members = [units.geometry.loc[[*by_code[code].members]] for code in regions.index]
    outlines = [outline(shapes.to_numpy()) for shapes in members]
    return {
        "municipalities": units.reset_index(),
        "regions": gpd.GeoDataFrame(shown, geometry=outlines, crs=units.crs).reset_index(),
        "borders": _borders(units, municipalities),
    }


def _borders(units: gpd.GeoDataFrame, municipalities: Municipalities) -> gpd.GeoDataFrame:
    """Return the borders between municipalities, regions and reference regions, a row for two.

    Columns ``kind``, the names of both sides (``side_a``, ``side_b``; none beyond the plan) and
    ``km``, by the figures of the data and not by how it is drawn; missing where these do not have
    the border, as at the edge of generalised polygons.
    """
    arcs = border_arcs(units.geometry)
    lines = arc_lines(units.geometry, arcs)
    first, second, *_ = np.array(arcs).T
    ids = np.r_[units.index.to_numpy(dtype=object), [None]]  # None is beyond the plan: -1
    sides = _sides(units, ids[first], ids[second])
    groups = sides.groupby([*sides], dropna=False)
    row = groups.ngroup().to_numpy()
    order = np.argsort(row, kind="stable")
    parts = np.asarray(shapely.multilinestrings(lines[order], indices=row[order]))
    table = groups.size().reset_index()[[*sides]]
    table = table.merge(_known_km(units, municipalities), how="left", on=[*sides])
    if not municipalities.source.generalised:
        drawn_km = pd.Series(shapely.length(parts) / 1000)
        table["km"] = table["km"].where(table["side_b"].notna(), drawn_km)
    names = _names(units)
    for side in ("side_a", "side_b"):
        table[side] = [names.get(key) for key in zip(table["kind"], table[side], strict=True)]
    return gpd.GeoDataFrame(table, geometry=shapely.line_merge(parts), crs=units.crs)


def _sides(units: gpd.GeoDataFrame, first: Ids, second: Ids) -> pd.DataFrame:
    """Return what borders between units part: their kind, and the codes of both sides in order."""
    regions, parents = (
        [units[column].reindex(ids).to_numpy(dtype=object) for ids in (first, second)]
        for column in ("region", "reference_region")
    )
    inside = [regions[0] == regions[1], parents[0] == parents[1]]
    within = np.select(inside, KINDS[:2], KINDS[2])
    kind = np.where([unit is None for unit in second], KINDS[3], within)
    sides = [
        np.select(inside, (ids, region), parent)
        for ids, region, parent in zip((first, second), regions, parents, strict=True)
    ]
    turned = [a > b if isinstance(b, str) else False for a, b in zip(*sides, strict=True)]
    a, b = np.where(turned, sides[::-1], sides)
    return pd.DataFrame({"kind": kind, "side_a": a, "side_b": b})


def _known_km(units: gpd.GeoDataFrame, municipalities: Municipalities) -> pd.DataFrame:
    """Return how long borders are by the data: kind, sides and ``km``."""
    borders = municipalities.borders
    borders = borders[borders["nis_a"].isin(units.index) & borders["nis_b"].isin(units.index)]
    sides = _sides(units, borders["nis_a"].to_numpy(object), borders["nis_b"].to_numpy(object))
    lengths = sides.assign(km=borders["border_m"].to_numpy() / 1000)
    return lengths.groupby([*sides])["km"].sum().reset_index()


def _names(units: gpd.GeoDataFrame) -> dict[tuple[str, str], str]:
    """Return what sides of borders are called, by kind and code."""
    parents = (units["reference_region"], units["reference_region_name"])
    columns = (
        (units.index, units["name"]),
        (units["region"], units["region_name"]),
        parents,
        parents,
    )
    return {
        (kind, code): name
        for kind, pair in zip(KINDS, columns, strict=True)
        for code, name in zip(*pair, strict=True)
    }


def layer_styles(
    layers: Mapping[str, gpd.GeoDataFrame],
    plan: Plan,
    municipalities: Municipalities,
    *,
    language: Language = "nl",
) -> dict[str, str]:
    """Return a style of QGIS (QML) for each layer of a plan.

    Parameters
    ----------
    layers
        As of `plan_layers`.
    plan
        The plan that they are of.
    municipalities
        Its units.
    language
        ``"nl"`` or ``"en"``: of the legend and of what columns are called.

    Raises
    ------
    ValueError
        When the language is not known.
    """
    language = spoken(language, municipalities)
    words = words_in(language)
    regions = layers["regions"]
    fills = [
        {"value": row.region, "label": row.region_name, "fill": pale(row.colour), "lines": ()}
        for row in regions.itertuples()
    ]
    lines = [
        {
            "value": kind,
            "label": words[_LEGEND[kind]],
            "fill": "",
            "lines": of,
        }
        for kind, of in reversed(_LINES.items())
    ]
    areas = {"by": "region", "classes": fills}
    looks = {
        "municipalities": {**areas, "outline": _LINES["municipality"][0], "names": _UNIT_NAMES},
        "regions": {**areas, "outline": _LINES["outer"][0], "names": _REGION_NAMES},
        "borders": {"by": "kind", "classes": lines, "outline": None, "names": None},
    }
    return {
        name: _template().render(
            looks[name], aliases=_aliases(name, layer, plan, language), mm=_PX_MM
        )
        for name, layer in layers.items()
    }


@cache
def _template() -> Template:
    loader = PackageLoader("regionplanner.maps")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(
        "layer.qml.j2"
    )


def _aliases(name: str, layer: gpd.GeoDataFrame, plan: Plan, language: Language) -> dict[str, str]:
    """Return what the columns of a layer are called, by name, in their order."""
    words, headings = words_in(language), {**_HEADINGS, **_OWN_HEADINGS[name]}
    balanced = (plan.scenario or Scenario()).balance.column
    named = {column: words[f"heading_{key}"] for column, key in headings.items()}
    province = grouping_text("province", language)
    named["province"] = province[:1].upper() + province[1:]
    return {
        column: named.get(column) or score_heading(column, language, balanced=balanced)
        for column in layer.columns.drop("geometry")
    }
