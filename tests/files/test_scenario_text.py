"""Scenario files, written: every choice explained, examples that are valid, read as they were."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regionplanner.choices import Balance, Bound, Coverage, Lock
from regionplanner.criteria.registry import CRITERIA
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.files.scenario_file import ScenarioFile, read_scenario, read_scenario_file
from regionplanner.files.scenario_text import scenario_text
from regionplanner.rollout_choices import GrowthChoices
from regionplanner.scenario import Scenario


@pytest.fixture
def saved(tmp_path):
    """Function that writes a scenario file; returns its path."""

    def save(text):
        path = tmp_path / "scenario.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return save


def uncommented(text):
    return re.sub(r"^#(?=[\w\"\[])", "", text, flags=re.MULTILINE)


def test_every_example_in_a_new_file_is_valid(saved, tmp_path):
    text = scenario_text(ScenarioFile(Scenario(regions=30)), folder=tmp_path)
    found = read_scenario_file(saved(uncommented(text)))
    assert found.scenario.model_fields_set == set(Scenario.model_fields)
    assert found.data.model_fields_set == set(DataChoices.model_fields)
    assert found.run.model_fields_set == set(RunChoices.model_fields)
    assert set(found.scenario.criteria) == set(CRITERIA)
    assert None not in found.scenario.coverage.model_dump().values()


def test_the_examples_are_of_flanders(saved, tmp_path, flanders):
    text = scenario_text(ScenarioFile(Scenario(regions=30)), folder=tmp_path)
    flanders = flanders.frame
    codes = set(re.findall(r'"(\d{5})"', text))
    assert codes <= set(flanders.index)
    found = read_scenario(saved(uncommented(text)))
    columns = {*found.keep_together, *found.ties, *found.bounds, *found.anchor, found.travellers}
    assert {*columns, found.coverage.per} <= set(flanders.columns)
    assert set(found.regions_per) <= set(flanders["reference_region"])
    for group in (*found.together, found.locked[0].members):
        assert flanders.loc[list(group), "reference_region"].nunique() == 1


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
    run = RunChoices(continues="../before/plan.csv")
    text = scenario_text(ScenarioFile(Scenario(), data, run), folder=folder)
    for line in (
        'continues = "../../../before/plan.csv"',
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
    run = read_scenario_file(folder / "scenario.toml").run
    assert run.continues.resolve() == tmp_path / "before" / "plan.csv"


def test_numbers_with_three_decimals_are_written_with_one_reading(saved, tmp_path):
    scenario = Scenario(
        regions=30, bounds={"area": Bound(min=12.345, max=40_000.0)}, criteria={"distance": 1.125}
    )
    growth = GrowthChoices(budget=(100.125, 150_000.0), run_cost=12.345)
    text = scenario_text(ScenarioFile(scenario, growth=growth), folder=tmp_path)
    assert "{min = 12.3450, max = 40000.0}" in text
    found = read_scenario_file(saved(text))
    assert (found.scenario, found.growth) == (scenario, growth)


def test_long_lists_have_an_item_a_line(tmp_path):
    codes = [f"{n}" for n in range(11001, 11041)]
    text = scenario_text(ScenarioFile(Scenario(leave_out=codes)), folder=tmp_path)
    assert 'leave_out = [\n    "11001",\n    "11002",\n' in text


names = st.text(min_size=1, max_size=8)
codes = st.from_regex(r"\d{5}", fullmatch=True)
weights = st.floats(0.5, 20)
positive = st.floats(1e-12, 1e15)
figures = st.just(0.0) | positive | positive.map(lambda x: -x)
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
    "criteria": st.dictionaries(st.sampled_from([*CRITERIA]), weights, min_size=1).map(
        lambda found: {"distance": 1.0} | found
    ),
    "ties": st.dictionaries(names, weights, max_size=3),
    "balance": st.builds(Balance, column=names, target=st.sampled_from(["all", "own"]) | positive),
    "travellers": names,
    "centres": names | st.lists(codes, max_size=40),
    "coverage": coverages,
    "regions": counts,
    "regions_per": st.dictionaries(names, counts, max_size=3),
    "min_units": st.integers(1, 9),
    "max_units": st.integers(9, 300),
    "allow_parts": st.booleans(),
    "min_border_m": st.just(0.0) | st.floats(1e-12, 1e9),
    "links": pairs,
    "no_links": pairs,
    "together": st.lists(st.lists(codes, max_size=9), max_size=3),
    "keep_together": st.lists(names, max_size=2),
    "apart": pairs,
    "bounds": st.dictionaries(
        names, bounds.map(lambda two: Bound(min=two[0], max=two[1])), max_size=3
    ),
    "anchor": st.dictionaries(names, positive, max_size=3),
    "max_distance_km": positive,
    "max_centre_distance_km": positive,
    "max_travel_min": positive,
    "max_centre_travel_min": positive,
    "neighbourhood": st.integers(9, 99),
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
    "region_names": st.dictionaries(codes, st.sampled_from("ABC"), max_size=2).map(
        lambda named: {nis: f"{name} {nis}" for nis, name in named.items()}
    ),
    "leave_out": st.lists(codes | names, max_size=30),
}


lines = st.none() | st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=200)
runs = {
    "time_limit_s": st.none() | st.just(0.0) | st.floats(1e-12, 1e6),
    "gap": st.none() | st.just(0.0) | st.floats(1e-12, 1),
    "continues": st.none(),  # paths have a test of their own
    "language": st.sampled_from(["nl", "en"]),
    "title": lines,
    "contact": lines,
}


def test_the_strategies_cover_every_choice():
    assert set(choices) == set(Scenario.model_fields)
    assert set(runs) == set(RunChoices.model_fields)


@given(made=st.fixed_dictionaries({}, optional=choices), run=st.builds(RunChoices, **runs))
def test_what_is_written_is_read_as_the_equal_scenario(tmp_path_factory, made, run):
    path = tmp_path_factory.getbasetemp() / "round.toml"
    chosen = ScenarioFile(Scenario(**made), run=run)
    text = scenario_text(chosen, folder=path.parent)
    path.write_bytes(text.encode())
    again = read_scenario_file(path)
    assert again == chosen
    assert again.scenario.sha256 == chosen.scenario.sha256
    assert scenario_text(again, folder=path.parent) == text
