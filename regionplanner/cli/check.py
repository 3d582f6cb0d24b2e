"""``regionplanner check``: hold any plan file against the rules."""

from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli import choices
from regionplanner.cli.check_groups import GroupOptions, check_groups
from regionplanner.cli.grouped import grouped
from regionplanner.cli.options import DataOptions, Quiet, RuleOptions, ScenarioOption
from regionplanner.cli.say import say
from regionplanner.errors import ScenarioError, counted
from regionplanner.jobs.request import resolve_request

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
    from regionplanner.plan.make import other_data
    from regionplanner.plan.verify import violations

    asked = resolve_request(scenario_file, rules.choices, data=data.choices)
    groups.check_idle()
    if groups.asked:
        kept = check_groups(plan_file, groups, asked, quiet=quiet)
        raise typer.Exit(0 if kept else EXIT_BREAKS_RULES)
    if plan_file is None:
        raise ScenarioError(
            "there is no plan to check; PLAN.CSV is expected, or a grouping; give a plan file, or "
            "--groups COLUMN or --groups-file CSV"
        )
    asked.scenario()  # what is impossible is said before the data are read
    municipalities = choices.load(
        asked.data, leave_out=asked.leave_out, quiet=quiet, figures=asked.figures()
    )
    assignment = choices.read_plan(plan_file, municipalities, asked.data, quiet=quiet)
    if not any(nis in municipalities.frame.index for nis in assignment):
        raise other_data([*assignment], municipalities)
    scenario = asked.resolved(municipalities).scenario()
    graph = choices.neighbours(municipalities, scenario)
    found = violations(assignment, municipalities, graph, scenario)
    for violation in found:
        say(f"{violation.rule}: {violation.message}")
    n_regions = len(set(assignment.values()))
    if found:
        say(
            f"{counted(len(found), 'rule')} {'is' if len(found) == 1 else 'are'} broken by "
            f"{plan_file}.",
            err=True,
        )
        raise typer.Exit(EXIT_BREAKS_RULES)
    if not quiet:
        say(
            f"{plan_file} keeps all rules: {counted(len(assignment), 'municipality')} in "
            f"{counted(n_regions, 'adjoining region')} of {scenario.min_units} to "
            f"{scenario.max_units}, "
            "each in one reference region."
        )
