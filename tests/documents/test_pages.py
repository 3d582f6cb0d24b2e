"""Pages of municipalities: what they say is what the plan, the data and the figures say."""

import re
from dataclasses import replace
from html import unescape

import pytest

from regionplanner.documents.municipality_pages.atlas import atlas
from regionplanner.documents.municipality_pages.index_page import index_page, page_names
from regionplanner.documents.municipality_pages.municipality_page import page_of
from regionplanner.documents.municipality_pages.rows import (
    member_table,
    neighbour_rows,
    one_decimal,
    together,
)
from regionplanner.errors import DataError
from regionplanner.files.file_choices import RunChoices
from regionplanner.graph.contiguity import rook_graph
from regionplanner.plan.make import make_plan
from regionplanner.rules.rule import Violation
from regionplanner.scenario import Scenario
from regionplanner.score.groups import groups_of, membership_columns
from regionplanner.score.scorecard import scorecard
from regionplanner.words.sentences import grouping_text
from tests.maps.plans import EVIL, grid, grown_plan, plan_of

LIER, ANTWERPEN, VOEREN, BAARLE, DROGENBOS = "12021", "11002", "73109", "13002", "23098"
PLACES = [LIER, ANTWERPEN, VOEREN, BAARLE, DROGENBOS]
DUTCH = RunChoices(contact="Vragen? jeugd@example.be of 02 123 45 67")
ENGLISH = RunChoices(language="en")


@pytest.fixture(scope="module")
def graph(flanders):
    return rook_graph(flanders)


@pytest.fixture(scope="module")
def plan(flanders, graph):
    return make_plan(grown_plan(flanders).assignment, flanders, graph, Scenario())


@pytest.fixture(scope="module")
def plans(flanders, graph, plan):
    other = make_plan(grown_plan(flanders, size=7).assignment, flanders, graph, Scenario())
    return {"first": plan, "second": other}


@pytest.fixture(scope="module")
def made(flanders, plans):
    return atlas(plans, flanders)


@pytest.fixture(scope="module")
def partial(plan):
    """Only the regions of Lier and Voeren; Drogenbos is left out."""
    kept = tuple(r for r in plan if {LIER, VOEREN} & set(r.members))
    scenario = Scenario(coverage={"least": 5}, leave_out=[DROGENBOS])
    return replace(plan, regions=kept, scenario=scenario, violations=())


@pytest.fixture(scope="module")
def evil():
    world = grid(names=EVIL)
    world.frame["club"] = ["<i>a</i>"] * 6 + ["&amp;"] * 10
    plans = {"<b>one": grown_plan(world, size=4), "\ud800": grown_plan(world, size=3)}
    return atlas(plans, world)


def text_of(page):
    """What people read, in one line."""
    body = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"</?(bdi|strong|a|span)[^>]*>", "", body)).split())


def one_line(name):
    return " ".join(name.split())


def joint_names(lines):
    return [one_line(unescape(line.name.striptags())) for line in lines]


def names_of(flanders, codes):
    return sorted(flanders.frame["name"][list(codes)], key=str.casefold)


def test_says_with_whom(made, plan, flanders):
    region = next(r for r in plan if LIER in r.members)
    *others, last = names_of(flanders, set(region.members) - {LIER})
    sentence = f"Lier ligt in jeugdregio {region.title()}, met {', '.join(others)} en {last}."
    assert sentence in text_of(page_of(made, LIER, DUTCH))
    assert f"Lier is in youth region {region.title('en')}, with" in text_of(
        page_of(made, LIER, ENGLISH)
    )


def test_order_of_what_is_reported(made):
    page = text_of(page_of(made, LIER, DUTCH))
    heads = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page)
    assert heads == [
        "Lier",
        "Onze jeugdregio",
        "Onze buren",
        "Wat samen blijft en wat niet",
        "De andere voorstellen",
        "Over dit voorstel",
        "Bronnen",
        "Vragen of opmerkingen?",
    ]
    assert page.index("Voorstel, geen beslissing") < page.index("<h1>Lier")
    assert "Of een andere indeling beter scoort" in page


