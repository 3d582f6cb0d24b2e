"""Bundles are of the modules as they stand, and go into the wheel; no Node is needed to see it."""

import hashlib
import re

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.conftest import ROOT

WEB = ROOT / "regionplanner" / "web"
PAGES = sorted(path.stem for path in (WEB / "bundles").glob("*.js"))
IMPORTED = re.compile(r'^import\b[^"]*"(\.[^"]+)";', re.MULTILINE)


def sources(page):
    """The modules that the script of a page is made of, by their path in the folder."""
    waiting, found = [WEB / f"{page}.js"], {}
    while waiting:
        path = waiting.pop()
        named = path.relative_to(WEB).as_posix()
        if named not in found:
            found[named] = path.read_text(encoding="utf-8")
            waiting += [(path.parent / name).resolve() for name in IMPORTED.findall(found[named])]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_bundle_is_of_its_sources(page):
    found = sources(page)
    text = "".join(f"{path}\n{found[path]}" for path in sorted(found))
    digest = hashlib.sha256(text.encode()).hexdigest()
    first = (WEB / "bundles" / f"{page}.js").read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"// sources: sha256 {digest}", "make bundles"


def test_every_module_is_of_a_page():
    modules = {path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js")}
    modules -= {f"bundles/{page}.js" for page in PAGES}
    assert modules == {path for page in PAGES for path in sources(page)}


def test_the_lock_of_npm_has_no_addresses():
    """Packages come from where who installs them says."""
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
    config = (ROOT / ".npmrc").read_text(encoding="utf-8")
    assert config == "omit-lockfile-registry-resolved=true\n"


def test_the_wheel_holds_the_bundles_and_no_sources():
    held = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    scripts = {path for path in held if path.startswith("regionplanner/web/")}
    assert scripts == {f"regionplanner/web/bundles/{page}.js" for page in PAGES}
    assert "regionplanner/maps/templates/page.html.j2" in held
