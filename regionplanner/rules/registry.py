"""The rules whose figures, checks and words stand in one file each: a new one is added here."""

from collections.abc import Mapping
from types import MappingProxyType

from regionplanner.rules.centres import CENTRES
from regionplanner.rules.limits import LIMITS
from regionplanner.rules.neighbourhood import NEIGHBOURHOOD
from regionplanner.rules.rule import Rule

RULES: Mapping[str, Rule] = MappingProxyType(
    {one.name: one for one in (*LIMITS.values(), NEIGHBOURHOOD, CENTRES)}
)
"""By name, in the order in which people read them."""
