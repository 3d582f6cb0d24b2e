"""Every notebook runs from top to bottom, and what it shows can be seen."""

import base64
import functools
import io
import shutil
import subprocess
import sys

import pytest

from tests.conftest import HANGS_S, ROOT

photograph = pytest.importorskip("tests.house.photograph")
nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TALL = 2400  # as much of a page as is looked at, in pixels


@functools.cache
def executed(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    client = nbclient.NotebookClient(
        notebook,
        timeout=HANGS_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    return notebook


def outputs(path):
    return [output for cell in executed(path).cells for output in cell.get("outputs", ())]


def shown(path, kind):
    return [output.data[kind] for output in outputs(path) if kind in output.get("data", {})]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_runs(path):
    before = sorted(path.parent.rglob("*"))
    code = [cell for cell in executed(path).cells if cell.cell_type == "code"]
    assert code
    assert all(cell.execution_count for cell in code if cell.source.strip())
    assert [output.text for output in outputs(path) if output.get("name") == "stderr"] == []
    assert sorted(path.parent.rglob("*")) == before


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_kept_without_outputs(path):
    kept = nbformat.read(path, as_version=4)
    assert [cell.id for cell in kept.cells if cell.get("outputs")] == []
    assert [cell.id for cell in kept.cells if cell.get("execution_count")] == []


def test_pictures_show_a_map():
    image = pytest.importorskip("PIL.Image")
    pictures = shown(ROOT / "notebooks" / "02_maps_and_reports.ipynb", "image/png")
    assert len(pictures) == 1
    assert photograph.coloured(image.open(io.BytesIO(base64.b64decode(pictures[0])))) > 0.4


@pytest.mark.browser
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_pages_in_a_notebook_show_a_map(path, tmp_path):
    """As a reader sees them: in the frames of the notebook, scripts sandboxed."""
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("playwright", reason="BROWSER TESTS SKIPPED: pip install playwright")
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("BROWSER TESTS SKIPPED: no chromium found; run: apt-get install chromium")
    frames = [html for html in shown(path, "text/html") if html.startswith("<iframe")]
    several = {"02_maps_and_reports.ipynb": 3, "05_growth_and_support.ipynb": 2}
    assert len(frames) == several.get(path.name, 1)
    file = tmp_path / "frames.html"
    style = f"<style>body {{ margin: 0 }} iframe {{ display: block; height: {TALL}px }}</style>"
    file.write_text(f"<!DOCTYPE html><title>notebook</title>{style}{''.join(frames)}", "utf-8")
    picture = tmp_path / "seen.png"
    # the first year of a growth is mostly hatched
    least = 0.02 if path.name == "05_growth_and_support.ipynb" else 0.05
    arguments = [browser, file.as_uri(), str(picture), str(TALL), str(len(frames)), str(least)]
    subprocess.run(
        [sys.executable, "-m", "tests.house.photograph", *arguments],
        check=True,
        timeout=HANGS_S,
        cwd=ROOT,
    )
    seen = photograph.frames(image.open(picture), TALL)
    assert len(seen) == len(frames)
    assert [n for n, frame in enumerate(seen) if photograph.coloured(frame) <= least] == []
