"""The report: every figure is that of the plan, and every claim is true for it."""

import re
from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest

from regionplanner.data.flanders import load_flanders
from regionplanner.errors import DataError
from regionplanner.files.run_record import RecordedPoint, RunRecord
from regionplanner.graph.contiguity import rook_graph
from regionplanner.naming import region_codes
from regionplanner.plan.make import make_plan
from regionplanner.proof import Proof
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of
from regionplanner.score.scorecard import criterion_values, plan_figures, scorecard
from tests.documents.reading import items, report_html, rows, section, sections, text
from tests.maps.plans import EVIL, OPTIMAL, grid, grown_plan, plan_of

PROVEN = "Bewezen de beste"
NEAR = Scenario(criteria={"distance": 1.0})


def dutch(value, places=0):
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def held(plan, world, scenario, proof=None):
    """The same regions, with the rules that they break."""
    codes = region_codes(plan.assignment, world)
    return make_plan(codes, world, rook_graph(world), scenario, proof)


def point(regions, objective, *, bound=None, chosen=False):
    return RecordedPoint(regions, objective, objective if bound is None else bound, chosen)


def record(curve=(), proof=OPTIMAL, **parents):
    return RunRecord("f00d", "", "", proof, 123_456, tuple(curve), parents)


@pytest.fixture(scope="module")
def plan(flanders):
    """Six reference regions stay whole; the others are cut without much thought."""
    return held(grown_plan(flanders, size=12), flanders, Scenario())


@pytest.fixture(scope="module")
def page(plan, flanders):
    return report_html({"mine": plan}, flanders)


@pytest.fixture(scope="module")
def beside(plan, flanders):
    """The same plan beside another, in the language of nobody here."""
    other = held(grown_plan(flanders, size=9), flanders, Scenario())
    return other, report_html({"mine": plan, "<other>": other}, flanders, language="en")


def test_sections_are_in_the_order_in_which_a_council_reads(page, beside):
    order = ["summary", "toc", "question", "rules", "weights", "map", "proof", "table", "parents"]
    assert sections(page) == [*order, "odd", "groupings", "curve", "sources"]
    assert sections(beside[1]) == [*order, "odd", "groupings", "others", "curve", "sources"]
    for found in (page, beside[1]):
        links = re.findall(r'<li><a href="#(\w+)">', found)
        assert links == sections(found)[2:]
        ids = re.findall(r'\bid="([\w-]+)"', found)
        assert len({one for one in ids if not one.startswith("later")}) == len(ids)


def test_the_table_has_the_figures_of_the_scorecard(page, plan, flanders):
    score = scorecard(plan, flanders, rook_graph(flanders), Scenario())
    found = {row[0]: row[1:] for row in rows(page, "regions")[2:] if len(row) > 1}
    assert list(found) == [region.label for region in plan]
    for region, cells in zip(plan, found.values(), strict=True):
        row = score.loc[region.code]
        assert cells[:7] == [
            row["centre_name"],
            dutch(row["municipalities"]),
            dutch(row["inhabitants"]),
            dutch(row["inhabitants_0_14"]),
            dutch(row["area_km2"]),
            dutch(row["mean_distance_km"], 1),
            dutch(row["max_distance_km"], 1),
        ]


def test_the_map_has_names_of_regions_or_their_number_in_the_list(page, plan):
    names = {region.label: str(n) for n, region in enumerate(plan, 1)}
    drawn = re.findall(r'<g class="labels.*?</g>', section(page, "map"), re.DOTALL)
    wide, narrow = (
        {text(line).replace("- ", "-") for line in re.findall("<text.*?</text>", group)}
        for group in drawn
    )
    assert wide | narrow <= {*names, *names.values(), "Brussel"}
    written = {name for name, number in names.items() if wide & {name, number}}
    assert len(written) >= len(plan) - 1  # two odd shapes have one middle
    assert len(wide & {*names}) > len(plan) / 3


def test_every_youth_region_has_a_small_map_but_those_that_are_a_whole_reference_region(
    page, plan, flanders
):
    sizes = flanders.frame["reference_region"].value_counts()
    for region in plan:
        described = f'aria-label="Kaart van jeugdregio {region.label} met haar gemeenten."'
        assert page.count(described) == (len(region.members) != sizes[region.parent]), region.code


