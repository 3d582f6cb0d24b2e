"""What the package says of itself, and what its files must not name."""

import re
import subprocess
import tomllib

import pytest

import regionplanner
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
REGISTRIES = re.compile(
    rb"(?:pypi|pythonhosted|npmjs|yarnpkg|crates|rubygems|debian|conda|anaconda)"
    rb"\.(?:org|com|io|net)\b"
)
"""Hosts of package registries. Pages name content networks: links of folium that they drop."""
BINARY = {".gpkg", ".png", ".woff2"}


@pytest.fixture(scope="module")
def tracked():
    """Return the text files that git tracks, by their path in the checkout."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not in a git checkout: which files are tracked is not known")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    paths = {name: ROOT / name for name in names}
    return {
        name: path.read_bytes()
        for name, path in paths.items()
        if path.is_file() and path.suffix not in BINARY
    }


def faults(pattern, texts):
    found = {name: pattern.findall(text) for name, text in texts.items()}
    return {name: hits for name, hits in found.items() if hits}


def test_no_tracked_file_names_a_registry(tracked):
    """Who installs says where from: an index of a company, a mirror, a folder of wheels."""
    assert faults(REGISTRIES, tracked) == {}


def test_no_tracked_file_holds_a_path_of_a_machine(tracked):
    machine = re.compile(rb"(?<![\w.])/(?:home|Users|root|work|tmp|opt|mnt)/\w")
    assert faults(machine, tracked) == {}


def test_the_version_is_the_same_everywhere():
    assert PROJECT["version"] == regionplanner.__version__
    assert f"\nversion: {PROJECT['version']}\n" in CITATION


def test_a_citation_says_what_the_project_says():
    assert f"\nabstract: {PROJECT['description']}\n" in CITATION
    assert f"\nlicense: {PROJECT['license']}\n" in CITATION
    assert re.findall(r"^  - name: (.*)$", CITATION, flags=re.MULTILINE) == [
        author["name"] for author in PROJECT["authors"]
    ]
    assert re.findall(r"^  - (\w[\w ]*)$", CITATION, flags=re.MULTILINE) == PROJECT["keywords"]


def test_types_are_there_for_users():
    assert (ROOT / "regionplanner" / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["classifiers"]
