"""Collisions: the fewest demands that cannot be kept together."""

from dataclasses import dataclass

from regionplanner.program.deletion import deletion_filter, without
from regionplanner.program.explain.study import Study
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.rule import Demand


@dataclass(frozen=True, slots=True)
class Collision:
    """Demands that cannot be kept together.

    Attributes
    ----------
    demands
        In the order of the study.
    minimal
        Whether each is proven to be needed: without any one of them the others can be kept.
    """

    demands: tuple[Demand, ...]
    minimal: bool


def collision(study: Study) -> Collision:
    """Return demands that cannot be kept together, as few as the time allows.

    Parameters
    ----------
    study
        A reference region whose demands are known to collide.
    """
    kept = study.demands
    common = [d for d in kept if DEMAND_KINDS[d.kind].general]

    def collide(demands: tuple[Demand, ...]) -> bool:
        return study.possible(demands) is False

    kept = deletion_filter(kept, without(kept, common), collide, by_halves=True)
    kept = deletion_filter(kept, common, collide)
    # a lock is an exception too: what it exempted may now stand alone
    unproven = [d for d in kept if study.possible(without(kept, [d])) is not True]
    kept = deletion_filter(kept, unproven, collide)
    minimal = all(study.possible(without(kept, [demand])) for demand in kept)
    return Collision(kept, minimal)
