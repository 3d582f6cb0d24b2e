"""The page as text: self-contained, the same every time, and safe."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

from regionplanner.errors import DataError, Message, Reason
from regionplanner.maps.frame import json_block
from regionplanner.maps.page import MapPage, map_page
from regionplanner.proof import Proof, Traded
from regionplanner.rules.rule import Rule, Violation
from regionplanner.scenario import Scenario
from regionplanner.words.about import violation_sentences
from regionplanner.words.text import TABLE
from tests.maps.plans import EVIL, grid, grown_plan, plan_of

ROOT = Path(__file__).resolve().parents[2]


class Reader(HTMLParser):
    """Every tag with its attributes, and the text of scripts, styles and the rest."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.inside = [], {"script": [], "json": [], "style": [], "text": []}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.kind = "json" if dict(attrs).get("type") == "application/json" else tag
            self.inside[self.kind].append("")

    def handle_data(self, text):
        if self.lasttag in ("script", "style") and self.cdata_elem:
            self.inside[self.kind][-1] += text
        else:
            self.inside["text"].append(text)

    def data(self):
        (page_data,) = self.inside["json"]
        return json.loads(page_data)

    @property
    def text(self):
        return "".join(self.inside["text"])


@pytest.fixture(scope="module")
def world():
    return grid()


@pytest.fixture(scope="module")
def page(world):
    return map_page(grown_plan(world, size=4), world).html


def test_page_of_flanders_is_small_and_whole(flanders_page):
    assert len(flanders_page.encode()) <= 1_500_000
    data = Reader(flanders_page).data()
    assert len(data["units"]) == 285
    assert [place["label"] for place in data["places"]] == ["Brussels Hoofdstedelijk Gewest"]


def test_nothing_refers_to_the_network(flanders_page):
    reader = Reader(flanders_page)
    fetching = ("src", "href", "srcset", "data", "action", "poster", "background")
    found = [attrs for _, attrs in reader.tags if set(fetching) & set(attrs)]
    assert {tuple(set(fetching) & set(attrs)) for attrs in found} == {("href",)}
    assert [attrs["href"] for attrs in found] == ["#stage", "#about-part"]  # inside the page
    assert not [tag for tag, _ in reader.tags if tag in ("link", "iframe", "object", "base")]
    urls = re.findall(r"url\(([^)]*)\)|@import", "".join(reader.inside["style"]))
    assert all(url.startswith(("data:", "#")) for url in urls)


