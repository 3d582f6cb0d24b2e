"""``regionplanner plan --certificate`` and ``regionplanner audit``, as their users run them."""

import json

import pytest

from tests.cli.worlds import save
from tests.worlds import grid


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return save(tmp_path_factory.mktemp("world") / "world.gpkg", grid(4, 4))


@pytest.fixture(scope="module")
def planned(cli, world, tmp_path_factory):
    out = tmp_path_factory.mktemp("planned") / "out"
    run = cli("plan", *options(world), "--certificate", "--out", out)
    assert run.returncode == 0
    assert run.stderr.startswith("world.gpkg: 16 units in or near Belgium (")
    assert "certificate.json" in run.stdout
    return out


def options(world):
    data = ("--data", world, "--id", "nis", "--name", "name", "--parent", "reference_region")
    return (*data, "--regions", "3", "--criteria", "border=1", "--min", "2", "--max", "8")


def test_the_certificate_of_a_plan_holds(cli, planned):
    run = cli("audit", planned / "certificate.json", "--plan", planned / "plan.csv")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        "P: every candidate region recounted",
        "Everything that was checked holds: 3 regions, objective 6.000.",
    ]
    quiet = cli("audit", planned / "certificate.json", "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_what_is_not_recounted_is_said(cli, planned):
    run = cli("audit", planned / "certificate.json", "--max-units", 15)
    assert run.returncode == 0
    assert run.stdout.startswith("P: not recounted, 16 units; its sums, divisions and ")


def test_the_same_bytes_again_also_with_answers_of_an_earlier_run(
    cli,
    planned,
    world,
    tmp_path,
):
    for flags in ((), ("--no-cache",)):
        run = cli("plan", *options(world), "--certificate", "--out", tmp_path, *flags)
        assert run.returncode == 0, run.stderr
        written = (tmp_path / "certificate.json").read_bytes()
        assert written == (planned / "certificate.json").read_bytes()


def test_a_plan_without_the_option_has_no_certificate(cli, world, tmp_path):
    assert cli("plan", *options(world), "--out", tmp_path, "--quiet").returncode == 0
    assert not (tmp_path / "certificate.json").exists()


def test_a_certificate_that_does_not_hold(cli, planned, tmp_path):
    written = json.loads((planned / "certificate.json").read_text())
    written["plan"]["bound"] += 1
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(written))
    run = cli("audit", path, "--quiet")
    assert run.returncode == 1
    assert run.stdout == "the plan: its bound 6000001 is above its objective\n"
    assert run.stderr == f"1 thing does not hold in {path}.\n"


def test_another_plan(cli, planned, tmp_path):
    lines = (planned / "plan.csv").read_text().splitlines()
    other = tmp_path / "other.csv"
    other.write_text("\n".join([lines[0], *lines[2:]]))
    run = cli("audit", planned / "certificate.json", "--plan", other)
    assert run.returncode == 1
    assert "the plan file has other regions: 1 of the certificate's are not in it" in run.stdout


def test_files_that_cannot_be_read(cli, planned, tmp_path):
    run = cli("audit", tmp_path / "missing.json")
    assert run.returncode == 3
    assert "missing.json cannot be read as JSON (No such file or directory); a" in run.stderr
    run = cli("audit", planned / "certificate.json", "--plan", tmp_path / "missing.csv")
    assert run.returncode == 3


def test_a_plan_of_a_part_has_no_certificate(cli, world, tmp_path):
    run = cli("plan", *options(world), "--covered", "8-12", "--certificate", "--out", tmp_path)
    assert run.returncode == 2
    assert "a certificate was asked for (--certificate) of a plan that leaves" in run.stderr
