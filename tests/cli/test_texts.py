"""Texts of the command line: what is read, and what is refused."""

import pytest

from regionplanner import ScenarioError
from regionplanner.cli import texts
from regionplanner.cli.choice_options import Made, OptionsOf
from regionplanner.cli.options import centre_choice
from regionplanner.files.scenario_file import read_scenario
from regionplanner.jobs.request import resolve_request
from regionplanner.scenario import Scenario


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (texts.read_criteria, "distance=1, ties = 2.5", {"distance": 1.0, "ties": 2.5}),
        (texts.read_criteria, "balance=50", {"balance": 50.0}),
        (texts.read_criteria, "distance=0,5,ties=1.250", {"distance": 0.5, "ties": 1.25}),
        (texts.read_criteria, "distance=0,5;ties=2", {"distance": 0.5, "ties": 2.0}),
        (texts.read_bounds, ["a=40 000:90\u00a0000,5"], {"a": {"min": 40_000, "max": 90_000.5}}),
        (texts.read_bounds, ["a=-5%:+5 %"], {"a": {"min": "-5%", "max": "+5 %"}}),
        (texts.read_bounds, ["a=own:-5%:"], {"a": {"min": "-5%", "of": "own"}}),
        (texts.read_balance, "inhabitants=1.234.567", {"column": "inhabitants", "target": 1234567}),
        (texts.read_count, "28\u201332", (28, 32)),
        (texts.read_covered, "95 \u2013 105", {"least": 95, "most": 105}),
        (texts.read_reward, "0,01/children", {"reward": 0.01, "per": "children"}),
        (texts.read_money, "100000,150000", (100_000.0, 150_000.0)),
        (texts.read_whole_numbers, "8,12", (8, 12)),
        (texts.read_values, "kids=0,5,ties=2", {"kids": 0.5, "ties": 2.0}),
        (texts.read_load_balance, "regions=12,5%", {"regions": 0.125}),
        (
            texts.read_supporters,
            "Noor:44021:0,8,Sam",
            [{"name": "Noor", "home": "44021", "share": 0.8}, {"name": "Sam"}],
        ),
        (
            texts.read_supporters,
            "Noor : 44021 : 0,8 , Sam",
            [{"name": "Noor", "home": "44021", "share": 0.8}, {"name": "Sam"}],
        ),
        (texts.read_count, "30", 30),
        (texts.read_count, "28-32", (28, 32)),
        (texts.read_counts, "REFREG15=4,REFREG01=2-3", {"REFREG15": 4, "REFREG01": (2, 3)}),
        (texts.read_bounds, ["inhabitants=40000:"], {"inhabitants": {"min": 40_000.0}}),
        (texts.read_bounds, ["a=:5", "b=1:2"], {"a": {"max": 5.0}, "b": {"min": 1.0, "max": 2.0}}),
        (texts.read_balance, "inhabitants", {"column": "inhabitants"}),
        (texts.read_balance, "units=own", {"column": "units", "target": "own"}),
        (texts.read_balance, "units=9.5", {"column": "units", "target": 9.5}),
        (texts.read_covered, "95-105", {"least": 95, "most": 105}),
        (texts.read_covered, "95-", {"least": 95, "most": None}),
        (texts.read_covered, "-105", {"least": None, "most": 105}),
        (texts.read_covered, "100", {"least": 100, "most": 100}),
        (texts.read_reward, "2", {"reward": 2.0, "per": None}),
        (texts.read_reward, "0.01/children", {"reward": 0.01, "per": "children"}),
        (texts.read_list, "12021, 12014,", ("12021", "12014")),
        (texts.read_files, ["samen=a=b.csv"], {"samen": "a=b.csv"}),
    ],
)
def test_a_text_is_read(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (texts.read_count, "many", "--regions has 'many'; a number or a range is expected"),
        (texts.read_count, "28-", "--regions has '28-'"),
        (texts.read_counts, "REFREG15", "--regions-per has 'REFREG15'; a number or a range for"),
        (texts.read_counts, "A=1,A=2", "--regions-per names A twice"),
        (texts.read_bounds, ["inhabitants"], "--bound has 'inhabitants'; the least and the most"),
        (texts.read_bounds, ["a=:"], "--bound has 'a=:'"),
        (texts.read_bounds, ["a=40.000 inw:"], "--bound has 'a=40.000 inw:'"),
        (texts.read_covered, "-", "--covered has '-'; a number or a range is expected, either"),
        (texts.read_covered, "most", "--covered has 'most'"),
        (texts.read_reward, "children", "--reward has 'children'; a number is expected, or"),
        (texts.read_files, ["samen"], "--pair-ties has 'samen'; a name and a file are expected"),
        (texts.read_ties, "elz", "--ties has 'elz'; name=number pairs are expected"),
    ],
)
def test_a_text_of_another_form_is_named(read, text, message):
    with pytest.raises(ScenarioError) as caught:
        read(text)
    assert str(caught.value).startswith(message)
    assert "; write it like " in str(caught.value) or "twice" in str(caught.value)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (texts.read_bounds, ["a=40.000:"], "--bound has 'a=40.000:'; 40.000 can be 40000 or 40;"),
        (texts.read_bounds, ["a=:90,000"], "--bound has 'a=:90,000'; 90,000 can be 90000 or 90;"),
        (texts.read_balance, "a=40.500", "--balance has '40.500'; 40.500 can be 40500 or 40.5;"),
        (texts.read_count, "1.000", "--regions has '1.000'; 1.000 can be 1000 or 1;"),
        (texts.read_money, "100.000,150.000", "--budget has '100.000,150.000'; 100.000 can"),
        (texts.read_money, "100,000", "--budget has '100,000'; the commas of 100,000 can"),
        (texts.read_supporters, "1.000", "--supporters has '1.000'; 1.000 can be 1000 or 1"),
    ],
)
def test_a_number_with_two_readings_is_refused(read, text, message):
    with pytest.raises(ScenarioError) as caught:
        read(text)
    assert str(caught.value).startswith(message)
    assert "; write " in str(caught.value)


