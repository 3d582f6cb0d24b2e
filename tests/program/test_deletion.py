"""The deletion filter: what is left collides, and without any one of it nothing does."""

import itertools

import pytest

from regionplanner.program.binary import deletion_filter, without

ITEMS = "abcdef"
COLLISIONS = [{"a", "d"}, {"b", "c", "f"}, {"d", "e"}]


@pytest.mark.parametrize("by_halves", [False, True])
def test_what_is_left_collides_and_needs_all_it_has(by_halves):
    for number in (1, 2, 3):
        for some in itertools.combinations(COLLISIONS, number):

            def collide(items, some=some):
                return any(one <= set(items) for one in some)

            left = deletion_filter(ITEMS, ITEMS, collide, by_halves=by_halves)
            assert set(left) in some
            assert list(left) == sorted(left)


def test_what_comes_first_goes_first_and_what_is_no_part_stays():
    def collide(items):
        return bool({"b", "e"} & set(items))

    assert deletion_filter("abe", "abe", collide) == ("e",)
    assert deletion_filter("abe", "eba", collide) == ("b",)
    assert deletion_filter("abe", "e", collide) == ("a", "b")
    assert deletion_filter("abe", "", collide) == ("a", "b", "e")


def test_what_is_not_known_stays():
    assert deletion_filter("ab", "ab", lambda _: False) == ("a", "b")


def test_of_equal_items_one_goes_at_a_time():
    one, same = [1], [1]
    assert without([one, same], [same])[0] is one
