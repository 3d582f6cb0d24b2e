"""What a terminal shows during a search."""

import io

import pytest
from rich.console import Console

from regionplanner.cli.live import Screen
from regionplanner.cli.time_left import TimeLeft, duration
from regionplanner.program.answer import Answer, ParentCurve


class Clock:
    now = 50.0

    def __call__(self):
        return self.now


def answered(code, bound):
    return ParentCurve(code, 1, (Answer(1, "feasible", objective=100, bound=bound),))


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
    screen.narrowed("A", 4, None)
    screen.narrowed("B", 5, 0.031)
    assert shown(screen)[2:] == [
        "in work: Kempen, 1 min 5 s, 4 regions: no plan yet",
        "in work: Westhoek, 1 min 5 s, 5 regions: gap 3.10%",
    ]
    screen.narrowed("B", 6, None)
    assert shown(screen)[3].endswith("5 regions: gap 3.10%, now 6")
    screen.narrowed("B", 5, 0.031)
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
