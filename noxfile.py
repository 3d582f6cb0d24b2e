"""Sessions with environments of their own; make calls them, `nox --list` lists them."""

import json
import shutil
import subprocess
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
LOCK = "requirements-dev.lock"
SUITE = ("-n", "2", "--dist", "worksteal", "-m", "not slow")
STUBS = ("mypy", "pandas-stubs", "types-")
"""Checkers and stubs follow the newest libraries; no code that runs needs them."""

nox.options.sessions = ["tests", "oldest"]
nox.options.stop_on_first_error = False


def installed(version: str) -> bool:
    """Return whether a Python is there and runs: a shim of pyenv may stand for none."""
    found = shutil.which(f"python{version}")
    command = [found or "", "-c", ""]
    return (
        found is not None
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


PYTHONS = [version for version in nox.project.python_versions(PROJECT) if installed(version)]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the suite, or what is named after --, with the locked versions."""
    session.install("--require-hashes", "--requirement", LOCK)
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")
    session.run("pytest", *SUITE, *session.posargs)


@nox.session(python=PYTHONS[:1])
def oldest(session: nox.Session) -> None:
    """Run the suite, or what is named after --, with the oldest versions that are allowed."""
    constraints = Path(session.create_tmp(), "oldest.txt")
    wanted = [*PROJECT["project"]["dependencies"], *nox.project.dependency_groups(PROJECT, "dev")]
    bounds = (requirement.split(",")[0].replace(">=", "==") for requirement in wanted)
    libraries = sorted({bound for bound in bounds if not bound.startswith(STUBS)})
    constraints.write_text("\n".join(libraries), encoding="utf-8")
    session.install("--constraint", str(constraints), "--editable", ".", "--group", "dev")
    session.run("pytest", *SUITE, *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Write the lock and the bill of materials; -- --upgrade takes the newest versions."""
    session.install("--group", "lock")
    options = ("--group", "dev", "--universal", "--generate-hashes", "--no-emit-index-url")
    command = ("--custom-compile-command", "make lock", "--quiet", "--output-file", LOCK)
    session.run("uv", "pip", "compile", "pyproject.toml", *options, *command, *session.posargs)
    session.run("python", "-m", "tests.house.sbom")


@nox.session
def audit(session: nox.Session) -> None:
    """Hold the locked versions against known vulnerabilities, where these can be reached."""
    session.install("--group", "audit")
    options = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off")
    command = ("pip-audit", *options, "--requirement", LOCK)
    said = session.run(*command, silent=True, stderr=subprocess.DEVNULL, success_codes=[0, 1])
    begin = str(said).find("{")  # sentences may stand before it, and there is none without a source
    found = json.loads(str(said)[begin:])["dependencies"] if begin >= 0 else []
    audited = [one for one in found if "vulns" in one]
    if not audited:
        session.log("Not audited: no list of known vulnerabilities can be reached from here.")
        return
    hit = [
        f"{one['name']} {one['version']}: {fault['id']}"
        for one in audited
        for fault in one["vulns"]
    ]
    session.log(f"{len(audited)} of {len(found)} locked versions were audited.")
    if hit:
        session.error("; ".join(hit))
