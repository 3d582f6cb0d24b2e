"""What the command line does where its output cannot be shown."""

import errno
import io
import json
import os
import subprocess
import sys

import pytest

from regionplanner.cli.main import main
from tests.cli import worlds
from tests.conftest import ROOT
from tests.worlds import grid

NAME = "Łódź 東"


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """A plan file of a small world of one region, and groups with a name in many scripts."""
    cells = grid(3, 2)
    path = worlds.save(tmp_path / "world.gpkg", cells)
    ids = worlds.ids(path)
    text = "nis,region\n" + "".join(f"{nis},a\n" for nis in ids)
    (tmp_path / "plan.csv").write_text(text)
    text = "nis,group\n" + "".join(f"{nis},{NAME}{n}\n" for n, nis in enumerate(ids))
    (tmp_path / "groups.csv").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plan.csv", "--data", path, "--min", "2"


class Refusing(io.StringIO):
    """A stream that takes nothing."""

    def __init__(self, number):
        super().__init__()
        self.number = number

    def write(self, _):
        raise OSError(self.number, os.strerror(self.number))


def ended(monkeypatch, *arguments, stdout, stderr=None):
    monkeypatch.setattr(sys, "argv", ["regionplanner", *map(str, arguments)])
    monkeypatch.setattr(sys, "stdout", stdout)
    said = io.StringIO() if stderr is None else stderr
    monkeypatch.setattr(sys, "stderr", said)
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code or 0, said


COMMANDS = [
    ("check",),
    ("check", "--max", "2"),
    ("check", "--groups-file", "groups.csv"),
    ("--help",),
]


@pytest.mark.parametrize("options", COMMANDS, ids=" ".join)
def test_a_closed_pipe_is_no_verdict(monkeypatch, plan, options):
    command, *others = options
    arguments = (command, *plan, *others) if command == "check" else options
    code, said = ended(monkeypatch, *arguments, stdout=Refusing(errno.EPIPE))
    assert code == 141
    assert "Error" not in said.getvalue()


@pytest.mark.parametrize("options", COMMANDS, ids=" ".join)
def test_a_full_disk_is_said(monkeypatch, plan, options):
    command, *others = options
    arguments = (command, *plan, *others) if command == "check" else options
    code, said = ended(monkeypatch, *arguments, stdout=Refusing(errno.ENOSPC))
    assert code == 3
    assert "Error: standard output cannot be written (No space left" in said.getvalue()


@pytest.mark.parametrize("number", [errno.EPIPE, errno.ENOSPC])
def test_messages_that_nobody_can_see_change_no_verdict(monkeypatch, plan, number):
    for options, expected in (((), 0), (("--max", "2"), 1), (("--scenario", "gone.toml"), 2)):
        command = ("check", *plan, *options)
        assert ended(monkeypatch, *command, stdout=io.StringIO(), stderr=Refusing(number))[0] == (
            expected
        )


def test_no_streams_at_all(monkeypatch, plan):
    monkeypatch.setattr(sys, "argv", ["regionplanner", "check", *map(str, plan), "--max", "2"])
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", r"\u0141\u00f3d\u017a \u6771"),
        ("cp1252", r"\u0141ód\u017a \u6771"),
        ("utf-8", NAME),
    ],
)
def test_a_screen_that_cannot_show_a_name(monkeypatch, plan, encoding, shown):
    screen = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    code, _ = ended(monkeypatch, "check", *plan, "--groups-file", "groups.csv", stdout=screen)
    assert code == 1  # a group of one
    assert f"{shown}0" in screen.buffer.getvalue().decode(encoding)
    assert screen.errors == "strict"


def test_json_on_such_a_screen_has_the_same_values(monkeypatch, plan):
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    ended(monkeypatch, "check", *plan, "--groups-file", "groups.csv", "--json", stdout=screen)
    said = screen.buffer.getvalue().decode("ascii")
    assert f"{NAME}0" in str(json.loads(said))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")  # noqa: PTH110
@pytest.mark.parametrize(
    ("redirected", "code"),
    [(">/dev/full", 3), (">&-", 0), ("2>&-", 0), (">&- 2>&- <&-", 0), ("| true", 141)],
)
def test_real_streams(tmp_path, redirected, code):
    command = f"set -o pipefail; {sys.executable} -m regionplanner --help {redirected}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert run.returncode == code
    assert b"Traceback" not in run.stderr
    assert b"Exception ignored" not in run.stderr
