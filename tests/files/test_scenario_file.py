"""Scenario files: what is read, and every mistake by its place."""

import pytest

from regionplanner import ScenarioError
from regionplanner.choices import Balance, Bound, Lock
from regionplanner.files.file_choices import RunChoices
from regionplanner.files.scenario_file import ScenarioFile, read_scenario, read_scenario_file
from regionplanner.scenario import Scenario
from regionplanner.words.messages import said


@pytest.fixture
def saved(tmp_path):
    """Function that writes a scenario file; returns its path."""

    def save(text):
        path = tmp_path / "scenario.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return save


def test_every_kind_of_choice(saved):
    path = saved("""
        regions = [28, 32]
        min_border_m = 50
        links = [["73066", "73109"]]
        keep_together = ["politiezone"]
        centres = "centrumstad"
        max_distance_km = 40

        [data]
        file = "data/units.gpkg"
        join = ["figures.csv", "/elsewhere/more.csv"]
        pair_tables = { samen = "pairs.csv" }

        [run]
        time_limit_s = 60
        language = "en"

        [criteria]
        distance = 1
        balance = 10

        [balance]
        column = "inhabitants_0_14"
        target = "own"

        [regions_per]
        REFREG15 = 4
        REFREG01 = [2, 3]

        [bounds]
        inhabitants.min = 40_000
        area_km2 = { max = 900.5 }

        [[locked]]
        region = "kempen-z"
        members = ["13025", "13003"]
        exception = true
    """)
    found = read_scenario_file(path)
    assert found.scenario == Scenario(
        regions=(28, 32),
        min_border_m=50.0,
        links=[("73066", "73109")],
        keep_together=["politiezone"],
        centres="centrumstad",
        max_distance_km=40.0,
        criteria={"distance": 1.0, "balance": 10.0},
        balance=Balance(column="inhabitants_0_14", target="own"),
        regions_per={"REFREG15": 4, "REFREG01": (2, 3)},
        bounds={"inhabitants": Bound(min=40_000.0), "area_km2": Bound(max=900.5)},
        locked=[Lock(region="kempen-z", members=("13025", "13003"), exception=True)],
    )
    assert found.run == RunChoices(time_limit_s=60.0, language="en")
    assert found.data.file == path.parent / "data/units.gpkg"
    assert [str(p) for p in found.data.join] == [
        str(path.parent / "figures.csv"),
        "/elsewhere/more.csv",
    ]
    assert found.data.pair_tables == {"samen": path.parent / "pairs.csv"}
    assert read_scenario(path) == found.scenario


def test_an_empty_file_makes_no_choice(saved):
    assert read_scenario_file(saved("")) == ScenarioFile(Scenario())


def test_a_file_as_windows_saves_it(saved):
    found = read_scenario(saved("\ufeffregions = 12\r\nleave_out = [\r\n'73109']\r\n".encode()))
    assert (found.regions, found.leave_out) == (12, ("73109",))


ALL_WRONG = """
time_limit_s = 60
regoins = 30
leave_out = [12021, 12014]
[data]
fil = "x.gpkg"
join = "x.csv"
links = 3
[run]
language = "fr"
time_limit_s = "60"
[criteria]
distnace = 1
min_units = 6
[bounds.inhabitants]
mim = 40000
[[locked]]
region = "a"
members = ["12021"]
regions = 30
"""


