"""Scenario files: what is read, what is written, and every mistake by its place."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regionplanner import ScenarioError
from regionplanner.choices import Balance, Bound, Coverage, Lock
from regionplanner.io.bundled import load_flanders
from regionplanner.io.scenario_file import (
    DataChoices,
    RunChoices,
    ScenarioFile,
    read_scenario,
    read_scenario_file,
)
from regionplanner.io.scenario_guide import GUIDE
from regionplanner.io.scenario_text import scenario_text
from regionplanner.scenario import Scenario, known_choices


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
        ("[ties]\n[ties]", "line 2, column 6: Cannot declare ('ties',) twice"),
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


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ScenarioError, match=r"gone\.toml cannot be read \(No such file"):
        read_scenario_file(tmp_path / "gone.toml")


def uncommented(text):
    return re.sub(r"^#(?=[\w\"\[])", "", text, flags=re.MULTILINE)


def test_every_example_in_a_new_file_is_valid(saved, tmp_path):
    text = scenario_text(ScenarioFile(Scenario(regions=30)), folder=tmp_path)
    found = read_scenario_file(saved(uncommented(text)))
    assert found.scenario.model_fields_set == set(Scenario.model_fields)
    assert found.data.model_fields_set == set(DataChoices.model_fields)
    assert found.run.model_fields_set == set(RunChoices.model_fields)
    assert set(found.scenario.criteria) == set(known_choices()["criteria"])
    assert None not in found.scenario.coverage.model_dump().values()


def test_the_examples_are_of_flanders(saved, tmp_path):
    text = scenario_text(ScenarioFile(Scenario(regions=30)), folder=tmp_path)
    flanders = load_flanders().frame
    codes = set(re.findall(r'"(\d{5})"', text))
    assert codes <= set(flanders.index)
    found = read_scenario(saved(uncommented(text)))
    columns = {*found.keep_together, *found.ties, *found.bounds, found.travellers}
    assert {*columns, found.coverage.per} <= set(flanders.columns)
    assert set(found.regions_per) <= set(flanders["reference_region"])
    for group in (*found.together, found.locked[0].members):
        assert flanders.loc[list(group), "reference_region"].nunique() == 1


def test_the_guide_has_every_choice_and_no_other():
    tops = {choice.name for choice in GUIDE[""].choices} | (set(GUIDE) - {"", "data", "run"})
    assert tops == set(Scenario.model_fields)
    for name, names in {**known_choices(), "data": DataChoices.model_fields}.items():
        if GUIDE[name].choices and name:
            assert {choice.name for choice in GUIDE[name].choices} == set(names)


def test_every_line_says_what_it_is(tmp_path):
    text = scenario_text(ScenarioFile(Scenario()), folder=tmp_path)
    assert all(len(line) <= 100 for line in text.splitlines())
    lines = text.splitlines()
    for above, line in itertools.pairwise(lines):
        if re.match(r"#?(min_units|max_travel_min|language|per|exception|file) = ", line):
            assert above.startswith("# ")


def test_paths_are_written_as_seen_from_the_file(tmp_path, monkeypatch):
    (tmp_path / "run").mkdir()
    monkeypatch.chdir(tmp_path / "run")
    data = DataChoices(
        file="../in/units.gpkg",
        join=[str(tmp_path / "run" / "a.csv")],
        links="links.csv",
        pair_tables={"samen": "p.csv"},
    )
    folder = tmp_path / "out" / "of" / "it"
    text = scenario_text(ScenarioFile(Scenario(), data), folder=folder)
    for line in (
        'file = "../../../in/units.gpkg"',
        'join = ["../../../run/a.csv"]',
        'links = "../../../run/links.csv"',
        'pair_tables = {samen = "../../../run/p.csv"}',
    ):
        assert f"\n{line}\n" in text
    folder.mkdir(parents=True)
    (folder / "scenario.toml").write_text(text, encoding="utf-8")
    again = read_scenario_file(folder / "scenario.toml").data
    assert again.links.parent.samefile(tmp_path / "run")
    assert again.file.resolve() == tmp_path / "in" / "units.gpkg"


def test_long_lists_have_an_item_a_line(tmp_path):
    codes = [f"{n}" for n in range(11001, 11041)]
    text = scenario_text(ScenarioFile(Scenario(leave_out=codes)), folder=tmp_path)
    assert 'leave_out = [\n    "11001",\n    "11002",\n' in text


names = st.text(min_size=1, max_size=8)
codes = st.from_regex(r"\d{5}", fullmatch=True)
weights = st.floats(0.5, 20)
figures = st.floats(allow_nan=False, allow_infinity=False)
positive = st.floats(min_value=0, exclude_min=True, allow_infinity=False)
counts = st.one_of(
    st.integers(1, 60), st.tuples(st.integers(1, 30), st.integers(30, 60)).map(tuple)
)
pairs = st.lists(st.lists(codes, min_size=2, max_size=2, unique=True).map(tuple), max_size=3)
bounds = st.tuples(st.none() | figures, st.none() | figures).map(
    lambda two: sorted(two) if None not in two else two
)
coverages = st.builds(
    Coverage,
    least=st.none() | st.integers(0, 90),
    most=st.none() | st.integers(90, 300),
    reward=weights | st.just(0.0),
    per=st.none() | names,
)
choices = {
    "criteria": st.dictionaries(
        st.sampled_from(known_choices()["criteria"]), weights, min_size=1
    ).map(lambda found: {"distance": 1.0} | found),
    "ties": st.dictionaries(names, weights, max_size=3),
    "balance": st.builds(Balance, column=names, target=st.sampled_from(["all", "own"]) | positive),
    "travellers": names,
    "centres": names | st.lists(codes, max_size=40),
    "coverage": coverages,
    "regions": counts,
    "regions_per": st.dictionaries(names, counts, max_size=3),
    "min_units": st.integers(1, 9),
    "max_units": st.integers(9, 300),
    "min_border_m": st.floats(0, 1e9),
    "links": pairs,
    "no_links": pairs,
    "together": st.lists(st.lists(codes, max_size=9), max_size=3),
    "keep_together": st.lists(names, max_size=2),
    "apart": pairs,
    "bounds": st.dictionaries(
        names, bounds.map(lambda two: Bound(min=two[0], max=two[1])), max_size=3
    ),
    "max_distance_km": positive,
    "max_centre_distance_km": positive,
    "max_travel_min": positive,
    "max_centre_travel_min": positive,
    "locked": st.lists(
        st.builds(
            Lock,
            region=names,
            members=st.lists(codes, min_size=1, max_size=20),
            exception=st.booleans(),
        ),
        max_size=3,
        unique_by=lambda lock: lock.region,
    ),
    "leave_out": st.lists(codes | names, max_size=30),
}


def test_the_strategies_cover_every_choice():
    assert set(choices) == set(Scenario.model_fields)


@settings(deadline=None)
@given(made=st.fixed_dictionaries({}, optional=choices), run=st.none() | st.floats(0, 1e6))
def test_what_is_written_is_read_as_the_equal_scenario(tmp_path_factory, made, run):
    path = tmp_path_factory.getbasetemp() / "round.toml"
    chosen = ScenarioFile(Scenario(**made), run=RunChoices(time_limit_s=run))
    text = scenario_text(chosen, folder=path.parent)
    path.write_bytes(text.encode())
    again = read_scenario_file(path)
    assert again == chosen
    assert again.scenario.sha256 == chosen.scenario.sha256
    assert scenario_text(again, folder=path.parent) == text
