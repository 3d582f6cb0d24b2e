"""merge, as notebooks call it: a plan, a table and a scenario over mergers of a small world."""

import pytest

from regionplanner import DataError, JobCallbacks, MergeRequest, merge
from tests.cli.worlds import save
from tests.worlds import grid

MERGERS = (
    "old_nis,old_name,new_nis,new_name\n00000,Unit 00000,00000,New\n00001,Unit 00001,00000,New\n"
)
CHOICES = {"min_units": 2, "max_units": 3, "criteria": {"distance": 1.0}, "ties": {}}


@pytest.fixture
def request_of(tmp_path):
    """Function that returns a request for a row of six units in three regions of two."""
    (tmp_path / "plan.csv").write_text(
        "nis,region\n00000,a\n00001,a\n00002,b\n00003,b\n00004,c\n00005,c\n"
    )
    (tmp_path / "mergers.csv").write_text(MERGERS)
    world = save(tmp_path / "world.gpkg", grid(6, 1), youth=[1, 2, 4, 8, 16, 32])

    def request(**choices):
        return MergeRequest(
            plan_file=tmp_path / "plan.csv",
            mergers=[tmp_path / "mergers.csv"],
            data={"file": world},
            **{"choices": CHOICES, "sums": ["youth"], **choices},
        )

    return request


def test_the_smallest_change_that_repairs_the_plan(request_of):
    """Region a is left with one, of two that it needs: that one goes to b, a single change."""
    result = merge(request_of())
    assert result.carried.assignment == {
        "00000": "a", "00002": "b", "00003": "b", "00004": "c", "00005": "c",
    }  # fmt: skip
    assert [(one.rule, one.region) for one in result.check.violations] == [("size", "a")]
    assert result.check.before == frozenset()
    assert result.check.proven
    assert set(result.check.repaired.values()) == {"b", "c"}
    assert [(one.nis, one.before, one.after) for one in result.check.moves] == [("00000", "a", "b")]


def test_what_goes_with_the_plan(request_of, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("nis,n_members\n00000,5\n00001,6\n00002,7\n")
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("nis_a,nis_b,weight\n00000,00002,1\n00001,00002,2\n00000,00001,9\n")
    choices = {**CHOICES, "together": [("00001", "00002")]}
    result = merge(request_of(tables=[table], pairs=[pairs], choices=choices, repair_s=0))
    frame = result.carried.municipalities.frame
    assert frame["youth"].to_dict() == {
        "00000": 3,
        "00002": 4,
        "00003": 8,
        "00004": 16,
        "00005": 32,
    }
    carried = result.carried.unit_tables["table.csv"].table
    assert carried["n_members"].astype(int).tolist() == [11, 7]
    assert result.carried.pair_tables["pairs.csv"]["weight"].astype(float).tolist() == [3]
    assert result.carried.rules.scenario.together == (("00000", "00002"),)
    assert {one.rule for one in result.check.violations} == {"size", "together"}
    assert {rule for rule, _ in result.check.before} == {"together"}
    assert result.check.repaired is None


def test_progress_is_given_to_callbacks_and_an_early_check_can_end_it(request_of):
    steps, units = [], []

    class Step:
        def __init__(self, what):
            steps.append(what)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    def refuse(inputs):
        units.extend(inputs.assignment)
        raise DataError("there is no room")

    callbacks = JobCallbacks(step=Step)
    with pytest.raises(DataError, match="there is no room"):
        merge(request_of(), callbacks=callbacks, ready=refuse)
    assert len(units) == 6
    assert steps == ["reading the data"]
    merge(request_of(), callbacks=callbacks)
    assert steps[1:] == [
        "reading the data",
        "carrying over the mergers",
        "checking the carried plan",
    ]
