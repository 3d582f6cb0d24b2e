"""What `make audit` says of the answers of pip-audit."""

import json
from subprocess import CompletedProcess

import pytest

from tests.house import audit
from tests.house.sbom import LOCK, locked

PIN, OTHER = locked(LOCK.read_text(encoding="utf-8"))[:2]
FINE = {"name": PIN["name"], "version": PIN["version"], "vulns": []}
SKIPPED = {"name": OTHER["name"], "skip_reason": "not found"}
FAULT = {"id": "PYSEC-0000-1", "fix_versions": ["98.1", "99.0"]}


@pytest.fixture
def answers(monkeypatch):
    """Return what gives pip and pip-audit their answers."""

    def give(*said, code=0, stderr="", installs=(0, "")):
        report = json.dumps({"dependencies": said, "fixes": []}) if said else ""
        results = {"pip": (installs[0], "", installs[1]), "pip_audit": (code, report, stderr)}
        monkeypatch.setattr(audit, "ran", lambda name, *_: CompletedProcess(name, *results[name]))

    return give


def test_a_vulnerable_version_is_named_with_what_fixes_it(answers):
    answers({**FINE, "vulns": [FAULT]}, code=1)
    with pytest.raises(SystemExit, match=f"^{PIN['name']} {PIN['version']}: PYSEC-0000-1, "):
        audit.main()
    answers({**FINE, "vulns": [FAULT, {**FAULT, "fix_versions": []}]}, code=1)
    with pytest.raises(SystemExit, match=r"fixed by 98\.1 or 99\.0\n.*fixed by no version yet$"):
        audit.main()


def test_versions_that_were_not_audited_are_named(answers, capsys):
    answers(FINE, SKIPPED)
    audit.main()
    assert capsys.readouterr().out == (
        f"1 of 2 locked versions were audited.\nNot audited: {OTHER['name']} {OTHER['version']}.\n"
    )


@pytest.mark.parametrize(
    "said",
    [
        {"code": 1, "stderr": "requests.exceptions.ProxyError: Unable to connect to proxy"},
        {"code": 1, "stderr": "ERROR:pip_audit._cli:Could not connect to the vulnerability feed"},
        {"installs": (1, "ERROR: No matching distribution found for pip-audit>=2.7")},
    ],
)
def test_one_sentence_says_that_no_list_can_be_reached(answers, capsys, said):
    answers(**said)
    audit.main()
    assert capsys.readouterr().out == f"{audit.NOT_AUDITED}\n"


def test_a_list_of_none_of_the_versions_is_no_list(answers, capsys):
    answers(SKIPPED)
    audit.main()
    assert capsys.readouterr().out == f"{audit.NOT_AUDITED}\n"


@pytest.mark.parametrize(
    "said",
    [
        {"code": 1, "stderr": "ERROR:pip_audit._cli:six==1.16.0 does not contain a hash"},
        {"installs": (1, "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")},
    ],
)
def test_other_errors_are_those_of_pip_audit(answers, said):
    answers(**said)
    with pytest.raises(SystemExit, match=r"HASHES|does not contain a hash"):
        audit.main()
