"""A run that is interrupted leaves what was finished, and the same command goes on from there."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.cli import worlds
from tests.conftest import ROOT
from tests.program.parents import cells

PLAN = ("plan", "--data", "world.gpkg", "--min", "3", "--max", "8", "--regions", "16")


@pytest.fixture
def start(tmp_path):
    worlds.save(tmp_path / "world.gpkg", cells(4))

    def start(out, cache, *arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "regionplanner", *PLAN, "--out", out, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "REGIONPLANNER_CACHE": str(tmp_path / cache),
            },
        )

    return start


def interrupted(run, answers, after):
    """What a run says that is interrupted once so many answers are kept."""
    until = time.monotonic() + 60
    while len(list(answers.glob("*.json"))) < after and time.monotonic() < until:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    return run.communicate(timeout=60)


def plan_of(run, out):
    """What a run says that ends well, and the plan that it writes."""
    output, errors = run.communicate(timeout=100)
    assert run.returncode == 0, errors
    return output, out.read_bytes()


def test_the_same_command_goes_on(start, tmp_path):
    """Also where the time is limited, though not short."""
    _, whole = plan_of(start("whole", "none", "--workers", "2"), tmp_path / "whole" / "plan.csv")
    for cache, limit in (("without", ()), ("with", ("--time-limit", "100"))):
        plan = tmp_path / cache / "plan.csv"
        stopped = start(cache, f"{cache}-answers", "--workers", "1", *limit)
        said = interrupted(stopped, tmp_path / f"{cache}-answers" / "answers", after=2)
        assert (stopped.returncode, said[0]) == (130, "")
        told = re.fullmatch(
            r"Stopped with ([123]) of 4 reference regions finished; they are kept: the same "
            r"command goes on from there\.\n",
            said[1],
        )
        assert told, said[1]
        assert not plan.exists()
        output, made = plan_of(start(cache, f"{cache}-answers", "--workers", "1", *limit), plan)
        known = re.search(r"\((\d) of 4 reference regions were known from before\)", output)
        assert int(known[1]) >= int(told[1])
        assert made == whole
