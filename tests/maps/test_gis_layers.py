"""Layers of a GIS and the styles of QGIS: every border once, the map's colours, names in words."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from regionplanner import rook_graph, scorecard
from regionplanner.maps.colour import PALETTE, pale, with_colours
from regionplanner.maps.gis_layers import KINDS, layer_styles, plan_layers
from regionplanner.scenario import Scenario
from tests.conftest import ROOT
from tests.maps.plans import EVIL, grid, grown_plan, plan_of

KM = 5.0  # the side of a cell
NO_TIES = Scenario(criteria={"distance": 1.0}, ties={})


def made(world, plan=None, language="nl"):
    """The layers of a plan, and the plan."""
    plan = with_colours({"": plan or grown_plan(world, size=4)}, world)[""]
    figures = scorecard(plan, world, rook_graph(world), NO_TIES, language=language)
    return plan_layers(plan, world, figures), plan


def styled(world, language="nl", **options):
    layers, plan = made(world, language=language, **options)
    styles = layer_styles(layers, plan, world, language=language)
    return {name: ET.fromstring(style) for name, style in styles.items()}, layers


def test_municipalities_have_names_beside_their_codes():
    world = grid(2, 2)
    children = world.frame.assign(inhabitants_0_14=[1, 2, 3, 4], province="North")
    layers, _ = made(replace(world, frame=children), plan_of(world, [["00", "10"], ["01", "11"]]))
    units = layers["municipalities"]
    assert units.drop(columns="geometry").iloc[1].to_dict() == {
        "nis": "01",
        "name": "Unit 01",
        "reference_region": "P2",
        "region": "p2-a",
        "centre": 1,
        "reference_region_name": "East",
        "region_name": "East A",
        "inhabitants": 12_100,
        "inhabitants_0_14": 2,
        "province": "North",
        "colour": PALETTE[1],
    }
    assert all(isinstance(layer, gpd.GeoDataFrame) for layer in layers.values())
    assert {layer.crs for layer in layers.values()} == {world.frame.crs}


def test_regions_have_their_figures_outline_name_and_colour():
    world = grid(2, 3)
    layers, plan = made(world, plan_of(world, [["00", "01", "10"], ["02", "12"]]))
    regions = layers["regions"]
    assert regions["region"].tolist() == ["p1-a", "p2-a"]
    assert regions["name"].tolist() == [region.title() for region in plan]
    assert regions["region_name"].tolist() == [region.label for region in plan]
    assert regions["colour"].tolist() == [region.colour for region in plan] == [*PALETTE[:2]]
    assert regions["municipalities"].tolist() == [3, 2]
    assert (regions.area / 1e6).tolist() == [75, 50]
    assert regions.geom_type.tolist() == ["Polygon", "Polygon"]


def test_every_border_is_there_once_with_its_kind_and_sides():
    world = grid(2, 4)
    plan = plan_of(world, [["00", "10"], ["01", "11"], ["02", "03", "12", "13"]])
    borders = made(world, plan)[0]["borders"]
    rows = borders[["kind", "side_a", "side_b", "km"]].astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [
        ["municipality", "Unit 00", "Unit 10", KM],
        ["municipality", "Unit 01", "Unit 11", KM],
        ["municipality", "Unit 02", "Unit 03", KM],
        ["municipality", "Unit 02", "Unit 12", KM],
        ["municipality", "Unit 03", "Unit 13", KM],
        ["municipality", "Unit 12", "Unit 13", KM],
        ["outer", "West", None, None],  # generalised: not measured on the drawing
        ["outer", "East", None, None],
        ["reference_region", "West", "East", 2 * KM],
        ["region", "West A", "West B", 2 * KM],
    ]
    assert borders.length.tolist() == [5000] * 6 + [30_000, 30_000, 10_000, 10_000]
    assert set(borders.geom_type) == {"LineString"}
    exact = replace(world, source=replace(world.source, generalised=False))
    assert made(exact, plan)[0]["borders"]["km"].tolist() == [KM] * 6 + [30, 30, 10, 10]


@pytest.mark.slow
def test_borders_are_those_of_all_outlines_and_as_long_as_the_figures_say(flanders):
    plan = grown_plan(flanders)
    figures = scorecard(plan, flanders, rook_graph(flanders), plan.scenario)
    borders = plan_layers(plan, flanders, figures)["borders"]
    outlines = shapely.union_all(shapely.boundary(flanders.frame.geometry.to_numpy()))
    assert borders.length.sum() == pytest.approx(outlines.length, rel=0.01)  # but tiny islands
    assert outlines.buffer(1).covers(shapely.union_all(borders.geometry.to_numpy()))
    inside = borders[borders["kind"] == "region"]
    assert inside["km"].sum() == pytest.approx(figures["border_km"].sum() / 2)


def test_units_outside_the_plan_lie_beyond_its_borders():
    world = grid(1, 4)
    layers, _ = made(world, plan_of(world, [["00", "01"]]))
    assert layers["municipalities"]["nis"].tolist() == ["00", "01"]
    assert layers["borders"][["kind", "side_b"]].fillna("").to_numpy().tolist() == [
        ["municipality", "Unit 01"],
        ["outer", ""],
    ]


@pytest.mark.parametrize("layer", ["municipalities", "regions"])
def test_areas_have_the_colours_of_the_map_and_their_names_in_the_legend(layer):
    styles, layers = styled(grid())
    root = styles[layer]
    renderer = root.find("renderer-v2")
    assert (renderer.get("type"), renderer.get("attr")) == ("categorizedSymbol", "region")
    fills = {
        symbol.get("name"): symbol.find("layer/Option/Option[@name='color']").get("value")
        for symbol in renderer.iter("symbol")
    }
    shown = {
        row.get("value"): (row.get("label"), fills[row.get("symbol")])
        for row in renderer.iter("category")
    }
    assert shown == {
        row.region: (row.region_name, pale(row.colour)) for row in layers["regions"].itertuples()
    }
    assert root.get("labelsEnabled") == "1"


def test_borders_are_drawn_above_each_other_in_the_order_of_the_map():
    styles, layers = styled(grid())
    root = styles["borders"]
    rows = [(row.get("value"), row.get("label")) for row in root.iter("category")]
    assert rows == [
        ("reference_region", "Grens van een referentieregio"),
        ("region", "Grens van een jeugdregio"),
        ("outer", "Buitengrens"),
        ("municipality", "Gemeentegrens"),
    ]
    passes = [[int(line.get("pass")) for line in symbol] for symbol in root.iter("symbol")]
    assert passes == [[3, 4], [2], [1], [0]]
    assert root.find("renderer-v2").get("symbollevels") == "1"
    assert {kind for kind, _ in rows} == {*layers["borders"]["kind"]} == {*KINDS}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_is_called_something_else_in_words(language):
    styles, layers = styled(grid(), language)
    for name, layer in layers.items():
        called = {row.get("field"): row.get("name") for row in styles[name].iter("alias")}
        assert list(called) == [column for column in layer.columns if column != "geometry"]
        assert len({*called.values()}) == len(called)
        assert not {*called} & {*called.values()}
    region = {"nl": "Jeugdregio", "en": "Youth region"}[language]
    assert called["kind"] == {"nl": "Soort grens", "en": "Kind of border"}[language]
    assert styles["municipalities"].find("*/alias[@field='region_name']").get("name") == region


def test_names_of_the_data_are_text():
    names = {nis: name for nis, name in EVIL.items() if "\ud800" not in name}
    world = grid(names=names)
    parents = world.frame.assign(reference_region_name=names["01"])
    styles, layers = styled(replace(world, frame=parents))
    labels = [row.get("label") for row in styles["regions"].iter("category")]
    assert labels == layers["regions"]["region_name"].tolist()
    assert labels[0].startswith(names["01"])


def test_what_other_data_call_their_units_is_in_the_words():
    world = replace(grid(), vocabulary=None)  # no ids of Flanders: neutral words
    root = styled(world, "en")[0]["municipalities"]
    assert root.find("*/alias[@field='region_name']").get("name") == "Region"
    assert pd.Series([row.get("name") for row in root.iter("alias")]).is_unique


def test_lines_are_those_of_the_page():
    """Colours are INK there too; widths are said in its script and with the units."""
    script = (ROOT / "regionplanner/web/units/lines.js").read_text(encoding="utf-8")
    root = styled(grid())[0]["borders"]
    for kind, key in (("outer", "coast"), ("region", "regions"), ("reference_region", "parents")):
        style = re.search(rf"^  {key}: \[(.*?)\],$", script, re.DOTALL | re.MULTILINE)[1]
        place = root.find(f".//category[@value='{kind}']").get("symbol")
        symbol = root.find(f".//symbol[@name='{place}']")
        widths = [
            float(option.get("value")) / 25.4 * 96
            for option in symbol.iterfind(".//Option[@name='line_width']")
        ]
        said = [float(weight) for weight in re.findall(r"weight: ([\d.]+)", style)]
        assert widths == pytest.approx(said, abs=0.05), kind
