"""Fixtures shared by all tests."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from regionplanner.data.municipalities import Municipalities
from tests import quick

ROOT = Path(__file__).resolve().parent.parent

HANGS_S = 900
"""A process that takes longer hangs [s]; none that works comes near, however slow the machine."""

AT_HOME = {".config/chromium", ".ipython/profile_default"}
"""What browsers and kernels of notebooks write at home."""

DASK = "dask-scratch-space"
"""What the workers of a cluster of Dask leave among temporary files."""

DRAWN_ANEW = settings.get_profile("default")  # in CI Hypothesis would draw the same each time
settings.register_profile("untimed", DRAWN_ANEW, deadline=None)
settings.load_profile("untimed")  # no test depends on how fast the machine is
settings.register_profile("quick", DRAWN_ANEW, deadline=None, max_examples=20)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line ask for the quick tests."""
    parser.addoption("--quick", action="store_true", help="what tests/quick.py leaves of the tests")


def pytest_configure(config: pytest.Config) -> None:
    """Let quick tests of laws draw fewer examples."""
    if config.getoption("quick"):
        settings.load_profile("quick")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read what takes long."""
    return (config.getoption("quick") and quick.left_out(collection_path)) or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the other cases out, and say how many."""
    if config.getoption("quick"):
        chosen = list(quick.kept(items))
        left = [item for item, keep in zip(items, chosen, strict=True) if not keep]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item, keep in zip(items, chosen, strict=True) if keep]


@pytest.fixture(scope="session")
def shared_geodata() -> Path:
    """Folder with the official boundary files; tests that need it skip elsewhere."""
    named = os.environ.get("REGIONPLANNER_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared" / "geodata"
    if not (folder / "flanders_2025.gpkg").is_file():
        pytest.skip(
            f"official boundary files not found in {folder}: "
            "set REGIONPLANNER_SHARED to the folder that holds flanders_2025.gpkg"
        )
    return folder


@pytest.fixture(scope="session")
def flanders() -> Municipalities:
    """All of Flanders; `make quick` leaves out what takes it, by this name."""
    from regionplanner.data.flanders import load_flanders

    return load_flanders()


@pytest.fixture
def counted_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each look at the clock take a millisecond, however fast the machine is."""
    looks = count()
    monkeypatch.setattr(time, "monotonic", lambda: next(looks) / 1000)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Boundaries that a developer once fetched must not change what tests draw."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGIONPLANNER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _tidy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing outside their folders: not among temporary files, not at home.

    Nor in the checkout: in CI, as elsewhere somebody may write a new file while the tests run.
    """
    temporary, home = tmp_path_factory.mktemp("temporary"), tmp_path_factory.mktemp("home")
    before = _untracked()
    with pytest.MonkeyPatch.context() as patch:
        # fonts are looked for once, not in each session
        patch.setenv(
            "XDG_CACHE_HOME", os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        )
        patch.setenv("TMPDIR", str(temporary))
        patch.setattr(tempfile, "tempdir", str(temporary))
        for name in ("HOME", "USERPROFILE"):
            patch.setenv(name, str(home))
        for own in ("IPYTHONDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patch.delenv(own, raising=False)
        yield
    assert sorted({path.name for path in temporary.iterdir()} - {DASK}) == []
    written = (path.relative_to(home) for path in home.rglob("*") if path.is_file())
    assert sorted({"/".join(path.parts[:2]) for path in written} - AT_HOME) == []
    assert sorted(_untracked() - before) == []


def _untracked() -> set[str]:
    """Return what git does not track in the checkout, but for caches; nothing outside CI."""
    if "CI" not in os.environ:
        return set()
    command = ["git", "-C", str(ROOT), "status", "--porcelain", "--ignored"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    caches = ("cache/", "cache__/", ".hypothesis/")
    return {line for line in listed.splitlines() if not line.endswith(caches)}
