"""What docstrings say: of every module, and all that goes into public functions and out of them."""

import ast
import builtins
import functools
import importlib
import inspect
import re
from pathlib import Path

import regionplanner
from regionplanner import errors
from tests.conftest import ROOT

ERROR = errors.RegionplannerError
NEVER = {
    "read_record": {"DataError"},  # only while a command sees to what it would write over
    "read_set_records": {"DataError"},
    "repair": {"WorkerError"},  # it asks `propose` for reasons in its own process
}
"""Errors that what a public function calls describes, and that cannot come of that call."""


MODULES = sorted((ROOT / "regionplanner").rglob("*.py"))


def test_modules_have_docstrings():
    assert [_named(path) for path in MODULES if not ast.get_docstring(_tree(path))] == []


def test_modules_document_their_functions():
    """One sentence first; where arguments are described, all are."""
    found = {
        _named(path): [
            gap
            for name, node in _functions(path).items()
            if not name.startswith("_")
            for gap in _gaps(node)
        ]
        for path in MODULES
    }
    assert {name: gaps for name, gaps in found.items() if gaps} == {}


def _named(path):
    return path.relative_to(ROOT).as_posix()


@functools.cache
def _tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def _functions(path):
    return {node.name: node for node in _tree(path).body if isinstance(node, ast.FunctionDef)}


def _gaps(node):
    text = ast.get_docstring(node) or ""
    if not text.partition("\n")[0].endswith("."):
        yield f"{node.name}: the first line is no sentence"
    if "\nParameters\n-----" in text:
        arguments = node.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        lines = re.findall(r"^[\w*][\w*, ]*$", text, flags=re.MULTILINE)
        known = {name.strip(" *") for line in lines for name in line.split(",")}
        yield from (f"{node.name}: {name} is not described" for name in names if name not in known)


def _public():
    """Return public functions, and methods of public classes that take anything, by name."""
    found = {}
    for name in dir(regionplanner):
        value = getattr(regionplanner, name)
        if inspect.isfunction(value):
            found[name] = value
        for method, bound in inspect.getmembers(value, inspect.isroutine):
            function = getattr(bound, "__func__", bound)
            ours = str(getattr(function, "__module__", "")).startswith("regionplanner.")
            public = inspect.isclass(value) and ours and method[0] != "_" and callable(function)
            if public and _parameters(function):
                found[f"{name}.{method}"] = function
    return found


def _parameters(function):
    return [name for name in inspect.signature(function).parameters if name not in {"self", "cls"}]


def _sections(function):
    """Return the sections of a docstring by heading: ruff holds how these are written."""
    parts = re.split(r"^(\w[\w ]*)\n-+$", inspect.getdoc(function) or "", flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _entries(section):
    """Return the names that a section describes."""
    lines = re.findall(r"^\S.*$", section, flags=re.MULTILINE)
    return [name.strip(" *") for line in lines for name in line.split(",")]


PUBLIC = _public()


def _faults(check):
    found = {name: [*check(function, _sections(function))] for name, function in PUBLIC.items()}
    return {name: faults for name, faults in found.items() if faults}


def test_the_first_line_says_what_is_done():
    first = ("Return ", "Download ", "Write ")
    faults = {name for name, function in PUBLIC.items() if not function.__doc__.startswith(first)}
    assert faults == set()


def test_parameters_are_those_of_the_signature():
    """All of them, in their order, and no other."""

    def check(function, sections):
        wanted, said = _parameters(function), _entries(sections.get("Parameters", ""))
        if said != wanted:
            yield f"{said} are described, {wanted} are there"

    assert _faults(check) == {}


def test_what_is_returned_is_described():
    def check(function, sections):
        returns = inspect.signature(function).return_annotation not in {None, "None"}
        if returns != bool(re.match(r"\n\S.*\n    \S", sections.get("Returns", ""))):
            yield "Returns is missing, or nothing is returned"

    assert _faults(check) == {}


def test_errors_that_reach_a_user_are_described():
    """Those a function raises, and those that the functions it calls raise or describe."""
    known = {}

    def check(function, sections):
        said = tuple(_errors(function, sections.get("Raises", "")))
        never = NEVER.get(function.__name__, set())
        missing = {e.__name__ for e in _raised(function, known) if not issubclass(e, said)}
        yield from sorted(missing - never)

    assert _faults(check) == {}


def _errors(function, section):
    """Yield the errors that a section names, which are known where it is or everywhere."""
    known = vars(builtins) | inspect.unwrap(function).__globals__ | vars(errors)
    yield from (known[name] for name in _entries(section))


def _raised(function, known):
    """Return the errors of the package that leave a function, but for those of methods."""
    function = inspect.unwrap(function)
    node = _functions(Path(function.__code__.co_filename)).get(function.__name__)
    if node is not None and function not in known:
        known[function] = set()  # where it calls itself
        body = _Body(function.__globals__, known)
        for one in node.body:
            body.visit(one)
        known[function] = body.errors
    return known.get(function, set())


def _described(function, known):
    section = _sections(function).get("Raises")
    if section is None:
        return _raised(function, known)
    return {one for one in _errors(function, section) if issubclass(one, ERROR)} - {ERROR}


class _Body(ast.NodeVisitor):
    """Collects the errors of a body; those that it catches are none."""

    def __init__(self, names, known):
        self.names, self.known, self.errors = dict(names), known, set()

    def visit_ImportFrom(self, node):
        if node.module.startswith("regionplanner."):
            module = importlib.import_module(node.module)
            self.names |= {a.asname or a.name: getattr(module, a.name, None) for a in node.names}

    def visit_Name(self, node):
        value = self.names.get(node.id)
        if inspect.isfunction(value) and value.__module__.startswith("regionplanner."):
            self.errors |= _described(value, self.known)

    def visit_Raise(self, node):
        name = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        value = self.names.get(getattr(name, "id", ""))
        if inspect.isclass(value) and issubclass(value, ERROR):
            self.errors.add(value)
        self.generic_visit(node)

    def visit_Try(self, node):
        caught = [one.type for one in node.handlers if not _raises_again(one)]
        self._visit_within(node.body, caught)
        for one in (*node.handlers, *node.orelse, *node.finalbody):
            self.visit(one)

    def visit_With(self, node):
        calls = [item.context_expr for item in node.items]
        caught = [
            error
            for call in calls
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "suppress"
            for error in call.args
        ]
        for call in calls:
            self.visit(call)
        self._visit_within(node.body, caught)

    def _visit_within(self, nodes, caught):
        before, self.errors = self.errors, set()
        for one in nodes:
            self.visit(one)
        named = {n.id for error in caught for n in ast.walk(error) if isinstance(n, ast.Name)}
        kinds = tuple(self.names.get(name) or getattr(builtins, name, ()) for name in named)
        kept = {one for one in self.errors if not issubclass(one, kinds)}
        self.errors = before | kept


def _raises_again(handler):
    return any(isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(handler))
