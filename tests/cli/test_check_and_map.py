"""``check``, ``map`` and ``data``."""

import pytest


@pytest.fixture
def edited(plan_csv, tmp_path):
    """Function that writes the plan with some units in other regions; returns its path."""

    def write(**regions):
        lines = plan_csv.read_text(encoding="utf-8").splitlines()
        cells = [line.split(",") for line in lines]
        for row in cells:
            row[3] = regions.get(f"n{row[0]}", row[3])
        path = tmp_path / "edited.csv"
        path.write_text("\n".join(",".join(row) for row in cells), encoding="utf-8")
        return path

    return write


def region_of(plan_csv, nis):
    lines = plan_csv.read_text(encoding="utf-8").splitlines()
    return next(line.split(",")[3] for line in lines if line.startswith(nis))


def test_check_agrees_with_the_plan(cli, plan_csv):
    run = cli("check", plan_csv, "--regions", 30)
    assert (run.returncode, run.stderr) == (0, "")
    assert "keeps all rules: 285 municipalities in 30 adjoining regions of 5 to 15" in run.stdout


def test_check_names_who_is_cut_off_and_whose_reference_region_is_left(cli, plan_csv, edited):
    """Voeren hangs on Riemst alone; Riemst moves to a region of the Kempen."""
    limburg = region_of(plan_csv, "73109")
    run = cli("check", edited(n73066="kempen-a"))
    assert run.returncode == 1
    assert (
        f"contiguous: {limburg} is not in one piece: Voeren (73109) is cut off from" in run.stdout
    )
    assert "Riemst (73066) is cut off from" in run.stdout
    assert "nested: kempen-a lies in 2 reference regions: Kempen (" in run.stdout
    assert "rules are broken by" in run.stderr
    assert "Traceback" not in run.stderr


def test_check_reads_what_a_spreadsheet_writes(cli, plan_csv, tmp_path):
    saved = tmp_path / "excel.csv"
    text = plan_csv.read_text(encoding="utf-8").replace(",", ";").replace("\n", "\r\n")
    saved.write_bytes(("\ufeff" + text).encode())
    run = cli("check", saved, "--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_check_holds_a_plan_against_other_rules(cli, plan_csv):
    run = cli("check", plan_csv, "--regions", 31, "--max", 12, "--regions-per", "REFREG15=5")
    assert run.returncode == 1
    assert "number: the plan has 30 regions; 31 were asked for" in run.stdout
    assert "number: number of regions in Limburg (REFREG15): 4; asked for: 5" in run.stdout
    assert "municipalities; 5 to 12 are allowed" in run.stdout


def test_map_in_english_of_a_plan_by_hand(cli, edited, tmp_path):
    page = tmp_path / "there" / "page.html"
    run = cli("map", edited(n73066="kempen-a"), "-o", page, "--lang", "en")
    assert run.returncode == 0
    assert "; see regionplanner check" in run.stderr
    assert f"Written: {page}" in run.stdout
    assert '<html lang="en"' in page.read_text(encoding="utf-8")


def test_data_says_what_is_in_use(cli):
    run = cli("data")
    assert (run.returncode, run.stderr) == (0, "")
    for text in ("Flanders 2025, generalised", "285 municipalities", "754 shared borders", "CC BY"):
        assert text in run.stdout


def test_a_map_holds_the_plan_against_the_sizes_asked_for(cli, plan_csv, tmp_path):
    page = tmp_path / "map.html"
    strict = cli("map", plan_csv, "-o", page, "--max", 12)
    assert "plan.csv breaks" in strict.stderr
    loose = cli("map", plan_csv, "-o", page, "--max", 15)
    assert loose.stderr == ""


def test_a_map_cannot_be_a_folder(cli, plan_csv, tmp_path):
    run = cli("map", plan_csv, "-o", tmp_path)
    assert run.returncode == 3
    assert "is a folder; a file is expected" in run.stderr


def test_a_map_of_several_plans(cli, plan_csv, edited, tmp_path):
    path, page = edited(n12021="kempen-a"), tmp_path / "both.html"
    run = cli("map", plan_csv, path, "-o", page, "--names", "Berekend, Met de hand")
    assert run.returncode == 0
    text = page.read_text(encoding="utf-8")
    assert '"name":"Berekend"' in text
    assert '"name":"Met de hand"' in text
    assert "Bewezen de beste" in text  # the first comes with the proof of its run
    assert len(text.encode()) <= 2_000_000
    again = tmp_path / "again.html"
    cli("map", plan_csv, path, "-o", again, "--names", "Berekend,Met de hand")
    assert again.read_bytes() == page.read_bytes()


def test_a_map_does_not_replace_what_it_reads(cli, plan_csv):
    before = plan_csv.read_bytes()
    run = cli("map", plan_csv, "-o", plan_csv)
    assert run.returncode == 3
    assert "plan.csv does not end on .html" in run.stderr
    assert plan_csv.read_bytes() == before


def test_as_many_names_as_plans(cli, plan_csv, tmp_path):
    run = cli("map", plan_csv, "-o", tmp_path / "map.html", "--names", "A,B")
    assert run.returncode == 2
    assert "--names is 'A,B'; for 1 plan" in run.stderr
    assert not list(tmp_path.iterdir())
