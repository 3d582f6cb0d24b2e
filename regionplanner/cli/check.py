"""``regionplanner check``: hold any plan file against the rules."""

from pathlib import Path
from typing import Annotated

import typer

from regionplanner.cli import choices, options, texts

EXIT_BREAKS_RULES = 1


def check(
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN.CSV", help="Plan with the columns nis and region.")
    ],
    *,
    regions: Annotated[
        int | None, typer.Option(help="Number of regions the plan should have.")
    ] = None,
    regions_per: options.RegionsPer = None,
    min_units: options.MinUnits = 5,
    max_units: options.MaxUnits = 15,
    data: options.Data = None,
    id_column: options.IdColumn = None,
    name_column: options.NameColumn = None,
    parent_column: options.ParentColumn = None,
    layer: options.Layer = None,
    link: options.Link = None,
    links: options.LinksFile = None,
    min_border: options.MinBorder = 0.0,
    quiet: options.Quiet = False,
) -> None:
    """Check a plan against the rules and list each violation.

    Exit code 0 when the plan keeps all rules, 1 when it breaks any.
    """
    from regionplanner.graph.contiguity import rook_graph
    from regionplanner.io.assignment import read_assignment
    from regionplanner.plan.verify import violations
    from regionplanner.scenario import Scenario

    scenario = Scenario(
        regions=regions,
        regions_per=texts.read_counts(regions_per),
        min_units=min_units,
        max_units=max_units,
        links=texts.read_links(link, links),
        min_border_m=min_border,
    )
    assignment = read_assignment(plan_file)
    columns = {"id": id_column, "name": name_column, "parent": parent_column, "layer": layer}
    municipalities = choices.load_data(data, columns=columns, join=None, quiet=quiet)
    graph = rook_graph(municipalities, min_border_m=min_border, links=scenario.links)
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
            f"adjoining regions of {min_units} to {max_units}, each in one reference region."
        )
