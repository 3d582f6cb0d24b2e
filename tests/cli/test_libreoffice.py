"""The workbook of a plan in LibreOffice itself: nothing is printed over each other."""

import os
import re
import shutil
import subprocess

import numpy as np
import pytest

from tests.conftest import HANGS_S

pytestmark = pytest.mark.slow

WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Function that saves a file in another format with LibreOffice."""
    for program, package in (("soffice", "libreoffice-calc"), ("pdftotext", "poppler-utils")):
        if shutil.which(program) is None:
            pytest.skip(f"LIBREOFFICE TESTS SKIPPED: no {program}; run: apt-get install {package}")
    home, out = tmp_path_factory.mktemp("office"), tmp_path_factory.mktemp("converted")

    def convert(path, kind):
        subprocess.run(
            ["soffice", "--convert-to", kind, "--outdir", str(out), str(path)],
            env={"PATH": os.environ["PATH"], "HOME": str(home)},
            capture_output=True,
            timeout=HANGS_S,
            check=True,
        )
        return out / f"{path.stem}.{kind}"

    return convert


@pytest.fixture(scope="module")
def workbook(process, planned, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    ended = process(
        *("report", planned[0] / "plan.csv", "--xlsx", folder / "plan.xlsx"),
        *("-o", folder / "report.html", "--quiet"),
    )
    assert ended.returncode == 0, ended.stderr
    return folder / "plan.xlsx"


def test_no_word_is_printed_over_another(workbook, converted):
    pdf = converted(workbook, "pdf")
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = text.split("<page ")[1:]
    assert len(pages) > 8
    for page in pages:
        words = [word.groups() for word in WORD.finditer(page)]
        assert words
        left, top, right, bottom = np.array([word[:4] for word in words], dtype=float).T
        height = (bottom - top).min()
        across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
        down = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
        over = np.triu((across > 0.2 * height) & (down > 0.4 * height), 1)
        assert not [(words[a][4], words[b][4]) for a, b in zip(*np.nonzero(over), strict=True)]


def test_a_plan_that_libreoffice_saved_is_the_same_plan(workbook, converted, process, planned):
    saved = converted(workbook, "xlsx")
    ended = process("check", saved, "--scenario", planned[0] / "scenario.toml")
    assert ended.returncode == 0, ended.stderr
    assert "285 municipalities in 30 adjoining regions" in ended.stdout
    changes = process("compare", planned[0] / "plan.csv", saved)
    assert changes.returncode == 0, changes.stderr
    assert "the same regions; nobody moves" in changes.stdout
