"""Drawn maps: every unit once, light, labels apart, nothing of the data runs."""

import itertools
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from regionplanner.documents.canvas import Spot, canvas, inside, path_data
from regionplanner.documents.svg import EM, LINE, Label, MapSheet, placed_labels, svg_map, text_em
from regionplanner.maps.colour import LATER, region_colours
from tests.maps.plans import EVIL, grid, grown_plan

VOEREN = "73109"


@pytest.fixture(scope="module")
def drawn(flanders):
    return canvas(flanders)


@pytest.fixture(scope="module")
def plan(flanders):
    return grown_plan(flanders)


def sheet_of(drawn, plan, within, **more):
    colours = region_colours([plan], drawn.pairs)[0]
    return MapSheet(
        **{
            "within": within,
            "description": "Map",
            "fills": {nis: colours[code] for nis, code in plan.assignment.items()},
            "region_lines": drawn.borders({r.code: r.members for r in plan}),
            "labels": [Label(r.label, drawn.spot(r.members), "region") for r in plan],
            **more,
        }
    )


def elements(markup, name):
    return list(ET.fromstring(str(markup)).iter(name))


def points_of(data):
    """The corners of the strokes of path data, read as SVG says."""
    strokes = []
    for stroke in filter(None, data.split("M")):
        start, _, steps = stroke.rstrip("z").partition("l")
        numbers = [list(map(int, re.findall(r"-?\d+", part))) for part in (start, steps)]
        moves = np.array([numbers[0], *np.reshape(numbers[1], (-1, 2))])
        strokes.append(moves.cumsum(axis=0))
    return strokes


def test_units_on_paper_are_whole_numbers_and_stay_neighbours(drawn, flanders):
    shapes = drawn.units.to_numpy()
    coordinates = shapely.get_coordinates(shapes)
    assert (coordinates == np.round(coordinates)).all()
    assert shapely.coverage_is_valid(shapes)
    assert drawn.units.index.equals(flanders.frame.index)
    area_m2 = drawn.units.area * drawn.unit_m**2
    assert area_m2.sum() == pytest.approx(flanders.frame.area.sum(), rel=0.01)
    assert drawn.links == (("73066", VOEREN),)
    assert shapely.contains(drawn.hole, shapely.Point(drawn.hole.centroid))
    north, south = drawn.spots["13014"], drawn.spots[VOEREN]  # Hoogstraten, Voeren
    assert north.y < south.y  # y goes down
    assert north.x < south.x


def test_path_data_is_the_polygon(drawn):
    for shape in drawn.units.iloc[::20]:
        rings = [
            shapely.get_coordinates(ring)[:-1]
            for part in shapely.get_parts(shape)
            for ring in shapely.get_rings(part)
        ]
        for ring, stroke in zip(rings, points_of(path_data(shape)), strict=True):
            assert (ring == stroke).all()


def test_path_data_of_lines_and_of_nothing():
    line = shapely.LineString([(0, 0), (5, -3), (5, -3), (7, 0)])
    assert path_data(line) == "M0 0l5-3 2 3"
    assert path_data(shapely.LineString([(0, 0), (4, 0), (4, 4), (0, 0)])) == "M0 0l4 0 0 4z"
    assert path_data(shapely.MultiPolygon()) == ""
    assert path_data(shapely.box(0, 0, 0.2, 0.2)) == ""  # less than a unit


def test_what_is_not_seen_is_cut_away():
    line = shapely.LineString([(0, 0), (100, 0)])
    assert path_data(inside(line, (10, -5, 20, 5))) == "M10 0l10 0"
    assert inside(line, (-1, -1, 101, 1)) is line


def test_whole_flanders_is_light_and_complete(drawn, plan, flanders):
    found = svg_map(drawn, sheet_of(drawn, plan, flanders.frame.index))
    assert len(found.encode()) <= 250_000
    units = [group for group in elements(found, "g") if group.get("class") == "unit"]
    assert sum(len(group) for group in units) == 285
    assert len({group.get("fill") for group in units}) == len(units)
    assert elements(found, "svg")[0].get("role") == "img"


@pytest.mark.slow
def test_a_reference_region_is_lighter(drawn, plan, flanders):
    for _, units in flanders.frame.groupby("reference_region"):
        assert len(svg_map(drawn, sheet_of(drawn, plan, units.index)).encode()) <= 60_000


def test_others_are_pale_and_outlines_are_there(drawn, plan, flanders):
    limburg = flanders.frame.index[flanders.frame["reference_region_name"] == "Limburg"]
    fills = dict.fromkeys(limburg, "#5790fc")
    sheet = sheet_of(drawn, plan, limburg, fills=fills, faint=set(limburg[:10]), highlight=[VOEREN])
    found = svg_map(drawn, sheet)
    sizes = {group.get("class"): len(group) for group in elements(found, "g")}
    assert sizes["unit faint"] == 10
    assert sizes["unit"] == len(limburg) - 10
    assert sizes["unit beyond"] > 5
    classes = [path.get("class") for path in elements(found, "path")]
    assert {"region-line", "link-line", "chosen-band", "chosen-line"} <= set(classes)