@pytest.mark.parametrize(("text", "share"), [("5 %", 0.05), ("0,05", 0.05), ("0,5%", 0.005)])
def test_shares_as_people_write_them(text, share):
    assert texts.read_share(text, option="--gap", example=5) == share


def test_centres_are_a_column_or_municipalities(flanders):
    column = centre_choice("arrondissement", flanders)
    assert column == {"centres": "arrondissement"}
    listed = centre_choice("11002, 44021", flanders)
    assert listed == {"centres": ("11002", "44021")}
    assert centre_choice(None, flanders) == {}
    with pytest.raises(ScenarioError, match="--centres has arrondissemnt, which is no column"):
        centre_choice("arrondissemnt", flanders)


def test_a_part_of_the_coverage_overrides_that_part(tmp_path):
    path = tmp_path / "part.toml"
    path.write_text("regions = 12\n[coverage]\nleast = 90\nreward = 3\nper = 'inhabitants'\n")
    options = texts.read_covered("95-105")
    asked = resolve_request(path, {}, data={}, coverage=options)
    coverage = asked.plan_scenario().coverage
    assert (coverage.least, coverage.most, coverage.reward) == (95, 105, 3.0)
    assert coverage.per == "inhabitants"
    assert read_scenario(path).coverage.least == 90


def test_a_part_of_the_municipalities_has_no_default_number_of_regions():
    asked = resolve_request(None, {}, data={}, coverage={"least": 95})
    assert asked.plan_scenario().regions is None
    assert resolve_request(None, {}, data={}).plan_scenario().regions == 30


def test_options_say_which_choices_were_made():
    options = OptionsOf(Scenario, names=("min_units", "leave_out", "allow_parts", "links"))
    given = {one.name: one.default for one in options.parameters()}
    assert options.read(given) == Made()
    given |= {"Scenario_allow_parts": True, "Scenario_links": ["1:2"], "Scenario_leave_out": ","}
    made = {"links": (("1", "2"),), "allow_parts": True}
    assert options.read(given) == Made(made, ("--link", "--allow-parts", "--leave-out"))


@pytest.mark.parametrize(
    ("command", "range_text", "example"),
    [
        ("plan --min", " of at least 1", 5),
        ("plan --max", " of at least 1", 15),
        ("plan --neighbourhood", " of at least 1", 30),
        ("plan --workers", " of at least 1", 12),
        ("plan --max-states", " of at least 1", 12),
        ("alternatives --plans", " of at least 1 and at most 1000", 12),
        ("front distance border --points", " of at least 2 and at most 1000", 12),
        ("support plan.csv --meetings", " of at least 1", 12),
        ("trekkers plan.csv --most", " of at least 1", 12),
        ("audit certificate.json --max-units", " of at least 0", 12),
    ],
)
@pytest.mark.parametrize("text", ["2.000", "12,5", "15 gemeenten"])
def test_a_whole_number_of_an_option_as_people_write_it(cli, command, range_text, example, text):
    done = cli(*command.split(), text)
    message = f"a whole number{range_text} is expected; write it like {example}"
    if text == "2.000":
        message = "2.000 can be 2000 or 2; one reading is expected"
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Error: {command.split()[-1]} has '{text}'; {message}" in done.stderr


@pytest.mark.parametrize(
    ("option", "text", "expected"),
    [
        ("--min", "0", "a whole number of at least 1 is expected; write it like 5"),
        ("--max-distance", "0", "a number above 0 is expected; write it like 60"),
        ("--anchor", "inhabitants=-5", "a column and a figure above 0 are expected"),
        ("--time-limit", "soon", "a number of at least 0 is expected; write it like 600"),
    ],
)
def test_a_limit_is_said_of_the_option_that_is_typed(cli, option, text, expected):
    assert cli("plan", option, text).stderr.startswith(f"Error: {option} has '{text}'; {expected}")


@pytest.mark.parametrize("text", ["2.027", "2,027", "2.000", "next year"])
def test_no_mark_separates_the_thousands_of_a_year(text):
    for option in ("--first-year", "--all-by"):
        with pytest.raises(ScenarioError, match=f"{text}'; a year is expected; write it like 2027"):
            texts.read_year(text, option=option)
    with pytest.raises(ScenarioError, match="name=year pairs are expected"):
        texts.read_years(f"P1-a={text}", option="--start", example="kempen-a=2027")


def test_a_whole_number_of_an_option_has_points_between_its_thousands(cli):
    done = cli("plan", "--max-states", "4.000.000", "--workers", "0")
    assert done.stderr.startswith("Error: --workers has '0'; a whole number of at least 1")


@pytest.mark.parametrize("text", ["municipalities=15", "regions=10%,municipalities=15"])
def test_a_share_above_one_needs_its_percent_sign(text):
    with pytest.raises(ScenarioError, match=r"'15', which is 1500%; .* give 15% or 0.15"):
        texts.read_load_balance(text)
