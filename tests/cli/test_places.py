"""Where results go: never over what is read, never where the system refuses, always with a word."""

import contextlib
import os
import shutil
import socket

import pytest

from tests.cli import worlds
from tests.cli.inside import runner
from tests.worlds import grid

CELLS = grid(4, 4)


@pytest.fixture(scope="module")
def made(tmp_path_factory, cli):
    """A folder with data, tables, a scenario and a plan with growth and support beside it."""
    here = tmp_path_factory.mktemp("made")
    worlds.save(here / "base.gpkg", CELLS)
    ids = worlds.ids(here / "base.gpkg")
    pairs = f"{ids[0]},{ids[1]}"
    (here / "join.csv").write_text("nis,extra\n" + "".join(f"{nis},1\n" for nis in ids))
    (here / "links.csv").write_text(f"nis_a,nis_b\n{pairs}\n")
    (here / "ties.csv").write_text(f"nis_a,nis_b,weight\n{pairs},3\n")
    (here / "times.csv").write_text(
        "from,to,minutes\n" + "".join(f"{a},{b},10\n" for a in ids for b in ids if a != b)
    )
    (here / "groups.csv").write_text("nis,group\n" + "".join(f"{nis},a\n" for nis in ids))
    (here / "mergers.csv").write_text(
        f"old_nis,old_name,new_nis,new_name\n{ids[0]},A,new,New\n{ids[1]},B,new,New\n"
    )
    for number, out in ((2, "out"), (3, "other")):
        asked = ("--data", "base.gpkg", "--regions", number, "--min", 2, "--max", 10)
        run = cli("plan", *asked, "--out", out, "--workers", 1, "--no-cache", cwd=here)
        assert run.returncode == 0, run.stderr
    return here


@pytest.fixture
def here(made, tmp_path, monkeypatch):
    """A copy of that folder, in which commands run."""
    folder = tmp_path / "here"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(monkeypatch, capsys):
    return runner(monkeypatch, capsys)


DATA = ("--data", "base.gpkg")
SMALL = ("--regions", "2", "--min", "2", "--max", "10", "--workers", "1", "--no-cache")
PLAN = ("plan", *DATA, *SMALL)
OVERWRITES = [
    ("map", "out/plan.csv", "-o", "base.gpkg"),
    ("map", "out/plan.csv", "-o", "out/plan.csv"),
    ("map", "out/plan.csv", "-o", "out/summary.json"),
    ("map", "out/plan.csv", "-o", "out/scenario.toml"),
    ("map", "out/plan.csv", "other/plan.csv", "-o", "other/plan.csv"),
    ("map", "out/plan.csv", "--join", "join.csv", "-o", "join.csv"),
    ("map", "out/plan.csv", "--links", "links.csv", "-o", "links.csv"),
    ("map", "out/plan.csv", "--travel-times", "times.csv", "-o", "times.csv"),
    ("map", "out/plan.csv", "--pair-ties", "t=ties.csv", "-o", "ties.csv"),
    ("map", "out/plan.csv", "--scenario", "other/scenario.toml", "-o", "other/scenario.toml"),
    ("report", "out/plan.csv", "-o", "base.gpkg"),
    ("report", "out/plan.csv", "--xlsx", "./out/../base.xlsx", "-o", "base.gpkg"),
    ("compare", "out/plan.csv", "other/plan.csv", "--map", "base.gpkg"),
    ("check", "--groups-file", "groups.csv", *DATA, "--csv", "groups.csv"),
    ("check", "--groups-file", "groups.csv", *DATA, "--csv", "base.gpkg"),
    ("pages", "index.html", *DATA, "--out", "."),
    (*PLAN, "--join", "plan.csv", "--out", "."),
    (*PLAN, "--links", "regions.csv", "--out", "."),
    (*PLAN, "--pair-ties", "t=summary.json", "--out", "."),
    ("plan", "--data", "out/plan.gpkg", "--layer", "municipalities", *SMALL, "--out", "out"),
    (*PLAN, "--lock", "out/plan.csv", "--lock-regions", "r-a", "--out", "out"),
    ("alternatives", *DATA, *SMALL, "--join", "best.csv", "--out", "."),
    ("front", "distance", "border", *DATA, *SMALL, "--join", "point-2.csv", "--out", "."),
    ("front", "distance", "border", *DATA, *SMALL, "--join", "p.svg", "--plot", "p.svg"),
    ("repair", "--plan", "out/plan.csv", *DATA, *SMALL, "--out", "out"),
    ("repair", "--plan", "out/plan.csv", "--weights", "changes.csv", *DATA, *SMALL, "--out", "."),
    ("growth", "growth.csv", *DATA, "--supported", "1,2"),
    ("support", "support.csv", *DATA, "--supporters", "1"),
    ("trekkers", "out/plan.csv", *DATA, "--join", "trekkers.csv", "--out", "."),
    ("merge", "plan.csv", "mergers.csv", *DATA, "--out", "."),
    ("merge", "out/plan.csv", "changes.csv", *DATA, "--out", "."),
    ("merge", "out/plan.csv", "mergers.csv", "--data", "data.gpkg", "--out", "."),
]
STAND_INS = {
    "plan.csv": "join.csv",
    "regions.csv": "links.csv",
    "summary.json": "ties.csv",
    "best.csv": "join.csv",
    "point-2.csv": "join.csv",
    "p.svg": "join.csv",
    "trekkers.csv": "join.csv",
    "changes.csv": "ties.csv",
    "index.html": "out/plan.csv",
    "growth.csv": "out/plan.csv",
    "support.csv": "out/plan.csv",
    "data.gpkg": "base.gpkg",
}
NAMED = {"-o": "page.html", "--map": "page.html", "--csv": "page.csv"}
"""Another name of what is read, with the ending of what is written."""


