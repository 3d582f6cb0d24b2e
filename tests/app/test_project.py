"""Project: steps of a desk, kept before they count, and there again when it is opened again."""

import itertools
import json

import pytest

from regionplanner.app.desk import DeskPlan, desk_of
from regionplanner.app.project import JOURNAL, Project
from regionplanner.app.shelf import drop, keep, kept_plans, restore, safe_name
from regionplanner.errors import DataError, ScenarioError
from regionplanner.scenario import Scenario

RANST, MORTSEL, HOVE = "11035", "11029", "11021"
PLAN = DeskPlan(
    {RANST: "a", MORTSEL: "b"},
    {"a": "Noord"},
    {"a": "#123456"},
    {"status": "optimal", "objective": 1.5, "bound": 1.5, "within": []},
)
CHANGES = [
    {"kind": "add_rule", "rule": "together", "units": [RANST, MORTSEL]},
    {"kind": "choices", "choices": {"regions": 31}},
    {"kind": "add_rule", "rule": "apart", "units": [RANST, HOVE]},
    {"kind": "switch", "number": 0, "on": False},
    {"kind": "undo"},
    {"kind": "undo"},
    {"kind": "redo"},
    {"kind": "remove", "number": 1},
    {"kind": "paint", "assignment": {RANST: "b", MORTSEL: "b"}},
    {"kind": "add_rule", "rule": "bounds.max", "figure": "inhabitants", "value": 9e5},
    {"kind": "choices", "choices": {"regions": None, "criteria": {"distance": 2.0}}},
]


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path / "project")
    yield made
    made.close()


def reopened(project):
    project.close()
    return Project(project.folder)


def shown(project):
    return project.desk, project.step, project.may_undo, project.may_redo


def test_rules_of_the_list_are_choices_of_the_scenario(project):
    for change in CHANGES[:4]:
        project.change(change)
    made = Scenario(**project.desk.scenario_choices())
    assert made.regions == 31
    assert made.apart == ((RANST, HOVE),)
    assert made.together == ()
    project.change({"kind": "switch", "number": 0, "on": True})
    assert Scenario(**project.desk.scenario_choices()).together == ((RANST, MORTSEL),)
    assert Scenario(**project.desk.scenario_choices(without=0)).together == ()


def test_a_scenario_with_limits_begins_with_them_in_the_list_and_the_closer_of_two_counts(project):
    begun = Scenario(
        bounds={"inhabitants": {"min": 40000, "max": 9e5}},
        anchor={"inhabitants": 20000},
        max_distance_km=60,
    )
    desk = desk_of(begun)
    assert sorted((rule.kind, rule.value) for rule in desk.rules) == [
        ("anchor", 20000),
        ("bounds.max", 9e5),
        ("bounds.min", 40000),
        ("max_distance_km", 60),
    ]
    assert Scenario(**desk.scenario_choices()) == begun
    assert desk_of(Scenario(bounds={"inhabitants": {"min": "-5%"}})).rules == ()
    for value in (30000, 50000, 45000):
        project.change(
            {"kind": "add_rule", "rule": "bounds.min", "figure": "inhabitants", "value": value}
        )
    project.change({"kind": "choices", "choices": {"anchor": {"inhabitants": 5000}}})
    made = Scenario(**project.desk.scenario_choices())
    assert made.bounds["inhabitants"].min == 50000
    assert made.anchor == {"inhabitants": 5000}
    assert "anchor" not in project.desk.choices


def test_every_step_is_there_when_it_is_opened_again(project):
    project.planned(0, PLAN)
    for change in CHANGES:
        project.change(change)
        before = shown(project)
        project = reopened(project)
        assert shown(project) == before
    project.close()


def test_a_plan_answers_the_step_that_it_was_made_for(project):
    project.planned(0, PLAN)
    assert project.desk.is_answered
    project.change(CHANGES[0])
    assert (project.desk.plan, project.desk.is_answered) == (PLAN, False)
    project.change({"kind": "undo"})
    assert project.desk.is_answered
    project.change({"kind": "redo"})
    project.planned(1, PLAN)
    assert project.desk.is_answered


def test_steps_back_and_forth_bring_the_same_desks(project):
    project.planned(0, PLAN)
    desks = [project.desk]
    for change in CHANGES[:4]:
        project.change(change)
        desks.append(project.desk)
    for desk in reversed(desks[:-1]):
        project.change({"kind": "undo"})
        assert project.desk == desk
    project.change({"kind": "undo"})  # there is nothing before
    assert project.step == 0
    for desk in desks[1:]:
        project.change({"kind": "redo"})
        assert project.desk == desk


