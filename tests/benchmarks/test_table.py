"""Measurements and their tables."""

import pytest

from benchmarks.flanders import answer, peak
from benchmarks.processes import Run
from benchmarks.table import Bar, Measured, markdown, measured_table


def measured(*seconds, proven=True, mb=100.0):
    runs = tuple(Run(s, mb, "", "") for s in seconds)
    return Measured("a plan", Bar(12, 5), runs, "1.0, optimal", proven)


def test_columns_are_lined_up_and_numbers_stand_right():
    assert markdown(["work", "s"], [["a", "1.5"], ["a|b", "22"]]).splitlines() == [
        "| work |   s |",
        "| ---- | --: |",
        "| a    | 1.5 |",
        "| a\\|b |  22 |",
    ]


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (measured(1, 30, 4), "aim"),
        (measured(6), "bar"),
        (measured(12.1), "over the bar"),
        (measured(1, proven=False), "not done"),
    ],
)
def test_the_median_is_held_against_the_bar(row, verdict):
    assert row.verdict == verdict


def test_a_row_says_what_was_measured():
    last = measured_table([measured(3, mb=None)]).splitlines()[-1]
    assert [cell.strip() for cell in last.strip("|").split("|")] == [
        *("a plan", "12", "5", "3.0", "?", "1.0, optimal", "aim")
    ]


def test_a_gap_is_reported_relative_and_absolute():
    summary = {"status": "feasible", "objective": 2.0, "bound": 1.5, "gap": 0.25}
    assert answer(summary) == "2.000, feasible, gap 25.00% (0.500)"
    assert answer(summary | {"status": "optimal"}) == "2.000, optimal"


@pytest.mark.parametrize(("mb", "verdict"), [(400, "aim"), (700, "bar"), (701, "over the bar")])
def test_peak_of_memory(mb, verdict):
    assert peak([measured(1, mb=20.0), measured(1, mb=float(mb))]).endswith(f": {verdict}.")


def test_memory_that_cannot_be_seen():
    assert peak([measured(1, mb=None)]) == "Memory is not measured on this system."
