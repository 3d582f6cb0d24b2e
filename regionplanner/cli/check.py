"""``regionplanner check``: hold any plan file against the rules."""

from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli import choices
from regionplanner.cli.grouped import grouped
from regionplanner.cli.options import DataOptions, Quiet, ScenarioOption
from regionplanner.cli.rule_options import NumberOptions, RuleOptions

EXIT_BREAKS_RULES = 1


@grouped
def check(
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN.CSV", help="Plan with the columns nis and region.")
    ],
    *,
    scenario_file: ScenarioOption = None,
    quiet: Quiet = False,
    numbers: NumberOptions,
    rules: RuleOptions,
    data: DataOptions,
) -> None:
    """Check a plan against the rules and list each violation.

    Exit code 0 when the plan keeps all rules, 1 when it breaks any.
    """
    from regionplanner.io.assignment import read_assignment
    from regionplanner.plan.verify import violations

    asked = choices.asked_for(
        scenario_file, {**numbers.choices(), **rules.choices()}, data=data.choices()
    )
    scenario = asked.scenario()
    assignment = read_assignment(plan_file)
    municipalities = choices.load(asked.data, quiet=quiet)
    graph = choices.neighbours(municipalities, scenario)
    found = violations(assignment, municipalities, graph, scenario)
    for violation in found:
        typer.echo(f"{violation.rule}: {violation.message}")
    n_regions = len(set(assignment.values()))
    if found:
        count = "1 rule is broken" if len(found) == 1 else f"{len(found)} rules are broken"
        typer.echo(f"{count} by {plan_file}.", err=True)
        raise typer.Exit(EXIT_BREAKS_RULES)
    if not quiet:
        typer.echo(
            f"{plan_file} keeps all rules: {len(assignment)} municipalities in {n_regions} "
            f"adjoining regions of {scenario.min_units} to {scenario.max_units}, "
            "each in one reference region."
        )
