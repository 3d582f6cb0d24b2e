"""Download of the official boundaries, from a server on this computer that misbehaves."""

import http.server
import json
import socket
import ssl
import threading
import time
import urllib.error
import urllib.parse

import pytest
from shapely import affinity, box
from shapely.geometry import mapping

from regionplanner.data.fetch import fetch_boundaries
from regionplanner.data.flanders import RECORD, load_flanders, official_figures
from regionplanner.errors import DataError
from regionplanner.files.cache import cache_folder


def features():
    """A square of 1 km for each municipality, where it lies."""
    return [
        {
            "type": "Feature",
            "properties": {"NISCODE": nis, "NAAM": row["name"], "OIDN": 1},
            "geometry": mapping(
                box(row["x_m"] - 500, row["y_m"] - 500, row["x_m"] + 500, row["y_m"] + 500)
            ),
        }
        for nis, row in official_figures().iterrows()
    ]


def answer(rows, **more):
    body = {"type": "FeatureCollection", "features": rows, "numberMatched": len(rows)} | more
    return json.dumps(body).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        server.requests.append(self.path)
        if server.silent_s:
            time.sleep(server.silent_s)
        self.send_response(server.status)
        self.send_header("Content-Length", str(server.length or len(server.body)))
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.status, running.length, running.silent_s, running.requests = 200, None, 0.0, []
        running.body = answer(features())
        running.url = f"http://127.0.0.1:{running.server_port}/wfs"
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        yield running
        running.shutdown()


def test_good_answer_is_used_for_drawing(server, empty_cache):
    before = load_flanders()
    path = fetch_boundaries(url=server.url)
    after = load_flanders()
    assert path.parent == empty_cache
    assert after.frame.area.round(6).eq(1e6).all()
    assert not after.source.generalised
    assert after.source.title == "Flanders 2025, official boundaries"
    assert after.source.title_nl == "Vlaanderen 2025, officiële grenzen"
    assert after.source.attribution == (
        "Digitaal Vlaanderen, Data & Analyse Vlaamse provincies, Statbel"
    )
    assert after.source.licence == (
        "Modellicentie Gratis Hergebruik (Digitaal Vlaanderen); "
        "open data (Vlaamse provincies, Statbel)"
    )
    assert after.source.boundaries_date == ""
    assert after.source.figures_date == before.source.figures_date
    assert "states no date" in after.source.notes[0]
    assert after.source.sha256 == before.source.sha256
    assert after.borders.equals(before.borders)
    assert after.frame.drop(columns="geometry").equals(before.frame.drop(columns="geometry"))


def test_request_asks_for_geojson_in_lambert_72(server):
    fetch_boundaries(url=server.url + "?token=1", layer="VRBG:Other")
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(server.requests[0]).query)
    assert query == {
        "token": ["1"],
        "service": ["WFS"],
        "version": ["2.0.0"],
        "request": ["GetFeature"],
        "typeNames": ["VRBG:Other"],
        "outputFormat": ["application/json"],
        "srsName": ["EPSG:31370"],
    }


def test_unknown_number_of_features_is_fine(server):
    server.body = answer(features(), numberMatched="unknown")
    assert fetch_boundaries(url=server.url).is_file()


def test_folder_is_chosen(server, tmp_path, monkeypatch):
    assert fetch_boundaries(url=server.url, cache=tmp_path / "own").parent == tmp_path / "own"
    monkeypatch.delenv("REGIONPLANNER_CACHE")
    assert "regionplanner" in str(cache_folder())


def test_second_download_leaves_one_file(server, empty_cache):
    fetch_boundaries(url=server.url)
    moved = features()
    moved[0]["geometry"] = mapping(affinity.scale(box(150400, 202000, 151400, 203000), 1.1, 1.1))
    server.body = answer(moved)
    path = fetch_boundaries(url=server.url)
    assert sorted(file.name for file in empty_cache.iterdir()) == sorted([path.name, RECORD])
    assert load_flanders().frame.area.max() > 1.1e6


def without(rows, nis):
    return [row for row in rows if row["properties"]["NISCODE"] != nis]


def changed(**parts):
    rows = features()
    rows[0] |= parts
    return rows


BOWTIE = {"type": "Polygon", "coordinates": [[[0, 0], [9, 9], [9, 0], [0, 9], [0, 0]]]}
POINT = {"type": "Point", "coordinates": [150962.3, 202418.3]}
DEGREES = mapping(box(4.3, 51.1, 4.4, 51.2))
LIMBURG = {"NISCODE": "62063", "NAAM": "Luik"}

