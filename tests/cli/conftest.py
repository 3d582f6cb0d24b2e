"""The command line as its users run it: another process."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def cli(tmp_path_factory):
    """Function that runs ``regionplanner ...``; the result has returncode, stdout and stderr."""
    home = tmp_path_factory.mktemp("home")

    def run(*arguments, code=None, cwd=None):
        program = ["-c", code] if code else ["-m", "regionplanner"]
        return subprocess.run(  # noqa: PLW1510 (tests look at the exit code)
            [sys.executable, *program, *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd or home,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "NO_COLOR": "1"},
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def planned(cli, tmp_path_factory):
    """The folder of the default plan of Flanders, and the run that made it."""
    out = tmp_path_factory.mktemp("planned") / "out"
    return out, cli("plan", "--out", out)


@pytest.fixture(scope="session")
def plan_csv(planned):
    return planned[0] / "plan.csv"
