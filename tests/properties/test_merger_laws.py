"""Laws of mergers: two steps are one, nothing is lost, no mergers change nothing."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from regionplanner.data.carried import carried_assignment, carried_pairs
from regionplanner.data.carried_data import carried_table
from regionplanner.data.mergers import Mergers, composed

UNITS = [f"{number:02d}" for number in range(12)]


@st.composite
def steps(draw, units, prefix):
    """Mergers of some units: into new codes, or into the code of one of their own."""
    groups = {}
    for nis in units:
        groups.setdefault(draw(st.integers(0, len(units) - 1)), []).append(nis)
    into = {}
    for number, members in groups.items():
        kinds = ["stay", "new", "grow"] if len(members) > 1 else ["stay", "new"]
        kind = draw(st.sampled_from(kinds))
        if kind != "stay":
            into |= dict.fromkeys(members, members[0] if kind == "grow" else f"{prefix}{number}")
    into = dict(sorted(into.items()))
    return Mergers(into, {old: old for old in into}, {new: new for new in into.values()})


@st.composite
def two_steps(draw):
    first = draw(steps(UNITS, "m"))
    return first, draw(steps(sorted({first.of(nis) for nis in UNITS}), "n"))


figures = st.lists(st.integers(0, 99), min_size=len(UNITS), max_size=len(UNITS))
values = st.lists(st.sampled_from(["p", "q", None]), min_size=len(UNITS), max_size=len(UNITS))


def table(counts, groups):
    index = pd.Index(UNITS, name="nis")
    return pd.DataFrame({"inhabitants": counts, "zone": pd.array(groups, dtype="str")}, index=index)


@given(two_steps(), figures, values)
@settings(max_examples=60)
def test_two_steps_are_the_composed_step(both, counts, groups):
    first, then = both
    before = table(counts, groups)
    in_two = carried_table(carried_table(before, first).table, then).table
    in_one = carried_table(before, composed(first, then)).table
    pd.testing.assert_frame_equal(in_two, in_one)
    assert [composed(first, then).of(nis) for nis in UNITS] == [
        then.of(first.of(nis)) for nis in UNITS
    ]


@given(two_steps(), values)
@settings(max_examples=60)
def test_a_plan_in_two_steps_is_the_plan_in_one_where_nothing_is_ambiguous(both, regions):
    first, then = both
    plan = {nis: region for nis, region in zip(UNITS, regions, strict=True) if region}
    in_one = carried_assignment(plan, composed(first, then))
    half = carried_assignment(plan, first)
    in_two = carried_assignment(half.assignment, then).assignment
    open_ends = {one.nis for one in in_one.ambiguous}
    for nis in {*in_one.assignment, *in_two} - open_ends:
        assert in_one.assignment.get(nis) == in_two.get(nis)


@given(steps(UNITS, "m"), figures, values)
@settings(max_examples=60)
def test_totals_are_kept_and_every_value_is_one_of_the_parts(mergers, counts, groups):
    before = table(counts, groups)
    found = carried_table(before, mergers)
    assert found.table["inhabitants"].sum() == sum(counts)
    assert set(found.table.index) == {mergers.of(nis) for nis in UNITS}
    left_empty = {one.nis for one in found.ambiguous}
    for nis, zone in before["zone"].items():
        new = mergers.of(nis)
        carried = found.table.at[new, "zone"]
        assert new in left_empty or (carried == zone) or (pd.isna(carried) and pd.isna(zone))


@given(steps(UNITS, "m"), st.lists(st.integers(0, 9), min_size=66, max_size=66))
@settings(max_examples=40)
def test_weights_of_pairs_across_are_kept(mergers, weights):
    ends = [(a, b) for n, a in enumerate(UNITS) for b in UNITS[n + 1 :]]
    pairs = pd.DataFrame(ends, columns=["nis_a", "nis_b"]).assign(weight=weights)
    across = sum(
        w for (a, b), w in zip(ends, weights, strict=True) if mergers.of(a) != mergers.of(b)
    )
    found = carried_pairs(pairs, mergers)
    assert found["weight"].sum() == across
    assert (found["nis_a"] < found["nis_b"]).all()
    assert not found.duplicated(["nis_a", "nis_b"]).any()


@given(figures, values)
@settings(max_examples=30)
def test_no_mergers_change_nothing(counts, groups):
    before, none = table(counts, groups), Mergers({}, {}, {})
    found = carried_table(before, none)
    pd.testing.assert_frame_equal(found.table, before, check_index_type=False)
    plan = {nis: region for nis, region in zip(UNITS, groups, strict=True) if region}
    assert carried_assignment(plan, none).assignment == plan
