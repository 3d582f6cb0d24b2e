"""A run that is interrupted leaves what was finished, and the same command goes on from there."""

import os
import re
import subprocess
import sys

import pandas as pd
import pytest

from tests.cli import worlds
from tests.conftest import HANGS_S, ROOT
from tests.program.parents import cells

INTERRUPTED = """
import os, signal
from regionplanner.cli.main import main
from regionplanner.files.cache import FolderStore

put = FolderStore.put

def put_and_interrupt(self, key, record):
    put(self, key, record)
    if self.size()[0] == 2:
        os.kill(os.getpid(), signal.SIGINT)

FolderStore.put = put_and_interrupt
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background lacks
main()
"""
"""Ctrl-C as soon as the answers of two reference regions are kept."""

PLAN = ("plan", "--data", "world.gpkg", "--min", "3", "--max", "8", "--regions", "16")


@pytest.fixture
def planned(tmp_path):
    worlds.save(tmp_path / "world.gpkg", cells(4))

    def planned(out, cache, *arguments, program=("-m", "regionplanner")):
        return subprocess.run(  # noqa: PLW1510 (one of them ends with another exit code)
            [sys.executable, *program, *PLAN, "--out", out, *arguments],
            capture_output=True,
            text=True,
            timeout=HANGS_S,
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "REGIONPLANNER_CACHE": str(tmp_path / cache),
            },
        )

    return planned


def plan_of(run, out):
    """What a run says that ends well, and the plan that it writes."""
    assert run.returncode == 0, run.stderr
    return run.stdout, out.read_bytes()


@pytest.mark.slow
def test_the_same_command_goes_on(planned, tmp_path):
    plan = tmp_path / "out" / "plan.csv"
    stopped = planned("out", "cache", "--workers", "1", program=("-c", INTERRUPTED))
    assert (stopped.returncode, stopped.stdout) == (130, "")
    notice = re.fullmatch(
        r"(?:.*\n)?Stopped with ([123]) of 4 parent areas finished; they are kept: the same "
        r"command goes on from there\. Their plan so far: out/unfinished\.csv\.\n",
        stopped.stderr,
    )
    assert notice, stopped.stderr
    assert not plan.exists()
    unfinished = tmp_path / "out" / "unfinished.csv"
    finished = pd.read_csv(unfinished, dtype=str)
    assert finished["reference_region"].nunique() == int(notice[1])
    output, made = plan_of(planned("out", "cache", "--workers", "1"), plan)
    known = re.search(r"\((\d) of 4 parent areas were known from before\)", output)
    assert int(known[1]) >= int(notice[1])
    assert not unfinished.exists()
    whole = tmp_path / "whole" / "plan.csv"
    assert made == plan_of(planned("whole", "other", "--workers", "2"), whole)[1]