def test_the_table_counts_zones_that_stay_whole_and_zones_that_are_cut(page, plan, flanders):
    found = {row[0]: row[8:] for row in rows(page, "regions")[2:] if len(row) > 1}
    for region in plan:
        counts = []
        for column in ("jeugdregio", "politiezone", "elz"):
            values = flanders.frame[column].dropna()
            shared = values[values.duplicated(keep=False)]
            inside = shared[shared.index.isin(region.members)]
            beyond = set(shared[~shared.index.isin(region.members)])
            counts += [len(set(inside) - beyond), len(set(inside) & beyond)]
        assert found[region.label] == list(map(str, counts)), region.label


@pytest.mark.slow
def test_criteria_have_their_value_and_their_weight(plan, flanders):
    """Weights are those that a plan was chosen with: one made by hand has none."""
    graph = rook_graph(flanders)
    values = criterion_values(plan, plan_figures(plan, Case(flanders, graph, Scenario())))
    chosen = replace(plan, proof=OPTIMAL)
    for records in ({"mine": record()}, {}):
        page = report_html({"mine": chosen}, flanders, records)
        found = rows(page, "criteria")[1:]
        assert [row[-2:] for row in found] == [
            [dutch(values["distance"], 1), "km"],
            [dutch(values["dispersion"]), "km²"],
            [dutch(values["reach"], 1), "km"],
            [dutch(values["border"], 1), "km"],
            [dutch(values["ties"]), "banden"],
            [dutch(values["balance"], 2), "streefaantallen"],
        ]
        idle = ["telde niet mee"]
        weights = [["1 per km"], *[idle] * 3, ["2 per band"], idle] if records else [[]] * 6
        assert [row[1:-2] for row in found] == weights
        assert ("niet met gewichten gekozen" in text(page)) != bool(records)


def test_data_without_ties_can_be_reported_on():
    world = grid()
    plan = held(grown_plan(world), world, Scenario())
    found = rows(report_html({"mine": plan}, world), "criteria")
    assert [row[-1] for row in found[1:]] == ["km", "km²", "km", "km", "streefaantallen"]


def test_nothing_is_explained_that_is_not_there():
    world = grid()
    source = replace(world.source, boundaries_date="", figures_date="")
    page = report_html({"mine": grown_plan(world)}, replace(world, source=source))
    assert "De gegevens: Test world. " in text(section(page, "question"))
    assert "Groepen van minstens twee" not in text(section(page, "table"))


def oddity(page, heading):
    """What is said under a heading of what stands out."""
    parts = re.split(r"<h3>", section(page, "odd"))
    return next((text(part) for part in parts if text(part).startswith(heading)), "")


def test_reference_regions_that_stay_whole_are_named_and_no_others(page, plan, flanders):
    said = oddity(page, "Referentieregio's die één jeugdregio zijn")
    frame = flanders.frame
    region_of = frame.index.to_series().map(plan.assignment)
    for _, units in frame.groupby("reference_region"):
        whole = len(set(region_of[units.index])) == 1
        assert (units["reference_region_name"].iloc[0] in said) == whole
    assert "Middenkust" in said


def test_existing_youth_regions_that_are_cut_are_reported_member_by_member(page, plan, flanders):
    said, where = section(page, "odd"), plan.assignment
    labels = {region.code: region.label for region in plan}
    kept, n_cut = [], 0
    for name, units in flanders.frame.groupby("jeugdregio"):
        regions = {where[nis] for nis in units.index}
        if len(regions) == 1:
            kept.append(name)
            continue
        n_cut += 1
        (sentence,) = [item for item in items(said) if item.startswith(f"{name}:")]
        parts = sentence.removeprefix(f"{name}: ").rstrip(".").split("; ")
        for code in regions:
            (part,) = [part for part in parts if part.endswith(f" in {labels[code]}")]
            members = part.removesuffix(f" in {labels[code]}").replace(" en ", ", ").split(", ")
            assert set(members) == set(units["name"][[where[n] == code for n in units.index]])
    assert n_cut
    assert f"blijven er {len(kept)} heel; doorgeknipt: {n_cut}." in text(said)
    assert all(name in text(said).split("Blijven heel:")[1] for name in kept)