@pytest.mark.parametrize("nis", PLACES)
def test_figures_are_those_of_the_scorecard(plan, flanders, graph, nis):
    region = next(r for r in plan if nis in r.members)
    score = scorecard(plan, flanders, graph, Scenario()).loc[region.code]
    table = member_table(region, flanders, nis, "en")
    assert table.heads == ("Inhabitants", "Aged 0-14", "To centre, km")
    distances = [float(row.cells[2]) for row in table.rows if not row.centre]
    assert max(distances) == pytest.approx(score["max_distance_km"], abs=0.051)
    assert table.totals == (
        f"{score['inhabitants']:,}",
        f"{score['inhabitants_0_14']:,}",
        f"mean {score['mean_distance_km']:.1f}",
    )
    (centre,) = [row for row in table.rows if row.centre]
    assert score["centre_name"] in centre.name
    assert centre.cells[2] == ""
    assert [row.name.striptags() for row in table.rows if row.ours] == [
        flanders.frame.at[nis, "name"]
    ]


def test_unknown_figures_are_not_summed(flanders, plan):
    frame = flanders.frame.copy()
    frame["inhabitants"] = frame["inhabitants"].astype(float)
    frame.loc[LIER, "inhabitants"] = float("nan")
    region = next(r for r in plan if LIER in r.members)
    table = member_table(region, replace(flanders, frame=frame), LIER, "nl")
    assert table.totals[0] == "onbekend"
    assert next(row for row in table.rows if row.ours).cells[0] == "onbekend"


@pytest.mark.parametrize("nis", PLACES)
def test_neighbours_are_those_of_the_data(made, plan, flanders, nis):
    rows = neighbour_rows(made, nis, "en")
    borders = flanders.borders
    here = borders[(borders["nis_a"] == nis) | (borders["nis_b"] == nis)]
    others = here["nis_a"].where(here["nis_a"] != nis, here["nis_b"])
    expected = dict(zip(flanders.frame["name"][others], here["border_m"] / 1000, strict=True))
    if nis == VOEREN:
        expected["Riemst"] = None
    assert {row.name.striptags() for row in rows} == set(expected)
    for row in rows:
        km = expected[row.name.striptags()]
        if km is None:
            assert row.border == "connected without a border"
        else:
            assert row.border == ("< 0.1" if km < 0.05 else f"{km:.1f}")
    own = next(r for r in plan if nis in r.members)
    inside = set(flanders.frame["name"][list(own.members)])
    assert {row.name.striptags() for row in rows if row.ours} == inside & set(expected)
    assert [row.ours for row in rows] == sorted((row.ours for row in rows), reverse=True)


def test_what_is_kept_and_what_is_cut_is_that_of_the_groups(made, plan, flanders):
    """Of all municipalities: each group is named once, whole, cut, too large, or alone."""
    groups = {column: groups_of(plan, flanders, column) for column in membership_columns(flanders)}
    for region in plan:
        for nis in region.members:
            ours = [g for found in groups.values() for g in found if nis in g.members]
            joint = together(made, nis, region, "nl")
            assert joint_names(joint.whole) == [one_line(g.name) for g in ours if not g.cut]
            fit = [one_line(g.name) for g in ours if g.cut and len(g.members) <= 15]
            assert joint_names(joint.cut) == fit
            notes = " ".join(joint.notes)
            large = [len(g.members) for g in ours if g.cut and len(g.members) > 15]
            assert re.findall(
                r"(\d+) gemeenten\)", notes.replace("hoogstens 15 gemeenten", "")
            ) == [str(n) for n in large]


def test_a_cut_says_where_each_member_is(made, plan, flanders):
    where = plan.assignment
    groups = {
        str.capitalize(grouping_text(column, "en")): groups_of(plan, flanders, column)
        for column in membership_columns(flanders)
    }
    for region in plan:
        joint = together(made, region.members[0], region, "en")
        for line in joint.cut:
            text = line.text.striptags()
            group = next(g for g in groups[line.kind] if region.members[0] in g.members)
            for nis in set(group.members) - {region.members[0]}:
                assert flanders.frame.at[nis, "name"] in text
            others = {r.label for r in plan if r.code in {where[nis] for nis in group.members}}
            assert all(f"In {label}" in text for label in others - {region.label})
            assert ("another reference region" in text) == (
                flanders.frame["reference_region"][list(group.members)].nunique() > 1
            )


