"""The command line: in this process where that makes no difference, else as its users run it."""

import contextlib
import functools
import io
import os
import subprocess
import sys
from unittest import mock

import pytest

from regionplanner.cli.main import main
from tests.conftest import HANGS_S, ROOT

collect_ignore = ["in_qgis.py"]  # for the system's Python, which has QGIS
SHOWN = {"COLUMNS": "200", "NO_COLOR": "1"}


def started(home, *arguments, code=None, cwd=None):
    """Run ``regionplanner ...``, or code, as a process of its own."""
    program = ["-c", code] if code else ["-m", "regionplanner"]
    return subprocess.run(  # noqa: PLW1510 (tests look at the exit code)
        [sys.executable, *program, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd or home,
        env={**os.environ, "PYTHONPATH": str(ROOT), **SHOWN},
        timeout=HANGS_S,
    )


@pytest.fixture(scope="session")
def process(tmp_path_factory):
    """Function that runs ``regionplanner ...`` as a process of its own."""
    return functools.partial(started, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def cli(tmp_path_factory):
    """Function that runs ``regionplanner ...``; the result has returncode, stdout and stderr."""
    home = tmp_path_factory.mktemp("here")

    def run(*arguments, code=None, cwd=None):
        if code:
            return started(home, *arguments, code=code, cwd=cwd)
        called = ["regionplanner", *map(str, arguments)]
        out, err, ended = io.StringIO(), io.StringIO(), 0
        with (
            contextlib.chdir(cwd or home),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch.dict(os.environ, SHOWN),
            mock.patch.object(sys, "argv", called),
        ):
            try:
                main()
            except SystemExit as end:
                ended = end.code or 0
        return subprocess.CompletedProcess(called, ended, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="session")
def planned(process, tmp_path_factory):
    """The folder of the default plan of Flanders, and the run that made it."""
    out = tmp_path_factory.mktemp("planned") / "out"
    return out, process("plan", "--out", out)


@pytest.fixture(scope="session")
def plan_csv(planned):
    return planned[0] / "plan.csv"
