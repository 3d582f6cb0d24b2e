"""The data that a scenario asks for, with all that is joined to it."""

import pytest

from regionplanner import ScenarioError
from regionplanner.data.read import load_data
from regionplanner.files.file_choices import DataChoices
from tests.cli.worlds import save
from tests.worlds import grid


@pytest.fixture
def world(tmp_path):
    return save(tmp_path / "world.gpkg", grid(2, 2))


@pytest.fixture
def table(tmp_path):
    """Function that writes a table; returns its path."""

    def write(name, text):
        (tmp_path / name).write_text(text)
        return tmp_path / name

    return write


def test_no_choice_is_flanders(flanders):
    assert load_data(DataChoices()).source == flanders.source


def test_all_that_can_be_joined(world, table):
    a = table("a.csv", "nis,children\n00000,1\n00001,2\n00002,3\n00003,4\n")
    b = table("b.csv", "nis,zone\n00000,z\n00001,z\n00002,\n00003,\n")
    ids = [f"{n:05d}" for n in range(4)]
    times = "".join(f"{one},{other},9\n" for one in ids for other in ids)
    data = load_data(
        DataChoices(
            file=world,
            join=(a, b),
            links=table("links.csv", "nis_a,nis_b\n00000,00003\n"),
            travel_times=table("times.csv", f"from,to,minutes\n{times}"),
            pair_tables={"samen": table("p.csv", "nis_a,nis_b,weight\n00000,00001,2\n")},
        )
    )
    assert list(data.frame["children"]) == [1, 2, 3, 4]
    assert data.frame["zone"].notna().sum() == 2
    assert data.links == (("00000", "00003"),)
    assert data.travel_min.loc["00000", "00001"] == 9
    assert list(data.pair_ties) == ["samen"]


def test_links_are_part_of_what_a_plan_is_made_from(world, table):
    links = table("links.csv", "nis_a,nis_b\n00000,00003\n")
    with_links = load_data(DataChoices(file=world, links=links))
    assert with_links.source.sha256 != load_data(DataChoices(file=world)).source.sha256


def test_columns_of_the_default_data_cannot_be_named():
    with pytest.raises(ScenarioError, match="id and layer belong to a file of data, which is not"):
        load_data(DataChoices(id="code", layer="units"))
