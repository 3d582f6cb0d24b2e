"""Tables of plans: every figure is that of the plan, and every word is in the language."""

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import regionplanner
from regionplanner.data.assignment import read_assignment
from regionplanner.documents.tables import document_tables
from regionplanner.errors import DataError
from regionplanner.files.run_record import RecordedPoint, RunRecord
from regionplanner.files.spreadsheets import sheet_names, write_belgian_csv, write_workbook
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.compare import compared
from regionplanner.plan.make import make_plan
from regionplanner.proof import Proof
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of
from regionplanner.score.scorecard import scorecard
from regionplanner.words.sentences import grouping_text
from regionplanner.words.text import TABLES
from tests.maps.plans import EVIL, grid, grown_plan, plan_of


@pytest.fixture(scope="module")
def plans(flanders):
    return {"Negen": grown_plan(flanders), "Acht": grown_plan(flanders, size=8)}


@pytest.fixture(scope="module")
def tables(flanders, plans):
    return document_tables(plans, {}, flanders, language="nl")


NEAR = Scenario(criteria={"distance": 1.0})


def small_plan(world, groups=None):
    plan = grown_plan(world) if groups is None else plan_of(world, groups)
    return replace(plan, scenario=NEAR)


def record(**curves):
    points = (RecordedPoint(2, 9.0, 9.0, chosen=True), RecordedPoint(3, 7.1234, 7.0, chosen=False))
    parents = {"P1": points[:1], "gone": points[1:]} | curves
    return RunRecord("", "", "", Proof(), 1, points, parents)


def test_each_subject_has_its_sheet(tables):
    assert list(tables) == [
        *["Gemeenten", "Jeugdregio's", "Samenstelling", "Bestaande indelingen", "Kerncijfers"],
        *["Verschillen", "Toelichting"],
    ]
    assert sheet_names(tables) == list(tables)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_workbook_of_a_plan_comes_back_as_that_plan(flanders, plans, tmp_path, language):
    tables = document_tables({"p": plans["Negen"]}, {}, flanders, language=language)
    units, *_ = tables.values()
    mixed = {**tables, next(iter(tables)): units.sample(frac=1, random_state=1)}
    for name, written in (("as-it-is.xlsx", tables), ("other-order.xlsx", mixed)):
        write_workbook(tmp_path / name, written)
        notes = []
        read = read_assignment(tmp_path / name, flanders, note=notes.append)
        assert read == plans["Negen"].assignment
        assert any("is read as region" in note for note in notes)


def test_of_several_plans_one_is_named_by_its_columns(flanders, tables, plans, tmp_path):
    write_workbook(tmp_path / "t.xlsx", tables)
    columns = ["NIS-code", "Regiocode (Acht)"]
    read = read_assignment(tmp_path / "t.xlsx", flanders, columns=columns)
    assert read == plans["Acht"].assignment
    with pytest.raises(DataError, match="several plans") as refused:
        read_assignment(tmp_path / "t.xlsx", flanders)
    choices = '--plan-columns "NIS-code,Regiocode (Negen)" or "NIS-code,Regiocode (Acht)")'
    assert choices in refused.value.message


def test_who_is_in_no_region_has_no_code(tmp_path):
    world = grid(2, 2)
    tables = document_tables({"p": small_plan(world, [["00", "10"]])}, {}, world)
    assert tables["Gemeenten"]["Regiocode"].dropna().tolist() == ["p1-a", "p1-a"]
    write_workbook(tmp_path / "t.xlsx", tables)
    assert read_assignment(tmp_path / "t.xlsx", world) == {"00": "p1-a", "10": "p1-a"}


def test_one_plan_has_no_column_that_says_which():
    world = grid()
    tables = document_tables({"x": small_plan(world)}, {"x": record()}, world, language="en")
    assert list(tables) == [
        *["Municipalities", "Youth regions", "Members", "Key figures"],
        *["Number of youth regions", "About"],
    ]
    for name in ("Youth regions", "Members", "Number of youth regions"):
        assert "Plan" not in tables[name]
    assert "Youth region" in tables["Municipalities"]


def test_every_municipality_with_its_region_and_distance(tables, flanders, plans):
    table = tables["Gemeenten"]
    assert len(table) == 285
    names = table["Gemeente"].tolist()
    assert names[:3] == ["Aalst", "Aalter", "Aarschot"]
    assert names.index("Hœgaarden" if "Hœgaarden" in names else "Hoegaarden") < names.index("Ieper")
    by_nis = table.set_index("NIS-code")
    for name, plan in plans.items():
        graph = rook_graph(flanders)
        score = scorecard(plan, flanders, graph, Scenario())
        for region in plan:
            rows = by_nis.loc[list(region.members)]
            assert set(rows[f"Jeugdregio ({name})"]) == {region.title("nl")}
            assert set(rows[f"Centrum ({name})"]) == {flanders.frame.at[region.centre, "name"]}
            far = rows[f"Afstand tot het centrum [km] ({name})"]
            assert far[region.centre] == 0
            assert far.max() == pytest.approx(score.at[region.code, "max_distance_km"], abs=0.051)
    assert by_nis["Inwoners"].sum() == flanders.frame["inhabitants"].sum()
    assert by_nis.at["41002", "Politiezone"] == "PZ Aalst"
    assert "Inwoners van 0 tot en met 14 jaar" in by_nis