def test_sizes_name_the_extremes_and_those_at_the_limits(page, plan, flanders):
    people = {r.label: flanders.frame["inhabitants"][list(r.members)].sum() for r in plan}
    least, most = min(people, key=people.get), max(people, key=people.get)
    said = oddity(page, "Ongelijke grootte")
    assert f"van {dutch(people[least])} ({least}) tot {dutch(people[most])} ({most})." in said
    assert f"{dutch(people[most] / people[least], 1)} keer zo groot" in said
    at_least = [region.label for region in plan if len(region.members) == 5]
    limits = oddity(page, "Op de grens van de toegelaten grootte")
    assert ("Met 5 gemeenten, het minimum" in limits) == bool(at_least)
    assert all(label in limits for label in at_least)
    assert "het maximum" not in limits  # regions of 12 at most


def test_the_farthest_municipalities_are_reported(page, plan, flanders):
    xy = flanders.frame[["x_m", "y_m"]]
    far = {
        nis: ((xy.loc[nis] - xy.loc[region.centre]) ** 2).sum() ** 0.5 / 1000
        for region in plan
        for nis in region.members
    }
    first = sorted(far, key=far.get, reverse=True)[:5]
    said = items(section(page, "odd"))[-5:]
    for nis, sentence in zip(first, said, strict=True):
        assert sentence.startswith(f"{flanders.frame.at[nis, 'name']}: {dutch(far[nis], 1)} km")


def test_groupings_are_counted_as_they_are(page, plan, flanders):
    found = [row for row in rows(page, "groupings")[1:] if row[0] != "provincie"]
    columns = ["jeugdregio", "politiezone", "elz", "igs_wonen", "vervoerregio"]
    columns += ["woonmaatschappij", "streekwerking", "arrondissement"]
    for column, row in zip(columns, found, strict=True):
        groups = groups_of(plan, flanders, column)
        cut = [g for g in groups if len({plan.assignment[nis] for nis in g.members}) > 1]
        inside = [
            region
            for region in plan
            if len(set(flanders.frame[column][list(region.members)].fillna(pd.NA))) == 1
            and flanders.frame[column][list(region.members)].notna().all()
        ]
        assert row[1:] == list(
            map(
                str,
                [
                    len(groups),
                    len(groups) - len(cut),
                    len(cut),
                    sum(len(g.members) > 15 for g in cut),
                    len(inside),
                ],
            )
        )


def test_a_plan_without_a_record_is_never_called_proven(plan, page, flanders):
    assert PROVEN not in page
    assert text(section(page, "proof")).startswith("Het bewijs Niet bewezen: dit voorstel is met")
    assert "geen berekening die bij deze keuzes" in text(section(page, "question"))
    changed = replace(plan, proof=OPTIMAL)  # as long as its record is not given
    assert PROVEN not in report_html({"mine": changed}, flanders)


def test_the_proof_is_reported_in_one_sentence():
    world = grid()
    plan = held(grown_plan(world), world, NEAR, Proof("optimal", 5.0, 5.0))
    page = report_html({"mine": plan}, world, {"mine": record(proof=plan.proof)})
    proof = text(section(page, "proof"))
    assert PROVEN in proof
    assert "123.456 mogelijke jeugdregio's" in proof
    found = Proof("feasible", 100.0, 99.0)
    plan = held(grown_plan(world), world, NEAR, found)
    page = report_html({"mine": plan}, world, {"mine": record(proof=found)})
    assert PROVEN not in page
    assert "hoogstens 1 % beter" in text(section(page, "proof"))


def test_rules_that_are_broken_come_first():
    world = grid()
    plan = held(grown_plan(world, size=3), world, NEAR)
    page = report_html({"mine": plan}, world)
    said = text(section(page, "rules"))
    assert "Elke regio telt 5 tot 15 gemeenten" in said
    assert (
        "Dit voorstel overtreedt 6 regels: Te weinig of te veel gemeenten: East A, East B" in said
    )
    assert "voldoet aan alle regels" not in said
    assert text(section(page, "summary")).startswith("In het kort Let op Dit voorstel overtreedt")
    kept = report_html({"mine": held(grown_plan(world), world, NEAR)}, world)
    assert "voldoet aan alle regels" in text(section(kept, "rules"))
    assert "voorstel overtreedt" not in text(kept)


def test_a_region_across_reference_regions_has_no_criteria():
    world = grid()
    units = sorted(world.frame.index)
    plan = held(plan_of(world, [units[:10], units[10:]]), world, NEAR)
    page = report_html({"mine": plan}, world)
    assert "kunnen deze criteria niet berekend worden" in text(section(page, "weights"))
    assert '<table class="criteria">' not in page


