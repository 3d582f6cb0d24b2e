"""The model of the what-if editor says what the Python engine says, whatever people do."""

import re
from dataclasses import replace

import numpy as np
import pytest

from regionplanner.program.propose import propose
from regionplanner.scenario import Scenario
from regionplanner.words.text import RULE_WORDS, TABLE
from tests.conftest import ROOT
from tests.maps.plans import grid, grown_plan
from tests.web.divisions import (
    answers,
    as_division,
    astray,
    check,
    everything_wrong,
    hostile,
    named,
    part_of,
    situation,
    slim,
    with_times,
)

pytestmark = pytest.mark.browser

PARENTS = ("REFREG11", "REFREG12", "REFREG13")


WEB = ROOT / "regionplanner" / "web"
HOST = "http://model.test"
PAGE = """<!doctype html><title>model</title>
<script type="module">
import { planModel } from "/model/model.js";
window.planModel = planModel;
</script>"""


def served(route):
    """Answer with a module of the folder, or with the page that asks for the first."""
    path = route.request.url.removeprefix(f"{HOST}/")
    if path:
        route.fulfill(path=WEB / path, content_type="text/javascript")
    else:
        route.fulfill(body=PAGE, content_type="text/html")


@pytest.fixture(scope="module")
def page(chromium):
    """A page with the modules of the model and nothing else; `planModel` needs no more."""
    context = chromium.new_context(offline=True)
    context.route(f"{HOST}/**", served)
    opened = context.new_page()
    opened.goto(f"{HOST}/")
    yield opened
    context.close()


def compare(page, situation, states):
    """Compare the page with Python at each state; return all that the page said."""
    states = [state for state in states if max(state["of"]) >= 0]
    found = answers(page, situation, states)
    for state, answer in zip(states, found, strict=True):
        check(situation, state, answer)
    return found


def start_of(here, size):
    """A grown plan, without those who are left out."""
    assignment = named(grown_plan(here.municipalities, size=size), here.municipalities)
    planned = {n: c for n, c in assignment.items() if n not in here.scenario.leave_out}
    return as_division(planned, here.nis)


def walked(page, here, *, size, states, moves=1, seed=0):
    start = start_of(here, size)
    found = compare(
        page, here, astray(start, here.graph, here.nis, states=states, moves=moves, seed=seed)
    )
    return {violation["rule"] for answer in found for violation in answer["violations"]}