def test_other_plans_are_compared_with_the_first(made, plans, flanders):
    page = text_of(page_of(made, LIER, DUTCH))
    before, after = (
        set(next(r for r in plan if LIER in r.members).members) for plan in plans.values()
    )
    assert "<h3>Voorstel “second”</h3>" in page
    for label, codes in (("Erbij", after - before), ("Er niet meer bij", before - after)):
        found = re.search(rf"<dt>{label}</dt><dd>(.*?)</dd>", page)
        joint = re.split(", | en ", found[1]) if found else []
        assert joint == names_of(flanders, codes)
    assert page_of(made, LIER, DUTCH).count('<svg class="map"') == 2


def test_the_same_plan_again_is_the_same(plan, flanders):
    page = text_of(page_of(atlas({"a": plan, "b": plan}, flanders), LIER, DUTCH))
    assert "Dezelfde gemeenten als in het voorstel hierboven." in page
    assert "<dt>Erbij" not in page


def test_reference_regions_that_stay_whole_and_that_do_not(flanders, plan, made):
    parents = {r.parent_name for r in plan if sum(o.parent == r.parent for o in plan) > 1}
    name = flanders.frame.at[LIER, "reference_region_name"]
    page = text_of(page_of(made, LIER, DUTCH))
    assert (f"Referentieregio {name} bestaat in dit voorstel uit" in page) == (name in parents)
    units = flanders.frame.index[flanders.frame["reference_region"] == "REFREG02"]
    one = replace(plan, regions=plan_of(flanders, [list(units)]).regions)
    page = text_of(page_of(atlas({"one": one}, flanders), LIER, DUTCH))
    assert "Referentieregio Rivierenland blijft in dit voorstel één jeugdregio." in page


def test_who_is_in_no_region_gets_an_honest_page(partial, flanders):
    made = atlas({"part": partial}, flanders)
    page = text_of(page_of(made, BAARLE, DUTCH))
    assert "Baarle-Hertog zit in dit voorstel nog niet in een jeugdregio." in page
    assert "nog geen jeugdregio" in page
    assert "Onze jeugdregio" not in page
    assert "Wat samen blijft" not in page
    assert 'fill="url(#later)"' in page_of(made, BAARLE, DUTCH)
    page = text_of(page_of(made, DROGENBOS, ENGLISH))
    assert "Drogenbos is not part of a youth region in this proposal." in page


def test_a_plan_that_breaks_rules_says_so(plan, flanders):
    region = next(r for r in plan if LIER in r.members)
    broken = replace(plan, violations=(Violation("size", region.code, "too many"),))
    made = atlas({"bad": broken, "good": replace(plan, violations=())}, flanders)
    for page in (page_of(made, LIER, DUTCH), index_page(made, {LIER: "l.html"}, DUTCH)):
        text = text_of(page)
        assert "Dit voorstel houdt zich niet aan alle regels:" in text
        assert f"Te weinig of te veel gemeenten: {region.label}." in text
        assert text.count("houdt zich niet") == 1


def test_title_and_contact(made):
    run = RunChoices(title="Jeugdregio's 2027", contact="Vragen: jeugd@example.be, 02 1")
    page = page_of(made, LIER, run)
    assert "Jeugdregio's 2027" in text_of(page)
    assert '<a href="mailto:jeugd@example.be">jeugd@example.be</a>, 02 1' in page
    assert "Vragen of opmerkingen?" not in text_of(page_of(made, LIER, ENGLISH))


def test_pages_are_light_and_hold_no_script_and_no_inline_style(made):
    for nis in made.municipalities.frame.index[::9].union(PLACES):
        page = page_of(made, nis, DUTCH)
        assert len(page.encode()) <= 250_000
        assert "<script" not in page
        assert "script-src 'none'" in unescape(page)
        assert not re.search(r"\sstyle=|\son\w+=|https?://", page)


