"""Worker processes that end in the middle: their reference region is planned by another."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from multiprocessing.context import SpawnContext

import pytest

from regionplanner import propose, stoppable
from regionplanner.program.running import processes
from regionplanner.program.running.task import Task, returned
from regionplanner.words.messages import said
from tests.conftest import HANGS_S, ROOT
from tests.program.parents import parents, scenario, world

DYING = """
import os
from regionplanner.program import curve
from regionplanner.program.running.scheduler import SearchSettings, solve_parents
from regionplanner.program.running import task
from tests.program.parents import parents

class Deadly:
    def __reduce__(self):
        return os._exit, (1,)

if __name__ == "__main__":
    import dataclasses
    one, two = parents(2)
    try:
        dying = dataclasses.replace(two, code="Q", locked=Deadly())
        solve_parents([one, dying], SearchSettings(workers=2))
    except Exception as error:
        print(type(error).__name__, error)
"""


@pytest.mark.slow
def test_a_reference_region_over_which_all_end_is_named(tmp_path):
    script = tmp_path / "dying.py"
    script.write_text(DYING, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANGS_S,
        check=True,
    )
    assert run.stdout.startswith("WorkerError 3 worker processes ended over reference region Q:")


def test_a_process_that_is_killed_is_replaced_and_the_plan_is_the_same():
    ended, reported, news = [], [], []

    def end_one(curve, done, of):
        reported.append((curve.code, done, of))
        if not ended:
            ended.extend(child.pid for child in multiprocessing.active_children()[:1])
            os.kill(ended[0], signal.SIGKILL)

    one = propose(world(3), scenario(12), workers=1)
    two = propose(
        world(3),
        scenario(12),
        workers=2,
        progress=end_one,
        on_incumbent=lambda code, *_: news.append(code),
    )
    assert ended
    assert [step[1:] for step in reported] == [(1, 3), (2, 3), (3, 3)]
    assert {code for code, *_ in reported} == set("PQR")
    assert set(news) <= set("PQR")
    assert news
    assert dict(two.assignment) == dict(one.assignment)
    assert two.parent_curves == one.parent_curves


def unable(*_, **__):
    raise OSError(38, "Function not implemented")


@pytest.mark.parametrize(
    "why",
    [
        "no semaphores",
        "no shared memory",
        "no thread",
        *(pytest.param(why, marks=pytest.mark.slow) for why in ("a daemon", "no program")),
    ],
)
def test_where_processes_cannot_start_the_plan_is_made_here(why, monkeypatch, caplog):
    if why == "a daemon":
        monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    elif why == "no semaphores":
        monkeypatch.setattr(processes, "ProcessPoolExecutor", unable)
    elif why == "no shared memory":
        monkeypatch.setattr(SpawnContext, "Event", unable)
    elif why == "no thread":  # its process starts, and nobody would ever tell it to end
        monkeypatch.setattr("concurrent.futures.process._ExecutorManagerThread.start", unable)
    else:
        monkeypatch.setattr(sys.modules["__main__"], "__file__", "<stdin>", raising=False)
    reported, before = [], {*multiprocessing.active_children()}
    options = {"progress": lambda curve, *_: reported.append(curve.code)}
    with stoppable(threading.Event()):
        made = propose(world(2), scenario(8), workers=2, **options)
    left = {*multiprocessing.active_children()} - before
    for process in left:
        process.join(10)
    assert all(process.exitcode is not None for process in left)
    assert dict(made.assignment) == dict(propose(world(2), scenario(8)).assignment)
    assert sorted(reported) == ["P", "Q"]
    (said,) = caplog.messages
    assert said.endswith("; going on in this process, with the same result")


UNGUARDED = """
from regionplanner import propose
from tests.program.parents import parents, scenario, world
print(propose(world(2), scenario(8), workers=2).proof.status)
"""


@pytest.mark.slow
def test_a_script_without_a_guard_has_its_plan(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANGS_S,
        check=True,
    )
    assert run.stdout == "optimal\n"
    assert "__main__" in run.stderr
    assert "Traceback" not in run.stderr


def test_what_a_worker_warns_of_is_said_where_it_was_started(caplog):
    """In any language: a message goes from process to process as a value."""
    (problem,) = parents(1)
    task = Task(replace(problem, max_states=5), time_s=1.0)
    answers = pickle.loads(pickle.dumps(returned(task)))
    assert caplog.messages == []
    answers.logged()
    (record,) = caplog.records
    assert said(record.msg, "nl").startswith("referentieregio A is te groot: het beslissing")
