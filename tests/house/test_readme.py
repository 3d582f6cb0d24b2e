"""What the README tells people to type, works."""

import os
import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import HANGS_S, ROOT

README = ROOT / "README.md"


def blocks(*languages):
    text = README.read_text(encoding="utf-8") if README.is_file() else ""
    found = re.findall(r"^```(\w+)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [code for language, code in found if language in languages]


def text():
    if not README.is_file():
        pytest.skip("there is no README.md yet")
    return README.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_python_runs_as_a_script(number, tmp_path):
    """As someone would try it: pasted into a file, in an empty folder."""
    script = tmp_path / "example.py"
    script.write_text(blocks("python")[number], encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=HANGS_S,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]


def test_commands_exist_with_their_options():
    """Every ``regionplanner ...`` and ``make ...`` in a block of the README is one we have."""
    text()
    import typer.main

    from regionplanner.cli.main import app

    group = typer.main.get_command(app)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    seen = 0
    for line in "\n".join(blocks("sh", "bash", "shell", "console", "text")).splitlines():
        words = line.strip().removeprefix("$ ").partition("#")[0].split()
        if words[:1] == ["make"] and len(words) > 1:
            assert re.search(rf"^{re.escape(words[1])}:", makefile, flags=re.MULTILINE), line
            seen += 1
        if words[:1] == ["regionplanner"] and len(words) > 1 and not words[1].startswith("-"):
            command = group.commands[words[1]]
            options = {name for parameter in command.params for name in parameter.opts}
            if words[1:3] == ["data", "fetch"]:
                options |= {n for p in command.commands["fetch"].params for n in p.opts}
            given = [word.partition("=")[0] for word in words[2:] if word.startswith("-")]
            assert set(given) <= options | {"--help"}, line
            seen += 1
    assert seen >= 2


def test_no_plan_of_the_examples_takes_the_place_of_another():
    """Who types them one after the other finds in each folder what the next lines say of it."""
    folders = []
    for line in "\n".join(blocks("sh")).splitlines():
        words = shlex.split(line, comments=True)
        if words[:2] == ["regionplanner", "plan"]:
            folders.append(words[words.index("--out") + 1] if "--out" in words else "out")
    assert "out" in folders
    assert len(folders) == len(set(folders)), sorted(folders)


def test_links_to_files_lead_somewhere():
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", text())
    assert [target for target in targets if not (ROOT / target).exists()] == []
