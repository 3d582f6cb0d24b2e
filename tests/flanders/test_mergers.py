"""The real mergers: 308 municipalities of 2018, 300 of 2019, 285 of 2025."""

from pathlib import Path

import pandas as pd
import pytest

from regionplanner.data.carried import carried_assignment
from regionplanner.data.carried_data import carried_data, carried_table, read_unit_table
from regionplanner.data.flanders import load_flanders, official_figures
from regionplanner.data.mergers import composed, read_mergers
from regionplanner.data.read import read_municipalities
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import violations
from regionplanner.scenario import Scenario
from tests.conftest import ROOT

TO_2019, TO_2025 = read_mergers("2019"), read_mergers("2025")
ALL = composed(TO_2019, TO_2025)


@pytest.fixture(scope="module")
def layer(shared_geodata):
    """Function that returns the municipalities of a layer."""
    known = {}

    def read(year):
        if year not in known:
            known[year] = read_municipalities(shared_geodata / f"flanders_{year}.gpkg")
        return known[year]

    return read


def pairs(municipalities):
    borders = municipalities.borders
    return set(zip(borders["nis_a"], borders["nis_b"], strict=True))


def test_308_to_300_to_285(layer):
    counts = []
    for year, mergers in (("2018", TO_2019), ("2024", TO_2025), ("2018", ALL)):
        carried = carried_data(layer(year), mergers).municipalities.frame
        counts.append((len(layer(year).frame), len(carried)))
        assert carried["area_km2"].sum() == pytest.approx(layer(year).frame["area_km2"].sum())
    assert counts == [(308, 300), (300, 285), (308, 285)]


def test_the_dissolved_layer_of_2018_is_the_official_one_of_2024(layer):
    carried, official = carried_data(layer("2018"), TO_2019).municipalities, layer("2024")
    assert pairs(carried) == pairs(official)
    assert carried.frame["name"].tolist() == official.frame["name"].tolist()
    lengths = carried.borders["border_m"] - official.borders["border_m"]
    assert lengths.abs().max() < 0.1
    centroids = carried.frame[["x_m", "y_m"]] - official.frame[["x_m", "y_m"]]
    assert centroids.abs().max().max() < 1.0


def test_the_codes_and_names_of_2025(layer):
    carried, official = carried_data(layer("2018"), ALL).municipalities.frame, layer("2025").frame
    assert carried["name"].to_dict() == official["name"].to_dict()
    assert set(official_figures().index) == set(carried.index)


@pytest.mark.parametrize(("year", "mergers"), [("2018", ALL), ("2024", TO_2025)])
def test_reference_regions_are_the_official_ones(layer, year, mergers):
    found = carried_data(layer(year), mergers)
    official = official_figures()["reference_region"]
    assert found.municipalities.frame["reference_region"].to_dict() == official.to_dict()
    assert "reference_region" not in {one.what for one in found.ambiguous}


@pytest.mark.parametrize(
    ("file", "mergers", "year", "total"),
    [
        ("population_2015_nis2018.csv", ALL, 2015, 6_444_127),
        ("population_2020_nis2024.csv", TO_2025, 2020, 6_629_143),
    ],
)
def test_inhabitants_add_up_to_the_published_figures(shared_geodata, file, mergers, year, total):
    found = carried_table(read_unit_table(shared_geodata / file, mergers), mergers)
    official = pd.read_csv(
        shared_geodata / "municipalities_2025.csv", dtype={"nis": "str"}, index_col="nis"
    )
    shared = [column for column in found.table if column in official.columns and column != "name"]
    assert len(shared) >= 8
    pd.testing.assert_frame_equal(
        found.table[shared], official[shared].sort_index(), check_index_type=False
    )
    assert found.table["name"].to_dict() == official["name"].to_dict()
    assert found.table[f"pop_{year}"].sum() == total
    assert found.ambiguous == ()


