"""What lies around Flanders: sea and countries, to draw faintly beside it."""

import json
from typing import Any

import geopandas as gpd
import numpy as np

from regionplanner.choice import Language
from regionplanner.data.flanders import data_folder
from regionplanner.words.text import words_in

_FLANDERS = (2.54, 50.69, 5.91, 51.51)  # bounds of all its municipalities [degrees]
_NEAR = 0.1  # degrees
_NAMES = {  # by key of its word, where each is named: latitude, longitude
    "beside_sea": (51.5, 3.05),
    "beside_netherlands": (51.7, 5.15),
    "beside_wallonia": (50.42, 4.85),
    "beside_france": (50.5, 2.87),
    "beside_germany": (51.1, 6.6),
}


def neighbour_values(units: gpd.GeoSeries, language: Language) -> dict[str, Any] | None:
    """Return what lies around units that are those of all of Flanders; None around others.

    Parameters
    ----------
    units
        Polygons in WGS84.
    language
        Language of the names.

    Returns
    -------
    dict or None
        ``rings``: the outlines of each country; ``names``: ``label`` and ``at`` of each.
    """
    if not np.allclose(units.total_bounds, _FLANDERS, rtol=0, atol=_NEAR):
        return None
    text = (data_folder() / "neighbours.geojson").read_text("utf-8")
    words = words_in(language)
    return {
        "rings": [
            [ring for polygon in country["geometry"]["coordinates"] for ring in polygon]
            for country in json.loads(text)["features"]
        ],
        "names": [{"label": words[name], "at": [*at]} for name, at in _NAMES.items()],
    }