def test_same_input_same_bytes(plans, flanders, made):
    again = atlas(plans, flanders)
    for nis in PLACES:
        assert page_of(again, nis, DUTCH) == page_of(made, nis, DUTCH)
    files = page_names(flanders)
    assert index_page(again, files, DUTCH) == index_page(made, files, DUTCH)


@pytest.mark.parametrize("nis", EVIL)
def test_names_are_text(evil, nis):
    run = RunChoices(title="<script>1</script>", contact="<img src=x> a@b.be")
    for page in (page_of(evil, nis, run), index_page(evil, {nis: "p.html"}, run)):
        page.encode()
        shown = re.sub(r"<script>.*?</script>\n</body>", "", page, flags=re.DOTALL)
        assert not re.search(r"<script|<img|<i>|<b>|<!--", shown)
        assert "\x00" not in page


def test_plans_of_other_data_are_refused(plan):
    with pytest.raises(DataError, match="The plan has 285 units that the data lack: 11001"):
        atlas({"plan": plan}, grid())


def test_file_names_are_safe_and_unique(flanders):
    names = page_names(flanders)
    assert names[LIER] == "12021-lier.html"
    assert names["46030"] == "46030-beveren-kruibeke-zwijndrecht.html"
    assert len(set(names.values())) == 285
    frame = grid(rows=4, columns=4, names=EVIL).frame
    ids = ["a/b", "a-b", "../../x", "CON", "", "index", "é", "\ud800", "x" * 300]
    ids += [str(n) for n in range(7)]
    frame.index = ids
    frame["name"] = ["", "", "..", "", "", "", "ü", "", "y" * 300, *[""] * 7]
    named = page_names(replace(grid(), frame=frame))
    assert named["a/b"] == "a-b.html"
    assert named["a-b"] == "a-b-2.html"
    assert named["CON"] == "con-2.html"
    assert named["index"] == "index-2.html"
    assert len(set(named.values())) == 16
    assert all(re.fullmatch(r"[a-z0-9-]{1,130}\.html", name) for name in named.values())


def test_the_index_leads_to_every_page_twice(made, flanders):
    files = page_names(flanders)
    page = index_page(made, files, DUTCH)
    links = re.findall(r'href="([^"]+)"', page)
    assert sorted(links) == sorted([*files.values()] * 2)
    heads = re.findall(r"<h3>(.*?)</h3>", text_of(page))
    parents = sorted(set(flanders.frame["reference_region_name"]), key=str.casefold)
    assert heads[: len(parents)] == parents
    assert heads[len(parents) :] == sorted({name[0] for name in flanders.frame["name"]})
    assert 'data-sought="lier' in page
    assert "All municipalities" in text_of(index_page(made, files, ENGLISH))


def test_the_index_of_a_part_tells_who_waits(partial, flanders):
    page = index_page(atlas({"part": partial}, flanders), page_names(flanders), DUTCH)
    assert "de andere nog niet" in text_of(page)
    assert '<p class="named">In geen jeugdregio</p> <ul> <li>Drogenbos</li> </ul>' in text_of(page)
    assert text_of(page).count('<p class="named">Nog niet ingedeeld</p>') == 15


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [(8, "8,0", "8.0"), (1234.56, "1.234,6", "1,234.6"), (0.04, "0,0", "0.0")],
)
def test_one_decimal(value, nl, en):
    assert (one_decimal(value, "nl"), one_decimal(value, "en")) == (nl, en)


def test_travel_times_stand_beside_distances():
    import pandas as pd

    world = grid()
    units = world.frame.index
    times = pd.DataFrame(12.5, index=units, columns=units)
    times.loc["01", "00"] = float("nan")
    timed = replace(world, travel_min=times)
    region = grown_plan(world, size=4).regions[0]
    table = member_table(region, timed, "01", "en")
    assert table.heads[-2:] == ("To centre, km", "To centre, min")
    assert next(row for row in table.rows if row.ours).cells[-1] == "unknown"
