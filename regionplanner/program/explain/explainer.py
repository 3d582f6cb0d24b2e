"""Why there is no plan: which rules collide, where, and the nearest thing that works."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from regionplanner.choices import count_range
from regionplanner.criteria.figures import ParentFigures
from regionplanner.errors import Message, Reason, listing
from regionplanner.objective.parents import parent_figures
from regionplanner.program.explain.bottlenecks import bottlenecks
from regionplanner.program.explain.demands import demands_of
from regionplanner.program.explain.explanation import Explanation, given_up, numbers_text
from regionplanner.program.explain.nearest import (
    Collision,
    collision,
    conceivable_value,
    may_be_given_up,
    nearest_value,
    ways_out,
)
from regionplanner.program.explain.study import Study, with_number_of_its_own, without_left_out
from regionplanner.rules.case import Case
from regionplanner.rules.registry import DEMAND_KINDS
from regionplanner.rules.rule import AskedParent, Demand, WayOut

_SHARE = 0.6  # of the time goes to finding what collides, the rest to what works


@dataclass(frozen=True, slots=True)
class _Colliding:
    """A reference region, and the demands of it that collide."""

    study: Study
    collision: Collision

    @property
    def shared(self) -> frozenset[Demand]:
        """The demands, when they are asked of every reference region."""
        own = any(DEMAND_KINDS[demand.kind].own for demand in self.collision.demands)
        return frozenset() if own else frozenset(self.collision.demands)


class Explainer:
    """Says why reference regions have no plan.

    Parameters
    ----------
    case
        What is planned, without the municipalities that are left out.
    seconds
        How long a message may take, about [s].
    figures
        Of the parents, by code, where they are known.
    """

    def __init__(
        self,
        case: Case,
        *,
        seconds: float = 10.0,
        figures: Mapping[str, ParentFigures] | None = None,
    ) -> None:
        self._known_figures = figures
        self._asked = without_left_out(case.scenario)
        self._case = with_number_of_its_own(case)
        self._seconds = seconds

    @cached_property
    def _figures(self) -> Mapping[str, ParentFigures]:
        if self._known_figures is not None:
            return self._known_figures
        case = self._case
        plain = case.scenario.model_copy(update={"criteria": {"distance": 1.0}, "ties": {}})
        return parent_figures(case.municipalities, case.graph, plain)

    def study(self, code: str, *, deadline: float = float("inf")) -> Study:
        """Return the study of a reference region."""
        figures = self._figures[code]
        asked = AskedParent(code, frozenset(figures.units), self._case)
        return Study(code, self._case, figures, demands_of(asked), deadline)

    def conceivable(self) -> Mapping[str, range]:
        """Return the numbers of regions that sizes, totals and reach allow, by code."""
        return {
            study.code: study.counted(self._asked_of(study))
            for study in map(self.study, self._figures)
        }

    def totals(self, deadline: float) -> list[int]:
        """Return the numbers of regions in all for which a plan is found in time, in order."""
        totals = {0}
        for code in self._figures:
            study = self.study(code, deadline=deadline)
            demands = self._asked_of(study)
            numbers = [n for n in study.counted(demands) if study.divides(demands, n)]
            totals = {total + n for total in totals for n in numbers}
        return sorted(totals)

    def _asked_of(self, study: Study) -> list[Demand]:
        """Return what is asked of a reference region alone."""
        own = study.code in self._asked.regions_per
        return [d for d in study.demands if own or d.kind != "number"]

    def reasons(self, codes: Sequence[str]) -> Mapping[str, Reason]:
        """Return why some reference regions have no plan, by code; several can have one reason.

        Parameters
        ----------
        codes
            The reference regions that are known to have no plan with the numbers of regions that
            are asked of each.

        Returns
        -------
        Mapping
            Reasons with an `Explanation`, but where the time went to others. The rules that are
            named are the fewest that collide, in the sense that none can be taken away; where
            more time is needed to be sure, that is said.
        """
        deadline = time.monotonic() + self._seconds
        colliding: list[_Colliding] = []
        skipped: list[str] = []
        sizes = self._case.municipalities.frame["reference_region"].value_counts()
        for code in sorted(codes, key=lambda code: (sizes.get(code, 0), code)):
            left_s = deadline - time.monotonic()
            if left_s <= 0 and colliding:
                skipped.append(code)
                continue
            study = self.study(code, deadline=deadline)
            brief = replace(study, deadline=time.monotonic() + _SHARE * left_s)
            colliding.append(_Colliding(study, collision(brief)))
        reasons: dict[str, Reason] = {}
        for group in _alike(colliding):
            explanation = _explanation(group)
            ways = (self._in_all(way, explanation, deadline) for way in explanation.ways)
            explanation = replace(explanation, ways=tuple(ways))
            reason = Reason(explanation.message, explanations=[explanation])
            reasons |= dict.fromkeys(explanation.parents, reason)
        without = Reason(
            "there is no plan in {parents} either; the time for reasons went to the others, so "
            "plan it by itself to learn why",
            parents=listing(
                (self._case.municipalities.parent_label(c) for c in skipped), at_most=20
            ),
        )
        return reasons | dict.fromkeys(skipped, without)

    def _in_all(self, way: WayOut, explanation: Explanation, deadline: float) -> WayOut:
        """Return a way out with numbers of regions that go with it, where those asked do not."""
        changed = way.applied(self._asked)
        if way.demand is None or way.demand in explanation.demands or changed.regions is None:
            return way
        there = Explainer(Case(self._case.municipalities, self._case.graph, changed))
        ranges = there.conceivable().values()
        possible = range(sum(r.start for r in ranges), sum(r.stop - 1 for r in ranges) + 1)
        if not all(ranges) or set(possible) & set(count_range(changed.regions)):
            return way
        numbers = there.totals(deadline)
        return replace(
            way,
            message=Message(
                "{way}, with {numbers} regions in all"
                if numbers
                else "{way}, with another number of regions in all",
                way=way.message,
                numbers=numbers_text(numbers) if numbers else "",
            ),
        )


def _alike(colliding: Sequence[_Colliding]) -> list[list[_Colliding]]:
    """Return the reference regions in groups in which the same demands collide."""
    groups: list[list[_Colliding]] = []
    for parent in colliding:
        same = next((g for g in groups if parent.shared and parent.shared == g[0].shared), None)
        if same is None:
            groups.append([parent])
        else:
            same.append(parent)
    return groups


def _explanation(colliding: Sequence[_Colliding]) -> Explanation:
    """Return why some reference regions have no plan: the same demands collide in each."""
    study, conflict = colliding[0].study, colliding[0].collision
    seen = (
        (parent.study.code, bottlenecks(parent.study, parent.collision.demands))
        for parent in colliding
    )
    seen_in, because = next((pair for pair in seen if pair[1]), (study.code, ()))
    ways = ways_out(study, conflict) if len(colliding) == 1 else [*_ways_everywhere(colliding)]
    codes = [parent.study.code for parent in colliding]
    searched = bool(ways) or all(_hopeless(parent) for parent in colliding)
    return Explanation(
        parents={c: study.case.municipalities.parent_label(c) for c in codes},
        demands=conflict.demands,
        minimal=all(parent.collision.minimal for parent in colliding),
        bottlenecks=because,
        seen_in=seen_in,
        ways=tuple(ways if searched else _ways_that_might_do(colliding)),
        searched=searched,
    )


def _ways_that_might_do(colliding: Sequence[_Colliding]) -> Iterator[WayOut]:
    """Yield the figures nearest to what is asked that are not ruled out, for want of better."""
    for demand in colliding[0].collision.demands:
        if DEMAND_KINDS[demand.kind].own or not demand.value:
            continue
        values = [conceivable_value(parent.study, demand) for parent in colliding]
        known = [value for value in values if value is not None]
        if len(known) == len(colliding):
            furthest = max(known, key=lambda value: abs(value.value - demand.value))
            might = "{demand} might do, nothing nearer"
            yield colliding[0].study.way_out(furthest, might, certain=False)


def _hopeless(parent: _Colliding) -> bool:
    """Return whether it is proven that giving up one demand is not enough."""
    demands = parent.study.demands
    return all(
        parent.study.possible([kept for kept in demands if kept != demand]) is False
        for demand in parent.collision.demands
    )


def _ways_everywhere(colliding: Sequence[_Colliding]) -> Iterator[WayOut]:
    """Yield the figures that work in all reference regions of a group."""
    for demand in colliding[0].collision.demands:
        value: Demand | None = demand if demand.value else None
        for parent in colliding:
            if value is None:
                break
            demands = tuple(value if d == demand else d for d in parent.study.demands)
            if not parent.study.possible(demands):
                value = nearest_value(replace(parent.study, demands=demands), value)
        if value is not None and value != demand:
            yield colliding[0].study.way_out(value, "{demand} works in these")
        elif all(may_be_given_up(parent.study, demand) for parent in colliding):
            yield WayOut(given_up([demand]), colliding[0].study.change(demand), demand)
