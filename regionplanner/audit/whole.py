"""The whole plan: every reference region, the split over them, and the file."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from regionplanner.audit.bounds import shown_bound
from regionplanner.audit.costs import Costs
from regionplanner.audit.parts import Certificate, ClaimedResult, Parent
from regionplanner.audit.recount import recount_faults
from regionplanner.audit.results import answer_faults
from regionplanner.errors import Message

OnParent = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit found.

    Attributes
    ----------
    faults
        What does not hold.
    unproven
        What the certificate itself does not claim, or does not show.
    recounted
        Codes of the reference regions of which every candidate region was looked at.
    not_recounted
        The other codes, with their numbers of units.
    """

    faults: tuple[str, ...]
    unproven: tuple[str, ...]
    recounted: tuple[str, ...]
    not_recounted: Mapping[str, int]


def audit(
    certificate: Certificate,
    *,
    plan: frozenset[frozenset[str]] | None = None,
    max_units: int = 20,
    on_parent: OnParent | None = None,
) -> Report:
    """Return what holds of a certificate, and what does not.

    Parameters
    ----------
    certificate
        What is said.
    plan
        The regions of the plan it is said of, each as its municipalities.
    max_units
        Reference regions with more units than this are not recounted.
    on_parent
        Called with the code of each reference region before it is looked at.
    """
    faults, unproven = [], []
    recounted, not_recounted = [], {}
    for parent in certificate.parents:
        if on_parent is not None:
            on_parent(parent.code)
        small = len(parent.units) <= max_units
        faults += list(_parent_faults(parent, recount=small))
        unproven += list(_unproven(parent, certificate.quantum))
        if small:
            recounted.append(parent.code)
        else:
            not_recounted[parent.code] = len(parent.units)
    faults += list(_plan_faults(certificate, plan))
    if certificate.bound < certificate.objective:
        unproven.append(_unproven_plan(certificate))
    return Report(tuple(faults), tuple(unproven), tuple(recounted), not_recounted)


def _parent_faults(parent: Parent, *, recount: bool) -> Iterator[str]:
    codes = [code for members in (*parent.units, *parent.locked) for code in members]
    if len(codes) != len(set(codes)):
        yield Message("{code}: a municipality is in it twice; once is expected", code=parent.code)
    numbers = [answer.regions for answer in parent.answers]
    for n_regions in sorted({n for n in numbers if numbers.count(n) > 1}):
        twice = Message("there is more than one answer; one is expected")
        yield _of(parent, n_regions, twice)
    for n_regions in _possible_numbers(parent) - {a.regions for a in parent.answers}:
        missing = Message("there is no answer, though the sizes allow it")
        yield _of(parent, n_regions, missing)
    costs = Costs(parent)
    for answer in parent.answers:
        own = costs if answer.bounds is None else Costs(parent.under(answer))
        for fault in answer_faults(parent, own, answer):
            yield _of(parent, answer.regions, fault)
    if recount:
        for number, fault in recount_faults(parent, costs):
            if number is None:
                yield Message("{code}: {fault}", code=parent.code, fault=fault)
            else:
                yield _of(parent, number, fault)


def _of(parent: Parent, n_regions: int, what: str) -> str:
    return Message(
        "{code} in {n_regions}: {what}", code=parent.code, n_regions=n_regions, what=what
    )


def _possible_numbers(parent: Parent) -> set[int]:
    """Return the numbers of regions that the sizes allow, the locked ones too."""
    total = sum(len(members) for members in parent.units)
    return {
        n_free + len(parent.locked)
        for n_free in range(total + 1)
        if n_free * parent.min_units <= total <= n_free * parent.max_units
    }


def _unproven(parent: Parent, quantum: float) -> Iterator[str]:
    """Yield what is open by the certificate itself."""
    for answer in parent.answers:
        objective, bound = _value(answer.objective, quantum), _value(answer.bound, quantum)
        if answer.status == "infeasible" and answer.evidence is None:
            what: str = Message("said to be impossible; that is not shown here")
            yield _of(parent, answer.regions, what)
        elif answer.status in ("feasible", "unknown"):
            shown = _value(shown_bound(parent, answer), quantum)
            what = Message(
                "not proven: objective {objective}, bound {bound}, of which {shown} is shown",
                objective=objective,
                bound=bound,
                shown=shown,
            )
            yield _of(parent, answer.regions, what)


def _unproven_plan(certificate: Certificate) -> str:
    quantum = certificate.quantum
    objective, bound = _value(certificate.objective, quantum), _value(certificate.bound, quantum)
    shown = _value(_least_total(certificate), quantum)
    return Message(
        "the plan: not proven: objective {objective}, bound {bound}, of which {shown} is shown",
        objective=objective,
        bound=bound,
        shown=shown,
    )