def test_all_mistakes_are_named_by_their_place(saved):
    path = saved(ALL_WRONG)
    with pytest.raises(ScenarioError) as caught:
        read_scenario_file(path)
    top = "at the top of the file, above the first [table]; move it there"
    assert str(caught.value).splitlines() == [
        f"12 mistakes in {path}:",
        "- there is no choice time_limit_s; time_limit_s belongs in [run]; move it there",
        f"- there is no choice criteria.min_units; min_units belongs {top}",
        f"- there is no choice locked (item 1).regions; regions belongs {top}",
        "- data.join is 'x.csv'; a list is expected; write it between [ and ]",
        '- data.links is 3; the name of a file in quotes is expected; write "3"',
        "- there is no choice data.fil; did you mean file?",
        "- run.time_limit_s is '60'; a number is expected; write it without quotes",
        "- run.language is 'fr'; 'nl' or 'en' is expected",
        "- there is no choice criteria.distnace; did you mean distance?",
        "- there is no choice bounds.inhabitants.mim; did you mean min?",
        '- leave_out (item 1) is 12021; a text in quotes is expected; write "12021" '
        "(and 1 more like it)",
        "- there is no choice regoins; did you mean regions?",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("data = 3", "data is 3; a table is expected"),
        ("run = []", "run is []; a table is expected"),
        ("least = 95", "there is no choice least; least belongs in [coverage]; move it there"),
        ("[balance]\nper = 'x'", "no choice balance.per; per belongs in [coverage]; move it"),
        ("[ties]\nelz = 'much'", "ties.elz is 'much'; a number is expected; write a number"),
        ("regions = 2025-01-01", "regions is 2025-01-01; a whole number is expected"),
        ("[run]\ntime_limit_s = -1", "run.time_limit_s is -1; a number of at least 0"),
        ("regions = 30\nregions = 31", "line 2, column 13: Cannot overwrite a value"),
        ("[ties]\n[ties]", "line 2, column 6: Cannot declare ties twice"),
        ("leave_out = [01234]", "line 1, column 15: Unclosed array; the line is `leave_out = [01"),
        ("travellers = inhabitants", "line 1, column 14: Invalid value; the line is `travellers"),
        ('[data]\nfile = "C:\\data"', "write paths with / between the folders"),
        ('travellers = "x', "line 1, column 16: Unterminated string"),
        (b"regions = \xff", "cannot be read (it is no text in UTF-8)"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(saved, text, message):
    with pytest.raises(ScenarioError) as caught:
        read_scenario_file(saved(text))
    assert message in str(caught.value)
    assert "scenario.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        ('a = "C:\\x"', "een \\ in een tekst hoort er dubbel te staan"),
        ('a = "x\ny"', "het teken '\\n' mag hier niet"),
        ("[ties]\n[ties]", "ties staat er twee keer"),
        ("a = {b = 1}\na.c = 2", "ligt al vast"),
        ("a = {b = 1, b = 2}", "'b' staat twee keer in een tabel op één regel"),
        ("a ! 1", "na een naam hoort een ="),
    ],
)
def test_what_is_no_toml_is_said_in_dutch(saved, text, dutch):
    with pytest.raises(ScenarioError) as caught:
        read_scenario_file(saved(text))
    assert dutch in said(caught.value.message, "nl")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[bounds.kids]\nmin = 40.000", "bounds.kids.min is 40.000; 40.000 can be 40000 or 40;"),
        ("[bounds]\nkids = {max = 1.500}", "bounds.kids.max is 1.500; 1.500 can be 1500 or 1.5;"),
        ("[bounds.kids]\nmin = '40.000'", "bounds.kids.min is '40.000'; 40.000 can be 40000 or"),
        ("[balance]\ntarget = 21.500", "balance.target is 21.500; 21.500 can be 21500 or 21.5;"),
        ("[growth]\nbudget = [100.000]\nrun_cost = 1", "growth.budget (item 1) is 100.000;"),
        ("[growth]\nregions = [1]\nrun_cost = 12.500", "growth.run_cost is 12.500; 12.500 can"),
        ("[run]\ntime_limit_s = 3.600", "run.time_limit_s is 3.600; 3.600 can be 3600 or 3.6;"),
        ("regions = 30.000", "regions is 30.000; a whole number is expected"),
        ("[criteria]\ndistance = 0,5", "`distance = 0,5`; write decimals with a point"),
        ("[bounds.kids]\nmin = 40 000", "`min = 40 000`; write thousands without marks"),
        ("[run]\ngap = 5%", "`gap = 5%`; write the number alone: 5% is 0.05"),
        ("[data]\nid = \u201cnis\u201d", "write straight quotes"),
        (
            '[data]\nfile = "C:\\temp\\new.gpkg"',
            r"data.file is 'C:\temp\new.gpkg'; in double quotes",
        ),
        ('[data]\njoin = ["a\\new.csv"]', "data.join (item 1) is 'a\\new.csv'; in double quotes"),
        ('[data.pair_tables]\nx = "a\\f.csv"', "; write paths with / between the folders, or in"),
    ],
)
def test_a_number_or_path_that_says_something_else_is_refused(saved, text, message):
    with pytest.raises(ScenarioError) as caught:
        read_scenario_file(saved(text))
    assert message in str(caught.value)


