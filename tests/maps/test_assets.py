"""Assets: Leaflet whole, in the right version, and nothing unknown."""

import re

import folium
import pytest

from regionplanner.errors import AssetError
from regionplanner.maps import frame


def test_folium_header_becomes_leaflet_alone():
    figure = folium.Map(tiles=None).get_root()
    figure.render()
    found = frame.inline(figure.header.render())
    assert len(found.scripts) == 1
    assert len(found.styles) == 1
    assert frame.LEAFLET in found.scripts[0][:200]
    assert "sourceMappingURL" not in found.scripts[0]


def test_images_of_the_style_sheet_are_inside():
    urls = re.findall(r"url\(([^)]*)\)", frame.leaflet_css())
    assert len(urls) == 4
    assert all(url.startswith(("data:image/png;base64,", "#")) for url in urls)


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://example.org/plugin.js"></script>',
        '<link rel="stylesheet" href="https://example.org/plugin.css"/>',
        "<script async src='//example.org/plugin.mjs'></script>",
    ],
)
def test_unknown_url_is_an_error(tag):
    with pytest.raises(AssetError, match=r"asks for (https:)?//example\.org/plugin"):
        frame.inline(tag)


def test_other_leaflet_in_folium_is_an_error():
    with pytest.raises(AssetError, match=r"leaflet@2\.0\.0.*made for Leaflet 1\.9\.3"):
        frame.inline('<script src="https://cdn.jsdelivr.net/npm/leaflet@2.0.0/l.js"></script>')


def test_other_leaflet_in_the_package_is_an_error(monkeypatch):
    monkeypatch.setattr(frame, "version", lambda _: "1.9.4.0")
    with pytest.raises(AssetError, match=r"xstatic-leaflet 1\.9\.4\.0 was found"):
        frame.leaflet_js()


def test_missing_package_is_an_error(monkeypatch):
    def missing(name):
        raise frame.PackageNotFoundError(name)

    monkeypatch.setattr(frame, "version", missing)
    with pytest.raises(AssetError, match="Leaflet was not found"):
        frame.leaflet_css()