def _value(cost: int | None, quantum: float) -> str:
    """Return a cost in natural units."""
    if cost is None:
        return Message("nothing")
    return Message("{value:,.6f}", value=cost * quantum)


def _plan_faults(certificate: Certificate, plan: frozenset[frozenset[str]] | None) -> Iterator[str]:
    """Yield what is wrong with the split, its objective and bound, and the file."""
    split, parents = certificate.split, certificate.parents
    if {parent.code for parent in parents} != set(split) or len(parents) != len(split):
        yield Message("the plan: its split is not over the reference regions of the certificate")
        return
    codes = [code for p in parents for unit in (*p.units, *p.locked) for code in unit]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Message("the plan: {code} is in it twice; once is expected", code=code)
    chosen = {
        parent.code: answer
        for parent in parents
        for answer in parent.answers
        if answer.regions == split[parent.code] and answer.objective is not None
    }
    for code in split:
        if code not in chosen:
            n_regions = split[code]
            yield Message(
                "the plan: {code} has no division into {n_regions} regions here",
                code=code,
                n_regions=n_regions,
            )
            return
    objective = sum(answer.objective or 0 for answer in chosen.values())
    if objective != certificate.objective:
        yield Message(
            "the plan: its parts cost {cost}; the objective is said to be {objective}",
            cost=objective,
            objective=certificate.objective,
        )
    yield from _asked_faults(certificate)
    yield from _split_faults(certificate)
    if plan is not None:
        yield from _file_faults(certificate, chosen, plan)


def _asked_faults(certificate: Certificate) -> Iterator[str]:
    total = sum(certificate.split.values())
    if certificate.n_regions != total:
        yield Message(
            "the plan: its split has {total} regions; {n_regions} are said to be in it",
            total=total,
            n_regions=certificate.n_regions,
        )
    counts = {"": total, **certificate.split}
    for name, (least, most) in {"": certificate.regions, **certificate.regions_per}.items():
        if not _within(counts.get(name, 0), (least, most)):
            number = counts[name]
            yield Message(
                "the plan: {name} has {number} regions; {least} to {most} were asked for"
                if name
                else "the plan: it has {number} regions; {least} to {most} were asked for",
                name=name,
                number=number,
                least=least,
                most=most,
            )


def _split_faults(certificate: Certificate) -> Iterator[str]:
    """Yield that another split is not shown to cost as much as the bound."""
    least = _least_total(certificate)
    shown = Message("nothing") if least is None else least
    if certificate.bound > certificate.objective:
        yield Message("the plan: its bound {bound} is above its objective", bound=certificate.bound)
    elif certificate.bound == certificate.objective and (
        least is None or least < certificate.bound
    ):
        yield Message(
            "the plan: its bound is said to be {bound}; {shown} is shown for the "
            "best split of the regions over the reference regions",
            bound=certificate.bound,
            shown=shown,
        )


def _least_total(certificate: Certificate) -> int | None:
    """Return the least that any split can cost by what is shown; None when nothing is."""
    least: dict[int, float] = {0: 0}
    for parent in certificate.parents:
        wanted = certificate.regions_per.get(parent.code)
        following: dict[int, float] = {}
        for answer in parent.answers:
            if answer.status == "infeasible" or not _within(answer.regions, wanted):
                continue
            bound = shown_bound(parent, answer)
            for regions, cost in least.items():
                total = regions + answer.regions
                more = -math.inf if bound is None else cost + bound
                following[total] = min(following.get(total, more), more)
        least = following
    totals = [cost for total, cost in least.items() if _within(total, certificate.regions)]
    smallest = min(totals, default=-math.inf)
    return None if smallest == -math.inf else int(smallest)


def _within(number: int, ends: tuple[int, int] | None) -> bool:
    return ends is None or ends[0] <= number <= ends[1]


def _file_faults(
    certificate: Certificate, chosen: Mapping[str, ClaimedResult], plan: frozenset[frozenset[str]]
) -> Iterator[str]:
    """Yield how the plan file differs from the certificate."""
    stated = {
        frozenset(members)
        for parent in certificate.parents
        for members in (
            *(parent.codes(region) for region in chosen[parent.code].members),
            *parent.locked,
        )
    }
    differing = sorted(sorted(members) for members in stated - plan)
    if differing or stated != plan:
        first = differing or sorted(sorted(members) for members in plan - stated)
        yield Message(
            "the plan file has other regions: {number} of the certificate's are not "
            "in it, such as {{{members}}}",
            number=len(differing),
            members=", ".join(first[0]),
        )
