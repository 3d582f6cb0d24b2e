"""Sessions with environments of their own; make calls them, `nox --list` lists them."""

import shutil
import subprocess
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
LOCK = "requirements-dev.lock"
SUITE = ("-n", "2", "--dist", "worksteal", "-m", "not slow")
STUBS = ("mypy", "pandas-stubs", "types-")
"""Checkers and stubs follow the newest libraries; no code that runs needs them."""

nox.options.stop_on_first_error = False


def installed(version: str) -> bool:
    """Return whether a Python is there and runs: a shim of pyenv may stand for none."""
    found = shutil.which(f"python{version}")
    command = [found or "", "-c", ""]
    return (
        found is not None
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


WANTED = nox.project.python_versions(PROJECT)
PYTHONS = [version for version in WANTED if installed(version)]
nox.options.sessions = [*(["tests", "oldest"] if PYTHONS else []), "missing"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the suite, or what is named after --, with the locked versions."""
    session.install("--require-hashes", "--requirement", LOCK)
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")
    session.run("pytest", *SUITE, *session.posargs)


@nox.session(python=PYTHONS[:1])
def oldest(session: nox.Session) -> None:
    """Run the suite, or what is named after --, with the oldest versions that are allowed."""
    constraints = Path(session.virtualenv.location, "oldest.txt")
    wanted = [*PROJECT["project"]["dependencies"], *nox.project.dependency_groups(PROJECT, "dev")]
    bounds = (requirement.split(",")[0].replace(">=", "==") for requirement in wanted)
    libraries = sorted({bound for bound in bounds if not bound.startswith(STUBS)})
    constraints.write_text("\n".join(libraries), encoding="utf-8")
    session.install("--constraint", str(constraints), "--editable", ".", "--group", "dev")
    session.run("pytest", *SUITE, *session.posargs)


@nox.session(python=False)
def missing(session: nox.Session) -> None:
    """Say in which Pythons of the classifiers nothing ran; fail where none is there."""
    left = ", ".join(version for version in WANTED if version not in PYTHONS)
    if not PYTHONS:
        session.error(f"none of the Pythons to test is installed: {left}")
    if left:
        session.warn(f"not installed, so not run: {left}")


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
    session.run("python", "-m", "tests.house.audit")
