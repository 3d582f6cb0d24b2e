"""The words of the rules, by key."""

from regionplanner.rules.registry import RULES
from regionplanner.words.language import Words


def rule_key(name: str, part: str) -> str:
    """Return the key of a sentence about a rule, such as ``"broken_size_one"``."""
    first, *rest = part.split("_", 1)
    return "_".join((first, name, *rest))


RULE_WORDS: Words = {
    rule_key(one.name, part): row for one in RULES.values() for part, row in one.words.items()
}
