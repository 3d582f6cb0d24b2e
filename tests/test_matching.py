"""Codes that stay with the regions that continue, and new ones for the others."""

from hypothesis import given
from hypothesis import strategies as st

from regionplanner.naming import continued_regions, with_kept_codes
from tests.maps.plans import grid

WORLD = grid(rows=2, columns=4)  # P1 has the units 00, 01, 10, 11; P2 the others
UNITS = list(WORLD.frame.index)
PARENT = WORLD.frame["reference_region"].to_dict()

divisions = st.fixed_dictionaries(
    {nis: st.sampled_from("123").map(lambda n, nis=nis: f"{PARENT[nis]}-{n}") for nis in UNITS}
)


def regions(division):
    found = {}
    for nis, code in division.items():
        found.setdefault(code, set()).add(nis)
    return found


def test_the_region_with_most_that_stay_has_the_code():
    now = {"00": "a", "01": "a", "10": "a", "11": "b"}
    before = {"00": "x", "01": "y", "10": "x", "11": "x"}
    assert continued_regions(now, before) == {"a": "x"}  # b can only continue x, which has more
    named = with_kept_codes(now, before, WORLD)
    assert {named[nis] for nis in ("00", "01", "10")} == {"x"}
    assert named["11"] not in {"x", "y", "a", "b"}


@given(now=divisions, before=divisions)
def test_only_the_codes_change(now, before):
    named = with_kept_codes(now, before, WORLD)
    assert list(named) == sorted(UNITS)
    assert sorted(map(sorted, regions(named).values())) == sorted(
        map(sorted, regions(now).values())
    )
    old, new = regions(before), regions(named)
    for code, members in new.items():
        if code in old:
            assert members & old[code]  # a code stays where someone stays


@given(now=divisions)
def test_what_continues_itself_keeps_all_codes(now):
    assert with_kept_codes(now, now, WORLD) == dict(sorted(now.items()))


def test_many_regions_are_matched_as_few_are():
    """Past some number each connected piece is matched alone; the answer is the same."""
    before = {f"{n:03d}{unit}": f"{n}-{unit // 3}" for n in range(200) for unit in range(6)}
    after = {nis: f"new {n}-{int(nis[-1]) // 2}" for nis, n in ((k, int(k[:3])) for k in before)}
    found = continued_regions(after, before)
    alone = {
        new: old
        for n in range(200)
        for new, old in continued_regions(
            {nis: code for nis, code in after.items() if nis.startswith(f"{n:03d}")},
            {nis: code for nis, code in before.items() if nis.startswith(f"{n:03d}")},
        ).items()
    }
    assert found == dict(sorted(alone.items()))
    assert len(found) == 400
