"""Every notebook runs from top to bottom, and what it shows can be seen."""

import base64
import io
import shutil
import subprocess
import sys

import pytest

from tests.conftest import HANGS_S, ROOT

photograph = pytest.importorskip("tests.house.photograph")
nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
image = pytest.importorskip("PIL.Image")

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONG = {path.name for path in NOTEBOOKS} - {"01_first_plan.ipynb"}
"""Those that take longest: for the slow tests, and `make notebooks`."""
PICTURES = {"02_maps_and_reports.ipynb": 1}  # of maps; the pictures of others are plots
FRAMES = {"02_maps_and_reports.ipynb": 3, "05_growth_and_support.ipynb": 2}  # else one
TALL = 2400  # as much of a page as is looked at, in pixels


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


def shown(outputs, kind):
    return [output.data[kind] for output in outputs if kind in output.get("data", {})]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=[pytest.mark.slow] if path.name in LONG else [], id=path.name)
        for path in NOTEBOOKS
    ],
)
def test_notebook_runs_and_shows_its_maps(path, tmp_path):
    """One test for a notebook, so that no process runs it a second time."""
    before = sorted(path.parent.rglob("*"))
    notebook = executed(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    outputs = [output for cell in code for output in cell.outputs]
    assert code
    assert all(cell.execution_count for cell in code if cell.source.strip())
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert sorted(path.parent.rglob("*")) == before
    pictures = shown(outputs, "image/png") if path.name in PICTURES else []
    assert len(pictures) == PICTURES.get(path.name, 0)
    for picture in pictures:
        assert photograph.coloured(image.open(io.BytesIO(base64.b64decode(picture)))) > 0.4
    frames = [html for html in shown(outputs, "text/html") if html.startswith("<iframe")]
    assert len(frames) == FRAMES.get(path.name, 1)
    # the first year of a growth is mostly hatched
    least = 0.02 if path.name == "05_growth_and_support.ipynb" else 0.05
    seen = photographed(frames, least, tmp_path)
    assert len(seen) == len(frames)
    assert [n for n, frame in enumerate(seen) if photograph.coloured(frame) <= least] == []


def photographed(frames, least, folder):
    """As a reader sees them: in the frames of the notebook, scripts sandboxed."""
    pytest.importorskip("playwright", reason="BROWSER TESTS SKIPPED: pip install playwright")
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("BROWSER TESTS SKIPPED: no chromium found; run: apt-get install chromium")
    file = folder / "frames.html"
    style = f"<style>body {{ margin: 0 }} iframe {{ display: block; height: {TALL}px }}</style>"
    head = f"<!DOCTYPE html><meta charset='utf-8'><title>notebook</title>{style}"
    file.write_text(head + "".join(frames), "utf-8")
    picture = folder / "seen.png"
    arguments = [browser, file.as_uri(), str(picture), str(TALL), str(len(frames)), str(least)]
    subprocess.run(
        [sys.executable, "-m", "tests.house.photograph", *arguments],
        check=True,
        timeout=HANGS_S,
        cwd=ROOT,
    )
    return photograph.frames(image.open(picture), TALL)


def test_notebooks_are_kept_without_outputs():
    cells = [(path, cell) for path in NOTEBOOKS for cell in nbformat.read(path, as_version=4).cells]
    assert cells
    assert [(path.name, cell.id) for path, cell in cells if cell.get("outputs")] == []
    assert [(path.name, cell.id) for path, cell in cells if cell.get("execution_count")] == []
