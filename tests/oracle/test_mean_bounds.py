"""Bounds that are shares of the mean: brute force over all divisions, for every number tried."""

import itertools
import json
from collections import Counter
from statistics import mean

import pytest

from regionplanner import InfeasibleError, ScenarioError
from regionplanner.audit.read import read_certificate
from regionplanner.audit.whole import audit
from regionplanner.choices import count_range
from regionplanner.files.scenario_file import ScenarioFile, read_scenario
from regionplanner.files.scenario_text import scenario_text
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import violations
from regionplanner.program.alternatives import alternatives
from regionplanner.program.certificate import certificate_text, plan_certificate
from regionplanner.program.front import front
from regionplanner.program.propose import propose
from regionplanner.program.repair import repair
from regionplanner.rollout.from_scratch import growth_from_scratch
from regionplanner.rollout_choices import GrowthChoices
from regionplanner.rules.case import resolve_rules
from regionplanner.scenario import Scenario
from tests.worlds import Cell, grid_municipalities

PEOPLE = [10.0, 12.0, 9.0, 11.0, 14.0, 8.0, 10.0, 10.0, 13.0]


def world():
    """A row of four in P beside one of five in Q."""
    cells = [Cell(f"p{n}", n, 0, "P") for n in range(4)]
    cells += [Cell(f"q{n}", n, 1, "Q") for n in range(5)]
    return grid_municipalities(cells, inhabitants=PEOPLE)


def asked(regions, **bound):
    return Scenario(
        regions=regions,
        min_units=1,
        max_units=5,
        criteria={"distance": 1.0},
        bounds={"inhabitants": bound},
    )


def divisions(units):
    """Yield every division of a row of units into runs."""
    for cuts in itertools.product((False, True), repeat=len(units) - 1):
        region, found = 0, {}
        for unit, cut in zip(units, (False, *cuts), strict=True):
            region += cut
            found[unit] = f"{unit[0]}{region}"
        yield found