def test_hatching_has_one_pattern_that_is_named():
    world = grid()
    drawn = canvas(world)
    fills = {"00": LATER, "01": LATER}
    sheet = MapSheet(within=world.frame.index, description="", fills=fills, key="-2")
    found = svg_map(drawn, sheet)
    (pattern,) = elements(found, "pattern")
    assert pattern.get("id") == "later-2"
    (hatched,) = [g for g in elements(found, "g") if g.get("class") == "unit later"]
    assert (hatched.get("fill"), len(hatched)) == ("url(#later-2)", 2)


def test_small_worlds_and_single_units_are_drawn():
    world = grid(rows=1, columns=1)
    found = svg_map(canvas(world), MapSheet(within=["00"], description="", fills={}))
    assert len(elements(found, "path")) == 2  # the unit, and the outer border


@pytest.mark.parametrize("px", [3.0, 12.0, 30.0, 80.0])
def test_labels_never_overlap_and_stay_in_sight(drawn, flanders, px):
    names = flanders.frame["name"]
    labels = [Label(names[nis], drawn.spots[nis]) for nis in names.index]
    labels[100] = Label(names.iloc[100], labels[100].spot, "chosen")
    left, top, right, bottom = view = drawn.box(names.index)
    placed = placed_labels(labels, view, px)
    assert placed[0].label.kind == "chosen"
    boxes = []
    for one in placed:
        size = EM[one.label.kind] * px
        width = max(map(text_em, one.lines)) * size
        height = LINE * len(one.lines) * size
        box = shapely.box(
            one.x - width / 2, one.y - height / 2, one.x + width / 2, one.y + height / 2
        )
        assert shapely.box(left, top, right, bottom).contains(box)
        boxes.append(box)
    assert not any(a.intersects(b) for a, b in itertools.combinations(boxes, 2))
    assert len(placed) == 285 if px == 3 else len(placed) < 285


@pytest.mark.parametrize("px", [3.0, 12.0, 30.0])
def test_names_of_an_overview_stay_in_their_regions(drawn, plan, px):
    areas = {r.label: drawn.area(r.members) for r in plan}
    labels = [
        Label(r.label, drawn.spot(r.members), "overview", short=str(n)) for n, r in enumerate(plan)
    ]
    placed = placed_labels(labels, drawn.box(drawn.units.index), px)
    assert len(placed) == len(labels)
    whole = [one for one in placed if one.lines != (one.label.short,)]
    assert len(whole) == len(labels) if px == 3 else whole
    for one in whole:
        width = max(map(text_em, one.lines)) * one.em * px
        height = LINE * len(one.lines) * one.em * px
        box = shapely.box(
            one.x - width / 2, one.y - height / 2, one.x + width / 2, one.y + height / 2
        )
        assert areas[one.label.text].intersection(box).area > 0.96 * box.area


def spot(x, y, room):
    return Spot(x, y, room, shapely.Point(x, y).buffer(room))


def test_a_chosen_label_stands_beside_a_small_area():
    view = (0, 0, 1000, 1000)
    label = Label("Drogenbos", spot(500, 500, 5), "chosen", (490, 480, 510, 520))
    (above,) = placed_labels([label], view, 1)
    assert above.y < 480
    high = Label("Drogenbos", spot(500, 12, 5), "chosen", (490, 2, 510, 22))
    (below,) = placed_labels([high], view, 1)
    assert below.y > 22


def test_long_labels_are_broken_or_cut():
    wide = spot(500, 500, 500)
    (one,) = placed_labels([Label("Lang" * 50, wide, "chosen")], (0, 0, 1000, 1000), 1)
    assert one.lines[0].endswith("…")
    narrow = Label("Sint-Katelijne-Waver", spot(500, 500, 30))
    (one,) = placed_labels([narrow], (0, 0, 1000, 1000), 1)
    assert "".join(one.lines) == "Sint-Katelijne-Waver"
    assert len(one.lines) > 1
    assert placed_labels([Label("", wide), Label("x" * 300, spot(5, 5, 1))], (0, 0, 9, 9), 1) == []


def test_names_are_text_and_there_are_no_inline_styles():
    world = grid(names=EVIL)
    drawn = canvas(world)
    plan = grown_plan(world, size=4)
    names = [name for name in EVIL.values() if "\x00" not in name and "\ud800" not in name]
    labels = [Label(name, drawn.spots["11"], "chosen") for name in names]
    labels += [Label(names[0], drawn.spots[nis]) for nis in world.frame.index]
    for label in labels:
        sheet = sheet_of(
            drawn,
            plan,
            world.frame.index,
            labels=[label],
            description=names[1],
            fills={"00": '"><script>'},
        )
        found = svg_map(drawn, sheet)
        assert "<script" not in found
        assert " style=" not in found
        assert elements(found, "svg")[0].get("aria-label") == names[1]
        allowed = {"svg", "g", "path", "text", "tspan"}
        assert {one.tag for one in ET.fromstring(str(found)).iter()} <= allowed


def test_same_input_same_bytes(flanders, plan):
    found = [
        svg_map(drawn, sheet_of(drawn, plan, flanders.frame.index))
        for drawn in (canvas(flanders), canvas(flanders))
    ]
    assert found[0] == found[1]
