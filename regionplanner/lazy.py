"""Names that a package imports on first use, listed once: in its stub."""

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def names_of_stub(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return ``__getattr__``, ``__dir__`` and ``__all__`` of a package with a stub.

    Parameters
    ----------
    package
        Its name. The imports in the ``__init__.pyi`` of its folder, which type checkers read, say
        where each name is.

    References
    ----------
    Scientific Python SPEC 1 (lazy loading of submodules and functions).
    """
    (folder,) = sys.modules[package].__path__
    stub = ast.parse(Path(folder, "__init__.pyi").read_text(encoding="utf-8"))
    homes = {
        name.name: str(node.module)
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(homes[name]), name)
        setattr(sys.modules[package], name, found)
        return found

    names = [*homes]
    return find, lambda: names, names
