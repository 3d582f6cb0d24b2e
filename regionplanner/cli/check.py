"""``regionplanner check``: hold any plan file, or groupings of today, against the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import inputs, outputs
from regionplanner.cli.choice_options import grouped, option
from regionplanner.cli.options import DataOptions, Quiet, RuleOptions, ScenarioOption
from regionplanner.cli.say import say, say_json, with_nouns
from regionplanner.errors import Message, ScenarioError, counted, listing
from regionplanner.jobs.request import resolve_request

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.scenario import Scenario
    from regionplanner.score.group_check import Checked, GroupCheck


_GROUPS = "Existing groupings"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOptions:
    """Which groupings are checked, and where that is told."""

    groups: Annotated[
        list[str] | None,
        option(
            _GROUPS,
            "--groups",
            metavar="COLUMN",
            help_text="Check the groups of a membership column, such as jeugdregio, politiezone, "
            "igs_wonen or elz; may be repeated.",
        ),
    ] = None
    groups_file: Annotated[
        list[Path] | None,
        option(
            _GROUPS,
            "--groups-file",
            metavar="CSV",
            help_text="Check the groups of a table with the columns nis and group (or region, or "
            "jeugdregio); may be repeated.",
        ),
    ] = None
    csv: Annotated[
        Path | None,
        option(_GROUPS, "--csv", metavar="FILE", help_text="Write a table with a row a group."),
    ] = None
    as_json: Annotated[
        bool,
        option(_GROUPS, "--json", metavar=None, help_text="Say the same as one JSON document."),
    ] = False

    @property
    def asked(self) -> bool:
        """Whether any grouping is named."""
        return bool(self.groups or self.groups_file)

    def check_idle(self) -> None:
        """Raise when something is asked of groupings and none is named."""
        idle = [name for name, on in (("--csv", self.csv), ("--json", self.as_json)) if on]
        if idle and not self.asked:
            raise ScenarioError(
                "{idle} {word} of groupings, and none "
                "is named; name one with --groups COLUMN or --groups-file CSV",
                idle=listing(idle),
                word="tells" if len(idle) == 1 else "tell",
            )


def _check_groups(
    plan_file: Path | None, options: GroupOptions, asked: "ResolvedRequest", *, quiet: bool
) -> bool:
    """Tell of groupings which of their groups keep the rules; return whether all do."""
    from regionplanner.jobs.check import GroupCheckRequest, check_groups
    from regionplanner.score.group_check import group_check_summary

    if options.csv is not None:
        outputs.claim_file(options.csv, ".csv", ".txt")
    request = GroupCheckRequest(
        asked=asked,
        columns=options.groups or (),
        files=options.groups_file or (),
        plan_file=plan_file,
    )
    found = check_groups(request, callbacks=inputs.on_terminal(quiet=quiet))
    units, plan = found.municipalities, found.plan
    checked = {name: tuple(map(_worded, checks)) for name, checks in found.checked.items()}
    if options.csv is not None:
        _write(options.csv, checked, units, plan)
    if options.as_json:
        say_json(group_check_summary(checked, units, plan))
    else:
        say(*group_lines(checked, units, found.scenario, plan, only_broken=quiet))
    if options.csv is not None and not quiet:
        say(Message("Written: {csv}", csv=options.csv), err=options.as_json)
    return found.keeps_rules


def _worded(check: "GroupCheck") -> "GroupCheck":
    """Return a group whose broken rules have the nouns of the data."""
    broken = tuple(replace(one, message=with_nouns(one.message)) for one in check.broken)
    return replace(check, broken=broken)


def _write(
    path: Path,
    checked: "Mapping[str, tuple[GroupCheck, ...]]",
    municipalities: "Municipalities",
    plan: "Plan | None",
) -> None:
    from regionplanner.files.atomic import write_atomic
    from regionplanner.files.text_table import csv_text
    from regionplanner.score.group_check import group_check_table

    write_atomic(path, csv_text(group_check_table(checked, municipalities, plan)))


EXIT_BREAKS_RULES = 1


@grouped
def check(
    plan_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="PLAN.CSV",
            help="Plan with the columns nis and region; with --groups and --groups-file it may be "
            "left out.",
        ),
    ] = None,
    *,
    scenario_file: ScenarioOption = None,
    quiet: Quiet = False,
    groups: GroupOptions,
    rules: RuleOptions,
    data: DataOptions,
) -> None:
    """Check a plan against the rules and list each violation.

    Exit code 0 when the plan keeps all rules, 1 when it breaks any.

    With --groups or --groups-file, groups that exist today are held against the rules instead:
    their size, whether they are contiguous (else who lies in between) and in one reference
    region, and whether a plan keeps them whole. Exit code 0 when every group keeps the rules, 1
    when any does not, whatever the plan does to it.
    """
    from regionplanner.jobs.check import CheckRequest, check_plan

    asked = resolve_request(scenario_file, rules.choices, data=data.choices)
    groups.check_idle()
    if groups.asked:
        kept = _check_groups(plan_file, groups, asked, quiet=quiet)
        raise typer.Exit(0 if kept else EXIT_BREAKS_RULES)
    if plan_file is None:
        raise ScenarioError(
            "there is no plan to check; PLAN.CSV is expected, or a grouping; give a plan file, or "
            "--groups COLUMN or --groups-file CSV"
        )
    request = CheckRequest(asked, plan_file)
    result = check_plan(request, callbacks=inputs.on_terminal(quiet=quiet))
    found, assignment, scenario = result.violations, result.assignment, result.scenario
    for violation in found:
        say(Message("{rule}: {message}", rule=violation.rule, message=violation.message))
    n_regions = len(set(assignment.values()))
    if found:
        say(
            Message(
                "{n_found} {word} broken by {plan_file}.",
                n_found=counted(len(found), "rule"),
                word="is" if len(found) == 1 else "are",
                plan_file=plan_file,
            ),
            err=True,
        )
        raise typer.Exit(EXIT_BREAKS_RULES)
    if not quiet:
        say(
            Message(
                "{plan_file} keeps all rules: {n_assignment} in "
                "{n_regions} of {min_units} to "
                "{max_units}, "
                "each in one reference region.",
                plan_file=plan_file,
                n_assignment=counted(len(assignment), "municipality"),
                n_regions=counted(n_regions, "adjoining region"),
                min_units=scenario.min_units,
                max_units=scenario.max_units,
            )
        )


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
    from regionplanner.score.group_check import members_by_region

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
    from regionplanner.score.group_check import group_counts
    from regionplanner.score.groups import unplanned_groups, whole_groups

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