def test_all_of_flanders(page, flanders):
    """Over 200 moves, compared after each eighteen; see the slow test below."""
    here = situation(slim(flanders, ["jeugdregio"]), Scenario())
    broken = walked(page, here, size=15, states=12, moves=18, seed=1)
    assert broken == {"complete", "size", "nested", "contiguous"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_all_of_flanders_after_every_move(page, flanders, seed):
    here = situation(slim(flanders, ["jeugdregio"]), Scenario())
    walked(page, here, size=9, states=250, seed=seed)


@pytest.fixture(scope="module")
def part(flanders):
    """Three reference regions, with travel times and a table of ties."""
    whole = slim(part_of(flanders, PARENTS), ["arrondissement"])
    rng, frame = np.random.default_rng(7), whole.frame.copy()
    frame["hoofd"] = np.where(rng.random(len(frame)) < 0.3, "ja", "nee")
    frame["streek"] = None
    for n, group in enumerate(listed(whole)[3:]):
        frame.loc[list(group[1:3]), "streek"] = f"streek {n // 2}"
    borders = whole.borders[["nis_a", "nis_b"]]
    flows = borders.assign(weight=rng.uniform(0.0, 500.0, len(borders)).round(2))
    return replace(whole, frame=frame, travel_min=with_times(whole), pair_ties={"flows": flows})


def listed(part, size=6):
    """Groups of municipalities for the rules: the regions of a grown plan."""
    return [region.members for region in grown_plan(part, size=size)]


def ruled(part):
    """Every rule at once, in straight lines; each criterion counts."""
    first, second, third, fourth, fifth, *_ = listed(part)
    borders = part.borders.sort_values("border_m")
    links = [(third[0], part.frame.index[-1])]
    return Scenario(
        criteria={
            "distance": 1,
            "dispersion": 0.1,
            "reach": 3,
            "border": 2,
            "ties": 2,
            "balance": 50,
        },
        ties={"elz": 1.5, "politiezone": 0},
        balance={"column": "inhabitants_0_14", "target": "own"},
        regions=[8, 11],
        regions_per={PARENTS[0]: 3, PARENTS[2]: [2, 4]},
        min_units=4,
        max_units=8,
        min_border_m=800,
        links=links,
        no_links=[tuple(borders.iloc[-1][["nis_a", "nis_b"]])],
        together=[third[:3], second[:2], fourth[:2]],
        keep_together=["streek"],
        apart=[(first[0], third[-1]), (third[-1], third[-2])],
        bounds={
            "inhabitants": {"min": 60_000, "max": 200_000},
            "inhabitants_0_14": {"min": "-20%", "max": 30_000, "of": "own"},
            "area_km2": {"max": 400.5},
        },
        anchor={"inhabitants": 40_000, "area_km2": 60},
        max_distance_km=30,
        max_centre_distance_km=16.5,
        centres=[nis for group in listed(part) for nis in group[::3]],
        locked=[
            {"region": "first", "members": first, "exception": True},
            {"region": "second", "members": second},
        ],
        leave_out=[fourth[-1], fifth[0]],
    )


def timed(part):
    """A first phase by travel time; those who travel are counted."""
    return Scenario(
        criteria={"distance": 0.001, "ties": 1, "balance": 3},
        ties={"elz": 1, "flows": 0.01},
        balance={"column": "inhabitants", "target": 90_000},
        travellers="inhabitants_0_14",
        centres="hoofd",
        coverage={"least": 30, "most": 45, "reward": 0.002, "per": "inhabitants_0_14"},
        max_travel_min=55,
        max_centre_travel_min=25,
        leave_out=[listed(part)[1][0]],
    )


def even(_part):
    return Scenario(
        criteria={"balance": 1, "border": 1, "dispersion": 0},
        balance={"column": "units", "target": "all"},
        regions=9,
    )


def open_balance(_part):
    """An open number of regions: balance is reported all the same."""
    return Scenario(criteria={"distance": 1}, balance={"column": "area_km2"})


def rewarded(_part):
    return Scenario(
        criteria={"border": 1, "ties": 1}, ties={"elz": 2}, coverage={"reward": 2.5, "most": 40}
    )


BROKEN = {
    ruled: {
        "complete",
        "number",
        "together",
        "apart",
        "bounds",
        "anchor",
        "max_distance_km",
        "max_centre_distance_km",
        "centres",
        "locked",
    },
    timed: {"complete", "max_centre_travel_min", "centres"},
    even: {"complete", "number"},
    open_balance: {"complete"},
    rewarded: {"complete"},
}
ALWAYS = {"size", "nested", "contiguous"}


@pytest.mark.parametrize(
    "choose",
    [pytest.param(one, marks=pytest.mark.slow) if one is ruled else one for one in BROKEN],
    ids=lambda choose: choose.__name__,
)
def test_every_rule_and_criterion(page, part, choose):
    municipalities = part if choose is timed else replace(part, travel_min=None)
    here = situation(municipalities, choose(part))
    states = 18 if choose in (ruled, timed) else 8
    assert walked(page, here, size=6, states=states, moves=2, seed=3) == ALWAYS | BROKEN[choose]


def test_a_proposed_plan_has_the_objective_of_the_engine(page):
    world = grid(5, 4)
    scenario = Scenario(
        criteria={"distance": 1, "border": 0.5, "ties": 2},
        ties={"club": 1},
        min_units=2,
        max_units=4,
        regions=6,
    )
    world = replace(world, frame=world.frame.assign(club=["a", "b", "a", None] * 5))
    here = situation(world, scenario)
    proposal = propose(world, scenario)
    start = as_division(proposal.assignment, here.nis)
    found = compare(page, here, astray(start, here.graph, here.nis, states=24, seed=5))
    assert found[0]["violations"] == []
    assert found[0]["values"]["objective"] == pytest.approx(proposal.objective, abs=1e-6)
    assert any(answer["violations"] for answer in found[1:])


@pytest.mark.parametrize("dropped", [[], ["inhabitants"]], ids=["some known", "none known"])
def test_hostile_names(page, dropped):
    world = hostile()
    world = replace(world, frame=world.frame.drop(columns=dropped))
    here = situation(world, Scenario(ties={"club": 1}, min_units=2, max_units=5))
    walked(page, here, size=4, states=16, seed=8)


def test_a_centre_within_reach_where_times_across_are_not_known(page):
    world = grid()
    here = situation(
        replace(world, travel_min=with_times(world)),
        Scenario(criteria={"distance": 1}, max_centre_travel_min=9, max_centre_distance_km=11),
    )
    assert "max_centre_travel_min" in walked(page, here, size=4, states=24, moves=3, seed=4)


def test_members_that_are_not_among_the_nearest_of_their_centre(page):
    here = situation(grid(), Scenario(criteria={"distance": 1}, neighbourhood=6, min_units=2))
    assert "neighbourhood" in walked(page, here, size=4, states=24, moves=3, seed=5)


def test_ties_of_a_millionth_are_measured_and_not_rounded_each(page):
    """A region has half of each of the two that it cuts, and the other the other half."""
    world = grid()
    world = replace(world, frame=world.frame.assign(club="a", team=["a", "b"] * 8))
    choices = {"criteria": {"ties": 1}, "min_units": 1}
    for ties, value in (({"club": 1e-6}, 2e-6), ({"team": 3e-6}, 6e-6)):
        here = situation(world, Scenario(**choices, ties=ties))
        rows = {"codes": ["a", "b"], "of": [0] * 4 + [1] * 12}
        columns = {"codes": ["a", "b"], "of": [0, 0, 1, 1] * 4}
        found = compare(page, here, [rows, columns])
        assert [answer["values"]["ties"] for answer in found] == [value, 0]


def test_shares_of_the_mean_of_small_and_of_whole_figures(page):
    world = grid()
    figures = {"tiny": [1e-8] * 16, "votes": range(16)}
    own = {"min": "-15%", "max": "+15%", "of": "own"}
    scenario = Scenario(criteria={"distance": 1}, bounds=dict.fromkeys(figures, own))
    here = situation(replace(world, frame=world.frame.assign(**figures)), scenario)
    halves = [0, 0, 2, 2] * 2 + [1, 1, 3, 3] * 2
    (found,) = compare(page, here, [{"codes": list("abcd"), "of": halves}])
    broken = [one["places"] for one in found["violations"] if one["rule"] == "bounds"]
    assert {one["figure"] for one in broken} == {"“votes”"}
    votes = [one["allowed"].split("\N{EN DASH}") for one in broken]
    assert votes == [["23", "29"]] * 2 + [["29", "39"]] * 2  # 26 and 34 on average


def test_shares_of_the_mean_of_all_follow_the_number_of_regions(page):
    world = grid()
    bound = {"min": "-5%", "max": "+5%"}
    choices = Scenario(criteria={"distance": 1}, bounds={"votes": bound}, regions=2)
    here = situation(replace(world, frame=world.frame.assign(votes=10)), choices)
    quarters = [0, 0, 2, 2] * 2 + [1, 1, 3, 3] * 2
    (found,) = compare(page, here, [{"codes": list("abcd"), "of": quarters}])
    assert {one["rule"] for one in found["violations"]}.isdisjoint({"bounds"})  # 40 on average


def test_nobody_in_a_region(page):
    here = situation(grid(), Scenario(criteria={"balance": 1}, regions=2), "en")
    (found,) = answers(page, here, [{"codes": ["p1-a"], "of": [-1] * 16}])
    assert found["figures"] == [None]
    assert found["values"]["distance"] == 0
    assert found["values"]["objective"] is None
    assert [v["key"] for v in found["violations"]] == ["broken_complete_many", "broken_number"]
    assert found["csv"] == "nis,name,reference_region,region,centre,region_name\n"
    assert found["codes"] == ["west-a", "east-a"]


def test_letters_go_on_after_z(page):
    here = situation(grid(), Scenario())
    letters = [f"west-{chr(ord('a') + n)}" for n in range(26)]
    used = [letters, [*letters, "west-aa", "east-b"], [*letters[:2], *letters[3:]]]
    found = answers(page, here, [{"codes": codes, "of": [0] * 16} for codes in used])
    assert [answer["codes"][0] for answer in found] == ["west-aa", "west-ab", "west-c"]
    assert {answer["codes"][1] for answer in found} == {"east-a"}


def test_a_reference_region_that_is_left_out_has_no_target(page):
    world = grid()
    gone = [nis for nis in world.frame.index if nis[1] in "23"]
    balance = {"column": "inhabitants", "target": "own"}
    here = situation(
        world, Scenario(criteria={"balance": 1}, balance=balance, leave_out=gone, min_units=2)
    )
    (found,) = compare(page, here, [start_of(here, 4)])
    assert found["values"]["balance"] > 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_broken_rule_can_be_said(page, language):
    said = {}
    for here, state in everything_wrong(language):
        (found,) = answers(page, here, [state])
        check(here, state, found)
        for violation in found["violations"]:
            template = TABLE[violation["key"]][language]
            places = violation["places"]
            assert set(re.findall(r"\{(\w+)\}", template)) <= set(places), violation["key"]
            assert all(places.values()), violation
            names = {k: _text(v, here) for k, v in places.items()}
            said.setdefault(violation["key"], template.format(**names))
    assert set(said) == {key for key in RULE_WORDS if key.startswith("broken_")}
    some = {
        said[key] for key in ("broken_size_one", "broken_bounds", "broken_max_centre_distance_km")
    }
    assert some == SAID[language]


SAID = {
    "nl": {
        "two heeft 1 gemeente; toegestaan: 2 tot 3 gemeenten.",
        "one heeft 98.800 inwoners; toegestaan: 20.000 tot 30.000.",
        "In one ligt Unit 13 15,8 km van het centrum (Unit 00); hoogstens 4,5 km is toegestaan.",
    },
    "en": {
        "two has 1 municipality; allowed: 2 to 3 municipalities.",
        "one has 98,800 inhabitants; allowed: 20,000 to 30,000.",
        "In one, Unit 13 is 15.8 km from the centre (Unit 00); at most 4.5 km is allowed.",
    },
}


def _text(value, here):
    units = here.base["units"]
    return value if isinstance(value, str) else " + ".join(units[n]["name"] for n in value)
