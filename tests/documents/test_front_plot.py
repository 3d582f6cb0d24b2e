"""The plot of a front: a point a plan, and below the line there is none."""

import pytest

from regionplanner.documents.picture import write_front_plot
from regionplanner.errors import DataError
from regionplanner.program.front import Front, FrontPoint

pytest.importorskip("matplotlib")

POINTS = (
    FrontPoint({}, first=1200.0, second=30.0, bound=1200.0, most=30.0),
    FrontPoint({}, first=1350.5, second=21.0, bound=1340.0, most=22.0),
    FrontPoint({}, first=1500.0, second=12.0, bound=1500.0, most=12.0),
)
FRONT = Front("distance", "ties", POINTS)


def written(path, **choices):
    write_front_plot(path, FRONT, **choices)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_it_is_a_picture_and_the_same_each_time(tmp_path, kind, start):
    first = written(tmp_path / f"one.{kind}")
    assert first.startswith(start)
    assert written(tmp_path / f"two.{kind}") == first


def test_its_words_are_those_of_the_language(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "regionplanner.documents.picture.write_figure",
        lambda _path, make, *, title: seen.append((make(), title)),
    )
    write_front_plot(tmp_path / "a.svg", FRONT, language="nl")
    write_front_plot(tmp_path / "a.svg", FRONT, language="en", units={"distance": "min"})
    (dutch, title), (english, other) = seen
    assert title == "Afstand tot het centrum tegenover doorgeknipte samenwerking"
    assert other == "Distance to the centre against ties cut"
    axes = dutch.axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == (
        "Doorgeknipte samenwerking (banden)",
        "Afstand tot het centrum (km)",
    )
    assert english.axes[0].get_ylabel() == "Distance to the centre (min)"
    points = next(line for line in axes.lines if line.get_marker() == "o")
    assert points.get_xydata().tolist() == [[30.0, 1200.0], [21.0, 1350.5], [12.0, 1500.0]]
    assert {text.get_text() for text in axes.texts} == {"1", "2", "3"}


def test_another_kind_of_file(tmp_path):
    with pytest.raises(DataError):
        write_front_plot(tmp_path / "front.gif", FRONT)
    assert list(tmp_path.iterdir()) == []