def test_short_borders_that_hold_a_region_are_reported_and_others_are_not():
    world = grid()
    short = {("10", "20"): 12.0, ("11", "21"): 30.0, ("01", "11"): 40.0}
    pairs = list(zip(world.borders["nis_a"], world.borders["nis_b"], strict=True))
    lengths = [short.get(pair, 5000.0) for pair in pairs]
    world = replace(world, borders=world.borders.assign(border_m=lengths))
    plan = held(grown_plan(world), world, NEAR)
    said = oddity(report_html({"mine": plan}, world), "Aaneengesloten, maar nipt")
    assert said.endswith(
        "uiteenvallen: Unit 10 en Unit 20 in West: 12 m gemeenschappelijke grens. "
        "Unit 11 en Unit 21 in West: 30 m gemeenschappelijke grens."
    )
    graph = nx.Graph(rook_graph(world).subgraph(plan.regions[0].members))
    graph.remove_edges_from([("10", "20"), ("11", "21")])
    assert not nx.is_connected(graph)


def test_a_link_without_a_border_is_reported():
    world = grid(skip=((1, 0), (1, 1)), links=(("00", "20"),))
    plan = held(grown_plan(world), world, NEAR)
    said = oddity(report_html({"mine": plan}, world), "Aaneengesloten, maar nipt")
    assert "Unit 00 en Unit 20 in West: geen gemeenschappelijke grens" in said
    assert oddity(report_html({"mine": grown_plan(grid())}, grid()), "Aaneengesloten") == ""


def test_one_region_more_or_less_is_a_difference():
    world = grid()
    curves = {
        "P1": (point(1, 100.0, chosen=True), point(2, 60.0, bound=50.0)),
        "P2": (point(1, 80.0), point(2, 200.0, chosen=True), point(3, 210.5)),
    }
    whole = [point(2, 180.0), point(3, 300.0, chosen=True), point(4, 310.5)]
    plan = held(grown_plan(world), world, NEAR)
    page = report_html({"mine": plan}, world, {"mine": record(whole, **curves)})
    found = rows(page, "curve")[1:]
    minus = "\N{MINUS SIGN}"
    assert [[cell for cell in row if cell] for row in found] == [
        ["West", "1", "100,0", "\N{EN DASH}", f"{minus}40,0*", f"{minus}40,0 %"],
        ["East", "2", "200,0", f"{minus}120,0", f"{minus}60,0 %", "+10,5", "+5,2 %"],
        ["Alles samen", "3", "300,0", f"{minus}120,0", f"{minus}40,0 %", "+10,5", "+3,5 %"],
    ]
    assert "* Niet bewezen" in text(section(page, "curve"))
    assert page.count('<svg class="chart"') == 3
    assert section(page, "curve").count('class=" unproven"') == 1


def test_without_a_record_there_is_no_curve(page):
    assert "niet bewaard wat een ander aantal" in text(section(page, "curve"))
    assert "<polyline" not in page


def test_a_reference_region_without_another_number_is_named():
    world = grid()
    curves = {"P1": (point(1, 9.0, chosen=True),), "P2": (point(1, 9.0, chosen=True), point(2, 8))}
    whole = [point(2, 18.0, chosen=True), point(3, 17.0)]
    plan = held(grown_plan(world), world, NEAR)
    page = report_html({"mine": plan}, world, {"mine": record(whole, **curves)}, language="en")
    assert "none was calculated): West." in text(section(page, "curve"))
    assert "fewer points" in text(section(page, "curve")).lower()


def test_other_plans_are_measured_on_the_same_choices(beside, plan, flanders):
    other, page = beside
    graph = rook_graph(flanders)
    mine, theirs = (
        criterion_values(one, plan_figures(one, Case(flanders, graph, Scenario())))
        for one in (plan, other)
    )
    found = {row[0]: row[1:] for row in rows(page, "side")[1:]}
    assert found["Youth regions"][:2] == [
        str(len(plan)),
        f"{len(other)} (+{len(other) - len(plan)})",
    ]
    ties = found["Existing co-operation cut between adjoining municipalities"]
    more = 100 * (theirs["ties"] / mine["ties"] - 1)
    assert ties[:2] == [f"{mine['ties']:,.0f}", f"{theirs['ties']:,.0f} ({more:+.1f} %)"]


