"""The words of the rules in the registry, by key."""

from regionplanner.rules.registry import RULES
from regionplanner.words.language import Words


def rule_key(name: str, part: str) -> str:
    """Return the key of a sentence about a rule, such as ``"held_max_distance_km"``."""
    return f"{part}_{name}"


RULE_WORDS: Words = {
    rule_key(one.name, part): row for one in RULES.values() for part, row in one.words.items()
}
