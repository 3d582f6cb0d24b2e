"""What a terminal shows during a search."""

import io
import sys
import threading

import pytest
from rich.console import Console

from regionplanner.cli import progress
from regionplanner.cli.progress import Screen, TimeLeft, duration
from regionplanner.cli.say import hush
from regionplanner.program.curve import CountResult, ParentResult
from tests.cli.worlds import save
from tests.conftest import HANGS_S
from tests.worlds import grid


class Clock:
    now = 50.0

    def __call__(self):
        return self.now


def answered(code, bound):
    return ParentResult(code, 1, (CountResult(1, "feasible", objective=100, bound=bound),))


def shown(screen):
    console = Console(file=io.StringIO(), width=150)
    console.print(screen.lines())
    return [line.strip() for line in console.file.getvalue().splitlines()]


def test_the_lines_of_a_search():
    clock = Clock()
    names = {"A": "Kempen", "B": "Westhoek", "C": "Gent"}
    screen = Screen("reference regions", names=names, sizes=dict.fromkeys("ABC", 10), clock=clock)
    first, second = shown(screen)
    assert first.startswith("reference regions")
    assert (first[-4:], second) == (" 0/3", "0 s")
    screen.started("A")
    screen.started("B")
    clock.now += 65
    assert shown(screen)[2:] == ["in work: Kempen, 1 min 5 s", "in work: Westhoek, 1 min 5 s"]
    screen.on_incumbent("A", 4, None)
    screen.on_incumbent("B", 5, 0.031)
    assert shown(screen)[2:] == [
        "in work: Kempen, 1 min 5 s, 4 regions: no plan yet",
        "in work: Westhoek, 1 min 5 s, 5 regions: gap 3.10%",
    ]
    screen.on_incumbent("B", 6, None)
    assert shown(screen)[3].endswith("5 regions: gap 3.10%, now 6")
    screen.on_incumbent("B", 5, 0.031)
    screen.done(answered("A", 90), 1, 3)
    clock.now += 5
    first, second, *others = shown(screen)
    assert first.endswith(" 1/3")
    assert second == "largest gap 10.00%, 1 min 10 s, about 2 min 20 s left"
    assert others == [
        "in work: Westhoek, 1 min 10 s, 5 regions: gap 3.10%",
        "done: Kempen, gap 10.00%",
    ]
    screen.done(answered("B", 100), 2, 3)
    assert shown(screen)[2:] == ["done: Westhoek, gap 0.00%"]


def test_many_in_work_stay_few_lines():
    codes = [f"{n:02d}" for n in range(20)]
    screen = Screen("x", names=dict(zip(codes, codes, strict=True)), sizes=dict.fromkeys(codes, 1))
    for code in codes:
        screen.started(code)
    assert len(shown(screen)) == 11
    assert shown(screen)[-1] == "and 12 more"


def test_large_ones_count_for_more_and_known_ones_say_nothing():
    time_left = TimeLeft({"A": 10, "B": 20, "C": 5}, time_limit_s=None, begun=0.0)
    time_left.done("C")
    assert time_left.left_s(1.0) is None
    time_left.started("A")
    time_left.done("A")
    assert time_left.left_s(10.0) == pytest.approx(40.0)


def test_no_more_is_left_than_the_limit():
    time_left = TimeLeft({"A": 10, "B": 20}, time_limit_s=30.0, begun=0.0)
    assert time_left.left_s(10.0) == pytest.approx(20.0)
    time_left.started("A")
    time_left.done("A")
    assert time_left.left_s(10.0) == pytest.approx(20.0)
    assert time_left.left_s(40.0) == 0.0


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (190, "3 min 10 s"), (7500, "2 h 5 min")]
)
def test_times_as_people_say_them(seconds, text):
    assert duration(seconds) == text


class Terminal(io.StringIO):
    """A terminal on which somebody waits for a text."""

    def __init__(self, awaited):
        super().__init__()
        self.awaited, self.seen = awaited, threading.Event()

    def isatty(self):
        return True

    def write(self, text):
        written = super().write(text)
        if self.awaited in self.getvalue():
            self.seen.set()
        return written


def test_a_step_that_takes_a_while_is_shown(monkeypatch):
    terminal = Terminal("drawing [the] map")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "AFTER_S", 0.0)
    with progress.step("drawing [the] map"), progress.step("a part of it"):
        assert terminal.seen.wait(HANGS_S)
    assert "a part of it" not in terminal.getvalue()
    monkeypatch.setattr(progress, "AFTER_S", 2.0 * HANGS_S)
    terminal = Terminal("")
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.step("a short one"):
        pass
    assert terminal.getvalue() == ""


def test_a_step_of_a_command_that_takes_a_while_is_shown_at_once(monkeypatch):
    """Many steps that are short each can take long together."""
    terminal = Terminal("drawing the map")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "AFTER_S", 2.0 * HANGS_S)
    monkeypatch.setattr(progress, "_BEGUN", progress.time.monotonic() - 3.0 * HANGS_S)
    with progress.step("drawing the map"):
        assert terminal.seen.wait(HANGS_S)


@pytest.mark.parametrize("where", ["quiet", "a pipe", "dumb"])
def test_no_step_is_shown_where_nobody_looks_or_wants_to(where, monkeypatch):
    terminal = io.StringIO() if where == "a pipe" else Terminal("")
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "dumb" if where == "dumb" else "xterm")
    monkeypatch.setattr(progress, "AFTER_S", 0.0)
    hush(where == "quiet")
    try:
        with progress.step("drawing the map"):
            pass
    finally:
        hush(quiet=False)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("command", "steps"),
    [
        (("map", "-o", "m.html"), {"reading the data", "checking the plan", "drawing the map"}),
        (("report", "-o", "r.html"), {"reading the data", "writing the report"}),
        (("pages", "--out", "p"), {"measuring the plans", "writing the index"}),
        (("repair", "--regions", "2", "--min", "2"), {"looking for the least change"}),
        (("compare", "PLAN", "--map", "m.html"), {"comparing the plans", "drawing the map"}),
    ],
)
def test_commands_say_what_they_are_at(command, steps, cli, tmp_path, monkeypatch):
    world = save(tmp_path / "world.gpkg", grid(2, 2))
    plan = tmp_path / "plan.csv"
    plan.write_text("nis,region\n00000,a\n00001,a\n00002,b\n00003,b\n", encoding="utf-8")
    begun = []
    monkeypatch.setattr(progress, "on_terminal", lambda **_: True)
    monkeypatch.setattr(progress, "_show", lambda what, _: begun.append(what))
    name, *options = (str(tmp_path / "b.csv") if part == "PLAN" else part for part in command)
    (tmp_path / "b.csv").write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    read = ("--plan", plan) if name == "repair" else (plan,)
    ended = cli(name, *read, *options, "--data", world, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert steps <= set(begun)
