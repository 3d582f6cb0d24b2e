"""growth, support and trekkers as a planner runs them, on the plan of Flanders."""

import json
import shutil

import pandas as pd
import pytest

from tests.cli.inside import runner
from tests.documents.reading import items, rows, section, text


@pytest.fixture
def run(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


@pytest.fixture
def here(planned, tmp_path):
    """The plan of Flanders in a folder of its own, with its scenario and its proof."""
    for name in ("plan.csv", "scenario.toml", "summary.json"):
        shutil.copy(planned[0] / name, tmp_path / name)
    return tmp_path


def table(path, **choices):
    return pd.read_csv(path, dtype={"nis": str, "home": str}, **choices)


@pytest.mark.slow
def test_growth_says_who_starts_when_and_what_is_reached(run, here):
    asked = ("growth", here / "plan.csv", "--supported", "8,12,20,30")
    ended = run(*asked, "--start-cost", 2500, "--run-cost", 10000)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "proven: none is worth more" in ended.stdout
    years = table(here / "growth-years.csv").set_index("year")
    assert list(years["regions"]) == [8, 12, 20, 30]
    assert list(years["cost"]) == [100_000, 130_000, 220_000, 325_000]
    assert years.at[2030, "municipalities"] == 285
    assert years.at[2030, "inhabitants_0_14"] == 1_069_262
    starts = table(here / "growth.csv")["start"]
    assert starts.value_counts().sort_index().to_dict() == {2027: 8, 2028: 4, 2029: 8, 2030: 10}
    # by hand: the eight regions with most children come first
    children = table(here / "growth.csv").sort_values("inhabitants_0_14", ascending=False)
    assert set(children["start"].iloc[:8]) == {2027}
    assert "In welk jaar?" in (here / "growth.html").read_text()
    page = here / "report.html"
    assert run("report", here / "plan.csv", "-o", page, "--lang", "en").returncode == 0
    shown = rows(page.read_text(), "years")
    assert [row[:4] for row in shown[1:]] == [
        ["2027", "8", "8", str(years.at[2027, "municipalities"])],
        ["2028", "12", "4", str(years.at[2028, "municipalities"])],
        ["2029", "20", "8", str(years.at[2029, "municipalities"])],
        ["2030", "30", "10", "285"],
    ]
    assert items(section(page.read_text(), "growth"))[4].startswith("2027: ")


@pytest.mark.slow
def test_growth_says_who_does_not_start(run, here):
    ended = run("growth", here / "plan.csv", "--supported", "8,28")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Not by 2028: 2 of 30 regions, with " in ended.stdout
    assert "a last number of 30 lets all of them start." in ended.stdout
    starts = table(here / "growth.csv").set_index("region")
    never = starts[starts["years"] == 0]
    assert never["start"].isna().all()
    assert len(never) == 2
    record = json.loads((here / "growth.json").read_text())
    assert sorted(record["waiting"]) == sorted(never.index)
    for nis in (nis for members in record["waiting"].values() for nis in members):
        name = table(here / "plan.csv").set_index("nis").at[nis, "name"]
        assert name in ended.stdout
        assert name in (here / "growth.html").read_text()
    page = here / "report.html"
    assert run("report", here / "plan.csv", "-o", page, "--lang", "en").returncode == 0
    assert "Not by 2028: 2 youth regions, with " in text(section(page.read_text(), "growth"))


@pytest.mark.slow
def test_growth_with_money_and_rules(run, here):
    rules = ("--existing-first", "--one-in-each", "province=2028", "--neighbours", "spread")
    money = ("--budget", "100000,160000,260000,400000", "--start-cost", 5000, "--run-cost", 10000)
    value = ("--value", "inhabitants_0_14=1,existing=2000,ties=100,municipalities=5")
    ended = run("growth", here / "plan.csv", *rules, *money, *value, "--all-by", 2030, "--quiet")
    if ended.returncode:  # not all fit: said with what would
        assert "no growth keeps these together" in ended.stderr
        ended = run("growth", here / "plan.csv", *rules, *money, *value, "--quiet")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    years = table(here / "growth-years.csv")
    assert (years["cost"] <= [100_000, 160_000, 260_000, 400_000]).all()


@pytest.mark.slow
def test_growth_from_the_scenario_file(run, here):
    scenario = here / "scenario.toml"
    scenario.write_text(
        scenario.read_text()
        + "\n[growth]\nfirst_year = 2031\nregions = [5, 6]\n\n[support]\n"
        + 'supporters = [{name = "Noor", home = "44021"}, {name = "Sam"}]\n'
        + "balance = {municipalities = 0.2}\n"
    )
    assert run("growth", here / "plan.csv", "--scenario", scenario).returncode == 0
    assert list(table(here / "growth-years.csv")["year"]) == [2031, 2032]
    assert run("support", here / "plan.csv", "--scenario", scenario).returncode == 0
    assert list(table(here / "supporters.csv")["supporter"]) == ["Noor", "Sam"]


@pytest.mark.slow
def test_growth_without_a_plan_begins_with_the_best(run, tmp_path, cli):
    out = tmp_path / "grown"
    ended = run("growth", "--supported", "12,30", "--out", out, "--workers", 1)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "more than the best plan of all to begin this way" in ended.stdout
    record = json.loads((out / "growth.json").read_text())
    assert record["price"] >= 0
    assert 0 <= record["begun_gap"] < 0.05
    assert list(record["start"].values()).count(2027) == 12
    assert len(record["start"]) == 30
    scenario = ("--scenario", out / "scenario.toml")
    assert cli("check", out / "plan.csv", *scenario).returncode == 0
    page = out / "report.html"
    assert run("report", out / "plan.csv", "-o", page, "--lang", "en").returncode == 0
    assert "To begin this way costs" in text(section(page.read_text(), "growth"))
    assert "with these first youth regions this scores best" in text(
        section(page.read_text(), "proof")
    )


def test_support_shares_the_regions(run, here):
    asked = ("support", here / "plan.csv", "--supporters", "Noor:44021:0.5,Sam:11002,Jo,Mia,Tom")
    ended = run(*asked)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "proven: none takes less" in ended.stdout
    assert "Regio Gent A" in ended.stdout  # names, where there are names
    loads = table(here / "supporters.csv").set_index("supporter")
    assert loads["regions"].sum() == 30
    assert loads["municipalities"].sum() == 285
    shares = loads["share"] / loads["share"].sum()
    off = (loads["municipalities"] / 285 / shares - 1).abs()
    assert (off <= 0.15 + 1e-9).all()
    own = table(here / "support.csv")
    assert own["region"].is_unique
    twice = 2 * 4 * own["distance_km"].sum()
    assert loads["travel_km"].sum() == pytest.approx(twice, abs=0.1)
    assert "regio-ondersteuner" in (here / "support.html").read_text()
    page = here / "report.html"
    assert run("report", here / "plan.csv", "-o", page, "--lang", "en").returncode == 0
    shown = rows(page.read_text(), "supporters")
    assert [row[:4] for row in shown[1:3]] == [
        ["Noor", "Gent", "50 %", str(loads.at["Noor", "regions"])],
        ["Sam", "Antwerpen", "100 %", str(loads.at["Sam", "regions"])],
    ]


def test_trekkers_are_ranked_with_reasons(run, here):
    ready = here / "ready.csv"
    ready.write_text(
        "nis,staff\n" + "".join(f"{nis},1\n" for nis in table(here / "plan.csv")["nis"])
    )
    rows_ = ready.read_text().replace("44021,1", "44021,9")
    ready.write_text(rows_)
    ended = run(
        "trekkers", here / "plan.csv", "--join", ready, "--readiness", "staff", "--lang", "en"
    )
    assert ended.returncode == 0
    found = table(here / "trekkers.csv")
    assert len(found) == 60
    ghent = found[found["municipality"] == "Gent"].iloc[0]
    assert ghent["rank"] == 1
    assert ghent["reasons"].startswith("the readiest of the region, most inhabitants of the region")
    smallest = found[found["is_smallest"]]
    assert smallest["reasons"].str.contains("note: fewest inhabitants of the region").all()
    page = here / "report.html"
    assert run("report", here / "plan.csv", "-o", page, "--lang", "en").returncode == 0
    assert "Gent: the readiest" in text(section(page.read_text(), "trekkers"))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("growth", "{plan}"), 2, "neither the regions nor the budget of the years is given"),
        (("growth", "{plan}", "--supported", "many"), 2, "whole numbers are expected"),
        (
            ("growth", "{plan}", "--budget", "5"),
            2,
            "give start_cost (--start-cost) or run_cost (--run-cost)",
        ),
        (("growth", "{plan}", "--supported", "3", "--value", "kids=1"), 2, "value names kids"),
        (("growth", "{plan}", "--supported", "3", "--start", "x=2027"), 2, "names region x"),
        (("growth", "{plan}", "--supported", "3", "--start", "x"), 2, "name=year pairs"),
        (("growth", "{plan}", "--supported", "3", "--all-by", "2040"), 2, "all_by is 2040"),
        (
            ("growth", "{plan}", "--supported", "3", "--one-in-each", "province=2027"),
            4,
            "with 2 more regions in every year there is one",
        ),
        (("growth", "nowhere.csv", "--supported", "3"), 3, "nowhere.csv"),
        (("growth", "--supported", "99", "--out", "{out}"), 2, "the first year has 99 regions"),
        (("support", "{plan}"), 2, "there are no supporters"),
        (("support", "{plan}", "--supporters", "a:b:c:d"), 2, "name:home:share of each"),
        (("support", "{plan}", "--supporters", "A:99999"), 2, "the home of A is 99999"),
        (("support", "{plan}", "--supporters", "A,A"), 2, "more than one is called A"),
        (("support", "{plan}", "--supporters", "40"), 4, "40 supporters are too many"),
        (
            ("support", "{plan}", "--supporters", "5", "--balance", "kids=10%"),
            2,
            "balance names kids",
        ),
        (("trekkers", "{plan}", "--readiness", "staff"), 2, "readiness names staff"),
        (("trekkers", "{plan}", "--weights", "size=1"), 2, "there is no weight size"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(run, here, arguments, code, said):
    before = sorted(path.name for path in here.iterdir())
    places = {"plan": here / "plan.csv", "out": here / "out"}
    ended = run(*(argument.format(**places) for argument in arguments))
    assert (ended.returncode, ended.stdout) == (code, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert sorted(path.name for path in here.iterdir()) == before
