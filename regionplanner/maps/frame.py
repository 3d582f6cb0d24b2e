"""HTML pages that hold all they need, and a policy that lets nothing else in."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page; shows itself in a notebook, also without a network.

    Attributes
    ----------
    html
        The whole page; the same bytes for the same plans, data and options.
    """

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        # sandboxed: scripts, forms, downloads and print work, but cannot reach the notebook
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="regionplanner" '
            'sandbox="allow-scripts allow-forms allow-downloads allow-modals" '
            'width="100%" height="680" style="border:0"></iframe>'
        )


def html_page(
    package: str,
    template: str,
    shown: Mapping[str, Any],
    *,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
) -> str:
    """Return a page from a template.

    Parameters
    ----------
    package
        Package whose folder ``templates`` holds it.
    template
        Its name.
    shown
        Values by template name; texts are escaped.
    styles, scripts
        Texts of style sheets and scripts; the template puts them in place as they are.

    Returns
    -------
    str
        HTML. Its content security policy (``policy`` in the template) lets nothing in but these
        scripts and styles, each by its digest.
    """
    return (
        _environment(package)
        .get_template(template)
        .render(
            policy=_policy(scripts, styles),
            styles=[Markup(style) for style in styles],  # noqa: S704  (files of packages)
            scripts=[Markup(script) for script in scripts],  # noqa: S704  (files, and numbers)
            **shown,
        )
    )


def packed_file(package: str, name: str) -> str:
    """Return a file from the folder ``templates`` of a package.

    Parameters
    ----------
    package
        The package.
    name
        The file, in UTF-8.
    """
    source = resources.files(package) / "templates" / name
    # one kind of line end: the browser reads it so, and the digest must agree
    return source.read_text("utf-8").replace("\r\n", "\n")


def json_block(values: object) -> str:
    """Return values as JSON that is safe inside a script element.

    Parameters
    ----------
    values
        Dictionaries, lists, texts and numbers.

    Returns
    -------
    str
        JSON in which no ``<`` is left, so that no text can end the element.
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_digests(scripts)}",
            f"style-src {_digests(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digests(texts: Sequence[str]) -> str:
    if not texts:
        return "'none'"
    digests = (base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


@cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
