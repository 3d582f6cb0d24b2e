"""Hold the locked versions against known vulnerabilities.

The session `audit` of nox runs it: ``python -m tests.house.audit``, in an environment of its own.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

from tests.house.sbom import LOCK, locked

INSTALL = ("pip", "install", "--quiet", "--group", "audit")
AUDIT = ("pip_audit", "--require-hashes", "--disable-pip", "--format", "json")
QUIET = ("--progress-spinner", "off", "--requirement", str(LOCK))
NOT_AUDITED = "Not audited: no list of known vulnerabilities can be reached from here."
UNREACHED = re.compile(
    r"Could not connect|ConnectionError|NewConnectionError|Timeout|ProxyError|SSLError"
    r"|No matching distribution found for pip-audit"
)
"""What is said where no list, or no index that has pip-audit, can be reached."""


def ran(module: str, *options: str) -> "subprocess.CompletedProcess[str]":
    """Return what a module of this environment says."""
    command = [sys.executable, "-m", module, *options]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def findings(report: str, versions: dict[str, str]) -> Iterator[str]:
    """Yield each known vulnerability of what pip-audit reports; say what it did not audit."""
    pins = json.loads(report[report.find("{") :])["dependencies"]
    skipped = [f"{pin['name']} {versions[pin['name']]}" for pin in pins if "vulns" not in pin]
    if len(skipped) == len(pins):
        print(NOT_AUDITED)
        return
    print(f"{len(pins) - len(skipped)} of {len(pins)} locked versions were audited.")
    if skipped:
        print(f"Not audited: {', '.join(skipped)}.")
    for pin in pins:
        for fault in pin.get("vulns", ()):
            fixed = " or ".join(fault["fix_versions"]) or "no version yet"
            yield f"{pin['name']} {pin['version']}: {fault['id']}, fixed by {fixed}"


def main() -> None:
    """Say what is known of the locked versions; fail where one is vulnerable, or none was read."""
    for command in (INSTALL, (*AUDIT, *QUIET)):
        said = ran(*command)
        # pip-audit says 1 of vulnerabilities too, and then there is a report
        if said.returncode and "{" not in said.stdout:
            if UNREACHED.search(said.stderr):
                print(NOT_AUDITED)
                return
            sys.exit(said.stderr + said.stdout)
    pins = {pin["name"]: pin["version"] for pin in locked(LOCK.read_text(encoding="utf-8"))}
    if hit := [*findings(said.stdout, pins)]:
        sys.exit("\n".join(hit))


if __name__ == "__main__":
    main()