@pytest.mark.slow
def test_who_moves_is_reported_region_by_region(beside, plan, flanders):
    other, page = beside
    said = text(section(page, "others"))
    count = int(re.search(r"(\d+) municipalities in another youth region", said)[1])
    # at least all but those in the best match of each region
    shared = pd.crosstab(
        pd.Series(plan.assignment), pd.Series(other.assignment).reindex(list(plan.assignment))
    )
    assert count >= len(plan.assignment) - shared.max(axis=1).sum()
    assert "<bdi>&lt;other&gt;</bdi>" in page
    same = report_html({"a": plan, "b": plan}, flanders)
    same_regions = f"Geen verschil: dezelfde gemeenten in {len(plan)} jeugdregio's."
    assert same_regions in text(section(same, "others"))


def test_where_the_municipalities_of_a_region_go_that_is_gone():
    world = grid()
    four = held(grown_plan(world, size=4), world, NEAR)
    west = [region.members for region in four if region.parent == "P1"]
    one = held(plan_of(world, [sorted(west[0] + west[1][:3])]), world, NEAR)
    page = report_html({"four": four, "one": one}, world)
    lines = [
        text(row) for row in re.findall(r"<div><dt>.*?</div>", section(page, "others"), re.DOTALL)
    ]
    gone = [row.partition(" Deze jeugdregio")[2] for row in lines if "bestaat daar niet" in row]
    assert gone == [
        " bestaat daar niet. Haar gemeenten zitten er in West. In geen jeugdregio: 1 gemeente.",
        " bestaat daar niet. In geen jeugdregio: 4 gemeenten.",
        " bestaat daar niet. In geen jeugdregio: 4 gemeenten.",
    ]


def test_groups_of_who_is_planned_later_are_neither_whole_nor_cut():
    world = grid()
    frame = world.frame.assign(jeugdregio=["in"] * 2 + ["out"] * 2 + [None] * 12)
    world = replace(world, frame=frame)
    scenario = Scenario(criteria={"distance": 1.0}, coverage={"least": 5})
    west = [nis for nis in frame.index if frame.at[nis, "reference_region"] == "P1"]
    plan = held(plan_of(world, [west]), world, scenario)
    page = report_html({"mine": plan}, world)
    said = text(section(page, "odd"))
    assert "Van de 2 bestaande jeugdregio's blijven er 1 heel; doorgeknipt: 0." in said
    assert "Nog niet in een jeugdregio: out." in said
    assert "Van de 2 bestaande jeugdregio's blijven er 1 heel." in text(section(page, "summary"))
    assert "Niet in een jeugdregio: Unit 02" in text(section(page, "parents"))
    assert "een deel van de 16 gemeenten" in text(section(page, "question"))


def test_names_are_text_whatever_they_hold():
    world = grid(names=EVIL)
    world = replace(world, frame=world.frame.assign(**{"<b>zone</b>": ["<i>x</i>", "y"] * 8}))
    plan = held(grown_plan(world, size=4), world, NEAR)
    other = held(grown_plan(world), world, NEAR)
    page = report_html(
        {"<u>mine</u>": plan, EVIL["01"]: other}, world, title=EVIL["00"], contact=EVIL["01"]
    )
    assert not re.search(r"<(script|img|i|u|b)\b", page)
    assert "&lt;script&gt;window.evil = 1&lt;/script&gt;" in page
    assert "Lang" * 50 in page
    page.encode()


def test_the_page_holds_all_it_needs_and_asks_for_nothing(page, beside):
    for found in (page, beside[1]):
        assert len(found.encode()) < 1_500_000
        assert "script-src &#39;none&#39;" in found
        assert not re.search(r"\b(?:src|srcset|@import)\b\s*=|url\((?!#)|<link|\sstyle=", found)
        assert set(re.findall(r'href="([^"]*)"', found)) == {
            f"#{key}" for key in sections(found)[2:]
        }


@pytest.mark.slow
def test_the_same_bytes_for_the_same_plan(plan, page):
    assert report_html({"mine": plan}, load_flanders()) == page


def test_title_and_contact():
    world = grid()
    plan = held(grown_plan(world), world, NEAR)
    page = report_html({"mine": plan}, world, title="Mijn plan", contact="wij@hier.be")
    assert "<h1><bdi>Mijn plan</bdi></h1>" in page
    assert text(page).endswith("Vragen: wij@hier.be")
    assert "Vragen" not in text(report_html({"mine": plan}, world))


