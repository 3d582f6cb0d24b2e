"""A run that is interrupted leaves what was finished, and the same command goes on from there."""

import os
import re
import signal
import subprocess
import sys
import time

import pandas as pd
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


@pytest.mark.slow
def test_the_same_command_goes_on(start, tmp_path):
    plan = tmp_path / "out" / "plan.csv"
    stopped = start("out", "cache", "--workers", "1")
    said = interrupted(stopped, tmp_path / "cache" / "answers", after=2)
    assert (stopped.returncode, said[0]) == (130, "")
    told = re.fullmatch(
        r"Stopped with ([123]) of 4 reference regions finished; they are kept: the same "
        r"command goes on from there\. Their plan so far: out/unfinished\.csv\.\n",
        said[1],
    )
    assert told, said[1]
    assert not plan.exists()
    unfinished = tmp_path / "out" / "unfinished.csv"
    finished = pd.read_csv(unfinished, dtype=str)
    assert finished["reference_region"].nunique() == int(told[1])
    output, made = plan_of(start("out", "cache", "--workers", "1"), plan)
    known = re.search(r"\((\d) of 4 reference regions were known from before\)", output)
    assert int(known[1]) >= int(told[1])
    assert not unfinished.exists()
    whole = tmp_path / "whole" / "plan.csv"
    assert made == plan_of(start("whole", "other", "--workers", "2"), whole)[1]
