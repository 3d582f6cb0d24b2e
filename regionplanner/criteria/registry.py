"""Every criterion, in the order in which people read them: a new one is added here.

The editor of the map counts it by ``valuesOf`` in ``web/model/criteria.js``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from regionplanner.criteria.balance import BALANCE
from regionplanner.criteria.border import BORDER
from regionplanner.criteria.criterion import Criterion
from regionplanner.criteria.dispersion import DISPERSION
from regionplanner.criteria.distance import DISTANCE
from regionplanner.criteria.reach import REACH
from regionplanner.criteria.ties import TIES

CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {
        criterion.name: criterion
        for criterion in (DISTANCE, DISPERSION, REACH, BORDER, TIES, BALANCE)
    }
)
"""By name."""

if TYPE_CHECKING:
    CriterionName = str
else:
    CriterionName = Literal[tuple(CRITERIA)]
