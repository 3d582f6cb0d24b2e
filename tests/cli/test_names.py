"""Names of municipalities, regions and columns on the command line, for codes."""

import pytest

from tests.cli.worlds import save
from tests.worlds import grid

OPTIONS = ("--workers", "1", "--quiet", "--no-cache", "--regions", "2")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    here = tmp_path_factory.mktemp("names")
    save(here / "world.gpkg", grid(4, 3), inwoners=[1000 + n for n in range(12)])
    return here


@pytest.fixture
def plan(cli, folder):
    def made(*arguments, code=0):
        command = ("plan", "--data", "world.gpkg", *OPTIONS, "--out", "out", *arguments)
        found = cli(*command, cwd=folder)
        assert found.returncode == code, found.stderr
        written = folder / "out" / "scenario.toml"
        return found.stderr if code else written.read_text(encoding="utf-8")

    return made


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("--together", "Unit 00000,unit 00011"), 'together = [["00000", "00011"]]'),
        (("--apart", "Unit 00000:Unit 00003"), 'apart = [["00000", "00003"]]'),
        (("--link", "Unit 00000:00011"), 'links = [["00000", "00011"]]'),
        (("--no-link", "Unit 00000:Unit 00001"), 'no_links = [["00000", "00001"]]'),
        (("--leave-out", "Unit 00000, 11"), 'leave_out = ["00000", "00011"]'),
        (("--regions-per", "p=2"), "P = 2"),
        (("--centres", "Unit 00005,Unit 00006"), 'centres = ["00005", "00006"]'),
        (("--bound", "inhabitants=1:"), "inwoners = {min = 1.0}"),
        (("--balance", "Inwoners", "--criteria", "distance=1,balance=1"), 'column = "inwoners"'),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_options_take_names_and_what_is_written_has_codes(plan, arguments, written):
    assert written in plan(*arguments)


def test_a_name_that_there_is_not(plan):
    said = plan("--together", "Unit 0000,Unit 00011", code=2)
    assert "together names Unit 0000, which is no area of the data; did you mean" in said
    said = plan("--centres", "Unt 00005", code=2)
    assert "--centres has Unt 00005, which is no column and no area" in said
    assert "did you mean Unit 00005 (00005)" in said


def test_the_file_that_is_written_makes_the_same_plan_and_keeps_its_proof(cli, plan, folder):
    plan("--together", "Unit 00000,Unit 00001")
    first = (folder / "out" / "plan.csv").read_bytes()
    named = folder / "named.toml"
    text = (folder / "out" / "scenario.toml").read_text(encoding="utf-8")
    text = text.replace('together = [["00000", "00001"]]', 'together = [["Unit 00000", "1"]]')
    named.write_text(text.replace("../world.gpkg", "world.gpkg"), encoding="utf-8")
    assert cli("plan", named, "--out", "again", "--quiet", cwd=folder).returncode == 0
    assert (folder / "again" / "plan.csv").read_bytes() == first
    drawn = cli("map", "out/plan.csv", "--scenario", named, "-o", "m.html", cwd=folder)
    assert drawn.returncode == 0
    assert "proof" not in drawn.stderr


def test_growth_and_support_take_names(cli, plan, folder):
    plan()
    data = ("--data", "world.gpkg", "--quiet")
    years = ("--first-year", "2027", "--supported", "1,2", "--value", "Inwoners=1")
    grown = cli("growth", "out/plan.csv", *data, *years, "--start", "P B=2027", cwd=folder)
    assert grown.returncode == 0, grown.stderr
    table = (folder / "out" / "growth.csv").read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in table.splitlines() if "2027" in line] == ["p-b"]
    homes = ("--supporters", "A:Unit 00005,B:6", "--balance", "")
    helped = cli("support", "out/plan.csv", *data, *homes, cwd=folder)
    assert helped.returncode == 0, helped.stderr
    assert "00005" in (folder / "out" / "supporters.csv").read_text(encoding="utf-8")
    lost = cli("support", "out/plan.csv", *data, "--supporters", "A:Unt 00005", cwd=folder)
    assert lost.returncode == 2
    assert "the home of A is Unt 00005, no area of the data; did you mean" in lost.stderr


def test_columns_of_groups_have_their_dutch_words(cli):
    found = cli("check", "--groups", "Politiezones", "--json", "--quiet")
    assert found.returncode in (0, 1), found.stderr
    assert '"politiezone"' in found.stdout
