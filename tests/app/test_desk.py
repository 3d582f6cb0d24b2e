"""The desk as a process: what is asked, what is kept, and how it ends."""

import http.client
import random
import shutil
import signal
import socket

import pytest

from regionplanner.app.project import JOURNAL, Project
from tests.app.running import Visitor, desk, ended

RANST, MORTSEL, GENT = "11035", "11029", "44021"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def running(home):
    with desk(home / "project", home) as (process, address):
        yield process, Visitor(address)


@pytest.fixture
def visitor(running):
    """A visitor of a desk on which the default plan of Flanders lies, without rules."""
    visitor = running[1]
    while visitor.settled()["step"]:
        visitor.post("/change", kind="undo")
    return visitor


def test_a_rule_is_answered_by_a_proven_plan_with_its_price(visitor):
    begun = visitor.settled()["work"]
    assert begun["best"]
    assert round(begun["objective"], 3) == 2513.501
    rule = {"kind": "add_rule", "rule": "together", "units": [RANST, MORTSEL]}
    assert visitor.post("/change", **rule) == (200, {})
    known = visitor.events(
        lambda known: any(r["price"] is not None for r in known.get("desk", {}).get("rules", ()))
    )["desk"]
    assert known["work"]["best"]
    assert round(known["work"]["objective"], 1) == 2518.8
    assert round(known["rules"][0]["price"], 3) == round(known["work"]["objective"] - 2513.501, 3)
    assert visitor.post("/change", kind="undo") == (200, {})
    back = visitor.settled()
    assert (back["rules"], back["work"]["best"]) == ([], True)


def test_rules_that_collide_are_named_with_what_would_work(visitor):
    visitor.post("/change", kind="choices", choices={"anchor": {"inhabitants": 25000}})
    work = visitor.settled()["work"]
    assert work["state"] == "failed"
    assert "enkel Ieper (33011) haalt" in work["message"]
    assert "33011" in work["units"]
    ways = [way["changes"] for way in work["ways"]]
    assert {"max_units": 17} in ways
    visitor.post("/change", kind="way", choices=ways[-1])
    assert visitor.settled()["work"]["best"]
    visitor.post("/change", kind="add_rule", rule="together", units=[RANST, GENT])
    assert "verschillende referentieregio" in visitor.settled()["work"]["message"]
    visitor.post("/change", kind="undo")
    assert visitor.settled()["work"]["best"]
    visitor.post("/change", kind="undo")  # to what has no plan: the one of before answers it not
    assert visitor.settled()["work"]["state"] == "failed"


def test_a_rule_with_a_value_stands_in_the_list_and_has_its_price(visitor):
    begun = visitor.settled()["work"]["objective"]
    assert round(begun, 3) == 2513.501
    least = {"kind": "add_rule", "rule": "bounds.min", "figure": "inhabitants", "value": 95000}
    assert visitor.post("/change", **least) == (200, {})
    desk = visitor.events(
        lambda known: any(r["price"] is not None for r in known.get("desk", {}).get("rules", ()))
    )["desk"]
    (rule,) = desk["rules"]
    assert (rule["kind"], rule["figure"], rule["value"]) == ("bounds.min", "inhabitants", 95000)
    assert desk["work"]["best"]
    assert round(rule["price"], 6) == round(desk["work"]["objective"] - begun, 6) > 0
    far = {"kind": "add_rule", "rule": "max_centre_distance_km", "value": 5}
    assert visitor.post("/change", **far) == (200, {})
    far = visitor.settled()
    assert far["work"]["state"] == "failed"
    assert "5 km" in far["work"]["message"]
    for change in (
        {"rule": "bounds.min", "value": 5},
        {"rule": "max_distance_km", "figure": "inhabitants", "value": 5},
        {"rule": "max_distance_km", "value": -1},
        {"rule": "max_distance_km", "value": "far"},
        {"rule": "nothing", "value": 5},
    ):
        assert visitor.post("/change", kind="add_rule", **change)[0] == 409
    assert visitor.settled()["step"] == far["step"]


@pytest.mark.parametrize(
    ("path", "asked", "names"),
    [
        ("/make/alternatives", {"plans": 1, "within": 0.05}, ["Voorstel 1"]),
        ("/make/front", {"plans": 2, "first": "distance", "second": "ties"}, ["Punt 1", "Punt 2"]),
    ],
)
def test_plans_to_choose_from_are_made_beside_the_one_on_the_table(visitor, path, asked, names):
    begun = visitor.settled()
    assert visitor.post(path, **asked) == (200, {})
    offered = visitor.events(lambda known: known.get("offered"))["offered"]
    assert [plan["name"] for plan in offered] == names
    after = visitor.settled()
    assert (after["step"], after["work"]) == (begun["step"], begun["work"])
    laid = offered[-1]["assignment"]
    visitor.post("/change", kind="paint", assignment=laid)
    assert visitor.settled()["byHand"]
    visitor.post("/change", kind="choices", choices={"regions": 31})
    assert "offered" not in visitor.events(lambda known: "desk" in known)


