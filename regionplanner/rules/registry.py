"""Every rule, in the order in which plans are held against them: a new one is added here.

Its choice is a field of ``scenario.py`` (one by column is read in ``cli/choice_options.py``); what
the search may choose is limited in ``program/instance/build.py``; the editor of the map holds it by
``maps/model.py`` and ``web/model/rules.js``; the Dutch of its messages is in
``words/dutch/rules.toml``. A rule of a shape that is there already needs the first alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from regionplanner.rules.anchor import ANCHOR
from regionplanner.rules.apart import APART
from regionplanner.rules.bounds import BOUNDS
from regionplanner.rules.centres import CENTRES
from regionplanner.rules.complete import COMPLETE
from regionplanner.rules.contiguous import CONTIGUOUS
from regionplanner.rules.limits import LIMITS
from regionplanner.rules.locked import LOCKED
from regionplanner.rules.neighbourhood import NEIGHBOURHOOD
from regionplanner.rules.neighbours import NO_LINKS
from regionplanner.rules.nested import NESTED
from regionplanner.rules.number import NUMBER
from regionplanner.rules.rule import DemandKind, Rule
from regionplanner.rules.size import SIZE
from regionplanner.rules.together import TOGETHER

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        each.name: each
        for each in (
            *(COMPLETE, NUMBER, TOGETHER, APART, BOUNDS, ANCHOR, *LIMITS.values(), NEIGHBOURHOOD),
            *(NO_LINKS, CENTRES, LOCKED, SIZE, NESTED, CONTIGUOUS),
        )
    }
)
"""By name."""

DEMAND_KINDS: Mapping[str, DemandKind] = MappingProxyType(
    {kind.name: kind for rule in RULES.values() for kind in rule.kinds}
)
"""What can be asked of a reference region, by name."""
