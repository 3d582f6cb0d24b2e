"""``regionplanner report``: what it writes, and what it does not."""

import csv
import re
import stat

import openpyxl
import pytest

from tests.cli.worlds import save
from tests.documents.reading import rows, section, text
from tests.worlds import Cell

PROVEN = "Bewezen de beste"


@pytest.fixture(scope="module")
def reported(cli, plan_csv, tmp_path_factory):
    """Everything at once: the page, three maps, a workbook and a folder of tables."""
    out = tmp_path_factory.mktemp("reported")
    run = cli(
        *("report", plan_csv, "-o", out / "report.html", "--title", "Ons <plan>"),
        *("--png", out / "map.png", "--svg", out / "map.svg", "--pdf", out / "map.pdf"),
        *("--xlsx", out / "tables.xlsx", "--csv", out / "tables", "--contact", "wij@hier.be"),
    )
    return out, run


@pytest.fixture
def changed(plan_csv, tmp_path):
    """Function that writes the plan with some units in other regions; returns its path."""

    def write(**regions):
        with plan_csv.open(encoding="utf-8") as file:
            lines = [(row["nis"], row["region"]) for row in csv.DictReader(file)]
        path = tmp_path / "changed.csv"
        moved = [f"{nis},{regions.get(f'n{nis}', region)}" for nis, region in lines]
        path.write_text("\n".join(["nis,region", *moved]), encoding="utf-8")
        return path

    return write


def test_all_files_are_written_and_are_what_they_say(reported):
    out, run = reported
    assert (run.returncode, run.stderr) == (0, "")
    starts = {"map.png": b"\x89PNG", "map.pdf": b"%PDF-", "tables.xlsx": b"PK\x03\x04"}
    for name, start in starts.items():
        assert (out / name).read_bytes().startswith(start)
    assert "<svg" in (out / "map.svg").read_text(encoding="utf-8")[:1000]
    for name in ("report.html", *starts, "map.svg", "tables"):
        assert str(out / name) in run.stdout


def test_the_report_has_the_rules_the_proof_and_the_curve_of_the_run(reported):
    page = (reported[0] / "report.html").read_text(encoding="utf-8")
    assert "<h1><bdi>Ons &lt;plan&gt;</bdi></h1>" in page
    assert PROVEN in text(section(page, "proof"))
    assert "30 jeugdregio's in totaal" in text(section(page, "rules"))
    assert rows(page, "curve")[-1][:2] == ["Alles samen", "30"]
    assert "Vragen: wij@hier.be" in text(page)
    assert len(page.encode()) < 1_500_000


def test_page_and_tables_have_the_same_regions(reported):
    out, _ = reported
    page = (out / "report.html").read_text(encoding="utf-8")
    labels = [row[0] for row in rows(page, "regions")[2:] if len(row) > 1]
    book = openpyxl.load_workbook(out / "tables.xlsx", read_only=True)
    sheet = list(book["Jeugdregio's"].iter_rows(values_only=True))[1:]
    named = {str(cell).split(", rond ")[0] for row in sheet for cell in row}
    assert len(labels) == len(sheet) == 30
    assert set(labels) <= named
    files = sorted((out / "tables").glob("*.csv"))
    assert len(files) == len(book.sheetnames)
    assert all(b";" in file.read_bytes().splitlines()[0] for file in files)


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(cli, reported, plan_csv, tmp_path):
    again = tmp_path / "again.html"
    code = "import sys; from regionplanner.cli import main; main()"
    options = ("--title", "Ons <plan>", "--contact", "wij@hier.be", "--quiet")
    run = cli("report", plan_csv, "-o", again, *options, code=code)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert again.read_bytes() == (reported[0] / "report.html").read_bytes()


def test_a_changed_plan_is_compared_and_not_called_proven(cli, plan_csv, changed, tmp_path):
    page = tmp_path / "page.html"
    run = cli("report", changed(n11024="regio-antwerpen-b"), plan_csv, "-o", page, "--lang", "en")
    assert run.returncode == 0
    assert ".csv breaks" in run.stderr
    html = page.read_text(encoding="utf-8")
    assert text(section(html, "proof")).startswith("The proof Not proven")
    assert "Proven best" not in html
    assert "1 municipality in another youth region" in text(section(html, "others"))
    assert "Leaves: Kontich." in text(section(html, "others"))


