"""The command line in this process: quick, for what does not depend on being another one."""

import sys
from dataclasses import dataclass

import pytest

from regionplanner.cli.main import main


@dataclass(frozen=True)
class Ended:
    """What a command said, and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def runner(monkeypatch, capsys):
    """Function that runs ``regionplanner ...`` here."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["regionplanner", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return Ended(end.value.code or 0, said.out, said.err)

    return run