def content(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("command", OVERWRITES, ids=" ".join)
def test_nothing_that_is_read_is_replaced(here, run, command):
    for name, source in STAND_INS.items():
        shutil.copy(here / source, here / name)
    if command[0] == "merge":
        shutil.copy(here / ("out/plan.csv" if "plan.csv" in command else "join.csv"), "plan.csv")
        shutil.copy(here / "mergers.csv", "changes.csv")
    command = [*command]
    for place in (at + 1 for at, option in enumerate(command) if option in NAMED):
        os.link(command[place], NAMED[command[place - 1]])
        command[place] = NAMED[command[place - 1]]
    before = content(here)
    ended = run(*command)
    assert "is read, and would be replaced by the result" in ended.stderr
    assert ended.returncode == 3
    assert content(here) == before


@pytest.mark.parametrize(
    ("command", "proposed"),
    [
        (("map", "out/plan.csv", "-o", "other.gpkg"), "other.html"),
        (("report", "out/plan.csv", "-o", "report.pdf"), "report.html"),
        (("report", "out/plan.csv", "--svg", "map.png"), "map.svg"),
        (("compare", "out/plan.csv", "other/plan.csv", "--map", "changes.xlsx"), "changes.html"),
        (("check", "--groups", "parent", *DATA, "--csv", "groups.xlsx"), "groups.csv"),
        (("init", "scenario.json"), "scenario.toml"),
        (("front", "distance", "border", *DATA, "--plot", "front.html"), "front.png"),
    ],
)
def test_a_result_has_the_ending_of_what_it_is(here, run, command, proposed):
    before = content(here)
    ended = run(*command)
    assert f"the ending says what a file is; give a name such as {proposed}" in ended.stderr
    assert ended.returncode == 3
    assert content(here) == before


BAD = {
    "loop": "loop",
    "in a loop": "loop/x",
    "long": "x" * 300,
    "in a long folder": f"{'x' * 300}/x",
    "no text": "caf\udce9",
    "null byte": "a\0b",
    "device": os.devnull,
    "endless": "/dev/zero",
    "pipe": "pipe",
    "socket": "socket",
}
PATHS = {
    "plan": ["{}", "--data {} --id n --name n --parent p", "--out {}", "--join {}", "--links {}"],
    "plan  ": ["--travel-times {}", "--pair-ties t={}", "--lock {} --lock-regions a"],
    "init": ["{}"],
    "check": ["{}", "out/plan.csv --scenario {}", "--groups-file {}", "--groups e --csv {}"],
    "compare": ["{} out/plan.csv", "out/plan.csv {}", "out/plan.csv other/plan.csv --csv {}"],
    "compare ": ["out/plan.csv other/plan.csv --map {}"],
    "audit": ["{}", "out/summary.json --plan {}"],
    "map": ["{}", "out/plan.csv -o {}", "out/plan.csv --data {}", "out/plan.csv --scenario {}"],
    "report": [
        "{}",
        "out/plan.csv -o {}",
        "out/plan.csv --csv {}",
        "out/plan.csv --xlsx {}/x.xlsx",
    ],
    "pages": ["{}", "out/plan.csv --out {}"],
    "alternatives": ["{}", "--out {}"],
    "front": ["distance border {}", "distance border --out {}", "distance border --plot {}/x.svg"],
    "repair": ["--plan {}", "--plan out/plan.csv --out {}", "--groups elz --weights {}"],
    "merge": ["{} 2025", "out/plan.csv {}", "out/plan.csv 2025 --out {}"],
    "merge ": ["out/plan.csv 2025 --table {}", "out/plan.csv 2025 --new-data {}"],
    "growth": ["{} --supported 1", "out/plan.csv --supported 1 --out {}", "--scenario {}"],
    "support": ["{} --supporters 1", "out/plan.csv --supporters 1 --out {}"],
    "trekkers": ["{}", "out/plan.csv --out {}"],
}
COMMANDS = [f"{command.strip()} {options}" for command, found in PATHS.items() for options in found]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_that_cannot_be_used_is_a_sentence(here, run, command):
    (here / "loop").symlink_to("loop")
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
    for name, path in BAD.items():
        ended = run(*command.replace("{}", path).split(" "))
        assert ended.returncode in {2, 3}, (name, ended.stderr)
        assert "Error: " in ended.stderr, name
        assert "our fault" not in ended.stderr, name


@contextlib.contextmanager
def nobody():
    """Be a user who may do little, where the tests run as one who may do all."""
    if os.geteuid():
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def let_in(here):
    """Open the folders of the tests, which others may not enter."""
    for folder in (here, *here.parents):
        if folder.stat().st_uid == 0 and "pytest" in str(folder):
            folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="this system has other users")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_without_permission_is_a_sentence(here, run, command):
    (here / "closed").mkdir(mode=0o000)
    let_in(here)
    with nobody():
        ended = run(*command.replace("{}", "closed/x").split(" "))
    assert ended.returncode in {2, 3}, ended.stderr
    assert "Permission denied" in ended.stderr


