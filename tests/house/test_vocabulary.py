"""The words of the field and not our own: in names, in text and in what is written about it."""

import ast
import json
import re

import pytest

from tests.conftest import ROOT

PLACES = ["*.md", "benchmarks/**/*.py", "notebooks/*.ipynb", "tests/**/*.py", "tests/**/*.js"]
PLACES += [f"regionplanner/**/*.{suffix}" for suffix in ("py", "js", "mjs", "ts", "j2", "toml")]
PASSED_OVER = ("CHANGELOG.md", "regionplanner/web/bundles/", "tests/house/test_vocabulary.py")
FILE_NAMES = {"beside", "beyond", "chosen", "everywhere", "held", "here", "kept", "mistakes"}
FILE_NAMES |= {"answers", "paper", "put", "sheets"}

OURS = re.compile(
    r"(?<![A-Za-z])(?:(?:un)?[Tt]old|[Aa]miss|[Cc]rumbs?|[Hh]eadless|[Tt]ogetherness|[Bb]arred|"
    r"[Nn]arrowed|[Pp]osed|[Rr]emember(?:s|ed)?|[Mm]end(?:s|ed|ing)?|at[ _]hand|could pull|"
    r"reach of (?:a|the) diagram)(?![a-z])|_looked|looked_|"
    r"(?<=[a-z])(?:Told|Amiss|Crumb|Headless|Togetherness|Barred|Narrowed|Posed|Mended|Looked)"
)
KEPT = re.compile(
    r'"barred"|``barred``|'  # a key of certificates
    r'--no-mend|\bno_mend\b|mended\.csv|"mended"|mended_sha256|'  # an option, a file, its record
    r'"narrowed"|    narrowed: OnIncumbent|^    narrowed$|on_incumbent or narrowed'  # an argument
)
"""Files, options and arguments of 0.1.0 keep their names."""

VAGUE = {"found", "nothing", "one", "other", "those"}
_VAGUE = rf"(?:{'|'.join(sorted(VAGUE))})\b"
MAY_BIND = re.compile(
    rf"\b(?:for|lambda|as|def|class) (?:\w+, )*{_VAGUE}|^ *{_VAGUE}(?:: \w| [+|]?=|, \w+ =)|"
    rf", {_VAGUE}(?: =|: \w)|\({_VAGUE}: \w|{_VAGUE} :=|\.{_VAGUE} =",
    re.MULTILINE,
)
"""The tree is only read, which is slow, of files with a line that may bind one."""


def _paths():
    found = (path for place in PLACES for path in ROOT.glob(place))
    names = {path.relative_to(ROOT).as_posix(): path for path in found}
    return {n: p for n, p in sorted(names.items()) if not n.startswith(PASSED_OVER)}


def _own_words(text):
    """Lines with a word of our own, but for what keeps its name."""
    starts = [match.start() for match in OURS.finditer(text)]
    spans = [(text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", start)) for start in starts]
    lines = [text[start:end] for start, end in spans]
    return [line for line in dict.fromkeys(lines) if OURS.search(KEPT.sub("", line))]


def _vague_names(text, *, parameters):
    """Names that are bound and say nothing; `parameters`: functions of 0.1.0 that have one."""
    tree = ast.parse(text)
    excused = {
        id(arg)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for n, arg in enumerate(node.args.args)
        if node.name in parameters or (n == 1 and node.args.args[0].arg == "self")
    }
    for node in ast.walk(tree):
        is_bound = isinstance(getattr(node, "ctx", None), ast.Store)
        name = (
            (node.id if is_bound else None)
            if isinstance(node, ast.Name)
            else (node.attr if is_bound else None)
            if isinstance(node, ast.Attribute)
            else node.arg
            if isinstance(node, ast.arg)
            else getattr(node, "name", None)
        )
        if name in VAGUE and id(node) not in excused:
            yield f"{name} in line {node.lineno}"


def test_no_word_is_our_own():
    """Names of functions, classes and variables too, and those of files."""
    paths = _paths()
    assert [
        name
        for name, path in paths.items()
        if path.stem.removeprefix("test_") in FILE_NAMES and path.suffix == ".py"
    ] == []
    lines = {name: _own_words(path.read_text(encoding="utf-8")) for name, path in paths.items()}
    assert {name: ours for name, ours in lines.items() if ours} == {}


def test_variables_of_the_package_say_what_they_hold():
    stored = (ROOT / "tests" / "stored" / "0.1.0" / "positions.json").read_text(encoding="utf-8")
    parameters = {name for name, names in json.loads(stored).items() if VAGUE & {*names}}
    texts = {
        name: path.read_text(encoding="utf-8")
        for name, path in _paths().items()
        if name.startswith("regionplanner/") and path.suffix == ".py"
    }
    vague = {
        name: [*_vague_names(text, parameters=parameters)]
        for name, text in texts.items()
        if MAY_BIND.search(text)
    }
    assert {name: names for name, names in vague.items() if names} == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("def _told(rows):", 1),
        ("class RowsTold:", 1),
        ("# what is amiss", 1),
        ('"the crumbs at hand"', 1),
        ("a scold of barrels, recommended", 0),
        ('write("mended.csv")', 0),
        ('write("mended.csv")  # mended', 1),
    ],
)
def test_a_word_of_our_own_is_seen(text, count):
    assert len(_own_words(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("found = 1", 1),
        ("for one, other in pairs: pass", 2),
        ("[one for one in rows]", 1),
        ("max(rows, key=lambda other: other)", 1),
        ("class Pair:\n    one: int\n", 1),
        ("if found := rows: pass", 1),
        ("def same(self, other): pass", 0),
        ("def table(plans: Plans, found: Front): pass", 0),
        ("def tables(plans: Plans, found: Front): pass", 1),
        ("print(found)", 0),
    ],
)
def test_a_vague_name_is_seen(text, count):
    assert len([*_vague_names(text, parameters={"table"})]) == count
    assert MAY_BIND.search(text) or not count
