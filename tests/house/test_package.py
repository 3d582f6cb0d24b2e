"""What the package says of itself, and what its files must not name."""

import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
from hatchling.build import get_requires_for_build_editable
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import regionplanner
from tests.conftest import ROOT
from tests.house.sbom import LOCK, SBOM, locked, runtime, written

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
REGISTRIES = re.compile(
    rb"(?:pypi|pythonhosted|npmjs|npmmirror|yarnpkg|crates|rubygems|debian|conda|anaconda)"
    rb"\.(?:org|com|io|net|python)\b"
    rb"|npm\.pkg\b|[a-z]\.[a-z]+/pypi\b|/(?:simple|api/(?:npm|pypi))\b|artifactor[y]"
    rb"|(?<!no-emit-)(?i:index[-_]url)\b|\bregistry *="
)
"""Package registries, mirrors and how one is chosen. Pages name content networks: links of folium
that they drop."""
INSTALLING = (".ci/", ".github/", ".npmrc", ".pre-commit", "Makefile", "package", "requirements")
"""How the names of files begin that say what is installed."""
ADDRESS = re.compile(rb"(?m)^(?! +\"url\": ).*https?:/{2}.*$")
"""A line with any address, but for whom a library of the lock asks to be funded by."""
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


def test_no_file_says_where_to_install_from(tracked):
    """Not even by a host that is no known registry."""
    texts = {name: text for name, text in tracked.items() if name.startswith(INSTALLING)}
    assert {".npmrc", "package-lock.json", "requirements-dev.lock"} <= {*texts}
    assert faults(ADDRESS, texts) == {}


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


def test_the_lock_has_pins_and_hashes_alone():
    """No address: it installs from whatever index, mirror or folder is set up."""
    line = re.compile(
        r"#.*| {4}# .*| {4}--hash=sha256:[0-9a-f]{64}(?: \\)?|[\w.-]+==[\w.+!]+(?: ; .*)? \\"
    )
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    assert [text for text in lines if not line.fullmatch(text)] == []


def test_the_lock_has_what_the_package_and_its_development_need():
    pins = {}
    for pin in locked(LOCK.read_text(encoding="utf-8")):
        pins.setdefault(canonicalize_name(pin["name"]), []).append(pin["version"])
    wanted = [*map(Requirement, PROJECT["dependencies"] + PYPROJECT["dependency-groups"]["dev"])]
    faults = [
        str(requirement)
        for requirement in wanted
        if not (versions := pins.get(canonicalize_name(requirement.name)))
        or not all(version in requirement.specifier for version in versions)
    ]
    assert faults == [], "run make lock"


def test_the_lock_has_what_installs_the_checkout(monkeypatch):
    """It is installed without an environment of its own for the build."""
    monkeypatch.chdir(ROOT)
    names = {canonicalize_name(pin["name"]) for pin in locked(LOCK.read_text(encoding="utf-8"))}
    wanted = [*PYPROJECT["build-system"]["requires"], *get_requires_for_build_editable()]
    assert {canonicalize_name(Requirement(text).name) for text in wanted} <= names


def test_the_bill_of_materials_is_that_of_the_lock():
    assert SBOM.read_text(encoding="utf-8") == written(), "run make lock"


def test_the_bill_of_materials_has_what_a_plan_needs_alone():
    names = {pin["name"] for pin in runtime(locked(LOCK.read_text(encoding="utf-8")))}
    assert {Requirement(text).name for text in PROJECT["dependencies"]} <= names
    assert names.isdisjoint({"pytest", "ruff", "mypy", "playwright"})
    assert "annotated-types" in names  # of pydantic, which the project names itself


@pytest.mark.slow
def test_the_wheel_has_types_and_a_bill_of_materials(tmp_path):
    """PEP 561 and PEP 770; built twice, the wheel is the same."""
    built = []
    for name in ("first", "second"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / name]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = (tmp_path / name).iterdir()
        built.append(wheel)
    with zipfile.ZipFile(built[0]) as wheel:
        info = f"regionplanner-{PROJECT['version']}.dist-info"
        assert wheel.read(f"{info}/sboms/{SBOM.name}") == SBOM.read_bytes()
        assert {"regionplanner/py.typed", "regionplanner/__init__.pyi"} <= {*wheel.namelist()}
        metadata = wheel.read(f"{info}/METADATA").decode()
    assert "Author: regionplanner maintainers" in metadata
    assert built[0].read_bytes() == built[1].read_bytes()


def test_types_are_there_for_users():
    assert (ROOT / "regionplanner" / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["classifiers"]