@pytest.mark.parametrize(
    ("command", "done"),
    [("merge out/plan.csv {}", "gelezen"), ("check {}", "gebruikt"), ("plan --out {}", "gebruikt")],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_done_with_a_path_is_said_in_dutch(run, command, done):
    ended = run(*command.replace("{}", 300 * "x").split(" "), "--lang", "nl")
    assert f"kan niet {done} worden (de naam is te lang)" in ended.stderr


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", ["audit {}", "audit out/summary.json --plan {}"])
def test_an_address_is_no_file(run, command):
    ended = run(*command.replace("{}", "http://127.0.0.1/c").split(" "))
    assert "Error: http://127.0.0.1/c is an address and no file" in ended.stderr


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="this system has other users")
@pytest.mark.parametrize("command", ["check {}", "audit {}"])
def test_a_file_without_permission_is_a_sentence_in_the_language(here, run, command):
    (here / "closed.csv").write_text("nis,region\n")
    (here / "closed.csv").chmod(0o000)
    let_in(here)
    with nobody():
        ended = run(*command.replace("{}", "closed.csv").split(" "), "--lang", "nl")
    assert ended.returncode == 3
    assert "Fout: closed.csv is niet te lezen" in ended.stderr
    assert "(dat mag niet)" in ended.stderr
