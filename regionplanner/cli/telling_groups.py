"""What the screen says of groupings that were held against the rules."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from regionplanner.errors import counted, listing

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.plan.plan import Plan
    from regionplanner.scenario import Scenario
    from regionplanner.score.group_check import GroupCheck
    from regionplanner.score.group_tables import Checked

_ALL = 1_000_000
_TOLD = {"contiguous", "nested", "size"}


def group_lines(
    checked: "Checked",
    municipalities: "Municipalities",
    scenario: "Scenario",
    plan: "Plan | None" = None,
    *,
    only_broken: bool = False,
) -> list[str]:
    """Return what is said of groupings, line by line.

    Parameters
    ----------
    checked
        Groups by grouping.
    municipalities
        The units.
    scenario
        The rules.
    plan
        The plan that they stand beside.
    only_broken
        Say nothing of groups that keep the rules.
    """
    lines: list[str] = []
    for grouping, checks in checked.items():
        told = [check for check in checks if not only_broken or not check.keeps_rules]
        for check in told:
            lines += _group(grouping, check, municipalities, scenario, plan)
        if not only_broken:
            lines += [f"{grouping}: {_counts(checks, plan)}", ""]
    return lines[:-1] if lines and not lines[-1] else lines


def _group(
    grouping: str,
    check: "GroupCheck",
    municipalities: "Municipalities",
    scenario: "Scenario",
    plan: "Plan | None",
) -> Iterator[str]:
    group = check.group
    name = group.name if group.name == group.code else f"{group.name} ({group.code})"
    yield f"{grouping}: {name} {'keeps the rules' if check.keeps_rules else 'breaks rules'}"
    yield f"  {_size(check, scenario)}: {_listed(group.members, municipalities)}"
    pieces, parents = _pieces(check, municipalities), _parents(check, municipalities)
    yield from (f"  {pieces}, {parents}",) if check.contiguous else (f"  {pieces}", f"  {parents}")
    if check.without_polygon:
        bare = _listed(check.without_polygon, municipalities)
        yield f"  left out for want of a usable polygon, so that nobody knows where it lies: {bare}"
    yield from (f"  {one.message}" for one in check.broken if one.rule not in _TOLD)
    if plan is not None:
        yield f"  {_in_plan(check, municipalities, plan)}"


def _size(check: "GroupCheck", scenario: "Scenario") -> str:
    count = len(check.group.members)
    allowed = f", {{}} ({scenario.sizes_text} are allowed)"
    wrong = {"fits": "", "small": allowed.format("too few"), "large": allowed.format("too many")}
    return f"{count} {'municipality' if count == 1 else 'municipalities'}{wrong[check.size]}"


def _pieces(check: "GroupCheck", municipalities: "Municipalities") -> str:
    if check.contiguous:
        return "contiguous"
    main, *others = check.pieces
    cut = " and ".join(f"[{_listed(piece, municipalities)}]" for piece in others)
    if check.between is None:
        joined = "nobody in between would join them"
    else:
        joined = f"in between: {_listed(check.between, municipalities)}"
    return (
        f"not contiguous, {counted(len(check.pieces), 'piece')}: {cut} cut off from "
        f"[{_listed(main, municipalities)}]; {joined}"
    )


def _parents(check: "GroupCheck", municipalities: "Municipalities") -> str:
    frame = municipalities.frame
    names = dict(zip(frame["reference_region"], frame["reference_region_name"], strict=True))
    if check.nested:
        return f"in reference region {names[next(iter(check.parents))]}"
    parts = "; ".join(
        f"{names[code]}: {_listed(units, municipalities)}" for code, units in check.parents.items()
    )
    return f"in {counted(len(check.parents), 'reference region')}: {parts}"


def _in_plan(check: "GroupCheck", municipalities: "Municipalities", plan: "Plan") -> str:
    from regionplanner.score.group_tables import members_by_region

    group, labels = check.group, {region.code: region.label for region in plan}
    if not group.regions:
        return "the plan has it in no region"
    named = {code: f"{labels[code]} ({code})" for code in group.regions} | {"": "no region"}
    if not group.cut:
        return f"the plan keeps it whole, in {named[group.regions[0]]}"
    parts = members_by_region(check, plan).items()
    told = "; ".join(f"{named[code]}: {_listed(units, municipalities)}" for code, units in parts)
    return f"the plan cuts it: {told}"


def _counts(checks: "Sequence[GroupCheck]", plan: "Plan | None") -> str:
    from regionplanner.score.group_tables import group_counts
    from regionplanner.score.kept import unplanned_groups, whole_groups

    counts = group_counts(checks)
    told = (
        f"{counts['groups']} {'group' if counts['groups'] == 1 else 'groups'}, "
        f"{counts['keep_rules']} {'keeps' if counts['keep_rules'] == 1 else 'keep'} the rules; "
        f"{counts['in_pieces']} not contiguous, "
        f"{counts['too_small']} too small, {counts['too_large']} too large, "
        f"{counts['across']} in more than one reference region"
    )
    if counts["other"]:
        told += f", {counts['other']} against other rules"
    if plan is None:
        return f"{told}."
    groups = [check.group for check in checks]
    n_cut = sum(group.cut for group in groups)
    told += f"; the plan keeps {len(whole_groups(groups))} whole and cuts {n_cut}"
    n_outside = len(unplanned_groups(groups))
    return f"{told}; {n_outside} in no region." if n_outside else f"{told}."


def _listed(units: Sequence[str], municipalities: "Municipalities") -> str:
    return listing(map(municipalities.label, units), at_most=_ALL)