BAD = {
    "error page": (lambda: b"<!DOCTYPE html><title>Onderhoud</title>", "'<!DOCTYPE html><title>On"),
    "exception": (lambda: b"<ows:ExceptionReport>no layer", "begins with '<ows:ExceptionReport>no"),
    "cut off": (lambda: answer(features())[:-50], "no complete GeoJSON"),
    "nothing": (lambda: b"", "no complete GeoJSON .*: it is empty"),
    "no features": (lambda: b'{"type": "FeatureCollection"}', "no complete GeoJSON .'features'"),
    "a list": (lambda: b"[1, 2]", "no complete GeoJSON"),
    "a page of it": (lambda: answer(features(), numberMatched=300), "sent 285 of 300 features"),
    "no rows": (lambda: answer([]), "sent 0 features for 0 municipalities"),
    "one twice": (lambda: answer([*features(), features()[0]]), "286 features for 285 munici"),
    "no id": (lambda: answer(changed(properties={"NAAM": "x"})), "no 'NISCODE'; expected the prop"),
    "no properties": (lambda: answer(changed(properties=None)), "features .* cannot be read"),
    "no geometry": (lambda: answer(changed(geometry=None)), "features .* cannot be read"),
    "odd geometry": (
        lambda: answer(changed(geometry={"type": "Polygon", "coordinates": [[1]]})),
        "features .* cannot be read",
    ),
    "one missing": (
        lambda: answer(without(features(), "12021")),
        r"other municipalities, 1 missing: Lier \(12021\); expected the 285",
    ),
    "another": (
        lambda: answer(changed(properties=LIMBURG)),
        r"1 missing: Aartselaar \(11001\); 1 not expected: Luik \(62063\)",
    ),
    "invalid": (lambda: answer(changed(geometry=BOWTIE)), r"invalid polygons for Aartselaar \(110"),
    "a point": (lambda: answer(changed(geometry=POINT)), r"invalid polygons for Aartselaar \(110"),
    "degrees": (lambda: answer(changed(geometry=DEGREES)), r"polygons elsewhere for Aartselaar"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_answer_changes_nothing(server, empty_cache, case):
    good = fetch_boundaries(url=server.url)
    content, files = good.read_bytes(), sorted(empty_cache.iterdir())
    body, message = BAD[case]
    server.body = body()
    with pytest.raises(DataError, match=message):
        fetch_boundaries(url=server.url)
    assert good.read_bytes() == content
    assert sorted(empty_cache.iterdir()) == files


@pytest.mark.parametrize("case", ["error page", "nothing", "one missing"])
def test_bad_first_answer_leaves_nothing(server, empty_cache, case):
    server.body = BAD[case][0]()
    with pytest.raises(DataError):
        fetch_boundaries(url=server.url)
    assert list(empty_cache.iterdir()) == []
    assert load_flanders().source.generalised


def test_server_error(server):
    server.status = 503
    with pytest.raises(DataError, match=r"127\.0\.0\.1:\d+ answered with error 503 .*try again"):
        fetch_boundaries(url=server.url)


def test_connection_that_breaks_off(server):
    server.length = len(server.body) + 1000
    with pytest.raises(DataError, match=rf"broke off after {len(server.body)} bytes"):
        fetch_boundaries(url=server.url)


def test_server_that_is_silent(server):
    server.silent_s = 2.0
    with pytest.raises(DataError, match=r"did not answer within 0\.3 s;"):
        fetch_boundaries(url=server.url, timeout_s=0.3)


def test_server_that_is_not_there(server):
    port = server.server_port
    server.shutdown()
    server.server_close()
    with pytest.raises(DataError, match="cannot be reached: it refuses the connection; exp"):
        fetch_boundaries(url=f"http://127.0.0.1:{port}/wfs")


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (socket.gaierror(-2, "Name or service not known"), "its name was not found; check the net"),
        (TimeoutError(), "it did not answer within 60 s;"),
        (ConnectionResetError(104, "reset by peer"), "the connection broke off;"),
        (ssl.SSLCertVerificationError(1, "x"), "its certificate is not trusted"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER]"), "no secure connection could be made;"),
        (OSError(101, "Network is unreachable"), "Network is unreachable;"),
        (OSError("Tunnel connection failed: 502 [Errno 111] Connection refused"), "Connection r"),
    ],
)
def test_reason_is_said_in_plain_words(monkeypatch, cause, words):
    def fail(*_args, **_options):
        raise urllib.error.URLError(cause)

    monkeypatch.setattr("urllib.request.urlopen", fail)
    with pytest.raises(DataError, match=f"^example.org cannot be reached: {words}") as raised:
        fetch_boundaries(url="https://example.org/wfs")
    assert "urlopen" not in str(raised.value)
    assert "Errno" not in str(raised.value)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "wfs", "ftp://127.0.0.1/x"])
def test_other_addresses_are_refused(url):
    with pytest.raises(DataError, match=f"{url} is no web address"):
        fetch_boundaries(url=url)


def test_address_that_is_malformed():
    with pytest.raises(DataError, match="cannot be reached: the address is not valid"):
        fetch_boundaries(url="http://127.0.0.1:port/wfs")


def test_cache_that_cannot_be_written(server, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cannot be written"):
        fetch_boundaries(url=server.url, cache=tmp_path / "file")


def test_damaged_download_is_left_aside_and_said(server, caplog):
    path = fetch_boundaries(url=server.url)
    path.write_bytes(path.read_bytes()[:-100])
    flanders = load_flanders()
    assert flanders.source.generalised
    assert "run `regionplanner data fetch` again" in flanders.source.notes[0]
    assert "the checksum of boundaries-" in caplog.text


@pytest.mark.parametrize(
    "record", ["{", "[" * 100_000, "{}", "[]", '{"file": "x", "sha256": "", "url": ""}']
)
def test_damaged_record_is_left_aside_and_said(empty_cache, record):
    (empty_cache / RECORD).write_text(record)
    flanders = load_flanders()
    assert flanders.source.generalised
    assert "downloaded boundaries are damaged" in flanders.source.notes[0]
