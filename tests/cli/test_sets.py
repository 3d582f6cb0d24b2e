"""alternatives, front and repair: several plans at once, written side by side."""

import json

import pandas as pd
import pytest

from tests.cli import worlds
from tests.cli.inside import runner
from tests.documents.reading import items, section, text
from tests.documents.reading import rows as shown
from tests.worlds import grid

CODES = {"nis": str}


@pytest.fixture
def run(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


def table(path):
    return pd.read_csv(path, dtype=CODES | {"nis_a": str, "nis_b": str})


@pytest.mark.slow
def test_alternatives_are_written_with_their_map_and_their_borders(run, cli, tmp_path):
    out = tmp_path / "alt"
    ended = run("alternatives", "--plans", 1, "--out", out, "--workers", 1)
    assert (ended.returncode, ended.stderr) == (0, "")
    rows = table(out / "alternatives.csv").set_index("plan")
    assert list(rows.index) == ["best", "alternative-1"]
    assert rows.at["best", "objective"] == pytest.approx(2513.500922)
    one = rows.loc["alternative-1"]
    assert one["pairs_in_all"] == one["pairs_at_most"] == 169
    assert 0 < one["more"] <= 0.05
    plans = {name: table(out / f"{name}.csv").set_index("nis")["region"] for name in rows.index}
    borders = table(out / "borders.csv")
    together = {
        name: plan[borders["nis_a"]].to_numpy() == plan[borders["nis_b"]].to_numpy()
        for name, plan in plans.items()
    }
    assert (together["best"] != together["alternative-1"]).sum() == 169
    share = (together["best"].astype(float) + together["alternative-1"]) / 2
    assert (borders["together"] == share).all()
    assert json.loads((out / "alternatives.json").read_text())["within"] == 0.05
    page = (out / "map.html").read_text()
    assert "Beste voorstel" in page
    assert "Voorstel 1" in page
    assert "169" in ended.stdout
    drawn = tmp_path / "drawn.html"
    files = out / "best.csv", out / "alternative-1.csv"
    assert run("map", *files, "-o", drawn).returncode == 0
    assert '"name":"Voorstel 1"' in drawn.read_text()
    assert run("map", *files, "-o", drawn, "--names", "first,second").returncode == 0
    assert '"name":"first"' in drawn.read_text()
    report = tmp_path / "report.html"  # the folder is compared below
    asked = ("report", out / "alternative-1.csv", out / "best.csv", "-o", report)
    assert run(*asked, "--lang", "en").returncode == 0
    table_rows = shown(report.read_text(), "alternatives")
    assert table_rows[1][:2] == ["Best proposal: best", "2,513.5"]
    assert table_rows[2][0] == "Proposal 1: alternative-1 (this proposal)"
    assert table_rows[2][3:] == ["169", "169", "169"]
    checked = cli("check", out / "alternative-1.csv", "--scenario", out / "scenario.toml")
    assert checked.returncode == 0
    again = tmp_path / "again"
    assert run("alternatives", "--plans", 1, "--out", again, "--quiet").stdout == ""
    for file in out.iterdir():
        assert (again / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.slow
def test_a_front_is_a_table_a_plot_and_a_map(run, tmp_path):
    pytest.importorskip("matplotlib")
    out, plot = tmp_path / "front", tmp_path / "front.svg"
    ended = run("front", "distance", "ties", "--points", 3, "--out", out, "--plot", plot)
    assert (ended.returncode, ended.stderr) == (0, "")
    rows = table(out / "front.csv")
    assert rows["distance"].is_monotonic_increasing
    assert rows["ties"].is_monotonic_decreasing
    assert (rows["bound"] == rows["distance"]).all()
    assert (rows["ties"] <= rows["allowed"]).all()
    assert rows.at[0, "distance"] == pytest.approx(2388.085154)
    assert rows.at[2, "ties"] == 30
    assert "optimal" in ended.stdout
    assert plot.read_text().startswith("<?xml")
    page = out / "report.html"
    assert run("report", out / "point-2.csv", "-o", page, "--lang", "en").returncode == 0
    table_rows = shown(page.read_text(), "front")
    assert [row[1] for row in table_rows[1:]] == [
        "Point 1",
        "Point 2: point-2 (this proposal)",
        "Point 3",
    ]
    assert [row[4] for row in table_rows[1:]] == ["the least possible"] * 3
    assert "no proposal with at most" in text(section(page.read_text(), "proof"))
    assert "Punt 3" in (out / "map.html").read_text()


def test_the_axes_of_a_front_have_the_units_of_the_report(run, tmp_path, monkeypatch):
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    cells = grid(4, 4)
    worlds.save("base.gpkg", cells, inhabitants=[*range(100, 116)])
    ids = worlds.ids("base.gpkg")
    pairs = [f"{a},{b},{7 + len(a)}\n" for a in ids for b in ids if a != b]
    (tmp_path / "times.csv").write_text("from,to,minutes\n" + "".join(pairs))
    drawn = []
    monkeypatch.setattr(
        "regionplanner.documents.picture.write_figure",
        lambda _path, make, **_: drawn.append(make().axes[0]),
    )
    few = ("--points", 2, "--regions", 2, "--min", 2, "--max", 10, "--workers", 1, "--no-cache")
    travel = ("--travel-times", "times.csv", "--travellers", "inhabitants")
    asked = ("front", "distance", "border", "--data", "base.gpkg", *travel, *few)
    ended = run(*asked, "--out", "out", "--plot", "front.svg", "--lang", "nl")
    assert ended.returncode == 0, ended.stderr
    ((axes),) = drawn
    assert axes.get_ylabel() == "Afstand tot het centrum (min \N{MULTIPLICATION SIGN} inwoners)"
    assert axes.get_xlabel().endswith("(km)")


@pytest.mark.slow
def test_what_exists_is_repaired_and_every_change_is_reported(run, tmp_path):
    out = tmp_path / "repair"
    ended = run("repair", "--groups", "jeugdregio", "--out", out)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "3 pairs of neighbours change" in ended.stdout
    assert "no plan that keeps the rules changes less" in ended.stdout
    changes = table(out / "changes.csv")
    assert list(changes["municipality"]) == ["Diksmuide", "Diksmuide", "Alveringem"]
    assert changes["why"].str.contains("2 reference regions").all()
    record = json.loads((out / "repair.json").read_text())
    assert record["pairs_that_change"] == record["proven_least"] == 3
    assert record["objective"] == pytest.approx(2519.905928)
    assert run("check", out / "plan.csv").returncode == 0
    page = out / "report.html"
    assert run("report", out / "plan.csv", "-o", page, "--lang", "en").returncode == 0
    table_rows = items(section(page.read_text(), "repair"))
    assert "In more than one reference region: Forum Jeugd Westhoek." in table_rows
    assert table_rows[-1] == (
        "Alveringem and Veurne are no longer together (today: Forum Jeugd Westhoek)."
    )
    assert "changes less of what exists today" in text(section(page.read_text(), "proof"))


@pytest.mark.slow
def test_a_plan_by_hand_is_repaired_with_its_codes(run, planned, tmp_path):
    plan = table(planned[0] / "plan.csv")
    plan.loc[plan["name"] == "Hasselt", "region"] = "limburg-d"  # far from the others of it
    plan.to_csv(tmp_path / "hand.csv", index=False)
    weights = tmp_path / "weights.csv"
    weights.write_text("nis_a,nis_b,weight\n71066,71072,5\n")
    options = ("--plan", tmp_path / "hand.csv", "--weights", weights)
    ended = run("repair", *options, "--out", tmp_path / "out")
    assert ended.returncode == 0
    repaired = table(tmp_path / "out" / "plan.csv")
    assert set(repaired["region"]) == set(plan["region"])
    moved = (repaired.set_index("nis")["region"] != plan.set_index("nis")["region"]).sum()
    assert 0 < moved < 5
    assert run("check", tmp_path / "out" / "plan.csv").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("alternatives", "--within", "much"), 2, "--within is 'much'; a share of at least 0"),
        (("alternatives", "--within", "-5%"), 2, "a share of at least 0 is expected"),
        (("alternatives", "--within", "5"), 2, "which is 500%; a share is expected; give 5%"),
        (("alternatives", "--regions", "99"), 4, "99 regions were asked for"),
        (("alternatives", "--out", "{file}"), 3, "is a file; a folder is expected"),
        (
            ("alternatives", "--criteria", "balance=1", "--balance", "inhabitants=own"),
            2,
            "balance has the target own",
        ),
        (("front", "distance", "distance"), 2, "two different criteria"),
        (
            ("front", "distance", "ties", "--plot", "front.jpg"),
            3,
            "front.jpg does not end on .png or",
        ),
        (("repair",), 2, "give --plan PLAN.CSV or --groups COLUMN"),
        (("repair", "--groups", "jeugdregios"), 2, "--groups is 'jeugdregios'"),
        (("repair", "--plan", "nowhere.csv"), 3, "nowhere.csv"),
        (
            ("repair", "--groups", "jeugdregio", "--regions", "99"),
            4,
            "99 regions were asked for",
        ),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(run, tmp_path, arguments, code, said):
    file = tmp_path / "file"
    file.touch()
    asked = [argument.format(file=file) for argument in arguments]
    if "--out" not in asked:
        asked += ["--out", str(tmp_path / "out")]
    ended = run(*asked, "--workers", "1")
    assert (ended.returncode, ended.stdout) == (code, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()


def test_reasons_of_groups_all_over_are_short_and_keep_their_codes(run, tmp_path):
    """Every second unit of a row is in a: a group in six pieces, so many reasons."""
    data = worlds.save(tmp_path / "row.gpkg", grid(12, 1), zone=["ab"[n % 2] for n in range(12)])
    known = ("--data", data, "--id", "nis", "--name", "name", "--parent", "reference_region")
    ended = run("repair", "--groups", "zone", *known, "--regions", 2, "--out", tmp_path / "out")
    assert ended.returncode == 0
    lines = [line for line in ended.stdout.splitlines() if line.endswith("(changes.csv):")]
    assert any(line.startswith("a is not in one piece: ") for line in lines)
    assert {line.count("is not in one piece") for line in lines} == {2}
    why = table(tmp_path / "out" / "changes.csv")["why"]
    assert why.str.count("is not in one piece").max() > 2
