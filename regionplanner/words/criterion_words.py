"""The words of all criteria, by key."""

from regionplanner.criteria.registry import CRITERIA
from regionplanner.words.language import Words


def criterion_key(name: str, part: str) -> str:
    """Return the key of a word of a criterion, such as ``"criterion_goal_distance"``."""
    return f"criterion_{part}_{name}"


CRITERION_WORDS: Words = {
    criterion_key(one.name, part): row
    for one in CRITERIA.values()
    for part, row in one.words.items()
}
