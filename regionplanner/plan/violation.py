"""Violation: one rule that a plan breaks."""

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "complete",
    "nested",
    "contiguous",
    "size",
    "number",
    "together",
    "apart",
    "bounds",
    "distance",
    "locked",
]


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a plan breaks.

    Attributes
    ----------
    rule
        Which rule.
    region
        Code of the region concerned; empty when the plan as a whole is.
    message
        What is wrong, in words, with names and NIS codes.
    """

    rule: Rule
    region: str
    message: str