def test_the_regions_of_all_plans_with_the_figures_of_the_scorecard(tables, flanders, plans):
    table = tables["Jeugdregio's"]
    assert len(table) == sum(map(len, plans.values()))
    for name, plan in plans.items():
        rows = table[table["Plan"] == name].set_index("Code")
        score = scorecard(plan, flanders, rook_graph(flanders), Scenario())
        assert rows["Inwoners"].tolist() == score["inhabitants"].tolist()
        assert rows["Aantal gemeenten"].tolist() == score["municipalities"].tolist()
        assert rows["Centrum"].tolist() == score["centre_name"].tolist()
        wanted = score["mean_distance_km"].round(1).tolist()
        assert rows["Gemiddelde afstand tot het centrum [km]"].tolist() == wanted


def test_the_members_of_a_region_are_a_list_in_words(tables, flanders, plans):
    table = tables["Samenstelling"].set_index(["Plan", "Code"])
    region = plans["Acht"].regions[0]
    text = table.at[("Acht", region.code), "Gemeenten"]
    names = {flanders.frame.at[nis, "name"] for nis in region.members}
    assert set(re.split(", | en ", text)) == names
    assert table["Aantal gemeenten"].groupby("Plan").sum().to_dict() == {"Negen": 285, "Acht": 285}


def test_existing_groups_are_kept_or_cut(tables, flanders, plans):
    table = tables["Bestaande indelingen"]
    rows = table[(table["Plan"] == "Negen") & (table["Indeling"] == "politiezone")]
    groups = groups_of(plans["Negen"], flanders, "politiezone")
    assert rows["Groep"].tolist() == [group.name for group in groups]
    assert rows["Blijft samen"].tolist() == ["nee" if group.cut else "ja" for group in groups]
    assert rows["Aantal jeugdregio's"].tolist() == [len(group.regions) for group in groups]
    assert set(table["Indeling"]) == {
        *["provincie", "bestaande jeugdregio", "politiezone", "eerstelijnszone"],
        *["samenwerking wonen", "vervoerregio", "woonmaatschappij", "streekwerking"],
        "arrondissement",
    }
    figures = tables["Kerncijfers"].set_index("Kerncijfer")
    kept = sum(not group.cut for group in groups)
    assert figures.at["Blijven samen: politiezones", "Waarde (Negen)"] == kept
    assert figures.at["Blijven samen: politiezones", "Eenheid"] == f"van {len(groups)}"


def test_a_group_that_is_in_no_region_does_not_stay_together():
    world = grid()
    world.frame["club"] = ["a" if nis < "20" else "b" for nis in world.frame.index]
    plan = small_plan(world, [["00", "01", "10", "11"]])
    table = document_tables({"x": plan}, {}, world)["Bestaande indelingen"].set_index("Groep")
    assert table["Indeling"].tolist() == ["“club”"] * 2
    assert table["Blijft samen"].to_dict() == {"a": "nee", "b": "niet ingedeeld"}
    assert table.at["a", "Niet in een jeugdregio"] == "Unit 02, Unit 03, Unit 12 en Unit 13"


def test_plans_side_by_side_are_measured_alike(flanders, plans):
    first, second = plans.values()
    other = replace(second, scenario=Scenario(criteria={"border": 1.0}, ties={}))
    tables = document_tables({"A": first, "B": other}, {}, flanders)
    figures = tables["Kerncijfers"].set_index("Kerncijfer")
    alike = document_tables({"A": second}, {}, flanders)["Kerncijfers"].set_index("Kerncijfer")
    ties = "Doorgeknipte samenwerking"
    assert figures.at[ties, "Waarde (B)"] == alike.at[ties, "Waarde"] > 0
    assert figures.at["Aantal jeugdregio's", "Waarde (B)"] == len(second)
    weight = figures[figures.index.str.startswith("Gewicht: Grens")].iloc[0]
    assert weight[["Waarde (A)", "Waarde (B)"]].tolist() == [0.0, 1.0]


def test_differences_are_those_of_the_comparison(tables, plans):
    table = tables["Verschillen"]
    moved = compared(plans["Acht"], plans["Negen"]).moved
    assert sorted(table["NIS-code"]) == list(moved)
    assert set(table["Verandert (Acht)"]) == {"ja"}


def test_the_curve_in_all_and_by_reference_region():
    world = grid()
    plan = small_plan(world)
    tables = document_tables({"a": plan, "b": plan}, {"b": record()}, world)
    table = tables["Aantal jeugdregio's"]
    assert set(table["Plan"]) == {"b"}
    assert table["Gebied"].tolist() == [
        *["Alle referentieregio's samen"] * 2,
        *["West", "gone"],
    ]
    second = table.iloc[1]
    assert second["Beste score [lager is beter]"] == 7.123
    assert second[["Bewezen de beste", "Dit plan"]].tolist() == ["nee", "nee"]
    assert table.iloc[0][["Bewezen de beste", "Dit plan"]].tolist() == ["ja", "ja"]


