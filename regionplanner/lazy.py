"""Names that a package imports on first use, listed once: in its stub or in a group."""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def names_of_stub(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` of a package with a stub.

    Parameters
    ----------
    package
        Its name. The imports in its ``__init__.pyi``, which type checkers read, say where each name
        is; ``from group import *`` takes in every name that the group imports. They are read when a
        name is first asked for, so that who imports one module of the package does not wait.

    References
    ----------
    Scientific Python SPEC 1 (lazy loading of submodules and functions), whose library takes no
    ``*``: a name in a group would be listed twice.
    """

    @cache
    def homes() -> dict[str, str]:
        return dict(_imports(package))

    def find(name: str) -> Any:
        if name == "__all__":  # what `from package import *` asks for
            return [*homes()]
        if name.startswith("__") or name not in homes():
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = import_module(homes()[name])
        value = home if home.__name__ == f"{package}.{name}" else getattr(home, name)
        setattr(sys.modules[package], name, value)
        return value

    return find, lambda: [*homes()]


def _imports(listing: str) -> Iterator[tuple[str, str]]:
    """Yield each name that a stub or a group imports, with the module that it is in."""
    import ast  # only where a name is asked for: the command line asks for none

    tree = ast.parse(_source(listing).read_text(encoding="utf-8"))
    for node in (node for node in tree.body if isinstance(node, ast.ImportFrom)):
        for alias in node.names:
            if node.module is None:  # from . import group
                yield alias.name, f"{listing}.{alias.name}"
            elif alias.name == "*":
                yield from _imports(node.module)
            else:
                yield alias.name, node.module


def _source(listing: str) -> Path:
    place = _HERE.joinpath(*listing.split(".")[1:])
    stub = place / "__init__.pyi"
    return stub if stub.is_file() else place.with_suffix(".py")
