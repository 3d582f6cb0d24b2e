"""``regionplanner check``: hold any plan file, or groupings of today, against the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import inputs, outputs
from regionplanner.cli.choice_options import grouped, option
from regionplanner.cli.options import DataOptions, Quiet, RuleOptions, ScenarioOption
from regionplanner.cli.say import say, say_json, with_nouns
from regionplanner.errors import Message, ScenarioError, counted, joined, listing
from regionplanner.jobs.request import resolve_request

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.rules.case import Case
    from regionplanner.scenario import Scenario
    from regionplanner.score.group_check import Checked, GroupCheck


_GROUPS = "Existing groupings"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOptions:
    """Which groupings are checked, and where that is stated."""

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
                (
                    "{idle} reports on groupings, and none is named; name one with --groups COLUMN "
                    "or "
                    "--groups-file CSV"
                )
                if len(idle) == 1
                else (
                    "{idle} report on groupings, and none is named; name one with --groups COLUMN "
                    "or --groups-file CSV"
                ),
                idle=listing(idle),
            )


def _check_groups(
    plan_file: Path | None, options: GroupOptions, asked: "ResolvedRequest", *, quiet: bool
) -> bool:
    """Report on groupings: which of their groups keep the rules; return whether all do."""
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
    result = check_groups(request, callbacks=inputs.on_terminal(quiet=quiet))
    units, plan = result.case.municipalities, result.plan
    worded = {name: tuple(map(_worded, checks)) for name, checks in result.checked.items()}
    if options.csv is not None:
        _write(options.csv, worded, units, plan)
    if options.as_json:
        say_json(group_check_summary(worded, units, plan))
    else:
        say(*group_lines(result.checked, result.case, plan, only_broken=quiet))
    if options.csv is not None and not quiet:
        say(Message("Written: {file}", file=options.csv), err=options.as_json)
    return result.keeps_rules


def _worded(check: "GroupCheck") -> "GroupCheck":
    """Return a group whose broken rules have the nouns of the data."""
    broken = tuple(
        replace(violation, message=with_nouns(violation.message)) for violation in check.broken
    )
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
    violations, assignment, scenario = result.violations, result.assignment, result.scenario
    for violation in violations:
        say(Message("{rule}: {message}", rule=violation.rule, message=violation.message))
    n_regions = len(set(assignment.values()))
    if violations:
        say(
            Message(
                "{n_rules} is broken by {plan_file}."
                if len(violations) == 1
                else "{n_rules} are broken by {plan_file}.",
                n_rules=counted(len(violations), "rule"),
                plan_file=plan_file,
            ),
            err=True,
        )
        raise typer.Exit(EXIT_BREAKS_RULES)
    if not quiet:
        say(
            Message(
                "{plan_file} keeps all rules: {units} in {regions} of {min_units} to {max_units}, "
                "each in one reference region.",
                plan_file=plan_file,
                units=counted(len(assignment), "municipality"),
                regions=counted(n_regions, "adjoining region"),
                min_units=scenario.min_units,
                max_units=scenario.max_units,
            )
        )


_ALL = 1_000_000


def group_lines(
    checked: "Checked",
    case: "Case",
    plan: "Plan | None" = None,
    *,
    only_broken: bool = False,
) -> list[str]:
    """Return what is said of groupings, line by line.

    Parameters
    ----------
    checked
        Groups by grouping.
    case
        The units and the rules.
    plan
        The plan that they stand beside.
    only_broken
        Say nothing of groups that keep the rules.
    """
    lines: list[str] = []
    for grouping, checks in checked.items():
        listed = [check for check in checks if not only_broken or not check.keeps_rules]
        for check in listed:
            lines += _group(grouping, check, case, plan)
        if not only_broken:
            lines += [
                Message("{grouping}: {counts}", grouping=grouping, counts=_counts(checks, plan)),
                "",
            ]
    return lines[:-1] if lines and not lines[-1] else lines


def _group(grouping: str, check: "GroupCheck", case: "Case", plan: "Plan | None") -> Iterator[str]:
    from regionplanner.score.group_check import OF_EACH_GROUP

    group, municipalities = check.group, case.municipalities
    name = group.name if group.name == group.code else f"{group.name} ({group.code})"
    yield Message(
        "{grouping}: {name} keeps the rules"
        if check.keeps_rules
        else "{grouping}: {name} breaks rules",
        grouping=grouping,
        name=name,
    )
    size, members = _size(check, case.scenario), _listed(group.members, municipalities)
    lines: list[str] = [Message("{size}: {members}", size=size, members=members)]
    pieces, parents = _pieces(check, municipalities), _parents(check, municipalities)
    lines += [joined((pieces, parents), ", ")] if check.contiguous else [pieces, parents]
    if check.without_polygon:
        bare = _listed(check.without_polygon, municipalities)
        lines.append(
            Message(
                "left out for want of a usable polygon, so that nobody knows where it lies: {bare}",
                bare=bare,
            )
        )
    lines += [
        violation.message for violation in check.broken if violation.rule not in OF_EACH_GROUP
    ]
    if plan is not None:
        lines.append(_in_plan(check, municipalities, plan))
    yield from (Message("  {line}", line=line) for line in lines)


def _size(check: "GroupCheck", scenario: "Scenario") -> str:
    units, allowed = counted(len(check.group.members), "municipality"), scenario.sizes_text
    if check.size == "fits":
        return units
    return Message(
        "{units}, too few ({allowed} are allowed)"
        if check.size == "small"
        else "{units}, too many ({allowed} are allowed)",
        units=units,
        allowed=allowed,
    )


def _pieces(check: "GroupCheck", municipalities: "Municipalities") -> str:
    if check.contiguous:
        return Message("contiguous")
    main, *others = (_listed(piece, municipalities) for piece in check.pieces)
    cut = reduce(
        lambda a, b: Message("{items} and {item}", items=a, item=b),
        (Message("[{piece}]", piece=piece) for piece in others),
    )
    if check.between is None:
        between = Message("nobody in between would join them")
    else:
        between = Message("in between: {units}", units=_listed(check.between, municipalities))
    return Message(
        "not contiguous, {n_pieces}: {cut} cut off from [{main}]; {between}",
        n_pieces=counted(len(check.pieces), "piece"),
        cut=cut,
        main=main,
        between=between,
    )


def _parents(check: "GroupCheck", municipalities: "Municipalities") -> str:
    frame = municipalities.frame
    names = dict(zip(frame["reference_region"], frame["reference_region_name"], strict=True))
    if check.nested:
        return Message("in reference region {name}", name=names[next(iter(check.parents))])
    parts = joined(
        Message("{name}: {units}", name=names[code], units=_listed(units, municipalities))
        for code, units in check.parents.items()
    )
    return Message(
        "in {n_regions}: {parts}",
        n_regions=counted(len(check.parents), "reference region"),
        parts=parts,
    )


def _in_plan(check: "GroupCheck", municipalities: "Municipalities", plan: "Plan") -> str:
    from regionplanner.score.group_check import members_by_region

    group, labels = check.group, {region.code: region.label for region in plan}
    if not group.regions:
        return Message("the plan has it in no region")
    named: dict[str, str] = {code: f"{labels[code]} ({code})" for code in group.regions}
    named[""] = Message("no region")
    if not group.cut:
        return Message("the plan keeps it whole, in {region}", region=named[group.regions[0]])
    parts = joined(
        Message("{region}: {units}", region=named[code], units=_listed(units, municipalities))
        for code, units in members_by_region(check, plan).items()
    )
    return Message("the plan cuts it: {parts}", parts=parts)


def _counts(checks: "Sequence[GroupCheck]", plan: "Plan | None") -> str:
    from regionplanner.score.group_check import group_counts
    from regionplanner.score.groups import unplanned_groups, whole_groups

    counts = group_counts(checks)
    parts = [
        Message(
            "{groups}, {keep_rules} keeps the rules"
            if counts["keep_rules"] == 1
            else "{groups}, {keep_rules} keep the rules",
            **{**counts, "groups": counted(counts["groups"], "group")},
        ),
        Message(
            "{in_pieces} not contiguous, {too_small} too small, {too_large} too large, {across} in "
            "more than one reference region, {other} against other rules"
            if counts["other"]
            else "{in_pieces} not contiguous, {too_small} too small, {too_large} too large, "
            "{across} in more than one reference region",
            **counts,
        ),
    ]
    if plan is not None:
        groups = [check.group for check in checks]
        n_whole, n_cut = len(whole_groups(groups)), sum(group.cut for group in groups)
        parts.append(
            Message("the plan keeps {n_whole} whole and cuts {n_cut}", n_whole=n_whole, n_cut=n_cut)
        )
        if n_outside := len(unplanned_groups(groups)):
            parts.append(Message("{n_outside} in no region", n_outside=n_outside))
    return Message("{parts}.", parts=joined(parts))


def _listed(units: Sequence[str], municipalities: "Municipalities") -> str:
    return listing(map(municipalities.label, units), at_most=_ALL)
