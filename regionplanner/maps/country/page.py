"""The page of a country: one file, of which what is not looked at stays packed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from regionplanner.data.municipalities import Municipalities
from regionplanner.maps.around import files, map_html
from regionplanner.maps.colour import OUTSIDE, plan_region_colours
from regionplanner.maps.content import counted_figures, page_content, told_columns
from regionplanner.maps.country.columns import plan_columns, unit_columns
from regionplanner.maps.country.outlines import Areas, Drawn, drawn, grouped
from regionplanner.maps.country.packed import number_bytes, packed, packed_values, topology_bytes
from regionplanner.maps.layers import empty_map
from regionplanner.maps.topology import NOBODY
from regionplanner.plan.match import region_lines
from regionplanner.plan.plan import Plan
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.text import country_words

_SCRIPTS = (
    "words.js",
    "country_packed.js",
    "country_state.js",
    "regions.js",
    "country_paths.js",
    "country_canvas.js",
    "flight.js",
    "country_ground.js",
    "country_labels.js",
    "near_miss.js",
    "country_search.js",
    "changes.js",
    "answer.js",
    "columns.js",
    "country_table.js",
    "table_panel.js",
    "country_list.js",
    "country_print.js",
    "country_plans.js",
    "country_pointing.js",
    "country_view.js",
    "main.js",
)


def country_html(  # noqa: PLR0913 (what is shown, by name)
    plans: Mapping[str, Plan],
    municipalities: Municipalities,
    *,
    steps: bool,
    areas: Mapping[str, str] | None,
    area_values: Mapping[str, str] | None,
    language: Language,
    said: Mapping[str, Any],
) -> str:
    """Return the page of plans of a country.

    Parameters
    ----------
    plans
        By name.
    municipalities
        The units.
    steps
        Whether the plans are steps in time.
    areas
        Areas of regions of one plan, by region code.
    area_values
        What is said of each area; None without areas.
    language
        Language of the page.
    said
        Values for the template that replace those of `page_content`, such as the title.

    Returns
    -------
    str
        HTML that makes no request and forbids any.

    Raises
    ------
    AssetError
        Leaflet is missing or of another version.
    """
    parents = sorted(set(municipalities.frame["reference_region"].astype(str)))
    groups = {name: grouped(plan, municipalities, parents) for name, plan in plans.items()}
    shapes = drawn(municipalities, groups)
    touching = list(_touching(shapes, municipalities))
    colours = plan_region_colours(plans, touching, areas)
    lines = region_lines([*plans.values()])
    links = _apart(touching, municipalities)
    shown = page_content(plans, municipalities, links, colours, language=language, steps=steps)
    shown |= {"steps": steps, "firm": False, **said}
    told = unit_columns(municipalities, told_columns(municipalities), language)
    told |= {
        "plans": [
            {"name": plain(name)}
            | plan_columns(
                plan, municipalities, groups[name], colours[name], lines=line, language=language
            )
            for (name, plan), line in zip(plans.items(), lines, strict=True)
        ]
    }
    position = {nis: n for n, nis in enumerate(municipalities.frame.index)}
    parts = empty_map()
    values = {
        "language": language,
        "steps": steps,
        "areas": area_values,
        "counted": counted_figures(municipalities),
        "words": country_words(language),
        "map": parts.names["map"],
        "bits": shapes.bits,
        "outside": OUTSIDE,
        "links": [[position[a], position[b]] for a, b in links],
    }
    afar = b"".join(_area_bytes(areas_) for areas_ in shapes.groups.values())
    packs = {
        "told": packed_values(told),
        "afar": packed(afar),
        "close": packed(_area_bytes(shapes.units)),
    }
    return map_html(
        "country.html.j2",
        parts,
        values,
        {"packs": packs, **shown},
        country_script(),
        styles=["country.css"],
        language=language,
    )


def country_script() -> str:
    """Return the script of the page."""
    # unpacking takes its time, so all that needs what is packed waits in a function
    opened = f"const opened = (told, afar, bytesOf) => {{\n{files(*_SCRIPTS)}}};\n"
    return opened + files("country_open.js")


def _area_bytes(areas: Areas) -> bytes:
    return topology_bytes(areas.shapes, len(areas.spots)) + number_bytes(areas.spots.ravel())


def _touching(shapes: Drawn, municipalities: Municipalities) -> Iterator[tuple[str, str]]:
    """Yield the pairs of units that touch: those of the data, and those of the drawing."""
    sides = shapes.units.shapes.sides
    sides = np.unique(np.sort(sides[sides[:, 1] != NOBODY], axis=1), axis=0)
    nis = municipalities.frame.index.to_numpy()
    yield from zip(nis[sides[:, 0]].tolist(), nis[sides[:, 1]].tolist(), strict=True)
    borders = municipalities.borders
    yield from zip(borders["nis_a"].tolist(), borders["nis_b"].tolist(), strict=True)


def _apart(
    touching: Sequence[tuple[str, str]], municipalities: Municipalities
) -> list[tuple[str, str]]:
    """Return the declared links between units that do not touch, sorted."""
    known = {*touching, *((b, a) for a, b in touching)}
    units = set(municipalities.frame.index)
    return sorted(pair for pair in municipalities.links if set(pair) <= units and pair not in known)
