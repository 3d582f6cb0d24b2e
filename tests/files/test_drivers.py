"""Nothing in a data file makes a request or opens another file."""

import http.server
import sqlite3
import threading

import geopandas as gpd
import pyogrio
import pytest

from regionplanner.errors import DataError
from regionplanner.files.layer import read_layer

FEATURE = (
    '{"type": "Feature", "properties": {"nis": "a"}, "geometry": {"type": "Polygon", '
    '"coordinates": [[[4, 51], [4, 52], [5, 52], [4, 51]]]}}'
)
COLLECTION = '{"type": "FeatureCollection", CRS "features": [' + FEATURE + "]}"
LINK = '{"type": "link", "properties": {"href": "URL/crs", "type": "proj4"}}'
NAMED = '{"type": "name", "properties": {"name": "EPSG:4326"}}'
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="d"><SrcDataSource>/vsicurl/URL/far.gpkg</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
GML = """<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="http://x"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://x URL/schema.xsd"><gml:featureMember><a:unit gml:id="f1">
 <a:nis>a</a:nis><gml:surfaceProperty xlink:href="URL/far#p1"/><a:shape><gml:Polygon
 srsName="EPSG:4326" gml:id="p"><gml:exterior><gml:LinearRing>
 <gml:posList>51 4 52 4 52 5 51 4</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>
 </a:shape></a:unit></gml:featureMember></gml:FeatureCollection>"""
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>
 <href>URL/more.kml</href></Link></NetworkLink><Placemark><name>a</name>
 <styleUrl>URL/style.kml#s</styleUrl><Polygon><outerBoundaryIs><LinearRing><coordinates>4,51 4,52
 5,52 4,51</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""
REFUSED = {
    "innocent.gpkg": VRT,
    "vrt.geojson": '{"type": "x", "a": "' + VRT.replace('"', "'") + '"}',
    "wfs.xml": "<OGRWFSDataSource><URL>URL/wfs?SERVICE=WFS</URL></OGRWFSDataSource>",
    "csw.xml": "<OGRCSWDataSource><URL>URL/csw</URL></OGRCSWDataSource>",
    "steps.json": '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read '
    '/vsicurl/URL/far.gpkg ! write --output-format stream x"}',
    "crs.geojson": COLLECTION.replace("CRS", f'"crs": {LINK},'),
    "escaped.geojson": COLLECTION.replace("CRS", f'"cr\\u0073": {LINK},').replace("nk", "n\\u006b"),
    "twice.geojson": COLLECTION.replace("CRS", f'"crs": {LINK}, "crs": {NAMED},'),
    "lax.geojson": COLLECTION.replace("CRS", f'"crs": {LINK},').replace('"link"', "'link'"),
    "shape.geojson": COLLECTION.replace("CRS", "").replace(
        '"Polygon",', f'"Polygon", "crs": {LINK},'
    ),
    "rows.geojsonl": "\n".join([FEATURE.replace('"Feature",', f'"Feature", "crs": {LINK},')] * 2),
}
READ = {"schema.gml": GML, "link.kml": KML}


@pytest.fixture
def requests():
    """The paths that were asked of a server, the first of which is its address."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def do_HEAD(self):
            self.do_GET()

        def log_message(self, *_arguments):
            """Stay silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        asked.append(f"http://127.0.0.1:{server.server_port}")
        yield asked
        server.shutdown()


@pytest.mark.parametrize("name", [*REFUSED, *READ])
def test_no_file_makes_a_request(tmp_path, requests, monkeypatch, name):
    monkeypatch.setenv("NO_PROXY", "*")
    path = tmp_path / name
    path.write_text((REFUSED | READ)[name].replace("URL", requests[0]))
    if name in READ:
        assert len(read_layer(path)) == 1
    else:
        with pytest.raises(DataError, match=rf"{name} (cannot be read|has its coordinate)"):
            read_layer(path)
    assert len(requests) == 1
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_other_members_may_be_called_link_and_crs(tmp_path):
    path = tmp_path / "roads.geojson"
    roads = COLLECTION.replace('"nis": "a"', '"nis": "a", "type": "link", "crs": "x"')
    path.write_text(roads.replace("CRS", f'"crs": {NAMED},'))
    assert read_layer(path)["type"].tolist() == ["link"]


def test_a_view_that_calls_functions_of_gdal_is_refused(grid, saved):
    path = saved(grid, layer="units")
    with sqlite3.connect(path) as database:
        database.execute("CREATE VIEW v AS SELECT fid, geom, ogr_geocode('Gent') AS nis FROM units")
    with pytest.raises(DataError, match="a view in it calls functions that can use the network"):
        read_layer(path)


def test_what_gdal_could_read_before_it_can_read_after(grid, saved, tmp_path):
    before = set(pyogrio.list_drivers())
    read_layer(saved(grid))
    with pytest.raises(DataError):
        read_layer(tmp_path)
    assert set(pyogrio.list_drivers()) == before
    assert pyogrio.get_gdal_config_option("GDAL_SKIP") is None
    virtual = VRT.replace("/vsicurl/URL/far.gpkg", str(tmp_path / "world.gpkg"))
    virtual = virtual.replace('name="d"', 'name="world"')
    (tmp_path / "own.vrt").write_text(virtual)
    assert len(gpd.read_file(tmp_path / "own.vrt")) == 4


def test_data_is_not_read_by_several_threads_with_each_others_drivers(grid, saved):
    paths = [saved(grid, "a.gpkg"), saved(grid.to_crs(4326), "b.geojson"), saved(grid, "c.fgb")] * 4
    lengths = []
    threads = [
        threading.Thread(target=lambda path=path: lengths.append(len(read_layer(path))))
        for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lengths == [4] * 12
