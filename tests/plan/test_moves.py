"""Who moves, and what that repairs."""

from regionplanner.plan.compare import moves
from regionplanner.rules.rule import Violation

SIZE = Violation("size", "p", "p is too small")
MISSING = Violation("complete", "", "in no region: d")


def test_moves_name_the_rules_that_they_repair():
    before = {"a": "p", "b": "q", "c": "r", "e": "r"}
    after = {"a": "p", "b": "p", "c": "q", "d": "r", "e": "r"}
    found = {move.nis: move for move in moves(before, after, [SIZE, MISSING])}
    assert list(found) == ["b", "c", "d"]
    assert (found["b"].before, found["b"].after, found["b"].repairs) == ("q", "p", (SIZE,))
    assert found["c"].repairs == ()  # makes up for b
    assert (found["d"].before, found["d"].repairs) == (None, (MISSING,))


def test_a_group_that_is_cut_names_its_regions():
    cut = Violation("together", "", "zone 1 stays together: it is cut over kempen-a and kempen-b")
    before = {"a": "kempen-a", "b": "kempen-aa", "c": "kempen-c"}
    after = {"a": "kempen-b", "b": "kempen-c", "c": "kempen-d"}
    assert [move.repairs for move in moves(before, after, [cut])] == [(cut,), (), ()]


def test_nothing_moves():
    assert moves({"a": "p"}, {"a": "p"}, [SIZE]) == ()