def test_data_of_ones_own(cli, tmp_path):
    """A plan by hand on other polygons, without any run beside it."""
    cells = [Cell(f"{column}{row}", column, row) for column in range(4) for row in range(3)]
    data = save(tmp_path / "world.gpkg", cells)
    plan = tmp_path / "plan.csv"
    lines = [f"{cell.nis},{'west' if cell.column < 2 else 'east'}" for cell in cells]
    plan.write_text("\n".join(["nis,region", *lines]), encoding="utf-8")
    page = tmp_path / "page.html"
    run = cli("report", plan, "--data", data, "-o", page, "--quiet")
    assert (run.returncode, run.stderr) == (0, "")
    html = page.read_text(encoding="utf-8")
    assert {"west", "east"} <= {row[0] for row in rows(html, "regions")}
    assert "niet met gewichten gekozen" in text(section(html, "weights"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_workbook_is_a_plan_for_other_commands(cli, tmp_path, language):
    cells = [Cell(f"{column}{row}", column, row) for column in range(4) for row in range(3)]
    data = save(tmp_path / "world.gpkg", cells)
    plan, book = tmp_path / "plan.csv", tmp_path / "plan.xlsx"
    lines = [f"{cell.nis},{'west' if cell.column < 2 else 'east'}" for cell in cells]
    plan.write_text("\n".join(["nis,region", *lines]), encoding="utf-8")
    given, page = ("--data", data, "--quiet"), tmp_path / "page.html"
    run = cli("report", plan, *given, "--lang", language, "-o", page, "--xlsx", book)
    assert (run.returncode, run.stderr) == (0, "")
    for command in (("check", book, *given[:2]), ("map", book, *given, "-o", page)):
        run = cli(*command)
        assert run.returncode == 0, run.stderr
    assert '"west"' in page.read_text(encoding="utf-8")


def test_a_plan_of_other_data(cli, plan_csv, tmp_path):
    data = save(tmp_path / "world.gpkg", [Cell(f"{n}", n, 0) for n in range(6)])
    run = cli("report", plan_csv, "--data", data, "-o", tmp_path / "page.html")
    assert run.returncode == 3
    assert "which the data" in run.stderr
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--png", "map.jpg"], "map.jpg does not end on .png"),
        (["--xlsx", "tables.txt"], "tables.txt does not end on .xlsx"),
        (["-o", "report.pdf"], "report.pdf does not end on .html or .htm; "),
        (["-o", "report"], "give a name such as report.html"),
        (["-o", "{plan}"], "plan.csv does not end on .html"),
        (["-o", "{folder}/scenario.toml"], "scenario.toml does not end on .html"),
        (["--xlsx", "{folder}/summary.json"], "summary.json does not end on .xlsx"),
        (["-o", "{folder}"], "is a folder; a file is expected"),
        (["--csv", "{plan}"], "is a file; a folder is expected"),
        (["--lang", "fr"], "--lang is 'fr'; one of 'nl', 'en' is expected"),
    ],
)
def test_places_that_cannot_be(cli, plan_csv, tmp_path, options, said):
    before = {path.name: path.read_bytes() for path in plan_csv.parent.iterdir()}
    given = [option.format(plan=plan_csv, folder=plan_csv.parent) for option in options]
    run = cli("report", plan_csv, *given, cwd=tmp_path)
    assert run.returncode in (2, 3)
    assert said in re.sub(r"\s+", " ", run.stderr)
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []
    assert {path.name: path.read_bytes() for path in plan_csv.parent.iterdir()} == before


@pytest.mark.slow
def test_tables_and_pages_never_take_the_place_of_what_is_read(cli, plan_csv, tmp_path):
    """A table of the folder has the name of the plan; a page that of the data."""
    plan = tmp_path / "gemeenten.csv"
    plan.write_bytes(plan_csv.read_bytes())
    run = cli("report", plan, "--csv", tmp_path, "-o", tmp_path / "page.html")
    assert run.returncode == 3
    assert "gemeenten.csv is read, and would be replaced" in run.stderr
    data = save(tmp_path / "world.gpkg", [Cell("1", 0, 0)])
    before = data.read_bytes()
    run = cli("report", plan, "--data", data, "-o", data)
    assert "world.gpkg does not end on .html" in run.stderr
    assert data.read_bytes() == before
    assert plan.read_bytes() == plan_csv.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gemeenten.csv", "world.gpkg"]


def test_the_same_plan_twice(cli, plan_csv, tmp_path):
    run = cli("report", plan_csv, plan_csv, cwd=tmp_path)
    assert run.returncode == 3
    assert "is given twice; give each plan file once" in run.stderr


def test_a_folder_that_may_not_be_written(cli, plan_csv, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        (closed / "probe").touch()
        pytest.skip("this user may write everywhere")
    except PermissionError:
        run = cli("report", plan_csv, "-o", closed / "page.html")
    assert run.returncode == 3
    assert "cannot be written" in run.stderr
    assert list(closed.iterdir()) == []


def test_a_folder_below_a_file_cannot_be_made(cli, plan_csv, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    run = cli("report", plan_csv, "-o", tmp_path / "file" / "page.html")
    assert run.returncode == 3
    assert "is a file; a folder is expected" in run.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_without_matplotlib_the_extra_is_named_and_nothing_is_written(cli, plan_csv, tmp_path):
    code = (
        "import sys; sys.modules['matplotlib'] = None; from regionplanner.cli import main; main()"
    )
    run = cli("report", plan_csv, "--png", "map.png", code=code, cwd=tmp_path)
    assert run.returncode == 3
    assert "pip install 'regionplanner[static]'" in run.stderr
    assert list(tmp_path.iterdir()) == []
    assert cli("report", plan_csv, "--quiet", code=code, cwd=tmp_path).returncode == 0
