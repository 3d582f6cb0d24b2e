"""``regionplanner map``: draw any plan file as one page that needs no network."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from regionplanner.cli import choices, options, outputs, texts


def draw_map(
    plan_file: Annotated[
        Path, typer.Argument(metavar="PLAN.CSV", help="Plan with the columns nis and region.")
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page.")] = Path("map.html"),
    language: Annotated[
        Literal["nl", "en"], typer.Option("--lang", help="Language of the map.")
    ] = "nl",
    min_units: options.MinUnits = 5,
    max_units: options.MaxUnits = 15,
    data: options.Data = None,
    id_column: options.IdColumn = None,
    name_column: options.NameColumn = None,
    parent_column: options.ParentColumn = None,
    layer: options.Layer = None,
    join: options.Join = None,
    link: options.Link = None,
    links: options.LinksFile = None,
    min_border: options.MinBorder = 0.0,
    quiet: options.Quiet = False,
) -> None:
    """Draw a plan as one HTML page that opens anywhere, without a network."""
    from regionplanner.graph.contiguity import rook_graph
    from regionplanner.io.assignment import read_assignment
    from regionplanner.io.write import write_atomic
    from regionplanner.maps.page import map_page
    from regionplanner.plan.make import make_plan
    from regionplanner.scenario import Scenario

    scenario = Scenario(
        min_units=min_units,
        max_units=max_units,
        links=texts.read_links(link, links),
        min_border_m=min_border,
    )
    outputs.check_file(output)
    assignment = read_assignment(plan_file)
    columns = {"id": id_column, "name": name_column, "parent": parent_column, "layer": layer}
    municipalities = choices.load_data(data, columns=columns, join=join, quiet=quiet)
    graph = rook_graph(municipalities, min_border_m=min_border, links=scenario.links)
    made = make_plan(assignment, municipalities, graph, scenario)
    write_atomic(output, map_page(made, municipalities, language=language).html)
    if made.violations and not quiet:
        count = len(made.violations)
        typer.echo(
            f"The plan breaks {'1 rule' if count == 1 else f'{count} rules'}; "
            f"see regionplanner check {plan_file}",
            err=True,
        )
    if not quiet:
        typer.echo(f"Written: {output}")
