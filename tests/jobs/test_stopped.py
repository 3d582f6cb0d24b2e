"""Jobs that are asked to stop: the best that they have is their result."""

import threading
from contextlib import contextmanager

import pytest

import regionplanner.stopping
from regionplanner import GrowthChoices, GrowthRequest, StoppedError, plan_growth
from regionplanner.jobs import (
    AlternativesRequest,
    BestPlanRequest,
    JobCallbacks,
    RepairRequest,
    SearchCallbacks,
    SearchSettings,
    best_plan,
    plan_alternatives,
    repair_plan,
)
from tests.jobs.test_searches import case


@pytest.fixture
def stopping():
    """Callbacks that ask to stop at the first report of progress."""
    stop = threading.Event()

    @contextmanager
    def search(_municipalities, _what):
        yield SearchCallbacks(done=lambda *_: stop.set())

    return JobCallbacks(search=search, stop=stop)


def test_a_stop_at_the_first_report_leaves_the_best_plan(stopping):
    result = best_plan(BestPlanRequest(case=case()), callbacks=stopping)
    assert result.plan.proof.status == "optimal"
    stopping.stop.clear()
    made = plan_alternatives(AlternativesRequest(case=case()), callbacks=stopping)
    assert [*made.made.plans] == ["best"]


def test_without_any_plan_there_is_no_result(stopping, monkeypatch):
    monkeypatch.setattr(regionplanner.stopping, "_MOMENT_S", 0.0)  # however fast a solver is
    one = case()
    plan = best_plan(BestPlanRequest(case=one)).plan
    stopping.stop.set()
    today = dict.fromkeys(one.municipalities.frame.index, "A")
    requests = (
        (best_plan, BestPlanRequest(case=one, settings=SearchSettings(gap=0.1))),
        (repair_plan, RepairRequest(case=one, today=today)),
        (
            plan_growth,
            GrowthRequest(
                case=one,
                plan=plan,
                choices=GrowthChoices(value={"municipalities": 1.0}, regions=(1, 2)),
            ),
        ),
    )
    for job, request in requests:
        with pytest.raises(StoppedError) as stopped:
            job(request, callbacks=stopping)
        assert not stopped.value.assignment
