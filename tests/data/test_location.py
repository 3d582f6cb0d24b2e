"""Data says in which countries it lies, and coordinates the wrong way round are refused."""

import re

import geopandas as gpd
import numpy as np
import pytest
import shapely

from regionplanner.data.crs import axis_findings, place_notes, place_text, position_text
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError


def units(west, south, east, north, crs=4326, n=5):
    """Return a raster of units, given in degrees."""
    x, y = np.meshgrid(np.linspace(west, east, n + 1), np.linspace(south, north, n + 1))
    cells = shapely.box(x[:-1, :-1], y[:-1, :-1], x[1:, 1:], y[1:, 1:]).ravel()
    return gpd.GeoDataFrame(geometry=cells, crs=4326).to_crs(crs)


def exchanged(frame):
    turned = shapely.transform(frame.geometry.to_numpy(), lambda points: points[:, ::-1])
    return frame.set_geometry(gpd.GeoSeries(turned, index=frame.index, crs=frame.crs))


FLANDERS = (2.6, 50.75, 5.4, 51.25)
PLACES = {
    "Belgium, Netherlands and France": FLANDERS,
    "Ghana, Togo and Côte d'Ivoire": (-3, 4.8, 1.1, 11),
    "Australia": (114, -38, 153, -12),
    "New Zealand": (167, -46, 178, -35),
    "Fiji": (177, -19, 181, -16.2),
    "Seychelles": (55.4, -4.8, 55.8, -4.5),
    "Cabo Verde": (-25, 14.8, -22.7, 17.2),
    "Maldives": (72.8, -0.6, 73.6, 7),
}


@pytest.mark.parametrize(("name", "corners"), PLACES.items(), ids=list(PLACES))
def test_data_lies_in_a_country(name, corners):
    frame = units(*corners)
    assert place_text(frame) == name
    assert axis_findings(frame) == []
    assert place_notes(frame) == ()


def test_data_at_sea_is_named_by_its_coordinates():
    assert place_text(units(-30, -30, -29, -29)).startswith("no country, but at longitude -29.5")
    assert axis_findings(units(-30, -30, -29, -29)) == []


@pytest.mark.parametrize("crs", [4326, 4258, 3857, 32631, 3035, 2154])
def test_coordinates_the_wrong_way_round_are_refused(crs):
    frame = units(*FLANDERS, crs=crs)
    assert axis_findings(frame) == []
    (finding,) = axis_findings(exchanged(frame))
    assert re.search("the units lie in or near .*Belgium.*, as they stand", finding.message)
    assert "exchange them (in QGIS" in finding.message


@pytest.mark.parametrize("corners", [(8.1, 54.8, 12.6, 57.7), (-3, 4.8, 1.1, 11)])
def test_other_countries_too(corners):
    frame = units(*corners)
    turned = exchanged(frame)
    assert bool(axis_findings(turned)) == place_text(turned).startswith("no country")


def test_nobody_lives_in_antarctica():
    (finding,) = axis_findings(exchanged(units(-75, 40.5, -74.4, 40.9)))
    assert "in or near United States of America, as they stand at sea" in finding.message


@pytest.mark.parametrize(("crs", "named"), [(4326, "France and Belgium"), (31370, "Belgium")])
def test_near_a_border_both_countries_are_named_but_where_the_crs_is_of_one(crs, named):
    assert place_text(units(3.2, 50.78, 3.4, 50.9, crs=crs)) == named


@pytest.mark.parametrize("crs", [31370, 3812, 4326])
@pytest.mark.parametrize("parent", ["REFREG01", "REFREG07", "REFREG13"])
def test_flemish_codes_elsewhere_than_they_lie_are_the_wrong_way_round(crs, parent, flanders):
    """With x and y exchanged, West-Vlaanderen lies in the Ardennes: still in Belgium."""
    frame = flanders.frame
    frame = frame[frame["reference_region"] == parent].reset_index().to_crs(crs)
    assert axis_findings(frame) == []
    (finding,) = axis_findings(exchanged(frame))
    assert "exchanged the units lie in or near " in finding.message


def test_what_fits_the_crs_better_the_other_way_round_is_noted():
    """The east of Poland, of which the image is in the north and partly in the sea."""
    frame = units(22, 49.5, 23.5, 52, crs=2180)
    assert place_notes(frame) == ()
    turned = exchanged(frame)
    assert axis_findings(turned) == []
    (note,) = place_notes(turned)
    assert "with x and y exchanged 100% of the units would lie on land in the area that" in note