def test_what_was_confirmed_is_there_wherever_a_journal_is_cut(project, tmp_path):
    project.planned(0, PLAN)
    journal, confirmed = project.folder / JOURNAL, []
    for change in CHANGES:
        confirmed.append((journal.stat().st_size, shown(project)))
        project.change(change)
    project.close()
    whole = journal.read_bytes()
    for n, cut in enumerate(range(confirmed[0][0], len(whole), 7)):
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / JOURNAL).write_bytes(whole[:cut])
        opened = Project(folder)
        expected = [before for size, before in confirmed if size <= cut][-1]
        assert shown(opened) == expected
        opened.change(CHANGES[0])  # what is added comes after what counts
        again = reopened(opened)
        assert shown(again) == shown(opened)
        again.close()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"kind": "nothing"},
        {"kind": ["undo"]},
        {"kind": "choices"},
        {"kind": "choices", "choices": {"regions": -3}},
        {"kind": "choices", "choices": {"no_such": 1}},
        {"kind": "choices", "choices": {"together": [["a", "b"]]}},
        {"kind": "add_rule", "rule": "together", "units": [RANST]},
        {"kind": "add_rule", "rule": "apart", "units": [RANST, MORTSEL, HOVE]},
        {"kind": "add_rule", "rule": "magic", "units": [RANST, MORTSEL]},
        {"kind": "add_rule", "rule": "together", "units": 3},
        {"kind": "switch", "number": "x", "on": True},
        {"kind": "paint", "assignment": ["a"]},
        {"kind": "way", "choices": {"max_units": "many"}},
    ],
)
def test_what_is_no_change_changes_nothing(project, change):
    project.change(CHANGES[0])
    before, bytes_before = shown(project), (project.folder / JOURNAL).read_bytes()
    with pytest.raises(ScenarioError):
        project.change(change)
    assert shown(project) == before
    assert (project.folder / JOURNAL).read_bytes() == bytes_before


def test_a_scenario_file_is_where_a_project_begins(tmp_path):
    text = f'regions = 28\ntogether = [["{RANST}", "{MORTSEL}"]]\nleave_out = ["{HOVE}"]\n'
    (tmp_path / "scenario.toml").write_text(text, "utf-8")
    project = Project(tmp_path)
    assert [(rule.kind, rule.units) for rule in project.desk.rules] == [
        ("together", (RANST, MORTSEL)),
        ("leave_out", (HOVE,)),
    ]
    assert Scenario(**project.desk.scenario_choices()) == Scenario(
        regions=28, together=[[RANST, MORTSEL]], leave_out=[HOVE]
    )
    project.close()


def test_locks_that_are_exceptions_stay_as_they_are():
    lock = {"region": "a", "members": [RANST], "exception": True}
    desk = desk_of(Scenario(locked=[lock]))
    assert desk.rules == ()
    assert Scenario(**desk.scenario_choices()).locked[0].exception


def test_a_way_out_keeps_the_rules_that_it_leaves(project):
    for change in CHANGES[:4]:
        project.change(change)
    rules = project.desk.rules
    project.change({"kind": "way", "choices": {"max_units": 17, "apart": []}})
    assert project.desk.choices["max_units"] == 17
    assert project.desk.rules == rules[:1]


def test_a_way_out_keeps_who_may_be_no_centre(project):
    project.change({"kind": "add_rule", "rule": "not_centre", "units": [RANST]})
    rules = project.desk.rules
    project.change({"kind": "way", "choices": {"max_units": 17}})
    assert (project.desk.choices["max_units"], project.desk.rules) == (17, rules)


def test_a_folder_is_open_at_one_desk(project):
    with pytest.raises(DataError, match="is open at another desk"):
        Project(project.folder)


@pytest.mark.parametrize("text", ["format = 2\n", "format = 'x'\n", "no toml ["])
def test_a_project_of_another_format_is_left_alone(tmp_path, text):
    (tmp_path / "project.toml").write_text(text, "utf-8")
    with pytest.raises(DataError, match="format"):
        Project(tmp_path)
    assert (tmp_path / "project.toml").read_text("utf-8") == text


def test_a_journal_that_somebody_wrote_in_is_named(project):
    project.change(CHANGES[0])
    project.change(CHANGES[1])
    path = project.folder / JOURNAL
    first, second = path.read_text("utf-8").splitlines()
    path.write_text(f"{first}\nhello\n{second}\n", "utf-8")
    project.close()
    with pytest.raises(DataError, match="line 2"):
        Project(project.folder)


def test_a_journal_is_lines_that_a_colleague_can_read(project):
    project.change(CHANGES[0])
    entry = json.loads((project.folder / JOURNAL).read_text("utf-8"))
    assert entry["change"] == "add_rule"
    assert entry["at"].endswith("+00:00")
    assert entry["desk"]["rules"] == [
        {"number": 0, "kind": "together", "units": [RANST, MORTSEL], "on": True}
    ]


NAMES = [
    "Voorstel 1",
    "../../etc/passwd",
    "CON",
    "a" * 300,
    "",
    "été / zomer",
    "x:y*z?",
    " . ",
    "nul",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_is_kept_in_a_folder_that_every_system_can_have(tmp_path, name):
    kept = keep(tmp_path, name, 'a "note"\n', {"plan.csv": "nis,region\n"}, PLAN.proof)
    folder = tmp_path / "plans" / kept.folder
    assert folder.is_dir()
    assert folder.resolve().parent == (tmp_path / "plans").resolve()
    assert len(kept.folder) <= 70
    assert kept.folder.split(".")[0].casefold() not in ("con", "nul")
    assert kept_plans(tmp_path) == [kept]
    assert kept.note == 'a "note"\n'
    assert safe_name(kept.folder) == kept.folder


def test_plans_of_one_name_have_folders_of_their_own_and_come_back(tmp_path):
    made = [keep(tmp_path, "Plan", str(n), {"plan.csv": ""}, {}) for n in range(3)]
    assert len({kept.folder for kept in made}) == 3
    drop(tmp_path, made[1].folder)
    assert kept_plans(tmp_path) == [made[0], made[2]]
    restore(tmp_path, made[1].folder)
    assert kept_plans(tmp_path) == made
    for act, folder in itertools.product((drop, restore), ("..", "../..", "nowhere", "")):
        with pytest.raises(DataError):
            act(tmp_path, folder)
