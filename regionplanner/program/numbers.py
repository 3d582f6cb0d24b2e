"""Numbers of regions: which are possible, and why a wanted one is not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from regionplanner.choices import (
    Counts,
    asked_text,
    count_range,
    count_text,
    only_text,
    regions_text,
)
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import (
    InfeasibleError,
    LimitError,
    Message,
    Reason,
    ScenarioError,
    counted,
    joined,
    listing,
)
from regionplanner.graph.layout import Obstacle, together
from regionplanner.program.curve import ParentResult
from regionplanner.program.explain.explainer import Explainer
from regionplanner.program.explain.explanation import number_text, numbers_text
from regionplanner.program.instance.problem import ParentProblem, out_of_reach
from regionplanner.program.split import Split
from regionplanner.rules.bounds import bound_texts
from regionplanner.rules.case import Case
from regionplanner.rules.number import number_change
from regionplanner.rules.rule import WayOut
from regionplanner.scenario import Scenario, depends_on_number

_ALL = 20
_OTHER_BOUNDS = Message(
    "other numbers have other bounds, by their own mean: try several (--regions N-M), or change "
    "the bounds or the sizes"
)
_NO_TIME = Message(
    "the limit was reached before any plan was found; allow more time (--time-limit)"
)
_NOT_RULED_OUT = Message(
    "though none of all that are possible was ruled out; loosen a bound or a largest distance, or "
    "take another number of regions or another neighbourhood (--neighbourhood N)"
)


def unknown_text(*, had_time: bool) -> str:
    """Return that no plan was found, nor ruled out.

    Parameters
    ----------
    had_time
        Whether the search had no limit of time.
    """
    if not had_time:
        return _NO_TIME
    return Message("no plan was found, {not_ruled_out}", not_ruled_out=_NOT_RULED_OUT)


def check_numbers(
    case: Case, problems: Sequence[ParentProblem], *, explainer: Explainer | None = None
) -> None:
    """Raise when sizes and totals alone already rule the wanted numbers of regions out.

    Parameters
    ----------
    case
        Sizes, bounds and wanted numbers, and the units, for names.
    problems
        All reference regions.
    explainer
        Says why reference regions have no plan when totals or distances rule all numbers out.

    Raises
    ------
    ScenarioError
        When the number of regions is missing or names an unknown reference region.
    InfeasibleError
        When sizes and totals do not allow it; with all that is wrong.
    """
    scenario = case.scenario
    by_size = {p.code: p.possible_totals for p in problems}
    check_known(scenario, by_size)
    wrong = {
        problem.code: Reason(_no_number(case, problem), "sizes")
        for problem in problems
        if not by_size[problem.code]
    }
    for problem in problems:
        wanted, possible = scenario.regions_per.get(problem.code), by_size[problem.code]
        if wanted is not None and possible and not set(count_range(wanted)) & set(possible):
            number = _nearest(wanted, possible)
            change = number_change(case, problem.code, number)
            why = _out_of_range(case, problem, wanted)
            wrong[problem.code] = _with_number(why, number, change)
    wrong |= {
        problem.code: Reason(_no_centre(case.municipalities, problem, group), "centre")
        for problem in problems
        for group in out_of_reach(problem)[:1]
    }
    _raise(wrong)
    conceivable: Mapping[str, range] = by_size
    if explainer is not None and scenario.coverage is None:
        conceivable = explainer.conceivable()
    impossible = [code for code, numbers in conceivable.items() if not numbers]
    if explainer is not None and impossible:
        _raise(explainer.reasons(impossible))
    _check_total(case, problems, conceivable)


def check_known(scenario: Scenario, known: Iterable[str]) -> None:
    """Raise when a number is asked of a reference region that is not there."""
    unknown = set(scenario.regions_per).difference(known)
    if unknown:
        raise ScenarioError(
            "there is no reference region {unknown}; choose from {known}",
            unknown=listing(sorted(unknown)),
            known=listing(known, at_most=_ALL),
        )


def _nearest(wanted: Counts, possible: Sequence[int]) -> int:
    """Return the possible number that is nearest to those wanted."""
    asked = count_range(wanted)
    return min(possible, key=lambda n: max(asked[0] - n, n - asked[-1]))


def _with_number(message: str, number: int, changes: Mapping[str, Any]) -> Reason:
    """Return why a number of regions is not possible, with another that is not ruled out."""
    ask = Message("ask for {regions}", regions=regions_text(number))
    ways = (WayOut(ask, changes, certain=False),)
    return Reason(message, "number", [Obstacle("number", (), message, ways)])


def _raise(reasons: Mapping[str, str]) -> None:
    """Raise the reasons why reference regions, by code, have no plan, if there are any."""
    if reasons:
        messages = list(dict.fromkeys(reasons.values()))
        raise InfeasibleError(together(messages), parents=reasons)


def _check_total(
    case: Case, problems: Sequence[ParentProblem], conceivable: Mapping[str, range]
) -> None:
    """Raise when no numbers that the reference regions allow add up to the wanted number."""
    scenario = case.scenario
    largest = max((p.max_units for p in problems), default=scenario.max_units)
    sizes = Message(
        "{sizes} municipalities each, as no more are in a neighbourhood of {largest}"
        if largest < scenario.max_units
        else "{sizes} municipalities each",
        sizes=count_text((scenario.min_units, largest)),
        largest=largest,
    )
    open_ = {c: _wanted(scenario, c, n) for c, n in conceivable.items()}
    least, most = _range(open_)
    ask = Message("ask for that" if least == most else "choose a number in that range")
    if scenario.regions is None:
        number = least if least == most else "N"
        raise ScenarioError(
            "the number of regions is not given; {possible} possible with "
            "{sizes}; {ask} (--regions {number})",
            possible=only_text((least, most)),
            sizes=sizes,
            ask=ask,
            number=number,
        )
    if set(count_range(scenario.regions)) & set(range(least, most + 1)):
        return
    free_least, free_most = _range({p.code: p.possible_totals for p in problems})
    chosen = _chosen(case)
    yours, advice = "", Message("{ask} or change the sizes", ask=ask)
    if (least, most) != (free_least, free_most):
        yours = Message(
            "; with your choices ({chosen}) {possible}"
            if chosen
            else "; with your rules {possible}",
            chosen=chosen,
            possible=only_text((least, most)),
        )
        advice = Message("{ask} or change your choices or the sizes", ask=ask)
        if depends_on_number(scenario):
            yours = Message("{possible} within the bounds of that number", possible=yours)
            advice = _OTHER_BOUNDS
    each = _each(case.municipalities, open_)
    message = Message(
        "{asked}; with {sizes}, inside one reference region, "
        "{possible} possible{yours} ({each}); {advice}",
        asked=asked_text(scenario.regions),
        sizes=sizes,
        possible=only_text((free_least, free_most)),
        yours=yours,
        each=each,
        advice=advice,
    )
    number = _nearest(scenario.regions, range(least, most + 1))
    raise InfeasibleError(_with_number(message, number, {"regions": number}))


def _range(numbers: Mapping[str, Sequence[int]]) -> tuple[int, int]:
    return sum(n[0] for n in numbers.values()), sum(n[-1] for n in numbers.values())


def _each(municipalities: Municipalities, numbers: Mapping[str, Sequence[int]]) -> str:
    """Return the numbers of regions of every reference region."""
    texts = (
        Message(
            "{parent} {numbers}", parent=municipalities.parent_label(code), numbers=numbers_text(n)
        )
        for code, n in numbers.items()
    )
    return listing(texts, at_most=_ALL)


def _chosen(case: Case) -> str:
    """Return the numbers of regions that were chosen for some reference regions."""
    return listing(
        (
            Message(
                "{count} in {parent}",
                count=count_text(counts),
                parent=case.municipalities.parent_label(code),
            )
            for code, counts in case.scenario.regions_per.items()
        ),
        at_most=_ALL,
    )


def _no_number(case: Case, problem: ParentProblem) -> str:
    return Message(
        "{parent} has {count} outside its locked regions, which no number of regions of {sizes} "
        "can hold; change the sizes"
        if problem.locked
        else "{parent} has {count}, which no number of regions of {sizes} can hold; change the "
        "sizes",
        parent=case.municipalities.parent_label(problem.code),
        count=counted(sum(problem.rules.sizes), "municipality"),
        sizes=_sizes(case.scenario, problem),
    )


def _no_centre(municipalities: Municipalities, problem: ParentProblem, group: Sequence[str]) -> str:
    return Message(
        "{where} {names} stay together, but no municipality is near enough to all of them to be "
        "the centre of their region; raise neighbourhood (--neighbourhood N) or the largest "
        "distances to the centre, or do not keep them together",
        where=Message("In {parent}", parent=municipalities.parent_label(problem.code)),
        names=listing(map(municipalities.label, group)),
    )


def _out_of_range(case: Case, problem: ParentProblem, wanted: Counts) -> str:
    code, possible = problem.code, problem.possible_totals
    frame = case.municipalities.frame
    units = frame.index[frame["reference_region"] == code]
    locked = [lock for lock in case.scenario.locked if lock.members[0] in units]
    ask = "choose a number in that range" if len(possible) > 1 else "ask for that"
    return Message(
        "{parent} has {count} and needs {regions} of {sizes}{locked}; {asked} was asked for; {ask}"
        if wanted == 1
        else "{parent} has {count} and needs {regions} of {sizes}{locked}; {asked} were asked "
        "for; {ask}",
        parent=case.municipalities.parent_label(code),
        count=counted(len(units), "municipality"),
        regions=number_text(possible),
        sizes=_sizes(case.scenario, problem),
        locked=Message(", {count} of them locked", count=len(locked)) if locked else "",
        asked=count_text(wanted),
        ask=Message(ask),
    )


def _sizes(scenario: Scenario, problem: ParentProblem) -> str:
    """Return the sizes that a region can have; a neighbourhood may have no room for the largest."""
    sizes = count_text((scenario.min_units, problem.max_units))
    if problem.max_units == scenario.max_units:
        return sizes
    return Message(
        "{sizes} (no more are in a neighbourhood of {largest})",
        sizes=sizes,
        largest=problem.max_units,
    )


def _no_division(case: Case, code: str) -> str:
    scenario, fixed = case.scenario, case.scenario.regions_per.get(code)
    bounds = bound_texts(scenario) if case.rules.own_bounds else ()
    return Message(
        "{parent} cannot be divided into {number}adjoining regions of {sizes} municipalities that "
        "keep all rules{bounds}; change the numbers, the sizes or the rules",
        parent=case.municipalities.parent_label(code),
        number="" if fixed is None else Message("{count} ", count=count_text(fixed)),
        sizes=scenario.sizes_text,
        bounds=Message(" ({bounds})", bounds=joined(bounds, ", ")) if bounds else "",
    )


def wanted_split(
    case: Case,
    curves: Sequence[ParentResult],
    splits: Mapping[int, Split],
    bounds: Mapping[int, int],
    *,
    explainer: Explainer | None = None,
    had_time: bool = False,
) -> Split:
    """Return the split of the wanted total, or say why there is none.

    Parameters
    ----------
    case
        The wanted number of regions, and the units, for names.
    curves
        Answers of every reference region.
    splits, bounds
        Best split and lower bound for every total, as far as known.
    explainer
        Says why reference regions have no plan.
    had_time
        Whether the search ended before any time limit.

    Raises
    ------
    InfeasibleError
        When no plan has the wanted number of regions.
    LimitError
        When the search stopped before one was found.
    """
    scenario = case.scenario
    wanted = count_range(scenario.regions or 0)
    wanted_splits = [splits[total] for total in wanted if total in splits]
    if wanted_splits:
        return min(wanted_splits)
    if any(total in bounds for total in wanted):  # not ruled out, only not found
        without = _without_plan(scenario, curves)
        message = _not_found(case.municipalities, without) if had_time else _NO_TIME
        parents = dict.fromkeys((curve.code for curve in without), Reason(message, "limit"))
        raise LimitError(message, parents=parents if had_time else None)
    impossible = [curve.code for curve in curves if not _possible(scenario, curve)]
    if impossible and explainer is not None:
        _raise(explainer.reasons(impossible))
    _raise({code: _no_division(case, code) for code in impossible})
    raise InfeasibleError(_no_total(case, curves, sorted(splits or bounds), explainer))


def _without_plan(scenario: Scenario, curves: Sequence[ParentResult]) -> list[ParentResult]:
    """Return the reference regions of which no plan with a wanted number is known."""
    return [
        curve
        for curve in curves
        if not any(
            answer.n_regions in _possible(scenario, curve) and answer.objective is not None
            for answer in curve.answers
        )
    ]


def _not_found(municipalities: Municipalities, without: Sequence[ParentResult]) -> str:
    """Return that a search that had all the time found no plan, and did not rule all out."""
    labels = [municipalities.parent_label(curve.code) for curve in without]
    where = Message(" of {parents}", parents=listing(labels)) if labels else ""
    answers = (answer for curve in without for answer in curve.answers)
    limits = list(dict.fromkeys(answer.limit for answer in answers if answer.limit))
    if limits:
        return Message(
            "no plan{where} was found, and none was ruled out: {limits}; another number of "
            "regions, or other bounds, can help too",
            where=where,
            limits=joined(limits),
        )
    return Message(
        "no plan{where} was found, {not_ruled_out}", where=where, not_ruled_out=_NOT_RULED_OUT
    )


def _possible(scenario: Scenario, curve: ParentResult) -> list[int]:
    """Return the numbers of regions that are asked for and not ruled out."""
    numbers = [a.n_regions for a in curve.answers if a.status != "infeasible"]
    return _wanted(scenario, curve.code, numbers)


def _wanted(scenario: Scenario, code: str, numbers: Iterable[int]) -> list[int]:
    """Return those of some numbers that are asked for."""
    counts = scenario.regions_per.get(code)
    return [n for n in numbers if counts is None or n in count_range(counts)]


def _no_total(
    case: Case, curves: Sequence[ParentResult], totals: Sequence[int], explainer: Explainer | None
) -> str:
    """Return that the numbers that the reference regions allow do not add up to the wanted one."""
    scenario = case.scenario
    by_number = depends_on_number(scenario)
    advice = _OTHER_BOUNDS if by_number else Message("choose one of these numbers")
    wrong = Message(
        "no plan has {regions}; within the bounds of that number plans exist for {numbers}"
        if by_number
        else "no plan has {regions}; plans exist for {numbers}",
        regions=regions_text(scenario.regions or 0),
        numbers=numbers_text(totals),
    )
    if len(curves) == 1 and explainer is not None:
        (why,) = explainer.reasons([curves[0].code]).values()
        return Reason(
            "{wrong}; {advice}. {why}",
            explanations=why.explanations,
            wrong=wrong,
            advice=advice,
            why=why,
        )
    chosen = _chosen(case)
    message = Message(
        "{wrong}{yours} ({each}); {advice}",
        wrong=wrong,
        yours=Message(" with your choices ({chosen})", chosen=chosen) if chosen else "",
        each=_each(case.municipalities, {c.code: _possible(scenario, c) for c in curves}),
        advice=advice,
    )
    number = _nearest(scenario.regions or 0, totals)
    return _with_number(message, number, {"regions": number})
