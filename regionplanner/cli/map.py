"""``regionplanner map``: draw any plan file as one page that needs no network."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from regionplanner.cli import choices, outputs, texts
from regionplanner.cli.grouped import grouped
from regionplanner.cli.options import (
    DataOptions,
    NumberOptions,
    Quiet,
    RuleOptions,
    ScenarioOption,
)


@grouped
def draw_map(
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN.CSV", help="Plan with the columns nis and region.")
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page.")] = Path("map.html"),
    language: Annotated[
        Literal["nl", "en"] | None,
        typer.Option("--lang", help="Language of the map. [default: nl]"),
    ] = None,
    scenario_file: ScenarioOption = None,
    quiet: Quiet = False,
    numbers: NumberOptions,
    rules: RuleOptions,
    data: DataOptions,
) -> None:
    """Draw a plan as one HTML page that opens anywhere, without a network."""
    from regionplanner.io.assignment import read_assignment
    from regionplanner.io.write import write_atomic
    from regionplanner.maps.page import map_page
    from regionplanner.plan.make import make_plan

    asked = choices.asked_for(
        scenario_file,
        {**numbers.choices(), **rules.choices()},
        data=data.choices(),
        run=texts.given({"language": language}),
    )
    scenario = asked.scenario()
    outputs.check_file(output)
    assignment = read_assignment(plan_file)
    municipalities = choices.load(asked.data, quiet=quiet)
    graph = choices.neighbours(municipalities, scenario)
    made = make_plan(assignment, municipalities, graph, scenario)
    write_atomic(output, map_page(made, municipalities, language=asked.run.language).html)
    if made.violations and not quiet:
        count = len(made.violations)
        typer.echo(
            f"The plan breaks {'1 rule' if count == 1 else f'{count} rules'}; "
            f"see regionplanner check {plan_file}",
            err=True,
        )
    if not quiet:
        typer.echo(f"Written: {output}")
