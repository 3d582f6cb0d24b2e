"""Plans, tables, pairs, rules and data over mergers, by hand."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely import box

from regionplanner.data.borders import shared_borders
from regionplanner.data.carried import (
    carried_assignment,
    carried_links,
    carried_pairs,
    carried_scenario,
    changes_table,
    settled,
)
from regionplanner.data.carried_data import (
    carried_data,
    carried_table,
    data_layer,
    read_pair_table,
    read_unit_table,
)
from regionplanner.data.mergers import Mergers
from regionplanner.data.read import read_municipalities
from regionplanner.errors import DataError
from regionplanner.scenario import Scenario


def mergers(**into):
    """``mergers(a="x", b="x")``: a and b become x; names are the codes in capitals."""
    named = [{nis: nis.upper() for nis in codes} for codes in (into, into.values())]
    return Mergers(into, *named)


AB = mergers(a="x", b="x")


class TestAssignment:
    def test_parts_in_one_region(self):
        found = carried_assignment({"a": "1", "b": "1", "c": "2"}, AB)
        assert (found.assignment, found.ambiguous) == ({"c": "2", "x": "1"}, ())

    def test_a_code_that_stays_and_one_that_is_renamed(self):
        found = carried_assignment({"a": "1", "b": "1", "c": "2"}, mergers(a="a", b="a", c="z"))
        assert found.assignment == {"a": "1", "z": "2"}

    @pytest.mark.parametrize(
        ("figures", "taken", "why"),
        [
            ({"inhabitants": [10, 20], "area_km2": [9.0, 1.0]}, "2", "most inhabitants"),
            ({"inhabitants": [10, None], "area_km2": [9.0, 1.0]}, "1", "most area"),
            ({"inhabitants": [10, 10], "area_km2": [9.0, 1.0]}, "1", "most area"),
            ({}, "1", "the first code of equals"),
        ],
    )
    def test_parts_in_different_regions(self, figures, taken, why):
        table = pd.DataFrame(figures, index=["a", "b"])
        found = carried_assignment({"a": "1", "b": "2"}, AB, figures=table)
        assert found.assignment == {"x": taken}
        (one,) = found.ambiguous
        assert one.sentence(str.upper, str.upper) == (
            f"region of X: 1 (A) or 2 (B); {taken} was taken: {why}"
        )

    def test_most_parts_and_the_part_that_keeps_its_code(self):
        parts = {"a": "1", "b": "2", "c": "2"}
        assert settled("x", parts) == ("2", "most parts")
        assert settled("a", parts) == ("1", "the part that keeps its code")

    def test_a_part_in_no_region(self):
        small = pd.DataFrame({"inhabitants": [5, 9]}, index=["a", "b"])
        assert carried_assignment({"a": "1"}, AB, figures=small).assignment == {}
        found = carried_assignment({"a": "1"}, AB)
        assert found.assignment == {"x": "1"}
        assert found.ambiguous[0].parts == {"a": "1", "b": None}
        assert carried_assignment({"c": "1"}, AB).ambiguous == ()


class TestTable:
    TABLE = pd.DataFrame(
        {
            "name": ["A", "B", "C"],
            "inhabitants": [1, 2, 3],
            "area_km2": [0.1, 0.2, 5.0],
            "year": [2020, 2020, 2021],
            "density": [10.0, 10.5, 3.0],
            "youth": [4, 6, 1],
            "zone": ["p", "p", "q"],
            "group": ["g", None, "h"],
        },
        index=pd.Index(["a", "b", "c"], name="nis"),
    )

    def test_counts_add_up_and_what_is_shared_stays(self):
        found = carried_table(self.TABLE, AB)
        assert found.summed == ("inhabitants", "area_km2")
        merged = found.table.loc["x"]
        assert merged[["name", "inhabitants", "area_km2", "year", "zone"]].tolist() == [
            "X", 3, 0.3, 2020, "p",
        ]  # fmt: skip
        assert merged[["density", "youth", "group"]].isna().all()
        assert {one.what: one.parts for one in found.ambiguous} == {
            "density": {"a": "10.0", "b": "10.5"},
            "youth": {"a": "4", "b": "6"},
            "group": {"a": "g", "b": None},
        }
        assert found.ambiguous[2].sentence(str.upper, str.upper) == (
            "group of X: g (A) or none (B); left empty"
        )
        assert found.table.loc["c"].tolist() == self.TABLE.loc["c"].tolist()
        assert str(found.table["youth"].dtype) == "Int64"

    def test_a_column_is_added_up_on_request(self):
        found = carried_table(self.TABLE, AB, sums=["youth"])
        assert found.table["youth"].to_dict() == {"c": 1, "x": 10}

    def test_a_part_without_a_row_or_a_figure(self):
        found = carried_table(self.TABLE.drop(index="b"), AB)
        assert pd.isna(found.table.at["x", "inhabitants"])
        assert {"inhabitants", "zone"} <= {one.what for one in found.ambiguous}

    def test_shares_and_codes_are_not_added_up(self):
        table = pd.DataFrame({"pop_share": [0.5, 0.25], "n_b": [-1, 3]}, index=["a", "b"])
        assert carried_table(table, AB).summed == ()


class TestPairs:
    def test_weights_add_up_and_pairs_inside_fall_away(self):
        pairs = pd.DataFrame(
            {"nis_a": list("aaby"), "nis_b": list("bcca"), "weight": [9.0, 1.0, 2.0, 4.0]}
        )
        found = carried_pairs(pairs, AB)
        assert found.to_numpy().tolist() == [["c", "x", 3.0], ["x", "y", 4.0]]

    def test_pairs_without_weights(self):
        pairs = pd.DataFrame({"nis_a": list("aab"), "nis_b": list("bcc")})
        assert carried_pairs(pairs, AB).to_numpy().tolist() == [["c", "x"]]

    def test_links(self):
        assert carried_links([("a", "b"), ("c", "b"), ("a", "c")], AB) == (("c", "x"),)


class TestScenario:
    def test_codes_are_rewritten(self):
        scenario = Scenario(
            together=(("a", "b", "c"), ("d", "e")),
            apart=(("a", "c"), ("b", "c")),
            links=(("d", "b"),),
            no_links=(("e", "a"),),
            leave_out=("f",),
            centres=("a", "d"),
            locked=({"region": "r", "members": ("a", "b", "g")},),
        )
        found = carried_scenario(scenario, AB)
        made = found.scenario
        assert made.together == (("c", "x"), ("d", "e"))
        assert (made.apart, made.links, made.no_links) == (
            (("c", "x"),), (("d", "x"),), (("e", "x"),),
        )  # fmt: skip
        assert (made.leave_out, made.centres) == (("f",), ("d", "x"))
        assert made.locked[0].members == ("g", "x")
        assert (found.notes, found.ambiguous) == ((), ())
        assert made.model_fields_set == scenario.model_fields_set

    def test_members_that_merge_with_an_outsider_are_named(self):
        scenario = Scenario(
            together=(("b", "c"),), locked=({"region": "r", "members": ("a", "d")},)
        )
        assert carried_scenario(scenario, AB).notes == (
            "together: B (b) merged with A (a), outside; X (x) as a whole has the rule now",
            "locked r: A (a) merged with B (b), outside; X (x) as a whole has the rule now",
        )

    def test_what_becomes_one_municipality_falls_away(self):
        found = carried_scenario(Scenario(together=(("a", "b"),), apart=(("a", "b"),)), AB)
        assert (found.scenario.together, found.scenario.apart) == ((), ())
        assert found.notes == (
            "together: A (a) and B (b) became X (x); the rule fell away",
            "apart: A (a) and B (b) became one municipality, X (x); the rule fell away",
        )

    def test_parts_locked_in_different_regions(self):
        locks = (
            {"region": "r", "members": ("a",), "exception": True},
            {"region": "s", "members": ("b", "c")},
        )
        sizes = pd.DataFrame({"inhabitants": [1, 2]}, index=["a", "b"])
        found = carried_scenario(Scenario(locked=locks), AB, figures=sizes)
        assert [(lock.region, lock.members) for lock in found.scenario.locked] == [
            ("s", ("c", "x"))
        ]
        assert found.notes == ("locked r: no municipality is left; the rule fell away",)
        assert found.ambiguous[0].parts == {"a": "r", "b": "s"}

    def test_left_out_in_part_and_counts_to_look_at(self):
        found = carried_scenario(Scenario(leave_out=("a", "c"), coverage={"most": 3}), AB)
        assert found.scenario.leave_out == ("c",)
        assert found.ambiguous[0].what == "leave_out"
        assert "coverage counts municipalities" in found.notes[0]


def test_changes_as_a_table():
    found = mergers(a="a", b="a", c="z", d="y", e="y")
    plan = {"a": "1", "b": "2", "c": "1", "d": "1"}
    carried = carried_assignment(plan, found)
    table = changes_table(found, plan, carried.assignment, carried.ambiguous)
    assert table["kind"].to_dict() == {"a": "grown", "y": "merged", "z": "renamed"}
    assert table.loc["a", ["old_nis", "regions_before", "region_after"]].tolist() == [
        "a; b", "1; 2", "1",
    ]  # fmt: skip
    assert table.at["y", "ambiguous"] == "region: d 1, e none"


class TestData:
    @pytest.fixture
    def row(self, tmp_path):
        """Four squares of 1 km in a row, a to d, the last in another reference region."""
        frame = gpd.GeoDataFrame(
            {
                "nis": list("abcd"),
                "name": list("ABCD"),
                "reference_region": ["R", "R", "R", "S"],
                "inhabitants": [1, 2, 4, 8],
                "zone": ["p", "q", "q", "q"],
            },
            geometry=[box(x, 0, x + 1000, 1000) for x in range(0, 4000, 1000)],
            crs=31370,
        )
        frame.to_file(tmp_path / "row.gpkg", layer="municipalities")
        return read_municipalities(tmp_path / "row.gpkg", links=[("a", "d"), ("b", "d")])

    def test_figures_are_those_of_the_dissolved_polygons(self, row):
        found = carried_data(row, AB)
        units = found.municipalities
        frame = units.frame
        assert list(frame.index) == ["c", "d", "x"]
        assert frame["inhabitants"].to_dict() == {"c": 4, "d": 8, "x": 3}
        assert frame.loc["x", ["x_m", "y_m", "area_km2"]].tolist() == [1000.0, 500.0, 2.0]
        assert frame.geometry.centroid.x.tolist() == frame["x_m"].tolist()
        pd.testing.assert_frame_equal(units.borders, shared_borders(frame.geometry))
        assert units.links == (("d", "x"),)
        assert units.other_names == {"x": ("A", "B")}
        assert [one.what for one in found.ambiguous] == ["zone"]
        assert units.source.sha256 != row.source.sha256

    def test_a_reference_region_on_which_parts_disagree_is_settled(self, row):
        found = carried_data(row, mergers(c="y", d="y"))
        assert found.municipalities.frame.at["y", "reference_region"] == "S"
        assert found.ambiguous[0].sentence(str.upper, str.upper) == (
            "reference_region of Y: R (C) or S (D); S was taken: most inhabitants"
        )

    def test_a_part_without_a_polygon_is_missed_with_a_word(self, row):
        shapes = row.frame.geometry.where(row.frame.index != "a", shapely.Polygon())
        found = carried_data(replace(row, frame=row.frame.set_geometry(shapes)), AB)
        assert found.ambiguous[0].sentence(str.upper, str.upper) == (
            "polygon of X: none (A) or one (B); that one was taken: distances and borders are "
            "without the others"
        )

    def test_no_mergers_change_nothing(self, row):
        found = carried_data(row, mergers())
        pd.testing.assert_frame_equal(
            pd.DataFrame(found.municipalities.frame), pd.DataFrame(row.frame)
        )
        pd.testing.assert_frame_equal(found.municipalities.borders, row.borders)

    def test_what_is_written_is_read_back(self, row, tmp_path):
        carried = carried_data(row, AB).municipalities
        data_layer(carried).to_file(tmp_path / "new.gpkg", layer="municipalities")
        back = read_municipalities(tmp_path / "new.gpkg")
        columns = ["name", "reference_region", "x_m", "y_m", "area_km2", "inhabitants"]
        pd.testing.assert_frame_equal(
            pd.DataFrame(back.frame[columns]), pd.DataFrame(carried.frame[columns])
        )


class TestFiles:
    @pytest.fixture
    def saved(self, tmp_path):
        def save(text):
            (tmp_path / "t.csv").write_text(text, encoding="utf-8")
            return tmp_path / "t.csv"

        return save

    def test_a_table_of_a_belgian_excel(self, saved):
        table = read_unit_table(saved("nis;x;code\na;0,5;01\nb;1,5;02\n"), AB)
        assert table["x"].tolist() == [0.5, 1.5]
        assert table["code"].tolist() == ["01", "02"]

    def test_all_findings_of_a_table(self, saved):
        with pytest.raises(DataError) as raised:
            read_unit_table(saved("nis,v\na,1\na,2\n,3\nx,4\n"), AB)
        for text in (
            "no nis in line 4",
            "more than one row for a",
            "codes of after the mergers: x",
        ):
            assert text in str(raised.value)

    def test_codes_that_the_data_lacks(self, saved):
        with pytest.raises(DataError, match="codes that the data of before lacks: q; expected"):
            read_unit_table(saved("nis,v\na,1\nq,2\n"), AB, ["a", "b"])

    def test_pairs_with_and_without_weights(self, saved):
        assert list(read_pair_table(saved("a,b,weight\na,c,2\n"), AB).iloc[0]) == ["a", "c", 2]
        assert read_pair_table(saved("a;b;weight\na;c;1,5\n"), AB)["weight"].tolist() == [1.5]
        assert list(read_pair_table(saved("nis_a,nis_b,why\na,c,z\n"), AB)) == ["nis_a", "nis_b"]

    def test_all_findings_of_pairs(self, saved):
        text = "nis_a,nis_b,weight\na,c,1\nc,a,2\nd,d,1\n,a,1\nx,c,1\nb,c,-1\ne,c,many\n"
        with pytest.raises(DataError) as raised:
            read_pair_table(saved(text), AB)
        for part in (
            "no municipality in line 5; fill in both",
            "a municipality with itself in line 4",
            "a pair that is there already in line 3",
            "codes of after the mergers: x",
            "no weight of 0 or more in lines 7 and 8",
        ):
            assert part in str(raised.value)