def test_numbers_of_one_reading_are_read(saved):
    text = """min_border_m = "1 500"
max_distance_km = 12.500
[criteria]
distance = 1.250
ties = "0,5"
[bounds]
kids = {min = 1234.567, max = "1.234.567"}
area = {min = 0.125, max = 40_000.0}
[run]
gap = "0,5 %"
[growth]
budget = ["100 000", 150000]
run_cost = "€ 12.500,-"
"""
    found = read_scenario_file(saved(text))
    scenario = found.scenario
    assert (scenario.min_border_m, scenario.max_distance_km) == (1500.0, 12.5)
    assert scenario.criteria == {"distance": 1.25, "ties": 0.5}
    assert scenario.bounds["kids"].model_dump() == {"min": 1234.567, "max": 1_234_567.0}
    assert scenario.bounds["area"].model_dump() == {"min": 0.125, "max": 40_000.0}
    assert found.run.gap == 0.005
    assert (found.growth.budget, found.growth.run_cost) == ((100_000.0, 150_000.0), 12_500.0)
    assert all(type(value) is float for value in scenario.criteria.values())


@pytest.mark.parametrize("name", ["title", "contact"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            '"Jeugdregio\'s in \u00ab\u65e5\u672c\u00bb <b>"',
            "Jeugdregio's in \u00ab\u65e5\u672c\u00bb <b>",
        ),
        ('"  far  apart\u00a0 "', "far  apart"),
        ('""', None),
        ("' '", None),
        ('"""\nof one line\n"""', "of one line"),
        (f"'{'a' * 200}'", "a" * 200),
        (f"'{' ' * 500}'", None),
    ],
)
def test_a_text_of_one_line(saved, name, written, read):
    found = read_scenario_file(saved(f"[run]\n{name} = {written}")).run
    assert getattr(found, name) == read


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('"a\\nb"', "run.title is 'a\\nb'; a text of one line is expected, without control"),
        ('"""a\nb"""', "a text of one line is expected"),
        ('"a\\tb"', "a text of one line is expected"),
        ('"a\\u0000b"', "a text of one line is expected"),
        ('"a\\u0085b"', "a text of one line is expected"),
        ('"a\\u2028b"', "a text of one line is expected"),
        (f"'{'a' * 201}'", "aaa...; it has 201 characters; at most 200 are expected; shorten it"),
        (f"'{'a' * 10_000}'", "it has 10000 characters; at most 200 are expected"),
        ("2027", 'run.title is 2027; a text in quotes is expected; write "2027"'),
        ("true", "run.title is true; a text in quotes is expected"),
        ("['a']", "run.title is ['a']; a text in quotes is expected"),
    ],
)
def test_a_title_that_is_no_text_of_one_line(saved, written, message):
    with pytest.raises(ScenarioError) as caught:
        read_scenario_file(saved(f"[run]\ntitle = {written}"))
    assert message in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_title_has_a_place_of_its_own(saved):
    with pytest.raises(ScenarioError, match=r"no choice title; title belongs in \[run\]; move it"):
        read_scenario_file(saved("title = 'a'\n"))


class TestReplaced:
    before = RunChoices(time_limit_s=60, title="Old", contact="a@example.org")

    @pytest.mark.parametrize(
        ("made", "after"),
        [
            ({}, before),
            ({"title": " New "}, RunChoices(time_limit_s=60, title="New", contact="a@example.org")),
            ({"title": "", "contact": ""}, RunChoices(time_limit_s=60)),
            ({"time_limit_s": None}, RunChoices(title="Old", contact="a@example.org")),
        ],
    )
    def test_what_is_made_later_comes_first(self, made, after):
        assert self.before.replaced(made) == after

    def test_all_that_is_wrong_is_named(self):
        with pytest.raises(ScenarioError) as caught:
            self.before.replaced({"title": "a\nb", "language": "fr", "time_limit_s": -1})
        for text in ("3 mistakes", "title is", "language is 'fr'", "time_limit_s is -1"):
            assert text in str(caught.value)

    def test_half_a_character_cannot_be_written(self):
        """As a terminal in another encoding gives it."""
        with pytest.raises(ScenarioError, match="a text of one line is expected"):
            self.before.replaced({"title": "caf\udce9"})


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ScenarioError, match=r"gone\.toml cannot be read \(No such file"):
        read_scenario_file(tmp_path / "gone.toml")