def test_the_explanation_says_what_it_is_and_what_is_approximate(tables):
    about = tables["Toelichting"]
    assert about.iloc[0].tolist() == ["Status", "Voorstel, geen beslissing"]
    text = "\n".join(about["Toelichting"])
    assert "285 gemeenten in" in text
    assert "veralgemeende grenzen" in text
    assert "Statbel" in text
    assert "keuzes van het eerste plan" in text


def test_broken_rules_are_reported():
    world = grid()
    scenario = Scenario(criteria={"distance": 1.0})
    plan = make_plan({"00": "a", "01": "a"}, world, rook_graph(world), scenario)
    about = document_tables({"x": plan}, {}, world, language="en")["About"]
    broken = about[about["Subject"] == "Rule that is broken"]["Explanation"].tolist()
    missing, size = broken
    assert missing.startswith("Not every municipality is part of a youth region: ")
    assert "Unit 02 (02)" in missing
    assert size == "Too few or too many municipalities: a."


def test_names_can_hold_anything():
    world = grid(names=EVIL)
    plans = {"=1+1\n": small_plan(world), "\ud800": small_plan(world), "": small_plan(world)}
    tables = document_tables(plans, {name: record() for name in plans}, world, language="en")
    for table in tables.values():
        texts = [*table.columns, *(x for x in table.to_numpy().ravel() if isinstance(x, str))]
        assert not [text for text in texts if re.search("[\x00-\x1f\ud800-\udfff]", text)]
        assert table.columns.is_unique
    assert set(tables["Youth regions"]["Plan"]) == {"=1+1", "2", "3"}
    assert "21" in tables["Municipalities"]["Municipality"].tolist()  # for an empty name


def test_the_workbook_of_flanders_has_text_and_numbers_where_they_belong(tables, tmp_path):
    write_workbook(tmp_path / "t.xlsx", tables)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == list(tables)
    for name, table in tables.items():
        head, *rows = book[name].rows
        assert [cell.value for cell in head] == list(table.columns)
        assert len(rows) == len(table)
        for place, column in enumerate(table.columns):
            numeric = pd.api.types.is_numeric_dtype(table[column])
            kinds = {row[place].data_type for row in rows if row[place].value is not None}
            if column.startswith("Waarde"):
                assert kinds == {"n"}
            else:
                assert kinds <= {"n" if numeric else "s"}
    formats = {cell.value: book["Gemeenten"].cell(2, cell.column) for cell in book["Gemeenten"][1]}
    assert formats["NIS-code"].number_format == "@"
    assert formats["Inwoners"].number_format == "#,##0"
    assert formats["Afstand tot het centrum [km] (Negen)"].number_format == "#,##0.0"


def test_the_csv_of_flanders_has_the_same_figures(tables, tmp_path):
    write_belgian_csv(tmp_path, tables)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *["bestaande-indelingen.csv", "gemeenten.csv", "jeugdregios.csv", "kerncijfers.csv"],
        *["samenstelling.csv", "toelichting.csv", "verschillen.csv"],
    ]
    for name, table in tables.items():
        file = tmp_path / f"{name.lower().replace(chr(39), '').replace(' ', '-')}.csv"
        read = pd.read_csv(
            file, sep=";", decimal=",", encoding="utf-8-sig", dtype={"NIS-code": str}
        )
        assert read.shape == table.shape
        for column in table.columns:
            if pd.api.types.is_numeric_dtype(table[column]):
                assert read[column].tolist() == pytest.approx(table[column].tolist(), nan_ok=True)
            elif not column.startswith("Waarde"):
                wanted = table[column].fillna("").tolist()
                assert read[column].astype(object).fillna("").tolist() == wanted


def test_no_plan():
    with pytest.raises(DataError, match="there is no plan to report; at least one"):
        document_tables({}, {}, grid())


def test_the_same_plans_are_the_same_tables(tables, flanders, plans):
    again = document_tables(plans, {}, flanders, language="nl")
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, again[name])


@pytest.mark.parametrize(
    ("column", "one", "many"),
    [
        ("politiezone", "police zone", "police zones"),
        ("province", "province", "provinces"),
        ("my\ncolumn", "“my column”", "“my column”"),
    ],
)
def test_groupings_in_words(column, one, many):
    assert grouping_text(column, "en") == one
    assert grouping_text(column, "en", plural=True) == many


def test_every_heading_is_used():
    package = Path(regionplanner.__file__).parent
    others = [package / "words/sentences.py", package / "maps/gis_layers.py"]
    named_in = [*sorted((package / "documents").rglob("*.py")), *others]
    source = "\n".join(path.read_text("utf-8") for path in named_in)
    words = [key for key in TABLES["tables"] if key.startswith(("heading_", "sheet_", "picture_"))]
    named = {name for pair in re.findall(r'"(\w+)"|\b(\w+)=', source) for name in pair}
    unused = [key for key in words if not {key, key.partition("_")[2]} & named]
    assert [key for key in unused if not key.startswith("heading_value_")] == []
