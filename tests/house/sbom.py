"""The bill of materials of the wheel, made from the lock and from where the data come from.

``python -m tests.house.sbom`` writes it; ``make lock`` does so too. The wheel holds the data; the
libraries are those of the lock, which the tests run with. No time and no random number: the same
lock gives the same file. Hashes of the libraries stand in the lock, one for each file of a library.
"""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-dev.lock"
SBOM = ROOT / "regionplanner.cdx.json"
ROOTED = "regionplanner (pyproject.toml)"
"""How the lock names what the package itself depends on, rather than its development."""
_PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>.*?))?(?: \\)?$", re.MULTILINE
)
_PARENT = re.compile(r"^    #(?: via)? +(?!via$)(.+)$", re.MULTILINE)


def locked(text):
    """Return the pins of a lock: name, version, marker and what each is there for."""
    starts = [*_PINNED.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return [
        {**start.groupdict(), "parents": set(_PARENT.findall(text[start.end() : end]))}
        for start, end in zip(starts, ends, strict=True)
    ]


def runtime(pins):
    """Return the pins that a plan needs, without those of development alone."""
    names = {ROOTED}
    while True:
        found = [pin for pin in pins if pin["parents"] & names]
        if {pin["name"] for pin in found} <= names:
            return found
        names |= {pin["name"] for pin in found}


def bill(lock, project, sources):
    """Return the bill of materials as JSON, in the form of CycloneDX 1.6."""
    pins = runtime(locked(lock))
    top = f"pkg:pypi/{project['name']}@{project['version']}"
    data = [_source(number, source) for number, source in enumerate(sources, 1)]
    wanted = {
        top: {*(_purl(pin) for pin in pins if ROOTED in pin["parents"])}
        | {one["bom-ref"] for one in data},
        **{_purl(p): {_purl(pin) for pin in pins if p["name"] in pin["parents"]} for p in pins},
    }
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": top,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": top,
            },
            "supplier": {"name": project["authors"][0]["name"]},
        },
        "components": [*map(_library, pins), *data],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(needs)} for ref, needs in sorted(wanted.items())
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _purl(pin):
    return f"pkg:pypi/{pin['name']}@{pin['version']}"


def _library(pin):
    component = {
        "type": "library",
        "bom-ref": _purl(pin),
        "name": pin["name"],
        "version": pin["version"],
        "scope": "required",
        "purl": _purl(pin),
    }
    marker = [{"name": "regionplanner:marker", "value": pin["marker"]}] if pin["marker"] else []
    return {**component, "properties": marker} if marker else component


def _source(number, source):
    return {
        "type": "data",
        "bom-ref": f"data-{number}",
        "name": source["what"],
        "publisher": source["from"],
        "licenses": [{"license": {"name": source["licence"]}}],
        "externalReferences": [{"type": "website", "url": source["url"]}],
    }


def written():
    """Return the bill of materials of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sources = tomllib.loads((ROOT / "geodata" / "source.toml").read_text(encoding="utf-8"))
    return bill(LOCK.read_text(encoding="utf-8"), project, sources["sources"])


if __name__ == "__main__":
    SBOM.write_text(written(), encoding="utf-8", newline="\n")
