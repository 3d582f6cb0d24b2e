"""Commands as whole processes."""

import os
import sys

import pytest

from benchmarks import processes
from benchmarks.processes import PROC, family, parents, run, tree_mb


def command(text):
    return [sys.executable, "-c", text]


def test_seconds_memory_and_output(tmp_path, monkeypatch):
    """The command ends when its memory was seen, however rarely this machine finds time to look."""
    seen = tmp_path / "seen"

    def fixed_memory(pid):
        found = tree_mb(pid)
        if found is None or found > 1:
            seen.touch()
        return found

    monkeypatch.setattr(processes, "tree_mb", fixed_memory)
    text = (
        "import os, time; time.sleep(0.3)\n"
        f"while not os.path.exists({str(seen)!r}): time.sleep(0.01)\n"
        "print(os.environ['REGIONPLANNER_CACHE'])"
    )
    done = run(command(text), cache=tmp_path, limit_s=60)
    assert done.seconds >= 0.3
    assert done.output.strip() == str(tmp_path)
    assert not done.error
    assert not PROC.is_dir() or done.peak_mb > 1


def test_a_failure_is_reported_in_its_own_words(tmp_path):
    done = run(command("import sys; sys.exit('DataError: no\\nlast')"), cache=tmp_path, limit_s=60)
    assert done.error == "DataError: no"


def test_a_command_that_takes_too_long_is_ended(tmp_path):
    done = run(command("import time; time.sleep(60)"), cache=tmp_path, limit_s=0.5)
    assert done.error == "ended after 0.5 s"
    assert done.seconds < 30


def test_a_family_is_all_descendants():
    assert family(1, {2: 1, 3: 2, 4: 9, 9: 4}) == {1, 2, 3}


def test_memory_of_this_process():
    if not PROC.is_dir():
        pytest.skip("this system does not show its processes")
    assert os.getpid() in parents()
    assert tree_mb(os.getpid()) > 10
