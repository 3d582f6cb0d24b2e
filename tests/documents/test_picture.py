"""Pictures for official documents: what is on the page, and that it is the same every time."""

import hashlib
import os
import subprocess
import sys
import warnings
from dataclasses import replace

import matplotlib as mpl
import numpy as np
import pytest
import shapely
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from regionplanner.documents.canvas import canvas
from regionplanner.documents.label_placement import (
    LINE,
    PT,
    LabelRequest,
    place_labels,
    shortened,
    width_mm,
    wrapped,
    writable,
)
from regionplanner.documents.picture import _page_figure, write_picture
from regionplanner.documents.printed_page import pale
from regionplanner.errors import AssetError, DataError
from regionplanner.maps.colour import OUTSIDE, region_colours
from regionplanner.scenario import Scenario
from tests.maps.plans import EVIL, grid, grown_plan, plan_of

PAPER_MM = (297.0, 210.0)


@pytest.fixture(scope="module")
def flanders_figure(flanders):
    return figure_of(grown_plan(flanders), flanders)


def figure_of(plan, municipalities, *, language="nl", title="Titel", colours=None):
    drawn = canvas(municipalities)
    colours = colours or region_colours([plan], drawn.pairs)[0]
    return _page_figure(drawn, plan, municipalities, colours, title, language)


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def fills(figure):
    found = [each for each in figure.axes[0].collections if isinstance(each, PathCollection)]
    return {to_hex(colour) for each in found for colour in each.get_facecolor() if colour[3]}


def test_the_page_of_flanders(flanders, flanders_figure):
    said = texts(flanders_figure)
    plan = grown_plan(flanders)
    assert {"Titel", "Voorstel, geen beslissing", "Brussel", "20 km"} <= set(said)
    assert all(any(region.label in text for text in said) for region in plan)
    everything = " ".join(said)
    assert "veralgemeende grenzen" in everything
    assert "Bron: NGI" in everything
    assert "Riemst en Voeren" in everything
    brussels = [t for t in flanders_figure.axes[0].texts if t.get_text() == "Brussel"]
    assert all("Oblique" in t.get_fontproperties().get_file() for t in brussels)
    lines = {str(patch.get_linestyle()) for patch in flanders_figure.axes[0].patches}
    assert len(lines) == 2  # drawn, dotted


def test_nothing_is_beyond_the_edge_of_the_paper(flanders_figure):
    renderer = flanders_figure.canvas.get_renderer()
    with mpl.rc_context({"text.hinting": "none"}):
        boxes = [text.get_window_extent(renderer) for text in flanders_figure.axes[0].texts]
    mm = 25.4 / flanders_figure.dpi
    assert min(box.x0 for box in boxes) * mm > 9
    assert max(box.x1 for box in boxes) * mm < PAPER_MM[0] - 9
    assert min(box.y0 for box in boxes) * mm > 9


@pytest.mark.parametrize(("size", "shortest"), [(15, 5), (9, 12)])
def test_labels_of_regions_do_not_overlap(flanders, size, shortest):
    drawn, plan = canvas(flanders), grown_plan(flanders, size=size)
    scale = 277 / drawn.box(drawn.units.index)[2]
    areas = [
        shapely.transform(drawn.area(region.members), lambda xy: xy * scale) for region in plan
    ]
    labels = place_labels(
        [
            LabelRequest(region.label, area, short=str(n))
            for n, (region, area) in enumerate(zip(plan, areas, strict=True), 1)
        ]
    )
    boxes = [box_of(label) for label in labels]
    assert len(labels) >= len(plan) - (size == 9) * 2  # of one small municipality each
    assert sum(label.lines == (label.request.short,) for label in labels) <= shortest
    for n, (label, box) in enumerate(zip(labels, boxes, strict=True)):
        assert not shapely.intersects(boxes[n + 1 :], box).any()
        assert shapely.intersection(box, label.request.area).area > 0.5 * box.area
        text = " ".join(label.lines).replace("- ", "-")
        assert text in (label.request.text, label.request.short)
    inside = [shapely.covers(one.request.area, box) for one, box in zip(labels, boxes, strict=True)]
    assert sum(inside) > 0.6 * len(inside)


def box_of(label):
    wide = max(width_mm(line, "bold", label.size_pt) for line in label.lines) / 2
    high = LINE * label.size_pt * PT * len(label.lines) / 2
    return shapely.box(label.x - wide, label.y - high, label.x + wide, label.y + high)


def test_a_number_stands_for_a_name_that_does_not_fit():
    world = grid(12, 12, names=dict.fromkeys(("00", "01"), "Name"))
    plan = plan_of(world, [[nis] for nis in sorted(world.frame.index)[:40]])
    long = replace(plan, regions=tuple(replace(r, label="A name " * 6) for r in plan))
    said = texts(figure_of(long, world))
    assert "40" in said
    assert any(text.startswith("40. A name") for text in said)
    assert not any(text.startswith("40. ") for text in texts(figure_of(plan, world)))


@pytest.mark.parametrize("size", [0.4, 3.0])
def test_a_label_without_room_is_left_out(size):
    place = shapely.box(0, 0, size, size)
    assert (
        place_labels([LabelRequest("A name that is much too long", place), LabelRequest("", place)])
        == []
    )


def test_colours_are_the_given_ones_or_those_of_the_page():
    world = grid()
    plan = plan_of(world, [["00", "01"], ["02", "03"]])
    given = {"p1-a": "#112233", "p2-a": "#445566"}
    shown = fills(figure_of(plan, world, colours=given))
    assert shown == {pale("#112233"), pale("#445566"), OUTSIDE}
    found = region_colours([plan], canvas(world).pairs)[0]
    assert fills(figure_of(plan, world)) == {*map(pale, found.values()), OUTSIDE}


