"""Records of plans that were made together: written, read back, and only where they belong."""

import json

import pytest

from regionplanner.files.set_records import (
    SET_RECORDS,
    AlternativeRecord,
    AlternativesRecord,
    AmbiguityRecord,
    AreaRecord,
    BestRecord,
    FrontRecord,
    GrowthRecord,
    MergeRecord,
    MergerRecord,
    PairRecord,
    PointRecord,
    RepairRecord,
    SupportRecord,
    Trekker,
    TrekkersRecord,
    YearRecord,
    read_set_records,
    record_text,
)
from regionplanner.proof import Closest, Proof, Traded

RUN = {"data_sha256": "d", "scenario_sha256": "s"}
ALTERNATIVES = AlternativesRecord(
    **RUN,
    within=0.05,
    best=BestRecord(plan_sha256="b", objective=10.0, bound=10.0),
    alternatives=(
        AlternativeRecord(
            plan_sha256="a",
            objective=10.5,
            pairs_that_differ=(3,),
            pairs_in_all=3,
            proven_most=4.0,
            gap=0.25,
        ),
    ),
)
FRONT = FrontRecord(
    **RUN,
    first="distance",
    second="ties",
    points=(PointRecord(plan_sha256="p", first=1, second=2, bound=1, gap=0, allowed=3),),
)
REPAIR = RepairRecord(
    **RUN,
    plan_sha256="r",
    today={"1": "x"},
    objective=1.0,
    changes=(PairRecord(nis_a="1", nis_b="2", together=True),),
    pairs_that_change=1,
    weight=1.0,
    proven_least=1.0,
    cheapest_of_these=True,
)
MERGE = MergeRecord(
    scenario_sha256="",
    carried_sha256="c",
    mended_sha256="m",
    units_before=3,
    units_after=2,
    mergers=(MergerRecord(nis="9", name="N", parts={"1": "A", "2": "B"}, before={}, after=None),),
    ambiguous=(AmbiguityRecord(nis="9", what="region", parts={"1": "x", "2": None}, taken="x"),),
    moves={"9": ("x", None)},
    proven=True,
)
GROWTH = GrowthRecord(
    scenario_sha256="",
    plan_sha256="g",
    start={"x": 2027},
    years=(
        YearRecord(
            year=2027,
            regions=1,
            new_regions=1,
            municipalities=5,
            inhabitants=None,
            inhabitants_0_14=9,
            cost=None,
        ),
    ),
    value=9.0,
    bound=9.0,
    price=None,
    begun_gap=None,
)
SUPPORT = SupportRecord(
    scenario_sha256="",
    plan_sha256="u",
    areas=(
        AreaRecord(
            supporter="S",
            home="1",
            share=0.5,
            regions=("x",),
            municipalities=5,
            inhabitants_0_14=None,
            travel_km=1.5,
        ),
    ),
    meetings=4,
    travel_km=1.5,
    bound_km=1.5,
)
TREKKERS = TrekkersRecord(
    scenario_sha256="",
    plan_sha256="t",
    trekkers=(
        Trekker(
            region="x",
            nis="1",
            rank=1,
            score=1.0,
            readiness=None,
            inhabitants=1.0,
            nearness=1.0,
            n_inhabitants=9,
            mean_km=2.0,
            is_smallest=False,
        ),
    ),
)
ALL = (ALTERNATIVES, FRONT, REPAIR, MERGE, GROWTH, SUPPORT, TREKKERS)


def test_every_kind_is_written_under_its_own_name():
    assert {type(one) for one in ALL} == set(SET_RECORDS)
    assert len({one.FILE for one in ALL}) == len(ALL)


@pytest.mark.parametrize("record", ALL, ids=lambda one: one.FILE)
def test_a_record_is_found_again_by_any_of_its_plans(tmp_path, record):
    (tmp_path / record.FILE).write_text(record_text(record), encoding="utf-8")
    assert record.plans
    for plan in record.plans:
        assert read_set_records(tmp_path, plan) == (record,)
    assert read_set_records(tmp_path, "another") == ()
    assert read_set_records(tmp_path / "elsewhere", record.plans[0]) == ()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "not json", '{"scenario_sha256": 3}', "[" * 100_000, "\xff"],
)
def test_another_file_of_that_name_is_no_record(tmp_path, text):
    for kind in SET_RECORDS:
        (tmp_path / kind.FILE).write_text(text, encoding="latin-1")
    assert read_set_records(tmp_path, "b") == ()


def test_no_number_is_past_all_numbers(tmp_path):
    said = json.loads(record_text(FRONT))
    said["points"][0]["bound"] = float("nan")
    (tmp_path / FRONT.FILE).write_text(json.dumps(said))
    assert read_set_records(tmp_path, "p") == ()


def test_a_search_holds_for_its_own_data_and_choices_alone():
    for record in (ALTERNATIVES, FRONT, REPAIR):
        assert record.holds(**RUN)
        assert not record.holds(**{**RUN, "data_sha256": "other"})
        assert not record.holds(**{**RUN, "scenario_sha256": "other"})
    assert MERGE.holds(**RUN)


def test_alternatives_have_a_proof():
    assert ALTERNATIVES.proof("b") == Proof("optimal", 10.0, 10.0)
    assert ALTERNATIVES.proof("a") == Proof("feasible", 10.5, 10.0)
    assert FRONT.proof("p") == Proof("optimal", 1.0, 1.0, of=Traded("distance", "ties"))
    assert REPAIR.proof("r") == Proof("optimal", 1.0, 1.0, of=Closest(1.0, 1.0))
    assert MERGE.proof("c") is None
