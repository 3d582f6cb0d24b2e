"""In the report: plans that were made together, and what mergers did."""

import re

import pytest

from regionplanner.data.assignment import assignment_sha256
from regionplanner.files.set_records import (
    AlternativeRecord,
    AlternativesRecord,
    AmbiguityRecord,
    AreaRecord,
    BestRecord,
    FrontRecord,
    GrowthRecord,
    MergeRecord,
    MergerRecord,
    PairRecord,
    PointRecord,
    RepairRecord,
    SupportRecord,
    Trekker,
    TrekkersRecord,
    YearRecord,
)
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import make_plan
from regionplanner.scenario import Scenario
from regionplanner.words.sentences import NONE
from tests.documents.reading import items, report_html, rows, section, sections, text
from tests.maps.plans import EVIL, grid

RULES = Scenario(criteria={"distance": 1.0}, min_units=2, max_units=4)
RUN = {"data_sha256": "", "scenario_sha256": RULES.sha256}
# three ways to divide a block of two by two, in a grid of several such blocks


@pytest.fixture(scope="module")
def world():
    return grid()


@pytest.fixture(scope="module")
def plans(world):
    """Rows, columns, and rows again but for one reference region."""
    parents = world.frame["reference_region"]
    rows_ = {nis: f"{parents[nis]}-{nis[0]}" for nis in world.frame.index}
    columns = {nis: f"{parents[nis]}-{nis[1]}" for nis in world.frame.index}
    first = parents.iloc[0]
    mixed = {nis: columns[nis] if parents[nis] == first else rows_[nis] for nis in rows_}
    graph = rook_graph(world)
    return {
        name: make_plan(division, world, graph, RULES)
        for name, division in {"rows": rows_, "columns": columns, "mixed": mixed}.items()
    }


def digest(plan):
    return assignment_sha256(plan.assignment)


def page(world, plans, *records, **choices):
    (name, _), *_ = plans.items()
    return report_html(plans, world, made={name: records}, language="en", **choices)


def test_a_plan_alone_has_none_of_it(world, plans):
    alone = {"rows": plans["rows"]}
    there = sections(page(world, alone))
    assert not {"front", "alternatives", "repair", "mergers"} & set(there)
    assert 'id="firm"' not in page(world, alone)
    two = {name: plans[name] for name in ("rows", "columns")}
    assert 'id="firm"' not in page(world, two)  # of two there is no telling


def test_firm_and_loose_borders_are_counted(world, plans):
    found = page(world, plans)
    head, *lines, total = rows(found, "firm")
    assert head == ["Reference region", "Always a border", "Sometimes a border", "Always together"]
    graph, parents = rook_graph(world), world.frame["reference_region"]
    counts = [0, 0, 0]
    for a, b in graph.edges:
        if parents[a] == parents[b]:
            apart = [one.assignment[a] != one.assignment[b] for one in plans.values()]
            counts[0 if all(apart) else 1 if any(apart) else 2] += 1
    assert [int(cell) for cell in total[1:]] == counts
    assert counts[1]
    for column in (1, 2):
        assert sum(int(row[column]) for row in lines) == counts[column - 1]
    drawn = {kind for kind in ("all", "most", "some") if f'<path class="firm-{kind}"' in found}
    assert "most" in drawn or "some" in drawn


def test_the_points_of_a_front_are_drawn_and_proven(world, plans):
    record = FrontRecord(
        **RUN,
        first="distance",
        second="border",
        points=(
            PointRecord(
                plan_sha256=digest(plans["rows"]),
                first=10.0,
                second=30.0,
                bound=10.0,
                gap=0.0,
                allowed=30.0,
            ),
            PointRecord(
                plan_sha256="elsewhere", first=14.0, second=20.0, bound=13.0, gap=1 / 14, allowed=22
            ),
        ),
    )
    found = page(world, plans, record)
    lines = rows(found, "front")
    assert lines[1][1:4] == ["Point 1: rows (this proposal)", "10.0", "30.0"]
    assert lines[2][1:] == ["Point 2", "14.0", "20.0", "at most 7.15 % too much"]
    part = section(found, "front")
    assert "4.0 km more of the first, 10.0 km less of the second" in text(part)
    assert part.count("<circle") == 2
    (line,) = re.findall(r'<polyline [^>]*?points="(.*?)"', part)
    (x0, y0), (x1, y1), (x2, y2) = (map(float, pair.split(",")) for pair in line.split())
    assert x0 > x1 == x2  # less of the second to the left
    assert y0 == y1 > y2  # and more of the first above
    assert (
        "no proposal with at most 30.0 km (Border between youth regions of the same reference "
        "region) has less than 10.0 km"
    ) in text(section(found, "proof"))