def test_units_for_later_are_hatched_and_left_out_are_grey():
    world = grid()
    scenario = Scenario(coverage={}, leave_out=("33",))
    plan = replace(plan_of(world, [["00", "01"]]), scenario=scenario)
    figure = figure_of(plan, world, language="en")
    hatched = [each for each in figure.axes[0].collections if each.get_hatch()]
    assert [len(each.get_paths()) for each in hatched] == [13]
    assert {"Not yet in a youth region in this plan", "Not in a youth region"} <= set(texts(figure))
    assert OUTSIDE in fills(figure)
    whole = texts(figure_of(grown_plan(world), world, language="en"))
    assert not {"Not yet in a youth region in this plan", "Not in a youth region"} & set(whole)


def test_the_list_is_left_out_where_nobody_could_read_it():
    world = grid(12, 12)
    few = plan_of(world, [[nis] for nis in sorted(world.frame.index)[:60]])
    many = plan_of(world, [[nis] for nis in sorted(world.frame.index)[:100]])
    long = replace(many, regions=tuple(replace(r, label="A name " * 6) for r in many))
    heading = "Jeugdregio's, met hun aantal gemeenten"
    assert heading in texts(figure_of(few, world))
    unlisted = texts(figure_of(long, world))
    assert heading not in unlisted
    assert not any(text.isdecimal() and 0 < int(text) <= 100 for text in unlisted)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_names_can_hold_anything(kind, tmp_path, capsys):
    names = {**EVIL, "30": r"$\frac{$ \alpha $x^2$", "31": "日本語 العربية", "32": "_" * 9}
    world = grid(names=names)
    plan = plan_of(world, [[nis] for nis in sorted(world.frame.index)])
    regions = tuple(replace(r, label=r.largest_name or r.code) for r in plan)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # as matplotlib's are
        write_picture(
            tmp_path / f"p.{kind}", replace(plan, regions=regions), world, title="$x$ \ud800 日"
        )
    assert capsys.readouterr() == ("", "")
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[kind]
    assert (tmp_path / f"p.{kind}").read_bytes().startswith(start)


def test_a_dollar_is_a_dollar():
    world = grid(names={"00": "$x^2$"})
    plan = plan_of(world, [["00"]])
    figure = figure_of(plan, world)
    assert "West A, rond $x^2$" in texts(figure)
    assert not any(text.get_parse_math() for text in figure.axes[0].texts)


def test_a_png_is_a_page_of_300_dots_per_inch(tmp_path):
    from PIL import Image

    world = grid()
    write_picture(tmp_path / "deep" / "p.PNG", grown_plan(world), world)
    with Image.open(tmp_path / "deep" / "p.PNG") as image:
        assert image.size == (3507, 2480)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert "Software" not in image.info
        assert np.asarray(image.convert("RGB")).reshape(-1, 3).min() < 60


SCRIPT = """
import sys
from pathlib import Path
from regionplanner.documents.picture import write_picture
from tests.maps.plans import grid, grown_plan
for kind in ("png", "svg", "pdf"):
    write_picture(Path(sys.argv[1]) / f"p.{kind}", grown_plan(grid()), grid(), title="T")
assert "matplotlib.pyplot" not in sys.modules
"""


@pytest.mark.slow
def test_the_same_plan_is_the_same_bytes_whatever_the_settings(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    world = grid()
    odd = {"savefig.bbox": "tight", "font.size": 30, "path.sketch": (1, 2, 3), "svg.hashsalt": "x"}
    with mpl.rc_context(odd):
        before = dict(mpl.rcParams)
        for kind in ("png", "svg", "pdf"):
            write_picture(here / f"p.{kind}", grown_plan(world), world, title="T")
        assert dict(mpl.rcParams) == before
    there.mkdir()
    env = {**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(there)], env=env, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    digests = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        for folder in (here, there)
    ]
    assert len(digests[0]) == 3
    assert digests[0] == digests[1]


def test_another_kind_of_file(tmp_path):
    world = grid()
    with pytest.raises(DataError, match=r"p\.jpg does not end on \.png or "):
        write_picture(tmp_path / "p.jpg", grown_plan(world), world)
    with pytest.raises(DataError, match=r"p does not end on"):
        write_picture(tmp_path / "p", grown_plan(world), world)
    assert not list(tmp_path.iterdir())


def test_without_matplotlib(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    world = grid()
    with pytest.raises(AssetError, match=r"pip install 'regionplanner\[static\]'"):
        write_picture(tmp_path / "p.png", grown_plan(world), world)
    assert not list(tmp_path.iterdir())


def test_letters():
    assert writable("Ieper\u202e 日\n\u05e9\x00é") == "Ieper \ufffd \u05e9 é"
    assert shortened("Beveren-Kruibeke-Zwijndrecht", 20, "plain", 6).endswith("…")
    assert width_mm(shortened("Beveren-Kruibeke-Zwijndrecht", 20, "plain", 6), "plain", 6) <= 20
    assert shortened("Mol", 20, "plain", 6) == "Mol"
    assert wrapped("een twee drie vier", 15, "plain", 8) == ["een twee", "drie vier"]
    assert wrapped("", 12, "plain", 8) == []
    assert all(width_mm(line, "bold", 8) <= 12 for line in wrapped("x" * 99, 12, "bold", 8))
