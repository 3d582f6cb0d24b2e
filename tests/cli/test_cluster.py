"""Plans on more than one machine, typed as the README says, on the loopback address."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HANGS_S, ROOT


def how_to():
    """The commands of the README, but for the installation; on a port that is free."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    (block,) = [block for block in blocks if "dask scheduler" in block]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return block.replace("pip install", "true pip install").replace("8786", str(port))


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a Unix shell")
@pytest.mark.slow
def test_the_how_to_plans_flanders_on_a_cluster(plan_csv, tmp_path):
    pytest.importorskip("distributed")
    end = "trap 'kill $(jobs -p); wait' EXIT"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    cache = str(tmp_path / "cache")
    run = subprocess.run(
        ["bash", "-c", f"{end}\n{how_to()}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "REGIONPLANNER_CACHE": cache},
        timeout=HANGS_S,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert (tmp_path / "out-cluster" / "plan.csv").read_bytes() == plan_csv.read_bytes()


def test_a_scheduler_that_is_not_there_is_7(cli, monkeypatch, tmp_path):
    pytest.importorskip("distributed")
    monkeypatch.setattr("regionplanner.program.running.dask.CONNECT_S", 0.5)
    monkeypatch.setenv("REGIONPLANNER_CACHE", str(tmp_path))
    run = cli("plan", "--dask", "tcp://127.0.0.1:9", "--out", tmp_path / "out")
    assert run.returncode == 7
    assert run.stderr.startswith("Error: no Dask scheduler answers at tcp://127.0.0.1:9 (")
    assert not (tmp_path / "out").exists()