def test_alternatives_are_reported_with_what_they_cost(world, plans):
    record = AlternativesRecord(
        **RUN,
        within=0.05,
        best=BestRecord(plan_sha256=digest(plans["columns"]), objective=100.0, bound=100.0),
        alternatives=(
            AlternativeRecord(
                plan_sha256=digest(plans["rows"]),
                objective=104.0,
                pairs_that_differ=(7,),
                pairs_in_all=7,
                proven_most=9.0,
                gap=0.2,
            ),
        ),
    )
    found = page(world, plans, record)
    _, best, other = rows(found, "alternatives")
    assert best == ["Best proposal: columns", "100.0", "", "", "", ""]
    assert other == ["Proposal 1: rows (this proposal)", "104.0", "+4.0 %", "7", "7", "9"]
    assert "at most 5 % more than the best" in text(section(found, "alternatives"))
    assert "3.85 %" in text(section(found, "proof"))  # 4 of 104, rounded up


def test_a_repair_says_what_changes_and_why(world, plans):
    units = list(world.frame.index)
    today = {units[0]: "Old & <b>"}
    record = RepairRecord(
        **RUN,
        plan_sha256=digest(plans["rows"]),
        today={**today, units[1]: "New"},
        objective=1.0,
        changes=(
            PairRecord(nis_a=units[0], nis_b=units[1], together=True),
            PairRecord(nis_a=units[0], nis_b=units[1], together=False),
        ),
        pairs_that_change=2,
        weight=3.0,
        proven_least=2.5,
        cheapest_of_these=False,
    )
    found = page(world, plans, record)
    part = section(found, "repair")
    assert "2 pairs of neighbours change" in text(part)
    one, other = (world.frame.at[nis, "name"] for nis in units[:2])
    assert items(part)[-2:] == [
        f"{one} (Old & <b>) and {other} (New) come together.",
        f"{one} and {other} are no longer together (today: Old & <b>).",
    ]
    assert items(part)[0].startswith("Too few or too many municipalities: ")
    assert "at least 2.5 (weighted)" in text(section(found, "proof"))


def test_mergers_are_reported_with_what_they_leave_open(world, plans):
    nis, label = world.frame.index[0], plans["rows"].regions[0].label
    record = MergeRecord(
        scenario_sha256="",
        carried_sha256="elsewhere",
        mended_sha256=digest(plans["rows"]),
        units_before=10,
        units_after=9,
        mergers=(
            MergerRecord(
                nis=nis,
                name="New",
                parts={"1": "A", "2": "B"},
                before={"1": plans["rows"].assignment[nis], "2": "gone"},
                after=plans["rows"].assignment[nis],
            ),
            MergerRecord(nis="3", name="Only renamed", parts={"4": "C"}, before={}, after=None),
        ),
        ambiguous=(
            AmbiguityRecord(
                nis=nis,
                what="region",
                parts={"1": plans["rows"].assignment[nis], "2": "gone"},
                taken=plans["rows"].assignment[nis],
            ),
            AmbiguityRecord(nis=nis, what="politiezone", parts={"1": "p", "2": "q"}, taken=None),
        ),
        moves={nis: ("gone", plans["rows"].assignment[nis])},
        proven=True,
    )
    found = page(world, plans, record)
    assert rows(found, "mergers")[1:] == [["New", "A and B", f"{label} and gone", label]]
    lines = items(section(found, "mergers"))
    assert f"{world.frame.at[nis, 'name']}: from gone to {label}." in lines
    assert f"New: {label} (A) and gone (B). Now in {label}." in lines
    assert "police zone: New." in lines
    assert "no smaller change" in text(section(found, "proof"))
    (name, plan) = next(iter(plans.items()))
    carried = record.model_copy(update={"carried_sha256": digest(plan), "mended_sha256": None})
    assert "from gone" not in text(page(world, {name: plan}, carried))


def test_names_of_any_kind_are_text(plans):
    world = grid(names=EVIL)
    units = list(world.frame.index)
    record = RepairRecord(
        **RUN,
        plan_sha256=digest(plans["rows"]),
        today=dict.fromkeys(units, EVIL[units[0]]),
        objective=1.0,
        changes=(PairRecord(nis_a=units[0], nis_b=units[1], together=False),),
        pairs_that_change=1,
        weight=1.0,
        proven_least=1.0,
        cheapest_of_these=True,
    )
    found = page(world, plans, record)
    assert "<script" not in found
    assert "1 pair of neighbours changes" in text(section(found, "repair"))