def test_what_cannot_be_made_to_choose_from_is_refused(visitor):
    for asked in ({}, {"plans": 0, "within": 0.1}, {"plans": "x", "within": 0.1}, {"plans": 99}):
        assert visitor.post("/make/alternatives", **asked)[0] == 409
    wrong = {"plans": 3, "first": "distance", "second": "nothing"}
    assert visitor.post("/make/front", **wrong) == (200, {})
    assert visitor.settled()["work"]["state"] == "failed"


def test_a_painted_plan_is_repaired_with_the_least_change(visitor, home):
    visitor.settled()
    plan = _table(home)
    painted = plan | {RANST: "new"}
    visitor.post("/change", kind="paint", assignment=painted)
    assert not visitor.settled()["work"]["best"]
    visitor.post("/make/repair")
    known = visitor.events(
        lambda known: (
            known.get("desk", {}).get("work", {}).get("state") == "done"
            and not known["desk"]["byHand"]
        )
    )["desk"]
    assert known["work"]["sentence"].startswith("Bewezen: geen voorstel")
    assert not known["work"]["best"]
    again = _table(home)
    assert {nis for nis in plan if again[nis] != plan[nis]} <= {RANST}


def _table(home):
    copy = home / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home / "project", copy, ignore=shutil.ignore_patterns(".lock"))
    project = Project(copy)
    project.close()
    return dict(project.desk.plan.assignment)


def test_a_kept_plan_is_made_again_by_the_command_line(visitor, home, cli):
    visitor.settled()
    assert visitor.post("/shelf/keep", name="Voorstel: 1", note="het eerste") == (200, {})
    shelf = visitor.events(lambda known: "shelf" in known)["shelf"]
    kept = home / "project" / "plans" / "Voorstel 1"
    assert [(k["folder"], k["name"], k["note"]) for k in shelf] == [
        (kept.name, "Voorstel: 1", "het eerste")
    ]
    made = home / "made"
    assert cli("plan", kept / "scenario.toml", "--out", made, "--quiet").returncode == 0
    assert (made / "plan.csv").read_bytes() == (kept / "plan.csv").read_bytes()
    assert visitor.post("/shelf/drop", folder="../project")[0] == 409
    assert visitor.post("/shelf/drop", folder=kept.name) == (200, {})
    assert not kept.exists()


@pytest.mark.parametrize(
    "path", ["/nothing", "/shelf/nothing", "/make/nothing", "/../scenario.toml"]
)
def test_what_is_not_there_is_not_answered(visitor, path):
    headers = {"cookie": visitor.cookie, "origin": visitor.origin}
    assert visitor.request("POST", path, headers, "{}")[0] == 404


def test_what_is_no_change_is_refused_in_words(visitor):
    headers = {"cookie": visitor.cookie, "origin": visitor.origin}
    for body in ("", "[]", "{", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\x00"):
        status, _, text = visitor.request("POST", "/change", headers, body)
        assert (status, "bureau" in text) == (409, True)
    assert visitor.settled()["step"] == 0


def test_nobody_comes_in_without_the_key_of_the_desk(running):
    visitor = running[1]
    for headers in ({}, {"cookie": f"{visitor.cookie}x"}, {"host": "evil.example"}):
        assert visitor.request("GET", "/", headers)[0] in (401, 403)
    with pytest.raises(OSError, match="refused"):  # it listens on this machine alone
        http.client.HTTPConnection("127.0.0.2", visitor.port, timeout=2).request("GET", "/")


def test_a_desk_ends_when_it_is_asked_to_and_by_ctrl_c(home):
    with desk(home / "closed", home) as (process, address):
        visitor = Visitor(address)
        visitor.settled()
        assert visitor.post("/close") == (200, {})
        assert ended(process) == 0
    with desk(home / "closed", home) as (process, address):
        assert Visitor(address).settled()["work"]["best"]  # of the journal
        process.send_signal(signal.SIGINT)
        assert ended(process) == 130
    Project(home / "closed").close()  # nobody has it any more


def test_what_cannot_be_a_desk_is_said_before_it_opens(cli, tmp_path):
    (tmp_path / "project.toml").write_text("format = 99\n", "utf-8")
    other = cli("app", tmp_path, "--no-browser")
    assert (other.returncode, "format 99" in other.stderr) == (3, True)
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    assert cli("app", file, "--no-browser").returncode == 3
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        refused = cli("app", tmp_path / "new", "--no-browser", "--port", port)
    assert (refused.returncode, f"port {port} cannot be used" in refused.stderr) == (3, True)


@pytest.mark.slow
def test_nothing_that_was_confirmed_is_lost_when_it_is_killed(home):
    random.seed(1)
    folder, confirmed = home / "killed", 0
    for _ in range(50):
        with desk(folder, home) as (process, address):
            visitor = Visitor(address)
            assert visitor.events(lambda known: "desk" in known)["desk"]["step"] == confirmed
            for _ in range(random.randrange(1, 6)):
                status, _ = visitor.post(
                    "/change", kind="choices", choices={"max_units": confirmed + 20}
                )
                assert status == 200
                confirmed += 1
            process.kill()
        lines = (folder / JOURNAL).read_text("utf-8")
        assert lines.count('"kind":"step"') >= confirmed
