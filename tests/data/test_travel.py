"""Tables of travel times: both ways, and everything that is wrong with them."""

import dataclasses
import importlib.util

import numpy as np
import pandas as pd
import pytest

from regionplanner import DataError, ScenarioError
from regionplanner.data.municipalities import without
from regionplanner.data.travel import read_travel_times
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import violations
from regionplanner.rules.case import resolve_rules
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities

# 1 2 in P, 3 4 in Q
UNITS = grid_municipalities(
    [Cell("1", 0, 0), Cell("2", 1, 0), Cell("3", 2, 0, "Q"), Cell("4", 3, 0, "Q")]
)
COMPLETE = [("1", "2", "10"), ("2", "1", "12.5"), ("3", "4", "7"), ("4", "3", "0")]


@pytest.fixture
def read(tmp_path):
    def reader(rows, header="from,to,minutes", separator=",", unit=None):
        path = tmp_path / "times.csv"
        lines = [header.replace(",", separator), *(separator.join(row) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_travel_times(path, UNITS, unit=unit)

    return reader


def test_times_differ_by_direction(read):
    times = read(COMPLETE).travel_min
    assert times.index.tolist() == times.columns.tolist() == ["1", "2", "3", "4"]
    assert (times.at["1", "2"], times.at["2", "1"], times.at["4", "3"]) == (10.0, 12.5, 0.0)
    assert np.isnan(times.at["1", "3"])
    assert (np.diag(times) == 0).all()


def test_pairs_of_other_reference_regions_and_of_oneself_may_be_there(read):
    times = read([*COMPLETE, ("1", "4", "99"), ("2", "2", "3")]).travel_min
    assert times.at["1", "4"] == 99.0
    assert times.at["2", "2"] == 0.0


def test_a_file_of_a_belgian_spreadsheet(read):
    rows = [(a, b, minutes.replace(".", ",")) for a, b, minutes in COMPLETE]
    assert read(rows, separator=";").travel_min.equals(read(COMPLETE).travel_min)


def test_hours_and_minutes_are_read(read):
    rows = [("1", "2", "0:10"), ("2", "1", "0:12:30"), ("3", "4", "1:02:30.5"), ("4", "3", "3,5")]
    times = read(rows, separator=";").travel_min
    assert times.at["1", "2"] == 10.0
    assert times.at["2", "1"] == 12.5
    assert times.at["3", "4"] == pytest.approx(62.5 + 0.5 / 60)
    assert times.at["4", "3"] == 3.5


def test_minutes_with_a_point_and_three_digits_are_decimal(read):
    times = read([("1", "2", "1.250"), ("2", "1", "12.500"), *COMPLETE[2:]]).travel_min
    assert (times.at["1", "2"], times.at["2", "1"]) == (1.25, 12.5)


@pytest.mark.parametrize(("unit", "factor"), [("seconds", 60), ("hours", 1 / 60)])
def test_times_in_another_unit_are_refused_until_it_is_named(read, unit, factor):
    rows = [(a, b, repr(float(minutes) / 5 * factor)) for a, b, minutes in COMPLETE]
    message = rf"a median speed of .* km/h .*; .*: --time-unit {unit}, or --time-unit minutes where"
    with pytest.raises(DataError, match=message):
        read(rows)
    units = read(rows, unit=unit)
    assert units.travel_min.at["1", "2"] == pytest.approx(2.0)
    assert units.source.notes == (f"travel times from times.csv, in {unit}",)
    assert units.source.sha256 != read(rows, unit="minutes").source.sha256


def test_most_places_at_0_minutes_are_refused_until_minutes_are_named(read):
    rows = [*((a, b, "0") for a, b, _ in COMPLETE[:-1]), (*COMPLETE[-1][:2], "unreachable")]
    with pytest.raises(DataError, match="any distance in 0 minutes in straight lines; between 1"):
        read(rows)
    assert np.isfinite(read(rows, unit="minutes").travel_min.loc[COMPLETE[-1][0], COMPLETE[-1][1]])


def test_a_pair_without_a_way_is_stated_and_is_not_in_one_region(read):
    units = read([*COMPLETE[:2], ("3", "4", "unreachable"), COMPLETE[3], ("1", "4", "Unreachable")])
    assert units.unreachable == (("3", "4"),)
    assert np.isfinite(units.travel_min.at["3", "4"])
    rules = resolve_rules(units, Scenario(regions=2, min_units=1))
    assert rules.apart == (("3", "4"),)
    assert without(units, ["3"]).unreachable == ()
    assert resolve_rules(units, Scenario(min_units=1, leave_out=("3",))).apart == ()


def test_a_pair_without_a_way_is_no_rule_that_anybody_made(read):
    units = read([*COMPLETE[:2], ("3", "4", "unreachable"), *COMPLETE[3:]])
    with pytest.raises(ScenarioError, match="as the table of travel times has no way between"):
        resolve_rules(units, Scenario(min_units=1, together=[("3", "4")]))
    parents = {nis: units.frame.at[nis, "reference_region"] for nis in units.frame.index}
    found = [str(one) for one in violations(parents, units, rook_graph(units), Scenario())]
    assert "between which the table of travel times has no way" in " ".join(found)


def test_the_data_is_another_one(read):
    units = read(COMPLETE)
    assert units.source.sha256 != UNITS.source.sha256
    assert units.source.notes == ("travel times from times.csv",)
    assert read([("1", "2", "11"), *COMPLETE[1:]]).source.sha256 != units.source.sha256


def test_units_that_are_left_out_take_their_times_with_them(read):
    assert without(read(COMPLETE), ["3"]).travel_min.index.tolist() == ["1", "2", "4"]
    assert without(read(COMPLETE), ["3"]).travel_min.shape == (3, 3)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([*COMPLETE, ("9", "1", "5")], "ids that are not in the data: 9 in line 6; correct"),
        ([*COMPLETE, ("", "1", "5")], "ids that are not in the data: nothing in line 6"),
        (
            [("1", "2", "-1"), *COMPLETE[1:]],
            r"no minutes of 0 or more: -1 from Unit 1 \(1\) to Unit 2 \(2\) in line 2; correct",
        ),
        ([("1", "2", "fast"), *COMPLETE[1:]], "of 0 or more: fast from .* in line 2"),
        ([("1", "2", ""), *COMPLETE[1:]], "of 0 or more: nothing from .* in line 2"),
        ([("1", "2", "inf"), *COMPLETE[1:]], "of 0 or more: inf from .* in line 2"),
        ([("1", "2", "nan"), *COMPLETE[1:]], "of 0 or more: nan from .* in line 2"),
        (
            [*COMPLETE, ("1", "2", "10")],
            r"more than one time from Unit 1 \(1\) to Unit 2 \(2\) in line 6; keep one",
        ),
        (
            COMPLETE[1:3],
            r"no time for 2 pair\(s\) inside a reference region: from Unit 1 \(1\) to Unit 2 \(2\) "
            r"and from Unit 4 \(4\) to Unit 3 \(3\); add them",
        ),
        ([], r"no time for 4 pair\(s\) inside"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named(read, rows, message):
    with pytest.raises(DataError, match=message):
        read(rows)


def test_all_findings_come_together(read):
    with pytest.raises(DataError, match="4 findings in the data") as raised:
        read([("1", "2", "x"), ("1", "2", "5"), ("9", "1", "5")])
    for part in ("9 in line 4", "x from", "more than one time", "no time for 3 pair"):
        assert part in str(raised.value)


def test_of_many_findings_five_are_shown(read):
    with pytest.raises(DataError, match=r"5 in line 10 and 3 more; correct"):
        read([*COMPLETE, *((str(n), "1", "5") for n in (91, 92, 93, 94, 5, 6, 7, 8))])


def test_columns_that_are_missing_are_named(read):
    with pytest.raises(DataError, match="has no column minutes; it has from, to and time"):
        read(COMPLETE, header="from,to,time")


def parquet(path, frame):
    pytest.importorskip("pyarrow")
    frame.to_parquet(path)
    return path


def test_parquet(tmp_path, read):
    frame = pd.DataFrame(COMPLETE, columns=["from", "to", "minutes"])
    frame = frame.astype({"from": int, "to": int, "minutes": float})
    units = read_travel_times(parquet(tmp_path / "t.parquet", frame), UNITS)
    assert units.travel_min.equals(read(COMPLETE).travel_min)
    bad = frame.assign(minutes=[1.0, None, -3.0, 2.0])
    with pytest.raises(DataError, match=r"nothing from Unit 2 .* in row 2 and -3 from .* in row 3"):
        read_travel_times(parquet(tmp_path / "u.parquet", bad), UNITS)
    with pytest.raises(DataError, match="has no columns minutes; it has from and to"):
        read_travel_times(parquet(tmp_path / "v.parquet", frame[["from", "to"]]), UNITS)


def test_parquet_without_pyarrow(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(DataError, match=r"pip install regionplanner\[parquet\], or give a CSV"):
        read_travel_times(tmp_path / "t.parquet", UNITS)


def test_a_parquet_file_that_is_damaged(tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "t.parquet"
    path.write_bytes(b"no parquet")
    with pytest.raises(DataError, match=r"t\.parquet cannot be read \(.*; give a CSV or Parquet"):
        read_travel_times(path, UNITS)


def test_municipalities_without_times_have_none():
    assert UNITS.travel_min is None
    assert dataclasses.replace(UNITS, links=()).travel_min is None


def ways(minutes):
    return [(a, b, minutes) for a, b in ("12", "21", "34", "43")]


def test_minutes_that_can_be_seconds_are_noted(read):
    found = read(ways("40")).source.notes
    assert "a median speed of 1.5 km/h in straight lines; where they are in seconds" in found[-1]
    assert len(read(ways("20")).source.notes) == 1


@pytest.mark.parametrize("minutes", ["0", "9999"])
def test_pairs_whose_time_is_none_are_noted(tmp_path, minutes):
    far = grid_municipalities([Cell(str(n), 20 * n, 0) for n in range(4)])
    rows = [f"{a},{b},{20 * abs(a - b)}" for a in range(4) for b in range(4) if (a, b) != (0, 3)]
    (tmp_path / "t.csv").write_text("\n".join(["from,to,minutes", *rows, f"0,3,{minutes}"]))
    (*_, note) = read_travel_times(tmp_path / "t.csv", far).source.notes
    assert note.startswith("1 pair of t.csv would be travelled slower than 1 or faster than 200")
    assert f"such as {minutes} from " in note


def test_minutes_and_seconds_with_a_colon(read):
    for unit in (None, "seconds"):
        with pytest.raises(DataError, match="write minutes and seconds as 0:mm:ss"):
            read(ways("2:30"), unit=unit)