def best_by_hand(data, numbers, low, high, *, own=False):
    """Return the least travel by number of regions: a run of n cells of 1 km has n * n // 4.

    `low` and `high` give the least and the most that a region may have, by the mean; `own`: that
    of the regions in the same row.
    """
    people, best = data.frame["inhabitants"].to_dict(), {}
    rows = [list(divisions([u for u in people if u[0] == x])) for x in "pq"]
    for first, second in itertools.product(*rows):
        plan = {**first, **second}
        sizes, totals = Counter(plan.values()), Counter()
        for unit, region in plan.items():
            totals[region] += people[unit]
        means = dict.fromkeys(sizes, sum(people.values()) / len(sizes))
        if own:
            means = {r: mean([t for q, t in totals.items() if q[0] == r[0]]) for r in sizes}
        keeps = all(low(means[r]) <= t <= high(means[r]) for r, t in totals.items())
        if len(sizes) in numbers and keeps:
            travel = sum(n * n // 4 for n in sizes.values())
            best[len(sizes)] = min(best.get(len(sizes), travel), travel)
    return best


@pytest.mark.parametrize("of", ["all", "own"])
@pytest.mark.parametrize(
    ("regions", "bound", "low", "high"),
    [
        (4, {"min": "-40%", "max": "+40%"}, lambda m: 0.6 * m, lambda m: 1.4 * m),
        ((3, 5), {"min": "-40%", "max": "+40%"}, lambda m: 0.6 * m, lambda m: 1.4 * m),
        ((3, 6), {"max": "+25%"}, lambda _: 0, lambda m: 1.25 * m),
        ((3, 5), {"min": "-40%", "max": 43}, lambda m: 0.6 * m, lambda _: 43),
    ],
)
def test_the_best_plan_within_shares_of_the_mean(regions, bound, low, high, of):
    data, scenario = world(), asked(regions, **bound, of=of)
    by_hand = best_by_hand(data, count_range(regions), low, high, own=of == "own")
    found = propose(data, scenario)
    assert found.optimal
    assert found.objective == pytest.approx(min(by_hand.values()))
    curve = {p.regions: p.objective for p in found.curve if p.regions in count_range(regions)}
    assert curve == pytest.approx(by_hand)
    assert not violations(found.assignment, data, rook_graph(data), scenario)


def test_a_bound_is_of_the_total_by_the_regions():
    (bound,) = resolve_rules(world(), asked(4, min="-5%", max="+10%")).bounds
    assert (bound.least, bound.most) == (24, 26)  # 23.0375 and 26.675 of whole inhabitants
    left_out = asked(4, min="-5%").model_copy(update={"leave_out": ("p0",)})
    (bound,) = resolve_rules(world(), left_out).bounds
    assert bound.least == 21  # 20.6625
    notes = resolve_rules(world(), asked(4, min="-5%", max=40)).notes
    text = (
        "inhabitants at least -5% from the mean of all regions and at most 40: at least 24 and at "
    )
    assert notes[0].startswith(text)


def test_a_bound_of_what_is_no_count_keeps_its_decimals():
    scenario = Scenario(regions=4, min_units=1, bounds={"km2": {"min": "-5%"}})
    data = grid_municipalities([Cell(str(n), n, 0) for n in range(9)], km2=[10.5, *PEOPLE[1:]])
    (bound,) = resolve_rules(data, scenario).bounds
    assert bound.least == 23.15625
    assert str(bound) == "at least 23.16 km2"


def test_own_means_count_locked_regions_and_are_checked():
    """q0 alone has 14 of 55 in Q: in three regions the mean is 18.33, with the locked one."""
    data = world()
    scenario = Scenario(
        regions=5,
        regions_per={"Q": 3},
        min_units=1,
        criteria={"distance": 1.0},
        locked=[{"region": "first", "members": ["q0"]}],
        bounds={"inhabitants": {"max": "+30%", "of": "own"}},
    )
    found = propose(data, scenario)
    assert not violations(found.assignment, data, rook_graph(data), scenario)
    plan = dict(zip(data.frame.index, "aabbcddee", strict=True))  # Q: 14, 18, 23
    assert not violations(plan, data, rook_graph(data), scenario)
    wrong = dict(zip(data.frame.index, "aabbcddde", strict=True))  # Q: 14, 28, 13
    (broken,) = violations(wrong, data, rook_graph(data), scenario)
    assert broken.message == "d has 28 inhabitants; allowed: at most 23 inhabitants"


def test_what_has_no_plan_by_its_own_mean_is_said():
    scenario = asked(4, min="-1%", max="+1%", of="own")
    fixed = scenario.model_copy(update={"regions_per": {"Q": 2}})
    text = "Q.* cannot be divided .*at least -1% and at most .1% from the mean of the regions of"
    with pytest.raises(InfeasibleError, match=text):
        propose(world(), fixed)
    with pytest.raises(InfeasibleError, match="no plan has 4 regions; plans exist for 2"):
        propose(world(), scenario)
    today = dict.fromkeys(world().frame.index, "today")
    with pytest.raises(InfeasibleError, match="no plan has 4 regions; plans exist for 2"):
        repair(today, world(), scenario)


def best_beside(data, numbers, today):
    """Return the least number of pairs that change, and the least travel then, by hand."""
    people, best = data.frame["inhabitants"].to_dict(), []
    rows = [list(divisions([u for u in people if u[0] == x])) for x in "pq"]
    for first, second in itertools.product(*rows):
        plan, totals = {**first, **second}, Counter()
        for unit, region in plan.items():
            totals[region] += people[unit]
        sizes = Counter(plan.values())
        means = {r: mean([t for q, t in totals.items() if q[0] == r[0]]) for r in sizes}
        keeps = all(0.6 * means[r] <= t <= 1.4 * means[r] for r, t in totals.items())
        if len(sizes) in numbers and keeps and max(sizes.values()) <= 5:
            change = sum(
                (plan[a] == plan[b]) != (today[a] == today[b])
                for a, b in itertools.pairwise(sorted(people))
                if a[0] == b[0]
            )
            best.append((change, sum(n * n // 4 for n in sizes.values())))
    return min(best)


def test_numbers_that_have_other_bounds_are_not_called_possible():
    """Of 97 people: P with 42 is one region within the bound of 4 regions, 24, and of 3, 31."""
    with pytest.raises(InfeasibleError) as of_sums:
        propose(world(), asked(4, min="-5%"), workers=1)
    assert str(of_sums.value).endswith(
        "2 to 3 are within the bounds of that number (Parent P (P) 1 and Parent Q (Q) 1 to 2); "
        "other numbers have other bounds, by their own mean: try several (--regions N-M), or "
        "change the bounds or the sizes"
    )
    text = (
        "^no plan has 3 regions; within the bounds of that number plans exist for 2 .*; other num"
    )
    with pytest.raises(InfeasibleError, match=text):
        propose(world(), asked(3, min="-20%"), workers=1)


@pytest.mark.parametrize("regions", [4, (2, 6), None])
def test_repair_finds_the_closest_plan_within_own_means(regions):
    data = world()
    scenario = asked(regions, min="-40%", max="+40%", of="own")
    today = {u: "a" if u in {"p0", "q4"} else "b" for u in data.frame.index}
    found = repair(today, data, scenario)
    numbers = range(1, 10) if regions is None else count_range(regions)
    assert (found.weight, found.objective) == best_beside(data, numbers, today)
    assert found.proven
    assert found.settled
    kept = scenario.model_copy(update={"regions": len(set(found.assignment.values()))})
    assert not violations(found.assignment, data, rook_graph(data), kept)


def test_alternatives_and_fronts_keep_own_means():
    data, scenario = world(), asked(4, min="-40%", max="+40%", of="own")
    best = propose(data, scenario)
    found = []
    for per_parent in (False, True):
        others = alternatives(data, scenario, best, within=2.0, per_parent=per_parent, plans=2)
        assert others
        found += [one.assignment for one in others]
    traded = front(data, scenario, "distance", "border", points=3)
    found += [point.assignment for point in traded.points]
    for plan in found:
        assert not violations(plan, data, rook_graph(data), scenario)
    by_hand = best_by_hand(data, [4], lambda m: 0.6 * m, lambda m: 1.4 * m, own=True)
    assert traded.points[0].first == by_hand[4]


@pytest.mark.parametrize("of", ["all", "own"])
def test_a_certificate_holds_the_bounds_of_every_number(tmp_path, of):
    data, scenario = world(), asked(4, min="-40%", max="+40%", of=of)
    best = propose(data, scenario)
    written = json.loads(certificate_text(plan_certificate(best, scenario)))
    file = tmp_path / "certificate.json"
    file.write_text(json.dumps(written))
    report = audit(read_certificate(file))
    assert (report.faults, report.recounted) == ((), ("P", "Q"))
    if of == "all":
        return
    answers = written["parents"][0]["answers"]
    chosen = next(a for a in answers if a["regions"] == best.split["P"])
    chosen["bounds"][-1]["least"] = 10**12
    file.write_text(json.dumps(written))
    assert "not one that the rules allow" in audit(read_certificate(file)).faults[0]


def test_growth_from_no_plan_takes_shares_of_the_mean_of_the_end():
    data = world()
    begun = growth_from_scratch(data, asked(4, min="-40%"), GrowthChoices(regions=(2,)), propose)
    totals = data.frame["inhabitants"].groupby(begun.complete.assignment).sum()
    assert (totals >= 0.6 * sum(PEOPLE) / 4).all()
    own = asked(4, min="-40%", of="own")
    with pytest.raises(ScenarioError, match=r"make the whole plan first .* and give it to growth"):
        growth_from_scratch(data, own, GrowthChoices(regions=(2,)), propose)


def test_a_bound_that_is_met_exactly_is_kept():
    """Three hundred in three regions of 100: +10% of that is 110, not 110.00000000000001."""
    data = grid_municipalities([Cell(str(n), n, 0) for n in range(3)], x=[110.0, 90.0, 100.0])
    scenario = Scenario(
        regions=3, min_units=1, criteria={"border": 1}, bounds={"x": {"max": "+10%"}}
    )
    assert propose(data, scenario).optimal
    assert not violations({"0": "a", "1": "b", "2": "c"}, data, rook_graph(data), scenario)


@pytest.mark.parametrize("of", ["all", "own"])
@pytest.mark.parametrize("size", [1e-9, 1e-5, 1e9])
def test_shares_of_a_mean_hold_for_figures_of_any_size(size, of):
    data = world()
    scaled = grid_municipalities(
        [Cell(f"p{n}", n, 0, "P") for n in range(4)] + [Cell(f"q{n}", n, 1, "Q") for n in range(5)],
        inhabitants=[size * people for people in PEOPLE],
    )
    scenario = asked((3, 5), min="-40%", max="+40%", of=of)
    found = propose(scaled, scenario)
    assert found.assignment == propose(data, scenario).assignment
    assert not violations(found.assignment, scaled, rook_graph(scaled), scenario)


def test_shares_of_a_mean_below_0_are_bounds_too():
    data = grid_municipalities([Cell(str(n), n, 0) for n in range(4)], x=[-1e-5, 2e-5] * 2)
    data.frame["x"] -= 1e-5
    scenario = Scenario(
        regions=2, min_units=1, criteria={"border": 1}, bounds={"x": {"min": "+60%", "of": "own"}}
    )
    found = propose(data, scenario)
    assert not violations(found.assignment, data, rook_graph(data), scenario)


def test_what_cannot_be_is_said():
    with pytest.raises(ScenarioError, match=r"that number is open; ask for one .*--regions N"):
        resolve_rules(world(), asked(None, min="-5%"))
    with pytest.raises(ScenarioError, match=r"that number is 3 to 5; ask for one number"):
        resolve_rules(world(), asked((3, 5), min="-5%"))
    partly = Scenario(**asked(2, min="-5%").model_dump() | {"coverage": {"least": 3}})
    with pytest.raises(ScenarioError, match="has no such mean before it is made"):
        resolve_rules(world(), partly)
    with pytest.raises(ScenarioError, match="at most 20 are expected; ask for fewer"):
        propose(world(), asked((1, 30), min="-5%"))
    with pytest.raises(InfeasibleError, match="none of 3 to 4 regions has a plan; of 3: "):
        propose(world(), asked((3, 4), min="-1%", max="+1%"))


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        ({"min": "95%"}, "min is '95%'; a share of the mean has a sign; write -5%"),
        ({"min": "-100%"}, "min is '-100%'; a share above -100% and of at"),
        ({"min": "+5%", "max": "-5%"}, r"the least, \+5%, is more than the most, -5%"),
        ({"min": "few"}, "min is 'few'; a number is expected"),
        ({"min": -5, "max": "+5%"}, "one side is -5 and the other a share .*; write -5%"),
        ({"min": 5, "of": "own"}, "of is 'own', but no side is a share of a mean"),
    ],
)
def test_a_share_that_is_none_is_named(bound, said):
    with pytest.raises(ScenarioError, match=said):
        asked(4, **bound)


def test_shares_are_written_as_they_are_read(tmp_path):
    scenario = asked(4, min="\u22127,5 %", max="+12.5%")
    path = tmp_path / "scenario.toml"
    path.write_text(scenario_text(ScenarioFile(scenario), folder=tmp_path), encoding="utf-8")
    assert 'inhabitants = {min = "-7.5%", max = "+12.5%"}' in path.read_text(encoding="utf-8")
    assert read_scenario(path) == scenario
    assert read_scenario(path).sha256 == scenario.sha256
    own = asked(4, max="+5%", of="own")
    path.write_text(scenario_text(ScenarioFile(own), folder=tmp_path), encoding="utf-8")
    assert 'inhabitants = {max = "+5%", of = "own"}' in path.read_text(encoding="utf-8")
    assert read_scenario(path) == own


def test_bounds_without_a_mean_have_the_digest_of_before():
    bounds = Scenario(bounds={"inhabitants": {"min": 40_000}}).model_dump_json()
    assert '"bounds":{"inhabitants":{"min":40000.0,"max":null}}' in bounds
