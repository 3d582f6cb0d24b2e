"""The page of a country as text, and the arcs that it is drawn from."""

import base64
import json
import re
import zlib
from dataclasses import replace

import numpy as np
import pytest
import shapely

from regionplanner.maps.page import map_page
from regionplanner.maps.topology import grid_bits, number_bytes, on_grid, topology
from regionplanner.rules.rule import Violation
from tests.maps.plans import EVIL, grid, grown_plan

BITS = 24
STEP = 40_075_016.68557849 / 2**BITS  # a step of the grid [m of Mercator]


def square(x, y, side=10, holes=()):
    """A square on the grid, in steps from a corner."""
    ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    return shapely.transform(shapely.Polygon(ring, holes), lambda xy: xy * STEP)


def rebuilt(arcs, which):
    """The polygon that the arcs make, by the even-odd rule."""
    whole = shapely.Polygon()
    for ring in np.flatnonzero(arcs.ring_of == which):
        points = []
        for ref in arcs.refs[arcs.ring_first[ring] : arcs.ring_first[ring + 1]]:
            arc = ref if ref >= 0 else ~ref
            part = arcs.points[arcs.first[arc] : arcs.first[arc + 1]]
            points += (part if ref >= 0 else part[::-1])[:-1].tolist()
        whole = whole.symmetric_difference(shapely.Polygon(points))
    return whole


def on_steps(shape):
    return shapely.transform(shape, lambda xy: on_grid(xy, BITS).astype(float))


@pytest.mark.parametrize(
    "shapes",
    [
        [square(0, 0), square(10, 0), square(0, 10), square(10, 10)],
        [square(0, 0, 30, [[(10, 10), (20, 10), (20, 20), (10, 20)]]), square(10, 10)],
        [shapely.union_all([square(0, 0), square(50, 0)]), square(10, 0), square(10, 10)],
        [square(0, 0).reverse(), square(10, 0)],
    ],
    ids=["grid", "enclave", "two parts", "other way round"],
)
def test_arcs_make_the_polygons_again_and_each_border_is_there_once(shapes):
    arcs = topology(np.array(shapes), BITS)
    for n, shape in enumerate(shapes):
        assert rebuilt(arcs, n).equals(on_steps(shape))
    inner = arcs.sides[arcs.sides[:, 1] >= 0]
    uses = np.bincount(np.where(arcs.refs < 0, ~arcs.refs, arcs.refs))
    assert (uses == np.where(arcs.sides[:, 1] >= 0, 2, 1)).all()
    assert len({tuple(sorted(pair)) for pair in inner.tolist()}) == len(inner)


def test_what_falls_together_on_the_grid_is_gone():
    sliver = shapely.transform(square(10, 0), lambda xy: xy[0] + (xy - xy[0]) * 0.01)
    arcs = topology(np.array([square(0, 0), sliver]), BITS)
    assert arcs.ring_of.tolist() == [0]


def test_the_grid_is_finer_than_the_tolerance():
    here = np.array([shapely.box(400_000, 6_600_000, 500_000, 6_700_000)])
    step_m = 40_075_016.7 / 2 ** grid_bits(here, 100.0)
    assert step_m * np.cos(np.radians(50.9)) <= 10


def test_numbers_in_few_bytes():
    assert number_bytes(np.array([0, 127, 128, 300, 2**31])).hex() == "007f8001ac028080808008"


@pytest.fixture(scope="module")
def world():
    return grid(6, 10, names=EVIL)


@pytest.fixture(scope="module")
def page(world):
    return map_page(grown_plan(world, size=5), world, country_from=60).html


def pack(html, name):
    text = re.search(rf'id="packed-{name}">([^<]*)<', html).group(1)
    return zlib.decompress(base64.b64decode(text))


def test_many_units_make_the_page_of_a_country(world, page):
    content = json.loads(pack(page, "rows"))
    assert len(content["units"]["nis"]) == 60
    assert content["plans"][0]["of"] == [
        [region.code for region in grown_plan(world, size=5)].index(code)
        for code in grown_plan(world, size=5).assignment.values()
    ]
    assert "Met zoveel gemeenten" in page
    assert "packed-" not in map_page(grown_plan(world, size=5), world, country_from=61).html


def test_figures_are_those_of_the_regions(world, page):
    regions = json.loads(pack(page, "rows"))["plans"][0]["regions"]
    plan = grown_plan(world, size=5)
    people = world.frame["inhabitants"]
    assert regions["inhabitants"] == [int(people[list(one.members)].sum()) for one in plan]
    assert regions["area"] == [25 * len(one.members) for one in plan]
    assert regions["label"] == [one.label for one in plan]


def test_rules_are_counted_as_anywhere_else(world):
    broken = tuple(Violation("size", code, "small") for code in ("p1-a", "p2-a"))
    plan = replace(grown_plan(world, size=5), violations=broken)
    page = map_page(plan, world, country_from=60).html
    (content,) = json.loads(pack(page, "rows"))["plans"]
    assert content["breaks"] == "Dit voorstel overtreedt 2 regels"
    assert len(content["broken"]) == 1  # a sentence for both
    assert content["breaks"] in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_same_bytes_and_no_reference_to_the_network(world, page):
    assert page == map_page(grown_plan(world, size=5), world, country_from=60).html
    outside = re.sub(r"<script[^>]*>.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not re.search(r"https?:|<[^>]*\bsrc=|<link|<iframe", outside)
    assert "default-src &#39;none&#39;" in page