@pytest.mark.parametrize(
    ("corners", "crs", "other"),
    [
        ((-4, 40.2, -3.4, 40.6), 4326, "latitude and longitude .* in or near Spain, 6,632 km"),
        ((20, 52, 20.6, 52.4), 2180, "x and y exchanged .* in or near Poland, 151 km"),
        ((4.6, 50.9, 4.8, 51), 31370, "x and y exchanged .* in or near Belgium, 13 km"),
    ],
)
def test_where_both_orders_are_possible_both_places_are_said(corners, crs, other):
    frame = exchanged(units(*corners, crs=crs))
    assert (axis_findings(frame), place_notes(frame)) == ([], ())
    assert re.match(rf"longitude .* to .*, latitude .*; with {other}", position_text(frame))


def test_where_one_order_is_possible_one_place_is_said():
    text = position_text(units(*FLANDERS))
    assert text == "longitude 2.88 to 5.12, latitude 50.80 to 51.20"
    assert "177.40 to 180.60" in position_text(units(177, -19, 181, -16.2))


def test_parts_of_flemish_municipalities_the_wrong_way_round(flanders):
    frame = flanders.frame
    frame = frame[frame["reference_region"] == "REFREG01"].reset_index()
    parts = exchanged(frame.assign(nis=frame["nis"] + "A00-"))
    (finding,) = axis_findings(parts)
    assert "elsewhere than the municipalities with these codes" in finding.message


def test_a_crs_of_elsewhere_is_noted():
    (note,) = place_notes(units(*FLANDERS, crs=3812).set_crs(31370, allow_override=True))
    assert "outside the area that their CRS, BD72 / Belgian Lambert 72, is made for" in note


GML = """<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="http://x">MEMBERS</wfs:FeatureCollection>"""
MEMBER = """<wfs:member><a:unit gml:id="f{i}"><a:nis>{nis}</a:nis><a:name>{nis}</a:name>
 <a:reference_region>R</a:reference_region><a:shape><gml:Polygon srsName="{srs}" gml:id="p{i}">
 <gml:exterior><gml:LinearRing><gml:posList>{places}</gml:posList></gml:LinearRing></gml:exterior>
 </gml:Polygon></a:shape></a:unit></wfs:member>"""


def gml(grid, srs, order):
    members = []
    for i, (nis, shape) in enumerate(zip(grid["nis"], grid.to_crs(4326).geometry, strict=True)):
        points = " ".join(f"{p[order[0]]:.7f} {p[order[1]]:.7f}" for p in shape.exterior.coords)
        members.append(MEMBER.format(i=i, nis=nis, srs=srs, places=points))
    return GML.replace("MEMBERS", "".join(members))


@pytest.mark.parametrize(
    ("srs", "order"),
    [
        ("urn:ogc:def:crs:EPSG::4326", (1, 0)),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", (1, 0)),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", (0, 1)),
        ("EPSG:4326", (0, 1)),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", (0, 1)),
    ],
)
def test_gml_is_read_in_the_order_of_the_standard(grid, tmp_path, srs, order):
    path = tmp_path / "units.gml"
    path.write_text(gml(grid, srs, order))
    found = read_municipalities(path)
    assert found.frame.crs.to_epsg() == 31370
    assert list(found.frame.index) == ["01", "02", "03", "04"]
    assert found.frame.at["02", "x_m"] == pytest.approx(151_500, abs=1)
    path.write_text(gml(grid, srs, order[::-1]))
    with pytest.raises(DataError, match="are the wrong way round") as caught:
        read_municipalities(path)
    # what the file has already is not asked of it
    other = "latitude before longitude" if order == (1, 0) else "longitude before latitude"
    assert other in str(caught.value)
    assert (f"{srs}, which asks for" in str(caught.value)) == (order == (1, 0))


def test_metres_without_a_crs_in_geojson(grid, saved):
    path = saved(grid, "units.geojson")
    text = path.read_text()
    start, end = text.index('"crs"'), text.index('"features"')
    path.write_text(text[:start] + text[end:])
    with pytest.raises(DataError, match=r"x from 150000 to 152000.*WGS 84.*, is in degrees; set"):
        read_municipalities(path)


def test_topojson_is_in_degrees(grid, tmp_path):
    rings = [[list(point) for point in s.exterior.coords] for s in grid.to_crs(4326).geometry]
    shapes = [
        {
            "type": "Polygon",
            "arcs": [[i]],
            "properties": {"nis": n, "name": n, "reference_region": "R"},
        }
        for i, n in enumerate(grid["nis"])
    ]
    topology = {
        "type": "Topology",
        "arcs": rings,
        "objects": {"units": {"type": "GeometryCollection", "geometries": shapes}},
    }
    path = tmp_path / "units.topojson"
    path.write_text(str(topology).replace("'", '"'))
    assert read_municipalities(path).source.place.startswith("Belgium (longitude 4.")