def test_policy_admits_only_what_the_page_holds(page):
    reader = Reader(page)
    policies = [a["content"] for _, a in reader.tags if "content-security" in str(a).lower()]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; ")
    assert "unsafe" not in policies[0]
    assert "http" not in policies[0]
    for text in (*reader.inside["script"], *reader.inside["style"]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policies[0]
    assert not [tag for tag, attrs in reader.tags if "style" in attrs or "onclick" in attrs]


@pytest.mark.slow
def test_same_bytes_in_every_process(flanders, flanders_plan):
    script = """
import hashlib
from regionplanner.data.flanders import load_flanders
from regionplanner.data.flanders import load_flanders
from regionplanner.maps.page import map_page
from tests.maps.plans import grown_plan
flanders = load_flanders()
page = map_page(grown_plan(flanders), flanders).html
print(hashlib.sha256(page.encode()).hexdigest())
"""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    digests = {run.communicate()[0].strip() for run in runs}
    here = map_page(flanders_plan, flanders).html.encode()
    assert digests == {hashlib.sha256(here).hexdigest()}


def test_folium_elsewhere_in_the_process_changes_nothing(world, page):
    import folium

    folium.Map().get_root().render()
    assert map_page(grown_plan(world, size=4), world).html == page


def test_drawing_leaves_its_arguments_alone(world):
    before = world.frame.copy()
    map_page(grown_plan(world, size=4), world)
    assert world.frame.equals(before)


def test_evil_names_are_text():
    evil = grid(names=EVIL)
    plan = grown_plan(evil, size=4)
    calm = map_page(grown_plan(grid(), size=4), grid(), title="<b>").html
    html = map_page(plan, evil, title=EVIL["01"]).html
    reader = Reader(html)
    count = {tag: len([1 for t, _ in reader.tags if t == tag]) for tag, _ in reader.tags}
    assert count == {
        tag: len([1 for t, _ in Reader(calm).tags if t == tag]) for tag, _ in Reader(calm).tags
    }
    names = [unit["name"] for unit in reader.data()["units"]]
    assert EVIL["00"] in names
    assert EVIL["01"] in names
    assert EVIL["10"] in names
    assert EVIL["02"] in reader.text
    html.encode("utf-8")
    scripts = reader.inside["script"]
    assert not [s for s in scripts if "window.evil" in s]


def test_json_holds_no_markup():
    text = json_block({"name": "</script><!--\u2028&"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"name": "</script><!--\u2028&"}


def test_unknown_inhabitants(world):
    frame = world.frame.drop(columns="inhabitants")
    bare = type(world)(frame, world.borders, world.links, world.source)
    data = Reader(map_page(grown_plan(bare, size=4), bare).html).data()
    assert {unit["inhabitants"] for unit in data["units"]} == {None}
    assert data["words"]["unknown"] == "onbekend"


def test_one_unknown_makes_only_its_region_unknown(world):
    frame = world.frame.assign(inhabitants=world.frame["inhabitants"].astype("float"))
    frame.loc["00", "inhabitants"] = None
    holed = type(world)(frame, world.borders, world.links, world.source)
    data = Reader(map_page(grown_plan(holed, size=4), holed).html).data()
    assert [unit["inhabitants"] is None for unit in data["units"]].count(True) == 1


def test_units_outside_the_plan_are_grey_and_named_so(world):
    reader = Reader(map_page(plan_of(world, [["00", "01", "10", "11"]]), world).html)
    assert reader.data()["plans"][0]["of"].count(-1) == 12
    assert "Niet ingedeeld" in reader.text
    assert "4 gemeenten in 1 jeugdregio" in reader.text


def partial_plan(world, **choices):
    """A first phase of one region, without the unit in the corner."""
    scenario = Scenario(**{"regions": 1, "coverage": {"least": 4}, "leave_out": ["33"], **choices})
    return replace(plan_of(world, [["00", "01", "10", "11"]]), scenario=scenario)


def test_a_partial_plan_says_who_follows_later(world):
    reader = Reader(map_page(partial_plan(world), world).html)
    data = reader.data()
    later = {data["units"][n]["nis"] for n in data["plans"][0]["later"]}
    assert set(world.frame.index) - later == {"00", "01", "10", "11", "33"}
    assert sum(script.count('"fillColor": "url(#later)"') for script in reader.inside["script"]) > 0
    assert ("pattern", {"id": "later"}) in [
        (tag, {"id": attrs.get("id")}) for tag, attrs in reader.tags
    ]
    for words in (
        "4 van 15 gemeenten in 1 jeugdregio, de andere nog niet",
        "Nog niet in een jeugdregio in dit voorstel",
        "Niet ingedeeld",  # the unit that is left out
        "Nog niet in een jeugdregio: Unit 20, Unit 21, Unit 30, Unit 31",
        "Nog niet in een jeugdregio: Unit 02, Unit 03, Unit 12, Unit 13, Unit 22, Unit 23, Unit 32",
        "West",
        "East",
    ):
        assert words in reader.text


def test_each_plan_has_its_own_reason_for_what_it_leaves_out(world):
    east = world.frame.index[world.frame["reference_region"] == "P2"]
    plan = replace(plan_of(world, [["00", "01"]]), scenario=Scenario(leave_out=(*east,)))
    plans = {
        name: replace(plan, left_out={"P2": Reason(why)})
        for name, why in (("first", "too few"), ("other", "too far"))
    }
    reader = Reader(map_page(plans, world).html)
    assert "“too few”" in reader.text
    assert "too far" not in reader.text
    texts = [plan["out"]["P2"] for plan in reader.data()["plans"]]
    assert [why in text for why, text in zip(("too few", "too far"), texts, strict=True)] == [
        True
    ] * 2


def test_a_plan_of_all_shows_nothing_of_later(world, page):
    reader = Reader(page)
    assert reader.data()["plans"][0]["later"] == []
    patterns = {attrs["id"] for tag, attrs in reader.tags if tag == "pattern"}
    assert all(name.startswith("hatch-") for name in patterns)  # of rules and of who moves
    assert "url(#later)" not in page
    whole = replace(grown_plan(world, size=4), scenario=Scenario(coverage={"least": 4}))
    assert "later" not in Reader(map_page(whole, world, language="en").html).text


def test_a_partial_plan_that_covers_too_few_says_so(world):
    plan = replace(partial_plan(world), violations=(Violation("complete", "", "4 are"),))
    text = Reader(map_page(plan, world).html).text
    assert "Het aantal gemeenten in een jeugdregio is niet wat gevraagd werd: 4 are." in text


def test_regions_that_were_given_say_so(world):
    plan = grown_plan(world, size=4)
    locks = [{"region": f"r{n}", "members": list(r.members)} for n, r in enumerate(plan.regions)]
    for least, note in (
        (5, "kept as it is: 4 municipalities, an exception to the rule of 5 to 15 municipalities."),
        (4, "This region was given beforehand."),
    ):
        scenario = Scenario(locked=locks[:1], min_units=least)
        reader = Reader(map_page(replace(plan, scenario=scenario), world, language="en").html)
        ((code, said),) = reader.data()["plans"][0]["notes"].items()
        assert code == plan.regions[0].code
        assert note in said
        assert reader.text.count(note) == 1


def test_travel_times_are_no_straight_lines(world):
    units = world.frame.index
    timed = replace(world, travel_min=pd.DataFrame(7.0, index=units, columns=units))
    text = Reader(map_page(grown_plan(world), timed).html).text
    assert "Reistijden komen uit een tabel met reistijden" in text
    assert "niet de reistijd" not in text


def test_plan_with_other_units_is_an_error(world):
    other = grown_plan(grid(rows=5), size=4)
    with pytest.raises(DataError, match=r"4 units that the data lack: 40, 41, 42 and 43"):
        map_page(other, world)


def test_unknown_language_is_an_error(world):
    with pytest.raises(ValueError, match="language 'fr'"):
        map_page(grown_plan(world), world, language="fr")


def test_page_says_what_it_is(world):
    dutch = Reader(map_page(grown_plan(world, proof=Proof()), world).html)
    english = Reader(map_page(grown_plan(world), world, language="en").html)
    assert ("html", {"lang": "nl"}) in dutch.tags
    assert ("html", {"lang": "en"}) in english.tags
    for words in (
        "Voorstel, geen beslissing",
        "veralgemeende grenzen",
        "Bron: Makers of tests",
        "CC BY 4.0",
        "1 januari 2025",
        "vogelvlucht",
        "niet bewezen",
        " / fedcba98",
    ):
        assert words in dutch.text
    for words in ("A proposal, not a decision", "generalised boundaries", "straight-line"):
        assert words in english.text


def test_page_says_what_counted_and_what_held(world):
    chosen = Reader(map_page(grown_plan(world, size=4), world).html).text
    assert "Gekozen op: zo weinig mogelijk afstand" in chosen
    assert "Elke regio telt 5 tot 15 gemeenten" in chosen
    drawn = Reader(map_page(grown_plan(world, proof=Proof()), world).html).text
    assert "Gekozen op" not in drawn
    assert "Elke regio telt" not in drawn


def test_columns_of_the_data_in_the_choices_are_text(world):
    ties = {"<script>window.evil = 3</script>": 1.0}
    plan = replace(grown_plan(world, size=4), scenario=Scenario(ties=ties))
    reader = Reader(map_page(plan, world).html)
    assert "per band: <script>window.evil = 3</script>." in reader.text
    assert not [text for text in reader.inside["script"] if text.startswith("window.evil")]


def test_words_of_the_legend_and_the_sources():
    apart = grid(1, 4, skip=[(0, 2)], links=[("01", "03")])
    text = Reader(map_page(grown_plan(apart), apart).html).text
    for words in (
        "Gemeentegrens",
        "Grens van een jeugdregio",
        "Grens van een referentieregio",
        "Verbonden zonder gemeenschappelijke grens: Unit 01 en Unit 03",
        "Kleuren onderscheiden alleen aangrenzende jeugdregio's.",
        "bedoeld om te bekijken, niet om op te meten",
        "Bronhouders",
    ):
        assert words in text


def test_title_of_the_data_in_the_language_of_the_page(world):
    dutch = replace(world, source=replace(world.source, title_nl="Proefwereld"))
    plan = grown_plan(world, size=4)
    assert "Proefwereld" in Reader(map_page(plan, dutch).html).text
    assert "Test world" not in Reader(map_page(plan, dutch).html).text
    assert "Test world" in Reader(map_page(plan, dutch, language="en").html).text
    assert "Test world" in Reader(map_page(plan, world).html).text


def test_boundaries_without_a_date_get_no_date(world):
    undated = replace(world, source=replace(world.source, boundaries_date=""))
    text = Reader(map_page(grown_plan(world, size=4), undated).html).text
    assert "Grenzen van" not in text
    assert "1 januari 2025" not in text


def test_broken_rules_are_said(world):
    plan = replace(
        grown_plan(world, size=4),
        violations=(
            Violation("number", "", "the plan has too many regions"),
            Violation("size", "p1-a", "p1-a has 4"),
            Violation("size", "p2-a", "p2-a has 4"),
        ),
    )
    text = Reader(map_page(plan, world).html).text
    assert text.count("Dit voorstel overtreedt 3 regels") == 2
    assert "Te weinig of te veel gemeenten: West A, East A." in text
    assert "breekt" not in Reader(map_page(grown_plan(world), world).html).text


def test_every_rule_has_its_words():
    assert {f"rule_{rule}" for rule in get_args(Rule)} <= set(TABLE)


def test_title(world):
    assert (
        Reader(map_page(grown_plan(world), world, title="Mijn <plan>").html).text.count(
            "Mijn <plan>"
        )
        == 2
    )


def test_links_are_named_in_the_legend():
    apart = grid(1, 4, skip=[(0, 2)], links=[("01", "03")])
    assert "Unit 01 en Unit 03" in Reader(map_page(grown_plan(apart), apart).html).text


def test_notebook_shows_the_page_in_a_frame():
    shown = MapPage('<p class="a">&amp;</p>')._repr_html_()
    tag, attrs = Reader(shown).tags[0]
    assert tag == "iframe"
    assert attrs["srcdoc"] == '<p class="a">&amp;</p>'
    assert attrs["sandbox"] == "allow-scripts allow-forms allow-downloads allow-modals"
    assert attrs["title"]


def test_each_proposal_is_called_the_best_only_where_every_one_is_proven_so(world):
    plan = grown_plan(world)
    gap = replace(plan, proof=Proof("feasible", 110.0, 100.0))
    traded = replace(plan, proof=replace(plan.proof, of=Traded("distance", "border")))
    broken = replace(plan, violations=(Violation("size", plan.regions[0].code, "too small"),))
    for other, best in ((plan, True), (gap, False), (traded, False), (broken, False)):
        page = Reader(map_page({"one": plan, "other": other}, world).html)
        assert page.data()["eachBest"] is best


@pytest.mark.parametrize("country_from", [1, 1500])
def test_links_of_a_scenario_are_drawn_and_named(world, country_from):
    plan = grown_plan(world)
    linked = replace(plan, scenario=Scenario(links=(("33", "00"),)))
    page = map_page(linked, world, country_from=country_from, language="en")
    assert "Connected without a shared border: Unit 00 and Unit 33" in page.html
    cut = replace(plan, scenario=Scenario(links=(("33", "00"),), no_links=(("00", "33"),)))
    assert "Unit 00 and Unit 33" not in map_page(cut, world, language="en").html


def test_a_rule_that_is_of_no_one_region_says_who_breaks_it(world):
    apart = [Violation("together", "", Message("{a} and {b}", a=a, b="x")) for a in "no"]
    plan = replace(grown_plan(world), violations=tuple(apart))
    assert violation_sentences(plan, "en") == [
        "Municipalities that must stay together are separated: n and x; o and x."
    ]
