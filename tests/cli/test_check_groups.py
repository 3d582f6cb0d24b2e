"""``check --groups``: the groupings of today, with and without a plan, in every form."""

import csv
import json
import re

import pytest

from tests.cli.inside import runner


@pytest.fixture
def here(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


def test_the_youth_regions_of_today(cli):
    run = cli("check", "--groups", "jeugdregio")
    assert (run.returncode, run.stderr) == (1, "")
    lines = run.stdout.splitlines()
    assert lines[-1] == (
        "jeugdregio: 6 groups, 3 keep the rules; 1 not contiguous, 1 too small, 0 too large, "
        "1 in more than one reference region."
    )
    assert "jeugdregio: Projectvereniging Meetjesland keeps the rules" in lines
    assert "jeugdregio: Jeugdregio Pajottenland breaks rules" in lines
    assert any(
        line.startswith("  4 municipalities, too few (5 to 15 are allowed): ") for line in lines
    )
    (pieces,) = [line for line in lines if line.startswith("  not contiguous")]
    assert "2 pieces: [Stabroek (11044)] cut off from [" in pieces
    assert pieces.endswith("; in between: Kapellen (11023)")
    (across,) = [line for line in lines if " in 2 reference regions: " in line]
    assert across.endswith("; Zuid-West-Vlaanderen: Wervik (33029)")
    assert "plan" not in run.stdout.replace("Regioplan", "")


def test_beside_a_plan(here, plan_csv):
    run = here("check", plan_csv, "--groups", "jeugdregio", "--groups", "elz")
    assert run.returncode == 1
    counts = [line for line in run.stdout.splitlines() if " groups, " in line]
    assert [line.partition(":")[0] for line in counts] == ["jeugdregio", "elz"]
    assert "; the plan keeps " in counts[0]
    assert "  the plan keeps it whole, in Kempen " in run.stdout
    assert "  the plan cuts it: Westhoek B (westhoek-b): " in run.stdout


def test_the_rules_are_those_that_are_given(here):
    run = here("check", "--groups", "jeugdregio", "--min", 4, "--max", 14, "--quiet")
    assert run.returncode == 1
    assert "Pajottenland" not in run.stdout  # quiet: only who breaks rules
    assert "15 municipalities, too many (4 to 14 are allowed): " in run.stdout
    run = here("check", "--groups", "jeugdregio", "--bound", "inhabitants=60000:", "--quiet")
    assert "Projectvereniging Neteland has 7" not in run.stdout
    assert "Beleefproject has " in run.stdout


def test_broken_rules_are_in_the_language_of_the_terminal(here):
    rules = ("--anchor", "inhabitants=30000", "--max-distance", 20, "--max-centre-distance", 10)
    run = here("check", "--groups", "jeugdregio", *rules, "--lang", "nl")
    assert "Beleefproject heeft geen gemeente die 30.000 inwoners haalt" in run.stdout
    assert "van elkaar; hoogstens 20 km is toegestaan" in run.stdout
    assert "van het centrum" in run.stdout
    assert not re.search(" has | have |allowed|reaches", run.stdout)


@pytest.mark.parametrize("column", ["group", "region", "jeugdregio"])
def test_a_table_of_members(here, tmp_path, column):
    path = tmp_path / "neteland.csv"
    members = ("13010", "13011", "13012", "13029", "13044")
    path.write_text("\n".join([f"nis;{column}", *(f"{nis};Neteland" for nis in members)]), "utf-8")
    run = here("check", "--groups-file", path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-1] == (
        f"{path}: 1 group, 1 keeps the rules; 0 not contiguous, 0 too small, 0 too large, "
        "0 in more than one reference region."
    )
    assert here("check", "--groups-file", path, "--quiet").stdout == ""


def test_a_plan_is_a_table_of_groups_that_keeps_the_rules(here, plan_csv):
    run = here("check", plan_csv, "--groups-file", plan_csv)
    assert run.returncode == 0
    assert "30 groups, 30 keep the rules; " in run.stdout
    assert "the plan keeps 30 whole and cuts 0." in run.stdout


def test_the_same_as_a_table_and_as_json(here, plan_csv, tmp_path):
    path = tmp_path / "groups.csv"
    options = ("--groups", "jeugdregio", "--groups", "politiezone", "--csv", path, "--json")
    run = here("check", plan_csv, *options)
    assert run.returncode == 1
    assert run.stderr == f"Written: {path}\n"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    youth, police = json.loads(run.stdout)["groupings"]
    assert len(rows) == youth["counts"]["groups"] + police["counts"]["groups"]
    assert [row["group"] for row in rows[:6]] == [group["group"] for group in youth["groups"]]
    noorderkempen = rows[5]
    assert (noorderkempen["contiguous"], noorderkempen["between"]) == ("0", "Kapellen")
    assert (noorderkempen["keeps_rules"], noorderkempen["whole"]) == ("0", "1")
    assert youth["groups"][5]["between"] == ["11023"]
    assert youth["groups"][5]["plan"]["whole"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "there is no plan to check; PLAN.CSV is expected"),
        (("{plan}", "--json"), 2, "--json reports on groupings, and none is named"),
        (("--json", "--csv", "x.csv"), 2, "--csv and --json report on groupings"),
        (("--groups", "jeugdregios"), 2, "--groups jeugdregios is no column that groups"),
        (("--groups", "inhabitants"), 2, "--groups inhabitants is no column that groups"),
        (("--groups", "elz", "--groups", "elz"), 2, "elz is named twice; name each grouping once"),
        (("--groups-file", "{other}"), 3, "other.csv has groups with 99999, which the data"),
        (("--groups-file", "nothing.csv"), 3, "nothing.csv cannot be read"),
        (("--groups-file", "{other}", "--csv", "{other}"), 3, "is read, and would be replaced"),
    ],
)
def test_mistakes(here, plan_csv, tmp_path, arguments, code, message):
    other = tmp_path / "other.csv"
    other.write_text("nis,group\n99999,a\n11001,a\n", encoding="utf-8")
    run = here("check", *(one.format(plan=plan_csv, other=other) for one in arguments))
    assert run.returncode == code
    assert message in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""
