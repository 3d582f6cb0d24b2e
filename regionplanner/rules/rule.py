"""Rule: all that is known of one thing that must hold; and Violation: that a plan breaks one."""

from collections.abc import Mapping
from dataclasses import dataclass

from regionplanner.criteria.criterion import ByLanguage


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    Attributes
    ----------
    name
        As in scenarios; a `Violation` names it too.
    demand
        The rule in words that stand in a list, with ``{}`` for its figure; for explanations.
    words
        What people read, by key: ``"held"`` (it was kept), ``"rule"`` (the regions that break it)
        and ``"broken"`` (how a region breaks it, in the editor).
    """

    name: str
    demand: str
    words: Mapping[str, ByLanguage]


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a plan breaks.

    Attributes
    ----------
    rule
        Its name: ``"complete"``, ``"number"``, ``"nested"``, ``"contiguous"``, ``"size"``, or as
        in scenarios ``"together"``, ``"apart"``, ``"bounds"``, ``"locked"`` and those of `RULES`.
    region
        Code of the region concerned; empty when the plan as a whole is.
    message
        What is wrong, in words, with names and NIS codes.
    """

    rule: str
    region: str
    message: str