def test_a_growth_has_its_years_and_who_starts(world, plans):
    plan = plans["rows"]
    codes = [region.code for region in plan]
    record = GrowthRecord(
        scenario_sha256="",
        plan_sha256=digest(plan),
        start={codes[0]: 2027, codes[1]: 2028, codes[2]: 2028},
        years=(
            YearRecord(
                year=2027,
                regions=1,
                new_regions=1,
                municipalities=2,
                inhabitants=10,
                inhabitants_0_14=None,
                cost=1000.0,
            ),
            YearRecord(
                year=2028,
                regions=3,
                new_regions=2,
                municipalities=6,
                inhabitants=30,
                inhabitants_0_14=None,
                cost=None,
            ),
        ),
        value=9.0,
        bound=10.0,
        price=12.34,
        begun_gap=0.021,
    )
    found = page(world, plans, record)
    part = section(found, "growth")
    assert rows(found, "years")[1:] == [
        ["2027", "1", "1", "2", NONE, "1,000"],
        ["2028", "3", "2", "6", NONE, NONE],
    ]
    labels = [region.label for region in plan]
    lines = items(part)[2:]  # after the colours of the years
    assert lines[:2] == [f"2027: {labels[0]}.", f"2028: {labels[1]} and {labels[2]}."]
    assert lines[2].startswith("Not by 2028: ")
    assert "From 1 youth regions in 2027 to 3 in 2028." in text(part)
    assert "worth at most 10 % more" in text(part)
    assert "costs 12.3 points more" in text(part)
    assert "at most 2.1 % above the best there are" in text(part)
    assert part.count("<polyline") == 1  # of children nothing is known
    years = re.findall(r'fill="(#[0-9a-f]{6})"/></svg>(\d{4})', part)
    assert [year for _, year in years] == ["2027", "2028"]
    drawn = part.split('<svg class="map"')[1].split("</svg>")[0]
    outside = "#dfe4e8"  # what does not start
    assert {colour for colour, _ in years} | {outside} == set(
        re.findall(r' fill="(#[0-9a-f]{6})"', drawn)
    )
    assert "with these first youth regions" in text(section(found, "proof"))


def test_support_has_a_map_and_a_row_a_supporter(world, plans):
    plan = plans["rows"]
    codes = tuple(region.code for region in plan)
    nis = plan.regions[0].members[0]
    areas = [
        AreaRecord(
            supporter=name,
            home=nis,
            share=share,
            regions=own,
            municipalities=2 * len(own),
            inhabitants_0_14=1234,
            travel_km=56.7,
        )
        for name, share, own in (("A <b>", 1.0, codes[:3]), ("B", 0.5, codes[3:]))
    ]
    record = SupportRecord(
        scenario_sha256="",
        plan_sha256=digest(plan),
        areas=tuple(areas),
        meetings=4,
        travel_km=113.4,
        bound_km=113.4,
    )
    found = page(world, plans, record)
    part = section(found, "support")
    home = world.frame.at[nis, "name"]
    assert rows(found, "supporters")[1:] == [
        ["A <b>", home, "100 %", "3", "6", "1,234", "57"],
        ["B", home, "50 %", str(len(codes) - 3), str(2 * len(codes) - 6), "1,234", "57"],
    ]
    assert "4 meetings a year" in text(part)
    assert "no other division that keeps the rules takes fewer" in text(part)
    assert 'class="map"' in part


def test_trekkers_have_their_reasons(world, plans):
    plan = plans["rows"]
    region = plan.regions[0]
    record = TrekkersRecord(
        scenario_sha256="",
        plan_sha256=digest(plan),
        trekkers=(
            Trekker(
                region=region.code,
                nis=region.members[0],
                rank=1,
                score=0.9,
                readiness=0.5,
                inhabitants=1.0,
                nearness=1.0,
                n_inhabitants=12_000,
                mean_km=5.0,
                is_smallest=False,
            ),
        ),
    )
    part = section(page(world, plans, record), "trekkers")
    assert items(part) == [
        f"{world.frame.at[region.members[0], 'name']}: 50% as ready as the readiest of the region, "
        "most inhabitants of the region (12,000) and nearest to the other municipalities (5.0 km "
        "on average, in a straight line)."
    ]
