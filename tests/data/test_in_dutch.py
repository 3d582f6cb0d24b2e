"""What is wrong with data, and what was done to it, as a planner in Flanders reads it."""

import pandas as pd
import pytest
from shapely import box

from regionplanner.data.joins import join_columns
from regionplanner.data.mergers import read_mergers
from regionplanner.data.read import read_municipalities
from regionplanner.data.travel import read_travel_times
from regionplanner.errors import DataError
from regionplanner.words.messages import said


def _wrong(read, *given, **options):
    with pytest.raises(DataError) as error:
        read(*given, **options)
    return said(error.value.message, "nl")


def test_findings_keep_their_names_and_figures(grid):
    grid.loc[0, "nis"] = None
    grid.loc[1, "geometry"] = box(151_000, 201_000, 152_003, 202_001)
    grid["inhabitants"] = ["10", "n.b.", "30", "40"]
    first, without_id, figures = _wrong(read_municipalities, grid).split("\n- ")
    assert first == "2 bevindingen in de gegevens:"
    assert without_id.startswith("1 gebied zonder id: Aa (rij 1); elk gebied heeft er een nodig;")
    assert figures.startswith("kolom 'inhabitants' is tekst: 'n.b.' voor Bee (02); verwacht werd")


def test_notes_say_where_data_lies_and_what_became_of_it(grid):
    source = read_municipalities(grid.to_crs(4326)).source
    assert said(source.notes[0], "nl") == (
        "omgezet van WGS 84 (EPSG:4326) naar BD72 / Belgian Lambert 72 (EPSG:31370)"
    )
    assert said(source.place, "nl").startswith(
        "België (lengtegraad 4,38 tot 4,39, breedtegraad 51,1"
    )


def test_tables_name_line_and_municipality(grid, tmp_path):
    world = read_municipalities(grid)
    table = tmp_path / "more.csv"
    table.write_text("nis;kids\n01;1.234\n1;2\n09;3,5\n")
    assert _wrong(join_columns, world, table).split("\n- ")[1:] == [
        "more.csv heeft id's die niet in de gegevens staan: 09 en 1 ('09' zoals geen van alle; "
        "andere zijn hun nullen vooraan kwijt, zoals '1' voor 01); verbeter ze of haal ze weg",
        "more.csv heeft geen rij voor Bee (02), Cee (03) en Dee (04); voeg elke toe, met lege "
        "velden waar niets bekend is",
    ]
    times = pd.DataFrame({"from": ["01", "02"], "to": ["02", "01"], "minutes": ["-1", "9"]})
    times.to_csv(tmp_path / "times.csv", index=False)
    assert _wrong(read_travel_times, tmp_path / "times.csv", world).split("\n- ")[1] == (
        "times.csv heeft tijden die geen minuten van 0 of meer zijn: -1 van Aa (01) naar Bee (02) "
        "op regel 2; verbeter ze (ten hoogste 1.000.000), of schrijf unreachable waar geen weg is"
    )


def test_mergers_name_what_goes_where(tmp_path):
    table = tmp_path / "fusies.csv"
    table.write_text("old_nis,old_name,new_nis,new_name\nA1,Aa,B1,Bee\nA1,Aa,B2,Cee\n")
    assert "Aa (A1) die naar B1 en B2 gaat" in _wrong(read_mergers, table)