def test_one_region_is_said_as_one():
    world = grid(rows=3, columns=4)
    frame = world.frame.assign(reference_region="P", reference_region_name="All")
    world = replace(world, frame=frame)
    plan = held(plan_of(world, [sorted(frame.index)]), world, NEAR)
    page = report_html({"mine": plan}, world)
    said = text(section(page, "summary"))
    people = dutch(frame["inhabitants"].sum())
    assert "12 gemeenten in 1 jeugdregio, verspreid over 1 referentieregio." in said
    assert f"Overal 12 gemeenten; {people} inwoners." in said
    assert oddity(page, "Ongelijke grootte") == ""


def test_exceptions_are_reported():
    world = grid(rows=4, columns=6)
    groups = [["00", "01", "02"], [f"{r}{c}" for r in (1, 2, 3) for c in (0, 1, 2)]]
    groups.append([f"{r}{c}" for r in range(4) for c in (3, 4, 5)])
    locks = [{"region": "old", "members": groups[0], "exception": True}]
    scenario = Scenario(criteria={"distance": 1.0}, locked=locks)
    plan = held(plan_of(world, groups), world, scenario)
    page = report_html({"mine": plan}, world)
    assert not plan.violations
    said = oddity(page, "Uitzonderingen op de grootte")
    assert said.endswith("West A lag vooraf vast en blijft zoals ze is, met 3 gemeenten.")


def test_travel_times_and_balance_have_their_columns():
    world = grid()
    units = list(world.frame.index)
    minutes = pd.DataFrame(7.0, index=units, columns=units)
    world = replace(world, travel_min=minutes)
    scenario = Scenario(
        criteria={"distance": 1.0, "balance": 5.0}, balance={"column": "inhabitants"}
    )
    plan = held(grown_plan(world), world, scenario)
    page = report_html({"mine": plan}, world)
    heads = rows(page, "regions")[0]
    assert "Naar centrum (min)" in heads
    assert "Afwijking" in heads
    score = scorecard(plan, world, rook_graph(world), scenario)
    cells = rows(page, "regions")[3]
    assert cells[-3:-1] == [
        f"{score['balance_deviation_pct'].iloc[0]:+.0f} %".replace("-", "\N{MINUS SIGN}"),
        "7,0",
    ]
    assert "7,0 minuten" in text(section(page, "summary"))


def test_data_without_figures_has_no_such_columns():
    world = grid()
    world = replace(world, frame=world.frame.drop(columns="inhabitants"))
    page = report_html({"mine": held(grown_plan(world), world, NEAR)}, world)
    assert rows(page, "regions")[0][2:] == ["Gemeenten", "km²", "Naar centrum (km)"]
    assert "inwoners (" not in text(section(page, "odd"))
    assert '<h2 id="groupings">' not in page


def test_a_plan_of_other_data_and_other_mistakes(plan):
    with pytest.raises(DataError, match="The plan has 285 units that the data lack"):
        report_html({"mine": plan}, grid())
    with pytest.raises(DataError, match="there is no plan to show"):
        report_html({}, grid())
    with pytest.raises(ValueError, match="language 'fr' is not known"):
        report_html({"mine": grown_plan(grid())}, grid(), language="fr")


@pytest.mark.parametrize(
    ("language", "kept", "chosen"),
    [
        ("nl", "Van 1 bestaande jeugdregio blijft er ", "uit 1 mogelijke jeugdregio."),
        ("en", "of 1 existing youth region stays whole", "from 1 possible youth region."),
    ],
)
def test_one_of_a_kind_is_said_as_one(language, kept, chosen):
    world = grid()
    frame = world.frame.assign(jeugdregio=["in", "in", "alone"] + [None] * 13)
    world = replace(world, frame=frame)
    west = [nis for nis in frame.index if frame.at[nis, "reference_region"] == "P1"]
    scenario = Scenario(criteria={"distance": 1.0}, coverage={"least": 5})
    plan = held(plan_of(world, [west]), world, scenario, Proof("optimal", 5.0, 5.0))
    made = {"mine": replace(record(proof=plan.proof), n_candidates=1)}
    page = text(report_html({"mine": plan}, world, made, language=language))
    assert kept in page
    assert chosen in page