@pytest.fixture(scope="module")
def today():
    """The youth regions that exist, by the codes of 2024."""
    table = pd.read_csv(ROOT / "geodata" / "existing_jeugdregios.csv", dtype="str")
    return dict(zip(table["nis"], table["jeugdregio"], strict=True))


class TestYouthRegionsOfToday:
    def test_wachtebeke_makes_lochristi_ambiguous_for_meetjesland(self, today):
        table = pd.DataFrame({"jeugdregio": pd.Series(today)}).rename_axis("nis")
        found = carried_table(table, TO_2025)
        assert [(one.what, one.nis) for one in found.ambiguous] == [("jeugdregio", "44087")]
        assert found.ambiguous[0].parts["44034"] is None
        # the table that ships settles it as Wachtebeke was; what is not ambiguous is the same
        official = official_figures()["jeugdregio"].dropna()
        assert official.pop("44087") == "Projectvereniging Meetjesland"
        assert found.table["jeugdregio"].dropna().to_dict() == official.to_dict()

    def test_pajottenland_drops_from_six_to_four(self, today):
        carried = carried_assignment(today, TO_2025).assignment
        sizes = [list(plan.values()).count("Jeugdregio Pajottenland") for plan in (today, carried)]
        assert sizes == [6, 4]
        flanders = load_flanders()
        found = violations(carried, flanders, rook_graph(flanders), Scenario(coverage={}))
        assert {one.region for one in found if one.rule == "size"} == {"Jeugdregio Pajottenland"}


def test_zwijndrecht_planned_with_antwerpen_is_named(shared_geodata):
    """Its reference region changed before it merged: a plan of before that does not fit."""
    change = pd.read_csv(ROOT / "geodata" / "reference_region_changes.csv", dtype="str").iloc[0]
    assert (change["nis"], change["reference_region_first"]) == ("11056", "REFREG01")
    old = read_municipalities(shared_geodata / "flanders_2024.gpkg")
    parents = old.frame["reference_region"].to_dict() | {"11056": "REFREG01"}
    found = carried_assignment(parents, TO_2025, figures=old.frame)
    (ambiguous,) = found.ambiguous
    assert ambiguous.sentence(old.label, lambda nis: nis) == (
        "region of 46030: REFREG01 (Zwijndrecht (11056)) or REFREG14 (Beveren (46003) and "
        "Kruibeke (46013)); REFREG14 was taken: most area"
    )
    old.frame["reference_region"] = pd.Series(parents)
    carried = carried_data(old, TO_2025)
    (parent,) = (one for one in carried.ambiguous if one.what == "reference_region")
    assert (parent.nis, parent.taken) == ("46030", "REFREG14")


def test_a_plan_that_keeps_zwijndrecht_with_antwerpen_breaks_nesting(flanders):
    plan = flanders.frame["reference_region"].to_dict()
    before = {nis: plan[TO_2025.of(nis)] for nis in {*plan, *TO_2025.into} - {"46030"}}
    stubborn = {**before, "11056": "REFREG01", "46003": "REFREG01", "46013": "REFREG01"}
    stubborn = {nis: region for nis, region in stubborn.items() if TO_2025.of(nis) in plan}
    carried = carried_assignment(stubborn, TO_2025)
    assert carried.ambiguous == ()
    found = violations(carried.assignment, flanders, rook_graph(flanders), Scenario(max_units=40))
    nested = [one for one in found if one.rule == "nested"]
    assert [one.region for one in nested] == ["REFREG01"]
    assert "Beveren-Kruibeke-Zwijndrecht (46030)" in nested[0].message


def test_the_tables_that_ship_are_those_of_the_boundaries(shared_geodata):
    for year in ("2019", "2025"):
        ours, theirs = (Path(f) / f"mergers_{year}.csv" for f in (ROOT / "geodata", shared_geodata))
        assert read_mergers(ours) == read_mergers(theirs)
