"""Collisions: the fewest demands that cannot be kept together."""

from collections.abc import Sequence
from dataclasses import dataclass

from regionplanner.program.explain.demands import Demand
from regionplanner.program.explain.study import Study


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

    References
    ----------
    Chinneck & Dravnieks 1991 (deletion filter); Junker 2004 (by halves).
    """
    kept = study.demands
    common = [d for d in kept if d.kind in ("number", "max_units", "min_units")]
    others = [d for d in kept if d not in common]
    kept = _thinned(study, kept, others)
    kept = _thinned(study, kept, common, one_by_one=True)
    unproven = [d for d in kept if study.possible(_less(kept, [d])) is not True]
    for demand in unproven:  # a lock is an exception too: what it exempted may now stand alone
        if study.possible(_less(kept, [demand])) is False:
            kept = _less(kept, [demand])
    minimal = all(study.possible(_less(kept, [demand])) for demand in kept)
    return Collision(kept, minimal)


def _thinned(
    study: Study,
    kept: tuple[Demand, ...],
    part: Sequence[Demand],
    *,
    one_by_one: bool = False,
) -> tuple[Demand, ...]:
    """Return what collides without those of a part that the collision does not need."""
    if not part:
        return kept
    if len(part) == 1 or not one_by_one:
        left = _less(kept, part)
        if study.possible(left) is False:
            return left
    if len(part) == 1:
        return kept
    half = 1 if one_by_one else len(part) // 2
    kept = _thinned(study, kept, part[:half], one_by_one=one_by_one)
    return _thinned(study, kept, part[half:], one_by_one=one_by_one)


def _less(demands: Sequence[Demand], gone: Sequence[Demand]) -> tuple[Demand, ...]:
    return tuple(demand for demand in demands if demand not in gone)
