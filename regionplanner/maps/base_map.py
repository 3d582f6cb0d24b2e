"""The folium map: geometry and style only; not one name of the data is in it."""

import re
from dataclasses import dataclass
from typing import Any, cast

import folium
import geopandas as gpd
import shapely
from branca.element import Element, Figure
from folium.map import CustomPane
from shapely.geometry.base import BaseGeometry

from regionplanner.maps.colour import INK, OPACITY, OUTSIDE, UNIT_LINE

MARGIN = 0.01  # beside the units, as a share of their extent
"""Room around the map when it opens."""
_UNIT = {"color": UNIT_LINE, "weight": 0.8, "opacity": 1, "fillOpacity": OPACITY}
_LINK_LINE = {"color": INK, "weight": 1.5, "opacity": 0.9, "fill": False, "dashArray": "1 5"}
_HOLE = {"color": "#8b959e", "weight": 0.8, "fillColor": "#e3e7ea", "fillOpacity": 1}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, all in WGS84.

    Attributes
    ----------
    units
        Polygons, index ``nis``; the page draws every other border from them (web/units/lines.js).
    link_lines
        Declared links.
    links
        The pairs of units that `link_lines` joins.
    hole
        An area inside that is not part of the data (Brussels), or None.
    """

    units: gpd.GeoSeries
    link_lines: BaseGeometry
    links: tuple[tuple[str, str], ...]
    hole: shapely.Polygon | None


@dataclass(frozen=True, slots=True)
class FoliumParts:
    """What folium wrote: header tags, the map's element, the script, and its variable names."""

    header: str
    html: str
    script: str
    names: dict[str, Any]


def folium_parts(drawing: Drawing, fills: dict[str, str]) -> FoliumParts:
    """Return the map as folium writes it, with ids that do not change from run to run.

    Returns
    -------
    FoliumParts
        The script numbers units by their position in ``drawing.units`` and holds no other text
        of the data.
    """
    m = _bare_map()
    units = _units_layer(drawing.units, fills)
    fixed = _fixed_layers(drawing)
    # the view comes first, so that nothing is drawn twice
    west, south, east, north = drawing.units.total_bounds.tolist()
    right, up = MARGIN * (east - west), MARGIN * (north - south)
    # no padding in pixels: in a frame that has no size yet that leaves less than nothing
    m.fit_bounds([[south - up, west - right], [north + up, east + right]])
    CustomPane("outlines", z_index=450).add_to(m)  # above the white lines of the units
    for layer in (*fixed["holes"], units, *fixed["lines"]):
        layer.add_to(m)
    return _written(m, units=units, **fixed)


def empty_map() -> FoliumParts:
    """Return a map without layers, as folium writes it; the page draws on it."""
    return _written(_bare_map())


def _bare_map() -> folium.Map:
    return folium.Map(
        tiles=None,
        zoom_control=False,  # web/shell.js adds one with words in the right language
        attribution_control=False,
        zoom_snap=0,  # the whole map fills its frame, whatever its size
        zoom_delta=0.5,
        wheel_px_per_zoom_level=100,
    )


def _written(m: folium.Map, **layers: folium.GeoJson | list[folium.GeoJson]) -> FoliumParts:
    figure = cast("Figure", m.get_root())
    stable_ids(figure)
    figure.render()
    return FoliumParts(
        header=figure.header.render(),
        html=figure.html.render().strip(),
        script=_compact(figure.script.render()),
        names={
            "map": m.get_name(),
            **{
                kind: [layer.get_name() for layer in shapes]
                if isinstance(shapes, list)
                else shapes.get_name()
                for kind, shapes in layers.items()
            },
        },
    )


def stable_ids(root: Element) -> None:
    """Give the elements of a folium map numbers in their own order, in place of random ids."""
    waiting, number = [root], 0
    while waiting:
        element = waiting.pop()
        element._id = f"{number:04d}"  # noqa: SLF001  (branca offers no other way)
        number += 1
        waiting.extend(reversed(element._children.values()))  # noqa: SLF001


def _fixed_layers(drawing: Drawing) -> dict[str, list[folium.GeoJson]]:
    """Return what is the same in every plan: holes below the units, links above them."""
    holes = [] if drawing.hole is None else [_lines(drawing.hole, _HOLE, "overlayPane")]
    links = drawing.link_lines
    return {
        "holes": holes,
        "lines": [] if links.is_empty else [_lines(links, _LINK_LINE, "outlines")],
    }


def _units_layer(units: gpd.GeoSeries, fills: dict[str, str]) -> folium.GeoJson:
    colours = [fills.get(nis, OUTSIDE) for nis in units.index]
    features = [
        {"type": "Feature", "id": str(n), "properties": {}, "geometry": shape.__geo_interface__}
        for n, shape in enumerate(units)
    ]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda unit: {**_UNIT, "fillColor": colours[int(unit["id"])]},
        smooth_factor=0.5,
        control=False,
    )


def _lines(shape: BaseGeometry, style: dict[str, Any], pane: str) -> folium.GeoJson:
    feature = {"type": "Feature", "properties": {}, "geometry": shape.__geo_interface__}
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": [{**feature, "id": "0"}]},
        style_function=lambda _: style,
        smooth_factor=0.5,
        control=False,
        interactive=False,
        pane=pane,
    )


def _compact(script: str) -> str:
    # the script has numbers only, no text of the data, so spaces between them can go
    script = re.sub(r"(?<=[\d\]]), (?=[\[\d-])", ",", script)
    return re.sub(r"\n\s*\n+", "\n", script).strip()
