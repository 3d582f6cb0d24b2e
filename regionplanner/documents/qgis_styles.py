"""Styles with which QGIS opens the layers of a plan: the map's colours, lines and names."""

from collections.abc import Mapping
from functools import cache

import geopandas as gpd
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from regionplanner.choice import Language
from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.colour import INK, UNIT_LINE, pale
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import grouping_text, score_heading
from regionplanner.words.text import words_in

_PX_MM = 25.4 / 96

# lines of the map, from below to above: colours with widths in pixels of CSS
_LINES = {
    "municipality": ((UNIT_LINE, 0.8),),
    "outer": ((INK, 1.1),),
    "region": ((INK, 2.8),),
    "reference_region": ((INK, 4), ("#ffffff", 1.2)),
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
    loader = PackageLoader("regionplanner.documents")
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
