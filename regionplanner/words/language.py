"""The languages of a map page."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["nl", "en"]

Words = Mapping[str, Mapping[Language, str]]
"""Words by key, each in every language."""
